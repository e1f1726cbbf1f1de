"""Weights of the accurate model: safetensors files, plain or in 8 bits a weight with one scale a row."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from safetensors import safe_open
from safetensors.numpy import save_file

POSITIONS = 256
#: Matrices smaller than this stay in 16 bits.
SMALL = 20_000
#: Layers a file, of plain weights and of those in 8 bits: files stay below 50 MB in 8 bits.
PLAIN_LAYERS, SMALL_LAYERS = 2, 6
Arrays = dict[str, np.ndarray]


def read(folder: Path) -> Arrays:
    """All tensors of the files in `folder`, as they are stored."""
    raw: Arrays = {}
    for path in sorted(folder.glob("*.safetensors")):
        with safe_open(path, "np") as handle:
            raw.update({name: handle.get_tensor(name) for name in handle.keys()})  # noqa: SIM118
    return raw


def widened(raw: Arrays, name: str) -> np.ndarray:
    """A tensor in 32 bits, multiplied by its row scales where it has some."""
    array = raw[name].astype(np.float32)
    scale = raw.get(f"{name}.scale")
    return array if scale is None else array * scale.astype(np.float32)[..., None]


def dequantise(raw: Arrays) -> Arrays:
    """All tensors in 32 bits."""
    return {name: widened(raw, name) for name in raw if not name.endswith(".scale")}


def load(model: Path) -> Arrays:
    """Weights in 32 bits of the model in a folder: from its 8-bit files in int8/, else from the plain files beside."""
    return dequantise(read(model / "int8" if (model / "int8").is_dir() else model))


def quantise(arrays: Arrays) -> Arrays:
    """Large matrices as whole numbers from -127 to 127 with a scale a row, small ones in 16 bits, vectors in 32."""
    result: Arrays = {}
    for name, array in arrays.items():
        if array.ndim < 2:
            result[name] = array.astype(np.float32)
        elif array.size < SMALL:
            result[name] = array.astype(np.float16)
        else:
            scale = np.maximum(np.abs(array).max(-1), 1e-8) / 127
            result[name] = np.clip(np.rint(array / scale[..., None]), -127, 127).astype(np.int8)
            result[f"{name}.scale"] = scale.astype(np.float32)
    return result


def file_name(tensor: str, per_file: int) -> str:
    """Which file a tensor goes to: embeddings, so many layers each, or all the rest."""
    if tensor.startswith("emb.w"):
        return "0-embeddings"
    first = tensor.split(".")[0]
    if first[0] == "l" and first[1:].isdigit():
        return f"{1 + int(first[1:]) // per_file}-layers"
    return "9-heads"


def save(arrays: Arrays, folder: Path, per_file: int) -> list[Path]:
    """Write the tensors to `folder`, `per_file` layers a file; gives the files."""
    folder.mkdir(parents=True, exist_ok=True)
    files: dict[str, Arrays] = {}
    for name, array in arrays.items():
        files.setdefault(file_name(name, per_file), {})[name] = np.ascontiguousarray(array)
    paths = []
    for name, part in files.items():
        path = folder / f"{name}.safetensors"
        partial = path.with_suffix(".part")
        save_file(part, partial)
        partial.chmod(0o644)
        partial.replace(path)
        paths.append(path)
    return paths
