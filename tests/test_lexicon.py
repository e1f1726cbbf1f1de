"""The loader of the lexicon: what it reads, in which order senses and slots come, and what it refuses."""

from __future__ import annotations

import pytest

from graph.errors import OntologyError
from graph.lexicon import Fixed, load_lexicon, read_lexicon

HEAD = """
@prefix arg: <https://w3id.org/diplograph/lexicon/argument/> . @prefix dg: <https://w3id.org/diplograph/ontology#> .
@prefix lex: <https://w3id.org/diplograph/lexicon/> . @prefix lexinfo: <http://www.lexinfo.net/ontology/2.0/lexinfo#> .
@prefix ontolex: <http://www.w3.org/ns/lemon/ontolex#> . @prefix synsem: <http://www.w3.org/ns/lemon/synsem#> .
arg:nsubj dg:slot "nsubj" . arg:obj dg:slot "obj" . arg:ccomp dg:slot "ccomp" . arg:refl dg:slot "refl" . arg:iobj dg:slot "iobj" .
arg:obl-in dg:slot "obl:in" . arg:obl-mit dg:slot "obl:mit" . arg:nmod-gen dg:slot "nmod:gen" . arg:poss dg:slot "poss" .
"""
WORD = """
lex:{name} lexinfo:partOfSpeech lexinfo:{pos} ; ontolex:canonicalForm lex:{name}-form ; ontolex:sense {senses} {more} .
lex:{name}-form ontolex:writtenRep "{form}"@de .
"""


def word(name, form, pos="verb", senses=1, more=""):
    return WORD.format(
        name=name, form=form, pos=pos, senses=" , ".join(f"lex:{name}-{k + 1}" for k in range(senses)), more=more
    )


def sense(name, relation, more=""):
    return f"lex:{name} ontolex:reference dg:{relation} ; synsem:subjOfProp arg:nsubj {more} .\n"


@pytest.fixture
def read(tmp_path):
    """Read a lexicon from Turtle text."""

    def from_text(*parts):
        path = tmp_path / "words.ttl"
        path.write_text(HEAD + "".join(parts), encoding="utf-8")
        return read_lexicon([path])

    return from_text


def test_sense_has_everything_that_its_entry_says(read):
    (found,) = read(
        word("treffen-v", "treffen"),
        sense(
            "treffen-v-1",
            "consults",
            '; synsem:objOfProp arg:obj ; dg:requires arg:refl ; dg:excludes arg:ccomp ; dg:objectKind "actor" ; dg:subjectKind "actor" ; '
            'dg:reporting true ; dg:reciprocal true ; dg:negated true ; dg:modality "planned" ; dg:priority 7',
        ),
    ).senses("verb", "treffen")
    assert (found.id, found.lemma, found.pos, found.relation) == ("treffen-v-1", "treffen", "verb", "consults")
    assert (found.subject_slots, found.object_slots, found.requires, found.excludes) == (
        ("nsubj",),
        ("obj",),
        {"refl"},
        {"ccomp"},
    )
    assert (found.object_kind, found.subject_kind, found.modality, found.priority) == ("actor", "actor", "planned", 7)
    assert found.reporting
    assert found.reciprocal
    assert found.negated


def test_what_an_entry_leaves_out_has_its_default(read):
    (found,) = read(word("treffen-v", "treffen"), sense("treffen-v-1", "consults")).senses("verb", "treffen")
    assert (found.object_slots, found.object_kind, found.modality, found.priority, found.head, found.fixed) == (
        (),
        "",
        "",
        5,
        "",
        (),
    )
    assert not found.reporting
    assert not found.reciprocal
    assert not found.negated


def test_look_up_ignores_case_and_knows_parts_of_speech(read):
    lexicon = read(word("plan-n", "Plan", "noun"), sense("plan-n-1", "announces"))
    assert lexicon.senses("noun", "Plan") == lexicon.senses("noun", "plan") != ()
    assert lexicon.senses("verb", "plan") == ()


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("; dg:priority 9", "; dg:priority 1"),
        ("; dg:requires arg:refl", "; dg:priority 9"),
        ('; dg:objectKind "actor"', ""),
        ('; dg:requires arg:refl ; dg:objectKind "actor"', "; dg:requires arg:refl"),
    ],
    ids=["priority", "constrained before free", "kind counts", "more constraints"],
)
@pytest.mark.parametrize("turned", [False, True])
def test_more_specific_sense_comes_first_wherever_it_stands(read, first, second, turned):
    one, two = ("2", "1") if turned else ("1", "2")
    lexicon = read(
        word("w-v", "wort", senses=2), sense(f"w-v-{one}", "accepts", first), sense(f"w-v-{two}", "rejects", second)
    )
    assert [s.relation for s in lexicon.senses("verb", "wort")] == ["accepts", "rejects"]


