"""What speaks for and against a candidate claim, as names of features for the model in `confidence`.

Some of it lies in the claim itself (its relation, where its subject and object stand), some in its sentence: how many other
candidates it has, and whether one of them says nearly the same.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from graph.annotate import scheme
from graph.claims.context import Context
from graph.claims.frame import Frame
from graph.claims.participants import mention_of
from graph.model import Argument, Claim, Kind

#: A claim as the rules found it, with the frame it comes from, narrowed to its subject and object.
Candidate = tuple[Frame, Claim]

_QUOTES = "“”«»’ "
_DISTANCES = (1, 3, 6, 10, 20)


def evidence(context: Context, candidates: Sequence[Candidate]) -> list[list[str]]:
    """Name what is known of each of an article's candidates.

    Returns:
        For each candidate the names of its features, none twice.
    """
    in_sentence: dict[int, list[Candidate]] = defaultdict(list)
    for candidate in candidates:
        in_sentence[candidate[1].sentence.index].append(candidate)
    found = []
    for frame, claim in candidates:
        names = [
            *_of_predicate(context, frame, claim.relation),
            *_of_subject(context, frame, claim),
            *_of_object(context, frame, claim),
            *_of_reading(context, frame, claim),
            *_of_sentence(claim),
            *_of_rivals(frame, claim, in_sentence[claim.sentence.index]),
        ]
        found.append(list(dict.fromkeys(names)))
    return found


def _of_predicate(context: Context, frame: Frame, relation: str) -> Iterator[str]:
    """Say which word expresses the relation, and how its clause is built."""
    clause, predicate = frame.clause, context.predicate(frame.clause)
    finite = scheme.finite_verb(predicate) if clause.pos != "noun" else None
    link = clause.link.split(":")[0]
    yield f"relation={relation}"
    yield f"sense={frame.sense.id}"
    yield f"predicate={clause.pos}/{clause.kind}"
    yield f"link={link}"
    yield f"mark={clause.mark}"
    yield f"passive={clause.passive}"
    yield f"mood={scheme.subjunctive(finite) if finite is not None else ''}"
    yield f"past={finite is not None and scheme.is_past(finite)}"
    yield f"slots={'+'.join(sorted({a.slot.split(':')[0] for a in clause.arguments}))}"
    yield f"relation+kind={relation}/{clause.kind}"
    yield f"relation+link={relation}/{link}"
    yield f"above={_above(context, frame)}"
    yield from (f"rule={rule}" for rule in clause.rules)


def _above(context: Context, frame: Frame) -> str:
    """Give the relation of the nearest predicate above, or how the clause stands."""
    for outer in context.clauses.above(frame.clause):
        if context.lexicon.qualifier("verb", outer.lemma) == "possible":
            continue  # "scheint zu unterstützen": the verb above only shades it
        above = context.matched.get((outer.predicate, outer.pos))
        return f"{frame.clause.kind}<{above.sense.relation if above else outer.pos}"
    return "main"


def _of_subject(context: Context, frame: Frame, claim: Claim) -> Iterator[str]:
    slot = frame.rules[-2].removeprefix("subject:") if len(frame.rules) > 1 else ""
    mention = mention_of(context, frame.subjects[0]) if frame.subjects else None
    form = mention.form if mention else "noun"
    yield f"subject={slot}"
    yield f"subject.form={form}"
    yield f"subject.class={(claim.subject.entity.classes or ('none',))[0]}"
    yield f"subject.distance={_distance(context, frame, frame.subjects)}"
    yield f"relation+subject={claim.relation}/{slot.split(':')[0]}"
    yield f"relation+subject.form={claim.relation}/{form}"


def _of_object(context: Context, frame: Frame, claim: Claim) -> Iterator[str]:
    entity = claim.object.entity
    slot = frame.rules[-1].removeprefix("object:").split(":")[0]
    mention = mention_of(context, frame.objects[0]) if frame.objects else None
    head = context.doc[frame.objects[0].head if frame.objects else frame.clause.predicate]
    words = min(5, len(entity.label.split()))
    yield f"object={slot}"
    yield f"object.kind={entity.kind}"
    yield f"object.form={mention.form if mention else 'none'}"
    yield f"object.class={(entity.classes or ('none',))[0]}"
    yield f"object.concept={entity.concept is not None}"
    yield f"object.link={scheme.relation(head)}"
    yield f"object.article={next((c.lower_ for c in head.children if scheme.is_determiner(c)), '')}"
    yield f"object.distance={_distance(context, frame, frame.objects)}"
    yield f"object+kind={slot}/{entity.kind}"
    yield f"relation+object={claim.relation}/{slot}"
    yield f"relation+object.kind={claim.relation}/{entity.kind}"
    yield f"relation+object.words={claim.relation}/{words}"
    if entity.kind is not Kind.ACTOR:
        yield f"object.words={words}"


def _distance(context: Context, frame: Frame, arguments: Sequence[Argument]) -> str:
    """Say how far an argument is from its predicate, and on which side; in another sentence, how many sentences."""
    here, there = frame.clause.predicate, arguments[0].head if arguments else frame.clause.predicate
    sentences = context.sentence_of[here] - context.sentence_of[there]
    if sentences:
        return f"{sentences} sentences"
    reach = next((str(limit) for limit in _DISTANCES if abs(here - there) <= limit), "more")
    return "same" if here == there else f"{'before' if there < here else 'behind'} {reach}"


def _of_reading(context: Context, frame: Frame, claim: Claim) -> Iterator[str]:
    """Say how certain the claim is put, and by whom."""
    quoted = claim.quote is not None
    yield f"modality={claim.modality}"
    yield f"negated={claim.negated}"
    yield f"source={claim.source is not None}"
    yield f"quote={quoted}"
    yield f"relation+modality={claim.relation}/{claim.modality}"
    yield f"relation+negated={claim.relation}/{claim.negated}"
    yield f"relation+quote={claim.relation}/{quoted}"


def _of_sentence(claim: Claim) -> Iterator[str]:
    text = claim.sentence.text.rstrip(_QUOTES)
    yield f"headline={not text.endswith(('.', '!', '?', ':'))}"
    yield f"question={text.endswith('?')}"
    yield f"sentence.length={min(8, len(text.split()) // 5)}"
    yield f"sentence.number={min(4, claim.sentence.index)}"


def _of_rivals(frame: Frame, claim: Claim, others: Sequence[Candidate]) -> Iterator[str]:
    """Compare a candidate with the others of its sentence."""
    here, who, what = frame.clause.predicate, claim.subject.entity.iri, claim.object.entity.iri
    counts: Counter[str] = Counter()
    for other, rival in others:
        same_place, same_subject = other.clause.predicate == here, rival.subject.entity.iri == who
        counts["before"] += other.clause.predicate < here
        counts["mates"] += same_place and other.sense == frame.sense
        counts["same subject"] += same_subject and not same_place
        counts["same act"] += same_subject and not same_place and rival.relation == claim.relation
        counts["swapped"] += rival.subject.entity.iri == what and rival.object.entity.iri == who
    yield f"rivals={min(5, len(others))}"
    yield f"triggers={min(4, len({other.clause.predicate for other, _ in others}))}"
    for name, count in sorted(counts.items()):
        yield f"{name}={min(3, count)}"
    for name in ("mates", "same act", "swapped"):
        yield f"relation+{name}={claim.relation}/{min(3, counts[name])}"
