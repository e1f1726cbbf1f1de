"""Whom a definite role means: whom the article gave it, who holds or held the office, who was named just before."""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set

from graph.entities.context import RoleContext
from graph.entities.roles import RolePhrase, offices_of_compounds
from graph.gazetteer import stem
from graph.model import Entity


class Holders(RoleContext):
    """Finds who bears a role."""

    def _holders(self, phrase: RolePhrase, owners: Sequence[str]) -> Iterator[tuple[str, Entity | None]]:
        """Give whom a role can mean, the most certain first; what was or will be held is not looked up by the day.

        Sentence: "Die damalige Außenministerin schwieg." (not today's)
        """
        yield "introduced_role", self._by_introduction(phrase, owners, later=False)
        yield "former_office", self._by_former_office(phrase, owners)
        if self._is_of_another_time(phrase):
            return
        if self._day is None:
            yield "role_introduced_later", self._by_introduction(phrase, owners, later=True)
        yield "dated_office", self._by_office(phrase, owners)
        yield "role_introduced_later", self._by_introduction(phrase, owners, later=True)
        yield "description", self._by_description(phrase, owners)

    def _by_introduction(self, phrase: RolePhrase, owners: Sequence[str], *, later: bool) -> Entity | None:
        noun = phrase.role.noun.lower()
        introduced = self._introduced if later else reversed(self._introduced)
        for known in introduced:
            if (known.position > phrase.noun) is not later or (
                owners and known.owner is not None and known.owner not in owners
            ):
                continue
            if known.entity.gender and phrase.role.gender and known.entity.gender != phrase.role.gender:
                continue
            same = known.noun == phrase.role.noun or (not owners and known.noun.lower().endswith(noun))
            if same or set(known.offices) & set(phrase.role.offices):
                return known.entity
        return None

    def _by_office(self, phrase: RolePhrase, owners: Sequence[str]) -> Entity | None:
        offices = phrase.role.offices or ([] if owners else offices_of_compounds(phrase.role.noun, self._gazetteer))
        if not offices:
            return None
        for owner in owners:
            state = self._state_of(owner)
            for body in (owner, state.iri if state is not None else owner):
                holder = self._gazetteer.holder(body, offices, self._day)
                if holder is not None:
                    return self._gazetteer.entities[holder]
        if owners:
            return None
        for mention in sorted(self._named.values(), key=lambda m: m.start, reverse=True):
            if (
                mention.head < phrase.noun
                and "Person" in mention.entity.classes
                and (not phrase.role.gender or mention.entity.gender in (None, phrase.role.gender))
                and self._holds(mention.entity.iri, offices)
            ):
                return mention.entity
        return None

    def _is_of_another_time(self, phrase: RolePhrase) -> bool:
        words = {self._tokens[k].lower_ for k in range(phrase.start, phrase.noun)}
        adjectives = self._gazetteer.words["other-time"]
        return phrase.prefix.lower() in adjectives or any(stem(word) in adjectives for word in words)

    def _by_former_office(self, phrase: RolePhrase, owners: Sequence[str]) -> Entity | None:
        """Find the one person of the article who once held an office.

        Sentence: "Der frühere Bundeskanzler kritisierte Merz. Scholz sprach von einem Fehler." (Olaf Scholz)
        """
        if not self._is_of_another_time(phrase) and (self._day is not None or owners):
            return None
        offices = set(phrase.role.offices or offices_of_compounds(phrase.role.noun, self._gazetteer))
        found: dict[str, Entity] = {}
        for mention in self._named.values():
            entity = mention.entity
            bodies = [*owners, *filter(None, (self._gazetteer.home.get(entity.iri),))]
            fits = not phrase.role.gender or entity.gender == phrase.role.gender
            if "Person" in entity.classes and fits and self._held(entity.iri, bodies, offices):
                found[entity.iri] = entity
        return next(iter(found.values())) if len(found) == 1 else None

    def _held(self, iri: str, bodies: Sequence[str], offices: Set[str]) -> bool:
        return any(t.holder == iri for b in bodies for o in offices for t in self._gazetteer.tenures.get((b, o), ()))

    def _by_description(self, phrase: RolePhrase, owners: Sequence[str]) -> Entity | None:
        """Let a definite noun of what somebody is stand for the person named just before.

        Sentence: "Scholz lehnt ab. Der Sozialdemokrat warnt vor Krieg." (Olaf Scholz)
        """
        before = self._tokens[phrase.start - 1] if phrase.start > 0 else None
        if owners or phrase.end != phrase.noun + 1 or before is None or before.tag_ != "ART":
            return None
        if phrase.role.noun not in self._gazetteer.words["description"]:
            return None
        person = self._recent(phrase.noun, ("Person",))
        fits = person is not None and (not person.gender or person.gender == phrase.role.gender)
        return person if fits else None

    def _holds(self, iri: str, offices: Sequence[str]) -> bool:
        home = self._gazetteer.home.get(iri)
        return home is not None and any(self._gazetteer.holder(home, (office,), self._day) == iri for office in offices)
