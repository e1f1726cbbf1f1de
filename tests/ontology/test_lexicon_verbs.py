"""The verbs of the lexicon and the slots they use: well formed, sorted, and unambiguous where a verb has several senses."""

import re
from collections import defaultdict
from functools import cache
from itertools import combinations, pairwise

import pyoxigraph as ox
import pytest
from rdflib import Graph

from graph.lexicon import read_lexicon
from graph.resources import ontology_path

ARGUMENTS = ontology_path("lexicon", "arguments.ttl")
VERBS = ontology_path("lexicon", "verbs.ttl")
VOCABULARY = ontology_path("vocabulary.ttl")
DG = "https://w3id.org/diplograph/ontology#"
LEX = "https://w3id.org/diplograph/lexicon/"
ARG = LEX + "argument/"
ONTOLEX = "http://www.w3.org/ns/lemon/ontolex#"
RDF_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
SYNSEM = "http://www.w3.org/ns/lemon/synsem#"
EXAMPLE = "http://www.w3.org/2004/02/skos/core#example"
KINDS = {"actor", "proposal", "place", "event", "thing", "notActor"}
VERB_SLOTS = re.compile(r"nsubj|i?obj|[cx]comp|refl|attr|obl:\w+")
UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})


@cache
def statements(path):
    """Give predicate -> values of every subject, both by their IRI or text."""
    found = defaultdict(lambda: defaultdict(list))
    for triple in ox.parse(path=str(path), format=ox.RdfFormat.TURTLE):
        found[triple.subject.value][triple.predicate.value].append(triple.object.value)
    return found


@pytest.fixture(scope="module")
def entries():
    """Lemma -> its senses, each a mapping of local property name -> values."""
    found = statements(VERBS)
    return {
        found[found[iri][ONTOLEX + "canonicalForm"][0]][ONTOLEX + "writtenRep"][0]: [
            found[sense] for sense in properties[ONTOLEX + "sense"]
        ]
        for iri, properties in list(found.items())
        if ONTOLEX + "sense" in properties
    }


@pytest.fixture(scope="module")
def lexicon():
    return read_lexicon([ARGUMENTS, VERBS])


def constraints(sense):
    """What decides whether a sense fits a clause, apart from the slots of its object."""
    return [sorted(sense[DG + name]) for name in ("requires", "excludes", "objectKind", "subjectKind")]


@pytest.mark.parametrize("path", [ARGUMENTS, VERBS], ids=lambda path: path.name)
def test_both_parsers_read_the_file_alike(path):
    fast = set(ox.parse(path=str(path), format=ox.RdfFormat.TURTLE))
    assert len(Graph().parse(path, format="turtle")) == len(fast), (
        f"{path.name}: rdflib and pyoxigraph differ; mend the Turtle"
    )
    nodes = [node for triple in fast for node in (triple.subject, triple.object) if isinstance(node, ox.BlankNode)]
    assert not nodes, f"{path.name}: has blank nodes; give each node an IRI below lex: or arg:"


@pytest.mark.parametrize("path", [ARGUMENTS, VERBS], ids=lambda path: path.name)
def test_entries_are_sorted(path):
    names = re.findall(
        r"^(?:lex|arg):(\S+) a (?:ontolex:Word|synsem:SyntacticArgument) ",
        path.read_text(encoding="utf-8"),
        re.MULTILINE,
    )
    keys = [name.removesuffix("-v") for name in names]
    late = [after for before, after in pairwise(keys) if after <= before]
    assert not late, f"{path.name}: move or merge {late}: entries are sorted by local name, each once"


def test_there_are_at_least_500_verbs(entries):
    assert len(entries) >= 500


def test_every_relation_has_a_verb(entries):
    relations = {iri for iri, properties in statements(VOCABULARY).items() if DG + "Relation" in properties[RDF_TYPE]}
    used = {relation for senses in entries.values() for sense in senses for relation in sense[ONTOLEX + "reference"]}
    assert len(relations) == 29
    assert used == relations, f"add verbs for {relations - used} or correct {used - relations}"


def test_local_names_are_made_of_lemma_and_part_of_speech():
    for iri, properties in statements(VERBS).items():
        for lemma in properties.get(ONTOLEX + "writtenRep", ()):
            expected = f"{LEX}{lemma.translate(UMLAUTS)}-v-form"
            assert iri == expected, f"{iri}: name the form of “{lemma}” {expected}"


def test_senses_have_one_relation_a_subject_and_an_object(entries):
    for lemma, senses in entries.items():
        for sense in senses:
            assert len(sense[ONTOLEX + "reference"]) == 1, f"{lemma}: give each sense exactly one ontolex:reference"
            assert sense[SYNSEM + "subjOfProp"], f"{lemma}: a sense lacks synsem:subjOfProp"
            assert sense[SYNSEM + "objOfProp"], f"{lemma}: a sense lacks synsem:objOfProp"


