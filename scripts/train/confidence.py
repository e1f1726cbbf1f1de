#!/usr/bin/env python3
"""Fit the confidence of claims to hand-made gold: writes graph/claims/confidence.json.

    python scripts/train/confidence.py [GOLD_DIR] [-o FILE] [--folds 10] [--penalty 6.0]

GOLD_DIR holds DOC.txt, DOC.sents and DOC.jsonl as in ../shared/eval/train (claims with the fields of its GUIDELINES.md).
A candidate claim counts as right when it matches a core gold claim of its sentence, as wrong when it matches none;
candidates that fit only a marginal gold claim are left out. Printed: precision, recall and F1 of score_claims.py by
threshold and the reliability table, both from cross-validation over articles, so that no article is judged by weights it
helped to fit. The threshold with the best F1 is written beside the weights.
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

from graph.claims import extract
from graph.claims.evidence import evidence
from graph.claims.selection import accepted
from graph.export.records import claim_record
from graph.model import Claim, Document
from graph.pipeline import ExtractionConfig, Extractor

HERE = Path(__file__).resolve().parents[2]
#: A feature that fewer candidates show is not learned from.
MIN_COUNT = 4


#: The names of a candidate's features, and whether the gold has it.
Sample = tuple[list[str], bool]


@dataclass(frozen=True)
class Article:
    """The candidates of one article, with their features and whether each is right; None fits marginal gold alone."""

    name: str
    claims: list[Claim]
    features: list[list[str]]
    right: list[bool | None]

    def samples(self) -> list[Sample]:
        """What can be learned from."""
        return [(f, right) for f, right in zip(self.features, self.right, strict=True) if right is not None]


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


def judge(record: dict, gold: list[dict], scorer: ModuleType) -> bool | None:
    """Tell whether a candidate is right, wrong, or (None) fits only a marginal gold claim."""
    marginal = False
    for claim in gold:
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
                return True
            marginal = True
    return None if marginal else False


def collect(folder: Path, scorer: ModuleType) -> list[Article]:
    """Run the extraction up to its candidates on every gold article."""
    extractor = Extractor.load(ExtractionConfig())
    documents = []
    for path in sorted(folder.glob("*.txt")):
        found = re.search(r"\d{4}-\d\d-\d\d", path.stem)
        documents.append(
            Document(path.stem, path.read_text(encoding="utf-8"), date=date.fromisoformat(found[0]) if found else None)
        )
    articles = []
    for number, analysis in enumerate(extractor.analyse(documents), 1):
        name = analysis.context.document.id
        gold = read_gold(folder, name)
        candidates = list(extract.candidates(analysis))
        claims = [claim for _, claim in candidates]
        features = evidence(analysis.context, candidates)
        articles.append(Article(name, claims, features, [judge(claim_record(c), gold, scorer) for c in claims]))
        if number % 20 == 0:
            print(f"{number} of {len(documents)} articles read", file=sys.stderr)
    return articles


def fit(samples: list[Sample], names: list[str], penalty: float) -> np.ndarray:
    """Fit ridge-penalised logistic regression by Newton's method; the last weight is the bias, unpenalised."""
    x, y = matrix([features for features, _ in samples], names), np.array([right for _, right in samples], float)
    weights = np.zeros(x.shape[1])
    ridge = np.full(x.shape[1], penalty)
    ridge[-1] = 1e-6
    for _ in range(25):
        p = 1 / (1 + np.exp(-x @ weights))
        gradient = x.T @ (p - y) + ridge * weights
        hessian = (x * (p * (1 - p))[:, None]).T @ x + np.diag(ridge)
        step = np.linalg.solve(hessian, gradient)
        weights -= step
        if np.abs(step).max() < 1e-6:
            break
    return weights


def matrix(rows: list[list[str]], names: list[str]) -> np.ndarray:
    """One row a candidate, one column a feature, the bias last."""
    column = {name: i for i, name in enumerate(names)}
    x = np.zeros((len(rows), len(names) + 1))
    x[:, -1] = 1
    for row, features in enumerate(rows):
        for name in features:
            if name in column:
                x[row, column[name]] = 1
    return x


