"""Entities of the user's own, in Turtle and in CSV, as the command line takes them."""

from __future__ import annotations

import json

import pytest

pytestmark = pytest.mark.model

TABLE = """label,class,other_labels,wikidata,adjective,metonym,gender
Gruppe Musterstadt,ArmedGroup,Musterstädter Miliz|GMX,,,,
Musterland,State,,Q42,musterländisch,Musterburg,
"""
TURTLE = """
@prefix dg: <https://w3id.org/diplograph/ontology#> .
@prefix ent: <https://w3id.org/diplograph/entity/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
ent:erika-muster a dg:Person ; skos:prefLabel "Erika Muster"@de ; skos:altLabel "Erica Mustr"@de ; dg:gender "Fem" ;
    dg:memberOf ent:musterland .
ent:musterland-minister a dg:Office ; dg:officeOf ent:musterland ; dg:officeKind "foreign-minister" ;
    dg:holder ent:erika-muster ; dg:from "2024-01-01"^^xsd:date .
"""
TEXT = (
    "Die musterländische Außenministerin lehnt eine Waffenruhe ab. Die Musterstädter Miliz fordert Verhandlungen. "
    "GMX greift Kiew an. Musterburg lehnt Sanktionen gegen Russland ab. Mustr warnt vor einem Krieg."
)


def subjects(call, tmp_path, *files):
    article = tmp_path / "artikel.txt"
    article.write_text(TEXT, encoding="utf-8")
    options = [word for name in files for word in ("--entities", tmp_path / name)]
    result = call("extract", article, *options, "--format", "jsonl")
    return {c["subject"]["text"]: c["subject"]["label"] for c in map(json.loads, result.stdout.splitlines())}


def test_own_entities_are_found_by_name_adjective_metonym_office_and_family_name(call, tmp_path):
    (tmp_path / "eigene.csv").write_text(TABLE, encoding="utf-8")
    (tmp_path / "eigene.ttl").write_text(TURTLE, encoding="utf-8")
    found = subjects(call, tmp_path, "eigene.csv", "eigene.ttl")
    assert {words: found.get(words) for words in ("Musterstädter Miliz", "GMX", "Musterburg", "Mustr")} == {
        "Musterstädter Miliz": "Gruppe Musterstadt",
        "GMX": "Gruppe Musterstadt",
        "Musterburg": "Musterland",
        "Mustr": "Erika Muster",
    }
    assert found["musterländische Außenministerin"] == "Erika Muster"


def test_without_them_nobody_knows_the_names(call, tmp_path):
    assert not {"Gruppe Musterstadt", "Musterland", "Erika Muster"} & set(subjects(call, tmp_path).values())
