"""Step 4: train the 12-layer teacher on gold, or the compact model on gold and machine-annotated text.

The weights begin as those of --init: the encoder, a teacher, or earlier weights of the same model. The embeddings and
the lowest --low layers stay as they are. Targets: gold trees (each --copies times a pass), gold entities, and the
annotated sentences of --silver folders, whose targets are half the chosen tree and half the annotator's
probabilities. The rate rises over the first steps and falls in a line to zero; the last --finish of the run sees only
sentences with a gold tree or gold entities. The result is the moving average of the weights.

Every --save minutes a checkpoint is written to <name>/state.pt, and the step goes on from it when started again. With
--minutes the run ends by the clock, else after --passes over all examples. Log and figures on the visible dev parts
stand in accurate-<name>.log; the model ends up in <name>/.
"""

from __future__ import annotations

import argparse
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch

sys.path.insert(0, str(Path(__file__).resolve().parents[3]))
sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import checkpoint
import folder
import steps
from annotator import TorchAnnotator
from batches import Batch, Stream, collate
from checkpoint import Average, Progress
from conllu import dev_keys, read_conllu, read_iob
from devscore import Scorer
from examples import Example, Maker, gold_examples, read_silver, silver_examples, tag_examples
from labels import MAX_PIECES, Index, from_gold, make_config, read_config
from losses import joint_loss
from model import Accurate, Shape
from torch import Tensor, nn

from graph.annotate.encoder.wordpiece import WordPiece

WARM_UP = 40
CLIP = 3.0
REPORT_EVERY = 50


def arguments() -> argparse.Namespace:
    """The command line."""
    cli = steps.parser(__doc__)
    cli.add_argument("name", help="what to call the model: its folder under the work folder")
    cli.add_argument("--init", type=Path, required=True, help="folder of the encoder, a teacher or earlier weights")
    cli.add_argument("--layers", type=int, default=8, help="layers; 12 for a teacher")
    cli.add_argument("--low", type=int, default=4, help="lowest layers, which are not trained; 6 for a teacher")
    cli.add_argument("--silver", nargs="*", default=[], help="folders of annotated text under the work folder")
    cli.add_argument("--leave-out", nargs="*", default=["bundestag"], help="sources of annotated text not to use")
    cli.add_argument("--drop", type=float, default=0.05, help="share of the least certain annotated trees left out")
    cli.add_argument("--copies", type=int, default=4, help="times each gold tree is used in a pass")
    cli.add_argument("--entity-copies", type=int, default=1, help="times each gold entity sentence is used in a pass")
    cli.add_argument("--finish", type=float, default=0.1, help="share of the run at the end that sees gold only")
    cli.add_argument("--passes", type=float, default=3, help="passes over all examples, unless --minutes is given")
    cli.add_argument("--minutes", type=float, help="end after so many minutes in all, rate falling with the clock")
    cli.add_argument("--rate", type=float, default=9e-5, help="highest learning rate of the layers")
    cli.add_argument("--head-rate", type=float, default=1e-3, help="highest learning rate of the heads")
    cli.add_argument("--average", type=float, default=0.98, help="decay of the moving average, every 5 steps")
    cli.add_argument("--batch", type=int, default=1200, help="pieces a batch, with padding")
    cli.add_argument("--memo", type=float, default=2.0, help="gigabytes for states of the frozen layers")
    cli.add_argument("--bf16", action="store_true", help="compute in 16 bits: faster on processors with AMX")
    cli.add_argument("--threads", type=int, default=2, help="threads")
    cli.add_argument("--save", type=float, default=4, help="minutes between checkpoints")
    cli.add_argument("--score", type=float, default=15, help="minutes between scores on the dev parts")
    return cli.parse_args()


def load_examples(options: argparse.Namespace, maker: Maker) -> list[Example]:
    """All examples of a pass."""
    dev = dev_keys(options.data)
    gold = gold_examples(maker, list(read_conllu(options.work / "gold.conllu")))
    named = {" ".join(w for w, _ in s): [t for _, t in s] for s in read_iob(options.data / "ner-train.iob2.tsv.xz")}
    silver = [s for name in options.silver for s in read_silver(options.work / name, set(options.leave_out))]
    annotated = silver_examples(maker, silver, named, dev, options.drop)
    entities = [example for example in annotated if example.gold]
    tagged = tag_examples(maker, named)
    extra = (entities + tagged) * (options.entity_copies - 1)
    return gold * options.copies + annotated + tagged + extra


class FrozenStates:
    """States below the trained layers, kept in 16 bits up to a size, since they are the same in every pass."""

    def __init__(self, model: Accurate, gigabytes: float) -> None:
        self.model = model
        self.room = int(gigabytes * 1e9)
        self.kept: dict[str, Tensor] = {}

    def __call__(self, examples: list[Example], batch: Batch) -> Tensor:
        """States of a batch."""
        if all(example.key in self.kept for example in examples):
            result = torch.zeros(*batch.ids.shape, self.model.root.shape[0])
            for row, example in enumerate(examples):
                result[row, : len(example.ids)] = self.kept[example.key]
            return result
        states = self.model.lower(batch.ids, batch.mask)
        for row, example in enumerate(examples):
            own = states[row, : len(example.ids)]
            if example.key not in self.kept and self.room >= own.numel() * 2:
                self.kept[example.key] = own.to(torch.float16)
                self.room -= own.numel() * 2
        return states.float()


