"""Packages of Maven Central, fetched with the user's own Maven into a folder."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

PROJECT = """<project><modelVersion>4.0.0</modelVersion>
<groupId>training</groupId><artifactId>training</artifactId><version>1</version>
<dependencies>
{dependencies}
</dependencies></project>
"""


class Unavailable(Exception):
    """A tool or package cannot be had here; the message says why."""


def dependency(coordinates: str) -> str:
    """The XML of `group:artifact:version` or `group:artifact:version:classifier`."""
    names = ("groupId", "artifactId", "version", "classifier")
    cells = zip(names, coordinates.split(":"), strict=False)
    return "<dependency>" + "".join(f"<{name}>{value}</{name}>" for name, value in cells) + "</dependency>"


def fetch(coordinates: list[str], folder: Path) -> Path:
    """Copy packages with what they depend on to `folder`/jars; a folder that was filled once is left as it is."""
    jars = folder / "jars"
    complete = folder / "complete"
    if complete.exists():
        return jars
    maven = shutil.which("mvn")
    if maven is None:
        raise Unavailable(f"Maven (mvn) is not installed, and {jars} is not filled")
    folder.mkdir(parents=True, exist_ok=True)
    project = PROJECT.format(dependencies="\n".join(map(dependency, coordinates)))
    (folder / "pom.xml").write_text(project, encoding="utf-8")
    command = [maven, "-q", "-B", "dependency:copy-dependencies", f"-DoutputDirectory={jars}"]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    if done.returncode:
        raise Unavailable(f"Maven could not fetch {', '.join(coordinates)}: {done.stdout.strip()[-300:]}")
    complete.touch()
    return jars
