"""Applies a user's decisions on which names mean one actor and which mean two."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from graph.entities.link import mint_actor
from graph.gazetteer import Decision, Gazetteer, name_key
from graph.model import Entity, Mention


def decide(mentions: Sequence[Mention], text: str, gazetteer: Gazetteer, base: str) -> list[Mention]:
    """Give the mentions with the entities that the user wants them to have.

    Args:
        mentions: what was found, pronouns not yet resolved, so that they follow.
        text: the article's.
        base: IRI that entities unknown to the gazetteer stand below.

    Sentence: "Ryan Air klagt." and "Ryanair klagt." (one actor, where the user says so)
    """
    return [_decided(mention, text, gazetteer, base) for mention in mentions]


def _decided(mention: Mention, text: str, gazetteer: Gazetteer, base: str) -> Mention:
    words = name_key(text[mention.start_char : mention.end_char])
    for decision in gazetteer.decisions:
        if decision.same and (_is(mention.entity, decision.a) or _is(mention.entity, decision.b)):
            return replace(mention, entity=_canonical(decision.a, mention.entity, gazetteer, base))
        if not decision.same:
            own = _own_name(mention, words, decision)
            if own:
                return replace(mention, entity=_minted(own, mention.entity, base))
    return mention


def _is(entity: Entity, name: str) -> bool:
    return entity.iri == name or name_key(entity.label) == name_key(name)


def _own_name(mention: Mention, words: tuple[str, ...], decision: Decision) -> str:
    """Give the name of a mention that was wrongly taken for the actor of the other one; "" where it was not."""
    for own, other in ((decision.a, decision.b), (decision.b, decision.a)):
        if _is(mention.entity, other) and _ends(words, own) and not _ends(words, other):
            return own
    return ""


def _ends(words: tuple[str, ...], name: str) -> bool:
    tail = name_key(name)
    return words[-len(tail) :] == tail


def _canonical(name: str, entity: Entity, gazetteer: Gazetteer, base: str) -> Entity:
    """Give the entity of a name that all its spellings shall have: the gazetteer's, else one made from the name."""
    if name in gazetteer.entities:
        return gazetteer.entities[name]
    return gazetteer.known(name) or _minted(name, entity, base)


def _minted(name: str, entity: Entity, base: str) -> Entity:
    return mint_actor(
        name, entity.kind, entity.classes, base=base, gender=entity.gender, number=entity.number, named=False
    )
