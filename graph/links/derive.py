"""Makes the graph of links from the articles' graphs and puts it into the store."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from rdflib import Literal, URIRef
from rdflib.namespace import PROV, RDF, SKOS, XSD

from graph.gazetteer import Decision, Gazetteer, load_concepts
from graph.ingest.durations import duration_words
from graph.links.edges import edges
from graph.links.proposals import Cluster, cluster, merged_iri
from graph.links.read import Reading, Stated, read_proposals, read_repeated, read_sentences
from graph.links.stances import changes, copies
from graph.namespaces import CON, DG
from graph.rdf import Quad
from graph.rdf.evidence import Triple
from graph.rdf.iris import digest, plain, spoken
from graph.store import Store


def links_iri(base: str) -> URIRef:
    """Name the graph of links below a base."""
    return URIRef(f"{base}links")


def refresh(store: Store, gazetteer: Gazetteer, *, base: str, changed: bool) -> int:
    """Make the graph of links anew where articles or the user's decisions have changed, or where it is missing.

    Args:
        store: what to read and to write.
        gazetteer: whose state a person stands for, and the user's decisions.
        base: start of all minted IRIs.
        changed: an article was added, replaced or removed.

    Returns:
        How many proposals stand in more than one article; 0 where nothing had to be made.
    """
    name = links_iri(base)
    held = {str(row[0]) for row in store.select(_DECISIONS % name)}
    if not changed and held == {_decisions_text(gazetteer.decisions)}:
        return 0
    triples = derive(store, gazetteer, base=base)
    store.replace(name, (_quad(triple, name) for triple in triples))
    reports = Counter(o for _, p, o in triples if p == DG.mergedInto)
    return sum(1 for count in reports.values() if count > 1)


def forget(store: Store, *, base: str, also: Sequence[Decision] = ()) -> None:
    """Take the graph of links away before articles change.

    A run that is killed between its articles and their links would otherwise leave the links of the articles as they
    were, and the next one would find nothing changed; so it finds none, and makes them. The user's decisions stay, as
    they may stand nowhere else, beside an empty text that says that they are not carried out.

    Args:
        store: what to write.
        base: start of all minted IRIs.
        also: decisions that are kept beside those that the graph was made with.
    """
    name = links_iri(base)
    held = {str(row[0]) for row in store.select(_DECISIONS % name)} - {""}
    held |= {_decisions_text(also)} - {""}
    if held:
        store.replace(name, (_quad((name, DG.decisions, plain(text)), name) for text in sorted(held | {""})))
    else:
        store.remove(name)


def relink(
    store: Store,
    gazetteer: Gazetteer,
    *,
    base: str,
    without: Iterable[URIRef] = (),
    also: Iterable[Decision] | None = None,
) -> None:
    """Make the graph of links anew with the decisions that it was made with, unless others are given.

    Args:
        store: what to read and to write.
        gazetteer: whose state a person stands for, and the user's decisions.
        base: start of all minted IRIs.
        without: graphs of articles that are taken away before.
        also: decisions that hold beside those that the graph was made with; both then in the order of their names.
    """
    if not gazetteer.decisions:
        decisions = held_decisions(store, base)
        if also is not None:
            decisions = tuple(sorted({*also, *decisions}, key=lambda decision: (decision.a, decision.b, decision.same)))
        gazetteer = replace(gazetteer, decisions=decisions)
    forget(store, base=base)
    store.replace_many((graph, ()) for graph in without)  # in one transaction
    refresh(store, gazetteer, base=base, changed=True)


def is_linked(store: Store, base: str) -> bool:
    """Tell whether the graph of links is made; it is not after `forget`, nor where there is nothing to link."""
    return len(store.select(_DECISIONS % links_iri(base))) == 1


def held_decisions(store: Store, base: str) -> tuple[Decision, ...]:
    """Give the decisions that the graph of links was made with."""
    held = "".join(sorted(str(row[0]) for row in store.select(_DECISIONS % links_iri(base))))
    return tuple(Decision(a, b, word == "same") for a, b, word in csv.reader(io.StringIO(held)))


_DECISIONS = "SELECT ?text WHERE { GRAPH <%s> { ?g <https://w3id.org/diplograph/ontology#decisions> ?text } }"


def derive(store: Store, gazetteer: Gazetteer, *, base: str) -> list[Triple]:
    """Give what belongs together across the articles of a store, the same triples for the same articles."""
    triples = list(_derived(store, gazetteer, base))
    if triples or gazetteer.decisions:
        triples.append((links_iri(base), DG.decisions, plain(_decisions_text(gazetteer.decisions))))
    return triples


def _derived(store: Store, gazetteer: Gazetteer, base: str) -> Iterator[Triple]:
    reading = read_proposals(store)
    names = {iri: entity.label for iri, entity in gazetteer.entities.items()} | reading.names
    found = cluster(reading.proposals, gazetteer.home, names, gazetteer.decisions)
    merged = {member.node: merged_iri(entry) for entry in found for member in entry.members}
    for entry in found:
        yield from _proposal(entry, names)
        yield from _same(entry, base)
    for condition, node in reading.conditions:
        yield URIRef(condition), DG.conditionOf, URIRef(merged[node])
    yield from _changes(reading, merged, names, base)
    yield from _edges(read_repeated(store), reading, merged, base)
    for one, other, count in copies(read_sentences(store)):
        reason = f"{count} sentences word for word"
        yield from _link(DG.TextCopy, (one, other), (one, other), reason, base)


def _proposal(entry: Cluster, names: Mapping[str, str]) -> Iterator[Triple]:
    """Describe a proposal across articles: its name, concept and terms, and who made it."""
    node, terms = URIRef(merged_iri(entry)), entry.terms
    yield node, RDF.type, DG.Proposal
    yield node, SKOS.prefLabel, spoken(_label(entry, names))
    yield node, DG.concept, CON[entry.concept]
    if terms.duration:
        yield node, DG.duration, plain(terms.duration)
    if terms.scope:
        yield node, DG.scope, spoken(terms.scope)
    if terms.process:
        yield node, DG.process, URIRef(terms.process)
    for iri in terms.about:
        yield node, DG.about, URIRef(iri)
    stances = [stance for member in entry.members for stance in member.stances]
    for iri in sorted({s.subject for s in stances if s.relation == "proposes" and s.own and not s.negated}):
        yield node, DG.proposer, URIRef(iri)
    for member in entry.members:
        yield URIRef(member.node), DG.mergedInto, node


def _label(entry: Cluster, names: Mapping[str, str]) -> str:
    """Name a proposal by its concept and, in brackets, by what tells it from others about this concept."""
    terms = entry.terms
    limits = [duration_words(terms.duration)] if terms.duration else []
    limits += [terms.scope] if terms.scope else []
    places = list(terms.about[:2]) or [terms.process]
    limits += [names[iri] for iri in places if iri in names]
    return load_concepts().labels.get(entry.concept, entry.concept) + (f" ({', '.join(limits)})" if limits else "")


def _same(entry: Cluster, base: str) -> Iterator[Triple]:
    """Explain why an article's proposal is that of others."""
    merged = merged_iri(entry)
    for member, reason in zip(entry.members, entry.reasons, strict=True):
        if reason:
            yield from _link(DG.SameProposal, (member.node, merged), (member.article,), reason, base)


