"""Finds names: of the gazetteer by the longest match, and what the pipeline's entity recogniser adds."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from graph.annotate import scheme
from graph.annotate.parse import Doc, Token
from graph.entities.roles import find_role
from graph.gazetteer import Gazetteer, Name, fold, stem
from graph.model import Entity, Mention

#: Names that are written in lower case.
_LOWER_CASE = frozenset(("taz", "dpa", "ynet", "ver.di", "ntv", "ai", "n-tv"))
_QUOTES = frozenset('„“”"»«‚‘’›‹')


@dataclass(frozen=True, slots=True)
class Spot:
    """Tokens that name something.

    Attributes:
        names: readings of the gazetteer; empty for what only the recogniser found.
        label: the recogniser's label (PER, ORG, LOC, MISC), "" where it found nothing here.
        text: the words, without a genitive ending where that is told.
    """

    start: int
    end: int
    names: tuple[Name, ...]
    label: str
    text: str


class _Word(NamedTuple):
    """What the gazetteer says of a word: whether it can begin a longer name, and its own readings and form."""

    stem: str
    begins: bool
    names: tuple[Name, ...]
    form: str


@lru_cache(maxsize=50_000)
def _word(text: str, gazetteer: Gazetteer) -> _Word:
    short = stem(text)
    common = text[0].islower() and text not in _LOWER_CASE and not ("-" in text and any(c.isupper() for c in text))
    names, form = ((), text) if common else one_word(text, gazetteer)
    return _Word(short, short in _first_stems(gazetteer), names, form)


@lru_cache(maxsize=8)
def _first_stems(gazetteer: Gazetteer) -> frozenset[str]:
    return frozenset(first for first, _ in gazetteer.starts)


def spot_names(doc: Doc, tokens: Sequence[Token], gazetteer: Gazetteer) -> list[Spot]:
    """Give all names of the text, in its order and without overlaps.

    A person whose full name the recogniser gives goes before a family name of the gazetteer within it.

    Sentence: "Das Weiße Haus und Erika Merz schwiegen." (Weiße Haus, Erika Merz)
    """
    recognised = {span.start: span for span in _recognised(doc, tokens, gazetteer)}
    words = [_word(token.text, gazetteer) for token in tokens]
    spots: list[Spot] = []
    i = 0
    while i < len(tokens):
        match = _several_words(tokens, words, i, gazetteer) if words[i].begins else None
        if match is None and words[i].names:
            match = _single_word(tokens, words[i], i, gazetteer)
        span = recognised.get(i)
        if span is not None and (match is None or _prefers_recogniser(span, match)):
            spots.append(span)
            i = span.end
        elif match is not None:
            spots.append(match)
            i = match.end
        else:
            i += 1
    return spots


def _prefers_recogniser(span: Spot, match: Spot) -> bool:
    if span.end - span.start <= match.end - match.start:
        return False
    return span.label in ("PER", "ORG") or all(name.form == "family" for name in match.names)


def _recognised(doc: Doc, tokens: Sequence[Token], gazetteer: Gazetteer) -> Iterator[Spot]:
    for ent in doc.ents:
        start, end = ent.start, ent.end
        while start < end and not (
            scheme.is_noun(tokens[start]) or scheme.is_adjective(tokens[start]) or tokens[start].text[:1].isupper()
        ):
            start += 1
        end = next((i for i in range(start, end) if _breaks(tokens[i])), end)
        if ent.label_ == "ORG" and start + 1 < end and _introduces(tokens[start], tokens[start + 1], gazetteer):
            start += 1
        if ent.label_ == "PER":
            end = _with_name_parts(tokens, start, end)
        while start < end and scheme.is_punctuation(tokens[end - 1]) and tokens[end - 1].text != ".":
            end -= 1
        if start < end and _is_compound(tokens, start, end):
            continue
        if (
            start < end
            and ent.label_ in ("PER", "ORG", "LOC")
            and any(c.isalpha() for c in tokens[start].text)
            and tokens[start].text[:1].isupper()
        ):
            yield Spot(start, end, (), ent.label_, " ".join(_text(tokens, start, end).split()))


def _introduces(noun: Token, name: Token, gazetteer: Gazetteer) -> bool:
    """Tell whether a noun only says what the name behind it is. Sentence: "der Nachrichtensender Times Now" """
    return name.tag_ == "NE" and fold(name.text) not in gazetteer.names and find_role(noun, gazetteer) is not None


def _with_name_parts(tokens: Sequence[Token], start: int, end: int) -> int:
    """Give the end of a person's name with the parts that the recogniser left out, over a doubled blank too."""
    while end < len(tokens):
        k = end + 1 if tokens[end].is_space and "\n" not in tokens[end].text else end
        if k == len(tokens) or not (
            scheme.is_name_part(tokens[k]) and start <= tokens[k].head.i < end and scheme.is_name(tokens[k])
        ):
            break
        end = k + 1
    return end


