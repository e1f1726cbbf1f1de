"""Java tools by Maven, one profile of pom.xml a tool, fetched on the first run."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
CACHE = ROOT / "build" / "interop"


class Unavailable(Exception):
    """A tool is not on this machine and cannot be fetched."""


def java(tool: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run a Java tool to its end.

    Raises:
        Unavailable: Java or Maven are missing, or Maven cannot fetch the tool.
    """
    return run(["java", "-Xmx4g", "-cp", classpath(tool), *arguments])


def classpath(tool: str) -> str:
    """Give the class path of a tool.

    Raises:
        Unavailable: Java or Maven are missing, or Maven cannot fetch the tool.
    """
    file = CACHE / f"{tool}.classpath"
    CACHE.mkdir(parents=True, exist_ok=True)
    if shutil.which("java") is None or shutil.which("mvn") is None:
        raise Unavailable("java and mvn are needed: Debian's packages openjdk-17-jdk and maven")
    known = file.read_text(encoding="utf-8").strip() if file.exists() else ""
    if not known or not all(Path(jar).exists() for jar in known.split(":")):
        goal = ["dependency:build-classpath", f"-Dmdep.outputFile={file}"]
        done = run(["mvn", "-q", "-B", "-f", str(ROOT / "scripts" / "interop" / "pom.xml"), "-P", tool, *goal])
        if done.returncode:
            raise Unavailable(f"Maven cannot fetch {tool}: {done.stdout.strip()[-300:]}")
    return file.read_text(encoding="utf-8").strip()


def run(command: Sequence[str]) -> subprocess.CompletedProcess[str]:
    """Run a command to its end and keep what it says."""
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", errors="replace", check=False)
