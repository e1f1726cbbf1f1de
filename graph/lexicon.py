"""Reads ontology/lexicon (OntoLex-Lemon, synsem) into plain look-up tables, once per process.

The lexicon says which German word expresses which relation, and in which syntactic slots that relation's subject and
object stand. The format is described in ontology/README.md; the Turtle is read with pyoxigraph because rdflib
takes about twenty times as long, which every start of the command line would feel.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

import pyoxigraph as ox

from graph.errors import OntologyError
from graph.resources import ontology_path

_DG = "https://w3id.org/diplograph/ontology#"
_LEX = "https://w3id.org/diplograph/lexicon/"
_ONTOLEX = "http://www.w3.org/ns/lemon/ontolex#"
_SYNSEM = "http://www.w3.org/ns/lemon/synsem#"
_LEXINFO = "http://www.lexinfo.net/ontology/2.0/lexinfo#"

#: Which slot is taken for the object where a clause offers several that the sense allows.
_SLOT_ORDER = (
    "obj",
    "obl",
    "iobj",
    "ccomp",
    "xcomp",
    "attr",
    "nmod",
    "acl",
    "poss",
    "compound",
    "amod",
    "nsubj",
    "host",
    "refl",
)
#: Prepositions that mostly name a place or time come after those that name an object.
_LOCAL = frozenset(("in", "bei", "an", "auf", "während", "seit", "bis", "innerhalb", "außerhalb"))
_RECEIVERS = frozenset(("iobj", "nmod:an", "obl:an"))
_QUALIFIERS = frozenset({"possible", "planned", "conditional", "obligation", "negative"})


def folded(lemma: str) -> str:
    """Write a lemma in the one way that look-ups use: in lower case and, as in Switzerland, without ß.

    >>> folded("Beschließen")
    'beschliessen'
    """
    return lemma.lower().replace("ß", "ss")


@dataclass(frozen=True, slots=True)
class Fixed:
    """A word that a multiword expression needs in one of its slots ("obl:in" + "Kraft")."""

    slot: str
    lemma: str


@dataclass(frozen=True, slots=True)
class Sense:
    """One meaning of a lexical entry: a relation and the slots of its subject and object.

    Attributes:
        id: local name in the lexicon, e.g. "ablehnen-v-1"; a claim's rules name it.
        lemma: dictionary form; for an expression the whole of it ("eine Absage erteilen").
        pos: verb, noun, adjective or adverb.
        relation: local name of the relation, e.g. "rejects".
        subject_slots, object_slots: in order of preference.
        requires, excludes: slots that must (not) be filled.
        subject_kind, object_kind: semantic restriction, "" where there is none.
        reporting: what the content clause says is said by the subject.
        reciprocal: with a plural subject and no object, each is the other's object.
        negated: the word denies its relation.
        modality: what the word itself brings ("planned"), "" where nothing.
        priority: 1 to 9, the higher wins where two senses fit.
        head: the verb of an expression; "" for a single word.
        fixed: the other words of an expression.
    """

    id: str
    lemma: str
    pos: str
    relation: str
    subject_slots: tuple[str, ...]
    object_slots: tuple[str, ...]
    requires: frozenset[str] = frozenset()
    excludes: frozenset[str] = frozenset()
    subject_kind: str = ""
    object_kind: str = ""
    reporting: bool = False
    reciprocal: bool = False
    negated: bool = False
    modality: str = ""
    priority: int = 5
    head: str = ""
    fixed: tuple[Fixed, ...] = ()

    @property
    def weight(self) -> tuple[int, int, int]:
        """How specific the sense is: expressions first, then constrained senses, then by priority."""
        return (len(self.fixed), len(self.requires) + len(self.excludes) + bool(self.object_kind), self.priority)


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The look-up tables. Keys are lemmas as `folded` writes them.

    Attributes:
        words: (pos, lemma) -> senses, the most specific first.
        expressions: (pos of the head, lemma of the head) -> senses of multiword expressions.
        qualifiers: (pos, lemma) -> "possible", "planned", "conditional", "obligation" or "negative".
        cues: lemmas of nouns that name a saying ("angabe" in "nach Angaben Kiews").
    """

    words: Mapping[tuple[str, str], tuple[Sense, ...]] = field(default_factory=dict)
    expressions: Mapping[tuple[str, str], tuple[Sense, ...]] = field(default_factory=dict)
    qualifiers: Mapping[tuple[str, str], str] = field(default_factory=dict)
    cues: frozenset[str] = frozenset()

    def senses(self, pos: str, lemma: str) -> tuple[Sense, ...]:
        """Give the senses of a single word, the most specific first."""
        return self.words.get((pos, folded(lemma)), ())

    def headed_by(self, pos: str, lemma: str) -> tuple[Sense, ...]:
        """Give the senses of the multiword expressions that a word heads."""
        return self.expressions.get((pos, folded(lemma)), ())

    def qualifier(self, pos: str, lemma: str) -> str:
        """Give the modality or polarity that a word brings to its clause, "" where none."""
        return self.qualifiers.get((pos, folded(lemma)), "")


