"""Step 4: turn gold and silver sentences into spaCy training corpora.

Writes parse.spacy (trees, tags, features, lemmas), ner.spacy (entities) and the visible dev parts
(parse-dev.spacy, ner-dev.spacy) to the work folder. Gold trees count several times; the silver sentences that
the accurate model was least sure of are dropped; quotation marks and names are varied.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import spacy
import steps
from conllu import DEPREL, FEATS, FORM, HEAD, LEMMA, UPOS, XPOS, Parsed, entity_tag, read_conllu, read_iob
from lemmas import Lemmas, lemmas_of
from names import Names, load_names
from prepare import guess_spaces
from scoring import ENTITY_KINDS
from spacy.tokens import Doc, DocBin
from spacy.training import biluo_tags_to_spans, iob_to_biluo

Labelled = tuple[list[str], list[bool], list[str]]
QUOTES = [("„", "“"), ('"', '"'), ("»", "«"), ("«", "»"), ("“", "”"), ("‚", "‘")]
OPENING, CLOSING = {"„", "»"}, {"“", "”", "«"}
PARSE_ATTRIBUTES = ["ORTH", "SPACY", "TAG", "POS", "MORPH", "LEMMA", "HEAD", "DEP", "SENT_START"]
ENTITY_ATTRIBUTES = ["ORTH", "SPACY", "ENT_IOB", "ENT_TYPE"]


def vary_quotes(words: list[str], rng: random.Random, share: float = 0.3) -> list[str]:
    """Sometimes put another convention of quotation marks in."""
    if rng.random() >= share or not (OPENING | CLOSING) & set(words):
        return words
    opening, closing = rng.choice(QUOTES)
    return [opening if w in OPENING else closing if w in CLOSING else w for w in words]


def requoted(sentence: Parsed, rng: random.Random) -> Parsed:
    """The same tree, sometimes with other quotation marks."""
    words = vary_quotes(sentence.words, rng)
    rows = [[row[0], word, *row[LEMMA:]] for row, word in zip(sentence.rows, words, strict=True)]
    return Parsed(rows, sentence.comments)


def parse_doc(nlp: spacy.Language, sentences: list[Parsed]) -> Doc:
    """One document with the trees of a few sentences."""
    words: list[str] = []
    spaces: list[bool] = []
    rows: list[list[str]] = []
    heads: list[int] = []
    for sentence in sentences:
        offset = len(words)
        words += sentence.words
        spaces += sentence.spaces
        rows += sentence.rows
        numbers = ((i, int(row[HEAD])) for i, row in enumerate(sentence.rows))
        heads += [offset + (head - 1 if head else i) for i, head in numbers]
    return Doc(
        nlp.vocab,
        words=words,
        spaces=spaces,
        heads=heads,
        deps=["ROOT" if row[HEAD] == "0" else row[DEPREL] for row in rows],
        tags=[row[XPOS] for row in rows],
        pos=[row[UPOS] for row in rows],
        morphs=["" if row[FEATS] == "_" else row[FEATS] for row in rows],
        lemmas=["" if row[LEMMA] == "_" and row[FORM] != "_" else row[LEMMA] for row in rows],
    )


def entity_doc(nlp: spacy.Language, sentences: list[Labelled]) -> Doc:
    """One document with the entities of a few sentences."""
    words = [word for sentence in sentences for word in sentence[0]]
    spaces = [space for sentence in sentences for space in sentence[1]]
    tags = [tag for sentence in sentences for tag in sentence[2]]
    doc = Doc(nlp.vocab, words=words, spaces=spaces)
    doc.set_ents(biluo_tags_to_spans(doc, iob_to_biluo(tags)))
    return doc


def grouped(items: list, rng: random.Random, most: int) -> Iterator[list]:
    """Cut a list into runs of one to `most` items."""
    start = 0
    while start < len(items):
        size = rng.randint(1, most)
        yield items[start : start + size]
        start += size


def above(sentences: list[Parsed], key: str, drop: float) -> list[Parsed]:
    """Leave out the share `drop` of the sentences with the lowest confidence."""
    values = sorted(float(s.comments[key]) for s in sentences)
    limit = values[int(len(values) * drop)] if values else 0.0
    return [s for s in sentences if float(s.comments[key]) >= limit]


def read_silver(folder: Path, lemmas: Lemmas) -> list[Parsed]:
    """All annotated sentences, with lemmas."""
    sentences = [s for path in sorted(folder.glob("*.conllu")) for s in read_conllu(path)]
    for sentence in sentences:
        for row in sentence.rows:
            row[LEMMA] = lemmas.lemma(row[FORM], row[UPOS])
    return sentences


def parse_corpus(nlp: spacy.Language, gold: list[Parsed], silver: list[Parsed], copies: int, drop: float) -> list[Doc]:
    """Shuffled documents of one to three sentences of one source."""
    rng = random.Random(steps.SEED)
    pools: dict[str, list[Parsed]] = {}
    for sentence in above(silver, "arc_confidence", drop):
        pools.setdefault(sentence.comments["source"], []).append(sentence)
    for copy in range(copies):
        pools[f"gold {copy}"] = list(gold)
    docs = []
    for name in sorted(pools):
        rng.shuffle(pools[name])
        docs += [parse_doc(nlp, [requoted(s, rng) for s in group]) for group in grouped(pools[name], rng, 3)]
    rng.shuffle(docs)
    return docs


def mentions(words: list[str], tags: list[str]) -> Iterator[tuple[int, int, str]]:
    """Entities of a sentence as (start, end, kind)."""
    start = 0
    while start < len(words):
        end = start + 1
        if tags[start].startswith("B-"):
            while end < len(words) and tags[end].startswith("I-"):
                end += 1
            yield start, end, tags[start][2:]
        start = end


def other_name(words: list[str], kind: str, names: Names, seen: list[list[str]], rng: random.Random) -> list[str]:
    """Another name of the same kind: half of the people and some places from name lists, else one from the corpus."""
    genitive = "s" if words[-1].endswith("s") and rng.random() < 0.5 else ""
    listed = rng.random()
    if kind == "PER" and names.given and listed < 0.5 and len(words) <= 3:
        first = [rng.choice(names.given)] if len(words) > 1 else []
        return [*first, *words[1:-1], rng.choice(names.family) + genitive]
    if kind == "LOC" and names.towns and listed < 0.3 and len(words) == 1:
        return [*(rng.choice(names.towns) + genitive).split()]
    return rng.choice(seen)


def with_other_names(
    sentence: Labelled, names: Names, seen: dict[str, list[list[str]]], rng: random.Random
) -> Labelled:
    """A copy of a labelled sentence in which people, places and organisations have other names."""
    words, spaces, tags = list(sentence[0]), list(sentence[1]), list(sentence[2])
    for start, end, kind in reversed(list(mentions(words, tags))):
        if kind not in seen:
            continue
        name = other_name(words[start:end], kind, names, seen[kind], rng)
        words[start:end] = name
        spaces[start:end] = [True] * (len(name) - 1) + [spaces[end - 1]]
        tags[start:end] = [f"B-{kind}"] + [f"I-{kind}"] * (len(name) - 1)
    return words, spaces, tags


def labelled_gold(path: Path) -> list[Labelled]:
    """Sentences of an IOB2 file."""
    found = []
    for pairs in read_iob(path):
        words = [word for word, _ in pairs]
        found.append((words, guess_spaces(words), [tag for _, tag in pairs]))
    return found


def labelled_silver(silver: list[Parsed], drop: float) -> list[Labelled]:
    """Machine-labelled sentences other than those whose gold labels are known."""
    kept = above([s for s in silver if s.comments["source"] != "germeval"], "ner_confidence", drop)
    return [(s.words, s.spaces, [entity_tag(row) or "O" for row in s.rows]) for s in kept]


def ner_corpus(nlp: spacy.Language, gold: list[Labelled], silver: list[Labelled], copies: int) -> list[Doc]:
    """Shuffled documents; each sentence with a name comes once more with other names."""
    rng = random.Random(steps.SEED)
    names = load_names()
    labelled = gold + silver
    seen: dict[str, list[list[str]]] = {kind: [] for kind in ENTITY_KINDS}
    for words, _, tags in labelled:
        for start, end, kind in mentions(words, tags):
            seen.get(kind, []).append(words[start:end])
    named = [s for s in labelled if any(tag[2:] in seen for tag in s[2])]
    pool = gold * copies + silver + [with_other_names(s, names, seen, rng) for s in named]
    rng.shuffle(pool)
    varied = [(vary_quotes(words, rng), spaces, tags) for words, spaces, tags in pool]
    return [entity_doc(nlp, group) for group in grouped(varied, rng, 3)]


def save(path: Path, docs: Iterable[Doc], attributes: list[str], log: Callable[..., None]) -> None:
    """Write documents and log their size."""
    docs = list(docs)
    DocBin(attrs=attributes, docs=docs).to_disk(path)
    log("%s: %d documents, %d words", path.name, len(docs), sum(len(doc) for doc in docs))


def main() -> None:
    """Run the step."""
    cli = steps.parser(__doc__)
    cli.add_argument("--gold-copies", type=int, default=3, help="times each gold sentence is used")
    cli.add_argument("--drop", type=float, default=0.04, help="share of least certain silver left out")
    options = cli.parse_args()
    log = steps.start_log(options.work, "corpora").info
    nlp = spacy.blank("de")
    work, data = options.work, options.data
    gold = list(read_conllu(work / "gold.conllu"))
    silver = read_silver(work / "silver", lemmas_of(gold))
    trees = parse_corpus(nlp, gold, silver, options.gold_copies, options.drop)
    save(work / "parse.spacy", trees, PARSE_ATTRIBUTES, log)
    named = labelled_gold(data / "ner-train.iob2.tsv.xz")
    entities = ner_corpus(nlp, named, labelled_silver(silver, options.drop), copies=2)
    save(work / "ner.spacy", entities, ENTITY_ATTRIBUTES, log)
    dev_docs = (parse_doc(nlp, [sentence]) for sentence in read_conllu(data / "gold-dev.conllu.xz"))
    save(work / "parse-dev.spacy", dev_docs, PARSE_ATTRIBUTES, log)
    ner_dev = labelled_gold(data / "ner-dev.iob2.tsv.xz")
    save(work / "ner-dev.spacy", (entity_doc(nlp, [s]) for s in ner_dev), ENTITY_ATTRIBUTES, log)


if __name__ == "__main__":
    main()
