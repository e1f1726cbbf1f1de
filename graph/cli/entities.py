"""`diplograph entities`: who a store speaks of, under which names, and why the names are one."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from graph.cli import options
from graph.cli.output import opened, terminal_width

if TYPE_CHECKING:
    from graph.gazetteer import Decision
    from graph.store import Store

_PLACE = re.compile(r"#char=([0-9]{1,10}),([0-9]{1,10})$")
_MENTIONS = """
PREFIX dg: <https://w3id.org/diplograph/ontology#>
PREFIX oa: <http://www.w3.org/ns/oa#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
SELECT DISTINCT ?actor ?label ?mention ?sentence ?text WHERE { GRAPH ?g {
  { ?claim dg:subject ?actor ; dg:subjectMention ?mention }
  UNION { ?claim dg:object ?actor ; dg:objectMention ?mention }
  ?claim dg:evidence ?sentence . ?actor a dg:Actor ; skos:prefLabel ?label .
  ?sentence oa:hasSelector ?quote . ?quote oa:exact ?text } }
"""
#: Reasons that are no spelling of a name: pronouns and roles, which the article resolves.
_UNNAMED = "context"


@click.command(epilog="Example: diplograph entities --store wissen --merges --decisions meine.csv")
@options.store()
@click.option("--proposals", is_flag=True, help="List the proposals across articles instead of the actors.")
@click.option("--merges", is_flag=True, help="One line a spelling or wording, with why it was taken so.")
@click.option(
    "--decisions",
    metavar="FILE",
    help="CSV file of your own decisions (a,b,decision: same or different); with --merges, shows what it decides. "
    "'build' and 'extract' follow it with --entities FILE.",
)
@click.option(
    "--limit", type=click.IntRange(min=1), default=200, show_default=True, help="How many actors or proposals."
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["table", "csv"]),
    default="table",
    show_default=True,
    help="Form of the list.",
)
@options.output("File to write instead of standard output.")
def entities(
    store_name: str,
    proposals: bool,
    merges: bool,
    decisions: str | None,
    limit: int,
    form: str,
    output: str | None,
) -> None:
    """List the actors of a store with their spellings, or its proposals, the most frequent first."""
    from graph.export.table import csv_text, text_table
    from graph.gazetteer import read_decisions
    from graph.store import open_store

    decided = read_decisions(Path(decisions)) if decisions else ()
    with open_store(store_name, read_only=True) as store:
        header, rows = (_proposals if proposals else _actors)(store, merges, limit, decided)
    text = csv_text(header, rows) if form == "csv" else text_table(header, rows, width=_width(output))
    with opened(output) as out:
        out.write(text.encode("utf-8"))


_Table = tuple[tuple[str, ...], list[list[str]]]


def _proposals(store: Store, merges: bool, limit: int, decided: tuple[Decision, ...]) -> _Table:
    from graph.links.listing import MERGE_COLUMNS, PROPOSAL_COLUMNS, merge_rows, proposal_rows

    if merges:
        return MERGE_COLUMNS, merge_rows(store, limit, decided)
    return PROPOSAL_COLUMNS, proposal_rows(store, limit)


def _actors(store: Store, merges: bool, limit: int, decided: tuple[Decision, ...]) -> _Table:
    labels, spellings = _read(store)
    actors = sorted(spellings, key=lambda iri: (-spellings[iri].total(), labels[iri], iri))[:limit]
    if merges:
        header: tuple[str, ...] = ("actor", "spelling", "mentions", "why", "decision", "iri")
        return header, [row for iri in actors for row in _merges(iri, labels[iri], spellings[iri], decided)]
    header = ("actor", "mentions", "spellings", "iri")
    return header, [[labels[i], str(spellings[i].total()), _variants(i, labels[i], spellings[i]), i] for i in actors]


def _width(output: str | None) -> int | None:
    return None if output else terminal_width()


def _read(store: Store) -> tuple[dict[str, str], dict[str, Counter[str]]]:
    """Give the label of each actor and how often each of its spellings stands in the claims' sentences."""
    labels: dict[str, Counter[str]] = defaultdict(Counter)
    spellings: dict[str, Counter[str]] = defaultdict(Counter)
    for row in store.select(_MENTIONS):
        actor, label, mention, sentence, text = (str(term) for term in row)
        labels[actor][label] += 1
        words = _words(mention, sentence, text)
        if words:
            spellings[actor][words] += 1
    chosen = {iri: min(found, key=lambda label: (-found[label], label)) for iri, found in labels.items()}
    return chosen, spellings


def _words(mention: str, sentence: str, text: str) -> str:
    """Give the words at a place of an article, "" where its sentence does not hold them, or either is no place."""
    here, around = _PLACE.search(mention), _PLACE.search(sentence)
    if here is None or around is None:
        return ""
    start, end, begin, stop = (int(number) for number in (*here.groups(), *around.groups()))
    return " ".join(text[start - begin : end - begin].split()) if begin <= start < end <= stop else ""


def _merges(iri: str, label: str, spellings: Counter[str], decided: tuple[Decision, ...]) -> list[list[str]]:
    from graph.gazetteer import load_gazetteer, why_merged

    gazetteer = load_gazetteer()
    return [
        [
            label,
            spelling,
            str(count),
            why_merged(spelling, label, iri, gazetteer),
            _decision(spelling, label, decided),
            iri,
        ]
        for spelling, count in sorted(spellings.items(), key=lambda item: (-item[1], item[0]))
    ]


def _decision(spelling: str, label: str, decided: tuple[Decision, ...]) -> str:
    from graph.gazetteer import name_key

    pair = {name_key(spelling), name_key(label)}
    found = (decision for decision in decided if {name_key(decision.a), name_key(decision.b)} == pair)
    return next(("same" if decision.same else "different" for decision in found), "")


def _variants(iri: str, label: str, spellings: Counter[str]) -> str:
    """Give the spellings other than the label, pronouns and roles left out."""
    named = [spelling for _, spelling, _, why, _, _ in _merges(iri, label, spellings, ()) if why not in ("", _UNNAMED)]
    return ", ".join(named)
