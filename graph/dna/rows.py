"""Filling the tables of a `.dna` file: every thing gets its number, and things that are there are found again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from graph.dna.tables import COLUMNS, DATA, VERSION, Row, Tables, names

LONGEST = 190
"""Most characters that DNA keeps of a name."""

_CODER_DEFAULTS = {"Refresh": 0, "FontSize": 14, "PopupWidth": 300, "ColorByCoder": 0, "PopupDecoration": 0}


@dataclass(frozen=True, slots=True)
class StatementType:
    """A kind of statements with its variables and their types."""

    label: str
    colour: tuple[int, int, int]
    variables: tuple[tuple[str, str], ...]


_SHARED = (
    *((name, "short text") for name in ("actor", "relation", "object", "modality", "source")),
    ("confidence", "integer"),
    ("claim", "long text"),
)
_NAMED = (("person", "short text"), ("organization", "short text"), ("concept", "short text"))
TYPES = (
    StatementType("DNA Statement", (239, 208, 51), (*_NAMED, ("agreement", "boolean"), *_SHARED)),
    StatementType("Claim without stance", (200, 200, 200), (*_NAMED, *_SHARED)),
)
"""What our claims are written as: with a stance, and without one."""


class Database:
    """Tables that grow.

    Args:
        tables: what is there already; None for a new database with the coder "Admin".
    """

    def __init__(self, tables: Tables | None = None) -> None:
        self.tables: Tables = tables or {table: [] for table in COLUMNS}
        self._numbers = {
            table: max((int(row["ID"] or 0) for row in rows if "ID" in row), default=0)
            for table, rows in self.tables.items()
        }
        self._types: dict[str, tuple[int, dict[str, int]]] = {}
        self._entities = {(row["VariableId"], row["Value"]): row for row in self.tables["ENTITIES"]}
        self._attributes = {
            (row["VariableId"], row["AttributeVariable"]): int(row["ID"] or 0)
            for row in self.tables["ATTRIBUTEVARIABLES"]
        }
        self._values = {(row["EntityId"], row["AttributeVariableId"]): row for row in self.tables["ATTRIBUTEVALUES"]}
        if tables is None:
            version, day = VERSION
            self.tables["SETTINGS"] += [{"Property": "version", "Value": version}, {"Property": "date", "Value": day}]
            self.coder("Admin")

    def coder(self, name: str) -> int:
        """Give the number of a coder, who is added with all rights where there is none of the name."""
        for row in self.tables["CODERS"]:
            if row["Name"] == name:
                return int(row["ID"] or 0)
        others = [int(row["ID"] or 0) for row in self.tables["CODERS"]]
        colour = {"Red": 255, "Green": 255, "Blue": 0} if name == "Admin" else {"Red": 0, "Green": 158, "Blue": 115}
        new: Row = {**dict.fromkeys(names("CODERS"), 1), **_CODER_DEFAULTS, **colour, "Name": name, "Password": ""}
        number = self._append("CODERS", new)
        for other in others:
            for one, two in ((number, other), (other, number)):
                rights: Row = {**dict.fromkeys(names("CODERRELATIONS"), 1), "Coder": one, "OtherCoder": two}
                self._append("CODERRELATIONS", rights)
        return number

    def document(self, row: Row) -> Row:
        """Add a document; short fields are cut to what DNA keeps."""
        short = {name: _cut(str(row[name])) for name in ("Title", "Author", "Source", "Section", "Type")}
        self._append("DOCUMENTS", {**row, **short})
        return self.tables["DOCUMENTS"][-1]

    def statement(
        self, kind: StatementType, document: int, place: Sequence[int], coder: int, values: Mapping[str, str | int]
    ) -> None:
        """Add a statement with a value for each variable of its type."""
        type_, variables = self._type(kind)
        start, stop = place
        row: Row = {"StatementTypeId": type_, "DocumentId": document, "Start": start, "Stop": stop, "Coder": coder}
        number = self._append("STATEMENTS", row)
        for name, data_type in kind.variables:
            datum: Row = {"StatementId": number, "VariableId": variables[name]}
            if data_type == "short text":
                datum["Entity"] = self._entity(variables[name], _cut(str(values[name])))["ID"]
            else:
                datum["Value"] = values[name]
            self._append(DATA[data_type], datum)

    def attribute(self, variables: Iterable[str], value: str, attribute: str, text: str) -> None:
        """Set an attribute of a value wherever the variables of our types have it."""
        for _, found in self._types.values():
            for name in variables:
                entity = self._entities.get((found[name], _cut(value)))
                if entity is not None and entity["Value"]:
                    self._set_attribute(found[name], int(entity["ID"] or 0), attribute, _cut(text))

    def _type(self, kind: StatementType) -> tuple[int, dict[str, int]]:
        """Give the number of a statement type and those of its variables; one that has them all is used again."""
        if kind.label not in self._types:
            self._types[kind.label] = self._known_type(kind) or self._new_type(kind)
        return self._types[kind.label]

    def _known_type(self, kind: StatementType) -> tuple[int, dict[str, int]] | None:
        for row in self.tables["STATEMENTTYPES"]:
            own = [entry for entry in self.tables["VARIABLES"] if entry["StatementTypeId"] == row["ID"]]
            if {(entry["Variable"], entry["DataType"]) for entry in own} == set(kind.variables):
                return int(row["ID"] or 0), {str(entry["Variable"]): int(entry["ID"] or 0) for entry in own}
        return None

    def _new_type(self, kind: StatementType) -> tuple[int, dict[str, int]]:
        taken = {row["Label"] for row in self.tables["STATEMENTTYPES"]}
        label = kind.label if kind.label not in taken else f"diplograph: {kind.label}"
        red, green, blue = kind.colour
        type_ = self._append("STATEMENTTYPES", {"Label": label, "Red": red, "Green": green, "Blue": blue})
        variables = {
            name: self._append("VARIABLES", {"Variable": name, "DataType": data_type, "StatementTypeId": type_})
            for name, data_type in kind.variables
        }
        return type_, variables

    def _entity(self, variable: int, value: str) -> Row:
        if (variable, value) not in self._entities:
            black = {"Red": 0, "Green": 0, "Blue": 0}
            self._append("ENTITIES", {"VariableId": variable, "Value": value, **black, "ChildOf": None})
            self._entities[variable, value] = self.tables["ENTITIES"][-1]
        return self._entities[variable, value]

    def _set_attribute(self, variable: int, entity: int, attribute: str, text: str) -> None:
        number = self._attributes.get((variable, attribute))
        if number is None:
            named: Row = {"VariableId": variable, "AttributeVariable": attribute}
            number = self._attributes[variable, attribute] = self._append("ATTRIBUTEVARIABLES", named)
        if (entity, number) not in self._values:
            self._append("ATTRIBUTEVALUES", {"EntityId": entity, "AttributeVariableId": number, "AttributeValue": ""})
            self._values[entity, number] = self.tables["ATTRIBUTEVALUES"][-1]
        self._values[entity, number]["AttributeValue"] = text

    def _append(self, table: str, row: Row) -> int:
        self._numbers[table] += 1
        self.tables[table].append(row | {"ID": self._numbers[table]})
        return self._numbers[table]


def _cut(text: str) -> str:
    shown = " ".join(text.split())
    return shown if len(shown) <= LONGEST else shown[: LONGEST - 1] + "…"