class _Entries:
    """The statements of all lexicon files, by subject and predicate."""

    def __init__(self, paths: Iterable[Path]) -> None:
        self._values: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
        for path in paths:
            try:
                for triple in ox.parse(path=str(path), format=ox.RdfFormat.TURTLE):
                    self._values[triple.subject.value][triple.predicate.value].append(triple.object.value)
            except (SyntaxError, OSError) as error:
                raise OntologyError(str(path), str(error), "mend the Turtle") from error

    def subjects(self) -> list[str]:
        return sorted(self._values)

    def all(self, subject: str, predicate: str) -> list[str]:
        return self._values[subject].get(predicate, []) if subject in self._values else []

    def one(self, subject: str, predicate: str, default: str = "") -> str:
        found = self.all(subject, predicate)
        return found[0] if found else default


def _slots(entries: _Entries, arguments: list[str], where: str, *, receivers: bool = False) -> tuple[str, ...]:
    """Give slots in order of preference; of a gift, who gets it comes before what it is."""
    slots = []
    for argument in arguments:
        slot = entries.one(argument, _DG + "slot")
        if not slot:
            raise OntologyError(
                where, f"argument {argument} has no dg:slot", "define it in ontology/lexicon/arguments.ttl"
            )
        slots.append(slot)
    return tuple(sorted(slots, key=lambda slot: (not (receivers and slot in _RECEIVERS), _preference(slot))))


def _preference(slot: str) -> tuple[int, bool, str]:
    kind, _, preposition = slot.partition(":")
    return (_SLOT_ORDER.index(kind), preposition in _LOCAL, slot)


def _sense(entries: _Entries, iri: str, entry: str, lemma: str, pos: str, relation: str) -> Sense:
    fixed = tuple(Fixed(*value.rsplit(":", 1)) for value in sorted(entries.all(entry, _DG + "fixed")))
    return Sense(
        id=iri.removeprefix(_LEX),
        lemma=lemma,
        pos=pos,
        relation=relation,
        subject_slots=_slots(entries, entries.all(iri, _SYNSEM + "subjOfProp"), iri),
        object_slots=_slots(entries, entries.all(iri, _SYNSEM + "objOfProp"), iri, receivers=relation == "aids"),
        requires=frozenset(_slots(entries, entries.all(iri, _DG + "requires"), iri)),
        excludes=frozenset(_slots(entries, entries.all(iri, _DG + "excludes"), iri)),
        subject_kind=entries.one(iri, _DG + "subjectKind"),
        object_kind=entries.one(iri, _DG + "objectKind"),
        reporting=entries.one(iri, _DG + "reporting") == "true",
        reciprocal=entries.one(iri, _DG + "reciprocal") == "true",
        negated=entries.one(iri, _DG + "negated") == "true",
        modality=entries.one(iri, _DG + "modality").removeprefix(_DG),
        priority=int(entries.one(iri, _DG + "priority", "5")),
        head=entries.one(entry, _DG + "head"),
        fixed=fixed,
    )


def read_lexicon(paths: Iterable[Path]) -> Lexicon:
    """Read lexicon files.

    Args:
        paths: Turtle files; all of them together are one lexicon.

    Raises:
        OntologyError: a file is not Turtle, or an entry lacks its form, its part of speech or an argument's slot.
    """
    entries = _Entries(sorted(paths))
    words: dict[tuple[str, str], list[Sense]] = defaultdict(list)
    expressions: dict[tuple[str, str], list[Sense]] = defaultdict(list)
    qualifiers: dict[tuple[str, str], str] = {}
    cues = set()
    for entry in entries.subjects():
        senses = entries.all(entry, _ONTOLEX + "sense")
        if not senses:
            continue
        lemma = entries.one(entries.one(entry, _ONTOLEX + "canonicalForm"), _ONTOLEX + "writtenRep")
        pos = entries.one(entry, _LEXINFO + "partOfSpeech").removeprefix(_LEXINFO)
        if not lemma or not pos:
            raise OntologyError(
                entry,
                "entry without written form or part of speech",
                "add ontolex:canonicalForm and lexinfo:partOfSpeech",
            )
        for iri in sorted(senses):
            reference = entries.one(iri, _ONTOLEX + "reference").removeprefix(_DG)
            if reference in _QUALIFIERS:
                qualifiers[pos, folded(lemma)] = reference
            elif entries.one(iri, _DG + "cue") == "true":
                cues.add(lemma.lower())
            else:
                sense = _sense(entries, iri, entry, lemma, pos, reference)
                table, key = (expressions, sense.head) if sense.head else (words, lemma)
                table[pos, folded(key)].append(sense)
    return Lexicon(words=_ranked(words), expressions=_ranked(expressions), qualifiers=qualifiers, cues=frozenset(cues))


def _ranked(table: Mapping[tuple[str, str], list[Sense]]) -> dict[tuple[str, str], tuple[Sense, ...]]:
    """Sort the senses of every word, the most specific first."""
    return {
        key: tuple(sorted(found, key=lambda s: (s.weight, s.id), reverse=True)) for key, found in sorted(table.items())
    }


@lru_cache(maxsize=1)
def load_lexicon() -> Lexicon:
    """Read the lexicon that ships with the package."""
    return read_lexicon(ontology_path("lexicon").glob("*.ttl"))
