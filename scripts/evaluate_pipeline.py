"""Score a German spaCy pipeline on the visible dev parts: trees, tags, lemmas, sentences, entities, speed.

Trees and tags are scored on gold tokens and gold sentences, punctuation included, labels without subtypes; entities
as exact spans; sentences as character spans of raw text (dev sentences put one after the other, ten a text); speed
on the raw dev text, repeated, in words per second of processor time on one core. With --corenlp the same figures
are given for CoreNLP 4.5.10 German. CoreNLP's tagger and parser were trained on text that contains the dev part,
so its figures there are too good.
"""

from __future__ import annotations

import argparse
import importlib
import os
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

# Read when numpy is imported: threads that wait would count as work.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "scripts" / "train")]

import spacy  # noqa: E402
from conllu import DEPREL, FEATS, HEAD, LEMMA, UPOS, XPOS, Parsed, read_conllu, read_iob  # noqa: E402
from corenlp import CoreNLP, Unavailable, default_cache  # noqa: E402
from prepare import guess_spaces  # noqa: E402
from scoring import RELATIONS, Span, TreeScores, Word, entity_f1, entity_spans, span_f1  # noqa: E402
from spacy.language import Language  # noqa: E402
from spacy.tokens import Doc  # noqa: E402

from graph.annotate.encoder.component import Encoder  # noqa: E402
from graph.annotate.load import load  # noqa: E402
from graph.annotate.shipped import SHIPPED  # noqa: E402

Labelled = tuple[list[str], list[str]]
COLUMNS = ("UPOS", "XPOS", "FEATS", "lemma", "UAS", "LAS")


@dataclass
class Report:
    """All figures of one system."""

    name: str
    trees: TreeScores
    entities: dict[str, float] = field(default_factory=dict)
    sentences: float = 0.0
    speed: float = 0.0

    def lines(self) -> list[tuple[str, float]]:
        """Named figures in the order of the table; shares in percent."""
        found = [(name, 100 * self.trees.share(name)) for name in COLUMNS]
        found += [(f"F1 {name}", 100 * self.trees.relation_f1(name)) for name in RELATIONS]
        found += [("sentence F1", 100 * self.sentences)]
        found += [(f"entity F1 {kind}", 100 * value) for kind, value in self.entities.items()]
        return [*found, ("words/s, one core", self.speed)]


def read_dev(data: Path) -> tuple[list[Parsed], list[Labelled]]:
    """The visible dev parts: trees, and words with entity tags."""
    named = [([w for w, _ in s], [t for _, t in s]) for s in read_iob(data / "ner-dev.iob2.tsv.xz")]
    return list(read_conllu(data / "gold-dev.conllu.xz")), named


def open_pipeline(name: str) -> Language:
    """A pipeline by folder or name; with `+rules` behind it the project's own components are added."""
    if name.endswith("+rules"):
        return load(name.removesuffix("+rules"))
    return importlib.import_module(SHIPPED[name]).load() if name in SHIPPED else spacy.load(name)


def gold_words(sentence: Parsed) -> list[Word]:
    """The gold analysis of one sentence."""
    return [Word(r[UPOS], r[XPOS], r[LEMMA], r[FEATS], int(r[HEAD]), r[DEPREL]) for r in sentence.rows]


def doc_words(doc: Doc) -> list[Word]:
    """The pipeline's analysis of a document that holds one sentence."""
    return [
        Word(
            t.pos_,
            t.tag_,
            t.lemma_,
            str(t.morph) or "_",
            0 if t.head.i == t.i else t.head.i + 1,
            "root" if t.head.i == t.i else t.dep_,
        )
        for t in doc
    ]


def gold_doc(nlp: Language, words: list[str], spaces: list[bool]) -> Doc:
    """A document of one sentence with given tokens."""
    return Doc(nlp.vocab, words=words, spaces=spaces, sent_starts=[True] + [False] * (len(words) - 1))


def raw_texts(gold: Sequence[Parsed], size: int = 10) -> list[tuple[str, set[tuple[int, int]]]]:
    """Texts of `size` sentences with the character spans of the sentences."""
    result = []
    for start in range(0, len(gold), size):
        text, spans = "", set()
        for sentence in gold[start : start + size]:
            plain = "".join(w + " " * s for w, s in zip(sentence.words, sentence.spaces, strict=True)).strip()
            spans.add((len(text), len(text) + len(plain)))
            text += plain + " "
        result.append((text.strip(), spans))
    return result


def found_sentences(doc: Doc) -> set[tuple[int, int]]:
    """Character spans of a document's sentences, white space left out."""
    spans = set()
    for sentence in doc.sents:
        words = [token for token in sentence if not token.is_space]
        if words:
            spans.add((words[0].idx, words[-1].idx + len(words[-1])))
    return spans


