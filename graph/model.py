"""The plain data that travels between the rooms: stdlib only, frozen, picklable.

Offsets are code points of `Document.text` (NFC), end exclusive, as in Web Annotation's TextPositionSelector.
Token indices (`Mention`, `Argument`, `Clause`) count within one spaCy Doc and mean nothing after the claims room;
a `Claim` holds only strings, offsets and IRIs.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum


class Kind(StrEnum):
    """What a subject or object is, as the annotation guidelines divide it."""

    ACTOR = "actor"
    PLACE = "place"
    PROPOSAL = "proposal"
    CONDITION = "condition"
    EVENT = "event"
    AGREEMENT = "agreement"
    STATEMENT = "statement"
    OTHER = "other"


class Modality(StrEnum):
    """How certain the sentence presents the claim as."""

    ASSERTED = "asserted"
    POSSIBLE = "possible"
    PLANNED = "planned"
    CONDITIONAL = "conditional"
    OBLIGATION = "obligation"


@dataclass(frozen=True, slots=True)
class Document:
    """One article.

    Attributes:
        id: stable name of the article, unique within a store, e.g. "de-news/2025-09-17/berlin".
        text: the cleaned text, NFC; a title that the text does not begin with is its first paragraph.
        offset_map: pairs (offset in text, offset in the original), ascending; between two pairs both sides advance
            together. Empty where text is the original.
        origin: where it was read from (file name, "file.jsonl:12", "-"), for messages.
    """

    id: str
    text: str
    title: str | None = None
    date: date | None = None
    publisher: str | None = None
    author: str | None = None
    url: str | None = None
    language: str = "de"
    origin: str = ""
    offset_map: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of the article's text."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of the article, counted from 0."""

    index: int
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Terms:
    """What tells one proposal from another about the same concept.

    Attributes:
        duration: how long it is to last, in TimeML's notation ("P30D"), "" where nothing is said.
        scope: what it is limited to ("Energieanlagen"), "".
        about: IRIs of the actors and places that its words name, sorted: "NATO-Beitritt der Ukraine".
        process: IRI of the place whose conflict the article tells of, "" where it tells of none or of several.
    """

    duration: str = ""
    scope: str = ""
    about: tuple[str, ...] = ()
    process: str = ""

    def contradicts(self, other: Terms) -> str:
        """Name the term in which two proposals differ; "" where they can be one: what only one says contradicts nothing.

        >>> Terms(duration="P30D").contradicts(Terms(duration="P1Y")), Terms(duration="P30D").contradicts(Terms())
        ('duration', '')
        """
        for name in ("duration", "scope", "process"):
            if len({getattr(self, name), getattr(other, name)} - {""}) == 2:
                return name
        return "about" if self.about and other.about and not set(self.about) & set(other.about) else ""

    def joined(self, other: Terms) -> Terms:
        """Give all that two descriptions of one proposal say."""
        return Terms(
            duration=self.duration or other.duration,
            scope=self.scope or other.scope,
            about=tuple(sorted({*self.about, *other.about})),
            process=self.process or other.process,
        )


@dataclass(frozen=True, slots=True)
class Entity:
    """A thing that claims speak of, one IRI for all its mentions.

    Attributes:
        iri: absolute IRI; fixed for gazetteer entries, minted below the user's base for others.
        label: canonical German name.
        kind: actor, place, proposal, ...
        classes: local names of ontology classes, the most specific first, e.g. ("Person",) or ("Government",).
        wikidata: "Q…" where a source states it.
        concept: local name in the concept scheme (proposals, conditions), e.g. "ceasefire".
        gender: UD value of a person's grammatical gender ("Masc", "Fem"), for pronouns.
        number: "Sing" or "Plur" as the name is used in German ("die USA": Plur).
        terms: of a proposal, what tells it from others about its concept.
    """

    iri: str
    label: str
    kind: Kind
    classes: tuple[str, ...] = ()
    wikidata: str | None = None
    concept: str | None = None
    gender: str | None = None
    number: str = "Sing"
    terms: Terms | None = None


@dataclass(frozen=True, slots=True)
class Mention:
    """A place in a Doc where an entity is named.

    Attributes:
        start, end: token indices, end exclusive (the tokens that name it: title, role and name together).
        head: index of the syntactic head token.
        start_char, end_char: offsets in the text; narrower than the tokens for the part of a compound ("US-Vorschlag").
        entity: the reading in this place ("in Moskau" the city, "Moskau lehnt ab" the government).
        form: name, role, metonym, adjective, demonym, group, compound, pronoun or possessive.
        rule: readable name of the rule that found it.
    """

    start: int
    end: int
    head: int
    start_char: int
    end_char: int
    entity: Entity
    form: str
    rule: str


