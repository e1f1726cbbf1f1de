import csv
import io
import json
import os
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import igraph
import networkx as nx
import pyoxigraph
import pytest
from rdflib import Dataset, Graph, Literal, URIRef
from rdflib.compare import isomorphic
from rdflib.namespace import DCTERMS, RDF, VOID

from graph.errors import ExportError, StoreError
from graph.export import FORMATS, whole_file, write
from graph.export.graphml import claim_rows
from graph.namespaces import DEFAULT_BASE, DG
from graph.rdf import dataset_iri
from graph.store import open_store
from graph.store.validate import validate
from tests.sample_graph import extractions

ROOT = Path(__file__).parents[2]
DATASET = dataset_iri(DEFAULT_BASE)
CLAIMS = sum(len(extraction.claims) for extraction in extractions())
RDFLIB = {"ttl": "turtle", "nt": "nt", "nq": "nquads", "trig": "trig", "jsonld": "json-ld", "rdf": "xml"}
OXIGRAPH = {
    "ttl": pyoxigraph.RdfFormat.TURTLE, "nt": pyoxigraph.RdfFormat.N_TRIPLES, "nq": pyoxigraph.RdfFormat.N_QUADS,
    "trig": pyoxigraph.RdfFormat.TRIG, "jsonld": pyoxigraph.RdfFormat.JSON_LD, "rdf": pyoxigraph.RdfFormat.RDF_XML,
}  # fmt: skip
WITH_GRAPHS = ("nq", "trig", "jsonld")


@pytest.fixture(scope="module")
def files(sample, tmp_path_factory):
    folder = tmp_path_factory.mktemp("export")
    for name in FORMATS:
        write(sample, folder / f"graph.{name}")
    return folder


def triples(quads):
    """Give the triples without the description of the data set, which a store does not hold."""
    g = Graph()
    for s, p, o, _ in quads:
        if not str(s).startswith(str(DATASET)):
            g.add((s, p, o))
    return g


def claims_only(quads):
    return {quad for quad in quads if not quad.subject.value.startswith(str(DATASET))}


@pytest.mark.parametrize("name", RDFLIB)
def test_rdflib_reads_back_the_same_graph(sample, files, name):
    ds = Dataset()
    ds.parse(files / f"graph.{name}", format=RDFLIB[name])
    back = [(s, p, o, g) for s, p, o, g in ds.quads()]
    assert isomorphic(triples(back), triples(sample.quads()))
    if name in WITH_GRAPHS:
        assert {URIRef(str(quad[3])) for quad in back} == {*sample.graphs(), DATASET}
        assert len({quad for quad in back if str(quad[3]) != str(DATASET)}) == len(list(sample.quads()))


@pytest.mark.parametrize("name", OXIGRAPH)
def test_oxigraph_reads_back_the_same_graph(sample, files, name):
    quads = claims_only(pyoxigraph.parse(path=files / f"graph.{name}", format=OXIGRAPH[name]))
    expected = set(pyoxigraph.parse(b"".join(sample.nquads()), pyoxigraph.RdfFormat.N_QUADS))
    if name in WITH_GRAPHS:
        assert quads == expected
    else:
        assert {quad.triple for quad in quads} == {quad.triple for quad in expected}


@pytest.mark.parametrize("name", OXIGRAPH)
def test_a_file_describes_itself_and_counts_what_a_tool_loads(files, name):
    quads = list(pyoxigraph.parse(path=files / f"graph.{name}", format=OXIGRAPH[name]))
    g = triples_of_description(quads)
    assert g.value(DATASET, VOID.triples).toPython() == len(set(quads))
    assert g.value(DATASET, VOID.documents).toPython() == len(extractions())
    parts = [g.value(part, VOID.entities).toPython() for part in g.objects(DATASET, VOID.classPartition)]
    assert sum(parts) == CLAIMS
    assert g.value(DATASET, DCTERMS.license) is not None
    if name in WITH_GRAPHS:
        assert {quad.graph_name.value for quad in quads if quad.subject.value == str(DATASET)} == {str(DATASET)}
    assert validate(g).lines() == []


def triples_of_description(quads):
    lines = [f"{quad.triple} ." for quad in quads if quad.subject.value.startswith(str(DATASET))]
    return Graph().parse(data="\n".join(lines), format="nt")


def test_a_store_filled_from_an_export_gives_the_same_files_again(files, tmp_path):
    ds = Dataset()
    ds.parse(files / "graph.nq", format="nquads")
    with open_store("oxigraph:") as store:
        for g in ds.graphs():
            if len(g):
                store.replace(g.identifier, [(s, p, o, g.identifier) for s, p, o in g])
        for name in RDFLIB:
            write(store, tmp_path / f"graph.{name}")
            assert (tmp_path / f"graph.{name}").read_bytes() == (files / f"graph.{name}").read_bytes(), name


