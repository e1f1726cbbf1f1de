"""Bundle sigma.js and graphology from npm for the view of large networks, and record what came out.

    python scripts/build_webgl.py           # writes graph/export/static/
    python scripts/build_webgl.py --check   # only tells whether the same bytes come out again

It needs node and npm. scripts/webgl/ names the versions; package-lock.json pins every package by its sum.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "scripts" / "webgl"
STATIC = ROOT / "graph" / "export" / "static"
BUNDLE, LICENCES, RECORD = "webgl.min.js", "webgl.LICENSE.txt", "webgl.json"
INSIDE = ("events", "graphology", "graphology-utils", "sigma")  # what esbuild takes into the bundle
FLAGS = ("--bundle", "--minify", "--format=iife", "--global-name=webgl", "--target=es2020", "--legal-comments=none")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true", help="write nothing; exit 1 where other bytes come out")
    check = parser.parse_args().check
    if shutil.which("npm") is None:
        print("npm is not installed (Debian: apt-get install npm)", file=sys.stderr)
        return 2
    with tempfile.TemporaryDirectory() as folder:
        made = build(Path(folder))
    differing = [name for name, data in made.items() if not same(STATIC / name, data)]
    if check:
        print("\n".join(f"{name}: other bytes" for name in differing) or "the same bytes")
        return 1 if differing else 0
    STATIC.mkdir(exist_ok=True)
    for name, data in made.items():
        (STATIC / name).write_bytes(data)
        print(f"{STATIC.relative_to(ROOT) / name}: {len(data)} bytes")
    return 0


def build(folder: Path) -> dict[str, bytes]:
    """Install the pinned packages into a folder and give the files that come of them."""
    for path in SOURCE.iterdir():
        shutil.copy(path, folder)
    run(folder, "npm", "ci", "--no-audit", "--no-fund", "--ignore-scripts")
    run(folder, "node", "node_modules/esbuild/bin/esbuild", "entry.js", *FLAGS, f"--outfile={BUNDLE}")
    bundle = (folder / BUNDLE).read_bytes()
    packages = folder / "node_modules"
    versions = {name: json.loads((packages / name / "package.json").read_text("utf-8"))["version"] for name in INSIDE}
    licences = "\n".join(f"{name} {versions[name]}\n\n{licence(packages / name)}\n" for name in INSIDE)
    record = {"file": BUNDLE, "sha256": hashlib.sha256(bundle).hexdigest(), "packages": versions}
    return {
        BUNDLE: bundle,
        LICENCES: licences.encode(),
        RECORD: (json.dumps(record, indent=1) + "\n").encode(),
    }


def licence(package: Path) -> str:
    return next(path for path in sorted(package.glob("LICENSE*"))).read_text("utf-8").strip()


def run(folder: Path, *command: str) -> None:
    subprocess.run(command, cwd=folder, check=True, stdout=sys.stderr)


def same(path: Path, data: bytes) -> bool:
    return path.is_file() and path.read_bytes() == data


if __name__ == "__main__":
    sys.exit(main())
