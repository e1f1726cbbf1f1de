"""People and their offices with dates: the hand-kept table and the lists of leaders."""

from __future__ import annotations

import csv
import json
import re
from pathlib import Path

import pycountry
from babel import Locale

from gazetteer.blocks import Block, Gazetteer, parts, table
from gazetteer.spelling import english_name, literal, spellings
from graph.gazetteer import variant_key

#: German offices that the leader lists name in English, tried in this order.
OFFICES = (
    ("vice president", "vice-president"),
    ("deputy prime minister", "vice-prime-minister"),
    ("supreme leader", "supreme-leader"),
    ("chancellor", "chancellor"),
    ("prime minister", "prime-minister"),
    ("premier", "prime-minister"),
    ("taoiseach", "prime-minister"),
    ("minister-president", "prime-minister"),
    ("minister of state", "prime-minister"),
    ("head of government", "prime-minister"),
    ("president of the government", "prime-minister"),
    ("president of the council", "prime-minister"),
    ("pope", "pope"),
    ("crown prince", "crown-prince"),
    ("president", "president"),
    ("king", "monarch"),
    ("queen", "monarch"),
    ("monarch", "monarch"),
    ("emperor", "monarch"),
    ("emir", "monarch"),
    ("amir", "monarch"),
    ("sultan", "monarch"),
    ("prince", "monarch"),
    ("grand duke", "monarch"),
    ("head of state", "president"),
)

#: The list of 2021 says nothing on who still holds an office later.
LIST_ENDS = "2022-12-31"

#: Rows of the list of 2026 that are plainly wrong: the King of Saudi Arabia is not his crown prince.
WRONG_ROWS = {("SA", "King")}


def add_tenure(g: Gazetteer, person: Block, owner: str, kind: str, since: str, until: str) -> None:
    """Add that somebody held an office for a time: one dg:Office a holder and time."""
    office = g.block("offices", "Office", f"{owner} {kind} {person.name} {since[:4]}", prefix="office-")
    office.add("dg:officeOf", f"ent:{owner}")
    office.add("dg:officeKind", literal(kind))
    office.add("dg:holder", f"ent:{person.name}")
    if since:
        office.add("dg:from", f'"{since}"^^xsd:date')
    if until:
        office.add("dg:until", f'"{until}"^^xsd:date')


def full_date(text: str, *, last: bool) -> str:
    """Fill a year or month to a day: the first one, or the last where a tenure ends."""
    if not text:
        return ""
    if len(text) == 4:
        return f"{text}-12-31" if last else f"{text}-01-01"
    if len(text) == 7:
        return f"{text}-28" if last else f"{text}-01"
    return text


def people(g: Gazetteer) -> None:
    """Persons and the offices that they held: sources/people.tsv."""
    for name, gender, owner, others, tenures in table("people.tsv"):
        person = g.block("people", "Person", name)
        names = [name, *parts(others)]
        person.label([*names, *(other for known in names for other in spellings(known, owner))], english_name(names))
        person.add("dg:gender", literal({"f": "Fem", "m": "Masc"}[gender]))
        home = g.state_of_code.get(owner) or g.by_label.get(owner)
        if home is None:
            raise SystemExit(f"people.tsv: {name}: unknown owner {owner!r}")
        person.add("dg:memberOf", f"ent:{home}")
        for alias in (name, *parts(others)):
            g.person_of_name.setdefault(variant_key(alias), person)
        for tenure in parts(tenures):
            match = re.fullmatch(
                r"(?:(?P<of>[^:]+):)?(?P<kind>[a-z-]+)(?: (?P<from>[\d-]*)\.\.(?P<until>[\d-]*))?", tenure
            )
            if match is None:
                raise SystemExit(f"people.tsv: {name}: cannot read {tenure!r}")
            of = match["of"]
            place = (g.state_of_code.get(of) or g.by_label[of]) if of else home
            add_tenure(
                g,
                person,
                place,
                match["kind"],
                full_date(match["from"] or "", last=False),
                full_date(match["until"] or "", last=True),
            )


def office_kind(title: str) -> str:
    low = title.casefold()
    return next((kind for words, kind in OFFICES if words in low), "")


def has_tenure(g: Gazetteer, person: Block, kind: str) -> bool:
    """Tell whether a table of our own knows the person in the office, so that a list's years add nothing."""
    return any(
        f"ent:{person.name}" in block.statements["dg:holder"] and literal(kind) in block.statements["dg:officeKind"]
        for block in g.files.get("offices", {}).values()
    )


def leaders(g: Gazetteer, actors: Path) -> None:
    """Heads of state and government with Wikidata ids from the two lists; tables of our own go before them."""
    by_english = {english: code for code, english in Locale("en").territories.items()}
    by_english |= {
        "Czech Republic": "CZ",
        "Ivory Coast": "CI",
        "Myanmar": "MM",
        "Bosnia and Herzegovina": "BA",
        "Hong Kong": "X-HK",
    }
    rows: list[tuple[str, str, str, str, str, str]] = []
    with (actors / "world-leaders-2021.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            code = by_english.get(row["country"]) or getattr(
                pycountry.countries.get(name=row["country"]), "alpha_2", ""
            )
            until = row["end_year"] or ("" if office_kind(row["positionLabel"]) == "monarch" else LIST_ENDS)
            rows.append(
                (code, row["positionLabel"], row["officeholderLabel"], row["officeholder"], row["start_year"], until)
            )
    listed = json.loads((actors / "world-leaders-2026.json").read_text(encoding="utf-8"))["countries"]
    for country in listed.values():
        for position in country["positions"].values():
            holder = position.get("current_holder") or {}
            if holder.get("name_en") and (country["country"]["iso_code"], position["title_en"]) not in WRONG_ROWS:
                identity = country["country"]["iso_code"], position["title_en"], holder["name_en"]
                rows.append((*identity, holder.get("wikidata_id") or "", holder.get("since") or "", ""))
    for code, title, name, wikidata, since, until in rows:
        state, kind = g.state_of_code.get(code), office_kind(title)
        if not state or not kind or re.fullmatch(r"Q\d+", name):
            continue
        known = g.person_of_name.get(variant_key(name))
        person = known or g.block("people", "Person", name)
        if known is None:
            person.label([name, *spellings(name)], name)
            person.add("dg:memberOf", f"ent:{state}")
            g.person_of_name[variant_key(name)] = person
        if re.fullmatch(r"Q\d+", wikidata) and "skos:exactMatch" not in person.statements:
            person.add("skos:exactMatch", f"wd:{wikidata}")
        if not has_tenure(g, person, kind):
            add_tenure(g, person, state, kind, full_date(since, last=False), full_date(until, last=True))
