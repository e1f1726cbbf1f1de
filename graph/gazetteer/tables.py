"""The look-up tables of the gazetteer and of the concept scheme."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from graph.gazetteer.decisions import Decision, name_key
from graph.gazetteer.spelling import fold
from graph.model import Entity


@dataclass(frozen=True, slots=True)
class Name:
    """One name of an entity: name, metonym, demonym, or family (a person's last name)."""

    entity: str
    form: str


@dataclass(frozen=True, slots=True)
class Role:
    """What a role noun says about who bears it.

    Attributes:
        noun: masculine or only form, as the dictionary has it.
        cls: ontology class of what it names.
        offices: kinds of office that it can mean, in order of preference.
        owner: IRI of the state or organisation that the noun itself names ("Kremlchef"), or None.
        plural_only: only in the plural does it name an actor ("beide Seiten", "Menschen").
        gender: grammatical gender of this form, where it tells one ("Fem" for "Sprecherin").
    """

    noun: str
    cls: str
    offices: tuple[str, ...] = ()
    owner: str | None = None
    gender: str | None = None
    plural_only: bool = False


@dataclass(frozen=True, slots=True)
class Tenure:
    """A person in an office, both days included; None where a day is not known."""

    holder: str
    since: date | None
    until: date | None

    def covers(self, day: date) -> bool:
        """Tell whether the office was held on a day."""
        return (self.since is None or self.since <= day) and (self.until is None or day <= self.until)


@dataclass(frozen=True, slots=True, eq=False)
class Gazetteer:
    """Look-up tables over everything that is known by name; compared by identity, so that look-ups can be cached.

    Attributes:
        entities: by IRI.
        names: folded name -> its readings; a name of several words is found through `starts`.
        starts: stems of the first two words -> the names of several words that begin so, as stems, the longest first.
        adjectives: uninflected nationality adjective -> IRI.
        roles: noun as written (both genders) -> role.
        tenures: (IRI of state or organisation, kind of office) -> tenures, the latest first.
        home: IRI of a person, place or body -> IRI of its state or of the body that it is part of.
        variants: `variant_key` of a person's full name -> IRI.
        words: name of a list of plain words that rules ask for -> the words (ontology/entities/words.ttl).
        decisions: a user's own on which names mean one actor.
    """

    entities: Mapping[str, Entity]
    names: Mapping[str, tuple[Name, ...]]
    starts: Mapping[tuple[str, str], tuple[tuple[tuple[str, ...], tuple[Name, ...]], ...]]
    adjectives: Mapping[str, str]
    roles: Mapping[str, Role]
    tenures: Mapping[tuple[str, str], tuple[Tenure, ...]]
    home: Mapping[str, str]
    variants: Mapping[str, str]
    words: Mapping[str, frozenset[str]]
    decisions: tuple[Decision, ...] = ()

    def known(self, name: str) -> Entity | None:
        """Give what a whole name means, inflected or not; the first reading where there are several."""
        readings = [reading for reading in self.names.get(fold(name), ()) if reading.form == "name"]
        words = name_key(name)
        several = self.starts.get((words[0], words[1]), ()) if len(words) > 1 else ()
        readings += [reading for stems, found in several if stems == words for reading in found]
        return self.entities[readings[0].entity] if readings else None

    def holder(self, owner: str, offices: Sequence[str], day: date | None) -> str | None:
        """Give the IRI of who held the first of these offices that the owner has, on a day or, without one, of late."""
        for office in offices:
            tenures = self.tenures.get((owner, office), ())
            if tenures and day is None:
                return tenures[0].holder
            for tenure in tenures:
                if day is not None and tenure.covers(day):
                    return tenure.holder
            if tenures:
                return None
        return None


@dataclass(frozen=True, slots=True)
class ConceptScheme:
    """What proposals and conditions are about.

    Attributes:
        labels: local name of a concept -> preferred German label.
        words: folded German label -> local name; labels of several words as their stems joined by spaces.
        heads: label or head of compounds ("waffenruhe", "friedensplan") in lower case -> local name.
        broader: local name -> local name.
    """

    labels: Mapping[str, str]
    words: Mapping[str, str]
    heads: Mapping[str, str]
    broader: Mapping[str, str] = field(default_factory=dict)
