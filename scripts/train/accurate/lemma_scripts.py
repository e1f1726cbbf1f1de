"""Lemmas as edit scripts: what to cut off and put on at both ends of a form, so that one label fits many words.

A script is `ID` (the form itself), `ABS:lemma` (a whole lemma), or five cells `case|cut|prefix|cut|suffix`: case U
(capital first), L (lower case) or A (capitals); cut so many letters at the front, put the prefix there; likewise at
the end. "ging" -> "gehen" is `L|0||3|ehen`.
"""

from __future__ import annotations

SAME, WHOLE = "ID", "ABS:"


def longest_common(a: str, b: str) -> tuple[int, int, int]:
    """Length of the longest common substring and where it begins in each; the leftmost of several."""
    best = (0, 0, 0)
    row = [0] * (len(b) + 1)
    for i, char in enumerate(a, 1):
        above, row = row, [0] * (len(b) + 1)
        for j, other in enumerate(b, 1):
            if char == other:
                row[j] = above[j - 1] + 1
                if row[j] > best[0]:
                    best = (row[j], i - row[j], j - row[j])
    return best


def derive(form: str, lemma: str) -> str:
    """The script that turns `form` into `lemma`."""
    if form == lemma:
        return SAME
    low_form, low_lemma = form.lower(), lemma.lower()
    length, start, to = longest_common(low_form, low_lemma)
    if not length:
        return WHOLE + lemma
    case = "A" if lemma.isupper() and len(lemma) > 1 else "U" if lemma[:1].isupper() else "L"
    cut = len(low_form) - start - length
    return f"{case}|{start}|{low_lemma[:to]}|{cut}|{low_lemma[to + length :]}"


def apply(form: str, script: str) -> str:
    """The lemma that a script makes of a form; the form itself where the script does not fit."""
    if script == SAME:
        return form
    if script.startswith(WHOLE):
        return script[len(WHOLE) :]
    case, front, prefix, back, suffix = script.split("|")
    low, start, cut = form.lower(), int(front), int(back)
    if start + cut > len(low):
        return form
    lemma = prefix + low[start : len(low) - cut] + suffix
    if case == "A":
        return lemma.upper() or form
    return (lemma[:1].upper() + lemma[1:] if case == "U" else lemma) or form
