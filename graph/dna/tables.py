"""The tables of a `.dna` file, as DNA 3.0 makes them, and how it keeps passwords."""

from __future__ import annotations

import base64
import hashlib
import sqlite3
from collections.abc import Iterable, Mapping

VERSION = ("3.0.7", "2022-06-10")
"""Version and day of the DNA whose tables these are; DNA 3.0 opens files of its own line."""

Value = str | int | None
Row = dict[str, Value]
Tables = dict[str, list[Row]]

_HASH_ROUNDS = 100_000
_SALT = 16
_SHORT = "CHECK (LENGTH({0}) < 191)"
_PERMISSIONS = (
    *("AddDocuments", "EditDocuments", "DeleteDocuments", "ImportDocuments", "AddStatements", "EditStatements"),
    *("DeleteStatements", "EditAttributes", "EditRegex", "EditStatementTypes", "EditCoders", "EditCoderRelations"),
    *("ViewOthersDocuments", "EditOthersDocuments", "ViewOthersStatements", "EditOthersStatements"),
)
_RIGHTS = ("viewStatements", "editStatements", "viewDocuments", "editDocuments")


def _text(name: str, rule: str = "NOT NULL") -> tuple[str, str]:
    return name, f"TEXT {rule} {_SHORT.format(name)}"


def _between(name: str, low: int, high: int, default: int | None, rule: str = "NOT NULL") -> tuple[str, str]:
    default_text = "" if default is None else f" DEFAULT {default}"
    return name, f"INTEGER {rule}{default_text} CHECK ({name} BETWEEN {low} AND {high})"


def _colour(rule: str = "NOT NULL", default: int | None = 0) -> list[tuple[str, str]]:
    return [_between(name, 0, 255, default, rule) for name in ("Red", "Green", "Blue")]


def _link(name: str, table: str, rule: str = "NOT NULL") -> tuple[str, str]:
    return name, f"INTEGER {rule} REFERENCES {table}(ID) ON DELETE CASCADE"


_ID = ("ID", "INTEGER NOT NULL PRIMARY KEY")
_DATUM = (_ID, _link("StatementId", "STATEMENTS"), _link("VariableId", "VARIABLES"))
_ONCE = ("", "UNIQUE (StatementId, VariableId)")
_TYPES = " OR ".join(f"DataType = '{kind}'" for kind in ("boolean", "integer", "long text", "short text"))

COLUMNS: Mapping[str, tuple[tuple[str, str], ...]] = {
    "SETTINGS": (("Property", "TEXT PRIMARY KEY"), ("Value", "TEXT NOT NULL")),
    "CODERS": (
        _ID,
        _text("Name"),
        *_colour(),
        _between("Refresh", 0, 9999, 0),
        _between("FontSize", 1, 99, 14),
        _text("Password"),
        _between("PopupWidth", 100, 9999, 300, ""),
        _between("ColorByCoder", 0, 1, 0),
        _between("PopupDecoration", 0, 1, 0),
        _between("PopupAutoComplete", 0, 1, 1),
        *(_between(f"Permission{name}", 0, 1, 1) for name in _PERMISSIONS),
    ),
    "DOCUMENTS": (
        _ID,
        _text("Title"),
        ("Text", "TEXT NOT NULL"),
        _link("Coder", "CODERS", ""),
        *(_text(name, "NOT NULL DEFAULT ''") for name in ("Author", "Source", "Section")),
        ("Notes", "TEXT NOT NULL DEFAULT ''"),
        _text("Type", "NOT NULL DEFAULT ''"),
        ("Date", "INTEGER NOT NULL"),
    ),
    "STATEMENTTYPES": (_ID, _text("Label"), *_colour()),
    "VARIABLES": (
        _ID,
        _text("Variable"),
        ("DataType", f"TEXT NOT NULL DEFAULT 'short text' CHECK ({_TYPES})"),
        _link("StatementTypeId", "STATEMENTTYPES", ""),
        ("", "UNIQUE (Variable, StatementTypeId)"),
    ),
    "VARIABLELINKS": (
        _ID,
        _link("SourceVariableId", "VARIABLES", ""),
        _link("TargetVariableId", "VARIABLES", ""),
        ("", "CHECK (TargetVariableId != SourceVariableId)"),
    ),
    "REGEXES": (("Label", f"TEXT PRIMARY KEY {_SHORT.format('Label')}"), *_colour()),
    "CODERRELATIONS": (
        _ID,
        _link("Coder", "CODERS", "CHECK (Coder > 0)"),
        _link("OtherCoder", "CODERS", "CHECK (OtherCoder > 0)"),
        *(_between(name, 0, 1, 1) for name in _RIGHTS),
        ("", "CHECK (Coder != OtherCoder)"),
    ),
    "STATEMENTS": (
        _ID,
        _link("StatementTypeId", "STATEMENTTYPES", ""),
        _link("DocumentId", "DOCUMENTS", ""),
        ("Start", "INTEGER NOT NULL CHECK (Start >= 0)"),
        ("Stop", "INTEGER NOT NULL CHECK (Stop >= 0)"),
        _link("Coder", "CODERS", ""),
        ("", "CHECK (Start < Stop)"),
    ),
    "DATABOOLEAN": (*_DATUM, ("Value", "INTEGER NOT NULL DEFAULT 1"), _ONCE),
    "DATAINTEGER": (*_DATUM, ("Value", "INTEGER NOT NULL DEFAULT 0"), _ONCE),
    "ENTITIES": (
        _ID,
        _link("VariableId", "VARIABLES"),
        _text("Value", "NOT NULL DEFAULT ''"),
        *_colour("", None),
        _link("ChildOf", "ENTITIES", "CHECK (ChildOf > 0)"),
        ("", "UNIQUE (VariableId, Value)"),
    ),
    "DATASHORTTEXT": (*_DATUM, _link("Entity", "ENTITIES"), _ONCE),
    "DATALONGTEXT": (*_DATUM, ("Value", "TEXT DEFAULT ''"), _ONCE),
    "ATTRIBUTEVARIABLES": (
        _ID,
        _link("VariableId", "VARIABLES"),
        _text("AttributeVariable"),
        ("", "UNIQUE (VariableId, AttributeVariable)"),
    ),
    "ATTRIBUTEVALUES": (
        _ID,
        _link("EntityId", "ENTITIES"),
        _link("AttributeVariableId", "ATTRIBUTEVARIABLES"),
        _text("AttributeValue", "NOT NULL DEFAULT ''"),
        ("", "UNIQUE (EntityId, AttributeVariableId)"),
    ),
}
"""Table -> its columns with their types and rules, in the order in which they may be filled; rules of the whole table
have no name."""

