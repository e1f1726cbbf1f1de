"""The slots around a verb, each with a neighbour that must not be taken for it."""

from __future__ import annotations

import pytest

from graph.clauses.arguments import conjuncts


@pytest.mark.parametrize(
    ("text", "lemma", "expected"),
    [
        pytest.param(
            "Kiew/Kiew/PROPN/2/nsubj prüft/prüfen/VERB/0/root den/der/DET/4/det Plan/Plan/NOUN/2/obj",
            "prüfen", [("nsubj", "Kiew"), ("obj", "den Plan")], id="accusative",
        ),
        pytest.param(
            "Rom/Rom/PROPN/2/nsubj hilft/helfen/VERB/0/root der/der/DET/4/det Ukraine/Ukraine/PROPN/2/iobj",
            "helfen", [("nsubj", "Rom"), ("iobj", "der Ukraine")], id="dative",
        ),
        pytest.param(
            "Rom/Rom/PROPN/2/nsubj hilft/helfen/VERB/0/root der/der/DET/4/det Ukraine/Ukraine/PROPN/2/obl:arg",
            "helfen", [("nsubj", "Rom"), ("iobj", "der Ukraine")], id="dative of GSD",
        ),
        pytest.param(
            "Rom/Rom/PROPN/2/nsubj warnt/warnen/VERB/0/root vor/vor/ADP/4/case Krieg/Krieg/NOUN/2/obl",
            "warnen", [("nsubj", "Rom"), ("obl:vor", "Krieg")], id="preposition",
        ),
        pytest.param(
            "Rom/Rom/PROPN/2/nsubj reist/reisen/VERB/0/root zum/zu/ADP/4/case Gipfel/Gipfel/NOUN/2/obl",
            "reisen", [("nsubj", "Rom"), ("obl:zu", "Gipfel")], id="preposition with article",
        ),
        pytest.param(
            "Medien/Medium/NOUN/3/obl zufolge/zufolge/ADP/1/case zögert/zögern/VERB/0/root Rom/Rom/PROPN/3/nsubj",
            "zögern", [("obl:zufolge", "Medien"), ("nsubj", "Rom")], id="postposition",
        ),
        pytest.param(
            "Rom/Rom/PROPN/2/nsubj zögert/zögern/VERB/0/root diesen/dieser/DET/4/det Montag/Montag/NOUN/2/obl",
            "zögern", [("nsubj", "Rom"), ("obl", "diesen Montag")], id="no preposition",
        ),
        pytest.param(
            "Rom/Rom/PROPN/2/nsubj weigert/weigern/VERB/0/root sich/sich/PRON/2/obj",
            "weigern", [("nsubj", "Rom"), ("refl", "sich")], id="reflexive",
        ),
        pytest.param(
            "Es/es/PRON/2/expl gibt/geben/VERB/0/root Streit/Streit/NOUN/2/obj",
            "geben", [("expl", "Es"), ("obj", "Streit")], id="expletive",
        ),
    ],
)  # fmt: skip
def test_slot_of_a_phrase(slots, text, lemma, expected):
    assert slots(text, lemma) == expected


SAYS = "Rom/Rom/PROPN/2/nsubj sagt/sagen/VERB/0/root ,/,/PUNCT/{head}/punct "


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("dass/dass/SCONJ/6/mark Kiew/Kiew/PROPN/6/nsubj zögert/zögern/VERB/2/ccomp", ("ccomp", "Kiew zögert")),
        ("Kiew/Kiew/PROPN/5/nsubj zögere/zögern/VERB/2/ccomp", ("ccomp", "Kiew zögere")),
        (
            "ob/ob/SCONJ/7/mark der/der/DET/6/det Krieg/Krieg/NOUN/7/nsubj endet/enden/VERB/2/ccomp",
            ("ccomp", "der Krieg endet"),
        ),
        ("Geld/Geld/NOUN/6/obj zu/zu/PART/6/mark zahlen/zahlen/VERB/2/xcomp", ("xcomp", "Geld zu zahlen")),
    ],
)
def test_content_clause_is_an_argument_without_its_conjunction(slots, text, expected):
    assert slots(SAYS.format(head=len(text.split()) + 3) + text, "sagen")[-1] == expected


def test_each_of_two_content_clauses_is_an_argument(slots):
    text = (
        "Rom/Rom/PROPN/2/nsubj sagt/sagen/VERB/0/root Kiew/Kiew/PROPN/4/nsubj zögere/zögern/VERB/2/ccomp "
        "und/und/CCONJ/7/cc Minsk/Minsk/PROPN/7/nsubj schweige/schweigen/VERB/4/conj"
    )
    assert [a for a in slots(text, "sagen") if a[0] == "ccomp"][1] == ("ccomp", "Minsk schweige")


def test_predicative_adjective_is_no_content(slots):
    text = "Rom/Rom/PROPN/2/nsubj nannte/nennen/VERB/0/root den/der/DET/4/det Plan/Plan/NOUN/2/obj gefährlich/gefährlich/ADJ/2/xcomp"
    assert ("attr", "gefährlich") in slots(text, "nennen")


AGENT = "Die/der/DET/2/det Stadt/Stadt/NOUN/6/{subject} {aux} {preposition}/{preposition}/ADP/5/case Rebellen/Rebell/NOUN/6/obl genommen/nehmen/VERB/0/root"


