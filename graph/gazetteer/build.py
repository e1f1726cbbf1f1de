"""Turns statements about entities into look-up tables."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date

from graph.errors import OntologyError
from graph.gazetteer.decisions import Decision
from graph.gazetteer.read import ACTORS, DG, SKOS, TYPE, WIKIDATA, first
from graph.gazetteer.spelling import family_name, fold, stem, variant_key, words_of
from graph.gazetteer.tables import Gazetteer, Name, Role, Tenure
from graph.model import Entity, Kind


class _Tables:
    """The tables while they are filled."""

    def __init__(self) -> None:
        self.entities: dict[str, Entity] = {}
        self.names: dict[str, list[Name]] = defaultdict(list)
        self.several: dict[tuple[str, ...], list[Name]] = defaultdict(list)
        self.adjectives: dict[str, str] = {}
        self.home: dict[str, str] = {}
        self.variants: dict[str, str] = {}

    def add_name(self, text: str, name: Name) -> None:
        """Note that a text names an entity; one word as it stands, several as their stems."""
        readings = self.several[tuple([stem(w) for w in words_of(text)])] if " " in text else self.names[fold(text)]
        if name not in readings:
            readings.append(name)


def build_gazetteer(facts: Mapping[str, Mapping[str, list[str]]], decisions: tuple[Decision, ...] = ()) -> Gazetteer:
    """Make the look-up tables.

    Args:
        facts: what the files say.
        decisions: a user's own on who is who, handed on.

    Raises:
        OntologyError: an entity lacks its label, or an office its owner, kind or holder.
    """
    tables = _Tables()
    governments = {iri: entry[DG + "governmentOf"][0] for iri, entry in facts.items() if DG + "governmentOf" in entry}
    for iri, entry in facts.items():
        cls = _class(entry)
        if cls in ("Office", "Role"):
            continue
        if (cls in ACTORS and iri not in governments) or cls == "Place":
            _add_entity(tables, iri, cls, entry)
    for iri, state in governments.items():
        if state in tables.entities:
            _add_names(tables, state, facts[iri], name_form="name")
    starts: dict[tuple[str, str], list[tuple[tuple[str, ...], tuple[Name, ...]]]] = defaultdict(list)
    for stems, readings in tables.several.items():
        starts[stems[0], stems[1]].append((stems, tuple(readings)))
    for entries in starts.values():
        entries.sort(key=lambda entry: (-len(entry[0]), entry[0]))
    return Gazetteer(
        entities=tables.entities,
        names={text: tuple(readings) for text, readings in tables.names.items()},
        starts={first: tuple(entries) for first, entries in starts.items()},
        adjectives=tables.adjectives,
        roles=dict(_roles(facts)),
        tenures=_tenures(facts),
        home=tables.home,
        variants=tables.variants,
        words=_words(facts),
        decisions=decisions,
    )


def _class(entry: Mapping[str, list[str]]) -> str:
    for value in entry.get(TYPE, ()):
        if value.startswith(DG):
            return value[len(DG) :]
    return ""


def _add_entity(tables: _Tables, iri: str, cls: str, entry: Mapping[str, list[str]]) -> None:
    label = first(entry, SKOS + "prefLabel")
    if label is None:
        raise OntologyError(iri, "entity without skos:prefLabel in German", "add one")
    wikidata = next(
        (m.removeprefix(WIKIDATA) for m in entry.get(SKOS + "exactMatch", ()) if m.startswith(WIKIDATA)), None
    )
    tables.entities[iri] = Entity(
        iri=iri,
        label=label,
        kind=Kind.PLACE if cls == "Place" else Kind.ACTOR,
        classes=(cls,),
        wikidata=wikidata,
        gender=first(entry, DG + "gender"),
        number=first(entry, DG + "number") or "Sing",
    )
    home = next((entry[p][0] for p in (DG + "locatedIn", DG + "memberOf") if p in entry), None)
    if home is not None:
        tables.home[iri] = home
    _add_names(tables, iri, entry, name_form="name")
    if cls == "Person":
        for text in (label, *entry.get(SKOS + "altLabel", ())):
            family = family_name(text)
            if family:
                tables.variants.setdefault(variant_key(text), iri)
                tables.add_name(family, Name(iri, "family"))


def _add_names(tables: _Tables, iri: str, entry: Mapping[str, list[str]], *, name_form: str) -> None:
    for prop in (SKOS + "prefLabel", SKOS + "altLabel"):
        for text in entry.get(prop, ()):
            tables.add_name(text, Name(iri, name_form))
    for text in entry.get(DG + "metonym", ()):
        tables.add_name(text, Name(iri, "metonym"))
    for text in entry.get(DG + "demonym", ()):
        tables.add_name(text, Name(iri, "demonym"))
    for text in entry.get(DG + "adjective", ()):
        tables.adjectives.setdefault(text.lower(), iri)


def _roles(facts: Mapping[str, Mapping[str, list[str]]]) -> Iterator[tuple[str, Role]]:
    for entry in facts.values():
        if _class(entry) != "Role":
            continue
        noun = first(entry, SKOS + "prefLabel") or ""
        offices = tuple(text.split(" ", 1)[1] for text in sorted(entry.get(DG + "officeKind", ())))
        cls = (first(entry, DG + "names") or "").removeprefix(DG)
        owner = first(entry, DG + "officeOf")
        feminine = first(entry, DG + "feminine")
        plural_only = first(entry, DG + "number") == "Plur"
        yield noun, Role(noun, cls, offices, owner, "Masc" if feminine else None, plural_only)
        if feminine:
            yield feminine, Role(noun, cls, offices, owner, "Fem", plural_only)


def _words(facts: Mapping[str, Mapping[str, list[str]]]) -> dict[str, frozenset[str]]:
    return {
        entry[SKOS + "notation"][0]: frozenset(entry.get(SKOS + "hiddenLabel", ()))
        for entry in facts.values()
        if SKOS + "Collection" in entry.get(TYPE, ()) and SKOS + "notation" in entry
    }


def _tenures(facts: Mapping[str, Mapping[str, list[str]]]) -> dict[tuple[str, str], tuple[Tenure, ...]]:
    found: dict[tuple[str, str], list[Tenure]] = defaultdict(list)
    for iri, entry in facts.items():
        if _class(entry) != "Office":
            continue
        owner, kind, holder = (first(entry, DG + p) for p in ("officeOf", "officeKind", "holder"))
        if owner is None or kind is None or holder is None:
            raise OntologyError(
                iri, "office without owner, kind or holder", "give dg:officeOf, dg:officeKind and dg:holder"
            )
        since, until = (_day(iri, first(entry, DG + p)) for p in ("from", "until"))
        found[owner, kind].append(Tenure(holder, since, until))
    return {
        key: tuple(sorted(values, key=lambda t: (t.since or date.min, t.holder), reverse=True))
        for key, values in found.items()
    }


def _day(iri: str, text: str | None) -> date | None:
    if text is None:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise OntologyError(iri, f"not a date: {text}", "write it as 2025-05-06") from error
