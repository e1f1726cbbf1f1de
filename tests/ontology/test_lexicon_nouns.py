"""Nouns, expressions, adjectives, modality and attribution words of the lexicon: well formed, sorted, and unambiguous."""

import re
from collections import defaultdict
from functools import lru_cache
from itertools import combinations, pairwise

import pyoxigraph as ox
import pytest
from rdflib import Graph

from graph.lexicon import load_lexicon
from graph.resources import ontology_path

FOLDER = ontology_path("lexicon")
FRAMES = ("nouns", "expressions", "adjectives")
FILES = (*FRAMES, "modality", "attribution")
DG = "https://w3id.org/diplograph/ontology#"
LEX = "https://w3id.org/diplograph/lexicon/"
ARG = LEX + "argument/"
ONTOLEX = "http://www.w3.org/ns/lemon/ontolex#"
SYNSEM = "http://www.w3.org/ns/lemon/synsem#"
RELATIONS = frozenset(
    [
        "proposes",
        "supports",
        "accepts",
        "rejects",
        "considers",
        "demands",
        "seeks",
        "fears",
        "warns",
        "threatens",
        "accuses",
        "promises",
        "announces",
        "states",
        "consults",
        "mediates",
        "agrees",
        "aids",
        "sanctions",
        "halts",
        "violates",
        "attacks",
        "captures",
        "withdraws",
        "deploys",
        "detains",
        "releases",
        "protests",
        "joins",
    ]
)
QUALIFIERS = frozenset({"possible", "planned", "conditional", "obligation", "negative"})
KINDS = frozenset({"actor", "proposal", "place", "event", "thing", "notActor"})
SLOTS = {
    "nouns": r"nmod-\w+|poss|amod|compound|acl|host|nsubj|ccomp|obl-(fuer|als)",  # nsubj: "Oman ist Vermittler"
    "expressions": r"nsubj|i?obj|[cx]comp|refl|attr|obl-\w+|nmod-\w+|poss|amod|acl",
    "adjectives": r"nsubj|iobj|[cx]comp|obl-\w+",
}
#: Fewest entries of each file, as the project promises them.
FLOORS = {"nouns": 250, "expressions": 120, "adjectives": 50, "modality": 100, "attribution": 50}


@lru_cache
def statements(name):
    """Give subject -> predicate -> values of a lexicon file, in the order of the file."""
    found = defaultdict(lambda: defaultdict(list))
    for triple in ox.parse(path=str(FOLDER / f"{name}.ttl"), format=ox.RdfFormat.TURTLE):
        found[triple.subject.value][triple.predicate.value].append(triple.object.value)
    return {subject: dict(values) for subject, values in found.items()}


def entries(name):
    """Give the IRIs of the entries in the order of the file."""
    return [iri for iri, values in statements(name).items() if ONTOLEX + "sense" in values]


def senses(name):
    """Give the senses of a file: IRI and values."""
    return [
        (iri, statements(name)[iri]) for entry in entries(name) for iri in statements(name)[entry][ONTOLEX + "sense"]
    ]


def local(iri):
    return iri.removeprefix(LEX).removeprefix("argument/").removeprefix(DG)


def written(name, entry):
    return statements(name)[statements(name)[entry][ONTOLEX + "canonicalForm"][0]][ONTOLEX + "writtenRep"][0]


def arguments_of(values):
    properties = (SYNSEM + "subjOfProp", SYNSEM + "objOfProp", DG + "requires", DG + "excludes")
    return {argument for name in properties for argument in values.get(name, [])}


@pytest.mark.parametrize("name", FILES)
def test_both_parsers_read_the_file_alike_and_find_no_blank_node(name):
    path = FOLDER / f"{name}.ttl"
    fast = set(ox.parse(path=str(path), format=ox.RdfFormat.TURTLE))
    assert len(Graph().parse(path, format="turtle")) == len(fast), (
        f"{name}.ttl: rdflib and pyoxigraph differ; mend the Turtle"
    )
    blank = [term for triple in fast for term in (triple.subject, triple.object) if isinstance(term, ox.BlankNode)]
    assert not blank, f"{name}.ttl: give each of its {len(blank)} blank nodes an IRI below lex:"


@pytest.mark.parametrize("name", FILES)
def test_entries_stand_in_the_order_of_their_local_names(name):
    stems = [re.sub(r"-(n|v|a|adv|x)$", "", local(entry)) for entry in entries(name)]
    misplaced = [after for before, after in pairwise(stems) if after < before]
    assert not misplaced, f"{name}.ttl: move these entries up to their place in the alphabet: {misplaced[:5]}"


@pytest.mark.parametrize("name", FILES)
def test_every_entry_and_sense_stands_once(name):
    text = (FOLDER / f"{name}.ttl").read_text(encoding="utf-8")
    heads = re.findall(r"^(lex:\S+) a ontolex:", text, re.M)
    twice = sorted({head for head in heads if heads.count(head) > 1}) if len(heads) != len(set(heads)) else []
    assert not twice, f"{name}.ttl: merge the blocks of {twice[:5]}"


@pytest.mark.parametrize("name", FILES)
def test_the_promised_number_of_entries_is_there(name):
    assert len(entries(name)) >= FLOORS[name], (
        f"{name}.ttl: fewer than {FLOORS[name]} entries; was a part of the file lost?"
    )