@pytest.mark.parametrize(
    ("preposition", "expected"),
    [("von", ("agent", "Rebellen")), ("durch", ("agent", "Rebellen")), ("mit", ("obl:mit", "Rebellen"))],
)
def test_von_and_durch_name_the_agent_of_a_passive(slots, preposition, expected):
    passive = AGENT.format(subject="nsubj:pass", aux="wurde/werden/AUX/6/aux:pass", preposition=preposition)
    assert slots(passive, "nehmen") == [("obj", "Die Stadt"), expected]


def test_von_names_no_agent_in_the_active(slots):
    active = AGENT.format(subject="nsubj", aux="hat/haben/AUX/6/aux", preposition="von")
    assert slots(active, "nehmen") == [("nsubj", "Die Stadt"), ("obl:von", "Rebellen")]


def test_a_lone_sign_that_a_parse_calls_a_subject_does_no_harm(slots):
    assert ("obj", "Geld") in slots("„/„/PUNCT/2/nsubj fordert/fordern/VERB/0/root Geld/Geld/NOUN/2/obj", "fordern")


THREATENS = "Rom/Rom/PROPN/2/nsubj droht/drohen/VERB/0/root {adverb} ,/,/PUNCT/6/punct Geld/Geld/NOUN/6/obj einzufrieren/einfrieren/VERB/{head}/{label}"


@pytest.mark.parametrize(
    ("adverb", "head", "label"),
    [
        ("damit/damit/ADV/2/advmod/PAV", 2, "ccomp"),
        ("damit/damit/ADV/2/advmod/PAV", 2, "xcomp"),
        ("damit/damit/ADV/2/advmod/PAV", 3, "acl"),
        pytest.param("damit/damit/ADV/2/obl/PAV", 3, "acl"),
    ],
)
def test_clause_after_pronominal_adverb_fills_its_slot_wherever_it_hangs(slots, adverb, head, label):
    found = slots(THREATENS.format(adverb=adverb, head=head, label=label), "drohen")
    assert ("obl:mit", "Geld einzufrieren") in found
    assert not [slot for slot, _ in found if slot in ("ccomp", "xcomp")]


def test_clause_after_plain_adverb_keeps_its_own_slot(slots):
    found = slots(THREATENS.format(adverb="nun/nun/ADV/2/advmod", head=2, label="xcomp"), "drohen")
    assert ("xcomp", "Geld einzufrieren") in found


def test_pronominal_adverb_without_clause_stands_for_itself(slots):
    assert slots("Rom/Rom/PROPN/2/nsubj warnt/warnen/VERB/0/root davor/davor/ADV/2/advmod/PAV", "warnen")[-1] == (
        "obl:vor",
        "davor",
    )


LIST = "Kiew/Kiew/PROPN/6/nsubj ,/,/PUNCT/3/punct Riga/Riga/PROPN/1/conj und/und/CCONJ/5/cc Rom/Rom/PROPN/{head}/conj zögern/zögern/VERB/0/root"


@pytest.mark.parametrize("head", [1, 3])
def test_conjuncts_are_found_in_a_row_and_in_a_chain(line, head):
    doc = line(LIST.format(head=head))
    assert [token.text for token in conjuncts(doc[0])] == ["Kiew", "Riga", "Rom"]


def test_a_verb_is_no_conjunct_of_a_noun(line):
    doc = line("Kiew/Kiew/PROPN/0/root und/und/CCONJ/3/cc zögert/zögern/VERB/1/conj")
    assert [token.text for token in conjuncts(doc[0])] == ["Kiew"]


def test_each_conjunct_is_an_argument_of_its_own(slots):
    text = (
        "Rom/Rom/PROPN/2/nsubj lobt/loben/VERB/0/root Kiew/Kiew/PROPN/2/obj und/und/CCONJ/5/cc Riga/Riga/PROPN/3/conj"
    )
    assert slots(text, "loben") == [("nsubj", "Rom"), ("obj", "Kiew"), ("obj", "Riga")]


def test_adverb_that_links_sentences_takes_no_clause(slots):
    text = "Rom/Rom/PROPN/3/nsubj dagegen/dagegen/ADV/3/advmod/PAV sagt/sagen/VERB/0/root ,/,/PUNCT/6/punct dass/dass/SCONJ/6/mark regnet/regnen/VERB/3/ccomp"
    assert ("ccomp", "regnet") in slots(text, "sagen")


def test_coordinated_infinitives_are_two_arguments(slots):
    text = (
        "Rom/Rom/PROPN/2/nsubj droht/drohen/VERB/0/root Geld/Geld/NOUN/4/obj einzufrieren/einfrieren/VERB/2/xcomp und/und/CCONJ/6/cc "
        "abzuziehen/abziehen/VERB/4/conj"
    )
    assert [s for s in slots(text, "drohen") if s[0] == "xcomp"] == [
        ("xcomp", "Geld einzufrieren"),
        ("xcomp", "abzuziehen"),
    ]


def test_agent_between_article_and_participle_hangs_on_the_noun(slots):
    text = "die/die/DET/5/det von/von/ADP/3/case Rom/Rom/PROPN/5/nmod vorgeschlagene/vorgeschlagen/ADJ/5/amod Miliz/Miliz/NOUN/6/nsubj geht/gehen/VERB/0/root"
    assert ("agent", "Rom") in [(s, w.removeprefix("von ")) for s, w in slots(text, "vorschlagen")]


def test_conjunct_of_a_family_name_is_one_of_the_name(slots):
    text = "Anna/Anna/PROPN/5/nsubj/NE Berg/Berg/PROPN/1/flat/NE und/und/CCONJ/4/cc Jan/Jan/PROPN/2/conj/NE gehen/gehen/VERB/0/root"
    assert [s for s, _ in slots(text, "gehen")] == ["nsubj", "nsubj"]
