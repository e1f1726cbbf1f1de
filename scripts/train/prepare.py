"""Step 1: choose and tokenise the sentences that the accurate model will annotate, and copy the gold parts.

Reads raw-*.txt.xz, ner-train, gold-train (and treebank folders given with --treebank) from the data folder, and the
articles of JSON lines given with --articles, whose sentences are cut by the project's own rules.
Writes order.tsv (source, tokens, space flags; shuffled, so that any prefix is a fair mix) and gold.conllu to
the work folder. Sentences of the visible dev parts never get in.
"""

from __future__ import annotations

import json
import random
import sys
from collections.abc import Iterable, Iterator
from itertools import pairwise
from pathlib import Path

import spacy
import steps
from conllu import Parsed, dev_keys, normal_form, open_text, read_conllu, read_iob, write_conllu
from order import Item, write_order

sys.path.insert(0, str(steps.ROOT))

from graph.annotate.sentences import sentence_starts

LONGEST = 60
NO_SPACE_BEFORE = set(".,;:!?)]…“”«")
NO_SPACE_AFTER = set("([„»")


def guess_spaces(words: list[str]) -> list[bool]:
    """Whether a space follows each word of a text that was stored as tokens only."""
    following = [*words[1:], ""]
    return [a not in NO_SPACE_AFTER and b not in NO_SPACE_BEFORE for a, b in zip(words, following, strict=True)]


def raw_items(lines: Iterable[str], source: str, nlp: spacy.Language) -> Iterator[Item]:
    """Tokenised sentences of a text with one sentence a line."""
    for doc in nlp.tokenizer.pipe(line.strip() for line in lines):
        tokens = [token for token in doc if not token.is_space]
        if 2 <= len(tokens) <= LONGEST:
            yield source, [t.text for t in tokens], [bool(t.whitespace_) for t in tokens]


def article_sentences(path: Path) -> Iterator[str]:
    """Sentences of the articles in a JSON lines file: the title and the text of each."""
    with open_text(path) as handle:
        for line in handle:
            article = json.loads(line)
            text = f"{article.get('title', '')}\n\n{article['text']}"
            for start, end in pairwise([*sentence_starts(text), len(text)]):
                yield " ".join(text[start:end].split())


def entity_items(path: Path) -> Iterator[Item]:
    """Sentences of an IOB2 file, spaces guessed."""
    for pairs in read_iob(path):
        words = [word for word, _ in pairs]
        if 2 <= len(words) <= LONGEST:
            yield "germeval", words, guess_spaces(words)


def source_items(data: Path, source: str | Path, nlp: spacy.Language) -> Iterator[Item]:
    """Tokenised sentences of one source: the entity corpus, a file of articles, or a raw text of the data folder."""
    if source == "germeval":
        yield from entity_items(data / "ner-train.iob2.tsv.xz")
    elif isinstance(source, Path):
        yield from raw_items(article_sentences(source), source.stem, nlp)
    else:
        with open_text(data / f"raw-{source}.txt.xz") as handle:
            yield from raw_items(handle, source, nlp)


def collect(data: Path, sources: list[str], articles: list[Path]) -> list[Item]:
    """All sentences to annotate: news first, articles and other sources behind it, each part shuffled."""
    nlp = spacy.blank("de")
    rng = random.Random(steps.SEED)
    seen = dev_keys(data)
    result: list[Item] = []
    news = ["germeval", "denews", "wikinews"]
    groups = [[s for s in news if s in sources], articles, [s for s in sources if s not in news]]
    for group in groups:
        part: list[Item] = []
        for source in group:
            for item in source_items(data, source, nlp):
                key = normal_form("".join(item[1]))
                if key not in seen:
                    seen.add(key)
                    part.append(item)
        rng.shuffle(part)
        result += part
    return result


def gold_sentences(data: Path, treebanks: list[Path]) -> Iterator[Parsed]:
    """Gold trees: the training part of the data folder and the *-train files of treebank folders."""
    dev = dev_keys(data)
    files = [data / "gold-train.conllu.xz"]
    for folder in treebanks:
        files += sorted(folder.glob("*-train*.conllu*"))
    for path in files:
        for sentence in read_conllu(path):
            if normal_form("".join(sentence.words)) not in dev:
                yield sentence


def main() -> None:
    """Run the step."""
    cli = steps.parser(__doc__)
    cli.add_argument("--sources", nargs="+", default=["germeval", "denews", "wikinews"], help="texts to annotate")
    cli.add_argument("--articles", type=Path, action="append", default=[], help="JSON lines with title and text")
    cli.add_argument("--treebank", type=Path, action="append", default=[], help="UD folder with *-train.conllu")
    options = cli.parse_args()
    log = steps.start_log(options.work, "prepare")
    items = collect(options.data, options.sources, options.articles)
    write_order(options.work / "order.tsv", items)
    gold = list(gold_sentences(options.data, options.treebank))
    write_conllu(options.work / "gold.conllu", gold)
    words = sum(len(item[1]) for item in items)
    log.info("order.tsv: %d sentences, %d words; gold.conllu: %d sentences", len(items), words, len(gold))


if __name__ == "__main__":
    main()
