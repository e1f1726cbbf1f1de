"""Claims from parses in one line, with a lexicon of some thirty words and mentions made by hand."""

from __future__ import annotations

from datetime import date

import pytest

from graph.claims import extract
from graph.clauses import find_clauses
from graph.entities import Mentions
from graph.gazetteer import ConceptScheme
from graph.lexicon import read_lexicon
from graph.model import Document, Entity, Kind, Mention

BASE = "https://example.org/data/"
ACTORS = {
    "Kiew": "Ukraine", "Moskau": "Russland", "Rom": "Italien", "Kairo": "Ägypten", "Tass": "Tass", "Peskow": "Dmitri Peskow", "Lawrow": "Sergej Lawrow",
    "Armee": "Armee", "Rebellen": "Rebellen", "russische": "Russland", "er": "Dmitri Peskow", "Putins": "Wladimir Putin", "Minister": "Minister",
}  # fmt: skip
PLACES = {"Riad": "Riad", "Genf": "Genf", "Hafen": "Hafen"}
COMPOUNDS = {"US": "USA", "Nato": "NATO"}

HEAD = """
@prefix arg: <https://w3id.org/diplograph/lexicon/argument/> . @prefix dg: <https://w3id.org/diplograph/ontology#> .
@prefix lex: <https://w3id.org/diplograph/lexicon/> . @prefix lexinfo: <http://www.lexinfo.net/ontology/2.0/lexinfo#> .
@prefix ontolex: <http://www.w3.org/ns/lemon/ontolex#> . @prefix synsem: <http://www.w3.org/ns/lemon/synsem#> .
"""
#: Sense, written form, part of speech, relation, slots of the subject, slots of the object, more properties of the sense; of the entry.
WORDS = """
ablehnen-v-1      | ablehnen          | verb | rejects   | nsubj            | obj,ccomp,xcomp |
absage-x-1        | Absage erteilen   | verb | rejects   | nsubj            | iobj,obl:an     | | dg:head "erteilen" ; dg:fixed "obj:Absage"
angreifen-v-1     | angreifen         | verb | attacks   | nsubj            | obj             |
angriff-n-1       | Angriff           | noun | attacks   | poss,amod,nmod:gen,nmod:durch | nmod:auf |
bereit-a-1        | bereit            | adjective | accepts | nsubj         | obl:zu,xcomp    |
erteilen-v-1      | erteilen          | verb | states    | nsubj            | obj             |
fordern-v-1       | fordern           | verb | demands   | nsubj            | obj,ccomp,xcomp | dg:reporting true
forderung-n-1     | Forderung         | noun | demands   | poss,nmod:gen,host | nmod:nach     |
freuen-v-1        | freuen            | verb | supports  | nsubj            | obl:über        | dg:requires arg:refl
gespräch-n-1      | Gespräch          | noun | consults  | nmod:zwischen,host | nmod:mit      | dg:reciprocal true
helfen-v-1        | helfen            | verb | aids      | nsubj            | iobj            |
melden-v-1        | melden            | verb | states    | nsubj            | ccomp           | dg:reporting true
nehmen-v-1        | nehmen            | verb | captures  | nsubj            | obj             | dg:objectKind "place"
planen-v-1        | planen            | verb | announces | nsubj            | obj,xcomp       | dg:modality "planned"
sagen-v-1         | sagen             | verb | states    | nsubj            | ccomp           | dg:reporting true
schlagen-v-1      | schlagen          | verb | attacks   | nsubj            | obj             | dg:objectKind "actor" ; dg:excludes arg:ccomp
schlagen-v-2      | schlagen          | verb | proposes  | nsubj            | obj,ccomp       | dg:objectKind "notActor"
treffen-v-1       | treffen           | verb | consults  | nsubj            | obj             | dg:objectKind "actor"
treffen-v-2       | treffen           | verb | consults  | nsubj            | obl:mit         | dg:requires arg:refl ; dg:reciprocal true
verhandeln-v-1    | verhandeln        | verb | consults  | nsubj            | obl:mit         | dg:reciprocal true
verschmähen-v-1   | verschmähen       | verb | accepts   | nsubj            | obj             | dg:negated true
vorschlag-n-1     | Vorschlag         | noun | proposes  | poss,nmod:gen,compound | acl,compound |
nennen-v-1        | nennen            | verb | states    | nsubj            | obj             | dg:reporting true
falsch-a-1        | falsch            | adjective | accuses | obl:für       | nsubj           | dg:requires arg:obl-als
unzumutbar-a-1    | unzumutbar        | adjective | rejects | obl:für       | nsubj,ccomp     |
gefahr-n-1        | Gefahr            | noun | fears     | obl:für          | nsubj           | dg:requires arg:obl-als
verhindern-x-1    | verhindern wollen | verb | seeks     | nsubj            | obj             | dg:modality "asserted" | dg:head "verhindern" ; dg:fixed "aux:wollen"
beenden-v-1       | beenden           | verb | halts     | nsubj            | obj             |
beteiligen-v-1    | beteiligen        | verb | joins     | nsubj            | obl:an          |
versuchen-v-1     | versuchen         | verb | seeks     | nsubj            | xcomp           |
vermitteln-v-1    | vermitteln        | verb | mediates  | nsubj            | obl:in          |
ankündigen-v-1    | ankündigen        | verb | announces | nsubj            | obj,xcomp       |
lieferung-n-1     | Lieferung         | noun | aids      | nmod:gen         | nmod:an,nmod:von |
begründung-n-1    | Begründung        | noun | states    | poss,host        | acl             | dg:reporting true
plan-n-1          | Plan              | noun | proposes  | poss,nmod:gen    | acl             | dg:requires arg:acl
zustimmen-v-1     | zustimmen         | verb | accepts   | nsubj            | iobj            |
vielleicht-adv-1  | vielleicht        | adverb | possible |                  |                 |
kaum-adv-1        | kaum              | adverb | negative |                  |                 |
scheinen-v-1      | scheinen          | verb | possible  |                  |                 |
bedingung-n-1     | Bedingung         | noun | conditional |                |                 |
angabe-n-1        | Angabe            | noun | states    |                  |                 | dg:cue true
"""


