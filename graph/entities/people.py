"""The persons of an article: full names first, then family names and spelling variants that mean them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import lru_cache

from spacy.tokens import Token

from graph.annotate import scheme
from graph.annotate.forms import is_lemma, lemma_of
from graph.entities.link import mint_actor
from graph.entities.names import Spot
from graph.entities.roles import find_role
from graph.gazetteer import Gazetteer, Name, Tenure, family_name, fold, is_particle, variant_key
from graph.model import Entity, Kind

#: Tags of words that stand before a common noun but not before a bare name.
_BEFORE_NOUNS = frozenset(("ART", "ADJA", "APPRART", "APPR", "PIAT", "PDAT", "PPOSAT", "CARD"))

#: How long before and after an office its holder is in the news under the family name alone.
_YEARS_BEFORE, _YEARS_AFTER = 10, 15


class Cast:
    """Who appears in an article, found by full name or family name."""

    def __init__(self, tokens: Sequence[Token], gazetteer: Gazetteer, day: date | None, base: str) -> None:
        self._tokens = tokens
        self._gazetteer = gazetteer
        self._day = day
        self._base = base
        self._by_family: dict[str, Entity] = {}
        self._by_name: dict[str, Entity] = {}
        self._words = {token.text for token in tokens}

    def read(self, spots: Sequence[Spot]) -> dict[int, tuple[Spot, Entity]]:
        """Give the entity of each spot that names a person, by its start; full names anywhere decide first."""
        trimmed = [self._trim(spot) for spot in spots if self._is_person(spot)]
        found: dict[int, tuple[Spot, Entity]] = {}
        for spot in trimmed:
            if self._is_full(spot):
                found[spot.start] = spot, self._full(spot)
        for spot in trimmed:
            if spot.start not in found:
                entity = self._family(spot)
                if entity is not None:
                    found[spot.start] = spot, entity
        found.update(self._overlooked(spots, found))
        return dict(sorted(found.items()))

    def _overlooked(
        self, spots: Sequence[Spot], found: Mapping[int, tuple[Spot, Entity]]
    ) -> Iterator[tuple[int, tuple[Spot, Entity]]]:
        """Give the family names of persons named in full that the recogniser missed or took for something else.

        Sentence: "Ibrahima Fall reist ab. Das sei unvorstellbar, sagte Fall."
        """
        full = [(spot, entity) for spot, entity in found.values() if self._is_full(spot)]
        names = {family_name(spot.text) or spot.text: entity for spot, entity in full}
        names = {**{spot.text.split()[0]: entity for spot, entity in full if " " in spot.text}, **names}
        if not any(name in self._words or name + "s" in self._words for name in names):
            return
        known = {i for spot in spots if spot.names or spot.label == "PER" for i in range(spot.start, spot.end)}
        known -= {
            i for spot in spots if not spot.names and spot.start not in found for i in range(spot.start, spot.end)
        }
        known |= {i for spot, _ in found.values() for i in range(spot.start, spot.end)}
        forms = {**{name + "s": entity for name, entity in names.items()}, **names}
        for token in self._tokens:
            entity = forms.get(token.text)
            if entity is not None and token.i not in known and self._is_bare_name(token):
                yield token.i, (Spot(token.i, token.i + 1, (), "PER", token.text), entity)

    def _is_bare_name(self, token: Token) -> bool:
        """Tell whether a word that is somebody's name is no common noun here: no article or adjective before it."""
        if token.tag_ == "NE" or token.ent_type_ or not (is_lemma(token.text) or lemma_of(token.text)):
            return scheme.is_noun(token)
        before = self._tokens[token.i - 1] if token.i else None
        plain = before is None or before.tag_ not in _BEFORE_NOUNS
        return plain and scheme.is_noun(token)

    def _text(self, start: int, end: int) -> str:
        return " ".join("".join(token.text_with_ws for token in self._tokens[start:end]).split())

    def _is_person(self, spot: Spot) -> bool:
        if any(self._gazetteer.entities[name.entity].classes[0] != "Person" for name in spot.names):
            return False
        return bool(spot.names) or spot.label == "PER"

    def _trim(self, spot: Spot) -> Spot:
        """Cut nouns, articles and adjectives off the front of what the recogniser took for the name."""
        start = spot.start
        while (
            not spot.names
            and start < spot.end - 1
            and (
                scheme.is_adjective(self._tokens[start])
                or self._tokens[start].tag_ == "ART"
                or find_role(self._tokens[start], self._gazetteer) is not None
                or self._is_common_noun(start)
            )
        ):
            start += 1
        text = self._text(start, spot.end) if start != spot.start else spot.text
        return Spot(start, spot.end, spot.names, spot.label, self._without_genitive(text, spot))

    def _is_common_noun(self, i: int) -> bool:
        """Tell whether a noun of the dictionary stands before a name. Sentence: "im Mordfall Kennedy" """
        token, follows = self._tokens[i], self._tokens[i + 1]
        return token.tag_ == "NN" and follows.tag_ == "NE" and token.ent_iob_ == "B" and is_lemma(token.text)

    def _without_genitive(self, text: str, spot: Spot) -> str:
        """Take off a genitive -s that belongs to no name, as the rest of the article or the gazetteer shows."""
        last = self._tokens[spot.end - 1]
        if text.endswith(("’", "'")):
            return text[:-1]
        if not text.endswith("s") or (spot.names and spot.text != self._text(spot.start, spot.end)):
            return text
        word = last.text[:-1]
        if word in self._words or fold(word) in self._gazetteer.names:
            return text[:-1]
        follows = self._tokens[spot.end] if spot.end < len(self._tokens) else None
        is_genitive = (
            scheme.has_feature(last, "Case", "Gen")
            and follows is not None
            and (scheme.is_noun(follows) or scheme.is_adjective(follows))
        )
        return text[:-1] if is_genitive and word[-1:] not in "sxz" else text

    @staticmethod
    def _is_full(spot: Spot) -> bool:
        """Tell whether a name is more than a family name, which may have particles: "de la Calle" is none."""
        if any(name.form == "name" for name in spot.names):
            return True
        return " " in spot.text and not is_particle(spot.text.split()[0])

    def _full(self, spot: Spot) -> Entity:
        named = [self._gazetteer.entities[n.entity] for n in spot.names if n.form == "name"]
        known = self._gazetteer.variants.get(variant_key(spot.text)) or self._middle_name(spot.text)
        if named:
            entity = named[0]
        elif known is not None:
            entity = self._gazetteer.entities[known]
        else:
            key = variant_key(spot.text)
            entity = self._by_name.get(key) or mint_actor(
                spot.text, Kind.ACTOR, ("Person",), base=self._base, gender=self._gender(spot)
            )
            self._by_name.setdefault(key, entity)
        for word in {
            variant_key(family_name(spot.text)),
            variant_key(spot.text.split()[-1]),
            variant_key(spot.text.split()[0]),
        }:
            if word:
                self._by_family.setdefault(word, entity)
        return entity

    def _middle_name(self, text: str) -> str | None:
        """Find "Wladimir Wladimirowitsch Putin" and "Donald J. Trump" by first and last word."""
        words = text.split()
        return self._gazetteer.variants.get(variant_key(f"{words[0]} {words[-1]}")) if len(words) > 2 else None

    def _family(self, spot: Spot) -> Entity | None:
        in_article = self._by_family.get(variant_key(spot.text))
        if in_article is not None:
            return in_article
        candidates = [n for n in spot.names if n.form == "family"]
        chosen = self._choose(candidates)
        if chosen is not None:
            self._by_family[variant_key(spot.text)] = chosen
            return chosen
        if spot.label != "PER" or not spot.text[:1].isupper() or len(spot.text) < 3:
            return None
        entity = mint_actor(spot.text, Kind.ACTOR, ("Person",), base=self._base, gender=self._gender(spot))
        self._by_family[variant_key(spot.text)] = entity
        return entity

    def _choose(self, candidates: Sequence[Name]) -> Entity | None:
        """Choose who a bare family name means: the only one, the one in an office on the day, the one in any at all.

        Who was in office long before or long after the day is not in the news of it.
        """
        iris = [iri for iri in dict.fromkeys(name.entity for name in candidates) if self._is_of_the_time(iri)]
        if len(iris) == 1:
            return self._gazetteer.entities[iris[0]]
        held = {iri: _tenures_of(self._gazetteer).get(iri, ()) for iri in iris}
        serving = [iri for iri in iris if self._day is not None and any(t.covers(self._day) for t in held[iri])]
        for chosen in (serving, [iri for iri in iris if held[iri]]):
            if chosen:
                return self._gazetteer.entities[chosen[0]] if len(chosen) == 1 else None
        return None

    def _is_of_the_time(self, iri: str) -> bool:
        tenures = _tenures_of(self._gazetteer).get(iri, ())
        if self._day is None or not tenures:
            return True
        return any(
            (t.since is None or t.since.year - _YEARS_BEFORE <= self._day.year)
            and (t.until is None or self._day.year <= t.until.year + _YEARS_AFTER)
            for t in tenures
        )

    def _gender(self, spot: Spot) -> str | None:
        """Guess a person's gender from the title in front of the name or the name's own features."""
        if spot.start > 0:
            found = find_role(self._tokens[spot.start - 1], self._gazetteer)
            if found is not None and found[0].gender is not None:
                return found[0].gender
            title = self._tokens[spot.start - 1].text
            if title in ("Frau", "Herr", "Herrn"):
                return "Fem" if title == "Frau" else "Masc"
        return next(iter(self._tokens[spot.end - 1].morph.get("Gender", [])), None)


@lru_cache(maxsize=8)
def _tenures_of(gazetteer: Gazetteer) -> dict[str, tuple[Tenure, ...]]:
    """Give the tenures of every holder of an office."""
    found: dict[str, tuple[Tenure, ...]] = {}
    for tenures in gazetteer.tenures.values():
        for tenure in tenures:
            found[tenure.holder] = (*found.get(tenure.holder, ()), tenure)
    return found
