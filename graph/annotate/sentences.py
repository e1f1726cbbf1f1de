"""Sentence boundaries by rule, set before the parser so that it keeps to them.

The rule for quotations: a full sentence within one ends where any sentence does („Wir gehen. Sie bleiben.“ are
two), because that is how treebanks and readers count. There is no boundary between a closing mark and what goes on
behind it (… gehen“, sagte er), and none inside a quotation that is woven into a sentence: one with words in front
that no colon parts from it, and with more of the sentence behind it (Mit den Worten „Genug. Wir gehen.“ stand er auf).

A paragraph break is a boundary, so headlines need no full stop. A line break is one only where the line is short for
its paragraph or the next one is an item of a list: other lines are broken to fit a page.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import numpy as np
from spacy.tokens import Doc

from graph.annotate.quotations import quoted_spans

_END = re.compile(r"(?:[.!?…]+|[:;]-?\)(?=\s+[A-ZÄÖÜ]))(?P<close>[“”\"»«‘’›‹'\)\]]*)(?P<gap>\s+)(?=\S)")
_PARAGRAPH_BREAK = re.compile(r"[^\S\n]*\n[^\S\n]*\n\s*")
_ITEM = re.compile(r"(?:[-–*•·▪]|\d{1,2}[.)])[^\S\n]+\S")
_WORD_BEFORE = re.compile(r"[^\s(\[„“‚»«›‹\"'/–—]*\Z")
_WORD_AFTER = re.compile(r"[\(\[„“‚‘»«›‹\"'…–—-]*\s*(?P<word>[\w’'-]*)")
_DOTTED = re.compile(r"(?:[^\W\d_]{1,2}\.)+[^\W\d_]{1,2}")
_ROMAN = re.compile(r"[IVX]+")
# A capital on a word that has none within a sentence: the sentence before it lacks its full stop.
_BARE_START = re.compile(
    r"(?<=[a-zäöüß)])[^\S\n]+(?=(?:Ich|Wir|Seit|Nachdem|Obwohl|Weil|Wenn|Haben|Eigentlich|Außerdem|Allerdings|Dennoch|Deshalb|Trotzdem|Leider|Damals)"
    r"[^\S\n]+[a-zäöüß])"
)
# Where a report was written, before its first words, perhaps with the agencies that it draws on.
_DATELINE = re.compile(
    r"[A-ZÄÖÜ][\w.’'-]*(?:[ /][A-ZÄÖÜ][\w.’'-]*){0,4}(?: ?\((?:[\w.-]+(?:, ?|/| ))*[\w.-]+\))?[^\S\n]+[–—-][^\S\n]+(?=[„“»\"'(]?[A-ZÄÖÜ\d])"
)
_BEHIND_DATELINE = 40
_SECOND_DASH = re.compile(r"[^\S\n][–—-][^\S\n]+[a-zäöüß]")
_SHORT_LINE = 0.75
_NARROW = 50


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


# Abbreviations that want a word behind them, without their full stop.
_NEVER_LAST = _words(
    "abb abg abs abt art aufl bd betr bez bsp bspw bzgl bzw ca chr ders dgl dipl dr ebd einschl etw evtl exkl fa ff fr frl geb gegr gem "
    "gest ggf ggü hl hptm hr hrn hrsg inkl ing insb jh jhd jr kap kath kfz lt ltd mag max med min mind mr mrs ms mt nr nrn "
    "phil pkt prof prot rd rer resp röm russ s sen sog spec sr st std str sv tel u ukr urspr usw-ä v verh vgl vs z zit zt zzgl bes "
    "gen gez oberst oblt oltn jur theol vors verf allg amerik dt engl franz griech israel ital poln span türk südl nördl östl westl"
)
# Abbreviations that may end a sentence: the next word decides.
_SOMETIMES_LAST = _words("co corp etc inc mill mio mrd tsd usf usw uvm ff jh ag")
_MONTHS = _words(
    "jan januar jänner feb februar märz mär apr april mai jun juni jul juli aug august sep sept september okt oktober nov november dez dezember"
)
# Words that open a sentence when they are written with a capital: articles, pronouns, conjunctions, prepositions.
_OPENERS = _words(
    "der die das den dem des ein eine einen einem einer kein keine er sie es wir ihr ich man sein seine seinen ihre ihren dies diese dieser dieses diesen "
    "diesem jene jener jeder jede alle viele einige mehrere manche beide andere solche wer was wie wo wann warum weshalb welche welcher und oder aber "
    "denn doch sondern als wenn weil da dass ob obwohl während nachdem bevor bis seit seitdem falls sofern damit dabei dafür dagegen daher dann danach "
    "darauf daraufhin daran darin darüber darum davon davor dazu dazwischen deshalb deswegen dennoch dort hier jetzt nun nur noch nach nachher zuvor zudem "
    "zugleich zunächst zuletzt außerdem auch allerdings also bereits bisher erst etwa gegen für mit ohne bei beim von vom vor zu zum zur im in ins an am "
    "auf aus über unter um durch laut trotz wegen zwischen neben hinter gegenüber statt gemäß so somit sowohl weder entweder je jedoch inzwischen "
    "mittlerweile unser unsere mein meine unterdessen vielmehr stattdessen heute gestern morgen immer nie niemand "
    "jemand nichts alles ja nein nicht weiter weitere ferner"
)


def sentence_starts(text: str) -> list[int]:
    """Give the offsets at which sentences begin, ascending; the first is that of the first word.

    Sentence: "Am 3. März kam Dr. Maas. Er blieb." -> two

    >>> sentence_starts("Am 3. März kam Dr. Maas. Er blieb.")
    [0, 25]
    """
    first = len(text) - len(text.lstrip())
    if first == len(text):
        return []
    starts = {first}
    starts.update(match.end() for match in _PARAGRAPH_BREAK.finditer(text) if first < match.end() < len(text))
    starts.update(_line_starts(text))
    woven = _woven_quotations(text)
    breaks = sorted(starts)
    starts.update(match.end() for match in _BARE_START.finditer(text) if not _inside(woven, match.start()))
    for match in _END.finditer(text):
        at = match.end()
        if at not in starts and _ends_sentence(text, match) and not _inside(woven, match.start()):
            begin = breaks[bisect_right(breaks, match.start()) - 1]
            if not _in_brackets(text, max(begin, match.start() - 400), match.start(), match["close"]):
                starts.add(at)
    starts.update(_behind_datelines(text, sorted(starts)))
    return sorted(starts)


def _line_starts(text: str) -> Iterator[int]:
    """Give the beginnings of lines that a headline or a list item makes sentences of."""
    if "\n" not in text:
        return
    at = 0
    for block in [*_PARAGRAPH_BREAK.finditer(text), None]:
        end = block.start() if block else len(text)
        lines = text[at:end].split("\n")
        longest = max(len(line) for line in lines)
        offset = at
        for line, following in pairwise(lines):
            offset += len(line) + 1
            indent = len(following) - len(following.lstrip())
            short = (
                longest > _NARROW
                and len(line.rstrip()) < _SHORT_LINE * longest
                and not line.rstrip().endswith((",", "-", ";", "–"))
            )
            if (
                following.strip()
                and line.strip()
                and (_ITEM.match(following.lstrip()) or (short and not following.lstrip()[0].islower()))
            ):
                yield offset + indent
        at = block.end() if block else end


def _behind_datelines(text: str, starts: list[int]) -> Iterator[int]:
    """Give where the report begins behind a dateline: its place is no part of the first sentence.

    Sentence: "Genf/Wien – Russland hat vor einer Gefahr gewarnt." (Russland)
    """
    for start, end in pairwise([*starts, len(text)]):
        found = _DATELINE.match(text, start, end)
        rest = text[found.end() : end] if found is not None else ""
        # A second dash closes what the first opened: "Seine Partei – Recht und Freiheit – gewann."
        if found is not None and len(rest.rstrip()) >= _BEHIND_DATELINE and not _SECOND_DASH.search(rest):
            yield found.end()


def _ends_sentence(text: str, match: re.Match[str]) -> bool:
    """Tell whether the mark at a place ends a sentence, by the words on both sides."""
    after = _WORD_AFTER.match(text, match.end())
    word = after["word"] if after else ""
    if word[:1].islower():
        return False
    mark = text[match.start() : match.start("close")]
    if mark != "." or match["close"]:
        # "Der Film „Wer?“ läuft": without a full stop or a capital behind it, the mark belongs to what is quoted.
        return bool(word) or not match["close"]
    before = _last_word(text, match.start())
    return _full_stop(before, word, text, match.start() - len(before))


def _last_word(text: str, at: int) -> str:
    found = _WORD_BEFORE.search(text[max(0, at - 40) : at])
    return found[0] if found else ""


def _full_stop(before: str, word: str, text: str, at: int) -> bool:
    """Tell whether the point behind a word ends its sentence, or makes an abbreviation or ordinal of it."""
    opener = word.lower() in _OPENERS
    plain = before.rpartition("-")[2].rstrip(".").lower()
    if before.isdigit():
        if len(before) > 3 or word.lower() in _MONTHS:
            return len(before) > 3
        earlier = text[max(0, at - 40) : at].rstrip()
        # "4. Der Plan" counts an item; behind "Platz 3." only a word that opens sentences begins one.
        return opener and bool(earlier) and earlier[-1] not in ".!?:"
    if re.search(r"\w-\d+\Z", before):
        return True
    if _ROMAN.fullmatch(before) or plain in _SOMETIMES_LAST:
        return opener
    if plain in _NEVER_LAST or _DOTTED.fullmatch(before):
        return False
    return not (len(before) == 1 and before.isalpha())


def _woven_quotations(text: str) -> list[tuple[int, int]]:
    """Give the quotations that are parts of a sentence around them, so that no sentence ends inside."""
    found: list[tuple[int, int]] = []
    for start, end in quoted_spans(text):
        lead = text[max(0, start - 3) : start - 1].rstrip()
        behind = text[end + 1 : end + 4].lstrip(",")
        goes_on = behind[:1].isspace() and behind.lstrip()[:1].islower() and "\n\n" not in text[end : end + 4]
        if goes_on and lead and lead[-1] not in '.!?…:“”»«"':
            found.append((start, end))
    return found


def _inside(spans: list[tuple[int, int]], at: int) -> bool:
    return any(start <= at < end for start, end in spans)


def _in_brackets(text: str, begin: int, at: int, closing: str) -> bool:
    """Tell whether a bracket is open that began within the sentence ("(siehe oben. Das gilt auch hier)")."""
    if ")" in closing or "(" not in text[begin:at]:
        return False
    opened = text.rfind("(", begin, at)
    if opened == begin or ")" in text[opened:at]:
        return False
    lead = text[begin:opened].rstrip()
    return (
        ")" in text[at : at + 200]
        and "\n\n" not in text[at : text.index(")", at)]
        and bool(lead)
        and lead[-1] not in ".!?:"
    )


def set_sentences(doc: Doc) -> Doc:
    """Mark every token as beginning a sentence or not, and part a full stop from a number that ends one.

    Sentence: "Das war 2020. Dann kam der Krieg." -> "2020", "."
    """
    text = doc.text
    starts = sentence_starts(text)
    _split_final_numbers(doc, text, starts)
    # Told that a token begins nothing (-1), the parser does not let a sentence begin there either.
    marks = np.full(len(doc), -1, dtype=np.int64)
    following = iter(starts)
    start = next(following, len(text))
    for at, (offset, length) in enumerate(doc.to_array(["IDX", "LENGTH"]).tolist()):
        if offset + length > start and not doc[at].is_space:
            marks[at] = 1
            while start < offset + length:
                start = next(following, len(text) + 1)
    values: Any = marks.astype(np.uint64)
    doc.from_array(["SENT_START"], values)
    return doc


def _split_final_numbers(doc: Doc, text: str, starts: list[int]) -> None:
    bounds: set[int] = set()
    for start in [*starts[1:], len(text)]:
        while start and text[start - 1].isspace():
            start -= 1
        if text[start - 2 : start - 1].isdigit() and text[start - 1 : start] == ".":
            bounds.add(start)
    finals = (
        [token for token in doc if token.idx + len(token) in bounds and token.text[:-1].isdigit()] if bounds else []
    )
    if finals:
        with doc.retokenize() as retokenizer:
            for token in finals:
                retokenizer.split(token, [token.text[:-1], "."], heads=[(token, 0), (token, 0)])
