"""Claims as tables with every attribute that a store knows: CSV and Parquet, one row a claim."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import IO, Any

from rdflib.term import Node

from graph.errors import ExportError
from graph.export.graphml import claim_rows
from graph.export.table import csv_text, xml_text
from graph.query import question
from graph.rdf.times import day_of
from graph.store import Store

Value = str | int | float
_SPAN = re.compile(r"#char=([0-9]{1,10}),([0-9]{1,10})$")
_PREFIXES = """
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX dg: <https://w3id.org/diplograph/ontology#>
PREFIX owl: <http://www.w3.org/2002/07/owl#>
PREFIX prov: <http://www.w3.org/ns/prov#>
PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
"""
_MORE = f"""{_PREFIXES}
SELECT ?claim ?subject_mention ?object_mention ?quote ?time_text ?url ?language ?digest ?attribution ?software_version
    ?ontology_version ?model ?model_version
WHERE {{
    GRAPH ?g {{
        ?claim dg:relation ?relation ; dg:subjectMention ?subject_mention ; dg:objectMention ?object_mention ;
            prov:wasDerivedFrom ?article ; prov:wasGeneratedBy ?run .
        ?run dg:softwareVersion ?software_version ; dg:ontologyVersion ?ontology_version ; dg:model ?model ;
            dg:modelVersion ?model_version .
        OPTIONAL {{ ?claim dg:quote ?quote }}
        OPTIONAL {{ ?claim dg:attribution ?attribution }}
        OPTIONAL {{ ?claim dg:time/rdfs:label ?time_text }}
        OPTIONAL {{ ?article dcterms:source ?url }}
        OPTIONAL {{ ?article dcterms:language ?language }}
        OPTIONAL {{ ?article dg:digest ?digest }}
    }}
}}
ORDER BY ?claim ?g
"""
_LINKS = f"""{_PREFIXES}
SELECT DISTINCT ?link ?speaker ?cue ?within WHERE {{
    GRAPH ?g {{
        ?link a dg:Attribution ; dg:speaker/skos:prefLabel ?speaker .
        OPTIONAL {{ ?link dg:cue ?cue }}
        OPTIONAL {{ ?link dg:within ?within }}
    }}
}}
ORDER BY ?link ?speaker ?cue
"""
_THINGS = f"""{_PREFIXES}
SELECT DISTINCT ?thing ?property ?value WHERE {{
    VALUES ?property {{ rdf:type skos:prefLabel owl:sameAs dg:concept }}
    GRAPH ?g {{ ?thing skos:prefLabel ?label ; ?property ?value }}
}}
ORDER BY ?thing ?property ?value
"""
_GENERAL = ("Entity", "Actor")
_TYPES = {
    "date": "date",
    "earliest": "date",
    "latest": "date",
    "negated": "truth",
    "stance": "number",
    "confidence": "real",
    **dict.fromkeys(
        (f"{part}_{end}" for part in ("sentence", "subject", "object", "quote") for end in ("start", "end")), "number"
    ),
}


@dataclass(slots=True)
class Thing:
    """What a store says of an entity: its names, classes, Wikidata item and concept, all by local names."""

    labels: list[str] = field(default_factory=list)
    classes: list[str] = field(default_factory=list)
    wikidata: str = ""
    concept: str = ""

    @property
    def special_class(self) -> str:
        """The class that says most."""
        return next((name for name in self.classes if name not in _GENERAL), "".join(self.classes[:1]))


MORE_COLUMNS = (
    *("conditions", "attribution", "subject_start", "subject_end", "subject_class", "subject_wikidata"),
    *("object_start", "object_end", "object_class", "object_wikidata", "quote_start", "quote_end", "time_text"),
    *("url", "language", "digest", "software_version", "ontology_version", "model", "model_version"),
)


def columns() -> tuple[str, ...]:
    """Give the columns of the table: those of the question "claims", then all others."""
    selected = question("claims").sparql.partition("SELECT")[2].partition("WHERE")[0]
    return (*re.findall(r"\?(\w+)", selected), *MORE_COLUMNS)


def full_rows(store: Store) -> Iterator[dict[str, Value]]:
    """Give every claim of a store with all that is known of it, sorted by article, place in the text and IRI.

    What is not known is left out. `attribution` is the chain of speakers, the outermost first, with the words that
    show it, joined by " | ", as conditions are.
    """
    more: dict[str, dict[str, str]] = {}
    for record in store.select(_MORE).records():
        known = {name: value for name, value in record.items() if value is not None}
        more.setdefault(known.pop("claim"), known)
    chains, entities = _chains(store), things(store)
    for row in claim_rows(store):
        extra = more.get(str(row["claim"]), {})
        yield row | _more(row, extra, chains, entities)


def write_claims_csv(store: Store, out: IO[bytes]) -> None:
    """Write the claims as CSV, one row each, with every attribute."""
    header = columns()
    out.write(csv_text(header, ([row.get(name) for name in header] for row in full_rows(store))).encode())


def write_parquet(store: Store, out: IO[bytes]) -> None:
    """Write the claims as Parquet (pandas, polars, DuckDB, R arrow), with dates, numbers and truth values as such.

    Raises:
        ExportError: pyarrow is not installed.
    """
    try:
        import pyarrow as pa
        import pyarrow.parquet as pq
    except ImportError as error:
        remedy = "install it with: pip install 'diplograph[parquet]'"
        raise ExportError("parquet", "needs the package pyarrow, which is not installed", remedy) from error
    kinds = {"date": pa.date32(), "truth": pa.bool_(), "number": pa.int64(), "real": pa.float64()}
    schema = pa.schema([(name, kinds.get(_TYPES.get(name, ""), pa.string())) for name in columns()])
    rows = [{name: _typed(name, row.get(name)) for name in schema.names} for row in full_rows(store)]
    pq.write_table(pa.Table.from_pylist(rows, schema), out, compression="zstd")


def _typed(name: str, value: Value | None) -> Any:
    """Give a value as its column has it; what a foreign store holds instead of a date is no date."""
    match _TYPES.get(name):
        case _ if value is None:
            return None
        case "date":
            return day_of(str(value))
        case "truth":
            return value == "true"
        case "number":
            return int(value)
        case "real":
            return float(value)
    return str(value)


def _more(
    row: Mapping[str, Value],
    extra: Mapping[str, str],
    chains: Mapping[str, str],
    known: Mapping[str, Thing],
) -> dict[str, Value]:
    found: dict[str, Value] = {name: xml_text(extra[name]) for name in MORE_COLUMNS if name in extra}
    if "attribution" in found:
        found["attribution"] = chains.get(extra["attribution"], "")
    for name, key in (("subject", "subject_mention"), ("object", "object_mention"), ("quote", "quote")):
        match = _SPAN.search(extra.get(key, ""))
        if match:
            found |= {f"{name}_start": int(match[1]), f"{name}_end": int(match[2])}
    for name in ("subject", "object"):
        thing = known.get(str(row[name]), Thing())
        found |= {f"{name}_class": thing.special_class}
        found |= {f"{name}_wikidata": thing.wikidata} if thing.wikidata else {}
    return found


def _chains(store: Store) -> dict[str, str]:
    """Give each chain of speakers by its innermost link."""
    links: dict[str, tuple[str, str | None]] = {}
    for link, speaker, cue, within in store.select(_LINKS):
        text = f"{speaker} ({cue})" if cue is not None else str(speaker)
        links.setdefault(str(link), (xml_text(text), None if within is None else str(within)))

    def chain(link: str) -> str:
        parts, seen = [], set()
        current: str | None = link
        while current in links and current not in seen:
            seen.add(current)
            text, current = links[current]
            parts.append(text)
        return " | ".join(reversed(parts))

    return {link: chain(link) for link in links}


def things(store: Store) -> dict[str, Thing]:
    """Give everything that claims speak of by its IRI, sorted."""
    found: dict[str, Thing] = {}
    for iri, property_, value in store.select(_THINGS):
        thing = found.setdefault(str(iri), Thing())
        match _local(property_):
            case "type":
                thing.classes.append(_local(value))
            case "prefLabel":
                thing.labels.append(xml_text(str(value)))
            case "sameAs":
                thing.wikidata = thing.wikidata or _local(value)
            case _:
                thing.concept = thing.concept or _local(value)
    return found


def _local(term: Node | None) -> str:
    return re.split(r"[#/]", str(term))[-1]
