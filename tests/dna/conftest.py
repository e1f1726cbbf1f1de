"""A database of DNA as two people would have filled it, made by our own export and then coded in."""

from __future__ import annotations

import io
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from graph.dna import write_dna
from graph.store import open_store
from tests.debate import graphs


def database(content: bytes) -> sqlite3.Connection:
    connection = sqlite3.connect(":memory:")
    connection.deserialize(content)
    return connection


@pytest.fixture(scope="session")
def exported() -> bytes:
    """Give the debate as a .dna file."""
    out = io.BytesIO()
    with open_store("oxigraph:") as store:
        store.replace_many(graphs())
        write_dna(store, out, password="geheim")
    return out.getvalue()


@pytest.fixture
def coded(exported: bytes, tmp_path: Path) -> Callable[..., Path]:
    """Take all that the machine found on the ceasefire over as a person's own codings, after some statements of SQL."""

    def make(*statements: str, coder: str = "Anna", name: str = "anna.dna") -> Path:
        connection = database(exported)
        (machine,) = connection.execute("SELECT ID FROM CODERS WHERE Name = 'diplograph'").fetchone()
        connection.execute("INSERT INTO CODERS(ID, Name, Password) VALUES(9, ?, 'x')", [coder])
        connection.execute(
            "UPDATE STATEMENTS SET Coder = 9 WHERE ID IN (SELECT StatementId FROM DATASHORTTEXT JOIN ENTITIES"
            " ON Entity = ENTITIES.ID JOIN VARIABLES ON VARIABLES.ID = DATASHORTTEXT.VariableId"
            " WHERE Variable = 'concept' AND Value = 'Waffenruhe') AND Coder = ?",
            [machine],
        )
        for statement in statements:
            connection.execute(statement)
        connection.commit()
        path = tmp_path / name
        path.write_bytes(connection.serialize())
        connection.close()
        return path

    return make
