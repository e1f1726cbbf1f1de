"""Step 4: train the small network on gold trees, gold entities and the text that the accurate pipeline annotated.

Targets of annotated text are half the chosen tree and half the annotator's probabilities. In every pass some
sentences get other names or other quotation marks. The rate rises over the first steps and falls in a line to zero; the
last --finish of the run sees only sentences with a gold tree or gold entities; the result is the moving average of
the weights.

Every --save minutes a checkpoint is written to <name>/state.pt, and the step goes on from it when started again. With
--minutes the run ends by the clock, else after --passes over all examples. Log and figures on the visible dev parts
stand in small-<name>.log; the network ends up in <name>/network.pt.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import paths  # noqa: F401 - makes the modules below importable

import checkpoint  # isort: skip
import numpy as np
import onnx
import steps
import torch
from annotating import Annotator
from batches import Stream, collate
from checkpoint import Average, Progress
from conllu import dev_keys, entity_tag, normal_form, read_conllu, read_iob
from devscore import Scorer
from examples import LONGEST_GOLD, LONGEST_SILVER, Example, Maker, limit, read_silver
from labels import Index, from_gold
from losses import joint_loss, soft_loss
from lstm import Shape, Small
from names import load_names
from onnx import numpy_helper
from torch import nn
from variety import Variety, requoted
from words import Inputs, Words, read_vectors

from graph.annotate.encoder.network import GRAPH

HEADS = ("dep", "upos", "xpos", "feats", "ner")
WARM_UP = 200
CLIP = 5.0
REPORT_EVERY = 200


@dataclass
class Sentence(Example):
    """A training example with its words and, where names are known, their tags."""

    words: tuple[str, ...] = ()
    tags: tuple[str, ...] | None = None


def arguments() -> argparse.Namespace:
    """The command line."""
    cli = steps.parser(__doc__)
    cli.add_argument("name", help="what to call the network: its folder under the work folder")
    cli.add_argument("--init", help="network under the work folder whose weights this one begins with")
    cli.add_argument("--names-only", action="store_true", help="train nothing but the branch for names")
    cli.add_argument("--drop", type=float, default=0.04, help="share of the least certain annotated trees left out")
    cli.add_argument("--copies", type=int, default=3, help="times each gold tree is used in a pass")
    cli.add_argument("--renamed", type=float, default=0.35, help="share of the sentences that get other names")
    cli.add_argument(
        "--resplit", type=float, default=0.3, help="share of the words of names in other pieces than usual"
    )
    cli.add_argument("--requoted", type=float, default=0.2, help="share that get other quotation marks")
    cli.add_argument("--finish", type=float, default=0.06, help="share of the run at the end that sees gold only")
    cli.add_argument("--passes", type=float, default=25, help="passes over all examples, unless --minutes is given")
    cli.add_argument("--minutes", type=float, help="end after so many minutes in all, rate falling with the clock")
    cli.add_argument("--rate", type=float, default=2e-3, help="highest learning rate")
    cli.add_argument("--average", type=float, default=0.995, help="decay of the moving average, every 5 steps")
    cli.add_argument("--batch", type=int, default=2000, help="pieces a batch, with padding")
    cli.add_argument("--hidden", type=int, default=256, help="units of a layer in each direction")
    cli.add_argument("--layers", type=int, default=3, help="layers")
    cli.add_argument("--dropout", type=float, default=0.33, help="dropout between the layers and in the heads")
    cli.add_argument(
        "--bf16", action="store_true", help="compute in 16 bits: faster where the processor has AVX512-BF16"
    )
    cli.add_argument("--threads", type=int, default=2, help="threads")
    cli.add_argument("--save", type=float, default=4, help="minutes between checkpoints")
    cli.add_argument("--score", type=float, default=8, help="minutes between scores on the dev parts")
    return cli.parse_args()


class Examples:
    """Makes the examples of a pass."""

    def __init__(self, words: Words, labels: dict[str, list[str]]) -> None:
        self.words = words
        self.maker = Maker(words.pieces, Index(labels))

    def sentence(self, key: str, words: list[str], tags: list[str] | None, *, gold: bool) -> Sentence:
        """A sentence without a tree."""
        ids, first = self.words.pieces.encode(words)
        found = Sentence(key, ids, first, gold, words=tuple(words))
        if tags is not None:
            found.tags, found.entities = tuple(tags), self.maker.entities(tags)
        return found

    def load(self, options: argparse.Namespace) -> list[Sentence]:
        """All examples of a pass, gold trees several times."""
        dev = dev_keys(options.data)
        named = {" ".join(w for w, _ in s): [t for _, t in s] for s in read_iob(options.data / "ner-train.iob2.tsv.xz")}
        gold = []
        for number, parsed in enumerate(read_conllu(options.work / "gold.conllu")):
            example = self.sentence(f"g{number}", parsed.words, None, gold=True)
            example.tree = self.maker.tree(parsed, None, fine=("feats",))
            gold.append(example)
        silver = read_silver(options.work / "silver", set())
        least, annotated = limit(silver, options.drop), []
        for number, item in enumerate(silver):
            words = item.sentence.words
            if normal_form("".join(words)) in dev:
                continue
            known = named.pop(" ".join(words), None)
            tags = known or [entity_tag(row) or "O" for row in item.sentence.rows]
            example = self.sentence(f"s{number}", words, tags, gold=known is not None)
            arcs, probabilities = item.soft or (None, None)
            if known is None:
                example.entities = self.maker.entities(tags, probabilities)
            if float(item.sentence.comments["arc_confidence"]) >= least:
                example.tree = self.maker.tree(item.sentence, arcs, fine=("feats",))
            if example.tree is not None or known is not None:
                annotated.append(example)
        tagged = [
            self.sentence(f"t{number}", text.split(" "), tags, gold=True)
            for number, (text, tags) in enumerate(named.items())
        ]
        gold = [example for example in gold if len(example.ids) <= LONGEST_GOLD]
        rest = [example for example in annotated + tagged if len(example.ids) <= LONGEST_SILVER]
        return gold * options.copies + rest


@dataclass
class Run:
    """A training run with all its parts."""

    options: argparse.Namespace
    words: Words
    model: Small
    optimizer: torch.optim.Optimizer
    average: Average
    stream: Stream
    variety: Variety
    scorer: Scorer
    annotator: Annotator
    progress: Progress
    total_steps: int

    def share(self) -> float:
        """How much of the run is over, from 0 to 1."""
        if self.options.minutes:
            return self.progress.seconds / (60 * self.options.minutes)
        return self.progress.step / self.total_steps

    def inputs(self, examples: list[Example]) -> Inputs:
        """The sentences of a step, some with other names, other quotation marks, or other pieces in names."""
        rng = random.Random(f"{steps.SEED} {self.progress.step}")
        sentences, varied = [], []
        for example in examples:
            assert isinstance(example, Sentence)
            words, tags = list(example.words), example.tags or ("O",) * len(example.words)
            if rng.random() < self.options.renamed:
                words = self.variety.renamed(words, tags, rng)
            if rng.random() < self.options.requoted:
                words = requoted(words, rng)
            sentences.append(words)
            varied.append([tag != "O" and rng.random() < self.options.resplit for tag in tags])
        return self.words.inputs(sentences, varied, rng)

    def step(self) -> dict[str, float]:
        """One update; gives the loss of each head."""
        share = self.share()
        if share >= 1 - self.options.finish:
            self.stream.finish_on_gold()
        for group in self.optimizer.param_groups:
            group["lr"] = self.options.rate * min(1.0, (self.progress.step + 1) / WARM_UP) * max(0.01, 1 - share)
        examples = next(self.stream)
        batch = collate(examples, self.model.shape.labels["ner"])
        inputs = self.inputs(examples)
        with torch.autocast("cpu", torch.bfloat16, enabled=self.options.bf16):
            if self.options.names_only:
                loss = soft_loss(self.model.entities(inputs), batch.entities) / batch.words.sum()
                terms = {"ner": float(loss.detach())}
            else:
                loss, terms = joint_loss(self.model, self.model(inputs), batch)
        self.optimizer.zero_grad(set_to_none=True)
        loss.backward()
        nn.utils.clip_grad_norm_(self.average.parameters, CLIP)
        self.optimizer.step()
        self.progress.step += 1
        self.progress.pieces += sum(len(example.ids) for example in examples)
        self.average.update(self.progress.step)
        return terms

    def score(self) -> dict[str, float]:
        """Figures of the averaged weights on the visible dev parts."""
        self.average.swap()
        figures = self.scorer.score(self.annotator.annotate)
        self.average.swap()
        self.model.train()
        return figures

    def save(self) -> None:
        """Write a checkpoint."""
        path = self.options.work / self.options.name / "state.pt"
        checkpoint.save(path, self.model, self.optimizer, self.average, self.stream, self.progress)


def first_pieces(network: Path, width: int) -> torch.Tensor:
    """The accurate network's table of pieces, reduced by principal components to length 1 on average."""
    stored = {tensor.name: numpy_helper.to_array(tensor) for tensor in onnx.load(network / GRAPH).graph.initializer}
    wide = stored["emb.w.8"].astype(np.float32) * stored["emb.w.scale"]
    centred = wide - wide.mean(0)
    _, basis = np.linalg.eigh(centred.T @ centred / len(centred))
    reduced = centred @ basis[:, ::-1][:, :width]
    return torch.from_numpy((reduced / np.linalg.norm(reduced, axis=1).mean()).astype(np.float32))