def test_arguments_are_defined_slots_of_verbs(entries):
    slots = {
        iri: properties[DG + "slot"][0] for iri, properties in statements(ARGUMENTS).items() if iri.startswith(ARG)
    }
    for lemma, senses in entries.items():
        for sense in senses:
            for name in (SYNSEM + "subjOfProp", SYNSEM + "objOfProp", DG + "requires", DG + "excludes"):
                for argument in sense[name]:
                    assert argument in slots, f"{lemma}: define {argument} in arguments.ttl or correct its name"
                    assert VERB_SLOTS.fullmatch(slots[argument]), (
                        f"{lemma}: {slots[argument]} is no slot of a verb; take obl or a complement"
                    )


def test_a_preposition_is_marked_with_itself():
    for iri, properties in statements(ARGUMENTS).items():
        for marker in properties.get(SYNSEM + "marker", ()):
            kind = iri.removeprefix(ARG).split("-")[0]
            assert properties[DG + "slot"] == [f"{kind}:{marker}"], (
                f"{iri}: slot and synsem:marker name different prepositions"
            )
            assert iri == f"{ARG}{kind}-{marker.translate(UMLAUTS)}", (
                f"{iri}: name the argument after its preposition “{marker}”"
            )


def test_no_sense_requires_what_it_excludes(entries):
    for lemma, senses in entries.items():
        for sense in senses:
            both = set(sense[DG + "requires"]) & set(sense[DG + "excludes"])
            assert not both, f"{lemma}: {both} is required and excluded; drop one"
            assert not set(sense[SYNSEM + "objOfProp"]) <= set(sense[DG + "excludes"]), (
                f"{lemma}: every slot of the object is excluded; the sense never fits"
            )


def test_kinds_and_priorities_are_known_values(entries):
    for lemma, senses in entries.items():
        for sense in senses:
            kinds = sense[DG + "objectKind"] + sense[DG + "subjectKind"]
            assert set(kinds) <= KINDS, f"{lemma}: {kinds} must be among {sorted(KINDS)}"
            assert all("1" <= value <= "9" for value in sense[DG + "priority"]), f"{lemma}: dg:priority is 1 to 9"


def test_senses_of_one_verb_are_told_apart(entries):
    for lemma, senses in entries.items():
        for one, other in combinations(senses, 2):
            told_apart = constraints(one) != constraints(other) or not set(one[SYNSEM + "objOfProp"]) & set(
                other[SYNSEM + "objOfProp"]
            )
            assert told_apart, (
                f"{lemma}: two senses fit the same clause; add dg:requires, dg:excludes, dg:objectKind or dg:subjectKind"
            )


def test_ambiguous_verbs_have_an_example_for_every_sense(entries):
    missing = sorted(
        lemma for lemma, senses in entries.items() if len(senses) > 1 and not all(sense[EXAMPLE] for sense in senses)
    )
    assert not missing, f"add skos:example to each sense of {missing}"


def test_unusual_subjects_have_an_example(entries):
    for lemma, senses in entries.items():
        for sense in senses:
            assert ARG + "nsubj" in sense[SYNSEM + "subjOfProp"] or sense[EXAMPLE], (
                f"{lemma}: its subject is no nominative; add a skos:example"
            )


def test_the_engine_reads_every_sense(entries, lexicon):
    assert {lemma: len(lexicon.senses("verb", lemma)) for lemma in entries} == {
        lemma: len(senses) for lemma, senses in entries.items()
    }


@pytest.mark.parametrize(
    ("lemma", "filled", "relation"),
    [
        ("abziehen", {"obj"}, "withdraws"),
        ("abziehen", {"obl:aus"}, "withdraws"),
        ("annehmen", {"obj"}, "accepts"),
        ("annehmen", {"ccomp"}, "states"),
        ("aussprechen", {"refl", "obl:für"}, "supports"),
        ("aussprechen", {"refl", "obl:gegen"}, "rejects"),
        ("aussprechen", {"obj"}, "states"),
        ("belegen", {"obj"}, "states"),
        ("belegen", {"obj", "obl:mit"}, "sanctions"),
        ("beraten", {"obl:mit", "obl:über"}, "consults"),
        ("beraten", {"obl:über"}, "considers"),
        ("entscheiden", {"obl:über"}, "considers"),
        ("entscheiden", {"xcomp"}, "announces"),
        ("festhalten", {"obl:an"}, "supports"),
        ("schicken", {"iobj", "obj"}, "aids"),
        ("schicken", {"obj"}, "deploys"),
        ("sprechen", {"obl:mit", "obl:über"}, "consults"),
        ("sprechen", {"obl:von"}, "states"),
        ("stimmen", {"obl:für"}, "supports"),
        ("stimmen", {"obl:gegen"}, "rejects"),
        ("unterstützen", {"obj"}, "supports"),
        ("unterstützen", {"obj", "obl:mit"}, "aids"),
        ("versprechen", {"obj", "iobj"}, "promises"),
        ("versprechen", {"obj", "refl"}, "seeks"),
        ("vorstellen", {"refl", "xcomp"}, "considers"),
    ],
)
def test_the_frame_chooses_the_relation(lexicon, lemma, filled, relation):
    fitting = [
        s
        for s in lexicon.senses("verb", lemma)
        if s.requires <= filled and not s.excludes & filled and set(s.object_slots) & filled
    ]
    assert [s.relation for s in fitting[:1]] == [relation], (
        f"{lemma} with {sorted(filled)} should be {relation}; mend its frames in verbs.ttl"
    )
