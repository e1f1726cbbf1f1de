"""Resolves role phrases: titles before names, appositions, dated offices, governments, unnamed groups and bodies."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Token

from graph.annotate import scheme
from graph.entities.link import mint_actor
from graph.entities.names import mention_of
from graph.entities.roles import RolePhrase, base_label, find_role, role_phrase
from graph.gazetteer import Gazetteer
from graph.model import Document, Entity, Kind, Mention

_TITLES = frozenset(("Dr.", "Prof.", "a.D.", "h.c.", "Dr", "Prof"))


@dataclass(frozen=True, slots=True)
class _Introduction:
    """That the article gave somebody a role: "Präsident Boris Tadić"."""

    noun: str
    offices: tuple[str, ...]
    owner: str | None
    entity: Entity
    position: int


class Roles:
    """Finds the role mentions of one article."""

    def __init__(self, tokens: Sequence[Token], gazetteer: Gazetteer, document: Document, base: str) -> None:
        self._tokens = tokens
        self._gazetteer = gazetteer
        self._day = document.date
        self._base = base
        self._article = hashlib.sha256(document.id.encode("utf-8", "replace")).hexdigest()[:8]
        self._named: dict[int, Mention] = {}
        self._owners: dict[int, list[str]] = {}
        self._introduced: list[_Introduction] = []
        self._found: list[Mention] = []

    def find(self, named: Sequence[Mention], adjectives: Sequence[Mention], compounds: Sequence[Mention]) -> list[Mention]:
        """Give the role mentions in the order of the text."""
        for mention in named:
            for i in range(mention.start, mention.end):
                self._named[i] = mention
        for mention in (*adjectives, *compounds):
            self._owners.setdefault(mention.head, []).append(mention.entity.iri)
        for token in self._tokens:
            covering = self._named.get(token.i)
            if covering is not None and covering.form != "demonym":
                continue
            role = find_role(token, self._gazetteer)
            if role is not None:
                phrase = role_phrase(self._tokens, token.i, *role)
                mention = self._titled(phrase) or self._apposed(phrase) or self._bare(phrase)
                if mention is not None:
                    self._found.append(mention)
        return self._found

    def _mention(self, phrase: RolePhrase, end: int, entity: Entity, form: str, rule: str) -> Mention:
        return mention_of(self._tokens, phrase.start, end, entity, form, rule, head=phrase.noun)

    def _titled(self, phrase: RolePhrase) -> Mention | None:
        """Join a title with the name behind it.

        Sentence: "Der Direktor der IAEA, Rafael Grossi, traf US-Präsident Donald Trump."
        """
        if phrase.role.cls != "Person":
            return None
        for k in (phrase.noun + 1, phrase.end):
            bracketed = self._skip_brackets(k)
            while bracketed < len(self._tokens) and self._tokens[bracketed].text in _TITLES:
                bracketed += 1
            after_comma = bracketed < len(self._tokens) - 1 and self._tokens[bracketed].text == ","
            name = self._person_at(bracketed + 1 if after_comma else bracketed)
            if name is None or (after_comma and not self._is_closed(name.end)):
                continue
            if self._is_owner(name, phrase) or phrase.plural and after_comma or name.start == phrase.complement and self._tokens[name.start - 1].tag_ in ("ART", "APPR"):
                continue
            self._introduce(phrase, name.entity)
            return self._mention(phrase, name.end, name.entity, "name", "title_and_name")
        return None

    def _is_owner(self, name: Mention, phrase: RolePhrase) -> bool:
        """Tell whether a name right behind a role is its genitive. Sentence: "die Anwältin Samanis" """
        last = self._tokens[name.end - 1].text
        genitive = last.endswith(("s", "’", "'")) and not name.entity.label.endswith(last)
        return genitive and name.start == phrase.noun + 1 and not scheme.has_feature(self._tokens[phrase.noun], "Case", "Gen")

    def _skip_brackets(self, k: int) -> int:
        if k < len(self._tokens) and self._tokens[k].text == "(":
            for end in range(k + 1, min(k + 5, len(self._tokens))):
                if self._tokens[end].text == ")":
                    return end + 1
        return k

    def _is_closed(self, k: int) -> bool:
        return k >= len(self._tokens) or self._tokens[self._skip_brackets(k)].text in (",", ".", ":", "–", "-", "(") if self._skip_brackets(k) < len(self._tokens) else True

    def _person_at(self, i: int) -> Mention | None:
        mention = self._named.get(i)
        return mention if mention is not None and mention.start == i and "Person" in mention.entity.classes and mention.form == "name" else None

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
        self._introduced.append(_Introduction(phrase.role.noun, phrase.role.offices, owner, entity, phrase.noun))

    def _owner_iris(self, phrase: RolePhrase) -> list[str]:
        """Give whose role it is: by adjective, compound, genitive in front, complement, or the noun itself."""
        found: list[str] = []
        for k in range(phrase.start, phrase.noun + 1):
            found += self._owners.get(k, [])
        before = self._named.get(phrase.start - 1)
        if before is not None and before.end == phrase.start and self._tokens[phrase.start - 1].text.endswith(("s", "’", "'")):
            found.append(before.entity.iri)
        if phrase.complement is not None:
            for k in range(phrase.complement, phrase.end):
                complement = self._named.get(k)
                if complement is not None:
                    found.append(complement.entity.iri)
                    break
        if not found and phrase.role.owner is not None:
            found.append(phrase.role.owner)
        return list(dict.fromkeys(found))

    def _state_of(self, iri: str) -> Entity | None:
        """Give the state that an owner is or belongs to."""
        for _ in range(3):
            entity = self._gazetteer.entities.get(iri)
            if entity is not None and entity.classes[0] == "State":
                return entity
            home = self._gazetteer.home.get(iri)
            if home is None:
                return None
            iri = home
        return None

    def _bare(self, phrase: RolePhrase) -> Mention | None:
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
        parties = [o for o in owners if o in self._gazetteer.entities and self._gazetteer.entities[o].classes[0] in ("Party", "ArmedGroup", "Organization")]
        if len(states) == 1 and not parties:
            return self._mention(phrase, phrase.end, states[0], "role", "government_of_state")
        if not owners and not phrase.plural and phrase.start == phrase.noun and phrase.complement is None:
            recent = self._possessor_state(phrase) or self._recent(phrase.noun, ("State",))
            if recent is not None:
                return self._mention(phrase, phrase.end, replace(recent, kind=Kind.ACTOR), "role", "government_of_recent_state")
        return self._group(phrase, owners)

    def _country(self, phrase: RolePhrase, owners: Sequence[str]) -> Mention | None:
        """Read "das Land" as the state named last.

        Sentence: "Georgien wählt. Das Land hofft auf Frieden." (Georgien)
        """
        states = [state for state in map(self._state_of, owners) if state is not None]
        beside = self._named.get(phrase.noun + 1)
        if beside is not None and beside.entity.classes[0] == "State" and phrase.complement is None:
            return self._mention(phrase, beside.end, replace(beside.entity, kind=Kind.ACTOR), "name", "state_and_name")
        if len(states) == 1 and phrase.role.noun in ("Staat", "Land", "Nation", "Republik"):
            return self._mention(phrase, phrase.end, states[0], "role", "state_by_adjective")
        if not owners and phrase.start == phrase.noun and phrase.definite and phrase.role.noun in ("Staat", "Land"):
            recent = self._possessor_state(phrase) or self._recent(phrase.noun, ("State",))
            if recent is not None:
                preposition = scheme.preposition_of(self._tokens[phrase.noun])
                kind = Kind.PLACE if preposition in ("in", "aus", "nach") else Kind.ACTOR
                return self._mention(phrase, phrase.noun + 1, replace(recent, kind=kind), "role", "recent_state")
        return None

    def _possessor_state(self, phrase: RolePhrase) -> Entity | None:
        """Give the state of the person that a possessive in front of the phrase means.

        Sentence: "Macron sagte, sein Land helfe." (Frankreich)
        """
        if phrase.start == 0 or not scheme.is_possessive(self._tokens[phrase.start - 1]):
            return None
        person = self._recent(phrase.noun, ("Person",))
        return self._state_of(person.iri) if person is not None else None

    def _recent(self, i: int, classes: Sequence[str], suffix: str = "") -> Entity | None:
        """Give the entity of these classes that was named last before a token, within five sentences."""
        best: Mention | None = None
        for mention in (*self._named.values(), *self._found):
            fits = mention.head < i and mention.entity.classes[:1] and mention.entity.classes[0] in classes and mention.form not in ("compound", "demonym")
            if fits and (not suffix or mention.entity.label.split()[-1].lower().endswith(suffix) or _noun_of(mention.entity.label).endswith(suffix)):
                if best is None or mention.head > best.head:
                    best = mention
        return best.entity if best is not None else None

    def _person(self, phrase: RolePhrase, owners: Sequence[str]) -> Mention | None:
        """Find who a definite role means: whom the article gave it, else who held the office on the day.

        Sentence: "Der russische Präsident schweigt." (Wladimir Putin)
        """
        if phrase.definite:
            introduced = self._by_introduction(phrase, owners)
            if introduced is not None:
                return self._mention(phrase, phrase.end, introduced, "role", "introduced_role")
            holder = self._by_office(phrase, owners)
            if holder is not None:
                return self._mention(phrase, phrase.end, holder, "role", "dated_office")
        if phrase.role.noun in ("Person", "Kind", "Opfer", "Quelle", "Mensch", "Partner", "Nachbar", "Agent", "Autor", "Kreis"):
            return None
        gender = phrase.role.gender or next(iter(self._tokens[phrase.noun].morph.get("Gender")), None)
        label = base_label(self._tokens, phrase)
        entity = self._mint(label, "Person", owners, gender=gender, number="Sing")
        return self._mention(phrase, phrase.end, entity, "role", "unnamed_person")

    def _by_introduction(self, phrase: RolePhrase, owners: Sequence[str]) -> Entity | None:
        noun = phrase.role.noun.lower()
        for known in reversed(self._introduced):
            if known.position > phrase.noun or (owners and known.owner is not None and known.owner not in owners):
                continue
            if known.entity.gender and phrase.role.gender and known.entity.gender != phrase.role.gender:
                continue
            same = known.noun == phrase.role.noun or (not owners and known.noun.lower().endswith(noun))
            if same or set(known.offices) & set(phrase.role.offices):
                return known.entity
        return None

    def _by_office(self, phrase: RolePhrase, owners: Sequence[str]) -> Entity | None:
        offices = phrase.role.offices or ([] if owners else self._offices_of_compounds(phrase.role.noun))
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
            if mention.head < phrase.noun and "Person" in mention.entity.classes and self._holds(mention.entity.iri, offices):
                return mention.entity
        return None

    def _offices_of_compounds(self, noun: str) -> list[str]:
        """Give the offices whose names end in a noun.

        Sentence: "Außenminister Lawrow kommt. Der Minister schweigt." (Minister -> foreign-minister, …)
        """
        tail = noun.lower()
        return sorted({office for role in self._gazetteer.roles.values() if role.noun.endswith(tail) for office in role.offices})

    def _holds(self, iri: str, offices: Sequence[str]) -> bool:
        home = self._gazetteer.home.get(iri)
        return home is not None and any(self._gazetteer.holder(home, (office,), self._day) == iri for office in offices)

    def _group(self, phrase: RolePhrase, owners: Sequence[str]) -> Mention | None:
        """Make an entity of an unnamed group or body, or find the one that a bare noun takes up.

        Sentence: "Nationalistische Kreise warnen." (nationalistische Kreise)
        """
        body = self._body_beside(phrase)
        if body is not None:
            return self._mention(phrase, body.end, body.entity, "name", "body_and_name")
        noun = phrase.role.noun
        cls = phrase.role.cls if phrase.role.cls not in ("Person", "Government", "State") else "Group"
        if not phrase.plural and phrase.definite and not owners and phrase.start == phrase.noun and phrase.complement is None:
            recent = self._recent(phrase.noun, ("Organization", "Group", "InternationalOrganization", "ArmedGroup", "Party", "Media"), noun.lower())
            if recent is not None:
                return self._mention(phrase, phrase.end, recent, "role", "repeated_body")
        label = base_label(self._tokens, phrase)
        entity = self._mint(label, cls, owners, number="Plur" if phrase.plural else "Sing")
        return self._mention(phrase, phrase.end, entity, "group", "unnamed_group")

    def _body_beside(self, phrase: RolePhrase) -> Mention | None:
        """Give the name that a noun for a body introduces.

        Sentence: "die Bewegung „Fatah“", "das Kinderhilfswerk UNICEF"
        """
        k = phrase.noun + 1
        if phrase.plural or phrase.role.cls == "Person" or k >= len(self._tokens):
            return None
        if self._tokens[k].text in "„“\"»«‚":
            k += 1
        name = self._named.get(k)
        if name is None or name.start != k or name.entity.classes[0] in ("Person", "Place", "State") or self._tokens[k].text.endswith("s") and k == phrase.complement:
            return None
        return name

    def _mint(self, label: str, cls: str, owners: Sequence[str], *, gender: str | None = None, number: str) -> Entity:
        """Make the entity of a phrase; without an owner an unnamed one is only itself within its article."""
        entity = mint_actor(label, Kind.ACTOR, (cls,), base=self._base, gender=gender, number=number, named=False)
        if owners or " " in label or number == "Plur":
            return entity
        return replace(entity, iri=f"{entity.iri}-{self._article}")


def _noun_of(label: str) -> str:
    """Give the first capitalised word of a phrase in lower case ("israelische Armee" -> "armee")."""
    return next((word.lower() for word in label.split() if word[:1].isupper()), label.lower())
