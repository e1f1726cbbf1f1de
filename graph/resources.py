"""Where the ontology's files lie: inside the installed package, or beside it in a checkout."""

from __future__ import annotations

from pathlib import Path

from graph.errors import OntologyError

_PACKAGE = Path(__file__).parent


def ontology_path(*parts: str) -> Path:
    """Give the path of a file or folder of the ontology.

    A wheel carries the ontology within the package, an editable install and a plain checkout have it one level up.

    Args:
        parts: path segments below `ontology/`; none for the folder itself.

    Raises:
        OntologyError: the file is in neither place.
    """
    for root in (_PACKAGE / "ontology", _PACKAGE.parent / "ontology"):
        path = root.joinpath(*parts)
        if path.exists():
            return path
    raise OntologyError("/".join(("ontology", *parts)), "file of the ontology not found", "reinstall diplograph")