def turtle(rows):
    """Write rows of the table above as Turtle."""
    blocks, slots = [HEAD], {"refl"}
    for row in rows.strip().splitlines():
        sense, form, pos, relation, subjects, objects, more, entry = [*(cell.strip() for cell in row.split("|")), ""][
            :8
        ]
        name = sense.rsplit("-", 1)[0]
        blocks.append(
            f"lex:{name} lexinfo:partOfSpeech lexinfo:{pos} ; ontolex:canonicalForm lex:{name}-form ; ontolex:sense lex:{sense} {'; ' + entry if entry else ''} ."
        )
        blocks.append(f'lex:{name}-form ontolex:writtenRep "{form}"@de .')
        blocks.append(f"lex:{sense} ontolex:reference dg:{relation} {'; ' + more if more else ''} .")
        for prop, cell in (("subjOfProp", subjects), ("objOfProp", objects)):
            for slot in filter(None, cell.split(",")):
                slots.add(slot)
                blocks.append(f"lex:{sense} synsem:{prop} arg:{slot.replace(':', '-')} .")
    blocks += [f'arg:{slot.replace(":", "-")} dg:slot "{slot}" .' for slot in sorted(slots | {"ccomp", "obl:als"})]
    return "\n".join(blocks)


@pytest.fixture(scope="session")
def lexicon(tmp_path_factory):
    path = tmp_path_factory.mktemp("lexicon") / "words.ttl"
    path.write_text(turtle(WORDS), encoding="utf-8")
    return read_lexicon([path])


@pytest.fixture(scope="session")
def line(parsed):
    """Build a Doc from words in one line: FORM/LEMMA/UPOS/HEAD/DEPREL[/XPOS[/FEATS]]."""
    return lambda text: parsed("\n".join(word.replace("/", " ") for word in text.split()))


def entity(label, kind):
    return Entity(f"{BASE}{kind}/{label}", label, kind, ("State",) if kind is Kind.ACTOR else ("Place",))


def mentions_in(doc, actors):
    found = []
    for token in doc:
        known = (actors | ACTORS).get(token.text)
        if known or token.text in PLACES:
            named = entity(known, Kind.ACTOR) if known else entity(PLACES[token.text], Kind.PLACE)
            form = "pronoun" if token.pos_ == "PRON" else "adjective" if token.pos_ == "ADJ" else "name"
            found.append(
                Mention(token.i, token.i + 1, token.i, token.idx, token.idx + len(token), named, form, "by_hand")
            )
        for part, label in COMPOUNDS.items():
            if token.text.startswith(part + "-"):
                found.append(
                    Mention(
                        token.i,
                        token.i + 1,
                        token.i,
                        token.idx,
                        token.idx + len(part),
                        entity(label, Kind.ACTOR),
                        "compound",
                        "by_hand",
                    )
                )
    return Mentions(found)


@pytest.fixture(scope="session")
def concepts():
    return ConceptScheme(
        labels={"ceasefire": "Waffenruhe"},
        words={"waffenruh": "ceasefire"},
        heads={"waffenruhe": "ceasefire"},
        broader={},
    )


@pytest.fixture(scope="session")
def analysis(line, lexicon, concepts):
    """Read a text as the pipeline does, with mentions by hand."""

    def build(text, *, published=None, actors=None, name="a"):
        doc = line(text)
        document = Document(id=name, text=doc.text, date=published and date.fromisoformat(published))
        mentions = mentions_in(doc, actors or {})
        return extract.analyse(
            doc, document, find_clauses(doc, lexicon), mentions, lexicon=lexicon, concepts=concepts, base=BASE
        )

    return build


@pytest.fixture(scope="session")
def frames(analysis):
    """Give the frames of a text, by the lemma of their predicate."""
    return lambda text, **options: {frame.clause.lemma: frame for frame in analysis(text, **options).frames.values()}


@pytest.fixture(scope="session")
def candidates(analysis):
    """Give all claims that the rules find in a text, the doubtful ones included."""
    return lambda text, **options: [claim for _, claim in extract.candidates(analysis(text, **options))]


@pytest.fixture(scope="session")
def lines(candidates):
    """Give the claims of a text as "subject relation object", by their labels."""
    return lambda text, **options: [
        f"{c.subject.entity.label} {c.relation} {c.object.entity.label}" for c in candidates(text, **options)
    ]


@pytest.fixture(scope="session")
def claim(candidates):
    """Give the only claim of a text that has a relation."""

    def find(text, relation, **options):
        found = [c for c in candidates(text, **options) if c.relation == relation]
        assert len(found) == 1, [(c.subject.text, c.relation, c.object.text) for c in found]
        return found[0]

    return find
