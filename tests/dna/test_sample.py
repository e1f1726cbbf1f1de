"""The sample database of DNA 3: there and back, and its networks against values worked out by hand.

Statements of the sample by organization and concept, (for, against), each counted:

                   economy  regulate  legislation  greenhouse  anthropogenic  cap      all
    Alliance                 2, 0       1, 0         1, 0                               4
    Energy Analysis  0, 2    1, 1                                                       4
    EPA              0, 1               10, 0                                          11
    NPRA             0, 2               0, 2                                            4
    Senate           0, 2    0, 1       2, 0                                            5
    Sierra Club      2, 0    1, 0       1, 0         1, 0        1, 0                   6
    PIRG             1, 0    1, 0                    1, 0        2, 0        1, 0       6
    all               10       7         16           3           3           1        40
"""

import io
import sqlite3
from pathlib import Path

import pytest

from graph.dna import import_codings, write_dna
from graph.dna.tables import is_password, read_tables
from graph.ingest import read_documents
from graph.network import NetworkChoice, StatementFilter, networks
from graph.store import open_store
from tests.dna.conftest import database

SAMPLE = Path(__file__).parents[3] / "shared" / "corpus" / "dna" / "sample.dna"
pytestmark = pytest.mark.skipif(not SAMPLE.exists(), reason="the sample database of DNA is not at ../shared/corpus/dna")

ALLIANCE, ENERGY, EPA = (
    "Alliance to Save Energy",
    "Energy and Environmental Analysis, Inc.",
    "Environmental Protection Agency",
)
NPRA, SENATE = "National Petrochemical & Refiners Association", "Senate"
SIERRA, PIRG = "Sierra Club", "U.S. Public Interest Research Group"
ECONOMY, REGULATE = "CO2 legislation will not hurt the economy.", "Emissions legislation should regulate CO2."
LEGISLATION = "There should be legislation to regulate emissions."


@pytest.fixture(scope="module")
def store():
    with open_store("oxigraph:") as store:
        import_codings(SAMPLE, store)
        yield store


def made(store, kind, actor="organization", duplicates="include", **choice):
    filters = StatementFilter(topic="object", actor=actor)
    ((_, network),) = networks(store, filters, NetworkChoice(kind, duplicates=duplicates, **choice))
    return network


def test_sample_is_imported_exported_and_imported_again_without_loss(store, tmp_path):
    out = io.BytesIO()
    write_dna(store, out, read_documents([str(SAMPLE)]), password="sample")
    before, after = (read_tables(database(content)) for content in (SAMPLE.read_bytes(), out.getvalue()))
    for coder in (*before["CODERS"], *after["CODERS"]):
        assert is_password("sample", coder.pop("Password"))  # the salt differs, the password does not
    assert after == before
    path = tmp_path / "sample.dna"
    path.write_bytes(out.getvalue())
    with open_store("oxigraph:") as again:
        import_codings(path, again)
        assert list(again.nquads()) == list(store.nquads())


