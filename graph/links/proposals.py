"""Which proposals of several articles are one."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, field, replace
from datetime import date

from graph.gazetteer import Decision, load_concepts, name_key
from graph.links.read import Named
from graph.model import Terms

#: So many of the states that an article has as subjects most often are the setting of its proposals.
_SETTING = 3
#: A proposal that nobody reports of for longer is another one when it comes back.
MOST_DAYS = 30


@dataclass(slots=True)
class Cluster:
    """A proposal across articles.

    Attributes:
        members: by day, the first of them named first.
        reasons: for each member, why it was joined.
        parties: states and groups that take a side or that it is about.
        setting: these, and those that its articles tell of most.
    """

    concept: str
    members: list[Named] = field(default_factory=list)
    reasons: list[str] = field(default_factory=list)
    terms: Terms = field(default_factory=Terms)
    parties: set[str] = field(default_factory=set)
    setting: set[str] = field(default_factory=set)
    last: date | None = None


def cluster(
    named: Sequence[Named], home: Mapping[str, str], names: Mapping[str, str], decisions: Sequence[Decision] = ()
) -> list[Cluster]:
    """Join the proposals of several articles that are one.

    They must be about one concept, their terms must not contradict each other, not more than thirty days may lie
    between two reports. They must share a party, who takes a side or whom they are about, and beside it a duration, a
    conflict, whom they are about, or (but not under a mere heading such as "politische Ordnung") a second state among those that the articles tell of most. A user's decisions go before all this.

    Args:
        named: in the order of time.
        home: person, place or body -> its state.
        names: of parties, for the reasons.
        decisions: which names or IRIs of proposals mean one, and which do not.
    """
    first = _clusters(named, home, names, frozenset())
    if not decisions:
        return first
    apart = frozenset(
        pair
        for decision in decisions
        if not decision.same
        for one in _meant(decision.a, first)
        for other in _meant(decision.b, first)
        if one != other
        for pair in ((one, other), (other, one))
    )
    found = _clusters(named, home, names, apart) if apart else first
    for decision in decisions:
        if decision.same:
            _unite(found, _meant(decision.a, first) | _meant(decision.b, first), decision)
    return [entry for entry in found if entry.members]


def parties_of(named: Named, home: Mapping[str, str]) -> set[str]:
    """Give the states and groups that take a side or that the proposal is about; a person stands for its state."""
    spoken = [stance.subject for stance in named.stances]
    return {home.get(iri, iri) for iri in (*spoken, *named.terms.about)}


def setting_of(named: Named, home: Mapping[str, str]) -> set[str]:
    """Give a proposal's parties and the states that its article has as subjects most often."""
    counts: Counter[str] = Counter()
    for iri, claims in named.setting.items():
        counts[home.get(iri, iri)] += claims
    ranked = sorted(counts, key=lambda iri: (-counts[iri], iri))
    return {*parties_of(named, home), *ranked[:_SETTING]}


def _clusters(
    named: Sequence[Named], home: Mapping[str, str], names: Mapping[str, str], apart: Set[tuple[str, str]]
) -> list[Cluster]:
    found: list[Cluster] = []
    by_party: dict[tuple[str, str], list[Cluster]] = defaultdict(list)
    for one in named:
        parties = parties_of(one, home)
        candidates = {id(c): c for party in sorted(parties) for c in by_party[one.concept, party]}
        scored = [
            (score, -n, c) for n, c in enumerate(candidates.values()) if (score := _fit(one, parties, c, home, apart))
        ]
        if scored:
            score, _, chosen = max(scored, key=lambda entry: entry[:2])
            reason = _reason(one, parties, chosen, home, names)
        else:
            chosen, reason = Cluster(one.concept), ""
            found.append(chosen)
        _join(chosen, one, reason, _of_states(one.terms, home))
        chosen.parties |= parties
        chosen.setting |= setting_of(one, home)
        for party in parties:
            if not any(known is chosen for known in by_party[one.concept, party]):
                by_party[one.concept, party].append(chosen)
    return found


def _fit(
    one: Named, parties: Set[str], entry: Cluster, home: Mapping[str, str], apart: Set[tuple[str, str]]
) -> tuple[int, ...] | None:
    """Tell how well a proposal fits into a cluster, the greater the better; None where it does not."""
    days = _days(one.day, entry.last)
    if (days is not None and days > MOST_DAYS) or _of_states(one.terms, home).contradicts(entry.terms):
        return None
    if any((one.node, member.node) in apart for member in entry.members):
        return None
    if any(member.article == one.article for member in entry.members):
        return None
    shared = len(parties & entry.parties)
    around = len(setting_of(one, home) & entry.setting)
    alike = _alike(_of_states(one.terms, home), entry.terms)
    if not shared or not (alike or (around >= 2 and one.concept in load_concepts().broader)):
        return None
    return len(alike), shared, around, -(days if days is not None else MOST_DAYS)


def _of_states(terms: Terms, home: Mapping[str, str]) -> Terms:
    """Take towns and persons for their states, so that Kiew and Ukraine do not contradict each other."""
    return replace(terms, about=tuple(sorted({home.get(iri, iri) for iri in terms.about})))


def _alike(one: Terms, other: Terms) -> list[str]:
    found = ["duration"] if one.duration and one.duration == other.duration else []
    found += ["conflict"] if one.process and one.process == other.process else []
    found += ["about"] if set(one.about) & set(other.about) else []
    return found


def _days(one: date | None, other: date | None) -> int | None:
    return abs((one - other).days) if one is not None and other is not None else None


def _reason(one: Named, parties: Set[str], entry: Cluster, home: Mapping[str, str], names: Mapping[str, str]) -> str:
    shared = sorted(names.get(party, party.rpartition("/")[2]) for party in parties & entry.parties)
    alike = _alike(_of_states(one.terms, home), entry.terms)
    days = _days(one.day, entry.last)
    parts = [f"same concept {one.concept}", *(f"same {name}" for name in alike)]
    around = sorted(names.get(i, i.rpartition("/")[2]) for i in setting_of(one, home) & entry.setting - parties)
    parts.append(f"parties in common: {', '.join(shared)}")
    parts += [f"articles tell of {', '.join(around)}"] if around else []
    parts.append("no date" if days is None else f"{days} {'day' if days == 1 else 'days'} apart")
    return "; ".join(parts)


def _join(entry: Cluster, one: Named, reason: str, terms: Terms) -> None:
    entry.members.append(one)
    entry.reasons.append(reason)
    entry.terms = entry.terms.joined(terms)
    if one.day is not None:
        entry.last = max(one.day, entry.last) if entry.last is not None else one.day


def _meant(name: str, found: Sequence[Cluster]) -> frozenset[str]:
    """Give the proposals of articles that a name or an IRI of a decision means; that of a merged one means all in it."""
    key = name_key(name)
    return frozenset(
        member.node
        for entry in found
        for member in entry.members
        if name in (member.node, merged_iri(entry)) or name_key(member.label) == key
    )


def merged_iri(entry: Cluster) -> str:
    """Mint the IRI of a proposal across articles from that of the first article that has it."""
    first = min(entry.members, key=lambda member: (member.day or date.min, member.node))
    return first.node.replace("/proposal/", "/proposal/all-", 1)


def _unite(found: list[Cluster], nodes: Set[str], decision: Decision) -> None:
    """Join the clusters that a user says are one into the first of them."""
    meant = [entry for entry in found if any(member.node in nodes for member in entry.members)]
    for other in meant[1:]:
        for member in other.members:
            reason = f"decided by the user: {decision.a} = {decision.b}"
            _join(meant[0], member, reason, other.terms)
        other.members = []
