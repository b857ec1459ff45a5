"""How many seeded errors the notes point at; `python -m tests.seeded.measure` prints which."""

from __future__ import annotations

import pytest

from tests.seeded.measure import false_notes, of_planned, of_strays


@pytest.mark.slow
def test_most_planned_errors_are_pointed_at() -> None:
    found = list(of_planned())
    assert len(found) == 40
    assert sum(bool(each.alone) for each in found) >= 36
    assert all(each.alone or each.beside for each in found)


@pytest.mark.slow
def test_most_random_errors_are_pointed_at() -> None:
    found = list(of_strays(100))
    assert sum(bool(each.alone) for each in found) >= 85
    assert all(each.alone or each.beside for each in found)


def test_sound_plans_have_few_notes() -> None:
    counts = false_notes()
    assert len(counts) == 31
    assert {name: count for name, count in counts.items() if count > 4} == {}