@pytest.mark.parametrize("name", FRAMES)
def test_every_sense_has_one_of_the_relations_a_subject_and_at_most_nine_ranks(name):
    for iri, values in senses(name):
        assert [local(ref) in RELATIONS for ref in values[ONTOLEX + "reference"]] == [True], (
            f"{local(iri)}: give it exactly one of the 29 relations"
        )
        assert values.get(SYNSEM + "subjOfProp"), f"{local(iri)}: say in synsem:subjOfProp who acts"
        assert values.get(SYNSEM + "objOfProp"), f"{local(iri)}: say in synsem:objOfProp what the relation is about"
        assert 1 <= int(values.get(DG + "priority", ["5"])[0]) <= 9, f"{local(iri)}: dg:priority goes from 1 to 9"
        kinds = {kind for key in ("subjectKind", "objectKind") for kind in values.get(DG + key, [])}
        assert kinds <= KINDS, f"{local(iri)}: use only the kinds {sorted(KINDS)}"


def test_every_relation_has_nouns_and_expressions():
    for name in ("nouns", "expressions"):
        missing = RELATIONS - {local(values[ONTOLEX + "reference"][0]) for _, values in senses(name)}
        assert not missing, f"{name}.ttl: add words for {sorted(missing)}"


@pytest.mark.parametrize("name", FRAMES)
def test_slots_are_defined_and_fit_the_part_of_speech(name):
    defined = set(statements("arguments"))
    for iri, values in senses(name):
        for argument in arguments_of(values):
            assert argument in defined, f"{local(iri)}: define {local(argument)} in arguments.ttl, or mend its name"
            assert re.fullmatch(SLOTS[name], local(argument)), (
                f"{local(iri)}: {local(argument)} is no slot of the words in {name}.ttl"
            )


@pytest.mark.parametrize("name", FRAMES)
def test_senses_of_one_entry_can_be_told_apart(name):
    keys = [DG + key for key in ("requires", "excludes", "objectKind", "subjectKind", "priority")]
    for entry in entries(name):
        own = [(iri, statements(name)[iri]) for iri in statements(name)[entry][ONTOLEX + "sense"]]
        for (one, first), (other, second) in combinations(own, 2):
            assert [sorted(first.get(key, [])) for key in keys] != [sorted(second.get(key, [])) for key in keys], (
                f"{local(one)} and {local(other)}: tell them apart by dg:requires, dg:excludes, a kind or dg:priority"
            )


def test_an_expression_has_a_head_and_fixed_words_in_legal_slots():
    slots = {values[DG + "slot"][0] for values in statements("arguments").values() if DG + "slot" in values}
    for entry in entries("expressions"):
        values = statements("expressions")[entry]
        form = written("expressions", entry)
        assert len(values.get(DG + "head", [])) == 1, f"{local(entry)}: name its verb in dg:head"
        assert form.endswith(values[DG + "head"][0]), f"{local(entry)}: its form must end in its head"
        assert values.get(DG + "fixed"), f"{local(entry)}: name its other words in dg:fixed"
        for fixed in values[DG + "fixed"]:
            slot, _, lemma = fixed.rpartition(":")
            assert slot in slots, (
                f"{local(entry)}: write dg:fixed as slot:Lemma with a slot of arguments.ttl, not {fixed}"
            )
            assert lemma, f"{local(entry)}: {fixed} lacks its word"


def test_modality_words_bring_one_quality_only():
    for entry in entries("modality"):
        values = [statements("modality")[iri] for iri in statements("modality")[entry][ONTOLEX + "sense"]]
        assert len(values) == 1, f"{local(entry)}: keep one quality a word, because the look-up knows one"
        assert local(values[0][ONTOLEX + "reference"][0]) in QUALIFIERS, (
            f"{local(entry)}: use one of {sorted(QUALIFIERS)}"
        )


def test_attribution_nouns_are_cues_of_saying():
    for iri, values in senses("attribution"):
        assert values.get(DG + "cue") == ["true"], f"{local(iri)}: add dg:cue true, or the noun counts as a predicate"
        assert values[ONTOLEX + "reference"] == [DG + "states"], f"{local(iri)}: refer to dg:states"


@pytest.mark.parametrize("name", FILES)
def test_the_header_names_licence_and_title_in_both_languages(name):
    values = statements(name)[LEX + name]
    assert values["http://purl.org/dc/terms/license"] == ["https://creativecommons.org/licenses/by/4.0/"], (
        f"{name}.ttl: name the licence"
    )
    assert len(values["http://purl.org/dc/terms/title"]) == 2, f"{name}.ttl: give the title in German and English"


@pytest.mark.parametrize(
    ("noun", "slot", "role"),
    [
        ("Forderung", "nmod:gen", "subject"),
        ("Forderung", "nmod:nach", "object"),
        ("Angriff", "nmod:gen", "subject"),
        ("Angriff", "nmod:auf", "object"),
        ("Festnahme", "nmod:gen", "object"),
        ("Festnahme", "poss", "object"),
        ("Festnahme", "nmod:durch", "subject"),
        ("Stationierung", "nmod:gen", "object"),
    ],
)
def test_the_genitive_of_a_noun_fills_the_role_that_german_gives_it(noun, slot, role):
    sense = load_lexicon().senses("noun", noun)[0]
    roles = {"subject": sense.subject_slots, "object": sense.object_slots}
    assert slot in roles[role]


@pytest.mark.parametrize(
    ("pos", "word", "quality"),
    [
        ("adverb", "offenbar", "possible"),
        ("adverb", "keineswegs", "negative"),
        ("noun", "Absicht", "planned"),
        ("adverb", "andernfalls", "conditional"),
    ],
)
def test_qualifying_words_are_found_by_the_look_up(pos, word, quality):
    assert load_lexicon().qualifier(pos, word) == quality
