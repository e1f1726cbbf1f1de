"""The loader: look-up by name, a user's own files and the faults in them."""

from __future__ import annotations

import subprocess
import sys
from datetime import date

import pytest

from graph.errors import OntologyError
from graph.gazetteer import family_name, fold, load_concepts, load_gazetteer, stem, variant_key, words_of

ENT = "https://w3id.org/diplograph/entity/"


def test_name_and_metonym_lead_to_one_state():
    names = load_gazetteer().names
    assert [n.entity for n in names["Kreml"]] == [ENT + "russland"] == [n.entity for n in names["Russland"]]


def test_capital_has_two_readings():
    readings = {(n.entity, n.form) for n in load_gazetteer().names["Moskau"]}
    assert readings == {(ENT + "moskau", "name"), (ENT + "russland", "metonym")}


@pytest.mark.parametrize(
    ("owner", "office", "day", "holder"),
    [
        ("russland", "president", date(2010, 5, 1), "dmitri-medwedew"),
        ("russland", "president", date(2012, 5, 8), "wladimir-putin"),
        ("usa", "president", date(2021, 1, 19), "donald-trump"),
        ("usa", "president", date(2021, 1, 21), "joe-biden"),
        ("nato", "secretary-general", date(2020, 1, 1), "jens-stoltenberg"),
        ("usa", "president", None, "donald-trump"),
    ],
)
def test_offices_are_dated(owner, office, day, holder):
    assert load_gazetteer().holder(ENT + owner, [office], day) == ENT + holder


def test_no_holder_is_known_before_the_first():
    assert load_gazetteer().holder(ENT + "russland", ["president"], date(1950, 1, 1)) is None


@pytest.mark.parametrize(
    "pair",
    [
        ("Juri Uschakow", "Yuri Ushakov"),
        ("Wolodymyr Selenskyj", "Volodymyr Zelensky"),
        ("Recep Tayyip Erdoğan", "Recep Tayyip Erdogan"),
    ],
)
def test_spellings_of_one_name_have_one_key(pair):
    assert variant_key(pair[0]) == variant_key(pair[1])


@pytest.mark.parametrize(
    "pair", [("Joseph Aoun", "Michel Aoun"), ("Igor Iwanow", "Sergej Iwanow"), ("Kim Jong-un", "Kim Jong-il")]
)
def test_different_persons_have_different_keys(pair):
    assert variant_key(pair[0]) != variant_key(pair[1])


def test_endings_of_german_do_not_hide_a_name():
    assert [stem(w) for w in words_of("des Weißen Hauses")][1:] == [stem(w) for w in words_of("Weißes Haus")]


def test_family_name_keeps_its_particles():
    assert (family_name("Ursula von der Leyen"), family_name("Ahmed al-Scharaa"), family_name("Hamas")) == (
        "von der Leyen",
        "al-Scharaa",
        "",
    )


def test_umlauts_are_no_accents():
    assert (fold("Köhler"), fold("Vučić")) == ("Köhler", "Vucic")


def test_own_entities_from_csv(tmp_path):
    file = tmp_path / "eigene.csv"
    file.write_text(
        "label,class,other_labels,wikidata\nGruppe Musterstadt,ArmedGroup,Musterstädter Miliz|GM,Q1\n", encoding="utf-8"
    )
    g = load_gazetteer((file,))
    (reading,) = g.names["GM"]
    assert (g.entities[reading.entity].label, g.entities[reading.entity].wikidata) == ("Gruppe Musterstadt", "Q1")


def test_own_entities_from_turtle(tmp_path):
    file = tmp_path / "eigene.ttl"
    file.write_text(
        "@prefix dg: <https://w3id.org/diplograph/ontology#> . @prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n"
        '<https://example.org/x> a dg:Party ; skos:prefLabel "Musterpartei"@de ; skos:altLabel "MP"@de .\n',
        encoding="utf-8",
    )
    assert [n.entity for n in load_gazetteer((file,)).names["MP"]] == ["https://example.org/x"]


@pytest.mark.parametrize(
    ("name", "text", "place", "what"),
    [
        ("a.csv", "label,class\nX,Ungeheuer\n", "a.csv:2", "Ungeheuer"),
        ("a.csv", "name,class\nX,Party\n", "a.csv:1", "columns"),
        ("a.csv", "label,class\n,Party\n", "a.csv:2", "label"),
        ("a.ttl", "@prefix dg: <https://x/> .\n\ndg:a dg:b\n", "a.ttl:", "Turtle"),
    ],
)
def test_fault_in_own_file_names_the_line(tmp_path, name, text, place, what):
    file = tmp_path / name
    file.write_text(text, encoding="utf-8")
    with pytest.raises(OntologyError) as caught:
        load_gazetteer((file,))
    assert place in str(caught.value)
    assert what in str(caught.value)


def test_missing_own_file_is_told(tmp_path):
    with pytest.raises(OntologyError, match="fehlt"):
        load_gazetteer((tmp_path / "fehlt.ttl",))


def test_concepts_lead_from_german_words():
    concepts = load_concepts()
    assert {concepts.words[stem(w)] for w in ("Waffenruhe", "Feuerpause", "Kampfpause")} == {"ceasefire"}


def test_loading_is_fast():
    code = (
        "import time, graph.gazetteer as g; t = time.process_time(); g.load_gazetteer(); print(time.process_time() - t)"
    )
    times = [
        float(subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True).stdout)
        for _ in range(2)
    ]
    assert min(times) < 0.8, times
