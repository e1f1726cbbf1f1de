"""Loading and checking pipelines, and annotating documents of any length and kind."""

from __future__ import annotations

import pickle

import pytest
import spacy

from graph.annotate.load import annotate, cut, load
from graph.errors import PipelineError
from graph.model import Document


def test_unknown_pipeline_names_the_remedy():
    with pytest.raises(PipelineError, match="de_news"):
        load("no_such_pipeline")


def test_folder_without_pipeline_is_refused(tmp_path):
    with pytest.raises(PipelineError, match=r"config\.cfg"):
        load(str(tmp_path))


@pytest.mark.parametrize(("language", "what"), [("en", "German"), ("de", "no parser")])
def test_unfit_pipeline_is_refused(tmp_path, language, what):
    spacy.blank(language).to_disk(tmp_path)
    with pytest.raises(PipelineError, match=what):
        load(str(tmp_path))


def test_folder_that_would_be_unpickled_is_refused(tmp_path):
    spacy.blank("de").to_disk(tmp_path)
    config = tmp_path / "config.cfg"
    config.write_text(
        config.read_text(encoding="utf-8").replace('lang = "de"', 'lang = "de"\nx = "TorchBiLSTMEncoder"'),
        encoding="utf-8",
    )
    (tmp_path / "payload").write_bytes(pickle.dumps("harm"))
    with pytest.raises(PipelineError, match="run code"):
        load(str(tmp_path))


@pytest.mark.parametrize("length", [1, 7, 40, 1000])
def test_pieces_give_the_text_back(length):
    text = "Kiew lehnt ab.\n\nMoskau stimmt zu. Rom wartet.\n\n\nEin langes Wort: " + "x" * 60
    pieces = cut(text, length=length)
    assert "".join(pieces) == text
    assert all(0 < len(piece) <= length for piece in pieces)


def test_pieces_end_with_paragraphs():
    assert cut("Eins.\n\nZwei.\n\nDrei.", length=14) == ["Eins.\n\nZwei.\n\n", "Drei."]


@pytest.mark.model
def test_long_and_odd_texts_become_one_doc_each(nlp):
    texts = ["", " \n", "Kiew lehnt ab. Moskau „jubelt.\n\n" * 700, "\ud800 kaputt", "“„»", "Das war 2020."]
    documents = [Document(id=str(number), text=text) for number, text in enumerate(texts)]
    found = list(annotate(nlp, documents, batch_size=3))
    assert [document for document, _ in found] == documents
    assert all(len(doc.text) == len(document.text) for document, doc in found)
    assert found[2][1].text == texts[2]
    assert len(list(found[2][1].sents)) == 1400


@pytest.mark.model
def test_a_sentence_is_read_as_a_reader_would(nlp):
    doc = nlp("Putin-Berater Juri Uschakow lehnt den US-Waffenruhe-Vorschlag ab.")
    assert [token.text for token in doc if token.dep_ == "obj"] == ["US-Waffenruhe-Vorschlag"]
    assert "diplograph_sentences" in nlp.pipe_names
    assert nlp.meta["version"]


@pytest.mark.model
@pytest.mark.parametrize(
    ("sentence", "subject", "object_"),
    [
        ("Deutschland liefert der Ukraine Panzer.", "Deutschland", "Panzer"),
        ("Den Vorschlag lehnte der Kreml ab.", "Kreml", "Vorschlag"),
        ("Die Sanktionen verhängte die EU im Mai.", "EU", "Sanktionen"),
    ],
)
def test_known_errors_stay_mended(nlp, sentence, subject, object_):
    doc = nlp(sentence)
    assert [token.text for token in doc if token.dep_ == "nsubj"] == [subject]
    assert [token.text for token in doc if token.dep_ == "obj"] == [object_]


@pytest.mark.model
def test_loading_a_prepared_pipeline_twice_changes_nothing(nlp):
    from graph.annotate.components import prepare

    names = list(nlp.pipe_names)
    prepare(nlp, tiger=False)
    assert nlp.pipe_names == names


def test_tiger_pipeline_gets_the_conversion_before_the_repairs():
    from graph.annotate.components import prepare

    nlp = spacy.blank("de")
    nlp.add_pipe("sentencizer")
    prepare(nlp, tiger=True)
    assert nlp.pipe_names == ["diplograph_sentences", "diplograph_tiger", "diplograph_lemmas", "diplograph_repair"]
    assert [token.text for token in nlp.make_doc("›Nein‹, sagte er.")][:3] == ["›", "Nein", "‹"]