def feature_names(samples: list[Sample]) -> list[str]:
    """Give the features that are frequent enough to learn from, sorted."""
    counts = Counter(name for features, _ in samples for name in features)
    return sorted(name for name, count in counts.items() if count >= MIN_COUNT)


def cross_validate(articles: list[Article], folds: int, penalty: float) -> list[np.ndarray]:
    """Give the candidates of every article the probabilities that weights fitted without it assign."""
    result = [np.zeros(0)] * len(articles)
    for fold in range(folds):
        train = [s for i, article in enumerate(articles) if i % folds != fold for s in article.samples()]
        names = feature_names(train)
        weights = fit(train, names, penalty)
        for i in range(fold, len(articles), folds):
            result[i] = 1 / (1 + np.exp(-matrix(articles[i].features, names) @ weights))
    return result


def choose_threshold(articles: list[Article], sure: list[np.ndarray], folder: Path, scorer: ModuleType) -> float:
    """Print the figures of score_claims.py by threshold; give the threshold with the best F1.

    The curve is flat and rough, so that each threshold counts as the mean of itself and its neighbours.
    """
    thresholds = [round(0.05 * step, 2) for step in range(15)]
    scores = []
    print("threshold  P      R      F1")
    for threshold in thresholds:
        records = [
            claim_record(claim)
            for article, p in zip(articles, sure, strict=True)
            for claim in accepted(article.claims, p.tolist(), threshold)
        ]
        report = scorer.score(folder, records)[0]["claim"]
        scores.append(report["f1"])
        print(f"{threshold:.2f}       {report['p']:.3f}  {report['r']:.3f}  {report['f1']:.3f}")
    smooth = [float(np.mean(scores[max(0, i - 1) : i + 2])) for i in range(len(scores))]
    return thresholds[int(np.argmax(smooth))]


def print_reliability(articles: list[Article], sure: list[np.ndarray]) -> None:
    """Print how often claims were right, by tenths of confidence, and how well the confidences tell right from wrong."""
    pairs = [
        (float(p), right)
        for article, probabilities in zip(articles, sure, strict=True)
        for p, right in zip(probabilities, article.right, strict=True)
        if right is not None
    ]
    print("confidence   claims  mean  right")
    for low in range(10):
        chosen = [(p, right) for p, right in pairs if min(9, int(p * 10)) == low]
        if chosen:
            mean, share = np.mean([p for p, _ in chosen]), np.mean([right for _, right in chosen])
            print(f"{low / 10:.1f}-{low / 10 + 0.1:.1f}      {len(chosen):6d}  {mean:.2f}  {share:.2f}")
    loss = -np.mean([np.log(p if right else 1 - p) for p, right in pairs])
    wrong = np.array([p for p, right in pairs if not right])
    area = np.mean([(p > wrong).mean() + (p == wrong).mean() / 2 for p, right in pairs if right])
    print(f"log loss {loss:.4f}, area under the ROC curve {area:.3f}")


def main() -> None:
    """Collect, cross-validate, fit on everything, write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path, nargs="?", default=HERE.parent / "shared" / "eval" / "train")
    parser.add_argument("-o", "--output", type=Path, default=HERE / "graph" / "claims" / "confidence.json")
    parser.add_argument("--folds", type=int, default=10)
    parser.add_argument("--penalty", type=float, default=6.0)
    args = parser.parse_args()
    scorer = load_scorer(args.gold)
    articles = collect(args.gold, scorer)
    samples = [sample for article in articles for sample in article.samples()]
    print(f"{len(articles)} articles, {len(samples)} candidates, {sum(right for _, right in samples)} right")
    sure = cross_validate(articles, args.folds, args.penalty)
    threshold = choose_threshold(articles, sure, args.gold, scorer)
    print_reliability(articles, sure)
    names = feature_names(samples)
    weights = fit(samples, names, args.penalty)
    data = {
        "bias": round(float(weights[-1]), 3),
        "threshold": threshold,
        "weights": {name: round(float(w), 3) for name, w in zip(names, weights, strict=False) if abs(w) >= 0.01},
    }
    args.output.write_text(json.dumps(data, ensure_ascii=False, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    print(f"{args.output.name}: {len(data['weights'])} weights, threshold {threshold}")


if __name__ == "__main__":
    main()
