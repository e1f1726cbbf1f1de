"""Proposals of several articles are one where concept, terms, parties and time fit, and apart where one of them does not."""

from __future__ import annotations

from datetime import date

import pytest

from graph.gazetteer import Decision
from graph.links.proposals import cluster, merged_iri
from graph.links.read import Named, Stance
from graph.model import Terms

BASE = "https://example.org/kg/"
HOME = {"putin": "russland", "selenskyj": "ukraine", "kiew": "ukraine"}


def named(name, day, parties, *, concept="ceasefire", setting=(), **terms):
    node = f"{BASE}proposal/{concept}-{name}"
    stances = [Stance(day or "", f"claim-{name}-{p}", p, "rejects", -1, node, True, False) for p in parties]
    return Named(
        node, name, "Waffenruhe", concept, day and date.fromisoformat(day), Terms(**terms), stances, dict.fromkeys(setting, 1)
    )  # fmt: skip


def members(*proposals, decisions=()):
    found = cluster(proposals, HOME, {}, decisions)
    return sorted(sorted(member.article for member in entry.members) for entry in found)


FIRST = named("a", "2025-03-12", ["usa", "ukraine"], duration="P30D", process="ukraine")


@pytest.mark.parametrize(
    "second",
    [
        named("b", "2025-03-13", ["usa", "ukraine"]),
        named("b", "2025-03-13", ["usa"], duration="P30D"),
        named("b", "2025-03-13", ["selenskyj"], process="ukraine"),
        named("b", "2025-03-13", ["putin"], about=("kiew",), duration="P30D"),
        named("b", "2025-03-13", ["usa"], setting=["ukraine", "china"]),
        named("b", None, ["usa", "ukraine"]),
    ],
    ids=["parties", "duration", "person-and-conflict", "town-and-duration", "setting", "no-date"],
)
def test_one_proposal(second):
    assert members(FIRST, second) == [["a", "b"]]


@pytest.mark.parametrize(
    "second",
    [
        named("b", "2025-03-13", ["usa", "ukraine"], concept="sanctions"),
        named("b", "2025-03-13", ["usa", "ukraine"], duration="P7D"),
        named("b", "2025-03-13", ["usa", "ukraine"], process="sudan"),
        named("b", "2025-04-30", ["usa", "ukraine"], duration="P30D"),
        named("b", "2025-03-13", ["israel", "katar"], duration="P30D"),
        named("b", "2025-03-13", ["usa"]),
        named("a", "2025-03-12", ["usa", "ukraine"]),
    ],
    ids=["concept", "duration", "conflict", "time", "parties", "one-party", "same-article"],
)
def test_two_proposals(second):
    assert len(members(FIRST, second)) == 2


def test_a_debate_that_goes_on_stays_one_proposal_beyond_thirty_days():
    days = ["2025-03-12", "2025-04-05", "2025-05-01"]
    assert members(*(named(str(n), day, ["usa", "ukraine"]) for n, day in enumerate(days))) == [["0", "1", "2"]]


def test_a_proposal_without_terms_goes_to_the_one_that_shares_more():
    other = named("b", "2025-03-12", ["usa", "china"], duration="P7D")
    assert members(FIRST, other, named("c", "2025-03-13", ["usa", "china", "ukraine"], process="ukraine")) == [
        ["a", "c"],
        ["b"],
    ]


def test_what_is_told_apart_in_the_reasons():
    (entry,) = cluster([FIRST, named("b", "2025-03-13", ["usa"], duration="P30D")], HOME, {"usa": "USA"})
    assert entry.reasons == ["", "same concept ceasefire; same duration; parties in common: USA; 1 day apart"]


def test_the_name_of_a_merged_proposal_comes_from_the_first_article():
    (entry,) = cluster([FIRST, named("b", "2025-03-13", ["usa", "ukraine"])], HOME, {})
    assert merged_iri(entry) == f"{BASE}proposal/all-ceasefire-a"


def test_the_user_parts_and_joins_proposals():
    second = named("b", "2025-03-13", ["usa", "ukraine"])
    third = named("c", "2025-12-01", ["sudan"], concept="sanctions")
    apart = Decision(FIRST.node, second.node, same=False)
    joined = Decision(f"{BASE}proposal/all-ceasefire-a", third.node, same=True)
    assert members(FIRST, second, third, decisions=[apart]) == [["a"], ["b"], ["c"]]
    assert members(FIRST, second, third, decisions=[joined]) == [["a", "b", "c"]]
