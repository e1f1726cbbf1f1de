"""CoreNLP 4.5.10 German beside the pipeline: fetched with Maven to a cache folder and run as a tool of its own."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import tempfile
from pathlib import Path

import maven
from maven import Unavailable
from scoring import Word

VERSION = "4.5.10"
PACKAGES = [
    f"edu.stanford.nlp:stanford-corenlp:{VERSION}",
    f"edu.stanford.nlp:stanford-corenlp:{VERSION}:models-german",
]
COLUMNS = "idx,word,lemma,pos,ner,headidx,deprel"


def default_cache() -> Path:
    """The user's cache folder."""
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "diplograph" / f"corenlp-{VERSION}"


def merged(rows: list[list[str]], words: list[str]) -> list[Word]:
    """Rows of one sentence with split contractions (`zu dem`) put together again, as for the gold trees."""
    groups: list[list[list[str]]] = []
    position = 0
    for word in words:
        size = (
            1
            if rows[position][1] == word.replace(" ", "\u00a0") or len(rows) - position == len(words) - len(groups)
            else 2
        )
        groups.append(rows[position : position + size])
        position += size
    surface = {row[0]: number for number, group in enumerate(groups, 1) for row in group} | {"0": 0}
    result = []
    for group in groups:
        inside = {row[0] for row in group}
        row = next((row for row in group if row[5] not in inside), group[0])
        result.append(Word(row[3], "", "", "", surface[row[5]], row[6].lower()))
    return result


class CoreNLP:
    """Runs the German pipeline on text that is split already, or on raw text."""

    def __init__(self, cache: Path) -> None:
        java = shutil.which("java")
        if java is None:
            raise Unavailable("Java is not installed")
        jars = maven.fetch(PACKAGES, cache)
        self.command = [java, "-Xmx3g", "-cp", f"{jars}/*", "edu.stanford.nlp.pipeline.StanfordCoreNLP"]
        self.command += ["-props", "StanfordCoreNLP-german.properties", "-threads", "1"]

    def run(self, texts: list[str], suffix: str, *options: str) -> tuple[list[str], str]:
        """Annotate texts in one go; gives the outputs and what was logged."""
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            sources = [folder / f"{number}.txt" for number in range(len(texts))]
            for source, text in zip(sources, texts, strict=True):
                source.write_text(text, encoding="utf-8")
            listing = folder / "list"
            listing.write_text("\n".join(map(str, sources)), encoding="utf-8")
            command = [*self.command, "-fileList", str(listing), "-outputDirectory", name, *options]
            done = subprocess.run(command, capture_output=True, text=True, check=False)
            targets = [source.with_name(f"{source.name}.{suffix}") for source in sources]
            if not all(target.exists() for target in targets):
                raise Unavailable(f"CoreNLP failed: {done.stderr.strip()[-300:]}")
            return [target.read_text(encoding="utf-8") for target in targets], done.stderr

    def columns(self, sentences: list[list[str]], annotators: str) -> tuple[list[list[list[str]]], float]:
        """Rows of the requested columns for tokenised sentences, and the words per second CoreNLP reports."""
        text = "\n".join(" ".join(word.replace(" ", "\u00a0") for word in words) for words in sentences)
        options = ["-tokenize.whitespace", "true", "-ssplit.eolonly", "true", "-annotators", annotators]
        outputs, log = self.run([text], "conll", *options, "-outputFormat", "conll", "-output.columns", COLUMNS)
        blocks = [block for block in outputs[0].split("\n\n") if block.strip()]
        rows = [[line.split("\t") for line in block.split("\n") if line] for block in blocks]
        rate = re.search(r"at ([\d.]+) tokens/sec", log)
        return rows, float(rate[1]) if rate else 0.0

    def trees(self, sentences: list[list[str]]) -> tuple[list[list[Word]], float]:
        """Word classes and trees; CoreNLP has no German lemmas, tags of the STTS or features."""
        rows, rate = self.columns(sentences, "tokenize,mwt,pos,depparse")
        return [merged(block, words) for block, words in zip(rows, sentences, strict=True)], rate

    def entities(self, sentences: list[list[str]]) -> list[list[str]]:
        """IOB2 tags; neighbouring words of one class count as one entity, as CoreNLP does."""
        rows, _ = self.columns(sentences, "tokenize,pos,ner")
        result = []
        for block in rows:
            kinds = [{"PERSON": "PER", "LOCATION": "LOC", "ORGANIZATION": "ORG"}.get(r[4], "O") for r in block]
            before = ["O", *kinds]
            result.append(
                [k if k == "O" else f"{'I' if k == b else 'B'}-{k}" for k, b in zip(kinds, before, strict=False)]
            )
        return result

    def sentence_spans(self, texts: list[str]) -> list[set[tuple[int, int]]]:
        """Character spans of the sentences of raw texts."""
        outputs, _ = self.run(texts, "json", "-annotators", "tokenize", "-outputFormat", "json")
        result = []
        for output in outputs:
            tokens = [sentence["tokens"] for sentence in json.loads(output)["sentences"]]
            result.append({(t[0]["characterOffsetBegin"], t[-1]["characterOffsetEnd"]) for t in tokens})
        return result
