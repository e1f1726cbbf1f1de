"""All spaCy registrations of the project: importing this module makes the components known, nothing else does.

`prepare` fits them into a pipeline. They keep this order: sentences before the parser, which then respects them;
behind everything else the conversion of TIGER labels, the lemmas, and the repairs, which read both.
"""

from __future__ import annotations

from typing import Any

from spacy.language import Language
from spacy.tokens import Doc
from spacy.util import compile_prefix_regex, compile_suffix_regex

from graph.annotate.encoder.component import Encoder
from graph.annotate.lemmas import repair_lemmas
from graph.annotate.repair import repair_parse
from graph.annotate.sentences import set_sentences
from graph.annotate.tiger import convert_tiger

_ENCODER = "diplograph_encoder"
_SENTENCES = "diplograph_sentences"
_TIGER = "diplograph_tiger"
_LEMMAS = "diplograph_lemmas"
_REPAIR = "diplograph_repair"


@Language.component(_SENTENCES, retokenizes=True)
def _sentences(doc: Doc) -> Doc:
    return set_sentences(doc)


@Language.component(_TIGER, requires=["token.dep", "token.head", "token.tag"], assigns=["token.dep", "token.head"])
def _tiger(doc: Doc) -> Doc:
    return convert_tiger(doc)


@Language.component(_LEMMAS, requires=["token.lemma", "token.pos"], assigns=["token.lemma"])
def _lemmas(doc: Doc) -> Doc:
    return repair_lemmas(doc)


@Language.component(_REPAIR, requires=["token.dep", "token.head", "token.tag"], assigns=["token.dep", "token.head"])
def _repair(doc: Doc) -> Doc:
    return repair_parse(doc)


@Language.factory(
    _ENCODER,
    default_config={"threads": 0},
    assigns=[
        "token.tag",
        "token.pos",
        "token.morph",
        "token.lemma",
        "token.dep",
        "token.head",
        "token.ent_type",
        "token.ent_iob",
        "doc.ents",
    ],
    retokenizes=True,
)
def encoder_factory(nlp: Language, name: str, threads: int) -> Encoder:
    """Make the component of `de_news_accurate`; an entry point names this function to spaCy."""
    return Encoder(nlp.vocab, name, threads=threads)


def prepare(nlp: Language, *, tiger: bool) -> None:
    """Add our components to a checked pipeline, in place; one that has them already stays as it is.

    Args:
        nlp: a German pipeline.
        tiger: whether its parser gives TIGER labels.
    """
    if _SENTENCES in nlp.pipe_names:
        return
    _quote_marks(nlp)
    for other in ("senter", "sentencizer"):
        if other in nlp.pipe_names:
            nlp.disable_pipe(other)
    nlp.add_pipe(_SENTENCES, first=True)
    if tiger:
        nlp.add_pipe(_TIGER)
    nlp.add_pipe(_LEMMAS)
    nlp.add_pipe(_REPAIR)


def _quote_marks(nlp: Language) -> None:
    """Part single angle marks from words: spaCy's German rules know only the double ones. Sentence: "›Nein‹" """
    tokenizer: Any = nlp.tokenizer
    if hasattr(tokenizer, "suffix_search"):
        tokenizer.prefix_search = compile_prefix_regex([*(nlp.Defaults.prefixes or ()), "[‹›]"]).search
        tokenizer.suffix_search = compile_suffix_regex([*(nlp.Defaults.suffixes or ()), "[‹›]"]).search