def test_two_bases_in_a_store_give_no_description(tmp_path):
    with open_store("oxigraph:") as store:
        for base in ("https://example.org/a/", "https://example.org/b/"):
            graph = URIRef(f"{base}article/1")
            store.replace(graph, [(graph, RDF.type, DG.Article, graph)])
        write(store, tmp_path / "graph.nq")
        assert (tmp_path / "graph.nq").read_bytes() == b"".join(store.nquads())


SCRIPT = """
import sys
from pathlib import Path
from graph.export import FORMATS, write
from graph.store import open_store
from tests.sample_graph import graphs
with open_store(sys.argv[2]) as store:
    ready = list(graphs())
    store.replace_many(ready[::-1] if sys.argv[3] == "reverse" else ready)
    for name in FORMATS:
        write(store, Path(sys.argv[1]) / f"graph.{name}")
"""


@pytest.mark.parametrize(
    ("seed", "order", "kind"), [("0", "as is", "memory"), ("1", "reverse", "memory"), ("4242", "as is", "disk")]
)
def test_bytes_do_not_depend_on_hash_seed_order_or_store(files, tmp_path, seed, order, kind):
    spec = "oxigraph:" if kind == "memory" else str(tmp_path / "store")
    command = [sys.executable, "-c", SCRIPT, str(tmp_path), spec, order]
    subprocess.run(command, cwd=ROOT, check=True, env={**os.environ, "PYTHONHASHSEED": seed})
    for name in FORMATS:
        assert (tmp_path / f"graph.{name}").read_bytes() == (files / f"graph.{name}").read_bytes(), name


def test_nquads_and_ntriples_are_plainly_sorted(files):
    for name in ("nq", "nt"):
        lines = (files / f"graph.{name}").read_bytes().splitlines(keepends=True)
        assert lines == sorted(set(lines))


def test_turtle_is_grouped_by_article_with_types_first(sample, files):
    text = (files / "graph.ttl").read_text("utf-8")
    comments = [line[2:] for line in text.splitlines() if line.startswith("# ")]
    assert comments == [str(DATASET), *map(str, sample.graphs())]
    blocks = text.partition("\n\n")[2].split("\n\n")
    for block in blocks:
        lines = [line for line in block.splitlines() if not line.startswith("#")]
        assert not lines or " a " in lines[0], block
    subject, relation = "dg:subject ent:juri-uschakow", "dg:relation dg:rejects"
    claim = f"claim:maerz-13-0-rejects-juri a dg:Rejection ;\n\t{subject} ;\n\t{relation} ;"
    assert claim in text


def test_claims_stand_in_the_order_of_the_text(files):
    lines = (files / "graph.ttl").read_text("utf-8").splitlines()
    claims = [line.split()[0] for line in lines if line.startswith("claim:maerz-13-")]
    assert [claim[len("claim:maerz-13-")] for claim in claims] == ["0", "1", "1", "2", "3"]


def test_jsonld_uses_the_shipped_context(files):
    data = json.loads((files / "graph.jsonld").read_text("utf-8"))
    context = json.loads((ROOT / "ontology" / "context.jsonld").read_text("utf-8"))
    assert data["@context"] == context["@context"]
    text = json.dumps(data["@graph"])
    assert str(DG.subject) not in text


def test_graphml_holds_every_claim_as_an_edge_with_flat_attributes(files):
    net = nx.read_graphml(files / "graph.graphml")
    assert net.number_of_edges() == CLAIMS
    kinds = {data["label"]: data["kind"] for _, data in net.nodes(data=True)}
    assert kinds["Kreml"] == "actor"
    assert kinds["30-tägige Waffenruhe"] == "proposal"
    rejections = [data for _, _, data in net.edges(data=True) if data["relation"] == "rejects"]
    assert {data["stance"] for data in rejections} == {-1}
    assert [data["conditions"] for data in rejections if "conditions" in data] == ["Verzicht auf den NATO-Beitritt"]


def plain(data):
    return {key: float(value) if isinstance(value, int | float) else value for key, value in data.items()}


def test_graphml_and_gexf_say_the_same_in_networkx_and_igraph(files):
    net = nx.read_graphml(files / "graph.graphml")
    drawn = nx.read_gexf(files / "graph.gexf")
    nodes = {node: plain(data) for node, data in net.nodes(data=True)}
    edges = {data["id"]: plain(data) for _, _, data in drawn.edges(data=True)}
    assert {node: plain(data) for node, data in drawn.nodes(data=True)} == nodes
    assert {key: plain(data) for _, _, key, data in net.edges(keys=True, data=True)} == {
        key: {name: value for name, value in data.items() if name != "id"} for key, data in edges.items()
    }
    for back in (igraph.Graph.Read_GraphML(str(files / "graph.graphml")), igraph.Graph.from_networkx(drawn)):
        name = "id" if "id" in back.vs.attributes() else "_nx_name"
        for vertex in back.vs:
            found = plain(vertex.attributes())
            assert found.items() >= nodes[found[name]].items()
        for edge in back.es:
            found = plain(edge.attributes())
            expected = edges[found["claim"]]
            assert found.items() >= {key: value for key, value in expected.items() if key != "id"}.items()


