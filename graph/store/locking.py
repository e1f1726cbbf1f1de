"""One writer or many readers: a lock on a store's folder that the system drops when its process dies.

Oxigraph itself keeps two writers apart, but reading beside a writer is undefined in it, so readers lock too.
"""

from __future__ import annotations

import errno
import os
import sys
from pathlib import Path
from typing import IO

from graph.errors import StoreError

if sys.platform != "win32":  # elsewhere Oxigraph's own lock still keeps two writers apart
    import fcntl

LOCK_NAME = "diplograph.lock"


def lock_folder(folder: Path, *, read_only: bool) -> IO[bytes] | None:
    """Lock a store's folder and give the file that holds the lock until it is closed.

    The file also marks the folder as a store of ours before the engine has written anything into it, so that a
    process killed in that moment leaves nothing that the next one would not recognise.

    Args:
        folder: an existing folder.
        read_only: share it with other readers; where even the lock file cannot be made, read without one.

    Raises:
        StoreError: another process holds it, or the folder cannot be written.
    """
    path = folder / LOCK_NAME
    try:
        file = _open(path, read_only=read_only)
    except OSError as error:
        if read_only:
            return None
        raise StoreError(str(folder), f"cannot be written ({error.strerror})", "check its rights") from error
    if sys.platform == "win32":
        return file
    try:
        fcntl.flock(file, (fcntl.LOCK_SH if read_only else fcntl.LOCK_EX) | fcntl.LOCK_NB)
        if not read_only:
            _sign(file)
    except OSError as error:
        holder = _holder(file) if error.errno in (errno.EAGAIN, errno.EACCES) else ""
        file.close()
        if holder:
            raise StoreError(str(folder), f"the store is {holder} ({LOCK_NAME})", "wait for it, or end it") from None
        raise StoreError(str(folder), f"cannot be locked ({error.strerror})", "check disk space and rights") from error
    return file


def _sign(file: IO[bytes]) -> None:
    file.truncate(0)
    file.write(str(os.getpid()).encode("ascii"))
    file.flush()


def _holder(file: IO[bytes]) -> str:
    """Tell who has the lock: a writer has signed it; readers leave it open for other readers."""
    try:
        fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except OSError:
        signature = file.read(20).decode("ascii", "replace")
        return f"being written by process {signature}" if signature.isdigit() else "being written by another process"
    return "being read by another process"


def _open(path: Path, *, read_only: bool) -> IO[bytes]:
    if read_only and path.exists():
        return path.open("rb")
    return path.open("a+b") if not path.exists() else path.open("r+b")
