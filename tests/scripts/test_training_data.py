import struct

import lemma_scripts
import maven
import numpy as np
import pytest
import soft
from bundle import MAGIC, read_index, read_tensor
from conllu import Parsed
from decoder import Decoder, Opinion


@pytest.mark.parametrize(
    ("form", "lemma"),
    [
        ("Häuser", "Haus"),
        ("ging", "gehen"),
        ("Verhandlungen", "Verhandlung"),
        ("Die", "der"),
        ("nato", "NATO"),
        ("Uno", "Uno"),
        ("ist", "sein"),
        ("angerufen", "anrufen"),
    ],
)
def test_a_script_gives_the_lemma_back(form, lemma):
    assert lemma_scripts.apply(form, lemma_scripts.derive(form, lemma)) == lemma


def test_one_script_fits_other_words_of_the_same_pattern():
    script = lemma_scripts.derive("Verhandlungen", "Verhandlung")
    assert lemma_scripts.apply("Forderungen", script) == "Forderung"


def test_a_script_that_does_not_fit_leaves_the_form():
    assert lemma_scripts.apply("ab", "L|0||5|en") == "ab"


def test_probabilities_come_back_by_sentence(tmp_path):
    rng = np.random.default_rng(1)
    sentences = [(rng.normal(size=(n, n + 1)), rng.normal(size=(n, 9))) for n in (3, 1, 5)]
    soft.write(tmp_path / "000.npz", sentences)
    found = soft.read(soft.beside(tmp_path / "000.conllu"))
    assert len(found) == 3
    for (arcs, tags), (arcs_found, tags_found) in zip(sentences, found, strict=True):
        np.testing.assert_allclose(arcs_found, arcs, atol=2e-3)
        np.testing.assert_allclose(tags_found, tags, atol=2e-3)


def field(number, value):
    """A field of a protocol buffer: a small number or bytes."""
    if isinstance(value, int):
        return bytes([number << 3, value])
    return bytes([number << 3 | 2, len(value)]) + value


def table_block(*pairs):
    """A block of a string table whose keys share no prefixes, with its (offset-free) length."""
    rows = b"".join(bytes([0, len(key), len(value)]) + key + value for key, value in pairs)
    return rows + struct.pack("<II", 0, 1)


def test_checkpoint_tensors_are_found_by_name_shape_and_offset(tmp_path):
    array = np.arange(6, dtype="<f4").reshape(2, 3)
    (tmp_path / "v.data-00000-of-00001").write_bytes(b"\0" * 8 + array.tobytes())
    shape = field(2, field(1, 2)) + field(2, field(1, 3))
    entry = field(1, 1) + field(2, shape) + field(4, 8) + field(5, 24)
    data = table_block((b"", b""), (b"layer/kernel", entry))
    pointers = table_block((b"z", bytes([0, len(data)])))
    footer = bytes([0, 0]) + bytes([len(data) + 1, len(pointers)])
    footer = footer.ljust(40, b"\0") + struct.pack("<Q", MAGIC)
    (tmp_path / "v.index").write_bytes(data + b"\0" + pointers + b"\0" + footer)
    found = read_index(tmp_path / "v.index")
    assert list(found) == ["layer/kernel"]
    np.testing.assert_array_equal(read_tensor(tmp_path / "v", found["layer/kernel"]), array)


def test_a_file_that_is_no_checkpoint_is_refused(tmp_path):
    (tmp_path / "v.index").write_bytes(b"x" * 60)
    with pytest.raises(ValueError, match="no TensorFlow checkpoint"):
        read_index(tmp_path / "v.index")


LABELS = {
    "upos": ["NOUN", "VERB", "PROPN"],
    "xpos": ["NN", "VVFIN"],
    "dep": ["root", "nsubj", "obj"],
    "feats": ["_"],
    "ner": ["O", "B-PER", "I-PER"],
    "lem": ["ID"],
}


def scores(words):
    """Scores of the heads in which nothing but the tree is decided: word 2 is the root, all else hangs on it."""
    arc = np.full((words + 1, words + 1), -4.0, np.float32)
    arc[2, 0] = 4
    arc[:, 2] = 1
    arc[1, 3] = 0.2
    flat = {name: np.zeros((words, len(LABELS[k])), np.float32) for name, k in (("up", "upos"), ("xp", "xpos"))}
    flat |= {name: np.zeros((words, len(LABELS[k])), np.float32) for name, k in (("fj", "feats"), ("ner", "ner"))}
    return flat | {"arc": arc, "rh": np.zeros((words + 1, 4)), "rd": np.zeros((words + 1, 4))}


def test_another_parser_turns_a_close_decision_but_not_a_clear_one():
    decoder = Decoder(LABELS, np.zeros((3, 5, 5)))
    words = ["Minsk", "lehnt", "Gespräche"]
    alone = decoder.decode(words, scores(3))
    helped = decoder.decode(words, scores(3), Opinion([3, 3, 0], ["obj", "nsubj", "root"], ["PROPN", "VERB", "NOUN"]))
    assert [t.head for t in alone.tokens] == [2, 0, 2]
    assert [t.head for t in helped.tokens] == [3, 0, 2]
    assert [t.upos for t in helped.tokens] == ["PROPN", "VERB", "NOUN"]
    assert helped.tokens[0].deprel == "obj"
    np.testing.assert_array_equal(alone.arcs, helped.arcs)


def test_spaces_of_a_sentence_follow_its_tokens():
    rows = [[str(i), w, *"______", "_", m] for i, (w, m) in enumerate((("Ja", "SpaceAfter=No"), (".", "_")), 1)]
    assert Parsed(rows).spaces == [False, True]


def test_coordinates_with_a_classifier_become_a_dependency():
    assert maven.dependency("org.example:parser:1.0:models") == (
        "<dependency><groupId>org.example</groupId><artifactId>parser</artifactId>"
        "<version>1.0</version><classifier>models</classifier></dependency>"
    )


def test_a_folder_that_was_filled_is_not_fetched_again(tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", "")
    with pytest.raises(maven.Unavailable, match="not installed"):
        maven.fetch(["org.example:parser:1.0"], tmp_path)
    (tmp_path / "complete").touch()
    assert maven.fetch(["org.example:parser:1.0"], tmp_path) == tmp_path / "jars"
