"""The namespaces and prefixes of our data; terms of a closed namespace that do not exist raise AttributeError.

`DG` lists every term of ontology/vocabulary.ttl (a test keeps both equal). OA, NIF, ONTOLEX, SYNSEM and LEXINFO hold
the terms that we write or read; rdflib has none of them.
"""

from __future__ import annotations

from functools import cache

from rdflib import Graph, URIRef
from rdflib.namespace import (
    DC,
    DCAT,
    DCTERMS,
    OWL,
    PROV,
    RDF,
    RDFS,
    SKOS,
    TIME,
    VANN,
    VOID,
    XSD,
    DefinedNamespace,
    Namespace,
)

from graph.errors import OntologyError
from graph.resources import ontology_path

DEFAULT_BASE = "https://w3id.org/diplograph/data/"
ONTOLOGY = URIRef("https://w3id.org/diplograph/ontology")


class DG(DefinedNamespace):
    """The ontology's own terms."""

    _NS = Namespace("https://w3id.org/diplograph/ontology#")
    _fail = True
    _extras = ("from",)

    Acceptance: URIRef
    Accession: URIRef
    Accusation: URIRef
    Actor: URIRef
    Agreement: URIRef
    AidProvision: URIRef
    Aim: URIRef
    Announcement: URIRef
    ArmedGroup: URIRef
    Article: URIRef
    Assertion: URIRef
    Attack: URIRef
    Attribution: URIRef
    Capture: URIRef
    Claim: URIRef
    Conclusion: URIRef
    Condition: URIRef
    Consideration: URIRef
    Consultation: URIRef
    Demand: URIRef
    Deployment: URIRef
    Detention: URIRef
    Edge: URIRef
    Entity: URIRef
    Event: URIRef
    Fear: URIRef
    Government: URIRef
    Group: URIRef
    Halt: URIRef
    InternationalOrganization: URIRef
    Link: URIRef
    Media: URIRef
    Mediation: URIRef
    Modality: URIRef
    Office: URIRef
    Organization: URIRef
    Party: URIRef
    Person: URIRef
    Place: URIRef
    Polarity: URIRef
    Promise: URIRef
    Proposal: URIRef
    Proposing: URIRef
    Protest: URIRef
    Rejection: URIRef
    Relation: URIRef
    Release: URIRef
    Role: URIRef
    Run: URIRef
    SameProposal: URIRef
    Sanctioning: URIRef
    Sentence: URIRef
    StanceChange: URIRef
    State: URIRef
    Statement: URIRef
    Support: URIRef
    TextCopy: URIRef
    Threat: URIRef
    Time: URIRef
    Violation: URIRef
    Warning: URIRef
    Withdrawal: URIRef
    about: URIRef
    accepts: URIRef
    accuses: URIRef
    adjective: URIRef
    agrees: URIRef
    aids: URIRef
    announces: URIRef
    asserted: URIRef
    attacks: URIRef
    attribution: URIRef
    cameo: URIRef
    capitalOf: URIRef
    captures: URIRef
    claimClass: URIRef
    claimCount: URIRef
    concept: URIRef
    condition: URIRef
    conditionOf: URIRef
    conditional: URIRef
    confidence: URIRef
    considers: URIRef
    consults: URIRef
    cue: URIRef
    decisions: URIRef
    demands: URIRef
    demonym: URIRef
    deploys: URIRef
    detains: URIRef
    digest: URIRef
    duration: URIRef
    earlier: URIRef
    earliest: URIRef
    evidence: URIRef
    excludes: URIRef
    fears: URIRef
    feminine: URIRef
    firstClaim: URIRef
    fixed: URIRef
    gender: URIRef
    governmentOf: URIRef
    halts: URIRef
    head: URIRef
    holder: URIRef
    joins: URIRef
    lastClaim: URIRef
    later: URIRef
    latest: URIRef
    links: URIRef
    locatedIn: URIRef
    mediates: URIRef
    memberOf: URIRef
    mergedInto: URIRef
    metonym: URIRef
    modality: URIRef
    model: URIRef
    modelVersion: URIRef
    names: URIRef
    negated: URIRef
    negative: URIRef
    number: URIRef
    object: URIRef
    objectKind: URIRef
    objectMention: URIRef
    obligation: URIRef
    officeKind: URIRef
    officeOf: URIRef
    onBehalfOf: URIRef
    ontologyVersion: URIRef
    partOf: URIRef
    place: URIRef
    planned: URIRef
    plover: URIRef
    polarity: URIRef
    positive: URIRef
    possible: URIRef
    priority: URIRef
    process: URIRef
    promises: URIRef
    proposer: URIRef
    proposes: URIRef
    protests: URIRef
    quote: URIRef
    reason: URIRef
    reciprocal: URIRef
    rejects: URIRef
    relation: URIRef
    releases: URIRef
    reporting: URIRef
    requires: URIRef
    rules: URIRef
    sanctions: URIRef
    scope: URIRef
    seeks: URIRef
    slot: URIRef
    softwareVersion: URIRef
    source: URIRef
    speaker: URIRef
    stance: URIRef
    states: URIRef
    subject: URIRef
    subjectKind: URIRef
    subjectMention: URIRef
    supports: URIRef
    text: URIRef
    threatens: URIRef
    time: URIRef
    trigger: URIRef
    until: URIRef
    value: URIRef
    violates: URIRef
    warns: URIRef
    withdraws: URIRef
    within: URIRef


