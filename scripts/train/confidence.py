#!/usr/bin/env python3
"""Fit the confidence of claims to hand-made gold: writes graph/claims/confidence.json.

    python scripts/train/confidence.py [GOLD_DIR] [-o FILE] [--folds 10] [--penalty 1.0]

GOLD_DIR holds DOC.txt, DOC.sents and DOC.jsonl as in ../shared/eval/train (claims with the fields of its GUIDELINES.md).
A candidate claim counts as right when it matches a core gold claim of its sentence, as wrong when it matches none;
candidates that fit only a marginal gold claim are left out. Printed: precision, recall and F1 by threshold and the
reliability table, both from cross-validation over articles, so that no article is judged by weights it helped to fit.
The fit is deterministic: full-batch Newton steps on a ridge-penalised logistic loss.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import re
import sys
from collections import Counter
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from types import ModuleType

import numpy as np

from graph.claims import confidence
from graph.claims.extract import candidates
from graph.export.records import claim_record
from graph.model import Document
from graph.pipeline import ExtractionConfig, Extractor

HERE = Path(__file__).resolve().parents[2]
#: A feature that fewer candidates show is not learned from.
MIN_COUNT = 4


@dataclass(frozen=True)
class Sample:
    """One candidate claim: its article, its features, and whether the gold has it."""

    document: str
    features: tuple[str, ...]
    right: bool
    gold: int | None


def load_scorer(folder: Path) -> ModuleType:
    """Load score_claims.py that lies beside the gold, so that "right" means what the scorer means by it."""
    spec = importlib.util.spec_from_file_location("score_claims", folder.parent / "score_claims.py")
    if spec is None or spec.loader is None:
        sys.exit(f"{folder.parent}: score_claims.py not found")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def read_gold(folder: Path, name: str) -> list[dict]:
    """Read an article's gold claims, each with the offsets of its sentence."""
    sents = {}
    for line in (folder / f"{name}.sents").read_text(encoding="utf-8").splitlines():
        number, start, end, _ = line.split("\t", 3)
        sents[int(number)] = (int(start), int(end))
    lines = (folder / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    return [{**claim, "span": sents[claim["sent"]]} for claim in map(json.loads, filter(str.strip, lines))]


def judge(record: dict, gold: list[dict], scorer: ModuleType) -> tuple[bool | None, int | None]:
    """Tell whether a candidate is right, wrong, or (None) fits only a marginal gold claim."""
    marginal = False
    for index, claim in enumerate(gold):
        start, end = claim["span"]
        if not (
            record["sentence"]["start"] < end
            and record["sentence"]["end"] > start
            and claim["relation"] == record["relation"]
        ):
            continue
        subject = scorer.same_actor(scorer.names(record["subject"]), [claim["subject"], *claim["subject_alt"]])
        if subject and scorer.same_object(scorer.names(record["object"]), [claim["object"], *claim["object_alt"]]):
            if claim["core"]:
                return True, index
            marginal = True
    return (None if marginal else False), None


def collect(folder: Path, scorer: ModuleType) -> tuple[list[Sample], int]:
    """Run the extraction up to its candidates on every gold article.

    Returns:
        The samples, and how many core claims the gold has.
    """
    extractor = Extractor.load(ExtractionConfig())
    documents = []
    for path in sorted(folder.glob("*.txt")):
        found = re.search(r"\d{4}-\d\d-\d\d", path.stem)
        documents.append(
            Document(path.stem, path.read_text(encoding="utf-8"), date=date.fromisoformat(found[0]) if found else None)
        )
    samples, core = [], 0
    for analysis in extractor.analyse(documents):
        name = analysis.context.document.id
        gold = read_gold(folder, name)
        core += sum(claim["core"] for claim in gold)
        for frame, claim in candidates(analysis):
            right, index = judge(claim_record(claim), gold, scorer)
            if right is not None:
                samples.append(Sample(name, tuple(confidence.features(analysis.context, frame, claim)), right, index))
    return samples, core


def fit(samples: list[Sample], names: list[str], penalty: float) -> np.ndarray:
    """Fit ridge-penalised logistic regression by Newton's method; the last weight is the bias, unpenalised."""
    x, y = matrix(samples, names), np.array([s.right for s in samples], float)
    weights = np.zeros(x.shape[1])
    ridge = np.full(x.shape[1], penalty)
    ridge[-1] = 1e-6
    for _ in range(25):
        p = 1 / (1 + np.exp(-x @ weights))
        gradient = x.T @ (p - y) + ridge * weights
        hessian = (x * (p * (1 - p))[:, None]).T @ x + np.diag(ridge)
        step = np.linalg.solve(hessian, gradient)
        weights -= step
        if np.abs(step).max() < 1e-8:
            break
    return weights


def matrix(samples: list[Sample], names: list[str]) -> np.ndarray:
    """One row a sample, one column a feature, the bias last."""
    column = {name: i for i, name in enumerate(names)}
    x = np.zeros((len(samples), len(names) + 1))
    x[:, -1] = 1
    for row, sample in enumerate(samples):
        for name in sample.features:
            if name in column:
                x[row, column[name]] = 1
    return x


def feature_names(samples: list[Sample]) -> list[str]:
    """Give the features that are frequent enough to learn from, sorted."""
    counts = Counter(name for sample in samples for name in set(sample.features))
    return sorted(name for name, count in counts.items() if count >= MIN_COUNT)


def cross_validate(samples: list[Sample], folds: int, penalty: float) -> np.ndarray:
    """Give every sample the probability that weights fitted without its article assign."""
    articles = sorted({s.document for s in samples})
    fold_of = {name: i % folds for i, name in enumerate(articles)}
    result = np.zeros(len(samples))
    for fold in range(folds):
        train = [s for s in samples if fold_of[s.document] != fold]
        held = [i for i, s in enumerate(samples) if fold_of[s.document] == fold]
        names = feature_names(train)
        weights = fit(train, names, penalty)
        result[held] = 1 / (1 + np.exp(-matrix([samples[i] for i in held], names) @ weights))
    return result


def table(samples: list[Sample], probability: np.ndarray, core: int) -> float:
    """Print F1 by threshold and the reliability table; give the lowest threshold that is as good as the best.

    F1 is flat around its best value; within half a point of it, more claims with honest confidences serve users more.
    """
    scores: dict[float, float] = {}
    print("threshold  P      R      F1")
    for threshold in np.arange(0.0, 0.71, 0.05):
        kept = [s for s, p in zip(samples, probability, strict=True) if p >= threshold]
        found = len({(s.document, s.gold) for s in kept if s.right})
        given = found + sum(not s.right for s in kept)
        precision, recall = found / max(given, 1), found / core
        f1 = 2 * precision * recall / max(precision + recall, 1e-9)
        scores[round(float(threshold), 2)] = f1
        print(f"{threshold:.2f}       {precision:.3f}  {recall:.3f}  {f1:.3f}")
    print("confidence   claims  right")
    for low in np.arange(0.0, 1.0, 0.1):
        chosen = [s.right for s, p in zip(samples, probability, strict=True) if low <= p < low + 0.1]
        if chosen:
            print(f"{low:.1f}-{low + 0.1:.1f}      {len(chosen):6d}  {sum(chosen) / len(chosen):.2f}")
    return min(threshold for threshold, f1 in scores.items() if f1 >= max(scores.values()) - 0.005)


def main() -> None:
    """Collect, cross-validate, fit on everything, write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path, nargs="?", default=HERE.parent / "shared" / "eval" / "train")
    parser.add_argument("-o", "--output", type=Path, default=HERE / "graph" / "claims" / "confidence.json")
    parser.add_argument("--folds", type=int, default=10)
    parser.add_argument("--penalty", type=float, default=2.0)
    args = parser.parse_args()
    samples, core = collect(args.gold, load_scorer(args.gold))
    print(f"{len(samples)} candidates, {sum(s.right for s in samples)} right, {core} core claims in the gold")
    threshold = table(samples, cross_validate(samples, args.folds, args.penalty), core)
    names = feature_names(samples)
    weights = fit(samples, names, args.penalty)
    data = {
        "bias": round(float(weights[-1]), 3),
        "threshold": threshold,
        "weights": {name: round(float(w), 3) for name, w in zip(names, weights, strict=False) if abs(w) >= 0.02},
    }
    args.output.write_text(json.dumps(data, ensure_ascii=False, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    print(f"{args.output.name}: {len(data['weights'])} weights, threshold {threshold}")


if __name__ == "__main__":
    main()
