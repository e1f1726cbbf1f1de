"""Propositions: open subject-predicate-object triples of all clauses, in the words of the sentence."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from graph.annotate import scheme
from graph.annotate.parse import Token
from graph.claims.extract import Analysis
from graph.model import Argument, Clause, Proposition

_CLAUSAL = ("ccomp", "xcomp")
_OTHERS = ("iobj", "agent", "attr", "obl", *_CLAUSAL)
#: Adverbs of place and time, which stand for a phrase of the same kind ("dort" = "in Berlin").
_PLACE_AND_TIME = frozenset(
    (
        *("dort", "hier", "dorthin", "dabei", "daran", "darin", "überall", "nirgends", "gestern", "heute", "morgen"),
        *("vorgestern", "übermorgen", "derzeit", "zurzeit", "damals", "seitdem", "bisher", "bislang", "inzwischen"),
        *("danach", "zuvor", "später", "jetzt", "nun", "bald", "täglich", "jährlich", "kürzlich"),
    )
)


def find_propositions(analysis: Analysis) -> list[Proposition]:
    """Find the open triples of an article; several where subjects or objects are coordinated.

    Returns:
        Propositions in the order of their predicates; `sentence` counts from 0.

    Sentence: "Kiew lehnt den Plan ab." -> Kiew | lehnt ab | den Plan
    Sentence: "Die Stadt wurde von Rebellen besetzt." -> Die Stadt | wurde besetzt | von Rebellen
    Sentence: "Lawrow, der Außenminister, ist Diplomat." -> Lawrow | ist | Diplomat; Lawrow | ist | der Außenminister
    """
    found: list[tuple[int, Proposition]] = []
    for clause in analysis.context.clauses:
        if clause.kind == "predicative" and _has_copula(analysis, clause):
            found.extend((clause.predicate, p) for p in _copular(analysis, clause))
        elif clause.pos != "noun" and clause.kind != "predicative":
            found.extend((clause.predicate, p) for p in _verbal(analysis, clause))
    for token in analysis.context.doc:
        if scheme.is_apposition(token) and (proposition := _appositive(analysis, token)) is not None:
            found.append((token.i, proposition))
    unique = dict.fromkeys(proposition for _, proposition in sorted(found, key=lambda pair: pair[0]))
    return list(unique)


def _has_copula(analysis: Analysis, clause: Clause) -> bool:
    return scheme.has_copula(analysis.context.predicate(clause))


def _verbal(analysis: Analysis, clause: Clause) -> Iterator[Proposition]:
    """Give the triples of a verb: one an object, else one for each further argument.

    Sentence: "Er starb 1987 in London." -> Er | starb | 1987; Er | starb | in London
    """
    doc = analysis.context.doc
    fixed = _fixed(analysis, clause)
    arguments = [a for a in clause.arguments if a.head not in fixed and not _is_pronoun_slot(a)]
    subjects = [a for a in arguments if a.slot == ("obj" if clause.passive else "nsubj")]
    objects = [] if clause.passive else [a for a in arguments if a.slot == "obj"]
    if not subjects and "relative_antecedent" in clause.rules:
        # "die Konferenz, an der zwölf Staaten teilnehmen": a relative clause has a subject, whatever it was taken for.
        subjects, objects = objects, []
    others = [a for slot in _OTHERS for a in arguments if a.slot.split(":")[0] == slot]
    adverbs = [Argument("adv", t.i, (t.i,)) for t in _adverbs(doc[clause.predicate])]
    predicate = _predicate(analysis, clause, fixed)
    alone = [[a] for a in others] or [[a] for a in adverbs[:1]]
    rows = [[o, *others, *adverbs] for o in objects] if objects else alone
    for subject in subjects:
        for row in rows:
            yield _proposition(analysis, clause.predicate, subject, predicate, row)


def _copular(analysis: Analysis, clause: Clause) -> Iterator[Proposition]:
    """Give what a subject is said to be. Sentence: "Er ist nicht Minister." -> Er | ist nicht | Minister"""
    head = analysis.context.predicate(clause)
    own = {*clause.auxiliaries, *(t.i for t in head.children if scheme.is_negation(t))}
    words = [t.i for t in scheme.np_tokens(head) if t.i not in own and not scheme.is_negation(t)]
    before = [t.i for t in head.children if scheme.relation(t) == "case"]
    complement = Argument("attr", head.i, tuple(sorted({*before, *words})))
    others = [a for a in clause.arguments if a.slot.startswith("obl") and not set(a.tokens) <= set(words)]
    for subject in clause.arguments:
        if subject.slot == "nsubj":
            yield _proposition(analysis, head.i, subject, sorted(own), [complement, *others])


def _appositive(analysis: Analysis, token: Token) -> Proposition | None:
    """Give what a name is said to be beside a comma. Sentence: "Lawrow, der Außenminister, …" -> Lawrow | ist | der …"""
    head = token.head
    described = token.i > head.i and scheme.is_noun(head) and scheme.is_noun(token)
    parted = any(t.text in (",", "–", "(") for t in analysis.context.doc[head.i + 1 : token.i])
    if not described or not parted or not any(scheme.is_determiner(child) for child in token.children):
        return None
    subject = tuple(t.i for t in scheme.np_tokens(head) if t.i < token.left_edge.i)
    return Proposition(
        analysis.context.sentence_of[token.i],
        _words(analysis, subject),
        "ist",
        (_words(analysis, [t.i for t in scheme.np_tokens(token)]),),
    )


def _is_pronoun_slot(a: Argument) -> bool:
    return a.slot in ("refl", "expl")


def _fixed(analysis: Analysis, clause: Clause) -> tuple[int, ...]:
    """Give the words of an expression beside its verb; a noun with a determiner is an argument as others are.

    Sentence: "Der Vertrag trat in Kraft." -> Kraft; "Er will das Abkommen unterzeichnen." -> none
    """
    frame = analysis.frames.get(clause.predicate)
    if frame is None:
        return ()
    antecedents = {a.head for a in clause.arguments} if "relative_antecedent" in clause.rules else set()
    words = [analysis.context.doc[i] for i in frame.fixed if i not in antecedents]
    return tuple(word.i for word in words if not any(scheme.relation(child) == "det" for child in word.children))


def _adverbs(predicate: Token) -> Iterator[Token]:
    return (t for t in predicate.children if scheme.is_adverbial(t) and t.lower_ in _PLACE_AND_TIME)


def _predicate(analysis: Analysis, clause: Clause, fixed: Sequence[int]) -> list[int]:
    """Give the words of a predicate: verb, prefix, auxiliaries, negation, "sich", and the noun of an expression.

    An infinitive takes the verb that governs it: "versprach abzuziehen".
    """
    doc = analysis.context.doc
    verb = doc[clause.predicate]
    words = {*clause.tokens, *clause.auxiliaries}
    words.update(t.i for t in verb.children if scheme.is_negation(t) or scheme.is_reflexive(t))
    words.update(t.i for t in verb.children if scheme.is_infinitival_marker(t))
    for i in fixed:
        words.update(t.i for t in (*doc[i].children, doc[i]) if t.i == i or scheme.relation(t) in ("case", "det"))
    above = analysis.context.clauses.by_predicate.get(clause.parent) if clause.parent is not None else None
    if clause.kind == "infinitive" and "control" in clause.rules and above is not None:
        words.update(_predicate(analysis, above, _fixed(analysis, above)))
    return sorted(words)


def _proposition(
    analysis: Analysis, at: int, subject: Argument, predicate: Sequence[int], arguments: Sequence[Argument]
) -> Proposition:
    return Proposition(
        sentence=analysis.context.sentence_of[at],
        subject=_words(analysis, subject.tokens),
        predicate=_words(analysis, predicate),
        arguments=tuple(_phrase(analysis, a) for a in arguments),
    )


def _phrase(analysis: Analysis, a: Argument) -> str:
    """Give an argument with its preposition, which the slot names but the phrase leaves out."""
    doc = analysis.context.doc
    head = doc[a.head]
    first = _first_of_series(head)
    before = [t.i for t in first.children if scheme.relation(t) == "case" and a.slot.startswith(("obl:", "agent"))]
    phrase = _words(analysis, sorted({*before, *a.tokens}))
    # "die Konferenz, an der sie teilnehmen": the preposition stands before the pronoun.
    away = not before and a.slot.startswith("obl:") and not scheme.is_clausal(head)
    return f"{a.slot[4:]} {phrase}" if away and not scheme.pronominal_adverb(head) else phrase


def _first_of_series(token: Token) -> Token:
    """Give the first of coordinated phrases, whose preposition the others share ("gegen Kiew und Minsk")."""
    while scheme.is_conjunct(token) and token.head.i != token.i:
        token = token.head
    return token


def _words(analysis: Analysis, tokens: Sequence[int]) -> str:
    doc = analysis.context.doc
    return " ".join(doc[i].text for i in tokens if not doc[i].is_space)
