"""The large network in a real browser, drawn with WebGL: the same panel, search, filters and keys."""

import re

import pytest
from click.testing import CliRunner
from PIL import ImageChops

from graph.cli.view import view
from graph.export import html, view_style
from graph.store import open_store
from tests.debate import graphs, lines
from tests.export.chance import chance_picture
from tests.export.hostile import ACTIVE, TEXTS, UNSPOILT, hostile_lines
from tests.export.html_browser import opened
from tests.export.pointer import click, drawn, middle


@pytest.fixture(scope="module", autouse=True)
def few():
    """Let a small debate count as large."""
    patch = pytest.MonkeyPatch()
    for module in (html, view_style):
        patch.setattr(module, "MANY_NODES", 5)
    yield
    patch.undo()


@pytest.fixture(scope="module")
def file(few, tmp_path_factory, written):
    return written(tmp_path_factory.mktemp("bild"), list(lines()))


@pytest.fixture(scope="module")
def loaded(browser, file):
    with opened(browser, file) as page:
        if not page.run("!!document.createElement('canvas').getContext('webgl2')"):
            pytest.skip("this Chromium has no WebGL 2, not even in software")
        yield page


@pytest.fixture
def page(loaded):
    """Give the page as it is at first."""
    yield loaded
    assert loaded.faults() == []
    if loaded.run("document.documentElement.lang") == "en":
        loaded.click("#language")
    loaded.choose("search", "")
    loaded.click("#close")
    loaded.click("#reset")


def edges(page):
    return int(re.search(r"(\d+) (?:Verbindung|edge)", page.text("counts"))[1])


def test_large_network_says_that_webgl_draws_it(page):
    assert "23 Knoten, 35 Verbindungen, 38 Aussagen" in page.text("counts")
    assert "WebGL" in page.text("counts")
    assert page.run("!!document.querySelector('#picture canvas')")


@pytest.mark.parametrize(
    ("name", "colour"),
    [
        ("Juri Uschakow", (0x56, 0xB4, 0xE9)),
        ("Energie-Waffenruhe", (0xE6, 0x9F, 0x00)),
        ("Ende der Waffenlieferungen", (0xCC, 0x79, 0xA7)),
        ("Kursk", (0x00, 0x9E, 0x73)),
        ("Minsker Abkommen", (0xF0, 0xE4, 0x42)),
        ("Friedensgespräche", (0xF0, 0xE4, 0x42)),
    ],
)
def test_node_has_the_colour_of_its_kind(page, name, colour):
    page.choose("search", name)
    page.click("#results button", name)
    assert drawn(page).getpixel(tuple(map(round, middle(page)))) == colour


def test_print_shows_the_picture(page):
    page.run("window.dispatchEvent(new Event('beforeprint'))")
    page.wait("document.getElementById('still').complete")
    page.call("Emulation.setEmulatedMedia", media="print")
    colours = drawn(page).getcolors(1 << 20)
    page.call("Emulation.setEmulatedMedia", media="")
    page.run("window.dispatchEvent(new Event('afterprint'))")
    assert page.run("document.getElementById('still')") is None
    assert {(0x56, 0xB4, 0xE9), (0xE6, 0x9F, 0x00)} <= {colour for _, colour in colours}


def test_search_brings_a_node_into_the_middle_where_a_click_finds_it(page):
    page.choose("search", "Uschakow")
    page.click("#results button", "Juri Uschakow")
    drawn(page)
    x, y = middle(page)
    click(page, x, y + 200)  # nothing is there, so that the panel closes
    page.wait("document.getElementById('panel').hidden")
    page.click("#results button", "Juri Uschakow")
    drawn(page)
    x, y = middle(page)
    page.run("document.getElementById('content').replaceChildren()")
    click(page, x, y)
    page.wait("document.getElementById('content').textContent.startsWith('Juri Uschakow')")


def test_edge_opens_its_sentences(page):
    page.click("#list")
    page.click("#content button", "Juri Uschakow — lehnt ab → 30-tägige Waffenruhe (2)")
    panel = page.text("content")
    for told in (
        "3 Aussagen, 2 × unabhängig belegt",
        "Uschakow lehnt die Waffenruhe ab.",
        "13. März 2025",
        "Quelle: Juri Uschakow",
    ):
        assert told in panel
    assert page.run("document.querySelector('#content a').href").startswith("https://example.org/")