def make_model(options: argparse.Namespace) -> tuple[Accurate, dict[str, Any], list[str]]:
    """The model with the weights it starts from, its configuration, and the weights that start at random."""
    given = read_config(options.init)
    labels = given["labels"] if given else from_gold(list(read_conllu(options.work / "gold.conllu")))
    vocab = sum(1 for piece in (options.init / "vocab.txt").read_text(encoding="utf-8").split("\n") if piece)
    config = make_config(options.layers, options.low, vocab, labels)
    torch.manual_seed(steps.SEED)
    model = Accurate(Shape.of(config))
    fresh = folder.take_over(model, folder.tensors(options.init))
    for part in model.frozen():
        part.requires_grad_(False)
    return model, config, fresh


def make_optimizer(model: Accurate, options: argparse.Namespace) -> torch.optim.Optimizer:
    """AdamW with one rate for the layers and one for the heads."""
    layers = [p for layer in model.trained_layers() for p in layer.parameters()]
    known = {id(p) for p in layers}
    heads = [p for p in model.parameters() if p.requires_grad and id(p) not in known]
    groups = [
        {"params": layers, "lr": options.rate, "peak": options.rate, "weight_decay": 0.01},
        {"params": heads, "lr": options.head_rate, "peak": options.head_rate, "weight_decay": 0.0},
    ]
    return torch.optim.AdamW(groups, betas=(0.9, 0.98), foreach=True)


@dataclass
class Run:
    """A training run with all its parts."""

    options: argparse.Namespace
    model: Accurate
    optimizer: torch.optim.Optimizer
    average: Average
    stream: Stream
    states: FrozenStates
    scorer: Scorer
    annotator: TorchAnnotator
    progress: Progress
    total_steps: int

    def share(self) -> float:
        """How much of the run is over, from 0 to 1."""
        if self.options.minutes:
            return self.progress.seconds / (60 * self.options.minutes)
        return self.progress.step / self.total_steps

    def step(self) -> dict[str, float]:
        """One update; gives the loss of each head."""
        share = self.share()
        if share >= 1 - self.options.finish:
            self.stream.finish_on_gold()
        for group in self.optimizer.param_groups:
            group["lr"] = group["peak"] * min(1.0, (self.progress.step + 1) / WARM_UP) * max(0.01, 1 - share)
        examples = next(self.stream)
        batch = collate(examples, self.model.shape.labels["ner"])
        with torch.autocast("cpu", torch.bfloat16, enabled=self.options.bf16):
            states = self.states(examples, batch)
            loss, terms = joint_loss(self.model, self.model(states, batch.mask, batch.first), batch)
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


def prepare(options: argparse.Namespace, log: Any) -> tuple[Run, dict[str, Any]]:
    """Everything of a run, taken up where its checkpoint stands."""
    model, config, fresh = make_model(options)
    log.info("from %s; at random: %s", options.init, " ".join(fresh) or "nothing")
    pieces = WordPiece(options.init / "vocab.txt", MAX_PIECES)
    examples = load_examples(options, Maker(pieces, Index(config["labels"])))
    size = sum(len(example.ids) for example in examples)
    log.info("%d examples a pass, %d pieces", len(examples), size)
    stream = Stream(examples, options.batch, steps.SEED)
    optimizer = make_optimizer(model, options)
    average = Average([p for p in model.parameters() if p.requires_grad], options.average)
    state = options.work / options.name / "state.pt"
    state.parent.mkdir(parents=True, exist_ok=True)
    progress = Progress()
    if state.exists():
        progress = checkpoint.restore(state, model, optimizer, average, stream)
        log.info("taken up at step %d", progress.step)
    total = max(1, round(options.passes * size / options.batch))
    scorer, annotator = Scorer(options.data), TorchAnnotator(model, pieces, config, options.bf16)
    states = FrozenStates(model, options.memo)
    return Run(options, model, optimizer, average, stream, states, scorer, annotator, progress, total), config


def loop(run: Run, log: Any) -> None:
    """Train to the end, with reports, scores and checkpoints."""
    run.model.train()
    progress, options = run.progress, run.options
    sums: dict[str, float] = {}
    since = progress.step
    saved = progress.seconds
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
        if progress.seconds - progress.evaluated > 60 * options.score:
            tick = time.monotonic()
            progress.scores.append(run.score())
            progress.seconds += time.monotonic() - tick
            progress.evaluated = progress.seconds
            log.info("dev at step %d: %s", progress.step, progress.scores[-1])
        if progress.seconds - saved > 60 * options.save:
            tick = time.monotonic()
            run.save()
            progress.seconds += time.monotonic() - tick
            saved = progress.seconds


def main() -> None:
    """Run the step."""
    options = arguments()
    log = steps.start_log(options.work, f"accurate-{options.name}")
    torch.set_num_threads(options.threads)
    torch.set_flush_denormal(True)
    run, config = prepare(options, log)
    loop(run, log)
    run.save()
    run.average.swap()
    target = options.work / options.name
    folder.write_model(run.model, config, options.init / "vocab.txt", target)
    run.annotator.bf16 = False
    done = run.progress
    log.info(
        "%d steps, %d pieces, %.0f s; dev: %s",
        done.step,
        done.pieces,
        done.seconds,
        run.scorer.score(run.annotator.annotate),
    )


if __name__ == "__main__":
    main()