class OA(DefinedNamespace):
    """Web Annotation: where in a text something stands."""

    _NS = Namespace("http://www.w3.org/ns/oa#")
    _fail = True

    SpecificResource: URIRef
    TextPositionSelector: URIRef
    TextQuoteSelector: URIRef
    end: URIRef
    exact: URIRef
    hasSelector: URIRef
    hasSource: URIRef
    prefix: URIRef
    start: URIRef
    suffix: URIRef


class NIF(DefinedNamespace):
    """NLP Interchange Format: texts and their stretches."""

    _NS = Namespace("http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#")
    _fail = True

    Context: URIRef
    RFC5147String: URIRef
    Sentence: URIRef
    beginIndex: URIRef
    endIndex: URIRef
    isString: URIRef
    referenceContext: URIRef


class ONTOLEX(DefinedNamespace):
    """OntoLex-Lemon: entries, forms and senses of the lexicon."""

    _NS = Namespace("http://www.w3.org/ns/lemon/ontolex#")
    _fail = True

    Form: URIRef
    LexicalEntry: URIRef
    LexicalSense: URIRef
    MultiwordExpression: URIRef
    Word: URIRef
    canonicalForm: URIRef
    otherForm: URIRef
    reference: URIRef
    sense: URIRef
    writtenRep: URIRef


class SYNSEM(DefinedNamespace):
    """OntoLex syntax and semantics: how a frame's arguments fill a property's subject and object."""

    _NS = Namespace("http://www.w3.org/ns/lemon/synsem#")
    _fail = True

    OntoMap: URIRef
    SyntacticArgument: URIRef
    marker: URIRef
    objOfProp: URIRef
    subjOfProp: URIRef


class LEXINFO(DefinedNamespace):
    """LexInfo: parts of speech."""

    _NS = Namespace("http://www.lexinfo.net/ontology/2.0/lexinfo#")
    _fail = True

    adjective: URIRef
    adverb: URIRef
    noun: URIRef
    partOfSpeech: URIRef
    particle: URIRef
    verb: URIRef


LEX = Namespace("https://w3id.org/diplograph/lexicon/")
ARG = Namespace("https://w3id.org/diplograph/lexicon/argument/")
ENT = Namespace("https://w3id.org/diplograph/entity/")
CON = Namespace("https://w3id.org/diplograph/concept/")
WD = Namespace("http://www.wikidata.org/entity/")

PREFIXES: dict[str, str] = {
    "arg": str(ARG),
    "con": str(CON),
    "dc": str(DC),
    "dcat": str(DCAT),
    "dcterms": str(DCTERMS),
    "dg": str(DG),
    "ent": str(ENT),
    "lex": str(LEX),
    "lexinfo": str(LEXINFO),
    "oa": str(OA),
    "ontolex": str(ONTOLEX),
    "owl": str(OWL),
    "prov": str(PROV),
    "rdf": str(RDF),
    "rdfs": str(RDFS),
    "skos": str(SKOS),
    "synsem": str(SYNSEM),
    "time": str(TIME),
    "vann": str(VANN),
    "void": str(VOID),
    "wd": str(WD),
    "xsd": str(XSD),
}
"""Prefix to namespace, for everything that writes or reads RDF."""


def bind_prefixes(g: Graph) -> Graph:
    """Bind our prefixes in a graph or dataset, so that Turtle and its kin read well.

    Args:
        g: the graph, changed in place; one made with `bind_namespaces="none"` keeps to these prefixes alone.

    Returns:
        The same graph.
    """
    for prefix, namespace in PREFIXES.items():
        g.bind(prefix, namespace, override=True, replace=True)
    return g


@cache
def vocabulary() -> Graph:
    """Give ontology/vocabulary.ttl, read once; it is not to be changed."""
    return Graph().parse(ontology_path("vocabulary.ttl"), format="turtle")


@cache
def ontology_version() -> str:
    """Give the version of the ontology that lies beside this package.

    Raises:
        OntologyError: the vocabulary's header names none.
    """
    version = vocabulary().value(ONTOLOGY, OWL.versionInfo)
    if version is None:
        raise OntologyError("ontology/vocabulary.ttl", "owl:versionInfo is missing", "reinstall diplograph")
    return str(version)