def test_gexf_has_no_day_of_writing_and_is_read_back(files):
    assert b"lastmodified" not in (files / "graph.gexf").read_bytes()
    assert nx.read_gexf(files / "graph.gexf").number_of_edges() == CLAIMS
    assert b'mode="static"' in (files / "graph.gexf").read_bytes()


def test_csv_has_a_row_a_claim_and_no_formula(sample, files):
    rows = list(csv.DictReader(io.StringIO((files / "graph.csv").read_bytes().decode(), newline="")))
    assert len(rows) == CLAIMS
    columns = {"claim", "document", "subject_label", "relation", "object_label", "stance", "conditions", "confidence"}
    assert rows[0].keys() >= columns | {"rules"}
    assert {row["stance"] for row in rows} == {"-1", "0", "1"}
    assert [row["object_label"] for row in rows if "Gespräche" in row["object_label"]] == ['\'=Gespräche; "Riad"']
    assert len(list(claim_rows(sample))) == CLAIMS


def test_an_empty_store_gives_readable_empty_files(tmp_path):
    with open_store("oxigraph:") as store:
        for name in FORMATS:
            write(store, tmp_path / f"graph.{name}")
    for name in OXIGRAPH:
        assert list(pyoxigraph.parse(path=tmp_path / f"graph.{name}", format=OXIGRAPH[name])) == [], name
    assert nx.read_graphml(tmp_path / "graph.graphml").number_of_nodes() == 0
    ElementTree.parse(tmp_path / "graph.gexf")


@pytest.mark.parametrize("name", ["graph.docx", "graph", ".ttl"])
def test_an_unknown_suffix_is_refused_with_the_list_of_formats(sample, tmp_path, name):
    with pytest.raises(ExportError, match="formats are ttl, nt, nq"):
        write(sample, tmp_path / name)
    assert os.listdir(tmp_path) == []


def test_the_format_may_differ_from_the_suffix(sample, tmp_path, files):
    write(sample, tmp_path / "graph.txt", format="turtle")
    assert (tmp_path / "graph.txt").read_bytes() == (files / "graph.ttl").read_bytes()


def test_an_error_leaves_the_old_file_and_nothing_else(tmp_path):
    path = tmp_path / "graph.nq"
    path.write_text("alt")
    store = open_store("oxigraph:")
    store.close()
    with pytest.raises(StoreError):
        write(store, path)
    assert path.read_text() == "alt"
    assert os.listdir(tmp_path) == ["graph.nq"]


def test_what_cannot_be_written_is_reported(sample, tmp_path):
    (tmp_path / "file").write_text("")
    for path in (tmp_path / "none" / "graph.nq", tmp_path / "file" / "graph.nq"):
        with pytest.raises(ExportError, match="cannot be written"):
            write(sample, path)
    (tmp_path / "folder.nq").mkdir()
    with pytest.raises(ExportError, match="a folder"):
        write(sample, tmp_path / "folder.nq")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_a_full_disk_is_reported_and_a_device_is_not_replaced(sample):
    with pytest.raises(ExportError, match="No space left"):
        write(sample, Path("/dev/full"), format="nq")
    assert not Path("/dev/full").is_file()


def test_a_file_appears_whole_with_the_usual_rights(tmp_path):
    path = tmp_path / "x"
    with whole_file(path) as out:
        out.write(b"halb")
        assert not path.exists()
    assert path.read_bytes() == b"halb"
    usual = tmp_path / "usual"
    usual.write_bytes(b"")
    assert path.stat().st_mode == usual.stat().st_mode


def test_odd_text_survives_every_format(tmp_path):
    graph = URIRef("https://example.org/article/a")
    text = 'Zeile 1\nZeile 2 .\n\t"""\\" <b>&amp;</b> \u2028 🦊 a\u0308 .\n'
    with open_store("oxigraph:") as store:
        store.replace(graph, [(graph, DG.text, Literal(text), graph)])
        for name in OXIGRAPH:
            write(store, tmp_path / f"graph.{name}")
    for name in OXIGRAPH:
        quads = list(pyoxigraph.parse(path=tmp_path / f"graph.{name}", format=OXIGRAPH[name]))
        assert [quad.object.value for quad in quads] == [text], name
