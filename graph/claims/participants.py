"""Arguments as participants: the words, and the entity that they stand for."""

from __future__ import annotations

import hashlib
import re
from dataclasses import replace

from spacy.tokens import Token

from graph.annotate import scheme
from graph.claims.context import Context
from graph.claims.labels import phrase_label
from graph.entities.concepts import concept_of
from graph.entities.link import mint_actor, within
from graph.ingest.durations import duration_of, duration_words
from graph.model import Argument, Entity, Kind, Mention, Participant

#: Gender and number of what a personal pronoun can stand for.
_AGREEMENT = {
    "ihn": (("Masc", "Sing"),),
    "ihm": (("Masc", "Sing"), ("Neut", "Sing")),
    "es": (("Neut", "Sing"),),
    "sie": (("Fem", "Sing"), ("Fem", "Plur"), ("Masc", "Plur"), ("Neut", "Plur")),
}
#: At most this many words of a content clause are quoted as a claim's object (the guidelines' "gist").
GIST_WORDS = 12

# Derivational suffixes of abstract nouns: what they form does not act.
_ABSTRACT = re.compile(r"(?:ung|heit|keit|tion|tät|ismus|nis|tum|enz|anz|age)$")
_KIND_OF_RELATION = {
    "states": Kind.STATEMENT,
    "agrees": Kind.AGREEMENT,
    "demands": Kind.CONDITION,
    "violates": Kind.AGREEMENT,
    "proposes": Kind.PROPOSAL,
    "accepts": Kind.PROPOSAL,
    "rejects": Kind.PROPOSAL,
    "considers": Kind.PROPOSAL,
    "supports": Kind.PROPOSAL,
}


def mention_of(context: Context, argument: Argument) -> Mention | None:
    """Give the entity mention that an argument's head belongs to, or the one within its part of a compound."""
    if argument.span is not None:
        start, end = argument.span
        parts = context.mentions.parts(argument.head)
        return next((m for m in parts if m.start_char < end and m.end_char > start), None)
    return context.mentions.at(argument.head) or _named_beside(context, argument.head)


def _named_beside(context: Context, head: int) -> Mention | None:
    """Take the name right behind a noun for it, or the actor that its adjective names.

    Sentence: "die Atommacht Russland" -> Russland; "iranische Raketen trafen das Schiff" -> Iran
    """
    noun = context.doc[head]
    for child in noun.children:
        if (
            child.i == head + 1
            and (scheme.is_apposition(child) or scheme.is_name_part(child))
            and (found := context.mentions.at(child.i))
        ):
            return found
    return None


def is_actor(context: Context, argument: Argument) -> bool:
    """Tell whether an argument names someone who can act: a person, a state, a body or a group."""
    mention = mention_of(context, argument)
    return mention is not None and mention.entity.kind is Kind.ACTOR


def can_act(context: Context, argument: Argument) -> bool:
    """Tell whether `actor` would read an argument as someone who acts."""
    mention = mention_of(context, argument)
    if mention is not None:
        return mention.entity.kind is Kind.ACTOR
    head = context.doc[argument.head]
    return argument.span is None and scheme.is_noun(head) and _may_act(context, head)


def actors(context: Context, argument: Argument) -> list[Participant]:
    """Read an argument as those who act: several where a plural pronoun takes up several ("Merz und Macron … Sie")."""
    members = context.mentions.members(argument.head) if argument.span is None else ()
    if len(members) > 1:
        return [_mentioned(context, m) for m in members if m.entity.kind is Kind.ACTOR]
    found = actor(context, argument)
    return [found] if found else []


def actor(context: Context, argument: Argument) -> Participant | None:
    """Read an argument as someone who acts.

    A common noun that the gazetteer does not know counts where it can be a person or a body; an abstract noun
    ("die Lage"), a clause and an unresolved pronoun do not. Without a name in its phrase it is somebody of this article.
    """
    if not can_act(context, argument):
        return None
    if mention := mention_of(context, argument):
        return _mentioned(context, mention)
    label = phrase_label(context.doc, argument.tokens, argument.head)
    start, end = _offsets(context, argument)
    entity = mint_actor(label, Kind.ACTOR, ("Group",), base=context.base)
    named = any(scheme.is_name(context.doc[i]) or context.mentions.at(i) for i in argument.tokens)
    if not named and not context.mentions.parts(argument.head):
        entity = within(entity, context.document.id)
    return Participant(context.document.text[start:end], start, end, entity)


def _may_act(context: Context, noun: Token) -> bool:
    """Tell whether an unknown noun may be someone who acts: no act, no abstract noun, no topic of the concept scheme."""
    lemma = noun.lemma_.lower()
    if context.lexicon.senses("noun", lemma) or concept_of(context.doc, noun.i, context.concepts):
        return False
    return not noun.is_space and _ABSTRACT.search(lemma) is None


def _mentioned(context: Context, mention: Mention) -> Participant:
    text = context.document.text[mention.start_char : mention.end_char]
    return Participant(text, mention.start_char, mention.end_char, mention.entity)


