"""Several files in one: a zip archive whose bytes depend on its contents alone."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from typing import IO

_DAY = (1980, 1, 1, 0, 0, 0)  # the first that zip knows; the day of writing would change the bytes


def write_archive(out: IO[bytes], files: Mapping[str, bytes]) -> None:
    """Write a zip archive.

    Args:
        out: where to.
        files: name -> content, in their order.
    """
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            info = zipfile.ZipInfo(name, _DAY)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = 0o644 << 16
            archive.writestr(info, content)
