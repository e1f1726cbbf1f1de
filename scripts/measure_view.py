"""Measures the view of a large network: how long it takes to write, to appear and to answer in a browser.

A debate made by chance (scripts/view/debate.py) is loaded into a store, drawn by `diplograph view`'s own function, and
opened in Chromium without a graphics card, which is the slowest case. Then somebody drags, turns the wheel, points,
clicks and filters, each as fast as the page answers.

    python scripts/measure_view.py --folder work/view
    python scripts/measure_view.py --file bild.html     # only the browser, with a page that is there

What a run has made in the folder is used again by the next. Seconds are of the clock, where `cpu` does not say
otherwise; other work on the machine makes them longer, so the load is told beside them.
"""

from __future__ import annotations

import argparse
import base64
import io
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from PIL import Image  # noqa: E402
from view.debate import debate  # noqa: E402

from graph.export.html import write_view  # noqa: E402
from graph.export.view_data import ViewFilter  # noqa: E402
from graph.store import open_store  # noqa: E402
from graph.store.load import Source, load_store  # noqa: E402
from tests.export.html_browser import Browser, Page, program  # noqa: E402

RESTS = "document.getElementById('picture').getAttribute('aria-busy') === 'false'"
READ = "!document.querySelector('#filters:disabled')"
FRAME = "new Promise((done) => requestAnimationFrame(() => setTimeout(done)))"
LONGEST = """new PerformanceObserver((list) => { for (const entry of list.getEntries())
  window.longest = Math.max(window.longest || 0, entry.duration); }).observe({ type: "longtask", buffered: true });"""
MOVES, TURNS = 40, 20


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--folder", type=Path, help="where store and page are kept; a temporary folder without it")
    parser.add_argument("--nodes", type=int, default=10_000, help="of the debate (10000)")
    parser.add_argument("--edges", type=int, default=30_000, help="of the debate, and drawn at most (30000)")
    parser.add_argument("--file", type=Path, help="measure the browser only, with this page of a large network")
    parser.add_argument("--pictures", type=Path, help="a folder for what the page looks like: whole, near, chosen")
    parser.add_argument("--rounds", type=int, default=1, help="how often the browser is measured (1)")
    given = parser.parse_args()
    if program() is None:
        print("Chromium is not installed (Debian: apt-get install chromium)", file=sys.stderr)
        return 3
    with TemporaryDirectory() as temporary:
        page = given.file or written(given.folder or Path(temporary), given.nodes, given.edges)
        for _ in range(given.rounds):
            print(f"load of the machine: {os.getloadavg()[0]:.1f} on {os.cpu_count()} CPUs")
            browsed(page.resolve(), given.pictures)
    return 0


def written(folder: Path, nodes: int, edges: int) -> Path:
    """Write the page, and the store where it is not there yet."""
    folder.mkdir(parents=True, exist_ok=True)
    place, page = folder / f"debate-{nodes}-{edges}", folder / f"debate-{nodes}-{edges}.html"
    if not place.exists():
        quads = place.with_suffix(".nq")
        with quads.open("w", encoding="utf-8") as out:
            out.writelines(debate(nodes, edges))
        load_store(str(place), [Source.of(str(quads))])
        quads.unlink()
    begin, worked = time.perf_counter(), time.process_time()
    with open_store(str(place), read_only=True) as store:
        count = write_view(store, page, ViewFilter(limit=edges))
    took, cpu = time.perf_counter() - begin, time.process_time() - worked
    print(f"written: {count} nodes, {page.stat().st_size / 1e6:.1f} MB in {took:.1f} s, cpu {cpu:.1f} s")
    return page


def browsed(file: Path, pictures: Path | None) -> None:
    """Open the page and do what readers do."""
    with TemporaryDirectory() as profile:
        browser = Browser(Path(profile))
        blank = Path(profile) / "blank.html"
        blank.write_text("<!DOCTYPE html><title>leer</title>", encoding="utf-8")
        page = Page(browser, blank, 1400, 900, dark=False, before=LONGEST)
        first, whole, ready = appeared(page, file)
        print(
            f"first picture after {first:.1f} s, whole after {whole:.1f} s, filters and sentences after {ready:.1f} s"
        )
        print(f"longest task while it opens: {longest(page)} ms")
        keep(page, pictures, "whole")
        print(f"drag: {rate(MOVES, dragging(page)):.0f} moves/s, whole again after {rested(page):.1f} s")
        print(f"wheel: {rate(TURNS, turning(page)):.0f} turns/s, whole again after {rested(page):.1f} s")
        keep(page, pictures, "near")
        page.press("0")
        rested(page)
        print(f"pointing: {1000 / rate(MOVES, pointing(page)):.0f} ms")
        print(f"click on a node: sentences after {clicked(page):.2f} s")
        rested(page)
        keep(page, pictures, "chosen")
        page.click("#close")
        rested(page)
        told, drawn = filtered(page)
        print(f"filter: counted after {told:.2f} s, drawn after {drawn:.2f} s")
        print(f"longest task of all: {longest(page)} ms")
        page.close()
        browser.close()


