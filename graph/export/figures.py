"""Views as SVG and PNG for print, drawn by matplotlib with its own fonts: the same bytes everywhere."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import matplotlib as mpl
from matplotlib.figure import Figure

from graph.errors import ExportError
from graph.export import whole_file
from graph.export.figure_charts import matrix_figure, timeline_figure
from graph.export.figure_network import network_figure
from graph.export.lanes import lanes
from graph.export.view_data import ViewFilter, read_picture
from graph.export.view_rows import read_claims
from graph.export.view_style import MANY_NODES
from graph.export.words import Words
from graph.store import Store

_DOTS = 200
_LARGEST = 30_000  # pixels of a side; more than this no program for print opens
_STYLE: dict[Any, Any] = {
    "font.family": "DejaVu Sans",  # comes with matplotlib, so that no other machine takes another one
    "svg.hashsalt": "diplograph",
    "svg.fonttype": "path",
    "axes.linewidth": 0.6,
    "text.parse_math": False,  # a dollar sign is a dollar sign
}
_METADATA = {"svg": {"Date": None, "Creator": "diplograph"}, "png": {"Software": "diplograph"}}


def write_figure(store: Store, path: Path, kind: str, filters: ViewFilter, language: str = "de") -> None:
    """Draw a view as a picture that does not move.

    Args:
        store: what to draw.
        path: the file, replaced whole at the end; its suffix, .svg or .png, tells the format.
        kind: network, timeline or matrix.
        filters: which claims.
        language: "de" or "en", of relations, concepts and legend.

    Raises:
        QueryError: an actor, relation or concept is unknown, or no claim fits.
        ExportError: there are too many nodes or rows for print, or the file cannot be written.
        StoreError: the store cannot be read.
    """
    suffix = path.suffix.lower().removeprefix(".")
    with mpl.rc_context():
        mpl.rcdefaults()  # not what the user's own matplotlibrc says
        mpl.rcParams.update(_STYLE)
        figure = _figure(store, path, kind, filters, Words(language))
        width, height = figure.get_size_inches()
        if max(width, height) * _DOTS > _LARGEST:
            raise ExportError(str(path), "too much for one picture", "lower --limit, or choose with the filters")
        with whole_file(path) as out:
            figure.savefig(out, format=suffix, dpi=_DOTS, metadata=_METADATA[suffix])


def _figure(store: Store, path: Path, kind: str, filters: ViewFilter, words: Words) -> Figure:
    if kind == "network":
        picture = read_picture(store, filters)
        if len(picture.nodes) > MANY_NODES:
            what = f"{len(picture.nodes)} nodes cannot be read in print; {MANY_NODES} are possible"
            raise ExportError(str(path), what, "lower --limit, or write an .html file")
        return network_figure(picture, words)
    chosen, _ = lanes(read_claims(store), filters, timeline=kind == "timeline")
    return (timeline_figure if kind == "timeline" else matrix_figure)(chosen, words)
