"""The slots around a predicate, in the lexicon's terms ("obj", "obl:vor", "ccomp", …)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from graph.annotate import scheme
from graph.annotate.parse import Token, once
from graph.clauses.verbs import is_agent
from graph.model import Argument

#: Conjunctions of circumstances: a clause with one is no content, whatever the parser calls it.
_ADVERBIAL = frozenset(
    (
        "weil",
        "da",
        "wenn",
        "falls",
        "sofern",
        "obwohl",
        "obgleich",
        "während",
        "nachdem",
        "bevor",
        "ehe",
        "damit",
        "solange",
        "sobald",
        "seitdem",
        "indem",
    )
)


#: Pronominal adverbs that as often only link sentences ("Die USA dagegen fordern, dass …"): the clause stays a complement.
_LINKING = frozenset(("dagegen", "dabei", "damit", "danach", "daneben", "dadurch"))


def conjuncts(token: Token) -> Iterator[Token]:
    """Give a token and everything coordinated with it, in the order of the text.

    Sentence: "Kiew, Warschau und Riga lehnen ab." -> Kiew, Warschau, Riga
    """
    yield token
    for child in token.children:
        alike = scheme.is_nominal(child) == scheme.is_nominal(token)
        if scheme.is_conjunct(child) and child.i > token.i and alike and not _is_source(child):
            yield from conjuncts(child)
        elif scheme.is_name_part(child) and scheme.is_name(token):
            # "Anna Berg und Jan Tal": parsers may hang the second on the family name of the first.
            yield from (part for part in conjuncts(child) if part.i != child.i)


def argument(slot: str, head: Token, *, clausal: bool = False) -> Argument:
    """Make an argument of a phrase, or with `clausal` of a whole subordinate clause."""
    tokens = scheme.clause_tokens(head) if clausal else scheme.np_tokens(head)
    return Argument(slot=slot, head=head.i, tokens=tuple(token.i for token in tokens))


@once
def verb_arguments(predicate: Token, *, passive: bool) -> list[Argument]:
    """Collect the arguments that hang on a verb or on a predicative adjective or noun.

    Args:
        predicate: the head of the clause.
        passive: whether it is read as a passive; a passive subject takes the slot "obj".
    """
    found: list[Argument] = []
    children = [child for child in predicate.children if child.i != predicate.i]
    for child in children:
        found.extend(_slots_of(child, predicate, children, passive))
    if not any(a.slot in ("ccomp", "xcomp") for a in found):
        found.extend(argument("ccomp", clause, clausal=True) for clause in _misplaced_clauses(children))
    return sorted(found, key=lambda a: (a.head, a.slot))


def _is_source(token: Token) -> bool:
    """Tell whether what passes for a subject names who says so ("Der Armee zufolge …", "…, so die Armee")."""
    if scheme.preposition_of(token) in ("laut", "zufolge", "gemäß"):
        return True
    words = [child.i for child in (token, *token.children) if not scheme.is_punctuation(child)]
    first = min(words, default=0)  # a parse may call a lone sign of punctuation a subject
    return first > 0 and token.doc[first].lower_ == "so" and token.doc[first - 1].text == ","


def _slots_of(child: Token, predicate: Token, siblings: list[Token], passive: bool) -> Iterator[Argument]:
    if scheme.is_reflexive(child) and not scheme.preposition_of(child):
        yield Argument("refl", child.i, (child.i,))
    elif scheme.is_expletive(child):
        yield Argument("expl", child.i, (child.i,))
    elif is_before_colon(child) or (scheme.is_subject(child) and _is_source(child)):
        return
    elif scheme.is_subject(child):
        if scheme.is_clausal(child):
            yield argument("ccomp", child, clausal=True)
        else:
            yield from (argument("obj" if passive else "nsubj", part) for part in conjuncts(child))
    elif is_agent(child, passive=passive):
        yield from (argument("agent", part) for part in conjuncts(child))
    elif scheme.is_indirect_object(child):
        yield from (argument("iobj", part) for part in conjuncts(child))
    elif scheme.is_object(child):
        yield from (argument("obj", part) for part in conjuncts(child))
    elif scheme.is_oblique(child) and (not scheme.pronominal_adverb(child) or scheme.preposition_of(child)):
        preposition = scheme.preposition_of(child)
        if not preposition and _is_dative(child):
            yield from (argument("iobj", part) for part in conjuncts(child))
            return
        yield from (argument(f"obl:{preposition}" if preposition else "obl", part) for part in conjuncts(child))
    elif scheme.is_complement_clause(child) or scheme.is_open_complement(child):
        yield from _complement(child, siblings)
    elif preposition := scheme.pronominal_adverb(child):
        yield from _announced(child, preposition, siblings)


def _misplaced_clauses(children: list[Token]) -> Iterator[Token]:
    """Give "dass" clauses that were attached to the subject before them, which cannot take one.

    Sentence: "Es hoffen viele Menschen, dass der Krieg endet." with endet on Menschen
    """
    for child in children:
        if scheme.is_subject(child) and scheme.is_noun(child):
            for clause in child.children:
                if scheme.is_clausal(clause) and scheme.subordinator_of(clause) == "dass":
                    yield clause


def _is_dative(token: Token) -> bool:
    """Tell whether a nominal without preposition is a dative, by its form or that of its article.

    Sentence: "Dem Plan erteilte er eine Absage." (Plan); "Das Amt widersprach Trumps Aussagen." (Aussagen)
    """
    return scheme.has_feature(token, "Case", "Dat") or any(
        scheme.is_determiner(child) and (child.lower_ in ("dem", "einem") or scheme.has_feature(child, "Case", "Dat"))
        for child in token.children
    )


def is_headline_speaker(token: Token) -> bool:
    """Tell whether a name before a colon says the rest of a headline. Sentence: "Lawrow: Russland lehnt ab" (Lawrow)"""
    return scheme.is_name(token) and is_before_colon(token)


def is_before_colon(token: Token) -> bool:
    """Tell whether what passes for a subject only heads its sentence. Sentence: "Zeitung: Moskau lehnt ab" (Zeitung)"""
    behind = token.right_edge.i + 1
    return (
        scheme.is_noun(token)
        and not any(scheme.is_determiner(child) for child in token.children)
        and token.i < token.head.i
        and behind < len(token.doc)
        and token.doc[behind].text == ":"
        and token.left_edge.i == token.sent.start
        and any(scheme.is_subject(sibling) and sibling.i > token.i for sibling in token.head.children)
    )


def _complement(child: Token, siblings: list[Token]) -> Iterator[Argument]:
    """Sort a complement into clause, infinitive or predicative, unless a "dafür, dass" announces it."""
    if any(_announces(sibling, child) for sibling in siblings) or scheme.subordinator_of(child) in _ADVERBIAL:
        return
    slot = "xcomp" if scheme.is_infinitival(child) and not scheme.subordinator_of(child) else "ccomp"
    if scheme.is_open_complement(child) and (
        not scheme.is_verb(child) or (scheme.is_participle(child) and scheme.finite_verb(child) is None)
    ):
        preposition = scheme.preposition_of(child)
        yield argument(f"obl:{preposition}" if preposition else "attr", child)
        return
    yield from _clauses(slot, child)


def _clauses(slot: str, head: Token) -> Iterator[Argument]:
    """Give a clause and those coordinated with it, each with its own words.

    Sentence: "Er rief dazu auf, die Waffen niederzulegen und rasch zu verhandeln." -> two
    """
    for part in conjuncts(head):
        whole = argument(slot, part, clausal=True)
        others = [child for child in part.children if scheme.is_conjunct(child) and scheme.is_clausal(child)]
        end = min((child.left_edge.i for child in others), default=len(head.doc))
        if others and scheme.is_coordinator(head.doc[end - 1]):
            end -= 1
        yield replace(whole, tokens=tuple(i for i in whole.tokens if i < end))


def _announces(adverb: Token, clause: Token) -> bool:
    """Tell whether an adverb stands for the clause behind it ("darauf, dass"); a mere adjective is no clause."""
    if not scheme.is_clausal(clause):
        return False
    between = adverb.doc[adverb.i + 1 : clause.left_edge.i]
    apart = any(not scheme.is_punctuation(word) and not scheme.is_verb_particle(word) for word in between)
    if adverb.lower_ in _LINKING and apart:
        return False
    return bool(scheme.pronominal_adverb(adverb)) and adverb.i < clause.i


def _announced(adverb: Token, preposition: str, siblings: list[Token]) -> Iterator[Argument]:
    """Read "dafür" and its clause as one prepositional argument.

    Sentence: "Er drohte damit, die Hilfe einzustellen." -> obl:mit = die Hilfe einzustellen
    """
    clauses = [
        child
        for child in (*adverb.children, *siblings)
        if child.i > adverb.i and scheme.is_clausal(child) and not scheme.is_relative_clause(child)
    ]
    clauses = [child for child in clauses if child.head.i == adverb.i or not scheme.is_conjunct(child)]
    if clauses:
        yield from _clauses(f"obl:{preposition}", clauses[0])
    else:
        yield Argument(f"obl:{preposition}", adverb.i, (adverb.i,))
