"""Who reports to whom, in heads."""

from __future__ import annotations

import artplan


def test_span_of_control_counts_the_heads_right_below():
    """Four leads name the operations director; logistics, whose superior is not named, is put there."""
    result = artplan.load("base").run(["span_of_control"])
    span = result.frame("span_of_control")["2027-01"]
    posts = result.plan.sections.posts
    for superior in posts:
        below = [name for name, post in posts.items() if post.reports_to == superior]
        started = [seat for seat in result.plan.sections.positions.values() if seat.start is None]
        assert span[superior] == sum(seat.post in below for seat in started)
    assert span["operations_director"] == 5
