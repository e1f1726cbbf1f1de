"""Resolves role phrases: titles before names, appositions, dated offices, governments, unnamed groups and bodies."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from graph.annotate import scheme
from graph.entities.context import Introduction
from graph.entities.holders import Holders
from graph.entities.roles import RolePhrase, base_label, find_role, role_phrase
from graph.model import Entity, Kind, Mention

_PURPOSE = frozenset(("für", "bei", "in"))
_TITLES = frozenset(("Dr.", "Prof.", "a.D.", "h.c.", "Dr", "Prof"))


class Roles(Holders):
    """Finds the role mentions of one article."""

    def find(
        self, named: Sequence[Mention], adjectives: Sequence[Mention], compounds: Sequence[Mention]
    ) -> list[Mention]:
        """Give the role mentions in the order of the text."""
        for mention in named:
            for i in range(mention.start, mention.end):
                self._named[i] = mention
        for mention in (*adjectives, *compounds):
            self._owners.setdefault(mention.head, []).append(mention.entity.iri)
        bare: list[RolePhrase] = []
        for phrase in self._phrases():
            found = self._titled(phrase) or self._apposed(phrase)
            if found is None:
                bare.append(phrase)
            else:
                self._found.append(found)
        for phrase in bare:
            found = self._bare(phrase)
            if found is not None:
                self._found.append(found)
        return sorted(self._found, key=lambda m: (m.start, m.end))

    def _phrases(self) -> Iterator[RolePhrase]:
        for token in self._nouns:
            covering = self._named.get(token.i)
            if (covering is not None and covering.form != "demonym") or token.text.endswith("-"):
                continue
            role = find_role(token, self._gazetteer)
            if role is not None:
                yield role_phrase(self._tokens, token.i, *role)

    def _titled(self, phrase: RolePhrase) -> Mention | None:
        """Join a title with the name behind it.

        Sentence: "Der Direktor der IAEA, Rafael Grossi, traf US-Präsident Donald Trump."
        """
        if phrase.role.cls != "Person":
            return None
        for k in dict.fromkeys((phrase.noun + 1, phrase.end, self._behind_purpose(phrase))):
            bracketed = self._skip_brackets(k)
            while bracketed < len(self._tokens) and self._tokens[bracketed].text in _TITLES:
                bracketed += 1
            after_comma = bracketed < len(self._tokens) - 1 and self._tokens[bracketed].text == ","
            name = self._person_at(bracketed + 1 if after_comma else bracketed)
            if name is None or (after_comma and not self._is_closed(name.end)):
                continue
            if (
                self._is_owner(name, phrase)
                or (phrase.plural and after_comma)
                or (name.start == phrase.complement and self._tokens[name.start - 1].tag_ in ("ART", "APPR"))
            ):
                continue
            self._introduce(phrase, name.entity)
            return self._mention(phrase, name.end, name.entity, "name", "title_and_name")
        return None

    def _behind_purpose(self, phrase: RolePhrase) -> int:
        """Give where a phrase ends that goes on with what somebody is there for.

        Sentence: "der Sondergesandte für Burundi, Erika Beispiel," (in front of the comma)
        """
        end = phrase.end
        if end + 1 < len(self._tokens) and self._tokens[end].lower_ in _PURPOSE:
            named = self._named.get(end + 1)
            return named.end if named is not None else end
        return end

    def _is_owner(self, name: Mention, phrase: RolePhrase) -> bool:
        """Tell whether a name right behind a role is its genitive. Sentence: "die Anwältin Samanis" """
        last = self._tokens[name.end - 1].text
        genitive = last.endswith(("s", "’", "'")) and not name.entity.label.endswith(last)
        return (
            genitive
            and name.start == phrase.noun + 1
            and not scheme.has_feature(self._tokens[phrase.noun], "Case", "Gen")
        )

    def _apposed(self, phrase: RolePhrase) -> Mention | None:
        """Give a role behind a name and a comma the name's entity.

        Sentence: "Mevlüt Çavuşoğlu, der türkische Außenminister, lehnt ab."
        """
        k = phrase.start - 1
        if phrase.role.cls != "Person" or phrase.plural or k < 1:
            return None
        if self._tokens[k].tag_ == "ART":
            k -= 1
        if self._tokens[k].text != "," or not self._is_closed(phrase.end):
            return None
        k -= 1
        if self._tokens[k].text == ")":
            while k > 0 and self._tokens[k].text != "(":
                k -= 1
            k -= 1
        name = self._named.get(k)
        if name is None or "Person" not in name.entity.classes or name.form != "name":
            return None
        self._introduce(phrase, name.entity)
        return self._mention(phrase, phrase.end, name.entity, "role", "apposition")

    def _introduce(self, phrase: RolePhrase, entity: Entity) -> None:
        owner = next(iter(self._owner_iris(phrase)), None) or self._gazetteer.home.get(entity.iri)
        self._introduced.append(Introduction(phrase.role.noun, phrase.role.offices, owner, entity, phrase.noun))

    def _bare(self, phrase: RolePhrase) -> Mention | None:
        if phrase.role.plural_only and not phrase.plural:
            return None
        owners = self._owner_iris(phrase)
        cls = phrase.role.cls
        if cls == "Government":
            return self._government(phrase, owners)
        if cls == "State" and not phrase.plural:
            return self._country(phrase, owners)
        if cls == "Person" and not phrase.plural:
            return self._person(phrase, owners)
        return self._group(phrase, owners)

    def _government(self, phrase: RolePhrase, owners: Sequence[str]) -> Mention | None:
        """Read a government as its state, the one actor that both are.

        Sentence: "Die Regierung in Teheran und die russische Führung lehnen ab." (Iran, Russland)
        """
        if phrase.start > 0 and self._tokens[phrase.start - 1].lower_ == "unter":
            return None
        after = self._person_at(phrase.noun + 1)
        owners = [*owners, after.entity.iri] if after is not None and not owners else owners
        states = [state for state in map(self._state_of, owners) if state is not None]
        parties = [
            o
            for o in owners
            if o in self._gazetteer.entities
            and self._gazetteer.entities[o].classes[0] in ("Party", "ArmedGroup", "Organization")
        ]
        if len(states) == 1 and not parties:
            return self._mention(phrase, phrase.end, states[0], "role", "government_of_state")
        if not owners and not phrase.plural and phrase.start == phrase.noun and phrase.complement is None:
            recent = self._possessor_state(phrase) or self._recent_state(phrase.noun)
            if recent is not None:
                return self._mention(
                    phrase, phrase.end, replace(recent, kind=Kind.ACTOR), "role", "government_of_recent_state"
                )
        return self._group(phrase, owners)

    def _country(self, phrase: RolePhrase, owners: Sequence[str]) -> Mention | None:
        """Read "das Land" as the state named last.

        Sentence: "Georgien wählt. Das Land hofft auf Frieden." (Georgien)
        """
        states = [state for state in map(self._state_of, owners) if state is not None]
        beside = self._named.get(phrase.noun + 1)
        if beside is not None and beside.entity.classes[0] == "State" and phrase.complement is None:
            return self._mention(phrase, beside.end, replace(beside.entity, kind=Kind.ACTOR), "name", "state_and_name")
        if len(states) == 1:
            return self._mention(phrase, phrase.end, states[0], "role", "state_by_adjective")
        if not owners and phrase.start == phrase.noun and phrase.definite and self._is_plain(phrase):
            recent = self._possessor_state(phrase) or self._recent_state(phrase.noun)
            if recent is not None:
                preposition = scheme.preposition_of(self._tokens[phrase.noun])
                kind = Kind.PLACE if preposition in ("in", "aus", "nach") else Kind.ACTOR
                return self._mention(phrase, phrase.noun + 1, replace(recent, kind=kind), "role", "recent_state")
        return None

    def _person(self, phrase: RolePhrase, owners: Sequence[str]) -> Mention | None:
        """Find who a definite role means: whom the article gave it, else who held the office on the day.

        Sentence: "Der russische Präsident schweigt." (Wladimir Putin)
        """
        if phrase.definite:
            for rule, entity in self._holders(phrase, owners):
                if entity is not None:
                    return self._mention(phrase, phrase.end, entity, "role", rule)
        gender = phrase.role.gender or next(iter(self._tokens[phrase.noun].morph.get("Gender", [])), None)
        label = base_label(self._tokens, phrase)
        entity = self._mint(label, "Person", phrase, owners, gender=gender, number="Sing")
        return self._mention(phrase, phrase.end, entity, "role", "unnamed_person")

    def _group(self, phrase: RolePhrase, owners: Sequence[str]) -> Mention | None:
        """Make an entity of an unnamed group or body, or find the one that a bare noun takes up.

        Sentence: "Nationalistische Kreise warnen." (nationalistische Kreise)
        """
        body = self._body_beside(phrase)
        if body is not None:
            return self._mention(phrase, body.end, body.entity, "name", "body_and_name")
        noun = phrase.role.noun
        cls = phrase.role.cls if phrase.role.cls not in ("Person", "Government", "State") else "Group"
        if (
            not phrase.plural
            and phrase.definite
            and not owners
            and phrase.start == phrase.noun
            and phrase.complement is None
        ):
            recent = self._recent(
                phrase.noun,
                ("Organization", "Group", "InternationalOrganization", "ArmedGroup", "Party", "Media"),
                noun.lower(),
            )
            if recent is not None:
                return self._mention(phrase, phrase.end, recent, "role", "repeated_body")
        label = base_label(self._tokens, phrase)
        entity = self._mint(label, cls, phrase, owners, number="Plur" if phrase.plural else "Sing")
        return self._mention(phrase, phrase.end, entity, "group", "unnamed_group")

    def _body_beside(self, phrase: RolePhrase) -> Mention | None:
        """Give the name that a noun for a body introduces.

        Sentence: "die Bewegung „Fatah“", "das Kinderhilfswerk UNICEF"
        """
        k = phrase.noun + 1
        if phrase.plural or phrase.role.cls == "Person" or k >= len(self._tokens):
            return None
        if self._tokens[k].text in '„“"»«‚':
            k += 1
        name = self._named.get(k)
        if (
            name is None
            or name.start != k
            or name.entity.classes[0] in ("Person", "Place", "State")
            or (self._tokens[k].text.endswith("s") and k == phrase.complement)
        ):
            return None
        return name