DATA = {
    "boolean": "DATABOOLEAN",
    "integer": "DATAINTEGER",
    "short text": "DATASHORTTEXT",
    "long text": "DATALONGTEXT",
}
"""Type of a variable -> the table of its values."""


def names(table: str) -> tuple[str, ...]:
    """Give the names of a table's columns."""
    return tuple(name for name, _ in COLUMNS[table] if name)


def read_tables(connection: sqlite3.Connection) -> Tables:
    """Read all that DNA keeps, each table sorted by its key; columns that a file lacks are NULL, others left out.

    Raises:
        sqlite3.Error: the file is damaged.
    """
    found: Tables = {}
    for table in COLUMNS:
        present = [name for _, name, *_ in connection.execute(f"PRAGMA table_info({table})")]
        rows = connection.execute(f"SELECT * FROM {table} ORDER BY 1").fetchall() if present else []
        found[table] = [_row(table, dict(zip(present, row, strict=True))) for row in rows]
    return found


def _row(table: str, values: Mapping[str, object]) -> Row:
    """Give a row with the types of its columns, which SQLite does not enforce; what is no number is NULL."""
    row: Row = {}
    for name, rule in COLUMNS[table]:
        value = values.get(name)
        if not name:
            continue
        if value is None or isinstance(value, bytes):
            row[name] = None if value is None else str(value, "utf-8", "replace")
        elif rule.startswith("INTEGER"):
            text = str(value)
            row[name] = int(text) if text.removeprefix("-").isdecimal() else None
        else:
            row[name] = str(value)
    return row


def write_tables(tables: Tables) -> bytes:
    """Write a database; the same tables give the same bytes.

    Raises:
        sqlite3.Error: the rows break a rule of the tables.
    """
    connection = sqlite3.connect(":memory:", isolation_level=None)
    try:
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("BEGIN")
        connection.execute("PRAGMA defer_foreign_keys = ON")  # an entity may be the child of a later one
        for table, columns in COLUMNS.items():
            connection.execute(f"CREATE TABLE {table}({', '.join(f'{name} {rule}'.strip() for name, rule in columns)})")
        for table in COLUMNS:
            _insert(connection, table, tables.get(table, ()))
        connection.execute("COMMIT")
        return connection.serialize()
    finally:
        connection.close()


def _insert(connection: sqlite3.Connection, table: str, rows: Iterable[Row]) -> None:
    columns = names(table)
    places = ", ".join("?" * len(columns))
    connection.executemany(
        f"INSERT INTO {table}({', '.join(columns)}) VALUES({places})", ([row[name] for name in columns] for row in rows)
    )


def password_hash(password: str, name: str) -> str:
    """Hash a coder's password as DNA checks it: SHA-256, 100,000 times over salt and password, after the salt, Base64.

    The salt is drawn from name and password instead of by chance, so that the same export gives the same bytes.

    >>> is_password("geheim", password_hash("geheim", "Admin")), is_password("Geheim", password_hash("geheim", "Admin"))
    (True, False)
    """
    salt = hashlib.sha256(f"diplograph\0{name}\0{password}".encode()).digest()[:_SALT]
    return base64.b64encode(salt + _digest(salt, password)).decode("ascii")


def is_password(password: str, stored: str) -> bool:
    """Tell whether a stored hash is that of a password."""
    data = base64.b64decode(stored)
    return data[_SALT:] == _digest(data[:_SALT], password)


def _digest(salt: bytes, password: str) -> bytes:
    found = salt + password.encode("utf-8")
    for _ in range(_HASH_ROUNDS):
        found = hashlib.sha256(found).digest()
    return found
