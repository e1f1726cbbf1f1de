"""The shipped pipeline `de_news`: its parts, its labels, its size, and a floor under its scores."""

from __future__ import annotations

import json
import lzma
from pathlib import Path

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc

from graph.annotate import de_news

pytestmark = pytest.mark.model

GOLD = Path(__file__).resolve().parents[3] / "shared" / "data" / "gold-dev.conllu.xz"
COMPONENTS = ["tok2vec", "tagger", "morphologizer", "parser", "trainable_lemmatizer", "senter", "ner"]
LIMIT = 45_000_000
LAS_FLOOR = 0.78
UPOS_FLOOR = 0.945


@pytest.fixture(scope="module")
def shipped() -> Language:
    return de_news.load()


@pytest.fixture(scope="module")
def gold() -> list[list[list[str]]]:
    if not GOLD.exists():
        pytest.skip("the shared data folder with gold-dev.conllu.xz is not beside the checkout")
    with lzma.open(GOLD, "rt", encoding="utf-8") as handle:
        blocks = handle.read().split("\n\n")
    return [
        [line.split("\t") for line in block.split("\n") if line and line[0] != "#"] for block in blocks if block.strip()
    ]


def test_has_all_components(shipped: Language) -> None:
    assert shipped.component_names == COMPONENTS
    assert shipped.disabled == ["senter"]


def test_labels_are_those_of_ud_stts_and_four_kinds_of_entities(shipped: Language) -> None:
    assert {"nsubj", "nsubj:pass", "obj", "obl", "obl:arg", "ccomp", "acl:relcl", "compound:prt", "ROOT"} <= set(
        shipped.pipe_labels["parser"]
    )
    assert {"NN", "NE", "VVFIN", "PRELS", "APPRART", "PTKVZ"} <= set(shipped.pipe_labels["tagger"])
    assert set(shipped.pipe_labels["ner"]) == {"PER", "ORG", "LOC", "MISC"}


def test_is_small_enough() -> None:
    assert (
        sum(
            path.stat().st_size
            for path in de_news.DATA.rglob("*")
            if path.is_file() and "__pycache__" not in path.parts
        )
        < LIMIT
    )


def test_metadata_says_name_licence_and_sources() -> None:
    meta = json.loads((de_news.DATA / "meta.json").read_text(encoding="utf-8"))
    assert (meta["lang"], meta["name"], meta["license"]) == ("de", "news", "CC BY-SA 4.0")
    assert meta["version"] == de_news.__version__
    assert all(source["name"] and source["license"] for source in meta["sources"])


def test_files_name_no_folder_of_the_training_machine() -> None:
    config = spacy.util.load_config(de_news.DATA / "config.cfg")
    assert set(config["paths"].values()) == {None}


def test_contractions_stay_one_token(shipped: Language) -> None:
    doc = shipped("Zum Treffen im Kreml kam Außenminister Lawrow am Montag.")
    assert [token.text for token in doc][:4] == ["Zum", "Treffen", "im", "Kreml"]
    assert doc[0].tag_ == doc[2].tag_ == "APPRART"


def test_reads_a_plain_sentence(shipped: Language) -> None:
    doc = shipped("Die Ukraine lehnt den Vorschlag ab.")
    assert [(token.text, token.dep_) for token in doc if token.dep_ in ("nsubj", "obj", "compound:prt")] == [
        ("Ukraine", "nsubj"),
        ("Vorschlag", "obj"),
        ("ab", "compound:prt"),
    ]
    assert [(entity.text, entity.label_) for entity in doc.ents] == [("Ukraine", "LOC")]


def test_same_text_gives_the_same_analysis_alone_and_in_a_batch(shipped: Language) -> None:
    texts = ["Putin traf Macron in Moskau.", "Berlin fordert eine Waffenruhe, Teheran schweigt."]
    for text, doc in zip(texts, shipped.pipe(texts), strict=True):
        assert doc.to_json() == shipped(text).to_json()


def test_scores_stay_above_the_floor(shipped: Language, gold: list[list[list[str]]]) -> None:
    docs = [
        Doc(shipped.vocab, words=[row[1] for row in rows], sent_starts=[i == 0 for i in range(len(rows))])
        for rows in gold
    ]
    arcs = tags = words = 0
    for rows, doc in zip(gold, shipped.pipe(docs), strict=True):
        words += len(rows)
        for row, token in zip(rows, doc, strict=True):
            head = 0 if token.head.i == token.i else token.head.i + 1
            label = "root" if head == 0 else token.dep_.split(":")[0]
            arcs += (str(head), label) == (row[6], row[7].split(":")[0])
            tags += token.pos_ == row[3]
    assert arcs / words >= LAS_FLOOR
    assert tags / words >= UPOS_FLOOR
