"""Apache Jena's SPARQL client against the endpoint, as programs in Java use it."""

import sys
from pathlib import Path

import pytest

sys.path.append(str(Path(__file__).parents[2] / "scripts"))
from interop.java import ROOT, Unavailable, java

ALL = "SELECT ?claim WHERE { ?claim <https://w3id.org/diplograph/ontology#relation> ?relation }"


@pytest.mark.slow
@pytest.mark.remote
def test_jena_s_client_asks_in_every_way_and_cannot_update(server):
    try:
        done = java("jena", str(ROOT / "scripts" / "interop" / "AskWithJena.java"), f"{server.address}/sparql")
    except Unavailable as error:
        pytest.skip(str(error))
    assert done.returncode == 0, done.stderr
    claims = len(server.ask(ALL).rows())
    assert claims > 10
    said = done.stdout.splitlines()
    assert said[:-1] == [
        f"asGetAlways {claims}",
        f"asPost {claims}",
        f"asPostForm {claims}",
        f"select {claims}",
        "ask true",
        f"construct {claims}",
        "describe false",
    ]
    assert said[-1].startswith("update refused 4")
    assert len(server.ask(ALL).rows()) == claims
