"""The gazetteer's files: sorted, complete, consistent, and the same when built again."""

from __future__ import annotations

import itertools
import re
from collections import defaultdict
from datetime import date, timedelta
from functools import lru_cache
from pathlib import Path

import pyoxigraph as ox
import pytest

FOLDER = Path(__file__).parent.parent.parent / "ontology" / "entities"
FILES = sorted(FOLDER.glob("*.ttl"))
DG = "https://w3id.org/diplograph/ontology#"
ENT = "https://w3id.org/diplograph/entity/"
SKOS = "http://www.w3.org/2004/02/skos/core#"
TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
ACTORS = ("State", "Government", "Person", "InternationalOrganization", "Organization", "ArmedGroup", "Party", "Media")
PROPERTIES = {
    *(
        "adjective",
        "capitalOf",
        "demonym",
        "feminine",
        "from",
        "gender",
        "governmentOf",
        "holder",
        "locatedIn",
        "memberOf",
        "metonym",
    ),
    *("names", "number", "officeKind", "officeOf", "until"),
}


@lru_cache(maxsize=1)
def facts():
    """Give subject -> property -> terms over all files."""
    found = defaultdict(lambda: defaultdict(list))
    for path in FILES:
        for triple in ox.parse(path=str(path), format=ox.RdfFormat.TURTLE):
            found[triple.subject.value][triple.predicate.value].append(triple.object)
    return found


def of_class(name):
    return {iri: entry for iri, entry in facts().items() if entry[TYPE][0].value == DG + name}


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.stem)
def test_blocks_are_sorted_and_unique(path):
    subjects = re.findall(r"^ent:(\S+) a ", path.read_text(encoding="utf-8"), flags=re.M)
    assert subjects == sorted(set(subjects)), "build the files again with scripts/build_gazetteer.py"


def test_every_subject_has_one_class():
    assert [iri for iri, entry in facts().items() if len(entry[TYPE]) != 1] == []


def test_local_names_are_plain():
    assert [iri for iri in facts() if not re.fullmatch(re.escape(ENT) + r"[a-z0-9]+(-[a-z0-9]+)*", iri)] == []


def test_actors_and_places_have_one_preferred_label_a_language():
    for name in (*ACTORS, "Place"):
        for iri, entry in of_class(name).items():
            assert sorted(label.language for label in entry[SKOS + "prefLabel"]) == ["de", "en"], iri


def test_only_known_properties_are_used():
    used = {p.removeprefix(DG) for entry in facts().values() for p in entry if p.startswith(DG)}
    assert used <= PROPERTIES
    assert {p for entry in facts().values() for p in entry if not p.startswith((DG, SKOS, TYPE))} == set()


def test_links_lead_somewhere():
    known = set(facts())
    for iri, entry in facts().items():
        for terms in entry.values():
            for term in terms:
                assert not isinstance(term, ox.NamedNode) or not term.value.startswith(ENT) or term.value in known, (
                    f"{iri} -> {term.value}"
                )


def test_ids_are_well_formed():
    for iri, entry in facts().items():
        for term in entry.get(SKOS + "exactMatch", ()):
            assert re.fullmatch(
                r"http://www\.wikidata\.org/entity/Q[1-9]\d*|https://sws\.geonames\.org/[1-9]\d*/", term.value
            ), f"{iri}: {term.value}"


def test_an_id_is_given_once():
    owners = defaultdict(set)
    for iri, entry in facts().items():
        for term in entry.get(SKOS + "exactMatch", ()):
            owners[term.value].add(iri)
    assert {k: v for k, v in owners.items() if len(v) > 1} == {}


@pytest.mark.parametrize("name", ACTORS)
def test_no_label_means_two_actors_of_a_class(name):
    owners = defaultdict(set)
    for iri, entry in of_class(name).items():
        for prop in ("prefLabel", "altLabel"):
            for label in entry.get(SKOS + prop, ()):
                if label.language == "de":
                    owners[label.value].add(iri)
    assert {label: iris for label, iris in owners.items() if len(iris) > 1} == {}


