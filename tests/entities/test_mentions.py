"""What is found in real parses: names, titles, offices, metonyms, adjectives, compounds, groups."""

from __future__ import annotations

from datetime import date

import pytest
from spacy.tokens import Span

from graph.entities import Mentions, find_mentions
from graph.gazetteer import load_gazetteer
from graph.model import Document, Kind

pytestmark = pytest.mark.model
BASE = "https://example.org/"


def read(nlp, text, day=date(2025, 6, 1)):
    return find_mentions(nlp(text), Document("artikel", text, date=day), load_gazetteer(), base=BASE)


def mention(nlp, text, words, day=date(2025, 6, 1)):
    """Give the mention that consists of these words."""
    found = read(nlp, text, day)
    start = text.index(words)
    exact = [m for m in found if (m.start_char, m.end_char) == (start, start + len(words))]
    assert exact, f"{words!r} is none of {[text[m.start_char : m.end_char] for m in found]}"
    return exact[0]


@pytest.mark.parametrize(
    ("text", "words", "label"),
    [
        ("US-Präsident Donald Trump lehnt den Plan ab.", "US-Präsident Donald Trump", "Donald Trump"),
        ("Außenamtssprecherin Maria Sacharowa widersprach.", "Außenamtssprecherin Maria Sacharowa", "Maria Sacharowa"),
        ("Putin-Berater Juri Uschakow widersprach.", "Putin-Berater Juri Uschakow", "Juri Uschakow"),
        ("Der russische Präsident Wladimir Putin zögert.", "russische Präsident Wladimir Putin", "Wladimir Putin"),
        ("Der Sprecher des Kremls, Dmitri Peskow, schwieg.", "Sprecher des Kremls, Dmitri Peskow", "Dmitri Peskow"),
    ],
)
def test_title_and_name_are_one_mention(nlp, text, words, label):
    found = mention(nlp, text, words)
    assert found.entity.label == label
    assert found.rule == "title_and_name"


def test_head_of_title_and_name_is_the_title(nlp):
    doc = nlp("Putin-Berater Juri Uschakow widersprach.")
    found = find_mentions(doc, Document("a", doc.text), load_gazetteer(), base=BASE).at(0)
    assert found is not None
    assert (found.head, found.start, found.end) == (0, 0, 3)


@pytest.mark.parametrize(
    ("text", "kind", "classes"),
    [
        ("Moskau lehnt den Vorschlag ab.", Kind.ACTOR, ("State",)),
        ("Der Minister reist nach Moskau.", Kind.PLACE, ("Place",)),
        ("Die Gespräche in Moskau scheiterten.", Kind.PLACE, ("Place",)),
        ("Die Forderung an Moskau bleibt bestehen.", Kind.ACTOR, ("State",)),
    ],
)
def test_seat_of_government_is_actor_or_place(nlp, text, kind, classes):
    found = mention(nlp, text, "Moskau")
    assert (found.entity.kind, found.entity.classes) == (kind, classes)


@pytest.mark.parametrize(
    "words", ["Kreml", "Moskau", "russische Führung", "Regierung in Moskau", "russische Regierung"]
)
def test_names_of_one_government_meet(nlp, words):
    article = "Die" if words[0] == "R" or words[0] == "r" else "Der" if words == "Kreml" else ""
    text = f"{article} {words} lehnt den Vorschlag ab.".strip()
    assert mention(nlp, text, words).entity.label == "Russland"


@pytest.mark.parametrize(
    ("day", "label"),
    [(date(2024, 3, 1), "Olaf Scholz"), (date(2025, 9, 1), "Friedrich Merz"), (date(2010, 1, 1), "Angela Merkel")],
)
def test_office_means_who_held_it_on_the_day(nlp, day, label):
    words = "Bundeskanzlerin" if label == "Angela Merkel" else "Bundeskanzler"
    text = f"{'Die' if words.endswith('in') else 'Der'} {words} wies die Kritik zurück."
    assert mention(nlp, text, words, day).entity.label == label


def test_nationality_picks_the_office(nlp):
    assert (
        mention(nlp, "Der ukrainische Präsident bittet um Waffen.", "ukrainische Präsident").entity.label
        == "Wolodymyr Selenskyj"
    )
    assert (
        mention(nlp, "Der türkische Präsident will vermitteln.", "türkische Präsident").entity.label
        == "Recep Tayyip Erdoğan"
    )


