"""Step 5: train one part of the pipeline (`parse` or `ner`) on one core; an interrupted run is taken up again.

Reads <part>.spacy, <part>-dev.spacy, vectors/ and configs/<part>.cfg. Every evaluation writes a checkpoint to
model-<part>/run-<first step>/; when the step is started again, it goes on from the last checkpoint with the
learning rate that was due. With --minutes the rate falls with the clock instead of the step count and the run ends
in time on any machine, at the price of not being reproducible to the bit. The last run's best checkpoint by the
score on the visible dev part ends up in best-<part>/.
"""

from __future__ import annotations

import contextlib
import itertools
import json
import shutil
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO, Any

import spacy
import steps
from spacy.language import Language
from spacy.training.initialize import init_nlp
from spacy.training.loggers import console_logger
from spacy.training.loop import train
from spacy.util import load_config
from thinc.api import Config


@spacy.registry.loggers("de_news.StateLogger.v1")
def state_logger(state_file: str, done: int) -> Callable[..., Any]:
    """Console log that also keeps the number of finished steps in a file."""
    console = console_logger()

    def setup(nlp: Language, stdout: IO = sys.stdout, stderr: IO = sys.stderr) -> Any:
        log_step, finish = console(nlp, stdout, stderr)

        def log(info: dict[str, Any] | None) -> None:
            log_step(info)
            stdout.flush()
            if info is not None:
                state = {"step": done + info["step"], "score": info["score"]}
                with Path(state_file).open("a", encoding="utf-8") as handle:
                    handle.write(json.dumps(state) + "\n")

        return log, finish

    return setup


class TimeIsUp(Exception):
    """The minutes of a run are over."""


@spacy.registry.schedules("de_news.ClockLinear.v1")
def clock_linear(initial_rate: float, warmup_steps: int, minutes: float) -> Iterator[float]:
    """Rate that rises over the first steps and falls in a line to zero at the end of the minutes."""
    begun = time.monotonic()
    for step in itertools.count(1):
        left = 1 - (time.monotonic() - begun) / (60 * minutes)
        yield initial_rate * max(left, 0.0) * min(1.0, step / warmup_steps)


@spacy.registry.callbacks("de_news.StopInTime.v1")
def stop_in_time(minutes: float, eval_frequency: int) -> Callable[[Language, dict[str, Any]], None]:
    """Callback that ends a run behind the first evaluation after its minutes are over."""
    begun = time.monotonic()

    def check(nlp: Language, state: dict[str, Any]) -> None:
        if time.monotonic() - begun > 60 * minutes and state["step"] % eval_frequency == 1:
            raise TimeIsUp

    return check


def use_clock(training: dict[str, Any], minutes: float) -> None:
    """Let the clock instead of the number of steps decide on the learning rate and the end."""
    rate = training["optimizer"]["learn_rate"]
    training["max_steps"] = 0
    training["before_update"] = {
        "@callbacks": "de_news.StopInTime.v1",
        "minutes": minutes,
        "eval_frequency": training["eval_frequency"],
    }
    training["optimizer"]["learn_rate"] = {
        "@schedules": "de_news.ClockLinear.v1",
        "initial_rate": rate["initial_rate"],
        "warmup_steps": rate["warmup_steps"],
        "minutes": minutes,
    }


def finished_runs(folder: Path) -> list[Path]:
    """Runs that left a checkpoint, oldest first."""
    return sorted(run for run in folder.glob("run-*") if (run / "model-last" / "meta.json").exists())


def steps_done(run: Path) -> int:
    """Steps behind the last checkpoint of a run."""
    return int(json.loads((run / "state.jsonl").read_text(encoding="utf-8").splitlines()[-1])["step"])


def run_config(part: str, work: Path, run: Path, previous: Path | None, total: int | None) -> Config:
    """Configuration of a run: from the start, or from the last checkpoint with what is left to do."""
    paths = {"train": work / f"{part}.spacy", "dev": work / f"{part}-dev.spacy", "vectors": work / "vectors"}
    overrides: dict[str, Any] = {f"paths.{name}": str(path) for name, path in paths.items()}
    config = load_config(steps.CONFIGS / f"{part}.cfg", overrides=overrides, interpolate=False)
    training = config["training"]
    rate = training["optimizer"]["learn_rate"]
    total = total or training["max_steps"]
    done = steps_done(previous) if previous else 0
    training["logger"] = {
        "@loggers": "de_news.StateLogger.v1",
        "state_file": str(run / "state.jsonl"),
        "done": done,
    }
    training["max_steps"] = rate["total_steps"] = total - done
    if previous:
        rate["initial_rate"] *= 1 - done / total
        config["system"]["seed"] += done
        size = training["batcher"]["size"]
        size["start"] = size["stop"]
        source = str(previous / "model-last")
        config["components"] = {name: {"source": source} for name in config["nlp"]["pipeline"]}
    return config


def restore_lemma_trees(nlp: Language) -> None:
    """Fill the lemmatizer's table from edit trees to labels, which spaCy does not load with its labels."""
    if "trainable_lemmatizer" in nlp.pipe_names:
        lemmatizer: Any = nlp.get_pipe("trainable_lemmatizer")
        lemmatizer.tree2label = {tree: label for label, tree in enumerate(lemmatizer.labels)}


def main() -> None:
    """Run the step."""
    cli = steps.parser(__doc__)
    cli.add_argument("part", choices=["parse", "ner"], help="which half of the pipeline to train")
    cli.add_argument("--steps", type=int, help="steps in all; default: max_steps of the configuration")
    cli.add_argument("--minutes", type=float, help="let this run end after so many minutes")
    options = cli.parse_args()
    log = steps.start_log(options.work, f"train-{options.part}")
    folder = options.work / f"model-{options.part}"
    runs = finished_runs(folder)
    previous = runs[-1] if runs else None
    done = steps_done(previous) if previous else 0
    run = folder / f"run-{done:06d}"
    run.mkdir(parents=True, exist_ok=True)
    config = run_config(options.part, options.work, run, previous, options.steps)
    left = config["training"]["max_steps"]
    log.info("%s: %d steps done, %d to do", options.part, done, left)
    if options.minutes:
        use_clock(config["training"], options.minutes)
    if left > 0:
        nlp = init_nlp(config)
        restore_lemma_trees(nlp)
        with contextlib.suppress(TimeIsUp):
            train(nlp, run, use_gpu=-1, stdout=sys.stdout, stderr=sys.stderr)
    target = options.work / f"best-{options.part}"
    shutil.rmtree(target, ignore_errors=True)
    shutil.copytree(finished_runs(folder)[-1] / "model-best", target)
    log.info("best-%s written", options.part)


if __name__ == "__main__":
    main()
