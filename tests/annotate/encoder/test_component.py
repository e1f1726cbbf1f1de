"""The encoder as a component: cutting, white space, and what does not depend on the batch."""

from __future__ import annotations

import numpy as np
import pytest
import spacy
from spacy.tokens import Doc

from graph.annotate import de_news, de_news_accurate
from graph.annotate.encoder.component import cut
from graph.annotate.encoder.lemmas import Lemmas
from graph.annotate.encoder.network import Network

SENTENCES = [
    ["Moskau", "lehnt", "ab", "."],
    [
        "Die",
        "Außenminister",
        "Frankreichs",
        "und",
        "Deutschlands",
        "trafen",
        "sich",
        "am",
        "Dienstag",
        "in",
        "Kiew",
        ".",
    ],
    ["Nein", "."],
    ["Der", "Sprecher", "sagte", ",", "man", "werde", "den", "Vorschlag", "prüfen", "."],
]


PIPELINES = {"de_news": de_news, "de_news_accurate": de_news_accurate}


@pytest.fixture(scope="module", params=PIPELINES)
def folder(request):
    return PIPELINES[request.param].DATA / "encoder"


@pytest.fixture(scope="module")
def network(folder):
    return Network(folder, threads=1)


@pytest.fixture(scope="module", params=PIPELINES)
def nlp(request):
    return PIPELINES[request.param].load()


def test_short_sentence_is_not_cut():
    assert cut(["Er", "kam", "."], [1, 1, 1], 3) == [(0, 3)]


def test_long_sentence_is_cut_behind_its_last_comma_that_fits():
    words = ["Er", "kam", ",", "sie", "ging", ",", "niemand", "blieb"]
    assert cut(words, [1] * 8, 5) == [(0, 3), (3, 8)]


def test_without_a_comma_it_is_cut_where_it_must_be():
    assert cut(["a"] * 7, [1] * 7, 3) == [(0, 3), (3, 6), (6, 7)]


def test_a_word_of_many_pieces_stands_alone():
    assert cut(["x", "Donaudampf", "y"], [1, 9, 1], 4) == [(0, 1), (1, 2), (2, 3)]


def test_lemma_is_that_of_the_treebank_then_of_the_dictionary():
    lemmas = Lemmas({("ging", "VERB"): "gehen"})
    assert lemmas.lemma("Ging", "VERB") == "gehen"
    assert lemmas.lemma("Häuser", "NOUN") == "Haus"
    assert lemmas.lemma("Washington", "PROPN") == "Washington"


@pytest.mark.model
def test_scores_are_the_same_bits_alone_and_in_any_batch(network):
    names = ["arc", "rh", "rd", "up", "xp", "fj", "ner"]
    crowd = [sentence[:n] for sentence in SENTENCES for n in range(1, len(sentence) + 1)] + SENTENCES
    together = dict(network.scores(crowd, names))
    for index, sentence in enumerate(crowd):
        ((_, alone),) = network.scores([sentence], names)
        for name, a, b in zip(names, alone, together[index], strict=True):
            assert np.array_equal(a, b), (sentence, name)


@pytest.mark.model
def test_scores_are_the_same_bits_with_any_number_of_threads(folder, network):
    many = Network(folder, threads=3)
    for (i, one), (j, other) in zip(
        network.scores(SENTENCES, ["arc", "ner"]), many.scores(SENTENCES, ["arc", "ner"]), strict=True
    ):
        assert i == j
        assert all(np.array_equal(a, b) for a, b in zip(one, other, strict=True))


@pytest.mark.model
def test_the_number_of_threads_can_be_set_later(nlp):
    (name,) = nlp.component_names
    before = nlp("Berlin fordert eine Waffenruhe.").to_json()
    nlp.get_pipe(name).use_threads(1)
    assert nlp.get_pipe(name).cfg["threads"] == 1
    assert nlp("Berlin fordert eine Waffenruhe.").to_json() == before


@pytest.mark.model
def test_documents_are_the_same_alone_and_in_any_batch(nlp):
    texts = [" ".join(sentence) for sentence in SENTENCES] + ["", "\n", "Putin sprach.\n\nTrump schwieg."]
    batched = [doc.to_json() for doc in nlp.pipe(texts, batch_size=3)]
    assert batched == [nlp(text).to_json() for text in texts]


@pytest.mark.model
def test_reads_a_plain_sentence(nlp):
    doc = nlp("Juri Uschakow lehnt die Waffenruhe ab.")
    found = {(token.text, token.dep_, token.head.text) for token in doc}
    assert {("Juri", "nsubj", "lehnt"), ("Waffenruhe", "obj", "lehnt"), ("ab", "compound:prt", "lehnt")} <= found
    assert [(entity.text, entity.label_) for entity in doc.ents] == [("Juri Uschakow", "PER")]
    assert doc[2].lemma_ == "lehnen"
    assert doc[2].tag_ == "VVFIN"


@pytest.mark.model
def test_white_space_hangs_on_a_word_and_parts_no_name(nlp):
    doc = nlp("Gestern kam  Juri\nUschakow.")
    assert [(entity.text, entity.label_) for entity in doc.ents] == [("Juri\nUschakow", "PER")]
    assert all(token.dep_ == "punct" and not token.head.is_space for token in doc if token.is_space)
    assert len(list(doc.sents)) == 1


@pytest.mark.model
def test_given_sentences_are_kept(nlp):
    words = ["Moskau", "lehnt", "ab", "Kiew", "stimmt", "zu"]
    doc = nlp(Doc(nlp.vocab, words=words, sent_starts=[True, False, False, True, False, False]))
    assert [sent.text for sent in doc.sents] == ["Moskau lehnt ab ", "Kiew stimmt zu "] or [
        sent.text for sent in doc.sents
    ] == ["Moskau lehnt ab", "Kiew stimmt zu"]


@pytest.mark.model
def test_sentence_longer_than_the_network_takes_is_one_sentence(nlp):
    text = "Er sagte, " + ", ".join(f"dass Minister Nummer {n} den Vorschlag ablehnt" for n in range(60)) + "."
    doc = nlp(text)
    assert len(list(doc.sents)) == 1
    assert sum(token.dep_ == "ROOT" for token in doc) == 1
    assert any(token.dep_ == "parataxis" for token in doc)
    assert all(token.tag_ and token.lemma_ for token in doc)


@pytest.mark.model
def test_written_and_read_again_it_says_the_same(nlp, tmp_path):
    nlp.to_disk(tmp_path)
    again = spacy.load(tmp_path)
    text = "Berlin fordert eine Waffenruhe, Teheran schweigt."
    assert again(text).to_json() == nlp(text).to_json()


def test_folder_without_a_network_is_an_error(tmp_path):
    import graph.annotate.components  # noqa: F401

    nlp = spacy.blank("de")
    pipe = nlp.add_pipe("diplograph_encoder")
    with pytest.raises(OSError, match="holds no network"):
        pipe.from_disk(tmp_path)
    with pytest.raises(ValueError, match="no network"):
        nlp("Nein.")
