"""The picture in a real browser, which has no network: what it shows, does, and never does."""

import re
import shutil

import pytest
from rdflib import URIRef

from graph.export.html import write_view
from graph.store import open_store
from tests.debate import graphs, lines
from tests.export.hostile import ACTIVE, FILE_NAMES, TEXTS, UNSPOILT, hostile_lines
from tests.export.html_browser import opened


@pytest.fixture(scope="module")
def file(tmp_path_factory, written):
    return written(tmp_path_factory.mktemp("bild"), list(lines()))


@pytest.fixture(scope="module")
def loaded(browser, file):
    with opened(browser, file) as page:
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


def test_all_edges_are_drawn_and_counted(page):
    assert page.text("counts").startswith("23 Knoten, 35 Verbindungen, 38 Aussagen")
    assert page.run("document.querySelector('#picture canvas').width") > 500


def test_picture_is_not_empty(page):
    ink = (
        "(() => { const c = document.querySelector('#picture canvas'); "
        "const d = c.getContext('2d').getImageData(0, 0, c.width, c.height).data; "
        "let n = 0; for (let i = 3; i < d.length; i += 4) if (d[i]) n++; return n; })()"
    )
    page.wait(f"{ink} > 5000")


def test_edge_opens_its_sentences_with_the_trigger_marked(page):
    page.click("#list")
    page.click("#content button", "Juri Uschakow — lehnt ab → 30-tägige Waffenruhe (2)")
    panel = page.text("content")
    assert "3 Aussagen, 2 × unabhängig belegt" in panel
    assert "Putins Berater Uschakow lehnt die Waffenruhe ab." in panel
    assert page.run("[...document.querySelectorAll('#content mark')].map((e) => e.textContent)")[:2] == ["lehnt", "ab"]
    for told in ("13. März 2025", "Morgenpost Muster", "Quelle: Juri Uschakow", "behauptet"):
        assert told in panel
    assert page.run("document.querySelector('#content a').href").startswith("https://example.org/")


def test_denied_claim_is_an_edge_of_its_own_with_its_condition(page):
    page.click("#list")
    page.click("#content button", "Wladimir Putin — lehnt ab (verneint) → 30-tägige Waffenruhe (1)")
    assert "Bedingung: Verzicht auf den NATO-Beitritt" in page.text("content")


def test_statement_stays_in_the_panel_of_its_speaker(page):
    page.choose("search", "selenskyj")
    page.click("#results button", "Wolodymyr Selenskyj")
    assert "Weitere Aussagen, nicht gezeichnet (1)" in page.text("content")
    assert "Die Lage habe sich verschlechtert, sagte Selenskyj." in page.text("content")


@pytest.mark.parametrize(
    ("control", "value", "left"),
    [
        ("f-relation", "rejects", 8),
        ("f-concept", "ceasefire", 8),
        ("f-modality", "possible", 1),
        ("f-source", "article", 29),
        ("f-source", "=Donald Trump", 1),
        ("f-from", 12, 3),
        ("f-to", 0, 2),
    ],
)
def test_filter_leaves_what_fits(page, control, value, left):
    page.choose(control, value)
    assert edges(page) == left
    page.click("#reset")
    assert edges(page) == 35


def test_actor_filter_keeps_edges_from_and_to_the_actor(page):
    number = page.run(
        "[...document.querySelectorAll('#f-actor option')].find((e) => e.textContent === 'Steve Witkoff').value"
    )
    page.choose("f-actor", number)
    assert edges(page) == 1


def test_filter_that_leaves_nothing_says_so(page):
    page.choose("f-relation", "captures")
    page.choose("f-modality", "possible")
    assert page.text("counts") == "Nichts passt zu diesen Filtern."


def test_edge_counts_only_reports_that_fit(page):
    page.choose("f-from", 1)
    page.click("#list")
    page.click("#content button", "Ukraine — nimmt an → 30-tägige Waffenruhe")
    assert "1 Aussage, 1 × unabhängig belegt" in page.text("content")


def test_focus_shows_a_node_with_its_neighbours(page):
    page.choose("search", "Kursk")
    page.click("#results button", "Kursk")
    page.click("#focus")
    assert page.text("counts").startswith("2 Knoten, 1 Verbindung")
    page.click("#focus")
    assert edges(page) == 35


def test_search_finds_words_of_sentences(page):
    page.choose("search", "kraftwerke")
    page.click("#results button", "Donald Trump — schlägt vor → Energie-Waffenruhe")
    assert "Trump schlug vor, Kraftwerke zu verschonen." in page.text("content")


