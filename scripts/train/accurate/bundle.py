"""Reader of TensorFlow checkpoints (the V2 bundle: one index file, data shards) without TensorFlow.

The index is a sorted string table as in LevelDB: blocks of entries whose keys share prefixes with the key before;
the footer points to a block of pointers to the blocks. Each value is a BundleEntryProto, which says where in which
shard a tensor lies, with what shape and type.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

FOOTER = 48
MAGIC = 0xDB4775248B80FB57
TYPES = {1: np.dtype("<f4"), 3: np.dtype("<i4"), 9: np.dtype("<i8")}


@dataclass(frozen=True)
class Entry:
    """Where a tensor lies."""

    dtype: np.dtype
    shape: tuple[int, ...]
    shard: int
    offset: int
    size: int


def varint(data: bytes, at: int) -> tuple[int, int]:
    """A little-endian base-128 number and the position behind it."""
    value = shift = 0
    while True:
        byte = data[at]
        at += 1
        value |= (byte & 0x7F) << shift
        if byte < 0x80:
            return value, at
        shift += 7


def fields(message: bytes) -> Iterator[tuple[int, int | bytes]]:
    """Numbers and values of the fields of a protocol buffer."""
    at = 0
    while at < len(message):
        key, at = varint(message, at)
        kind = key & 7
        if kind == 0:
            value, at = varint(message, at)
            yield key >> 3, value
            continue
        if kind == 2:
            size, at = varint(message, at)
        else:
            size = {1: 8, 5: 4}[kind]
        yield key >> 3, message[at : at + size]
        at += size


def shape_of(message: bytes) -> tuple[int, ...]:
    """Dimensions of a TensorShapeProto."""
    dimensions = (value for number, value in fields(message) if number == 2 and isinstance(value, bytes))
    return tuple(int(dict(fields(dimension)).get(1, 0)) for dimension in dimensions)


def entry_of(message: bytes) -> Entry | None:
    """A BundleEntryProto; None for types that are no numbers."""
    found = dict(fields(message))
    dtype = TYPES.get(int(found.get(1, 0)))
    if dtype is None:
        return None
    shape = found.get(2, b"")
    assert isinstance(shape, bytes)
    return Entry(dtype, shape_of(shape), *(int(found.get(number, 0)) for number in (3, 4, 5)))


def block(data: bytes, handle: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Keys and values of the block that a handle (offset, size) points to."""
    start, at = varint(handle, 0)
    size, _ = varint(handle, at)
    if data[start + size]:
        raise ValueError("compressed blocks are not supported")
    content = data[start : start + size]
    (restarts,) = struct.unpack_from("<I", content, size - 4)
    end, at, key = size - 4 * (restarts + 1), 0, b""
    while at < end:
        shared, at = varint(content, at)
        own, at = varint(content, at)
        length, at = varint(content, at)
        key = key[:shared] + content[at : at + own]
        at += own
        yield key, content[at : at + length]
        at += length


def read_index(path: Path) -> dict[str, Entry]:
    """All tensors that an index file names."""
    data = path.read_bytes()
    footer = data[-FOOTER:]
    if struct.unpack("<Q", footer[-8:])[0] != MAGIC:
        raise ValueError(f"{path} is no TensorFlow checkpoint index")
    _, at = varint(footer, 0)
    _, at = varint(footer, at)
    found: dict[str, Entry] = {}
    for _, handle in block(data, footer[at:]):
        for key, value in block(data, handle):
            entry = entry_of(value) if key else None
            if entry is not None:
                found[key.decode("utf-8")] = entry
    return found


def read_tensor(prefix: Path, entry: Entry, shards: int = 1) -> np.ndarray:
    """One tensor of the checkpoint `prefix`.index, `prefix`.data-00000-of-00001."""
    path = prefix.with_name(f"{prefix.name}.data-{entry.shard:05d}-of-{shards:05d}")
    count = entry.size // entry.dtype.itemsize
    return np.fromfile(path, entry.dtype, count, offset=entry.offset).reshape(entry.shape)
