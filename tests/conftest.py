"""What tests of several rooms share: hand-built parses, and the shipped pipeline loaded once."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from spacy.lang.de import German
from spacy.language import Language
from spacy.tokens import Doc
from spacy.vocab import create_vocab

_TAGS = {
    "ADP": "APPR",
    "CCONJ": "KON",
    "DET": "ART",
    "NOUN": "NN",
    "NUM": "CARD",
    "PRON": "PPER",
    "PROPN": "NE",
    "PUNCT": "$.",
    "SCONJ": "KOUS",
}
_WORD_TAGS = {"nicht": "PTKNEG", "sich": "PRF", "um": "KOUI", "worden": "VAPP"}
_RELATIVES = ("der", "die", "das", "den", "dem", "deren", "dessen", "denen", "welche", "welcher", "welches")
_CONTRACTED = ("am", "ans", "beim", "im", "ins", "vom", "zum", "zur")
_NO_SPACE_BEFORE = (",", ".", ":", ";", "?", "!", ")", "“")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="rewrite golden quotations and propositions")


def _tag(row: list[str], rows: list[list[str]]) -> str:
    """Give the STTS tag that a tagger would give, for parses that leave the column out."""
    form, lemma, pos, head, label = row[:5]
    word = form.lower()
    children = [other for other in rows if other[3] == str(rows.index(row) + 1)]
    if label == "compound:prt":
        return "PTKVZ"
    if pos == "PART" and word == "zu":
        return "PTKZU"
    if word in _WORD_TAGS and not (word == "um" and pos == "ADP"):
        return _WORD_TAGS[word]
    if pos == "ADP" and word in _CONTRACTED:
        return "APPRART"
    if label == "det:poss":
        return "PPOSAT"
    if pos == "PRON" and word in _RELATIVES:
        return "PRELS" if any(r[4] == "acl:relcl" for r in rows if r[3] != "0") else "PDS"
    if pos == "PUNCT" and word == ",":
        return "$,"
    if pos == "ADJ":
        return "ADJA" if label == "amod" else "ADJD"
    if pos == "AUX":
        infinitive = word == lemma and any(
            other[2] == "AUX" and other is not row and other[3] == head for other in rows
        )
        return ("VM" if lemma in ("dürfen", "können", "mögen", "müssen", "sollen", "wollen") else "VA") + (
            "INF" if infinitive else "FIN"
        )
    if pos == "VERB":
        return _verb_tag(word, lemma, children)
    return _TAGS.get(pos, pos)


def _verb_tag(word: str, lemma: str, children: list[list[str]]) -> str:
    helped = any(child[4] in ("aux", "aux:pass") for child in children)
    if word != lemma and "zu" in word and "zu" not in lemma:
        return "VVIZU"
    if helped or any(child[0] == "zu" and child[4] == "mark" for child in children):
        return (
            "VVINF"
            if word == lemma and word.endswith("n") and not any(child[4] == "aux:pass" for child in children)
            else "VVPP"
        )
    return "VVFIN"


def _parse(text: str) -> Doc:
    rows = [line.split() for line in text.strip().splitlines() if line.strip()]
    words = [row[0] for row in rows]
    return Doc(
        create_vocab("de", German.Defaults),
        words=words,
        spaces=[
            following not in _NO_SPACE_BEFORE and word not in ("„", "(")
            for word, following in zip(words, [*words[1:], "."], strict=True)
        ],
        lemmas=[row[1] for row in rows],
        pos=[row[2] for row in rows],
        heads=[int(row[3]) - 1 if row[3] != "0" else i for i, row in enumerate(rows)],
        deps=["ROOT" if row[3] == "0" else row[4] for row in rows],
        tags=[row[5] if len(row) > 5 and row[5] != "_" else _tag(row, rows) for row in rows],
        morphs=[row[6] if len(row) > 6 and row[6] != "_" else "" for row in rows],
    )


@pytest.fixture(scope="session")
def parsed() -> Callable[[str], Doc]:
    """Build a Doc from lines FORM LEMMA UPOS HEAD DEPREL [XPOS [FEATS]]; heads count from 1, 0 is the root."""
    return _parse


@pytest.fixture
def twins() -> dict[str, tuple[Doc, Doc]]:
    """Give ten sentences by name, each as a parse with TIGER labels and as one with UD labels, both made by hand."""
    found = {}
    for block in (Path(__file__).parent / "annotate" / "twins.txt").read_text(encoding="utf-8").split("\n\n")[1:]:
        name, *lines = block.strip().splitlines()
        cells = [line.split() for line in lines]
        tiger, universal = (["\t".join((*row[:3], *row[at : at + 2], row[3])) for row in cells] for at in (4, 6))
        found[name.removeprefix("# ")] = (_parse("\n".join(tiger)), _parse("\n".join(universal)))
    return found


@pytest.fixture(scope="session")
def nlp() -> Language:
    """Give the shipped pipeline with our components; tests that take it bear the marker `model`."""
    from graph.annotate.load import load

    return load()