def words_per_second(nlp: Language, texts: list[str], repeats: int = 3) -> float:
    """Best of several passes over all texts, by processor time of this process, with one thread."""
    for _, part in nlp.pipeline:
        if isinstance(part, Encoder):
            part.use_threads(1)
    rates = []
    for _ in range(repeats + 1):
        begun = time.process_time()
        words = sum(len(doc) for doc in nlp.pipe(texts, batch_size=64))
        rates.append(words / (time.process_time() - begun))
    return max(rates[1:])


def all_spans(pairs: Sequence[tuple[str, set[tuple[int, int]]]], found: Sequence[set[tuple[int, int]]]) -> float:
    """Sentence F1 over all texts."""
    gold_all = {(i, *span) for i, (_, spans) in enumerate(pairs) for span in spans}
    found_all = {(i, *span) for i, spans in enumerate(found) for span in spans}
    return span_f1(gold_all, found_all)


def entity_pairs(gold: Sequence[Labelled], tags: Sequence[Sequence[str]]) -> list[tuple[set[Span], set[Span]]]:
    """Gold and found spans of each sentence."""
    return [(entity_spans(g[1]), entity_spans(t)) for g, t in zip(gold, tags, strict=True)]


def score_trees(nlp: Language, gold: list[Parsed]) -> TreeScores:
    """Tags and trees on gold tokens and sentences."""
    scores = TreeScores()
    docs = nlp.pipe([gold_doc(nlp, s.words, s.spaces) for s in gold])
    for sentence, doc in zip(gold, docs, strict=True):
        scores.add(gold_words(sentence), doc_words(doc))
    return scores


def score_entities(nlp: Language, named: list[Labelled]) -> dict[str, float]:
    """Entities on gold tokens."""
    docs = nlp.pipe([gold_doc(nlp, words, guess_spaces(words)) for words, _ in named])
    tags = [["O" if t.ent_iob_ in ("O", "") else f"{t.ent_iob_}-{t.ent_type_}" for t in doc] for doc in docs]
    return entity_f1(entity_pairs(named, tags))


def score_spacy(name: str, gold: list[Parsed], named: list[Labelled]) -> Report:
    """All figures of a spaCy pipeline."""
    nlp = open_pipeline(name)
    report = Report(Path(name).name, score_trees(nlp, gold), score_entities(nlp, named))
    texts = raw_texts(gold)
    report.sentences = all_spans(texts, [found_sentences(doc) for doc in nlp.pipe(text for text, _ in texts)])
    report.speed = words_per_second(nlp, [text for text, _ in texts])
    return report


def score_corenlp(cache: Path, gold: list[Parsed], named: list[Labelled]) -> Report:
    """All figures of CoreNLP that it has for German."""
    tool = CoreNLP(cache)
    report = Report("CoreNLP 4.5.10", TreeScores())
    trees, report.speed = tool.trees([s.words for s in gold])
    for sentence, found in zip(gold, trees, strict=True):
        report.trees.add(gold_words(sentence), found)
    report.entities = entity_f1(entity_pairs(named, tool.entities([words for words, _ in named])))
    texts = raw_texts(gold)
    report.sentences = all_spans(texts, tool.sentence_spans([text for text, _ in texts]))
    return report


def print_table(reports: list[Report]) -> None:
    """One row a figure, one column a system, then the confusions of labels."""
    width = max(len(report.name) for report in reports) + 2
    print(f"{'':20}" + "".join(report.name.rjust(width) for report in reports))
    rows = [report.lines() for report in reports]
    for index, (label, _) in enumerate(rows[0]):
        values = "".join(f"{row[index][1]:{width}.1f}" for row in rows)
        print(f"{label:20}{values}")
    for report in reports:
        print(f"\n{report.name}: most frequent confusions of labels (gold -> found)")
        for (gold, found), count in report.trees.confusions.most_common(10):
            print(f"  {count:4} {gold} -> {found}")


def main() -> int:
    """Run the evaluation."""
    cli = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.ArgumentDefaultsHelpFormatter)
    default = [name + rules for name in SHIPPED for rules in ("", "+rules")]
    cli.add_argument(
        "--model",
        nargs="+",
        default=default,
        help="folders or names of pipelines; NAME+rules: with the project's rules",
    )
    cli.add_argument("--data", type=Path, default=ROOT.parent / "shared" / "data", help="folder of the dev parts")
    cli.add_argument("--corenlp", action="store_true", help="score CoreNLP too (Java; fetched with Maven)")
    cli.add_argument("--cache", type=Path, default=default_cache(), help="folder of the CoreNLP jars")
    options = cli.parse_args()
    if not (options.data / "gold-dev.conllu.xz").exists():
        print(f"no gold-dev.conllu.xz in {options.data}", file=sys.stderr)
        return 2
    gold, named = read_dev(options.data)
    reports = [score_spacy(model, gold, named) for model in options.model]
    if options.corenlp:
        try:
            reports.append(score_corenlp(options.cache, gold, named))
        except Unavailable as reason:
            print(f"CoreNLP left out: {reason}", file=sys.stderr)
    print_table(reports)
    return 0


if __name__ == "__main__":
    sys.exit(main())
