"""A large network under the mouse, in a real browser: what is clicked, where a moved picture comes to rest."""

import pytest

from graph.export import html
from graph.export.view_data import Edge, Picture
from tests.export.chance import chance_picture
from tests.export.html_browser import opened
from tests.export.pointer import click, drag, drawn, middle

BLUE = (0x56, 0xB4, 0xE9)
PLACED = "document.querySelector('.stage').style.transform"
HEADING = "document.querySelector('#content h2')?.textContent"


def looped(picture):
    """Give a picture besides with an edge from one of its nodes to itself."""
    last = "https://example.org/597"
    row = dict(picture.edges[0].rows[0]) | {"subject": last, "object": last, "relation": "supports"}
    return Picture(picture.nodes, [*picture.edges, Edge(last, "supports", False, last, (row,), (0,))], [], {})


@pytest.fixture(scope="module")
def page(browser, tmp_path_factory):
    patch = pytest.MonkeyPatch()
    patch.setattr(html, "MANY_NODES", 5)
    file = tmp_path_factory.mktemp("bild") / "bild.html"
    file.write_bytes(html.view_page(looped(chance_picture(600, 3000))))
    patch.undo()
    with opened(browser, file) as page:
        if not page.run("!!document.createElement('canvas').getContext('webgl2')"):
            pytest.skip("this Chromium has no WebGL 2, not even in software")
        yield page
        assert page.faults() == []


@pytest.fixture(autouse=True)
def at_first(page):
    """Show the page as it is at first, with the mouse where it marks nothing and all drawn."""
    page.call("Input.dispatchMouseEvent", type="mouseMoved", x=1, y=1)
    page.choose("search", "")
    page.click("#close")
    page.click("#reset")
    drawn(page)


def find(page, name):
    """Bring a node into the middle and give that place."""
    page.choose("search", name)
    page.click("#results button", name)
    drawn(page)
    return middle(page)


def test_page_says_that_no_graphics_card_draws_it(page):
    assert "mit WebGL ohne Grafikkarte gezeichnet" in page.text("counts")


@pytest.mark.parametrize("number", [3, 40, 550])
def test_edge_is_clicked_where_it_is_drawn(page, number):
    page.choose("search", f"Name {number}")
    page.click("#results button", f"Name {number}")
    page.click("#content button.edge")
    drawn(page)
    page.run("document.getElementById('content').replaceChildren()")
    click(page, *middle(page))  # both ends are in view, so that the edge's half way is the middle
    page.wait(HEADING)
    assert f"Name {number}" in page.run(HEADING)
    assert " → " in page.run(HEADING)


def test_edge_of_a_node_to_itself_is_a_ring_above_it(page):
    x, y = find(page, "Name 597")
    page.run("document.getElementById('picture').focus()")
    for _ in range(6):
        page.press("+")  # so near that sizes have stopped growing
    drawn(page)
    click(page, x + 6 * 2.6, y - (2.5 + 6) * 2.6)
    page.wait(f"({HEADING} || '').includes('→')")
    assert page.run(HEADING) == "Name 597 — unterstützt → Name 597"


def test_dragged_picture_comes_to_rest_where_it_was_let_go(page):
    x, y = find(page, "Name 597")
    drag(page, (x + 60, y + 60), (x + 220, y + 130))
    assert drawn(page).getpixel((round(x + 160), round(y + 70))) == BLUE
    assert page.run(PLACED) == "translate(0px, 0px) scale(1)"
    click(page, x + 160, y + 70)
    page.wait(f"{HEADING} === 'Name 597'")


def test_picture_follows_the_mouse_before_it_is_drawn_anew(page):
    x, y = find(page, "Name 597")
    page.run(
        "window.places = []; new MutationObserver(() => places.push(document.querySelector('.stage').style.transform)).observe(document.querySelector('.stage'), { attributes: true })"
    )
    drag(page, (x + 60, y + 60), (x + 100, y + 60), steps=4)
    drawn(page)
    assert any(
        place.startswith(("translate(10px", "translate(20px", "translate(30px", "translate(40px"))
        for place in page.run("places")
    )


def test_wheel_zooms_around_the_pointer(page):
    x, y = find(page, "Name 597")
    drag(page, (x + 60, y + 60), (x + 220, y + 130))
    drawn(page)
    page.call("Input.dispatchMouseEvent", type="mouseWheel", x=x + 160, y=y + 70, deltaX=0, deltaY=-240)
    page.wait(
        f"{PLACED} !== 'translate(0px, 0px) scale(1)' || document.getElementById('picture').getAttribute('aria-busy') === 'true'"
    )
    assert drawn(page).getpixel((round(x + 160), round(y + 70))) == BLUE


def test_filter_draws_what_fits_only(page):
    before = drawn(page).tobytes()
    page.choose("f-relation", "supports")
    assert page.text("counts").startswith("1 Knoten, 1 Verbindung, 1 Aussage")
    assert drawn(page).tobytes() != before
    page.click("#reset")
    assert drawn(page).tobytes() == before


def test_picture_comes_back_when_the_browser_has_lost_it(page):
    before = drawn(page).tobytes()
    page.run(
        "window.lose = document.querySelector('.stage canvas').getContext('webgl2').getExtension('WEBGL_lose_context'); lose.loseContext()"
    )
    page.run("new Promise((done) => setTimeout(done, 100))")
    page.run("lose.restoreContext()")
    page.run("new Promise((done) => setTimeout(done, 300))")
    assert drawn(page).tobytes() == before
