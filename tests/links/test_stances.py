"""Changes of stance and copied texts."""

from __future__ import annotations

import pytest

from graph.links.read import Stance
from graph.links.stances import changes, copies


def stance(day, value, *, subject="russland", proposal="truce", own=True):
    return Stance(
        day, f"claim-{day}-{value}", subject, "accepts" if value > 0 else "rejects", value, proposal, own, False
    )


def test_an_actor_that_turns_round_changes_its_stance():
    (change,) = changes([stance("2025-03-13", 1), stance("2025-01-20", -1)])
    assert (change.earlier.day, change.later.day) == ("2025-01-20", "2025-03-13")


@pytest.mark.parametrize(
    "later",
    [
        stance("2025-03-13", -1),
        stance("2025-03-13", 0),
        stance("2025-01-20", 1),
        stance("", 1),
        stance("2025-03-13", 1, subject="usa"),
        stance("2025-03-13", 1, proposal="other"),
        stance("2025-03-13", 1, own=False),
    ],
    ids=["same", "open", "same-day", "no-day", "actor", "proposal", "hearsay"],
)
def test_no_change(later):
    assert list(changes([stance("2025-01-20", -1), later])) == []


LONG = [f"Die Unterhändler trafen sich am {n}. Tag wieder in der Stadt." for n in range(3)]


def test_articles_with_two_sentences_in_common_are_copies():
    assert copies({"a": set(LONG), "b": set(LONG[:2]), "c": {LONG[0]}}) == [("a", "b", 2)]


def test_short_sentences_are_alike_by_chance():
    assert copies({"a": {"Das ist so.", "Nein."}, "b": {"Das ist so.", "Nein."}}) == []
