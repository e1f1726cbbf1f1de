import os
import shutil
import subprocess
from collections.abc import Iterator

import pytest

from graph.export.html import write_view
from graph.export.view_data import ViewFilter
from graph.store import Store, open_store
from tests.debate import graphs as debate
from tests.export.html_browser import Browser, program
from tests.sample_graph import graphs


@pytest.fixture(scope="session")
def sample() -> Iterator[Store]:
    """Give a store with the sample graph."""
    with open_store("oxigraph:") as store:
        store.replace_many(graphs())
        yield store


@pytest.fixture(scope="session")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    """Give a running Chromium without a network; install it where that is possible, else skip."""
    if program() is None:
        install()
    if program() is None:
        pytest.skip("Chromium is not installed, and apt-get could not install it (Debian: apt-get install chromium)")
    running = Browser(tmp_path_factory.mktemp("profile"))
    yield running
    running.close()


def install() -> None:
    """Install Debian's Chromium, which only an administrator can."""
    if shutil.which("apt-get") is None or os.geteuid() != 0:
        return
    for command in (["apt-get", "update"], ["apt-get", "install", "-y", "--no-install-recommends", "chromium"]):
        subprocess.run(command, check=False, capture_output=True, timeout=600)


@pytest.fixture(scope="session")
def written():
    """Give a function that writes lines of a debate as a view and gives the file."""

    def write(folder, found, name="bild.html", view=write_view, **filters):
        with open_store("oxigraph:") as store:
            store.replace_many(debate(found))
            view(store, folder / name, ViewFilter(**filters))
        return folder / name

    return write
