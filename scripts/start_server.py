"""Starts a SPARQL server of others on this computer, to try diplograph with it.

    python scripts/start_server.py fuseki                        # Apache Jena Fuseki, fetched by Maven, in memory
    python scripts/start_server.py virtuoso --install            # Debian's package first, where it is missing
    python scripts/start_server.py virtuoso --folder work/virtuoso --port 8890

It prints the address to give to --store and what to set in the environment, and runs until Ctrl-C. Exits with 3 where
the server is not to be had.
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
import threading
from pathlib import Path
from tempfile import TemporaryDirectory

from interop.java import Unavailable
from interop.servers import fuseki, oxigraph, virtuoso

PACKAGE = "virtuoso-opensource-7-bin"


def serve(name: str, folder: Path, port: int | None) -> None:
    """Run a server until Ctrl-C."""
    if name == "virtuoso":
        with virtuoso(folder, http=port) as server:
            print(f"export DIPLOGRAPH_STORE_USER={server.user} DIPLOGRAPH_STORE_PASSWORD={server.password}")
            wait(server.url)
    else:
        with oxigraph(folder, port=port) if name == "oxigraph" else fuseki(folder, port=port) as url:
            wait(url)


def wait(url: str) -> None:
    print(f"export DIPLOGRAPH_STORE={url}", flush=True)
    threading.Event().wait()


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("server", choices=["fuseki", "oxigraph", "virtuoso"])
    parser.add_argument("--folder", type=Path, help="where its files go; a temporary folder by default")
    parser.add_argument("--port", type=int, help="where it listens; a free port by default")
    parser.add_argument("--install", action="store_true", help=f"install Debian's {PACKAGE} where it is missing")
    options = parser.parse_args()
    if options.server == "virtuoso" and options.install and shutil.which("virtuoso-t") is None:
        subprocess.run(["apt-get", "install", "-y", "--no-install-recommends", PACKAGE], check=True)
    try:
        with TemporaryDirectory() as temporary:
            folder = options.folder or Path(temporary)
            folder.mkdir(parents=True, exist_ok=True)
            serve(options.server, folder.absolute(), options.port)
    except KeyboardInterrupt:
        return 0
    except Unavailable as error:
        print(error, file=sys.stderr)
        return 3
    return 0


if __name__ == "__main__":
    sys.exit(main())