def test_indefinite_role_names_nobody_known(nlp):
    assert (
        mention(nlp, "Ein russischer Diplomat bestätigte das.", "russischer Diplomat").entity.label
        == "russischer Diplomat"
    )


@pytest.mark.parametrize("name", ["Uschakow", "Ushakov"])
def test_family_name_means_the_person_named_in_full(nlp, name):
    text = f"Juri Uschakow sprach in Riad. Später sagte {name}, der Plan sei unannehmbar."
    assert (
        mention(nlp, text, name).entity.label == "Juri Uschakow"
        if name == "Ushakov"
        else read(nlp, text)[-1].entity.label == "Juri Uschakow"
    )


def test_full_name_in_the_article_goes_before_the_famous_bearer(nlp):
    text = "Die Ärztin Karin Merz warnt vor einer Seuche. Merz arbeitet in Aleppo."
    found = read(nlp, text)
    assert {m.entity.label for m in found if "Merz" in text[m.start_char : m.end_char]} == {"Karin Merz"}


@pytest.mark.parametrize(
    ("text", "part", "label"),
    [
        ("Der Kreml lehnt den US-Vorschlag ab.", "US", "USA"),
        ("Der Nato-Beitritt rückt näher.", "Nato", "NATO"),
        ("Der Putin-Vertraute reist nach Riad.", "Putin", "Wladimir Putin"),
        ("Der Irankrieg belastet die Märkte.", "Iran", "Iran"),
    ],
)
def test_names_in_compounds_are_parts(nlp, text, part, label):
    doc = nlp(text)
    found = find_mentions(doc, Document("a", text), load_gazetteer(), base=BASE)
    token = next(t for t in doc if t.text.startswith(part))
    assert [(m.entity.label, text[m.start_char : m.end_char]) for m in found.parts(token.i)] == [(label, part)]


def test_double_adjective_names_both(nlp):
    text = "Die US-israelischen Angriffe dauern an."
    doc = nlp(text)
    found = find_mentions(doc, Document("a", text), load_gazetteer(), base=BASE)
    assert [m.entity.label for m in found.parts(1)] == ["USA", "Israel"]


@pytest.mark.parametrize(
    ("text", "words", "label"),
    [
        ("In nationalistischen Kreisen wächst der Unmut.", "nationalistischen Kreisen", "nationalistische Kreise"),
        ("Westliche Verbündete warnen.", "Westliche Verbündete", "westliche Verbündete"),
        ("Analysten rechnen mit Angriffen.", "Analysten", "Analysten"),
        ("Russische Truppen rücken vor.", "Russische Truppen", "russische Truppen"),
        (
            "Das berichten hochrangige Vertreter der Armee.",
            "hochrangige Vertreter der Armee",
            "hochrangige Vertreter der Armee",
        ),
    ],
)
def test_groups_are_entities_of_their_own(nlp, text, words, label):
    found = mention(nlp, text, words)
    assert found.entity.label == label
    assert found.entity.kind is Kind.ACTOR
    assert found.entity.iri.startswith(BASE)


def test_same_group_has_the_same_iri_in_every_case(nlp):
    one = mention(nlp, "Nationalistische Kreise warnen.", "Nationalistische Kreise")
    other = mention(nlp, "In nationalistischen Kreisen wächst der Unmut.", "nationalistischen Kreisen")
    assert one.entity.iri == other.entity.iri


@pytest.mark.parametrize(
    ("text", "words"), [("Das Bild zeigt die Zeit vor dem Krieg.", "Bild"), ("Der Stern leuchtet.", "Stern")]
)
def test_common_words_are_no_newspapers(nlp, text, words):
    assert words not in [text[m.start_char : m.end_char] for m in read(nlp, text) if m.entity.classes == ("Media",)]


def test_mentions_come_in_the_order_of_the_text(nlp):
    found = read(nlp, "Merz traf Macron in Paris. Er lobte die französische Regierung und Selenskyj.")
    assert isinstance(found, Mentions)
    assert [m.start_char for m in found] == sorted(m.start_char for m in found)


def test_same_text_gives_the_same_mentions(nlp):
    text = "Der Sprecher der Rebellen und ein Diplomat aus Kairo trafen Peskow."
    assert list(read(nlp, text)) == list(read(nlp, text))


