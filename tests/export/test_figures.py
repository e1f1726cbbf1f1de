"""Views for print: what is drawn, that text stays text, and that the bytes are the same everywhere."""

import os
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest
from click.testing import CliRunner
from lxml import etree
from matplotlib.patches import FancyArrowPatch
from PIL import Image

from graph.cli.view import view
from graph.errors import ExportError, QueryError
from graph.export import figures
from graph.export.figure_charts import matrix_figure, timeline_figure
from graph.export.figure_network import network_figure
from graph.export.figures import write_figure
from graph.export.lanes import lanes
from graph.export.view_data import ViewFilter, read_picture
from graph.export.view_rows import read_claims
from graph.export.words import Words
from graph.store import open_store
from tests.debate import graphs
from tests.export.hostile import TEXTS, hostile_lines

ROOT = Path(__file__).parent.parent.parent
KINDS = ("network", "timeline", "matrix")


@pytest.fixture(scope="module")
def store():
    with open_store("oxigraph:") as store:
        store.replace_many(graphs())
        yield store


def words_of(axes):
    return Counter(text.get_text() for text in axes.texts)


def test_network_has_an_arrow_for_each_edge_and_a_name_for_each_node(store):
    picture = read_picture(store, ViewFilter())
    (axes,) = network_figure(picture, Words("de")).axes
    assert sum(isinstance(patch, FancyArrowPatch) for patch in axes.patches) == len(picture.edges)
    words = words_of(axes)
    assert words["Juri Uschakow"] == 1
    assert words["30-tägige\nWaffenruhe"] == 1
    assert words["lehnt ab"] == 7
    assert words["lehnt ab (verneint)"] == 1


def test_stance_is_told_by_colour_and_dash(store):
    picture = read_picture(store, ViewFilter(actors=("Ukraine",)))
    (axes,) = network_figure(picture, Words("en")).axes
    looks = {
        (edge.relation, patch.get_edgecolor(), patch.get_linestyle() in ("-", "solid"))
        for edge, patch in zip(picture.edges, axes.patches, strict=True)
    }
    accepts, accuses, *_ = sorted(looks)
    assert (accepts[0], accepts[2], accuses[0], accuses[2]) == ("accepts", True, "accuses", False)
    assert accepts[1] != accuses[1]


def test_timeline_has_a_mark_for_each_claim_and_a_ring_for_each_reversal(store):
    found, _ = lanes(read_claims(store), ViewFilter(concepts=("ceasefire",)), timeline=True)
    (axes,) = timeline_figure(found, Words("en")).axes
    marks = Counter(line.get_marker() for line in axes.lines)
    assert (marks["^"] + marks["v"], marks["o"]) == (11, 1)
    assert "Juri Uschakow: ceasefire" in [label.get_text() for label in axes.get_yticklabels()]


def test_matrix_writes_the_sums(store):
    found, _ = lanes(read_claims(store), ViewFilter(concepts=("ceasefire",)), timeline=False)
    (axes,) = matrix_figure(found, Words("de")).axes
    assert words_of(axes) == {"−3": 1, "+2": 2, "±0": 1, "+1": 2}
    assert [label.get_text() for label in axes.get_xticklabels()] == ["Waffenruhe"]


@pytest.mark.parametrize("kind", KINDS)
def test_picture_is_large_enough_for_print_and_not_empty(store, tmp_path, kind):
    write_figure(store, tmp_path / "bild.png", kind, ViewFilter())
    with Image.open(tmp_path / "bild.png") as image:
        assert image.width >= 1000
        assert len(image.convert("RGB").getcolors(1 << 24)) > 50
    write_figure(store, tmp_path / "bild.svg", kind, ViewFilter())
    assert etree.parse(tmp_path / "bild.svg").getroot().tag.endswith("svg")


@pytest.mark.parametrize("kind", KINDS)
def test_hostile_texts_become_drawn_letters_and_nothing_else(tmp_path, kind):
    harmless = ("svg", "g", "path", "use", "defs", "style", "rect", "clipPath", "metadata")
    with open_store("oxigraph:") as store:
        store.replace_many(graphs(hostile_lines()))
        write_figure(store, tmp_path / "bild.svg", kind, ViewFilter(limit=len(TEXTS)))
    root = etree.parse(tmp_path / "bild.svg").getroot()
    drawn = [element for element in root.iter(etree.Element) if "svg" in element.tag]
    assert {etree.QName(element).localname for element in drawn} <= set(harmless)
    for element in drawn:
        for name, value in element.attrib.items():
            assert not name.startswith("on")
            assert not name.endswith("href") or value.startswith("#")


def test_bytes_are_the_same_for_every_hash_seed(tmp_path):
    code = (
        "import sys; from pathlib import Path; from tests.debate import graphs; from graph.store import open_store\n"
        "from graph.export.figures import write_figure; from graph.export.view_data import ViewFilter\n"
        "with open_store('oxigraph:') as store:\n"
        " store.replace_many(graphs())\n"
        " for kind in ('network', 'timeline', 'matrix'):\n"
        "  write_figure(store, Path(f'{sys.argv[1]}-{kind}.svg'), kind, ViewFilter(limit=20))\n"
        " write_figure(store, Path(f'{sys.argv[1]}-matrix.png'), 'matrix', ViewFilter(limit=20))"
    )
    for seed in ("1", "2"):
        subprocess.run(
            [sys.executable, "-c", code, str(tmp_path / seed)],
            check=True,
            cwd=ROOT,
            env=os.environ | {"PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT)},
        )
    written = sorted(tmp_path.glob("1-*"))
    assert len(written) == 4
    for path in written:
        assert path.read_bytes() == (tmp_path / path.name.replace("1-", "2-")).read_bytes()


def test_what_print_cannot_hold_is_told(store, tmp_path, monkeypatch):
    with pytest.raises(QueryError, match="Niemand"):
        write_figure(store, tmp_path / "bild.svg", "network", ViewFilter(actors=("Niemand Sonst",)))
    monkeypatch.setattr(figures, "MANY_NODES", 5)
    with pytest.raises(ExportError, match="23 nodes cannot be read in print; 5 are possible; lower --limit"):
        write_figure(store, tmp_path / "bild.svg", "network", ViewFilter())
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("name", "start"), [("bild.svg", b"<?xml"), ("bild.PNG", b"\x89PNG"), ("bild.html", b"<!DOCTYPE html>")]
)
def test_suffix_tells_the_format(tmp_path, name, start):
    with open_store(str(tmp_path / "wissen")) as store:
        store.replace_many(graphs())
    told = ["--store", str(tmp_path / "wissen"), "--kind", "timeline", "--language", "en", "-o", str(tmp_path / name)]
    result = CliRunner().invoke(view, told)
    assert result.exit_code == 0, result.output
    assert (tmp_path / name).read_bytes().startswith(start)


def test_unknown_suffix_is_refused(tmp_path):
    with open_store(str(tmp_path / "wissen")) as store:
        store.replace_many(graphs())
    result = CliRunner().invoke(view, ["--store", str(tmp_path / "wissen"), "-o", str(tmp_path / "bild.pdf")])
    assert isinstance(result.exception, ExportError)
    assert "formats are html, svg, png" in str(result.exception)
    assert not (tmp_path / "bild.pdf").exists()
