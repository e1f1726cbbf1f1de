#!/usr/bin/env python3
"""Fit the confidence of claims to hand-made gold: writes graph/claims/confidence.json.

    python scripts/train/confidence.py [GOLD_DIR] [-o FILE] [--folds 10] [--penalty 12.0]

GOLD_DIR holds DOC.txt, DOC.sents and DOC.jsonl as in ../shared/eval/train (claims with the fields of its GUIDELINES.md).
A candidate claim counts as right when it matches a core gold claim of its sentence, as wrong when it matches none;
candidates that fit only a marginal gold claim are left out. The reliability table and the figures of score_claims.py by
threshold go to docs/confidence.md, both from cross-validation over articles, so that no article is judged by weights it
helped to fit. The lowest threshold with practically the best F1 is written beside the weights. Some minutes on two cores.
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
from graph.claims.context import Context
from graph.claims.evidence import Candidate, evidence
from graph.export.records import claim_record
from graph.model import Document
from graph.pipeline import ExtractionConfig, Extractor

HERE = Path(__file__).resolve().parents[2]
PAGE = """# How sure a claim is

Every claim has a `confidence` from 0 to 1. It is the probability, in the eyes of a logistic model, that a careful reader would have written the same claim: the same
relation, subject and object for the same sentence. What the model looks at are some forty things about the claim and its sentence: its relation and the entry of the
lexicon, where subject and object stand and what they are, negation, modality and mood, how long the sentence is, and which other claims it has
(`graph/claims/evidence.py`). Its weights (`graph/claims/confidence.json`) can be read with the naked eye. Claims below {threshold:.2f} are dropped.

This page is written by `python scripts/train/confidence.py`, which fits the weights to hand-made gold. All figures come from cross-validation over the articles: no
article is judged by weights that it helped to fit. What fits a marginal claim of the gold alone counts as neither right nor wrong.

## Reliability

{articles} articles, {candidates} candidates for claims, {right} of them right.

{reliability}

Log loss {loss:.3f}; a right claim gets a higher confidence than a wrong one in {area:.0%} of all pairs.

## Precision and recall by threshold

What `score_claims.py` beside the gold counts, if claims below the threshold are dropped. Whoever needs few wrong claims drops more: `confidence` stands in every export.

{figures}
"""
#: A feature that fewer candidates show is not learned from.
MIN_COUNT = 4
#: F1 of thresholds closer than this to the best is called equal: about four claims of 1,430.
SLACK = 0.003


#: The names of a candidate's features, and whether the gold has it.
Sample = tuple[list[str], bool]


@dataclass(frozen=True)
class Article:
    """The candidates of one article, with their features and whether each is right; None fits marginal gold alone."""

    context: Context
    candidates: list[Candidate]
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
        gold = read_gold(folder, analysis.context.document.id)
        candidates = list(extract.candidates(analysis))
        right = [judge(claim_record(claim), gold, scorer) for _, claim in candidates]
        features = evidence(analysis.context, candidates)
        articles.append(Article(analysis.context, candidates, features, right))
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


def by_threshold(articles: list[Article], sure: list[np.ndarray], folder: Path, scorer: ModuleType) -> list[dict]:
    """Give the claim figures of score_claims.py for each threshold, and the threshold itself."""
    rows = []
    for threshold in (round(0.05 * step, 2) for step in range(15)):
        records = [
            claim_record(claim)
            for article, p in zip(articles, sure, strict=True)
            for claim in extract.chosen(article.context, article.candidates, p.tolist(), threshold)
        ]
        rows.append({"threshold": threshold, **scorer.score(folder, records)[0]["claim"]})
    return rows


def best_threshold(rows: list[dict]) -> float:
    """Give the lowest threshold whose F1 is as good as the best: who gets a doubtful claim can drop it, not the reverse.

    The curve is rough, so that each threshold counts as the mean with its neighbours, and flat at its top.
    """
    scores = [row["f1"] for row in rows]
    smooth = [float(np.mean(scores[max(0, i - 1) : i + 2])) for i in range(len(scores))]
    return float(next(row["threshold"] for row, f1 in zip(rows, smooth, strict=True) if f1 >= max(smooth) - SLACK))


def judged(articles: list[Article], sure: list[np.ndarray]) -> list[tuple[float, bool]]:
    """Give the probability of every candidate that is either right or wrong."""
    return [
        (float(p), right)
        for article, probabilities in zip(articles, sure, strict=True)
        for p, right in zip(probabilities, article.right, strict=True)
        if right is not None
    ]


def report(rows: list[dict], pairs: list[tuple[float, bool]], articles: int, threshold: float) -> str:
    """Write what cross-validation measured, as a Markdown page."""
    loss = -np.mean([np.log(p if right else 1 - p) for p, right in pairs])
    wrong = np.array([p for p, right in pairs if not right])
    area = np.mean([(p > wrong).mean() + (p == wrong).mean() / 2 for p, right in pairs if right])
    lines = ["| confidence | claims | mean confidence | right |", "|---|---|---|---|"]
    for low in range(10):
        chosen = [(p, right) for p, right in pairs if min(9, int(p * 10)) == low]
        if chosen:
            mean, share = np.mean([p for p, _ in chosen]), np.mean([right for _, right in chosen])
            lines.append(f"| {low / 10:.1f} to {low / 10 + 0.1:.1f} | {len(chosen)} | {mean:.2f} | {share:.2f} |")
    figures = ["| threshold | precision | recall | F1 |", "|---|---|---|---|"]
    for row in rows:
        figures.append(f"| {row['threshold']:.2f} | {row['p']:.3f} | {row['r']:.3f} | {row['f1']:.3f} |")
    return PAGE.format(
        articles=articles,
        candidates=len(pairs),
        right=sum(right for _, right in pairs),
        threshold=threshold,
        reliability="\n".join(lines),
        loss=loss,
        area=area,
        figures="\n".join(figures),
    )


def main() -> None:
    """Collect, cross-validate, fit on everything, write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path, nargs="?", default=HERE.parent / "shared" / "eval" / "train")
    parser.add_argument("-o", "--output", type=Path, default=HERE / "graph" / "claims" / "confidence.json")
    parser.add_argument("--page", type=Path, default=HERE / "docs" / "confidence.md", help="where the figures go")
    parser.add_argument("--folds", type=int, default=10)
    parser.add_argument("--penalty", type=float, default=12.0)
    args = parser.parse_args()
    scorer = load_scorer(args.gold)
    articles = collect(args.gold, scorer)
    samples = [sample for article in articles for sample in article.samples()]
    sure = cross_validate(articles, args.folds, args.penalty)
    rows = by_threshold(articles, sure, args.gold, scorer)
    threshold = best_threshold(rows)
    page = report(rows, judged(articles, sure), len(articles), threshold)
    print(page)
    args.page.write_text(page, encoding="utf-8")
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