@pytest.mark.parametrize(("year", "known"), [(2000, True), (2025, False)])
def test_bare_family_name_means_who_was_in_office_around_that_time(nlp, year, known):
    text = "Cook warnt vor einem Krieg."
    doc = nlp(text)
    doc.ents = [Span(doc, 0, 1, label="PER")]
    found = find_mentions(doc, Document("a", text, date=date(year, 6, 1)), load_gazetteer(), base=BASE)
    assert [m.entity.label == "Robin Cook" for m in found if m.start == 0] == [known]


@pytest.mark.parametrize(
    ("text", "words", "same"),
    [
        ("Menschen fliehen vor den Angriffen.", "Menschen", False),
        ("Beide Seiten verhandeln.", "Seiten", False),
        ("Westliche Beobachter warnen.", "Westliche Beobachter", False),
        ("Russische Truppen rücken vor.", "Russische Truppen", True),
        ("Die Außenminister der EU warnen.", "Außenminister der EU", True),
        ("Die Huthi-Rebellen schießen.", "Huthi-Rebellen", True),
        ("Die Palästinenser protestieren.", "Palästinenser", True),
    ],
)
def test_only_groups_with_a_name_are_one_across_articles(nlp, text, words, same):
    doc = nlp(text)
    iris = set()
    for name in ("eins", "zwei"):
        found = find_mentions(doc, Document(name, text, date=date(2025, 6, 1)), load_gazetteer(), base=BASE)
        iris |= {m.entity.iri for m in found if text[m.start_char : m.end_char].endswith(words)}
    assert len(iris) == (1 if same else 2)


@pytest.mark.parametrize(
    ("text", "words", "label"),
    [
        ("Der Kremlchef lehnt ab.", "Kremlchef", "Wladimir Putin"),
        ("Der Parteichef lehnt ab.", "Parteichef", "Parteichef"),
        ("Die russische Führung lehnt ab.", "russische Führung", "Russland"),
        ("Die Führung der Hamas lehnt ab.", "Führung der Hamas", "Führung der Hamas"),
        ("Der Kreml lehnt ab.", "Kreml", "Russland"),
        ("Moskau lehnt ab.", "Moskau", "Russland"),
        ("Das Weiße Haus lehnt ab.", "Weiße Haus", "USA"),
        ("Washington lehnt ab.", "Washington", "USA"),
        ("Teheran lehnt ab.", "Teheran", "Iran"),
        ("Die Hamas lehnt ab.", "Hamas", "Hamas"),
        ("Peking lehnt ab.", "Peking", "China"),
        ("Pjöngjang lehnt ab.", "Pjöngjang", "Nordkorea"),
        ("Ankara lehnt ab.", "Ankara", "Türkei"),
        ("Downing Street lehnt ab.", "Downing Street", "Großbritannien"),
        ("Der Élysée-Palast lehnt ab.", "Élysée-Palast", "Frankreich"),
        ("Die Bundesregierung lehnt ab.", "Bundesregierung", "Deutschland"),
    ],
)
def test_who_acts_under_another_name(nlp, text, words, label):
    assert mention(nlp, text, words).entity.label == label


@pytest.mark.parametrize(
    ("words", "day", "label"),
    [
        ("Kremlchef", date(2010, 3, 1), "Dmitri Medwedew"),
        ("Kremlchef", date(2015, 3, 1), "Wladimir Putin"),
        ("US-Präsident", date(2016, 6, 1), "Barack Obama"),
        ("US-Präsident", date(2018, 6, 1), "Donald Trump"),
        ("US-Präsident", date(2022, 6, 1), "Joe Biden"),
        ("US-Präsident", date(2025, 6, 1), "Donald Trump"),
        ("Bundeskanzler", date(2024, 6, 1), "Olaf Scholz"),
        ("Bundeskanzler", date(2025, 6, 1), "Friedrich Merz"),
        ("US-Außenminister", date(2003, 2, 5), "Colin Powell"),
        ("Bundesverteidigungsminister", date(2024, 2, 5), "Boris Pistorius"),
        ("Uno-Generalsekretär", date(2005, 2, 5), "Kofi Annan"),
        ("Nato-Generalsekretär", date(2025, 2, 5), "Mark Rutte"),
    ],
)
def test_dated_office(nlp, words, day, label):
    assert mention(nlp, f"Der {words} lehnt den Plan ab.", words, day).entity.label == label
