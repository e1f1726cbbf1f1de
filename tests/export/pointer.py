"""What a mouse does on the picture of a network, and what is seen there when it has come to rest."""

import base64
import io

from PIL import Image


def click(page, x, y):
    """Click a place of the page."""
    for kind in ("mouseMoved", "mousePressed", "mouseReleased"):
        page.call("Input.dispatchMouseEvent", type=kind, x=x, y=y, button="left", clickCount=1)


def drag(page, start, end, steps=6):
    """Press at one place and release at another, with some moves between."""
    page.call("Input.dispatchMouseEvent", type="mousePressed", x=start[0], y=start[1], button="left", clickCount=1)
    for step in range(1, steps + 1):
        x, y = (a + (b - a) * step / steps for a, b in zip(start, end, strict=True))
        page.call("Input.dispatchMouseEvent", type="mouseMoved", x=x, y=y, button="left", buttons=1)
    page.call("Input.dispatchMouseEvent", type="mouseReleased", x=end[0], y=end[1], button="left", clickCount=1)


def middle(page):
    """Give the middle of the picture."""
    box = page.run(
        "(() => { const b = document.getElementById('picture').getBoundingClientRect(); return [b.x + b.width / 2, b.y + b.height / 2]; })()"
    )
    return box[0], box[1]


def drawn(page):
    """Give the page as it looks when it has come to rest."""
    page.run("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
    page.wait("document.getElementById('picture').getAttribute('aria-busy') !== 'true'")
    shot, before = "", None
    while shot != before:
        page.run("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
        before, shot = shot, page.call("Page.captureScreenshot", format="png")["data"]
    return Image.open(io.BytesIO(base64.b64decode(shot))).convert("RGB")
