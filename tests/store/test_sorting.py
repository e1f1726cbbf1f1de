import random

from graph.store.sorting import sorted_lines


def test_lines_come_sorted_and_once_whether_they_fit_into_memory_or_not():
    lines = [f"<{n}> \u00e4\n".encode() for n in random.Random(3).choices(range(2000), k=5000)]
    assert list(sorted_lines(lines)) == sorted(set(lines))
    assert list(sorted_lines(lines, in_memory=700)) == sorted(set(lines))
    assert list(sorted_lines(lines, in_memory=1250)) == sorted(set(lines))


def test_nothing_stays_nothing():
    assert list(sorted_lines([])) == []
