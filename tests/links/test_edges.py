"""Edges of several claims: what is counted together, and which claim is the first and which the last."""

from graph.links.edges import Edge, edges

TRUCE = ("russland", "rejects", "waffenruhe")


def test_claims_alike_are_one_edge_and_single_ones_are_none():
    claims = [
        ("1", "2025-03-02", TRUCE),
        ("2", "2025-03-01", TRUCE),
        ("3", "2025-03-01", ("russland", "accepts", "waffenruhe")),
        ("4", "2025-03-01", ("ukraine", "rejects", "waffenruhe")),
    ]
    assert edges(claims, {}) == [Edge(*TRUCE, 2, "2", "1")]


def test_proposals_of_two_articles_count_as_the_one_across_them():
    claims = [("1", "2025-03-01", ("usa", "proposes", "plan-a")), ("2", "2025-03-02", ("usa", "proposes", "plan-b"))]
    assert edges(claims, {}) == []
    merged = {"plan-a": "all-plan", "plan-b": "all-plan"}
    assert edges(claims, merged) == [Edge("usa", "proposes", "all-plan", 2, "1", "2")]


def test_an_article_without_a_date_is_neither_first_nor_last():
    claims = [("0", "", TRUCE), ("1", "2025-03-01", TRUCE), ("2", "2025-03-02", TRUCE), ("9", "", TRUCE)]
    assert edges(claims, {}) == [Edge(*TRUCE, 4, "1", "2")]
    assert edges([claims[0], claims[3]], {}) == [Edge(*TRUCE, 2, "0", "9")]


def test_the_order_of_the_claims_does_not_matter():
    claims = [("1", "2025-03-01", TRUCE), ("2", "2025-03-01", TRUCE), ("3", "2025-03-01", ("a", "b", "c"))]
    claims.append(("4", "2025-03-02", ("a", "b", "c")))
    assert edges(claims, {}) == edges(claims[::-1], {})
    assert [edge.subject for edge in edges(claims, {})] == ["a", "russland"]