@dataclass(frozen=True, slots=True)
class Argument:
    """One argument of a clause.

    Attributes:
        slot: where it stands, in the lexicon's terms: "nsubj", "obj", "iobj", "ccomp", "xcomp", "obl:vor" (preposition),
            "nmod:gen", "nmod:nach", "poss" (possessive or preposed genitive), "amod" (nationality adjective),
            "compound" (a part of the predicate's own word), "agent" (von/durch in a passive).
        head: token index of its head.
        tokens: indices of all its tokens, ascending.
        span: offsets, given only where the argument is a part of a token.
    """

    slot: str
    head: int
    tokens: tuple[int, ...]
    span: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Clause:
    """A verbal, nominal or adjectival predicate with its arguments.

    Attributes:
        predicate: token index of the predicate.
        lemma: dictionary form with a separated prefix put back ("ablehnen").
        pos: "verb", "noun" or "adj".
        kind: how it is expressed: finite, infinitive, participle (attributive), nominal, compound.
        tokens: the predicate's own tokens (stem, prefix, auxiliaries left out), ascending.
        auxiliaries: token indices of auxiliaries, modals and copulas around it.
        arguments: in the order of the text; arguments inherited by control, coordination or a relative pronoun included.
        passive: whether the subject slot is the patient (the frame is then read with obj).
        parent: predicate index of the clause that it depends on, if any.
        link: the dependency to the parent ("ccomp", "advcl", "conj", "acl:relcl", "xcomp", …).
        mark: lower-case subordinating conjunction ("dass", "wenn", "ob"), if any.
        rules: readable names of the rules that built it.
    """

    predicate: int
    lemma: str
    pos: str
    kind: str
    tokens: tuple[int, ...]
    auxiliaries: tuple[int, ...] = ()
    arguments: tuple[Argument, ...] = ()
    passive: bool = False
    parent: int | None = None
    link: str = ""
    mark: str = ""
    rules: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Participant:
    """A subject, object, speaker, place or condition of a claim: the words and what they stand for.

    `start`/`end` enclose `text`, except that a participant inherited by a pronoun keeps the pronoun's place.
    """

    text: str
    start: int
    end: int
    entity: Entity


@dataclass(frozen=True, slots=True)
class Attribution:
    """One link of the chain of who says so, with the cue ("sagte", "laut") that shows it."""

    speaker: Participant
    cue: Span | None = None


@dataclass(frozen=True, slots=True)
class Quotation:
    """What somebody is reported to have said.

    Attributes:
        quote: the words, without quotation marks and frame.
        speaker: who said them; None where the article does not tell.
        cue: what shows it ("sagte", "laut").
        kind: "direct" within quotation marks, "indirect" in other words, "reported" where only the act of speech is named.
    """

    quote: Span
    speaker: Participant | None
    cue: Span | None
    kind: str


@dataclass(frozen=True, slots=True)
class Proposition:
    """An open triple: the words of a clause's subject, predicate and further arguments, as they stand in a sentence."""

    sentence: int
    subject: str
    predicate: str
    arguments: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """A time in the text with its TimeML-like value ("2025-03-11", "2025-W10", "P3W"), "" where it cannot be told."""

    text: str
    start: int
    end: int
    value: str


@dataclass(frozen=True, slots=True)
class Trigger:
    """The words that express the relation; discontinuous ones are joined with " … "."""

    text: str
    lemma: str
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Claim:
    """One subject-relation-object statement with its qualifiers and its evidence.

    Attributes:
        id: hash of document, evidence span, relation and arguments (see `graph.claims.identity`).
        document: id of the article.
        relation: one of the ontology's relations, e.g. "rejects".
        negated: the sentence denies the relation.
        attribution: from the outermost to the innermost speaker; `source` is the last of them.
        conditions: what the claim hangs on, as condition entities.
        on_behalf_of: organization in whose name the subject speaks, where a person has coded one.
        quote: the quotation that the claim stands in, if any.
        confidence: 0 to 1.
        rules: readable names of the rules that fired.
    """

    id: str
    document: str
    sentence: Sentence
    subject: Participant
    relation: str
    object: Participant
    trigger: Trigger
    negated: bool = False
    modality: Modality = Modality.ASSERTED
    attribution: tuple[Attribution, ...] = ()
    conditions: tuple[Participant, ...] = ()
    place: Participant | None = None
    time: TimeExpression | None = None
    quote: Span | None = None
    confidence: float = 0.5
    rules: tuple[str, ...] = ()
    on_behalf_of: Participant | None = None

    @property
    def source(self) -> Participant | None:
        """The innermost speaker, or None where the article itself says it."""
        return self.attribution[-1].speaker if self.attribution else None


@dataclass(frozen=True, slots=True)
class Run:
    """What made a set of claims: the three versions that are kept apart, and the pipeline's name.

    Claims that a person coded have the person's name as `coder`, and the program that was coded in as `model`.
    """

    software: str
    ontology: str
    model: str
    model_version: str
    coder: str | None = None


@dataclass(frozen=True, slots=True)
class Extraction:
    """Everything that was found in one article."""

    document: Document
    sentences: tuple[Sentence, ...]
    claims: tuple[Claim, ...]
    unmapped: tuple[str, ...] = field(default=())
