"""Writes docs/ontology.html from the ontology: a diagram of the classes, and every term in German and English.

    python scripts/ontology_docs.py            # writes docs/ontology.html
    python scripts/ontology_docs.py --check    # exits with 1 where the file is not what would be written

The same ontology gives the same bytes; nothing but rdflib is needed.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from html import escape
from pathlib import Path

from ontology_diagram import diagram
from rdflib import Graph, Literal, URIRef
from rdflib.namespace import DCTERMS, OWL, RDF, RDFS, SKOS
from rdflib.term import Node

from graph.namespaces import DG, ONTOLOGY, PREFIXES

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "ontology.html"
KINDS = (
    ("Classes", "Klassen", OWL.Class),
    ("Object properties", "Eigenschaften mit Objekten", OWL.ObjectProperty),
    ("Datatype properties", "Eigenschaften mit Werten", OWL.DatatypeProperty),
    ("Annotation properties", "Anmerkungen", OWL.AnnotationProperty),
    ("Individuals", "Individuen", OWL.NamedIndividual),
)
FACTS = (
    ("subclass of", RDFS.subClassOf),
    ("subproperty of", RDFS.subPropertyOf),
    ("disjoint with", OWL.disjointWith),
    ("domain", RDFS.domain),
    ("range", RDFS.range),
    ("class of its claims", DG.claimClass),
    ("stance", DG.stance),
    ("PLOVER", DG.plover),
    ("CAMEO", DG.cameo),
    ("equivalent class", OWL.equivalentClass),
    ("equivalent property", OWL.equivalentProperty),
    ("exact match", SKOS.exactMatch),
    ("close match", SKOS.closeMatch),
    ("same as", OWL.sameAs),
    ("see also", RDFS.seeAlso),
)
HEADER = (
    ("version", OWL.versionInfo),
    ("iri", OWL.versionIRI),
    ("licence", DCTERMS.license),
    ("day", DCTERMS.modified),
)
INVERSE_FACTS = (
    ("superclass of", RDFS.subClassOf),
    ("used by", RDFS.domain),
    ("pointed at by", RDFS.range),
    ("members", RDF.type),
)
TEXTS = (("label", RDFS.label), ("definition", SKOS.definition), ("example", SKOS.example), ("note", SKOS.scopeNote))
STYLE = """
body{font:16px/1.5 sans-serif;margin:2em auto;max-width:80em;padding:0 1em;color:#222}
h1,h2,h3{line-height:1.2} h2{margin-top:2em;border-bottom:1px solid #bbb} h3{margin:0;font-size:1.1em}
section.term{border:1px solid #ccc;border-radius:4px;padding:.7em 1em;margin:.8em 0}
section.term:target{border-color:#b06a00}
code{font-size:.9em;color:#555} dl{display:grid;grid-template-columns:11em 1fr;gap:.2em 1em;margin:.6em 0 0}
dt{color:#666} dd{margin:0} table{border-collapse:collapse;font-size:.92em}
td,th{border:1px solid #ccc;padding:.25em .5em;text-align:left;vertical-align:top}
figure{margin:0;overflow-x:auto}
nav a,dd a{margin-right:.6em} .key span{padding:.1em .5em;border:1px solid #555;margin-right:.4em}
"""


def local(term: object) -> str:
    return str(term).rpartition("#")[2]


def words(g: Graph, term: Node, predicate: URIRef, language: str) -> str:
    """Give what is said of a term in a language, several texts joined, "" where there is none."""
    texts = (o for o in g.objects(term, predicate) if isinstance(o, Literal) and o.language == language)
    return " / ".join(escape(str(text)) for text in sorted(texts))


def link(value: Node) -> str:
    """Show a value: our terms link inside the page, others to their IRI, shortened by a prefix where there is one."""
    if not isinstance(value, URIRef):
        return escape(str(value))
    if str(value).startswith(str(DG)):
        return f'<a href="#{escape(local(value))}">dg:{escape(local(value))}</a>'
    fitting = [(p, ns) for p, ns in PREFIXES.items() if str(value).startswith(ns)]
    prefix, namespace = max(fitting, key=lambda pair: len(pair[1]), default=("", ""))
    text = f"{prefix}:{str(value)[len(namespace) :]}" if prefix else str(value)
    return f'<a href="{escape(str(value))}">{escape(text)}</a>'


def term_block(g: Graph, term: URIRef) -> Iterator[str]:
    """Give the block of one term: names, definition and example in both languages, and its place among the others."""
    name = local(term)
    yield f'<section class="term" id="{escape(name)}">'
    yield f"<h3>dg:{escape(name)} <code>{escape(str(term))}</code></h3><dl>"
    for heading, predicate in TEXTS:
        for language in ("de", "en"):
            if text := words(g, term, predicate, language):
                yield f'<dt>{heading} ({language})</dt><dd lang="{language}" class="{heading}">{text}</dd>'
    for heading, predicate in FACTS:
        if values := sorted(g.objects(term, predicate)):
            yield f"<dt>{heading}</dt><dd>{' '.join(map(link, values))}</dd>"
    for heading, predicate in INVERSE_FACTS:
        values = sorted(s for s in set(g.subjects(predicate, term)) if str(s).startswith(str(DG)))
        if 0 < len(values) <= 40:
            yield f"<dt>{heading}</dt><dd>{' '.join(map(link, values))}</dd>"
    yield "</dl></section>"


def relation_table(g: Graph) -> Iterator[str]:
    heads = ("relation", "claim", "stance", "PLOVER", "CAMEO", "Bedeutung", "meaning")
    yield f"<table><tr>{''.join(f'<th>{head}</th>' for head in heads)}</tr>"
    for relation in sorted(g.subjects(RDF.type, DG.Relation)):
        cells = [link(relation)]
        for predicate in (DG.claimClass, DG.stance, DG.plover, DG.cameo):
            cells.append(" ".join(link(value) for value in sorted(g.objects(relation, predicate))))
        cells += [words(g, relation, SKOS.definition, language) for language in ("de", "en")]
        yield f"<tr>{''.join(f'<td>{cell}</td>' for cell in cells)}</tr>"
    yield "</table>"


def concept_table(g: Graph) -> Iterator[str]:
    yield "<table><tr><th>concept</th><th>deutsch</th><th>English</th><th>Definition</th><th>definition</th></tr>"
    for concept in sorted(g.subjects(RDF.type, SKOS.Concept)):
        cells = [f"<code>con:{escape(str(concept).rpartition('/')[2])}</code>"]
        for predicate in (SKOS.prefLabel, SKOS.definition):
            cells += [words(g, concept, predicate, language) for language in ("de", "en")]
        yield f"<tr>{''.join(f'<td>{cell}</td>' for cell in cells)}</tr>"
    yield "</table>"


def sections(vocabulary: Graph, g: Graph, concepts: Graph, terms: dict[URIRef, list[URIRef]]) -> Iterator[str]:
    yield '<h2 id="classes-drawn">The classes <span lang="de">(Die Klassen)</span></h2>'
    yield (
        '<p class="key">A claim names its parts by the properties in its box; hollow arrows point from kinds to what '
        'they are kinds of. Claims <span style="background:#dff3e1">for</span>'
        '<span style="background:#fbe1e0">against</span>'
        '<span style="background:#fff6dd">neither</span><span style="background:#e3eefb">entities</span></p>'
    )
    yield f"<figure>{diagram(vocabulary)}</figure>"
    yield '<h2 id="relations">Relations <span lang="de">(Relationen)</span></h2>'
    yield from relation_table(g)
    for english, german, kind in KINDS:
        yield f'<h2 id="{english.lower().replace(" ", "-")}">{english} <span lang="de">({german})</span></h2>'
        for term in terms[kind]:
            yield from term_block(g, term)
    yield '<h2 id="concepts">Concepts <span lang="de">(Begriffe)</span></h2>'
    yield from concept_table(concepts)


def page() -> str:
    """Give the whole page."""
    folder = ROOT / "ontology"
    vocabulary = Graph().parse(folder / "vocabulary.ttl")
    known = Graph().parse(folder / "vocabulary.ttl").parse(folder / "alignments.ttl")
    concepts = Graph().parse(folder / "concepts.ttl")
    own = {term for term in vocabulary.subjects(RDF.type, None) if str(term).startswith(str(DG))}
    terms = {kind: sorted(own & set(vocabulary.subjects(RDF.type, kind))) for _, _, kind in KINDS}
    header = {name: escape(str(vocabulary.value(ONTOLOGY, predicate))) for name, predicate in HEADER}
    headings = ("Relations", *(english for english, _, _ in KINDS), "Concepts")
    anchors = " ".join(f'<a href="#{heading.lower().replace(" ", "-")}">{heading}</a>' for heading in headings)
    return "\n".join(
        [
            '<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8">',
            f"<title>{words(vocabulary, ONTOLOGY, DCTERMS.title, 'en')}</title><style>{STYLE}</style></head><body>",
            f"<h1>{words(vocabulary, ONTOLOGY, DCTERMS.title, 'en')}</h1>",
            f'<p lang="de">{words(vocabulary, ONTOLOGY, DCTERMS.title, "de")}</p>',
            f"<p>{words(vocabulary, ONTOLOGY, DCTERMS.description, 'en')}</p>",
            f'<p lang="de">{words(vocabulary, ONTOLOGY, DCTERMS.description, "de")}</p>',
            f"<p>Version {header['version']} of {header['day']}, <code>{header['iri']}</code>. "
            f"Namespace <code>{escape(str(DG))}</code>, prefix <code>dg</code>. "
            f'Licence <a href="{header["licence"]}">CC BY 4.0</a>. '
            'Turtle: <a href="../ontology/vocabulary.ttl">ontology/vocabulary.ttl</a>.</p>',
            f"<nav>{anchors}</nav>",
            *sections(vocabulary, known, concepts, terms),
            "</body></html>\n",
        ]
    )


def main(arguments: list[str]) -> int:
    text = page().encode("utf-8")
    if arguments == ["--check"]:
        current = PAGE.exists() and PAGE.read_bytes() == text
        print(f"{PAGE.relative_to(ROOT)}: {'current' if current else 'stale; run python scripts/ontology_docs.py'}")
        return 0 if current else 1
    if arguments:
        print(__doc__, file=sys.stderr)
        return 2
    PAGE.write_bytes(text)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