def test_our_tables_are_those_of_dna(exported):
    ours, theirs = database(exported), sqlite3.connect(f"file:{SAMPLE}?mode=ro&immutable=1", uri=True)
    tables = [name for (name,) in theirs.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")]
    assert tables == [
        name for (name,) in ours.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
    ]
    for table in tables:
        for pragma in ("table_info", "foreign_key_list"):
            rows = [sorted(map(str, db.execute(f"PRAGMA {pragma}({table})"))) for db in (ours, theirs)]
            cut = [sorted(row.partition(",")[2].partition(",")[2] for row in found) for found in rows]
            assert (rows if pragma == "table_info" else cut)[0] == (rows if pragma == "table_info" else cut)[1], table


def test_every_coded_statement_is_a_claim_of_its_coder(store):
    network = made(store, "affiliation")
    assert network.statements == 40
    statements = StatementFilter(topic="object", include=(("coder", "Coder 1"),))
    ((_, same),) = networks(store, statements, NetworkChoice("affiliation", duplicates="include"))
    assert same.statements == 40


# pair: congruence, conflict; average, Jaccard and cosine divisors
# EPA-Senate    economy 1*2 + legislation 10*2 = 22 | none
#               (11 + 5) / 2 | alone: Senate regulate 1; both 1*2 + 10*2 | 11 * 5
# NPRA-EPA      economy 2*1 = 2 | legislation 2*10 = 20
#               (4 + 11) / 2 | alone: NPRA legislation 2, EPA legislation 10; both 2*1 | 4 * 11
# Energy-Sierra regulate 1*1 = 1 | economy 2*2 + regulate 1*1 = 5
#               (4 + 6) / 2 | alone: Energy 2 + 1, Sierra 2 + 1 + 1 + 1; both 1*1 | 4 * 6
# PIRG-Sierra   economy 1*2 + regulate 1 + greenhouse 1 + anthropogenic 2*1 = 6 | none
#               6 | alone: PIRG cap 1, Sierra legislation 1; both 2 + 1 + 1 + 2 | 6 * 6
# Alliance-NPRA none | legislation 1*2
#               4 | alone: Alliance 2 + 1 + 1, NPRA 2 + 2; both none | 4 * 4
PAIRS = {
    (EPA, SENATE): (22, 0, {"no": 1, "average": 8, "jaccard": 23, "cosine": 55}),
    (NPRA, EPA): (2, 20, {"no": 1, "average": 7.5, "jaccard": 14, "cosine": 44}),
    (ENERGY, SIERRA): (1, 5, {"no": 1, "average": 5, "jaccard": 9, "cosine": 24}),
    (PIRG, SIERRA): (6, 0, {"no": 1, "average": 6, "jaccard": 8, "cosine": 36}),
    (ALLIANCE, NPRA): (0, 2, {"no": 1, "average": 4, "jaccard": 8, "cosine": 16}),
}


@pytest.mark.parametrize("normalization", ["no", "average", "jaccard", "cosine"])
@pytest.mark.parametrize("kind", ["ignore", "congruence", "conflict", "subtract"])
def test_weight_between_organizations(store, kind, normalization):
    network = made(store, kind, normalization=normalization)
    for pair, (congruence, conflict, divisors) in PAIRS.items():
        raw = {
            "ignore": congruence + conflict,
            "congruence": congruence,
            "conflict": conflict,
            "subtract": congruence - conflict,
        }[kind]
        assert network.weight(*pair) == pytest.approx(raw / divisors[normalization]), pair


def test_persons_have_the_weights_of_their_organizations(store):
    network = made(store, "subtract", actor="subject")
    assert network.weight("George Voinovich", "Christine Todd Whitman") == 22  # Senate and EPA
    assert network.weight("Bob Slaughter", "Christine Todd Whitman") == -18


def test_identical_statements_of_a_document_count_once(store):
    # EPA: economy 1, legislation 1; Senate: economy 1, regulate 1, legislation 1
    assert made(store, "congruence", duplicates="document").weight(EPA, SENATE) == 2
    # Energy: for and against regulating are one where the agreement is ignored; Sierra: one
    assert made(store, "ignore", duplicates="document").weight(ENERGY, SIERRA) == 2
    assert made(store, "conflict", duplicates="document").weight(ENERGY, SIERRA) == 2


@pytest.mark.parametrize(
    ("ties", "normalization", "actor", "concept", "weight"),
    [
        ("count", "no", EPA, LEGISLATION, 10),
        ("count", "activity", EPA, LEGISLATION, 10 / 11),
        ("count", "prominence", EPA, LEGISLATION, 10 / 16),
        ("binary", "no", EPA, LEGISLATION, 1),
        ("combine", "no", ALLIANCE, REGULATE, 1),
        ("combine", "no", NPRA, LEGISLATION, 2),
        ("combine", "no", ENERGY, REGULATE, 3),
        ("subtract", "no", ENERGY, REGULATE, 0),
        ("subtract", "no", NPRA, LEGISLATION, -2),
        ("subtract", "activity", SIERRA, ECONOMY, 2 / 6),
        ("subtract", "prominence", SENATE, ECONOMY, -2 / 10),
    ],
)
def test_affiliation_of_organizations(store, ties, normalization, actor, concept, weight):
    network = made(store, "affiliation", ties=ties, normalization=normalization)
    assert network.weight(actor, concept) == pytest.approx(weight)


def test_values_may_be_left_out(store):
    filters = StatementFilter(topic="object", actor="organization", exclude=(("object", LEGISLATION),))
    ((_, network),) = networks(store, filters, NetworkChoice("subtract", duplicates="include"))
    assert network.weight(NPRA, EPA) == 2  # what they agree on is left


def test_windows_of_days_have_the_statements_of_their_documents(store):
    choice = NetworkChoice("affiliation", duplicates="include", window=3, unit="days")
    made_of = {
        day.isoformat(): network.statements for day, network in networks(store, StatementFilter(topic="object"), choice)
    }
    # 26 January: 5 coded (one of them a note), 2 February: 5 + 11, 10 February: 4, 16 February: 6 + 6 + 4
    assert made_of["2005-02-02"] == 16
    assert made_of["2005-02-10"] == 4
    assert made_of["2005-02-15"] == 16
