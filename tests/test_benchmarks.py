"""A benchmark that misses its limit says so and fails."""

from __future__ import annotations

from benchmarks.__main__ import Figure, told


def test_a_limit_that_is_missed_is_told_and_fails(capsys):
    slow, fast = (Figure("one plan", 0.1, measured, "µs per line", 40) for measured in (41, 40))
    free = Figure("reading", 0.1, 900, "ms", None)
    assert told([slow, fast, free]) == 1
    assert capsys.readouterr().out == "MISSED: one plan takes 41.00 µs per line, at most 40 wanted\n"
    assert slow.line().endswith("(at most 40: MISSED)") and fast.line().endswith("(at most 40)")
    assert told([fast, free]) == 0
    assert capsys.readouterr().out == "all 1 limits are kept\n"
