"""Which entity or concept a name means that a user has typed."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from difflib import get_close_matches

from graph.errors import QueryError
from graph.gazetteer import load_concepts

_MOST_TOLD = 5


def find_entity(name: str, labels: Mapping[str, str], *, where: str, first: Collection[str] = ()) -> list[str]:
    """Find who is meant: an IRI, a whole name, or a word that stands in only one name ("Uschakow").

    Args:
        name: what the user has typed.
        labels: IRI -> name.
        where: what an error is told of.
        first: IRIs that go before others: where a word stands in a name of theirs, it means none of the others.

    Returns:
        The IRIs that bear the name, sorted.

    Raises:
        QueryError: nobody or several are called so; the nearest names are told.
    """
    if name in labels:
        return [name]
    folded = name.strip().casefold()
    same = sorted(iri for iri, label in labels.items() if label.casefold() == folded)
    if same:
        return same
    word = re.compile(rf"(?<!\w){re.escape(folded)}(?!\w)")
    bearers = [iri for iri, label in labels.items() if folded and word.search(label.casefold())]
    bearers = [iri for iri in bearers if iri in first] or bearers
    partial = sorted({labels[iri] for iri in bearers})
    if len(partial) == 1:
        return sorted(bearers)
    known = [label for iri, label in labels.items() if iri in first]
    near = partial[:_MOST_TOLD] or _nearest(folded, known) or _nearest(folded, labels.values())
    what = f"{name!r} fits several names" if partial else f"nothing in the store is called {name!r}"
    remedy = f"did you mean {', '.join(near)}?" if near else "'diplograph query actors' lists the names"
    raise QueryError(where, what, remedy)


def find_concept(name: str, *, where: str) -> str:
    """Find the concept that is meant, by its local name or by its name in the concept scheme, and give its local name.

    Raises:
        QueryError: none is called so; the nearest names are told.
    """
    labels = load_concepts().labels
    by_name = {label.casefold(): local for local, label in sorted(labels.items(), reverse=True)} | {
        local: local for local in labels
    }
    found = by_name.get(name.strip().casefold())
    if found is None:
        near = get_close_matches(name.casefold(), sorted(by_name), n=_MOST_TOLD, cutoff=0.5)
        remedy = f"did you mean {', '.join(near)}?" if near else "'diplograph query concepts' lists those of a store"
        raise QueryError(where, f"{name!r} is not in the concept scheme", remedy)
    return found


def _nearest(word: str, labels: Iterable[str]) -> list[str]:
    """Give up to five names that look like a word, or one of whose words does ("Putn" -> Wladimir Putin)."""
    called: dict[str, list[str]] = defaultdict(list)
    for label in sorted(set(labels)):
        for name in {label.casefold(), *label.casefold().split()}:
            called[name].append(label)
    near = get_close_matches(word, sorted(called), n=_MOST_TOLD, cutoff=0.6)
    found = (label for name in near for label in called[name])
    return list(dict.fromkeys(found))[:_MOST_TOLD]
