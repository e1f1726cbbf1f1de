"""Role nouns ("Präsident", "Truppen", "Regierung"): what they name, whose they are, and the phrase they head."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from graph.annotate import scheme
from graph.annotate.forms import lemma_of
from graph.annotate.parse import Token
from graph.gazetteer import Gazetteer, Role

_ADJECTIVE_ENDING = re.compile(r"e[mnrs]?$")
_SINGULAR_ARTICLES = frozenset(
    ("am", "beim", "das", "dem", "des", "ein", "eine", "einem", "einen", "einer", "eines", "im", "vom", "zum")
)
#: Prepositions that tell whose a role is: "die Regierung in Teheran", "ein Diplomat aus Kairo".
_ATTRIBUTIVE = frozenset(("aus", "im", "in", "vom", "von"))
#: Ends of nouns whose plural is in -e.
_STRONG_PLURALS = ("is", "ier", "nst", "und", "ind", "al", "eur", "ling")
_STRONG = {"Masc": "er", "Fem": "e", "Neut": "es"}


@dataclass(frozen=True, slots=True)
class RolePhrase:
    """A role noun with what stands around it.

    Attributes:
        start, end: the phrase without its article, from the first adjective to the end of its complement.
        noun: index of the role noun.
        prefix: what stands before the hyphen of the noun's own word ("US" of "US-Präsident"), or "".
        plural: more than one is meant.
        definite: with a definite article, a possessive or none at all in a title's place.
        complement: index of the first word of its genitive or prepositional attribute behind it, or None.
    """

    start: int
    end: int
    noun: int
    role: Role
    prefix: str
    plural: bool
    definite: bool
    complement: int | None


def find_role(token: Token, gazetteer: Gazetteer) -> tuple[Role, str] | None:
    """Give the role that a noun names, and what its own word says before a hyphen.

    A compound has its head's class but not its office, because a Ratspräsident is no president.

    Sentence: "Der US-Präsident traf Ratspräsident Costa." (Präsident + US; no office)
    """
    if token.tag_ == "NE" and "-" not in token.text and (token.ent_type_ or token.text not in gazetteer.roles):
        return None
    return _role_of(token.text, token.lemma_, gazetteer)


@lru_cache(maxsize=20_000)
def _role_of(text: str, lemma: str, gazetteer: Gazetteer) -> tuple[Role, str] | None:
    whole = _lookup(text, lemma, gazetteer)
    if whole is not None:
        return whole, ""
    prefix, hyphen, head = text.rpartition("-")
    if hyphen:
        role = _lookup(head, head, gazetteer) or _of_compound(head, gazetteer)
        return (role, prefix) if role is not None else None
    role = _of_compound(text, gazetteer)
    return (role, "") if role is not None else None


def _lookup(form: str, lemma: str, gazetteer: Gazetteer) -> Role | None:
    for word in (form, lemma, lemma_of(form), *_shorter(form)):
        if word in gazetteer.roles:
            return gazetteer.roles[word]
    masculine = _ADJECTIVE_ENDING.sub("er", form)
    return gazetteer.roles[masculine] if _is_declined_adjective(masculine, gazetteer) else None


def _is_declined_adjective(noun: str, gazetteer: Gazetteer) -> bool:
    """Tell whether a role noun is declined as an adjective, as its feminine shows.

    Sentence: "ein Abgeordneter, die Abgeordnete" (but "der Kämpfer, die Kämpferin")
    """
    feminine = gazetteer.roles.get(noun[:-1])
    return noun in gazetteer.roles and feminine is not None and feminine.noun == noun


def _shorter(form: str) -> list[str]:
    """Give what remains without the endings of nouns and of nouns made of adjectives ("Gesandten" -> Gesandter)."""
    found = [
        form[: -len(ending)]
        for ending in ("s", "n", "e", "en", "es", "er")
        if form.endswith(ending) and len(form) > len(ending) + 3
    ]
    if form.endswith("innen"):
        found.append(form[:-3])
    return found


def _of_compound(word: str, gazetteer: Gazetteer) -> Role | None:
    """Give the role of a compound's head; a longer noun of the dictionary that only ends so is none ("Flugzeuge").

    Sentence: "Augenzeugen sahen zwei Flugzeuge." (Zeuge; no role)
    """
    lemma = lemma_of(word).lower()
    for tail in (word[k:].capitalize() for k in range(3, len(word) - 3)):
        role = _lookup(tail, tail, gazetteer)
        if role is None or len(tail) < 4:
            continue
        if not lemma or role.noun.lower().removesuffix("r") in lemma or tail.lower() in lemma:
            return replace(role, offices=(), owner=None)
    return None


@lru_cache(maxsize=2_000)
def offices_of_compounds(noun: str, gazetteer: Gazetteer) -> tuple[str, ...]:
    """Give the offices whose names end in a noun.

    Sentence: "Außenminister Lawrow kommt. Der Minister schweigt." (Minister -> foreign-minister, …)
    """
    tail = noun.lower()
    return tuple(
        sorted({office for role in gazetteer.roles.values() if role.noun.endswith(tail) for office in role.offices})
    )


def role_phrase(tokens: Sequence[Token], i: int, role: Role, prefix: str) -> RolePhrase:
    """Read the phrase around a role noun from the words beside it, which stands wrong parses.

    Sentence: "mehrere hochrangige Vertreter der Ukraine" (hochrangige Vertreter der Ukraine)
    """
    start = i
    while start > 0 and (_is_premodifier(tokens[start - 1]) or _joins_premodifiers(tokens, start - 1, start < i)):
        start -= 1
    before = tokens[start - 1] if start > 0 else None
    definite = before is None or not (
        before.tag_ in ("PIAT", "CARD", "PWAT")
        or before.lemma_.lower() in ("ein", "kein")
        or before.lower_.startswith(("ein", "kein"))
    )
    end, complement = _complement(tokens, i, role.cls)
    plural = is_plural(tokens[i], before) and not _is_title(tokens[i], role, prefix, before)
    return RolePhrase(start, end, i, role, prefix, plural, definite, complement)


def _is_title(noun: Token, role: Role, prefix: str, before: Token | None) -> bool:
    """Tell whether a noun with an office and its owner stands alone, as in headlines, where it is one person.

    Sentence: "US-Außenminister reist ab"
    """
    alone = before is None or noun.is_sent_start is True or scheme.is_punctuation(before)
    return alone and bool(prefix and role.offices) and noun.text.endswith(role.noun)


def _is_premodifier(token: Token) -> bool:
    if token.text[:1].isupper() and token.text.endswith("s") and not token.is_sent_start:
        return False
    return (
        token.tag_ in ("ADJA", "TRUNC")
        or token.text.endswith("-")
        or (scheme.is_adjective(token) and token.dep_ == "amod")
    )


def _joins_premodifiers(tokens: Sequence[Token], k: int, follows: bool) -> bool:
    """Tell whether "und" stands within a phrase: "Staats- und Regierungschefs", "deutsche und polnische Soldaten"."""
    return (
        k > 0
        and tokens[k].tag_ == "KON"
        and (tokens[k - 1].text.endswith("-") or (follows and _is_premodifier(tokens[k - 1])))
    )


def is_plural(noun: Token, before: Token | None) -> bool:
    """Tell the number of a noun; its article and its verb know better than the tagger of a form that serves both."""
    if before is not None and before.tag_ in ("ART", "PDAT", "APPRART") and before.lower_ in _SINGULAR_ARTICLES:
        return False
    if before is None or before.tag_ not in ("ART", "PDAT", "PIAT", "CARD"):
        verb = scheme.finite_verb(noun.head) if scheme.is_subject(noun) and scheme.is_clausal(noun.head) else None
        if verb is not None and scheme.has_feature(verb, "Number", "Sing"):
            return False
    if scheme.has_feature(noun, "Number", "Plur"):
        return True
    return before is not None and (
        before.tag_ == "CARD"
        or before.lower_ in ("viele", "mehrere", "einige", "alle", "beide", "zahlreiche", "hunderte", "tausende")
    )


def _complement(tokens: Sequence[Token], i: int, cls: str) -> tuple[int, int | None]:
    """Give the end of a noun's phrase and where what its genitive or "von/in/aus" names begins.

    Sentence: "die Regierung in Teheran", "der Präsident der Ukraine"
    """
    k = i + 1
    if k >= len(tokens):
        return k, None
    first = tokens[k]
    if first.tag_ in ("APPR", "APPRART") and first.lower_ in _ATTRIBUTIVE:
        if first.head.head.i != i and cls != "Government":
            return i + 1, None
        k += 1
    elif (
        not (first.tag_ == "ART" and first.lower_ in ("des", "der", "eines", "einer"))
        and not _is_genitive_name(first)
        and not _is_genitive_adjective(first)
    ):
        return i + 1, None
    while k < len(tokens) and (tokens[k].tag_ == "ART" or _is_premodifier(tokens[k])):
        k += 1
    begin = k
    while k < len(tokens) and scheme.is_noun(tokens[k]) and (k == begin or tokens[k].tag_ == "NE") and k - begin < 4:
        k += 1
    if k == begin or (
        first.lower_ in _ATTRIBUTIVE and not scheme.is_name(tokens[k - 1]) and first.lower_ not in ("aus", "von")
    ):
        return i + 1, None
    return k, begin


def _is_genitive_name(token: Token) -> bool:
    return scheme.is_name(token) and token.text.endswith("s") and scheme.has_feature(token, "Case", "Gen")


def _is_genitive_adjective(token: Token) -> bool:
    """Tell whether a genitive without article begins. Sentence: "der Verband kommunaler Unternehmen" (kommunaler)"""
    return token.tag_ == "ADJA" and token.text.endswith("er") and scheme.has_feature(token, "Case", "Gen")


def base_label(tokens: Sequence[Token], phrase: RolePhrase) -> str:
    """Give the phrase in its dictionary form, without article.

    Sentence: "mit dem iranischen Außenminister" (iranischer Außenminister)
    """
    noun = tokens[phrase.noun]
    gender = phrase.role.gender or next(iter(noun.morph.get("Gender", [])), "Masc")
    ending = "e" if phrase.plural else _STRONG[gender]
    words = [_adjective_base(tokens[k], ending) for k in range(phrase.start, phrase.noun)]
    tail = "".join(token.text_with_ws for token in tokens[phrase.noun + 1 : phrase.end]).strip()
    if tail and tokens[phrase.noun + 1].lower_ in ("in", "im", "vom") and phrase.role.cls in ("Government", "State"):
        tail = ""
    return " ".join(word for word in (*words, _noun_base(noun, phrase, ending), tail) if word)


def _adjective_base(token: Token, ending: str) -> str:
    if (
        not scheme.is_adjective(token)
        or token.tag_ == "TRUNC"
        or (token.text[:1].isupper() and token.text.endswith("er") and not token.is_sent_start)
    ):
        return token.text
    word = token.text if token.text.isupper() or "-" in token.text else token.text[:1].lower() + token.text[1:]
    return _ADJECTIVE_ENDING.sub("", word) + ending


def _has_dative_ending(text: str) -> bool:
    """Tell whether the last -n of a plural is that of the dative alone: "Kreisen", "Ländern", but not "Staaten"."""
    lemma = lemma_of(text)
    if (
        not text.endswith("n")
        or not lemma
        or lemma_of(text[:-1]) != lemma
        or (text[:-1] == lemma and not text.endswith("ern"))
    ):
        return False
    has_umlaut = sum(c in "äöü" for c in text.lower()) > sum(c in "äöü" for c in lemma.lower())
    return has_umlaut or text.endswith(("ern", "eln")) or lemma.endswith(_STRONG_PLURALS)


def _noun_base(noun: Token, phrase: RolePhrase, ending: str) -> str:
    text = noun.text
    if phrase.plural:
        if text.endswith("en") and (text[:-2] + "er").lower().endswith(phrase.role.noun.lower()):
            return text[:-1]
        return text[:-1] if scheme.has_feature(noun, "Case", "Dat") and _has_dative_ending(text) else text
    word = phrase.role.noun if phrase.role.gender != "Fem" else text
    if text.endswith(word) or text.lower().endswith(word.lower()):
        return text
    for tail in sorted({len(word) + n for n in (0, 1, 2)}, reverse=True):
        if text[-tail:].lower().startswith(word.lower()):
            return text[:-tail] + text[-tail:][: len(word)]
    if word.endswith("er") and text.lower().endswith(
        (word[:-1].lower(), word[:-1].lower() + "n", word[:-1].lower() + "m")
    ):
        return re.sub(r"e[nm]?$", ending if ending != "es" else "er", text)
    return text