def _changes(reading: Reading, merged: Mapping[str, str], names: Mapping[str, str], base: str) -> Iterator[Triple]:
    labels = {member.node: member.label for member in reading.proposals}
    told = [replace(s, proposal=merged[s.proposal]) for named in reading.proposals for s in named.stances]
    named = {merged[node]: label for node, label in sorted(labels.items(), reverse=True)}
    for change in changes(told):
        pair = change.earlier, change.later
        words = ", ".join(f"{'not ' * s.negated}{s.relation} {s.day}" for s in pair)
        reason = f"{names.get(pair[0].subject, pair[0].subject)}, {named[pair[0].proposal]}: {words}"
        claims = (pair[0].claim, pair[1].claim)
        node = _link_iri(DG.StanceChange, claims, base)
        yield from _link(DG.StanceChange, claims, (), reason, base)
        yield node, DG.earlier, URIRef(claims[0])
        yield node, DG.later, URIRef(claims[1])


def _edges(
    repeated: Mapping[str, tuple[str, Stated]], reading: Reading, merged: Mapping[str, str], base: str
) -> Iterator[Triple]:
    """Describe the edges of several claims; those on proposals are read already, and may be alike only once merged."""
    told = dict(repeated)
    for named in reading.proposals:
        day = named.day.isoformat() if named.day else ""
        for s in named.stances:
            if s.relation in DG and not s.negated:
                told[s.claim] = (day, (s.subject, str(DG[s.relation]), s.proposal))
    for edge in edges(((claim, day, stated) for claim, (day, stated) in told.items()), merged):
        node = URIRef(f"{base}edge/{digest(edge.subject, edge.relation, edge.object)}")
        yield node, RDF.type, DG.Edge
        yield node, RDF.subject, URIRef(edge.subject)
        yield node, RDF.predicate, URIRef(edge.relation)
        yield node, RDF.object, URIRef(edge.object)
        yield node, DG.claimCount, Literal(str(edge.claims), datatype=XSD.integer)
        yield node, DG.firstClaim, URIRef(edge.first)
        yield node, DG.lastClaim, URIRef(edge.last)


def _link(kind: URIRef, ends: Sequence[str], articles: Sequence[str], reason: str, base: str) -> Iterator[Triple]:
    node = _link_iri(kind, ends, base)
    yield node, RDF.type, DG.Link
    yield node, RDF.type, kind
    for end in ends:
        yield node, DG.links, URIRef(end)
    for article in articles:
        yield node, PROV.wasDerivedFrom, URIRef(article)
    yield node, DG.reason, plain(reason)


def _link_iri(kind: URIRef, ends: Sequence[str], base: str) -> URIRef:
    return URIRef(f"{base}link/{digest(str(kind), *ends)}")


def _quad(triple: Triple, name: URIRef) -> Quad:
    return (*triple, name)


def _decisions_text(decisions: Sequence[Decision]) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerows((d.a, d.b, "same" if d.same else "different") for d in decisions)
    return out.getvalue()