def prepare(options: argparse.Namespace, log: Any) -> tuple[Run, dict[str, list[str]]]:
    """Everything of a run, taken up where its checkpoint stands."""
    words = Words(options.work)
    found = from_gold(list(read_conllu(options.work / "gold.conllu")))
    labels = {name: found[name] for name in HEADS}
    shape = Shape(
        len(words.pieces.ids), {k: len(v) for k, v in labels.items()}, hidden=options.hidden, layers=options.layers
    )
    torch.manual_seed(steps.SEED)
    model = Small(shape, read_vectors(options.work / "vectors.npz"), dropout=options.dropout)
    table = first_pieces(steps.NETWORK, shape.piece_width)
    with torch.no_grad():
        model.pieces.weight.copy_(table)
        model.names.pieces.copy_(table)
    if options.init:
        model.load_state_dict(torch.load(options.work / options.init / "network.pt", weights_only=True), strict=False)
    if options.names_only:
        for name, parameter in model.named_parameters():
            parameter.requires_grad_(name.startswith("names."))
    examples = Examples(words, labels).load(options)
    if options.names_only:
        examples = [example for example in examples if example.tags is not None]
    size = sum(len(example.ids) for example in examples)
    log.info("%d examples a pass, %d pieces", len(examples), size)
    stream = Stream(list(examples), options.batch, steps.SEED)
    parameters = [p for p in model.parameters() if p.requires_grad]
    log.info("%d weights", sum(p.numel() for p in parameters))
    optimizer = torch.optim.AdamW(parameters, lr=options.rate, betas=(0.9, 0.95), weight_decay=0.01, foreach=True)
    average = Average(parameters, options.average)
    state = options.work / options.name / "state.pt"
    state.parent.mkdir(parents=True, exist_ok=True)
    progress = Progress()
    if state.exists():
        progress = checkpoint.restore(state, model, optimizer, average, stream)
        log.info("taken up at step %d", progress.step)
    total = max(1, round(options.passes * size / options.batch))
    tagged = ((e.words, e.tags) for e in examples if e.tags is not None)
    return Run(
        options, words, model, optimizer, average, stream, Variety(load_names(), tagged),
        Scorer(options.data), Annotator(model, words, labels), progress, total,
    ), labels  # fmt: skip


