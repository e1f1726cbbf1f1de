"""What a picture shows: claims of a store, filtered, folded into edges, and cut to the strongest ones."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from difflib import get_close_matches

from graph.errors import QueryError
from graph.export.view_rows import Claims, Kinds, Row, read_claims
from graph.namespaces import ENT
from graph.query.names import find_concept, find_entity
from graph.rdf.relations import relations
from graph.store import Store

DEFAULT_LIMIT = 40
_LOOSE_PER_NODE = 25
_UNKNOWN = ("?", "other", 0)
_ONE_OFF_KINDS = ("statement", "other", "event")


@dataclass(frozen=True, slots=True)
class ViewFilter:
    """Which claims a picture shows.

    Attributes:
        actors: names or IRIs; only claims that have one of them as subject or object.
        relations: local names, e.g. "rejects"; only claims of these.
        concepts: local names or German names in the concept scheme; only claims whose object is about one of them.
        since, until: only claims of articles from and up to this day.
        limit: at most so many edges, the strongest first; None takes 40.
        everything: draw statements, and events and other things that a single claim names, too. Without it they stay in
            the panels of those who said them: each would add a node with a whole sentence for a name.
    """

    actors: tuple[str, ...] = ()
    relations: tuple[str, ...] = ()
    concepts: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None
    limit: int | None = None
    everything: bool = False


@dataclass(frozen=True, slots=True)
class Edge:
    """Claims that say the same: one subject, relation, polarity and object.

    Attributes:
        groups: for each claim, the number of the group of copies that it belongs to.
    """

    subject: str
    relation: str
    negated: bool
    object: str
    rows: tuple[Row, ...]
    groups: tuple[int, ...]

    @property
    def strength(self) -> int:
        """The number of independent claims."""
        return len(set(self.groups))


@dataclass(frozen=True, slots=True)
class Picture:
    """Everything that is drawn, in a fixed order.

    Attributes:
        nodes: IRI -> name, kind and number of claims.
        edges: what is drawn.
        loose: claims of drawn nodes that no edge shows, at most 25 a node.
        urls: article IRI -> web address.
        left_out: edges that fitted the filters and were cut by the limit.
    """

    nodes: Kinds
    edges: Sequence[Edge]
    loose: Sequence[Row]
    urls: Mapping[str, str]
    left_out: int = field(default=0)


def read_picture(store: Store, filters: ViewFilter) -> Picture:
    """Choose what is drawn.

    Raises:
        QueryError: an actor, relation or concept is unknown, or no claim is left.
    """
    claims = read_claims(store)
    kinds = claims.kinds
    rows = chosen_rows(claims, filters)
    folded = fold(rows)
    drawn = folded if filters.everything else [edge for edge in folded if not _one_off(edge, kinds)]
    degrees: dict[str, int] = defaultdict(int)
    for edge in drawn:
        degrees[edge.subject] += 1
        degrees[edge.object] += 1
    limit = DEFAULT_LIMIT if filters.limit is None else filters.limit
    ranked = sorted(drawn, key=lambda edge: _rank(edge, degrees))
    if not ranked:
        raise QueryError(
            store.name,
            "no claim fits the filters",
            "widen them, or see 'diplograph query actors' for what the store holds",
        )
    edges = ranked[:limit]
    ends = dict.fromkeys(iri for edge in edges for iri in (edge.subject, edge.object))
    nodes = {iri: kinds.get(iri, (iri, "other", 0)) for iri in sorted(ends, key=lambda iri: (-degrees[iri], iri))}
    return Picture(nodes, edges, _loose(rows, edges, nodes), claims.urls, len(ranked) - len(edges))


def chosen_rows(claims: Claims, filters: ViewFilter) -> list[Row]:
    """Give the claims that fit.

    Raises:
        QueryError: an actor, relation or concept is unknown.
    """
    labels = {iri: label for iri, (label, _, _) in claims.kinds.items()}
    known = {iri for iri, (_, kind, _) in claims.kinds.items() if kind == "actor"}
    actors = {iri for name in filters.actors for iri in find_entity(name, labels, where="actor", first=known)}
    wanted = {_known_relation(name) for name in filters.relations}
    concepts = {find_concept(name, where="concept") for name in filters.concepts}

    def fits(row: Row) -> bool:
        day = str(row.get("date", ""))
        return (
            (not actors or row["subject"] in actors or row["object"] in actors)
            and (not wanted or row["relation"] in wanted)
            and (not concepts or row.get("concept") in concepts)
            and (filters.since is None or day >= filters.since.isoformat())
            and (filters.until is None or "" < day <= filters.until.isoformat())
        )

    return [row for row in claims.rows if fits(row)]


def fold(rows: Iterable[Row]) -> list[Edge]:
    """Fold claims that say the same into edges, and tell which of them are copies of one text.

    A denied claim says the opposite, so it makes an edge of its own.
    """
    parallel: dict[tuple[str, str, bool, str], list[Row]] = defaultdict(list)
    for row in rows:
        key = str(row["subject"]), str(row["relation"]), bool(row["negated"]), str(row["object"])
        parallel[key].append(row)
    edges = []
    for (subject, relation, negated, obj), same in parallel.items():
        same.sort(
            key=lambda row: (
                str(row.get("date", "")),
                str(row["document"]),
                int(row["sentence_start"]),
                str(row["claim"]),
            )
        )
        edges.append(Edge(subject, relation, negated, obj, tuple(same), tuple(copy_groups(same))))
    return edges


def copy_groups(rows: Sequence[Row]) -> list[int]:
    """Number the independent reports among claims that say the same.

    One article is one report, however often it repeats itself; articles that share a sentence word for word copied it
    from one wire report and count as one, too.
    """
    group_of: dict[tuple[str, str], int] = {}
    groups: list[int] = []
    for row in rows:
        marks = ("article", str(row["article"])), ("text", " ".join(str(row["sentence"]).casefold().split()))
        known = sorted({group_of[mark] for mark in marks if mark in group_of})
        number = known[0] if known else len(groups)
        for old in known[1:]:
            group_of = {mark: number if group == old else group for mark, group in group_of.items()}
            groups = [number if group == old else group for group in groups]
        group_of.update(dict.fromkeys(marks, number))
        groups.append(number)
    return groups


def _rank(edge: Edge, degrees: Mapping[str, int]) -> tuple[object, ...]:
    """Strongest first.

    Among equals, stances come before neutral relations, ends that the gazetteer or the concept scheme knows before mere
    phrases, and edges that hold the picture together before others.
    """
    neutral = relations()[edge.relation].stance == 0
    about = any("concept" in row for row in edge.rows)
    vague = (not edge.subject.startswith(str(ENT))) + (not about and not edge.object.startswith(str(ENT)))
    ends = sorted((degrees[edge.subject], degrees[edge.object]))
    names = edge.subject, edge.relation, edge.object, edge.negated
    return -edge.strength, -len(edge.rows), neutral, vague, -ends[0], -ends[1], *names


def _one_off(edge: Edge, kinds: Kinds) -> bool:
    """Tell whether an edge leads to a statement, or to an event or other thing that only one claim names."""
    ends = (kinds.get(iri, _UNKNOWN) for iri in (edge.subject, edge.object))
    return any(kind == "statement" or (kind in _ONE_OFF_KINDS and claims < 2) for _, kind, claims in ends)


def _loose(rows: Iterable[Row], edges: Iterable[Edge], nodes: Mapping[str, object]) -> list[Row]:
    shown = {str(row["claim"]) for edge in edges for row in edge.rows}
    counts: dict[str, int] = defaultdict(int)
    loose = []
    for row in rows:
        ends = [str(row[end]) for end in ("subject", "object") if str(row[end]) in nodes]
        if str(row["claim"]) not in shown and any(counts[iri] < _LOOSE_PER_NODE for iri in ends):
            loose.append(row)
            for iri in dict.fromkeys(ends):
                counts[iri] += 1
    return loose


def _known_relation(name: str) -> str:
    local = name.removeprefix("dg:").strip().lower()
    if local not in relations():
        near = get_close_matches(local, list(relations()), n=3)
        remedy = f"did you mean {', '.join(near)}?" if near else f"relations are {', '.join(relations())}"
        raise QueryError(f"relation {name!r}", "is not a relation", remedy)
    return local
