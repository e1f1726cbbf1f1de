"""Sentence boundaries on raw text."""

from __future__ import annotations

import json
import lzma
import re
from pathlib import Path

import pytest
import spacy

from graph.annotate.sentences import sentence_starts, set_sentences

SHARED = Path(__file__).parents[3] / "shared"


def sentences(text):
    starts = sentence_starts(text)
    return [text[start:end].strip() for start, end in zip(starts, [*starts[1:], len(text)], strict=True)]


@pytest.mark.parametrize(
    "text",
    [
        "Am 3. März traf er Dr. Maas, z. B. in Genf.",
        "Der 2. Weltkrieg und Wilhelm II. waren Thema.",
        "Am 21. August kam er nach St. Petersburg.",
        "Abg. Müller (vgl. Nr. 5, S. 12 ff.) lehnte ab.",
        "Rund 3 Mio. Euro bzw. 5 Mrd. Dollar fehlen.",
        "A. B. Schmitz und George W. Bush sprachen u. a. mit Prof. Weber.",
        "„Nein!“, rief er.",
        "„Wer geht?“, fragte sie.",
        "»Wir gehen.«, sagte er.",
        "Mit den Worten „Genug. Wir gehen.“ verließ er den Saal.",
        "Das Stück „Wer bin ich?“ läuft in Genf.",
        "Er kam (siehe unten. Das gilt auch hier) zu spät.",
        "Die Regierung\nlehnte den\nVorschlag gestern in Genf\nab.",
    ],
)
def test_no_boundary_within(text):
    assert sentences(text) == [text]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Kiew lehnt ab. Moskau stimmt zu.", 2),
        ("Das war 2020. Dann kam der Krieg.", 2),
        ("Er belegte Platz 3. Danach ging er.", 2),
        ("Er sagte: „Wir gehen. Sie bleiben.“ Dann ging er.", 3),
        ("„Wir gehen. Sie bleiben“, sagte er.", 2),
        ("„Wir gehen.“ „Sie bleiben.“", 2),
        ("Kommt er? Ja! Er kommt …", 3),
        ("Kiew lehnt Plan ab\n\nDie Regierung in Kiew will nicht verhandeln.", 2),
        ("Kiew lehnt ab\nDie Regierung in Kiew will über den Vorschlag nicht mehr verhandeln.", 2),
        ("Punkte:\n- Waffenruhe\n- Abzug", 3),
        ("Es ging um Waffen, Geld usw. Die Lage bleibt offen.", 2),
        ("Der Abzug endet im Mai. 30 Soldaten bleiben.", 2),
    ],
)
def test_boundary_between(text, count):
    assert len(sentences(text)) == count


@pytest.mark.parametrize("text", ["", " ", "\n\n", ".", "...", "„", "a", "3."])
def test_scraps_do_not_fail(text):
    assert len(sentence_starts(text)) == bool(text.strip())


def test_component_parts_the_full_stop_from_a_year():
    doc = set_sentences(spacy.blank("de").make_doc("Das war 2020. Am 3. Mai kam der Krieg."))
    assert [sent.text for sent in doc.sents] == ["Das war 2020.", "Am 3. Mai kam der Krieg."]
    assert [token.text for token in doc][:5] == ["Das", "war", "2020", ".", "Am"]
    assert "3." in [token.text for token in doc]


def test_component_keeps_the_text():
    text = "  Das war 2020.\n\n »Nein.«  Er kam am 15. "
    assert set_sentences(spacy.blank("de").make_doc(text)).text == text


@pytest.mark.skipif(not SHARED.exists(), reason="needs the treebank of ../shared/data")
def test_boundaries_on_raw_treebank_text():
    gold_sentences = [
        "".join(row[1] + ("" if "SpaceAfter=No" in row[9] else " ") for row in rows).strip()
        for block in lzma.decompress((SHARED / "data" / "gold-dev.conllu.xz").read_bytes()).decode().split("\n\n")
        if (rows := [line.split("\t") for line in block.splitlines() if line and line[0] != "#"])
    ]
    right = given = found = 0
    for first in range(0, len(gold_sentences), 10):
        text, gold = "", set()
        for sentence in gold_sentences[first : first + 10]:
            text += " " if text else ""
            gold.add((len(text), len(text) + len(sentence)))
            text += sentence
        starts = sentence_starts(text)
        predicted = {
            (start, len(text[:end].rstrip())) for start, end in zip(starts, [*starts[1:], len(text)], strict=True)
        }
        right, given, found = right + len(gold & predicted), given + len(gold), found + len(predicted)
    assert 2 * right / (given + found) >= 0.97


@pytest.mark.skipif(not SHARED.exists(), reason="needs the quotations of ../shared/eval")
def test_no_boundary_inside_a_quotation_of_one_sentence():
    broken = []
    for line in (SHARED / "eval" / "quotations" / "quotations.jsonl").read_text(encoding="utf-8").splitlines():
        article = json.loads(line)
        starts = sentence_starts(article["text"])
        for quotation in article["quotations"]:
            start, end = quotation["quote"]["start"], quotation["quote"]["end"]
            if not re.search(r"[.!?…][\"“]?\s+[„\"A-ZÄÖÜ]|\n", article["text"][start:end]):
                broken += [article["text"][start:end] for at in starts if start < at < end]
    assert broken == []


REPORT = "Moskau hat am Montag vor einer neuen Gefahr für den Frieden gewarnt."


@pytest.mark.parametrize("place", ["Genf – ", "Addis Abeba/Wien - ", "Kiew (dpa) — ", "New York – "])
def test_dateline_is_no_part_of_the_first_sentence(place):
    assert sentences(place + REPORT) == [place.strip(), REPORT]
    assert sentences("Die Lage ist ernst. " + place + REPORT) == ["Die Lage ist ernst.", place.strip(), REPORT]


@pytest.mark.parametrize(
    "text",
    [
        "Seine Partei – Recht und Freiheit in einem neuen Land – hat die Wahl gewonnen.",
        "Der Gipfel endet – Moskau und Kiew einigen sich auf eine lange Waffenruhe.",
        "Genf – Ein Treffen.",
        "Genf – das ist die Stadt, in der sich alle Seiten am Montag treffen wollen.",
    ],
    ids=["parenthesis", "words-in-front", "short", "no-capital-behind"],
)
def test_other_dashes_part_nothing(text):
    assert sentences(text) == [text]