def _breaks(token: Token) -> bool:
    """Tell whether a name cannot go on here: at the end of a line, and before a time ("am Montag")."""
    return (token.is_space and "\n" in token.text) or token.lower_ == "am"


def _is_compound(tokens: Sequence[Token], start: int, end: int) -> bool:
    """Tell whether one hyphenated word is no name but has one inside ("Ukraine-Konflikt", "Mittel-")."""
    return end - start == 1 and (
        tokens[start].text.endswith("-") or ("-" in tokens[start].text and tokens[start].tag_ == "NN")
    )


def _several_words(tokens: Sequence[Token], words: Sequence[_Word], i: int, gazetteer: Gazetteer) -> Spot | None:
    """Give the longest name of several words that begins at a token."""
    if i + 1 >= len(tokens):
        return None
    for name, readings in gazetteer.starts.get((words[i].stem, words[i + 1].stem), ()):
        end = i + len(name)
        if end <= len(tokens) and all(words[i + k].stem == name[k] for k in range(2, len(name))):
            spot = Spot(i, end, readings, tokens[i].ent_type_, _text(tokens, i, end))
            if _is_name_here(tokens, spot, gazetteer):
                return spot
    return None


def _single_word(tokens: Sequence[Token], word: _Word, i: int, gazetteer: Gazetteer) -> Spot | None:
    """Give the name that a token is by itself."""
    if not _is_single_name(tokens[i]):
        return None
    spot = Spot(i, i + 1, word.names, tokens[i].ent_type_, word.form)
    return spot if _is_name_here(tokens, spot, gazetteer) else None


def head_of(tokens: Sequence[Token], start: int, end: int) -> int:
    """Give the first token of a stretch whose own head lies outside of it."""
    for i in range(start, end):
        head = tokens[i].head.i
        if not start <= head < end or head == i:
            return i
    return start


def mention_of(
    tokens: Sequence[Token], start: int, end: int, entity: Entity, form: str, rule: str, *, head: int | None = None
) -> Mention:
    """Make a mention of a stretch of tokens; its head is told by the parse where none is given."""
    last = tokens[end - 1]
    head = head_of(tokens, start, end) if head is None else head
    return Mention(start, end, head, tokens[start].idx, last.idx + len(last.text), entity, form, rule)


def _text(tokens: Sequence[Token], start: int, end: int) -> str:
    return "".join(token.text_with_ws for token in tokens[start:end]).strip()


@lru_cache(maxsize=20_000)
def one_word(word: str, gazetteer: Gazetteer) -> tuple[tuple[Name, ...], str]:
    """Look a word up, as it stands or without a genitive ending, and give its readings and the form that was found.

    Sentence: "Russlands Nein" (Russlands -> Russland)
    """
    text = fold(word)
    for form in (
        text,
        text[:-1] if text.endswith(("s", "'")) else "",
        text[:-2] if text.endswith(("es", "'s")) else "",
    ):
        if len(form) > 1 and form in gazetteer.names:
            return gazetteer.names[form], word[: len(form)] if form != text else word
    return (), word


def _is_single_name(token: Token) -> bool:
    """Tell whether one word can be a name where it stands, and no verb, adjective or number that looks like it."""
    return scheme.is_noun(token) or bool(token.ent_type_) or token.text.isupper()


def _is_name_here(tokens: Sequence[Token], spot: Spot, gazetteer: Gazetteer) -> bool:
    """Weed out names that are common words, unless something shows that they are names here.

    Sentence: "Das Bild der Zeit" names no newspaper, "berichtet die „Zeit“" does.
    """
    first = tokens[spot.start]
    classes = {gazetteer.entities[name.entity].classes[0] for name in spot.names}
    marked = bool(first.ent_type_) or (spot.start > 0 and tokens[spot.start - 1].text in _QUOTES)
    if classes == {"Party"} and not _fits_abbreviation(tokens, spot, gazetteer):
        return False
    if classes == {"Media"}:
        return marked or spot.text.isupper() or (spot.end - spot.start == 1 and scheme.is_name(first))
    if all(name.form == "family" for name in spot.names):
        return first.ent_type_ == "PER" or (scheme.is_name(first) and first.ent_type_ in ("", "PER", "ORG"))
    if classes == {"Place"} and spot.end - spot.start == 1:
        return scheme.is_name(first) or first.ent_type_ == "LOC"
    return True


def _fits_abbreviation(tokens: Sequence[Token], spot: Spot, gazetteer: Gazetteer) -> bool:
    """Tell whether the abbreviation in brackets behind a party's name is its own.

    Sentence: "die Demokratische Partei (XY)" is another than the one that the gazetteer knows.
    """
    k = spot.end
    if k + 2 >= len(tokens) or tokens[k].text != "(" or tokens[k + 2].text != ")" or not tokens[k + 1].text.isupper():
        return True
    known = {name.entity for name in one_word(tokens[k + 1].text, gazetteer)[0]}
    return bool(known & {name.entity for name in spot.names})