def test_slots_come_in_order_of_preference_with_places_last(read):
    lexicon = read(
        word("w-v", "wort"),
        sense(
            "w-v-1",
            "rejects",
            "; synsem:objOfProp arg:obl-in , arg:ccomp , arg:iobj , arg:obl-mit , arg:nmod-gen , arg:obj , arg:poss",
        ),
    )
    assert lexicon.senses("verb", "wort")[0].object_slots == (
        "obj",
        "obl:mit",
        "obl:in",
        "iobj",
        "ccomp",
        "nmod:gen",
        "poss",
    )


def test_expression_is_found_at_its_head_and_not_as_a_word(read):
    lexicon = read(
        word("x", "in Kraft setzen", more='; dg:head "setzen" ; dg:fixed "obl:in:Kraft" , "obj:Recht"'),
        sense("x-1", "accepts"),
        word("setzen-v", "setzen"),
        sense("setzen-v-1", "states"),
    )
    (found,) = lexicon.headed_by("verb", "Setzen")
    assert found.fixed == (Fixed("obj", "Recht"), Fixed("obl:in", "Kraft"))
    assert [s.id for s in lexicon.senses("verb", "setzen")] == ["setzen-v-1"]
    assert lexicon.headed_by("verb", "in Kraft setzen") == ()


@pytest.mark.parametrize("value", ["possible", "planned", "conditional", "obligation", "negative"])
def test_qualifier_is_no_sense(read, value):
    lexicon = read(word("wohl-adv", "wohl", "adverb"), f"lex:wohl-adv-1 ontolex:reference dg:{value} .")
    assert lexicon.qualifier("adverb", "Wohl") == value
    assert lexicon.qualifier("verb", "wohl") == ""
    assert lexicon.senses("adverb", "wohl") == ()


def test_cue_is_no_sense(read):
    lexicon = read(word("angabe-n", "Angabe", "noun"), "lex:angabe-n-1 ontolex:reference dg:states ; dg:cue true .")
    assert lexicon.cues == {"angabe"}
    assert lexicon.senses("noun", "angabe") == ()


def test_files_together_are_one_lexicon_in_any_order(tmp_path):
    (tmp_path / "a.ttl").write_text(
        HEAD.split("arg:nsubj")[0] + word("w-v", "wort") + sense("w-v-1", "aids"), encoding="utf-8"
    )
    (tmp_path / "b.ttl").write_text(HEAD, encoding="utf-8")
    paths = [tmp_path / "a.ttl", tmp_path / "b.ttl"]
    assert read_lexicon(paths) == read_lexicon(reversed(paths))
    assert read_lexicon(paths).senses("verb", "wort")


@pytest.mark.parametrize(
    "text", ["lex:a lex:b", "@prefix x <y> .", "<a> <b> <c> .", '<https://a.de/> <https://b.de/> "\\u12" .']
)
def test_broken_turtle_names_the_file(tmp_path, text):
    path = tmp_path / "broken.ttl"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(OntologyError, match=r"broken\.ttl"):
        read_lexicon([path])


def test_missing_file_is_named(tmp_path):
    with pytest.raises(OntologyError, match=r"none\.ttl"):
        read_lexicon([tmp_path / "none.ttl"])


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("lex:w lexinfo:partOfSpeech lexinfo:verb ; ontolex:sense lex:w-1 .", "lexicon/w"),
        (
            'lex:w ontolex:canonicalForm lex:f ; ontolex:sense lex:w-1 . lex:f ontolex:writtenRep "wort"@de .',
            "lexicon/w",
        ),
        (
            word("w-v", "wort") + "lex:w-v-1 ontolex:reference dg:aids ; synsem:objOfProp arg:unknown .",
            "argument/unknown",
        ),
    ],
    ids=["no form", "no part of speech", "argument without slot"],
)
def test_faulty_entry_is_named(read, text, named):
    with pytest.raises(OntologyError, match=named):
        read(text)


def test_shipped_lexicon_is_read_once_and_holds_every_kind_of_entry():
    lexicon = load_lexicon()
    assert lexicon is load_lexicon()
    assert lexicon.senses("verb", "ablehnen")[0].relation == "rejects"
    assert lexicon.senses("noun", "Ablehnung")[0].relation == "rejects"
    assert {s.relation for s in lexicon.headed_by("verb", "erteilen")} >= {"rejects", "accepts"}
    assert "angabe" in lexicon.cues
    assert lexicon.qualifier("adverb", "möglicherweise") == "possible"


def test_look_up_knows_the_swiss_spelling():
    lexicon = load_lexicon()
    assert lexicon.senses("verb", "beschliessen") == lexicon.senses("verb", "beschließen") != ()
    assert lexicon.headed_by("verb", "schliessen") == lexicon.headed_by("verb", "schließen") != ()


def test_who_gets_a_gift_comes_before_what_it_is():
    assert load_lexicon().senses("noun", "Lieferung")[0].object_slots[0] == "nmod:an"
