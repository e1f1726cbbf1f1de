"""Evaluations: what somebody is called or held for says whether the speaker condemns, fears or welcomes it."""

from __future__ import annotations

from dataclasses import replace

from graph.annotate import scheme
from graph.annotate.compounds import split_compound
from graph.annotate.parse import Token
from graph.claims.context import Context
from graph.claims.frame import Frame
from graph.entities.concepts import concept_of
from graph.lexicon import Sense
from graph.model import Argument

#: Whoever calls an act by a word for one of these condemns it ("nannte den Angriff ein Kriegsverbrechen").
_WRONGS = frozenset(("attacks", "violates", "captures"))
#: Where the word stands by which something is called or held.
_PLACES = ("attr", "obl:als", "obl:für", "xcomp", "ccomp")


def is_evaluative(sense: Sense) -> bool:
    """Tell whether a sense gives the view of whoever speaks, and not that of its grammatical subject."""
    return sense.pos in ("adjective", "noun") and "nsubj" not in sense.subject_slots and "nsubj" in sense.object_slots


def evaluated(context: Context, frame: Frame) -> Frame:
    """Give a statement the relation that its evaluation expresses.

    Sentence: "Er nannte die Zölle falsch." -> accuses; "Sie bezeichnete den Plan als Gefahr." -> fears
    Sentence: "Er sprach von einer unverantwortlichen Eskalation." -> accuses
    """
    if frame.sense.relation != "states" or not frame.sense.reporting or frame.clause.pos != "verb" or not frame.objects:
        return frame
    slot = frame.objects[0].slot
    if slot == "obl:von":
        words = [context.doc[a.head] for a in frame.objects]
    elif slot == "obj":
        frame, words = _called(context, frame)
    else:
        return frame
    relation = next((found for word in words if (found := _relation(context, frame, word))), "")
    if not relation:
        return frame
    sense = replace(frame.sense, relation=relation, reporting=False)
    return replace(frame, sense=sense, rules=(*frame.rules[:-2], "evaluation", *frame.rules[-2:]))


def _called(context: Context, frame: Frame) -> tuple[Frame, list[Token]]:
    """Part what is called something from what it is called; of two objects the second is the name.

    Sentence: "Er nannte den Beschluss einen fairen Kompromiss." -> Beschluss; Kompromiss
    """
    words = [context.doc[a.head] for a in frame.clause.arguments if a.slot in _PLACES]
    words = [word for word in words if not scheme.is_clausal(word)]
    objects = [a for a in frame.clause.arguments if a.slot == "obj"]
    groups: dict[int, list[Argument]] = {}
    for a in objects:
        token = context.doc[a.head]
        while scheme.is_conjunct(token):
            token = token.head
        groups.setdefault(token.i, []).append(a)
    if len(groups) != 2 or words:
        return frame, words
    named, names = groups.values()
    return replace(frame, objects=tuple(named)), [context.doc[a.head] for a in names]


def _relation(context: Context, frame: Frame, word: Token) -> str:
    """Give the relation that a word or one of the adjectives before it expresses."""
    if not scheme.is_noun(word):
        return _fitting(context, frame, _view(context, "adjective", word.lemma_, word.lower_))
    lemma = word.lemma_.lower()
    found = _view(context, "noun", lemma, split_compound(lemma)[-1])
    told = any(a.head == word.i for a in frame.objects)
    senses = context.lexicon.senses("noun", lemma) or context.lexicon.senses("noun", split_compound(lemma)[-1])
    if not found and not told and any(sense.relation in _WRONGS for sense in senses):
        found = "accuses"
    adjectives = [child for child in word.children if scheme.is_attributive_adjective(child)]
    views = (found, *(_view(context, "adjective", child.lemma_, child.lower_) for child in adjectives))
    return _fitting(context, frame, next(filter(None, views), ""))


def _view(context: Context, pos: str, *words: str) -> str:
    senses = (sense for word in words for sense in context.lexicon.senses(pos, word))
    return next((sense.relation for sense in senses if is_evaluative(sense)), "")


def _fitting(context: Context, frame: Frame, relation: str) -> str:
    """Let what is turned down be accused where it is no proposal.

    Sentence: "Er nannte den Plan inakzeptabel." -> rejects; "Er nannte die Worte inakzeptabel." -> accuses
    """
    if relation != "rejects":
        return relation
    heads = [context.doc[a.head] for a in frame.objects]
    put_forward = any(
        scheme.is_clausal(head)
        or concept_of(context.doc, head.i, context.concepts)
        or any(s.relation in ("proposes", "demands") for s in context.lexicon.senses("noun", head.lemma_))
        for head in heads
    )
    return "rejects" if put_forward else "accuses"