def test_keys_reach_search_nodes_sentences_and_back(page):
    page.press("/")
    assert page.run("document.activeElement.id") == "search"
    page.run("document.getElementById('picture').focus()")
    page.press("ArrowRight")
    first = page.run("document.querySelector('#content h2').textContent")
    page.press("ArrowLeft")
    assert page.run("document.querySelector('#content h2').textContent") != first
    page.press("Enter")
    assert page.run("document.getElementById('content').contains(document.activeElement)")
    page.press("Escape")
    assert page.run("document.getElementById('panel').hidden")


def test_every_control_is_reached_by_tab(page):
    page.run("document.body.focus()")
    reached = set()
    for _ in range(30):
        page.press("Tab")
        reached.add(page.run("document.activeElement.id"))
    assert {
        "fit",
        "list",
        "theme",
        "language",
        "search",
        "f-relation",
        "f-source",
        "f-from",
        "reset",
        "picture",
    } <= reached


def test_language_switch_changes_every_label(page):
    page.click("#language")
    assert page.text("counts").startswith("23 nodes, 35 edges, 38 claims")
    assert page.run("document.documentElement.lang") == "en"
    page.click("#list")
    page.click("#content button", "Juri Uschakow — rejects → 30-tägige Waffenruhe (2)")
    assert "Source: the article itself" in page.text("content")


def test_dark_mode_follows_the_system_and_the_button(browser, file):
    with opened(browser, file, dark=True) as page:
        assert page.run("document.documentElement.dataset.theme") == "dark"
        assert page.run("getComputedStyle(document.body).backgroundColor") == "rgb(21, 24, 28)"
        page.click("#theme")
        assert page.run("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
        assert page.faults() == []


def test_print_leaves_out_controls(page):
    page.call("Emulation.setEmulatedMedia", media="print")
    shown = "getComputedStyle(document.querySelector({!r})).display".format
    assert page.run(shown(".buttons")) == "none"
    assert page.run(shown("#legend")) == "block"
    page.call("Emulation.setEmulatedMedia", media="")


def test_every_kind_and_stance_is_in_the_legend(page):
    legend = page.text("legend-nodes") + page.text("legend-edges")
    assert all(
        word in legend
        for word in (
            "Akteur",
            "Vorschlag",
            "Bedingung",
            "Ort",
            "Abkommen",
            "Ereignis",
            "zustimmend",
            "neutral",
            "ablehnend",
        )
    )


EVERY_OPTION = """(() => {
  for (const e of document.querySelectorAll('select'))
    for (const o of e.options) { e.value = o.value; e.dispatchEvent(new Event('input')); }
})()"""
EVERY_EDGE = """(() => {
  const n = document.querySelectorAll('#content button').length;
  for (let i = 0; i < n; i++) {
    document.querySelectorAll('#content button')[i].click();
    document.getElementById('list').click();
  }
})()"""


def test_hostile_texts_stay_texts(browser, written, tmp_path):
    file = written(tmp_path, list(hostile_lines()), limit=100)
    with opened(browser, file) as page:
        assert edges(page) == len(TEXTS) == 60
        before = page.run(ACTIVE)
        page.run(EVERY_OPTION)
        page.click("#reset")
        page.click("#list")
        page.run(EVERY_EDGE)
        for text in ("<", "alert", "proto", "\u2028"):
            page.choose("search", text)
            page.run("document.querySelectorAll('#results button').forEach((e) => e.click())")
        page.click("#language")
        page.click("#theme")
        assert page.run(ACTIVE) == before
        assert page.run("[...document.querySelectorAll('a')].every((e) => e.protocol === 'https:')")
        assert page.run(UNSPOILT)
        assert page.faults() == []


@pytest.mark.parametrize("name", FILE_NAMES)
def test_hostile_name_of_the_file_does_nothing(browser, file, tmp_path, name):
    shutil.copy(file, tmp_path / name)
    with opened(browser, tmp_path / name) as page:
        assert edges(page) == 35
        assert page.run("document.title") == "diplograph: Wer will was?"
        assert page.faults() == []


def test_link_that_is_no_web_address_is_not_drawn(browser, tmp_path):
    line = next(lines())
    line.url = None
    with open_store("oxigraph:") as store:
        name, quads = next(graphs([line]))
        bad = (name, URIRef("http://purl.org/dc/terms/source"), URIRef("javascript:alert(1)"), name)
        store.replace(name, [*quads, bad])
        write_view(store, tmp_path / "bild.html")
    assert (
        "javascript:"
        not in (tmp_path / "bild.html").read_text("utf-8").partition('id="data">')[2].partition("</script>")[0]
    )
    with opened(browser, tmp_path / "bild.html") as page:
        page.click("#list")
        page.click("#content button")
        assert page.run("document.querySelectorAll('#content a').length") == 0
        assert page.faults() == []
