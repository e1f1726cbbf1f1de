"""Tasks for Label Studio: spans of the text, relations between them, and a set-up that knows every label."""

import json
import zipfile
from xml.etree import ElementTree

import pytest

from graph.errors import ExportError
from graph.export import write
from graph.export.label_studio import config
from graph.rdf import relations
from tests.debate import PEOPLE, THINGS, Line, extractions, graphs, lines


@pytest.fixture(scope="module")
def tasks(tmp_path_factory):
    from graph.store import open_store

    path = tmp_path_factory.mktemp("studio") / "wissen.labelstudio.zip"
    with open_store("oxigraph:") as store:
        store.replace_many(graphs())
        write(store, path)
    with zipfile.ZipFile(path) as file:
        assert file.namelist() == ["tasks.json", "config.xml"]
        assert file.read("config.xml").decode() == config()
        return json.loads(file.read("tasks.json"))


def known():
    root = ElementTree.fromstring(config())
    return {label.get("value") for label in root.iter("Label")}, {tie.get("value") for tie in root.iter("Relation")}


def test_every_article_with_claims_is_a_task(tasks):
    assert {task["data"]["document"] for task in tasks} == {e.document.id for e in extractions(lines())}
    assert {prediction["model_version"] for task in tasks for prediction in task["predictions"]} == {"de_news 0.1.0"}


def test_regions_are_spans_of_the_text_with_known_labels(tasks):
    kinds, _ = known()
    for task in tasks:
        for result in task["predictions"][0]["result"]:
            if result["type"] == "labels":
                value = result["value"]
                assert task["data"]["text"][value["start"] : value["end"]] == value["text"] != ""
                assert set(value["labels"]) <= kinds


def test_every_claim_is_a_relation_between_two_regions(tasks):
    _, names = known()
    ties = 0
    for task in tasks:
        results = task["predictions"][0]["result"]
        regions = [result["id"] for result in results if result["type"] == "labels"]
        assert len(regions) == len(set(regions))
        for tie in (result for result in results if result["type"] == "relation"):
            ties += 1
            assert {tie["from_id"], tie["to_id"]} <= set(regions)
            assert set(tie["labels"]) <= names
    assert ties == len(list(lines()))


def test_negation_and_modality_are_labels_of_the_relation(tasks):
    labels = [tuple(r["labels"]) for t in tasks for r in t["predictions"][0]["result"] if r["type"] == "relation"]
    assert ("rejects", "negated") in labels
    assert ("considers", "possible") in labels
    assert ("accepts",) in labels


def test_set_up_knows_every_relation():
    _, names = known()
    assert set(relations()) <= names


def test_texts_are_taken_from_the_articles(tmp_path):
    from graph.store import open_store

    line = Line("2025-03-13", "Blatt", PEOPLE["Ukraine"], "rejects", THINGS["Kursk"], "Kiew sagt Nein.")
    (tmp_path / "Blatt").mkdir()
    article = tmp_path / "Blatt" / "2025-03-13.txt"
    article.write_text("Kiew sagt Nein. Mehr steht hier.", encoding="utf-8")
    with open_store("oxigraph:") as store:
        store.replace_many(graphs([line]))
        write(store, tmp_path / "x.labelstudio.zip", articles=[str(tmp_path)])
        with zipfile.ZipFile(tmp_path / "x.labelstudio.zip") as file:
            (task,) = json.loads(file.read("tasks.json"))
        assert task["data"]["text"] == "Kiew sagt Nein. Mehr steht hier."
        with pytest.raises(ExportError, match="holds no texts"):
            write(store, tmp_path / "x.csv", articles=[str(tmp_path)])


def test_label_studio_itself_accepts_the_set_up_and_the_tasks(tasks):
    interface = pytest.importorskip(
        "label_studio_sdk.label_interface", reason="needs the package label-studio-sdk"
    ).LabelInterface
    studio = interface(config())
    studio.validate()
    for task in tasks:
        assert studio.validate_prediction(task["predictions"][0])