def loop(run: Run, log: Any) -> None:
    """Train to the end, with reports, scores and checkpoints."""
    run.model.train()
    progress, options = run.progress, run.options
    sums: dict[str, float] = {}
    since, saved = progress.step, progress.seconds
    while run.share() < 1:
        tick = time.monotonic()
        for name, value in run.step().items():
            sums[name] = sums.get(name, 0.0) + value
        progress.seconds += time.monotonic() - tick
        if progress.step % REPORT_EVERY == 0:
            losses = " ".join(f"{name}={value / (progress.step - since):.3f}" for name, value in sorted(sums.items()))
            rate = progress.pieces / progress.seconds
            log.info("step %d, %.0f %%, %.0f pieces/s: %s", progress.step, 100 * run.share(), rate, losses)
            sums.clear()
            since = progress.step
        tick = time.monotonic()
        if progress.seconds - progress.evaluated > 60 * options.score:
            progress.scores.append(run.score())
            progress.evaluated = progress.seconds
            log.info("dev at step %d: %s", progress.step, progress.scores[-1])
        if progress.seconds - saved > 60 * options.save:
            run.save()
            saved = progress.seconds
        progress.seconds += time.monotonic() - tick


def main() -> None:
    """Run the step."""
    options = arguments()
    log = steps.start_log(options.work, f"small-{options.name}")
    torch.set_num_threads(options.threads)
    torch.set_flush_denormal(True)
    run, labels = prepare(options, log)
    loop(run, log)
    run.save()
    run.average.swap()
    target = options.work / options.name
    torch.save(run.model.state_dict(), target / "network.pt")
    config = {"shape": run.model.shape.as_json(), "labels": labels}
    (target / "config.json").write_text(json.dumps(config, ensure_ascii=False) + "\n", encoding="utf-8")
    done, figures = run.progress, run.scorer.score(run.annotator.annotate)
    log.info("%d steps, %d pieces, %.0f s; dev: %s", done.step, done.pieces, done.seconds, figures)


if __name__ == "__main__":
    main()
