"""Changes of stance, and articles that print one text."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations, pairwise

from graph.links.read import Stance

#: Shorter sentences ("Das teilte die Polizei mit.") are alike by chance.
_SHORTEST = 40
#: A sentence in more articles than this is a formula of the trade.
_MOST_ARTICLES = 50
_LEAST_SENTENCES = 2


@dataclass(frozen=True, slots=True)
class Change:
    """Two claims, one after the other, in which an actor takes opposite stances on one proposal."""

    earlier: Stance
    later: Stance


def changes(stances: Iterable[Stance]) -> Iterator[Change]:
    """Find where an actor turns round: asserted claims of its own or the article's with opposite stances on one proposal.

    Args:
        stances: their proposals are those across articles.
    """
    told: dict[tuple[str, str], list[Stance]] = defaultdict(list)
    for stance in stances:
        if stance.own and stance.value and stance.day:
            told[stance.subject, stance.proposal].append(stance)
    for key in sorted(told):
        ordered = sorted(told[key])
        for earlier, later in pairwise(ordered):
            if earlier.value == -later.value and earlier.day < later.day:
                yield Change(earlier, later)


def copies(sentences: Mapping[str, set[str]]) -> list[tuple[str, str, int]]:
    """Find the articles that have sentences in common word for word, with the number of these.

    Args:
        sentences: article -> the sentences that its claims stand in.
    """
    articles: dict[str, list[str]] = defaultdict(list)
    for article in sorted(sentences):
        for text in sentences[article]:
            if len(text) >= _SHORTEST:
                articles[text].append(article)
    shared: Counter[tuple[str, str]] = Counter()
    for members in articles.values():
        if len(members) <= _MOST_ARTICLES:
            shared.update(combinations(members, 2))
    return sorted((one, other, n) for (one, other), n in shared.items() if n >= _LEAST_SENTENCES)