@pytest.mark.parametrize("prop", ["adjective", "demonym"])
def test_no_adjective_or_demonym_means_two_states(prop):
    owners = defaultdict(set)
    for iri, entry in of_class("State").items():
        for term in entry.get(DG + prop, ()):
            owners[term.value].add(iri)
    assert {word: iris for word, iris in owners.items() if len(iris) > 1} == {}


def test_dates_of_offices_are_sane():
    for iri, entry in of_class("Office").items():
        since, until = (
            date.fromisoformat(entry[DG + p][0].value) if DG + p in entry else None for p in ("from", "until")
        )
        assert len(entry[DG + "holder"]) == len(entry[DG + "officeOf"]) == len(entry[DG + "officeKind"]) == 1, iri
        assert since is None or date(1900, 1, 1) < since < date(2027, 1, 1), iri
        assert since is None or until is None or since <= until, f"{iri} ends before it begins"


@pytest.mark.parametrize(
    "owner",
    [
        "russland",
        "ukraine",
        "usa",
        "deutschland",
        "frankreich",
        "grossbritannien",
        "israel",
        "iran",
        "nato",
        "vereinte-nationen",
    ],
)
@pytest.mark.parametrize(
    "kind", ["president", "prime-minister", "chancellor", "foreign-minister", "defence-minister", "secretary-general"]
)
def test_no_office_of_the_main_actors_has_two_holders_at_a_time(owner, kind):
    terms = []
    for entry in of_class("Office").values():
        if entry[DG + "officeOf"][0].value == ENT + owner and entry[DG + "officeKind"][0].value == kind:
            since, until = (entry[DG + p][0].value if DG + p in entry else "9999" for p in ("from", "until"))
            terms.append((since, until, entry[DG + "holder"][0].value))
    terms.sort()
    assert [(a, b) for a, b in itertools.pairwise(terms) if a[1] > b[0]] == []


def test_every_state_has_a_government_and_nearly_all_an_adjective():
    states = of_class("State")
    governed = {entry[DG + "governmentOf"][0].value for entry in of_class("Government").values()}
    assert governed == set(states)
    assert sum(DG + "adjective" in entry for entry in states.values()) >= 0.95 * len(states)
    assert sum(DG + "demonym" in entry for entry in states.values()) >= 0.95 * len(states)


@pytest.mark.parametrize(
    ("kind", "owner"),
    [
        *(("foreign-minister", owner) for owner in ("usa", "russland", "deutschland", "frankreich", "grossbritannien")),
        *(("foreign-minister", owner) for owner in ("china", "iran", "polen", "tuerkei", "italien", "ukraine")),
        *(("defence-minister", owner) for owner in ("usa", "russland", "deutschland", "frankreich", "grossbritannien")),
    ],
)
def test_ministers_are_known_nearly_all_the_time_since_2001(kind, owner):
    days = [date(2001, 2, 1) + timedelta(weeks=week) for week in range(1300)]
    terms = []
    for entry in of_class("Office").values():
        if entry[DG + "officeOf"][0].value == ENT + owner and entry[DG + "officeKind"][0].value == kind:
            known = (entry[DG + p][0].value if DG + p in entry else "" for p in ("from", "until"))
            terms.append(tuple(known))
    held = sum(any(since <= day.isoformat() <= (until or "9") for since, until in terms) for day in days)
    assert held >= 0.9 * len(days)


@pytest.mark.parametrize(
    ("cls", "least"),
    [
        ("State", 210),
        ("Government", 210),
        ("Person", 1_400),
        ("InternationalOrganization", 60),
        ("Organization", 50),
        ("ArmedGroup", 40),
        ("Party", 40),
        ("Media", 40),
        ("Place", 2_500),
        ("Office", 1_400),
        ("Role", 350),
    ],
)
def test_every_class_has_its_share(cls, least):
    assert len(of_class(cls)) >= least


def test_gazetteer_is_large_enough():
    entities = sum(len(of_class(name)) for name in (*ACTORS, "Place"))
    labels = sum(
        term.language == "de"
        for entry in facts().values()
        for terms in entry.values()
        for term in terms
        if isinstance(term, ox.Literal)
    )
    assert entities >= 3_000
    assert labels >= 10_000
