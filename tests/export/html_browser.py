"""Chromium for tests: driven over its debugging pipe, so that neither a driver nor a package is needed."""

from __future__ import annotations

import fcntl
import json
import os
import shutil
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
KEYS = {"Escape": 27, "Enter": 13, "Tab": 9, "ArrowLeft": 37, "ArrowUp": 38, "ArrowRight": 39, "ArrowDown": 40}


def program() -> str | None:
    """Find the browser."""
    return next((path for name in NAMES if (path := shutil.which(name))), None)


class Browser:
    """A browser without a window and without a network."""

    def __init__(self, profile: Path) -> None:
        (read, self._write), (self._read, write) = os.pipe(), os.pipe()
        theirs = [fcntl.fcntl(end, fcntl.F_DUPFD, 20) for end in (read, write)]
        flags = [
            "--headless",
            "--remote-debugging-pipe",
            f"--user-data-dir={profile}",
            "--host-resolver-rules=MAP * ~NOTFOUND",
            "--proxy-server=127.0.0.1:9",
        ]
        flags += [
            "--use-angle=swiftshader",  # WebGL without a graphics card
            "--enable-unsafe-swiftshader",
            "--disable-dev-shm-usage",
            "--no-first-run",
            "--disable-extensions",
            "--lang=de",
            "--hide-scrollbars",
        ]
        flags += ["--no-sandbox"] if os.geteuid() == 0 else []

        def arrange() -> None:
            os.dup2(theirs[0], 3)
            os.dup2(theirs[1], 4)

        command = [str(program()), *flags, "about:blank"]
        self._process = subprocess.Popen(
            command, preexec_fn=arrange, pass_fds=(3, 4), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        for end in (*theirs, read, write):
            os.close(end)
        self._number, self._buffer = 0, b""
        self.events: list[dict[str, Any]] = []

    def call(self, method: str, session: str | None = None, **params: Any) -> dict[str, Any]:
        """Send a command and wait for its answer; events that come before it are kept."""
        self._number += 1
        message = {"id": self._number, "method": method, "params": params} | ({"sessionId": session} if session else {})
        os.write(self._write, json.dumps(message).encode() + b"\0")
        while (answer := self._receive()).get("id") != self._number:
            self.events.append(answer)
        assert "error" not in answer, answer["error"]
        return dict(answer["result"])

    def _receive(self) -> dict[str, Any]:
        while b"\0" not in self._buffer:
            piece = os.read(self._read, 1 << 20)
            assert piece, "the browser has gone"
            self._buffer += piece
        message, _, self._buffer = self._buffer.partition(b"\0")
        return dict(json.loads(message))

    def close(self) -> None:
        """Stop the browser."""
        self._process.terminate()
        self._process.wait(20)
        os.close(self._write)
        os.close(self._read)


class Page:
    """One page that is open in the browser."""

    def __init__(self, browser: Browser, file: Path, width: int, height: int, *, dark: bool, before: str = "") -> None:
        self._browser = browser
        browser.events.clear()
        self._target = browser.call("Target.createTarget", url="about:blank")["targetId"]
        self._session = browser.call("Target.attachToTarget", targetId=self._target, flatten=True)["sessionId"]
        for domain in ("Page", "Runtime", "Log", "Network"):
            self.call(f"{domain}.enable")
        self.call("Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=False)
        self.call(
            "Emulation.setEmulatedMedia",
            features=[{"name": "prefers-color-scheme", "value": "dark" if dark else "light"}],
        )
        if before:
            self.call("Page.addScriptToEvaluateOnNewDocument", source=before)
        self.call("Page.navigate", url=file.as_uri())
        self.wait("document.readyState === 'complete' && !document.querySelector('#filters:disabled')")

    def call(self, method: str, **params: Any) -> dict[str, Any]:
        """Send a command to the page."""
        return self._browser.call(method, self._session, **params)

    def run(self, expression: str) -> Any:
        """Evaluate JavaScript and give its value."""
        answer = self.call("Runtime.evaluate", expression=expression, returnByValue=True, awaitPromise=True)
        assert "exceptionDetails" not in answer, answer["exceptionDetails"]
        return answer["result"].get("value")

    def wait(self, expression: str, seconds: float = 60) -> None:
        """Wait until an expression is true."""
        end = time.monotonic() + seconds
        while not self.run(expression):
            assert time.monotonic() < end, f"never became true: {expression}"
            time.sleep(0.05)

    def press(self, key: str) -> None:
        """Press a key."""
        text = key if len(key) == 1 else "\r" if key == "Enter" else ""
        told: dict[str, Any] = {"key": key, "windowsVirtualKeyCode": KEYS.get(key, ord(key[0]))} | (
            {"text": text} if text else {}
        )
        self.call("Input.dispatchKeyEvent", type="keyDown", **told)
        self.call("Input.dispatchKeyEvent", type="keyUp", key=key)

    def choose(self, element: str, value: str | int) -> None:
        """Give a control a value as a user would."""
        control = f"document.getElementById({element!r})"
        self.run(f"{control}.value = {json.dumps(value)}")
        self.run(f"{control}.dispatchEvent(new Event('input', {{bubbles: true}}))")

    def click(self, selector: str, text: str = "") -> None:
        """Click the first element that fits a selector and contains a text."""
        found = f"[...document.querySelectorAll({selector!r})].find((e) => e.textContent.includes({json.dumps(text)}))"
        assert self.run(f"!!{found}"), f"no {selector} with {text!r}"
        self.run(f"{found}.click()")

    def text(self, element: str) -> str:
        """Give the text of an element."""
        return str(self.run(f"document.getElementById({element!r}).textContent"))

    def seen(self, method: str) -> list[dict[str, Any]]:
        """Give the events of a kind so far."""
        self.run("1")
        return [
            event["params"]
            for event in self._browser.events
            if event["method"] == method and event.get("sessionId") == self._session
        ]

    def faults(self) -> list[str]:
        """Give what must never happen: requests, dialogs, errors and warnings on the console."""
        requests = [event["request"]["url"] for event in self.seen("Network.requestWillBeSent")]
        found = [f"request {url[:200]}" for url in requests[1:] if not url.startswith("data:")]
        found += [f"dialog {event['message']}" for event in self.seen("Page.javascriptDialogOpening")]
        found += [f"console {event['type']} {event['args']}" for event in self.seen("Runtime.consoleAPICalled")]
        found += [
            f"exception {event['exceptionDetails'].get('exception')}" for event in self.seen("Runtime.exceptionThrown")
        ]
        found += [f"log {event['entry']['level']} {event['entry']['text']}" for event in self.seen("Log.entryAdded")]
        return found

    def close(self) -> None:
        """Close the page."""
        self._browser.call("Target.closeTarget", targetId=self._target)


@contextmanager
def opened(
    browser: Browser, file: Path, *, width: int = 1400, height: int = 900, dark: bool = False, before: str = ""
) -> Iterator[Page]:
    """Open a file in the browser; a script may run before those of the page."""
    page = Page(browser, file, width, height, dark=dark, before=before)
    try:
        yield page
    finally:
        page.close()


Opener = Callable[..., Any]