def appeared(page: Page, file: Path) -> tuple[float, float, float]:
    """Give the seconds after which the screen shows something of the picture, all of it, and the filters work."""
    page.call("Page.startScreencast", format="jpeg", quality=40, maxWidth=700, maxHeight=450)
    page.call("Page.navigate", url=file.as_uri())
    start = page.run("performance.timeOrigin") / 1000
    frames, acknowledged, whole, ready = [], 0, None, None
    while whole is None or ready is None or not frames or not any(shows(image) for _, image in frames[-1:]):
        busy, reading = page.run(f"[!document.querySelector('#picture[aria-busy]') || !({RESTS}), !({READ})]")
        now = time.time() - start
        whole = now if whole is None and not busy else whole
        ready = now if ready is None and not reading and page.run("document.readyState === 'complete'") else ready
        seen = page.seen("Page.screencastFrame")
        for frame in seen[acknowledged:]:
            page.call("Page.screencastFrameAck", sessionId=frame["sessionId"])
            frames.append((frame["metadata"]["timestamp"] - start, frame["data"]))
        acknowledged = len(seen)
        if now > 120:
            raise SystemExit("the page shows nothing within two minutes")
    page.call("Page.stopScreencast")
    first = next(when for when, image in frames if when > 0 and shows(image))
    return first, whole, ready


def shows(data: str) -> bool:
    """Tell whether a picture of the screen has something where the network is drawn."""
    image = Image.open(io.BytesIO(base64.b64decode(data))).convert("L")
    middle = image.crop((image.width // 4, image.height // 5, image.width * 9 // 10, image.height * 9 // 10))
    return sum(middle.histogram()[:200]) > 0.01 * middle.width * middle.height


def rate(times: int, step: Callable[[int], None]) -> float:
    begin = time.perf_counter()
    for number in range(times):
        step(number)
    return times / (time.perf_counter() - begin)


def dragging(page: Page) -> Callable[[int], None]:
    """Give a step of the mouse with its button down, which ends when the browser has drawn a frame."""
    mouse(page, "mousePressed", 800, 500, button="left", clickCount=1)

    def step(number: int) -> None:
        mouse(page, "mouseMoved", 800 - 5 * number, 500 + 2 * number, button="left", buttons=1)
        page.run(FRAME)
        if number == MOVES - 1:
            mouse(page, "mouseReleased", 800 - 5 * number, 500 + 2 * number, button="left", clickCount=1)

    return step


def turning(page: Page) -> Callable[[int], None]:
    def step(number: int) -> None:
        mouse(page, "mouseWheel", 800, 500, deltaX=0, deltaY=-60 if number < TURNS * 3 // 4 else 60)
        page.run(FRAME)

    return step


def pointing(page: Page) -> Callable[[int], None]:
    def step(number: int) -> None:
        mouse(page, "mouseMoved", 600 + 7 * number, 400 + 5 * number)
        page.run(FRAME)

    return step


def clicked(page: Page) -> float:
    """Click on the largest node and give the seconds until its panel is there."""
    page.choose("search", page.run("JSON.parse(document.getElementById('data').textContent).nodes[0].name"))
    page.click("#results button")
    rested(page)
    page.run("document.getElementById('content').replaceChildren()")
    box = page.run(
        "(() => { const b = document.getElementById('picture').getBoundingClientRect(); return [b.x + b.width / 2, b.y + b.height / 2]; })()"
    )
    begin = time.perf_counter()
    for kind in ("mouseMoved", "mousePressed", "mouseReleased"):
        mouse(page, kind, *box, button="left", clickCount=1)
    page.wait("document.getElementById('content').childElementCount > 0")
    page.run(FRAME)
    return time.perf_counter() - begin


def filtered(page: Page) -> tuple[float, float]:
    """Choose a relation, and give the seconds until it is counted and until it is drawn."""
    begin = time.perf_counter()
    page.choose("f-relation", "rejects")
    page.run(FRAME)
    told = time.perf_counter() - begin
    rested(page)
    return told, time.perf_counter() - begin


def rested(page: Page) -> float:
    begin = time.perf_counter()
    page.wait(RESTS)
    return time.perf_counter() - begin


def longest(page: Page) -> int:
    return round(page.run("window.longest || 0"))


def mouse(page: Page, kind: str, x: float, y: float, **told: object) -> None:
    page.call("Input.dispatchMouseEvent", type=kind, x=x, y=y, **told)


def keep(page: Page, pictures: Path | None, name: str) -> None:
    if pictures is not None:
        pictures.mkdir(parents=True, exist_ok=True)
        data = page.call("Page.captureScreenshot", format="png")["data"]
        (pictures / f"{name}.png").write_bytes(base64.b64decode(data))


if __name__ == "__main__":
    sys.exit(main())