@pytest.mark.parametrize(
    ("control", "value", "left"),
    [("f-relation", "rejects", 8), ("f-concept", "ceasefire", 8), ("f-modality", "possible", 1), ("f-source", "article", 29), ("f-from", 12, 3), ("f-to", 0, 2)],
)  # fmt: skip
def test_filter_leaves_what_fits_and_changes_the_picture(page, control, value, left):
    before = drawn(page).tobytes()
    page.choose(control, value)
    assert edges(page) == left
    assert drawn(page).tobytes() != before
    page.click("#reset")
    assert edges(page) == 35


def test_focus_keys_and_languages_work_as_in_a_small_network(page):
    page.choose("search", "Kursk")
    page.click("#results button", "Kursk")
    page.click("#focus")
    assert page.text("counts").startswith("2 Knoten, 1 Verbindung")
    page.click("#focus")
    page.run("document.getElementById('picture').focus()")
    for key in ("+", "-", "0", "ArrowRight"):
        page.press(key)
    assert page.run("document.querySelector('#content h2').textContent")
    page.press("Escape")
    assert page.run("document.getElementById('panel').hidden")
    page.click("#language")
    assert "23 nodes, 35 edges, 38 claims" in page.text("counts")
    page.click("#theme")
    page.click("#theme")


def test_relations_are_written_only_when_asked(page):
    page.choose("search", "Kursk")
    page.click("#results button", "Kursk")
    before = drawn(page)
    page.click("#f-labels")
    assert changed(before, drawn(page)) > 200
    page.click("#f-labels")
    assert changed(before, drawn(page)) < 100


def changed(before, after):
    """Count pixels outside the filters that differ; a rim may be softened otherwise from one drawing to the next."""
    picture = (260, 0, *before.size)
    difference = ImageChops.difference(before.crop(picture), after.crop(picture)).convert("L")
    return sum(difference.point(lambda value: value > 0).histogram()[1:])


def test_hostile_texts_stay_texts(browser, loaded, written, tmp_path):
    with opened(browser, written(tmp_path, list(hostile_lines()), limit=100)) as page:
        assert edges(page) == len(TEXTS)
        before = page.run(ACTIVE)
        page.click("#list")
        for number in (0, 20, 40, 59):
            page.run(f"document.querySelectorAll('#content button')[{number}].click()")
            page.click("#list")
        for text in ("<", "alert", "proto"):
            page.choose("search", text)
            page.run("document.querySelectorAll('#results button').forEach((e) => e.click())")
        page.click("#language")
        assert page.run(ACTIVE) == before
        assert page.run(UNSPOILT)
        assert page.faults() == []


@pytest.mark.slow
def test_dense_network_opens_and_answers(browser, loaded, tmp_path):
    (tmp_path / "bild.html").write_bytes(html.view_page(chance_picture(3000, 9000)))
    with opened(browser, tmp_path / "bild.html") as page:
        assert "3000 Knoten" in page.text("counts")
        whole = drawn(page)
        assert len(whole.getcolors(1 << 20)) > 100
        page.choose("search", "name 2999")
        page.click("#results button", "Name 2999")
        assert page.run("document.querySelector('#content h2').textContent") == "Name 2999"
        near = drawn(page)
        assert near.tobytes() != whole.tobytes()
        page.click("#content button")
        assert "Er lehnt die Waffenruhe nach langer Beratung" in page.text("content")
        page.click("#f-labels")
        page.choose("f-relation", "rejects")
        page.click("#reset")
        page.click("#list")
        assert page.run("document.querySelectorAll('#content button.edge').length") == 200
        page.click("#content button", "Weitere zeigen")
        assert page.run("document.querySelectorAll('#content button.edge').length") == 400
        drawn(page)
        assert page.faults() == []


def test_browser_without_webgl_keeps_list_and_panel(browser, file):
    hide = "HTMLCanvasElement.prototype.getContext = () => null;"
    with opened(browser, file, before=hide) as page:
        assert "kein WebGL 2" in page.text("picture")
        page.click("#list")
        page.click("#content button", "Juri Uschakow — lehnt ab → 30-tägige Waffenruhe (2)")
        assert "3 Aussagen" in page.text("content")
        assert [fault for fault in page.faults() if not fault.startswith("console")] == []


def test_command_says_so(tmp_path):
    with open_store(str(tmp_path / "wissen")) as store:
        store.replace_many(graphs())
    result = CliRunner().invoke(view, ["--store", str(tmp_path / "wissen"), "-o", str(tmp_path / "bild.html")])
    assert result.exit_code == 0, result.output
    assert "23 nodes, so WebGL draws them" in result.stderr
