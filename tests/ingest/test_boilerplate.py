"""Page furniture is blanked, the article is not, and nothing moves."""

import pytest

from graph.ingest.boilerplate import blank_boilerplate

FIRST = "Der Kreml lehnt die Waffenruhe ab."
LAST = "Kiew wartet auf eine Antwort aus Moskau."


def kept(text):
    blanked = blank_boilerplate(text)
    assert len(blanked) == len(text)
    assert blanked.count("\n") == text.count("\n")
    return [line for line in blanked.split("\n") if line.strip()]


@pytest.mark.parametrize(
    "line",
    [
        "Seite 1 / 2",
        "Seite 3 von 4",
        "Nächste Seite",
        "nächste seite",
        "Anzeige",
        "Lesezeit: 4 Minuten",
        "Abonnieren Sie unseren Newsletter und verpassen Sie nichts!",
        "Jetzt den Newsletter abonnieren",
        "© 2025 Ostseespiegel",
    ],
)
def test_furniture_goes_wherever_it_stands(line):
    assert kept(f"{FIRST}\n{line}\n{LAST}") == [FIRST, LAST]
    assert kept(f"{FIRST}\n{LAST}\n{line}") == [FIRST, LAST]


@pytest.mark.parametrize(
    "line",
    [
        "Die nächste Seite der Verhandlungen beginnt in Dschidda.",
        "Auf Seite 1 / 2 des Abkommens steht die Waffenruhe.",
        "Das könnte dich auch interessieren, sagte Peskow zu Trump.",
        "Mehr zum Thema Waffenruhe wolle er nicht sagen.",
        "Für die Teilnehmer war es eine Anzeige wert.",
    ],
)
def test_sentences_with_the_same_words_stay(line):
    assert kept(f"{FIRST}\n{line}\n{LAST}") == [FIRST, line, LAST]


@pytest.mark.parametrize(
    "heading", ["Das könnte dich auch interessieren", "Mehr zum Thema:", "LESEN SIE AUCH", "Meistgelesen"]
)
def test_teasers_go_to_the_end_of_the_text(heading):
    assert kept(
        f"{FIRST}\n\n{heading}\n\nZehn Tipps für den Frühling\nWer gewinnt die Wahl?\n\nAlle Rechte vorbehalten"
    ) == [FIRST]


def test_teasers_within_an_article_end_with_their_block():
    text = f"{FIRST}\n\nMehr zum Thema\nZehn Tipps für den Frühling\n\nMoskaus Haltung\n\n{LAST}"
    assert kept(text) == [FIRST, "Moskaus Haltung", LAST]


def test_headings_and_questions_of_the_article_stay():
    text = f"Putins Nein\n\n{FIRST}\n\nWer überwacht die Front?\n\n{LAST}"
    assert kept(text) == ["Putins Nein", FIRST, "Wer überwacht die Front?", LAST]


@pytest.mark.parametrize("initials", ["MAB", "(MAB)", "(itu)", "dpa/mab", "(dpa/afp)"])
def test_initials_of_the_author_go_only_after_the_last_sentence(initials):
    assert kept(f"{FIRST}\n{LAST}\n{initials}") == [FIRST, LAST]
    assert kept(f"{FIRST}\n{initials}\n{LAST}") == [FIRST, initials, LAST]


def test_the_name_of_a_section_before_a_repeated_headline_goes():
    text = f"Politik & Welt Putins kalter Blick auf Kiew\n\nPutins kalter Blick auf Kiew\n\n{FIRST}"
    assert kept(text)[0].strip() == "Putins kalter Blick auf Kiew"
    assert blank_boilerplate(text).index("Putins") == text.index("Putins")


@pytest.mark.parametrize("text", ["", "\n\n", FIRST, "Ende", "Anzeige", "x" * 1_000_000, "Meistgelesen"])
def test_odd_texts_keep_their_length(text):
    assert len(blank_boilerplate(text)) == len(text)