def thing(context: Context, argument: Argument, relation: str) -> Participant | None:
    """Read an argument as what a claim is about: an actor, a place, a proposal, an act, a content clause."""
    head = context.doc[argument.head]
    mention = mention_of(context, argument)
    if mention is not None and not _names_a_thing(context, argument, mention):
        return _mentioned(context, mention)
    if head.is_space:
        return None
    if mention is None and (scheme.is_pronoun(head) or scheme.pronominal_adverb(head)):
        points_back = scheme.is_demonstrative(head) or scheme.pronominal_adverb(head)
        if points_back:
            return _said_before(context, head, relation)
        noun = antecedent(context, head)
        if noun is None:
            return None
        known = thing(context, Argument("obj", noun.i, tuple(t.i for t in scheme.np_tokens(noun))), relation)
        return replace(known, text=head.text, start=head.idx, end=head.idx + len(head)) if known is not None else None
    start, end = _offsets(context, argument)
    if (argument.span is None and argument.slot in ("ccomp", "xcomp", "acl")) or scheme.is_clausal(head):
        return _content(context, argument, relation)
    label = (
        context.document.text[start:end] if argument.span else phrase_label(context.doc, argument.tokens, argument.head)
    )
    concept = None if argument.span and end == head.idx + len(head) else _concept(context, head)
    return Participant(context.document.text[start:end], start, end, object_entity(context, label, relation, concept))


def antecedent(context: Context, pronoun: Token) -> Token | None:
    """Find the thing that a personal pronoun stands for: the nearest object or subject before it that agrees.

    Sentence: "Moskau prüfte den Plan und lehnte ihn ab." -> Plan
    """
    agreement = _AGREEMENT.get(pronoun.lower_)
    if agreement is None:
        return None
    number = context.sentence_of[pronoun.i]
    first = context.sentences[max(0, number - 1)].start
    before = context.doc[first : pronoun.i]
    nouns = [t for t in before if scheme.is_noun(t) and not scheme.is_name(t) and context.mentions.at(t.i) is None]
    for noun in reversed(nouns):
        agrees = any(
            scheme.has_feature(noun, "Gender", gender) and scheme.has_feature(noun, "Number", count)
            for gender, count in agreement
        )
        if agrees and (scheme.is_object(noun) or scheme.is_subject(noun)):
            return noun
    return None


def _concept(context: Context, noun: Token) -> str | None:
    """Give what a noun is about; a word for a proposal is about what it proposes.

    Sentence: "der Vorschlag einer vollständigen Feuerpause" -> ceasefire
    """
    found = concept_of(context.doc, noun.i, context.concepts)
    if found is None and any(sense.relation == "proposes" for sense in context.lexicon.senses("noun", noun.lemma_)):
        inner = (concept_of(context.doc, child.i, context.concepts) for child in noun.children if scheme.is_noun(child))
        found = next((concept for concept in inner if concept is not None), None)
    return found


def _names_a_thing(context: Context, argument: Argument, mention: Mention) -> bool:
    """Tell whether a mention is only a modifier within the argument's own word ("US-Vorschlag")."""
    return argument.span is None and mention.form == "compound"


def _content(context: Context, argument: Argument, relation: str) -> Participant:
    """Give the gist of a content clause: its words without subordinate clauses, at most twelve."""
    tokens = [context.doc[i] for i in argument.tokens]
    tokens = [t for t in tokens if not _in_subclause(t, argument.head)][: GIST_WORDS + 6]
    words = [t for t in tokens if not scheme.is_punctuation(t)][:GIST_WORDS]
    if not words:
        words = [context.doc[argument.head]]
    label = " ".join(t.text for t in words)
    start, end = words[0].idx, words[-1].idx + len(words[-1])
    kind = _KIND_OF_RELATION.get(relation, Kind.STATEMENT)
    entity = Entity(mint(context, kind, label, local=True), label, kind, (kind.value.capitalize(),))
    return Participant(label, start, end, entity)


def _said_before(context: Context, pronoun: Token, relation: str) -> Participant | None:
    """Let "dies" stand for what the sentence before says. Sentence: "Dies lehnte Kiew ab." """
    number = context.sentence_of[pronoun.i]
    if number == 0:
        return None
    root = context.sentences[number - 1].root
    words = [t.text for t in scheme.clause_tokens(root) if not scheme.is_punctuation(t) and not t.is_space]
    label = " ".join(words[:GIST_WORDS])
    kind = _KIND_OF_RELATION.get(relation, Kind.STATEMENT)
    entity = Entity(mint(context, kind, label, local=True), label, kind, (kind.value.capitalize(),))
    return Participant(pronoun.text, pronoun.idx, pronoun.idx + len(pronoun), entity)


def _in_subclause(token: Token, head: int) -> bool:
    node = token
    while node.i != head and node.head.i != node.i:
        if scheme.is_relative_clause(node) or scheme.is_adverbial_clause(node):
            return True
        node = node.head
    return False


def object_entity(context: Context, label: str, relation: str, concept: str | None) -> Entity:
    """Make the entity of an object that no gazetteer knows.

    What the concept scheme knows is a proposal, told from others by its concept and its duration until all claims of
    the article are known (`graph.claims.proposals`); anything else stays within its article.
    """
    if concept is not None:
        duration = duration_of(label)
        iri = f"{context.base}proposal/{concept}" + (f"-{duration.lower()}" if duration else "")
        name = context.concepts.labels[concept] + (f" ({duration_words(duration)})" if duration else "")
        return Entity(iri, name, Kind.PROPOSAL, ("Proposal",), concept=concept)
    kind = _KIND_OF_RELATION.get(relation, Kind.EVENT)
    return Entity(mint(context, kind, label, local=True), label, kind, (kind.value.capitalize(),))


def mint(context: Context, kind: Kind, label: str, *, local: bool) -> str:
    """Make an IRI from a normalised label; a local one holds for this article alone."""
    key = f"{context.document.id if local else ''}|{kind}|{' '.join(label.casefold().split())}"
    return f"{context.base}{kind}/{hashlib.sha256(key.encode()).hexdigest()[:16]}"


def _offsets(context: Context, argument: Argument) -> tuple[int, int]:
    if argument.span is not None:
        return argument.span
    tokens = [context.doc[i] for i in argument.tokens] or [context.doc[argument.head]]
    return tokens[0].idx, tokens[-1].idx + len(tokens[-1])
