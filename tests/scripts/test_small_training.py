"""The training of the small network: its sentences, its inputs, and that its ONNX graph computes the same."""

import json
import random
import runpy
from pathlib import Path

import numpy as np
import pytest
from names import Names
from variety import Variety, mentions, requoted

SMALL = Path(__file__).resolve().parents[2] / "scripts" / "train" / "small"
WORDS = ["Juri", "Uschakow", "sprach", "in", "Moskau", "für", "den", "Kreml", "."]
TAGS = ["B-PER", "I-PER", "O", "O", "B-LOC", "O", "O", "B-ORG", "O"]


def test_mentions_are_runs_of_one_kind():
    assert list(mentions(TAGS)) == [(0, 2, "PER"), (4, 5, "LOC"), (7, 8, "ORG")]
    assert list(mentions(["B-PER", "B-PER", "I-PER"])) == [(0, 1, "PER"), (1, 3, "PER")]


def test_other_names_keep_the_number_of_words_and_all_that_is_no_name():
    names = Names(["Anna", "Otto"], ["Weber", "Kaya"], ["Lyon", "Bad Ems"])
    variety = Variety(names, [(WORDS, TAGS), (["UNO"], ["B-ORG"]), (["Rotes", "Kreuz"], ["B-ORG", "I-ORG"])])
    found = [variety.renamed(WORDS, TAGS, random.Random(seed)) for seed in range(60)]
    assert {len(words) for words in found} == {len(WORDS)}
    assert {tuple(words[2:4] + words[5:7] + words[8:]) for words in found} == {("sprach", "in", "für", "den", ".")}
    assert {words[0] for words in found} >= {"Anna", "Otto", "Juri"}
    assert {words[4] for words in found} == {"Lyon", "Moskau"}
    assert {words[7] for words in found} == {"UNO", "Kreml"}


def test_quotation_marks_change_together():
    words = ["Er", "rief", ":", "„", "Nein", "“", "."]
    pairs = {(found[3], found[5]) for found in (requoted(words, random.Random(seed)) for seed in range(40))}
    assert {('"', '"'), ("»", "«"), ("„", "“")} <= pairs
    assert requoted(["Nein", "."], random.Random(1)) == ["Nein", "."]


LABELS = {
    "dep": ["root", "nsubj", "obj"],
    "upos": ["NOUN", "VERB"],
    "xpos": ["NN", "VVFIN", "NE"],
    "feats": ["_", "Case=Nom"],
    "ner": ["O", "B-PER", "I-PER"],
}
SENTENCES = [
    ["Moskau", "lehnt", "ab"],
    ["Nein"],
    ["Kiew", "stimmt", "nicht", "zu", ",", "Moskauer", "xyz", "auch", "nein"],
]


@pytest.fixture
def folder(tmp_path):
    pieces = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "Moskau", "##er", "lehnt", "ab", "Kiew", "stimmt", "nicht", "zu", ","]
    (tmp_path / "vocab.txt").write_text("\n".join(pieces) + "\n", encoding="utf-8")
    (tmp_path / "words.tsv").write_text("Moskau\t1\nlehnt\t2\nKiew\t3\n", encoding="utf-8")
    rng = np.random.default_rng(2)
    table = rng.integers(-127, 127, (4, 6)).astype(np.int8)
    table[0] = 0
    np.savez(tmp_path / "vectors.npz", table=table, scales=np.array([0, 0.01, 0.02, 0.01], np.float32))
    return tmp_path


@pytest.fixture
def model(folder):
    torch = pytest.importorskip("torch", reason="torch is needed for training only, see scripts/train/README.md")
    from lstm import Shape, Small
    from words import read_vectors

    torch.manual_seed(3)
    shape = Shape(
        13, {k: len(v) for k, v in LABELS.items()}, piece_width=8, vector_width=6, window=5, word=7, hidden=4,
        layers=2, arc=6, relation=3,
        name_window=4, name_word=6, name_hidden=3, name_layers=2,
    )  # fmt: skip
    network = Small(shape, read_vectors(folder / "vectors.npz")).eval()
    network.names.pieces.normal_()
    return network


def test_a_word_in_other_pieces_is_still_the_word(folder):
    pytest.importorskip("torch", reason="torch is needed for training only, see scripts/train/README.md")
    from words import Words

    extra = ["Mos", "##k", "##au", "##kau", "M", "##o", "##s"]
    vocabulary = (folder / "vocab.txt").read_text(encoding="utf-8").split() + extra
    (folder / "vocab.txt").write_text("\n".join(vocabulary) + "\n", encoding="utf-8")
    words = Words(folder)
    found = {tuple(vocabulary[i] for i in words.split("Moskauer", random.Random(seed))) for seed in range(80)}
    assert ("Moskau", "##er") in found
    assert len(found) > 3
    assert {"".join(pieces).replace("##", "") for pieces in found} == {"Moskauer"}
    assert words.split("xyz", random.Random(1)) == [vocabulary.index("[UNK]")]


def test_a_sentence_scores_the_same_alone_and_beside_a_longer_one(model, folder):
    import torch
    from words import Words

    words = Words(folder)
    with torch.no_grad():
        alone = model(words.inputs(SENTENCES[:1]))
        together = model(words.inputs(SENTENCES))
    count = len(SENTENCES[0])
    torch.testing.assert_close(alone.arc[0], together.arc[0, : count + 1, : count + 1])
    for name in ("up", "xp", "fj", "ner"):
        torch.testing.assert_close(getattr(alone, name)[0], getattr(together, name)[0, :count])


def test_the_onnx_graph_computes_what_torch_does(model, folder):
    import torch

    pytest.importorskip("onnx", reason="onnx is needed for training only, see scripts/train/README.md")
    from words import Words

    from graph.annotate.encoder.network import SCORES, Network

    (folder / "net").mkdir()
    torch.save(model.state_dict(), folder / "net" / "network.pt")
    config = {"shape": model.shape.as_json(), "labels": LABELS}
    (folder / "net" / "config.json").write_text(json.dumps(config), encoding="utf-8")
    # Another step of the same name lies in the accurate model's folder.
    export = runpy.run_path(str(SMALL / "export.py"))
    export["write_network"](folder, folder / "net", [], folder / "exported")
    words = Words(folder)
    for index, arrays in Network(folder / "exported", threads=1).scores(SENTENCES, SCORES):
        with torch.no_grad():
            expected = model(words.inputs([SENTENCES[index]]))
        for name, array in zip(SCORES, arrays, strict=True):
            wanted = getattr(expected, name)[0].numpy()
            size = tuple(map(slice, wanted.shape)) if name == "arc" else slice(len(wanted))
            np.testing.assert_allclose(array[size], wanted, atol=2e-2)
