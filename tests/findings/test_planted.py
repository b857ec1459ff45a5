"""A planted trouble is the first or second finding, where it outweighs what the plan has of its own."""

from __future__ import annotations

from functools import cache

import pytest

from artplan.findings.answer import Finding
from artplan.findings.find import findings
from artplan.report.prose import findings as words
from artplan.report.prose.telling import Teller
from artplan.texts.catalogue import LANGUAGES
from tests.findings.planted import PLANS, SIZES, TROUBLES, read


@cache
def own(name: str) -> tuple[Finding, ...]:
    return findings(read(name))


def found_at(name: str, trouble, size: int) -> tuple[int, float]:
    """Where the planted trouble stands, counted from 0, and what it weighs; all findings can be said."""
    kind, member, settings = trouble(read(name), size)
    plan = read(name, settings)
    result = plan.run()
    seen = findings(plan, result)
    for each in seen:
        for lang in LANGUAGES:
            said = words.finding(Teller(result, lang), each)
            assert said.trouble and said.decision and "{" not in said.trouble + said.decision
    places = [place for place, each in enumerate(seen) if (each.kind, each.member) == (kind, member)]
    assert places, f"{kind} of {member} is not among {[each.kind for each in seen]}"
    return places[0], seen[places[0]].weight


@pytest.mark.parametrize("trouble", TROUBLES, ids=lambda each: each.__name__)
def test_a_trouble_is_among_the_first_two(trouble) -> None:
    place, _ = found_at("shop", trouble, 3)
    assert place < 2


@pytest.mark.slow
@pytest.mark.parametrize("name", PLANS)
@pytest.mark.parametrize("trouble", TROUBLES, ids=lambda each: each.__name__)
def test_so_it_is_in_every_plan_and_size_where_it_outweighs_the_plans_own(trouble, name: str) -> None:
    weights = []
    for size in SIZES:
        place, weight = found_at(name, trouble, size)
        heavier = [each for each in own(name) if each.weight > weight]
        assert place < max(2, len(heavier) + 1), (size, place, weight)
        weights.append(weight)
    assert weights == sorted(weights)


def test_a_plan_without_trouble_has_no_findings() -> None:
    """What the shop's plan has of its own is taken away; it then earns too much to rest on one value."""
    assert findings(read("shop", CALM)) == ()


CALM = {
    "channels.zhitongche.cost_per_click": 5,
    "channels.moments_ads": None,
    "channels.art_media": None,
    "capacity.enquiries_lost_share": 0,
}
