"""The shipped pipelines: their parts, labels and sizes, and a floor under their scores."""

from __future__ import annotations

import json
import lzma
from importlib.metadata import version
from pathlib import Path

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc

from graph.annotate import de_news, de_news_accurate

pytestmark = pytest.mark.model

GOLD = Path(__file__).resolve().parents[3] / "shared" / "data" / "gold-dev.conllu.xz"
PIPELINES = {"de_news": de_news, "de_news_accurate": de_news_accurate}
LIMITS = {"de_news": 45_000_000, "de_news_accurate": 90_000_000}
FILE_LIMIT = 50_000_000
# Least share of right arcs with their labels, and of right word classes.
FLOORS = {"de_news": (0.845, 0.952), "de_news_accurate": (0.867, 0.965)}


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


@pytest.mark.parametrize("name", PIPELINES)
def test_labels_are_those_of_ud_stts_and_four_kinds_of_entities(name: str) -> None:
    nlp = PIPELINES[name].load()
    (encoder,) = nlp.component_names
    labels = nlp.get_pipe(encoder).network.labels  # type: ignore[attr-defined]
    assert {"nsubj", "nsubj:pass", "obj", "obl", "obl:arg", "ccomp", "acl:relcl", "compound:prt", "ROOT"} <= set(
        nlp.pipe_labels[encoder]
    )
    assert {"NN", "NE", "VVFIN", "PRELS", "APPRART", "PTKVZ"} <= set(labels["xpos"])
    assert {"B-PER", "B-ORG", "B-LOC", "B-MISC"} <= set(labels["ner"])


def test_both_pipelines_have_the_same_words(shipped: Language) -> None:
    text = "Am 3. März sagte Dr. Maas im „Spiegel“: „Das ist's!“ Die US-Regierung (v. a. Trump/Vance) schwieg…"
    accurate = de_news_accurate.load()
    assert [t.text for t in shipped.tokenizer(text)] == [t.text for t in accurate.tokenizer(text)]


@pytest.mark.parametrize("name", PIPELINES)
def test_is_small_enough(name: str) -> None:
    sizes = [
        path.stat().st_size
        for path in PIPELINES[name].DATA.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    ]
    assert sum(sizes) < LIMITS[name]
    assert max(sizes) < FILE_LIMIT


@pytest.mark.parametrize("name", PIPELINES)
def test_metadata_says_name_licence_sources_and_scores(name: str) -> None:
    module = PIPELINES[name]
    meta = json.loads((module.DATA / "meta.json").read_text(encoding="utf-8"))
    assert (f"{meta['lang']}_{meta['name']}", meta["license"]) == (name, "CC BY-SA 4.0")
    assert meta["version"] == module.__version__
    assert all(source["name"] and source["license"] for source in meta["sources"])
    assert {"dep_las", "pos_acc", "ents_f", "speed"} <= meta["performance"].keys()


@pytest.mark.parametrize("name", PIPELINES)
def test_files_name_no_folder_of_the_training_machine(name: str) -> None:
    config = spacy.util.load_config(PIPELINES[name].DATA / "config.cfg")
    assert set(config["paths"].values()) == {None}


@pytest.mark.parametrize("name", PIPELINES)
def test_spacy_loads_it_by_name(name: str) -> None:
    assert spacy.load(name).meta["version"] == version(name) == PIPELINES[name].__version__


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


@pytest.mark.parametrize("name", PIPELINES)
def test_scores_stay_above_the_floor(name: str, gold: list[list[list[str]]]) -> None:
    nlp = PIPELINES[name].load()
    docs = [
        Doc(nlp.vocab, words=[row[1] for row in rows], sent_starts=[i == 0 for i in range(len(rows))]) for rows in gold
    ]
    arcs = tags = words = 0
    for rows, doc in zip(gold, nlp.pipe(docs), strict=True):
        words += len(rows)
        for row, token in zip(rows, doc, strict=True):
            head = 0 if token.head.i == token.i else token.head.i + 1
            label = "root" if head == 0 else token.dep_.split(":")[0]
            arcs += (str(head), label) == (row[6], row[7].split(":")[0])
            tags += token.pos_ == row[3]
    las, upos = FLOORS[name]
    assert arcs / words >= las
    assert tags / words >= upos
