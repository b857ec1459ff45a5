"""The changes between two states of a plan, by profit and cash."""

from __future__ import annotations

import artplan
from artplan.operating import checked
from artplan.plan.read.resolved import resolved
from artplan.study.compare.changed import changed


def state(name: str = "base", overrides: dict[str, object] | None = None) -> artplan.OperatingPlan:
    return checked(resolved(artplan.load(name, overrides or {}).plan))


def test_a_plan_read_from_its_text_gives_the_same_numbers() -> None:
    for name in ("base", "lean", "growth", "double11"):
        plan = artplan.load(name)
        assert plan.run(["net_profit"]).year("net_profit") == state(name).run(["net_profit"]).year(
            "net_profit"
        )


def test_another_notation_is_no_change() -> None:
    assert changed(state(), state(overrides={"overheads.rent.amount": {"2027-01-01": 32000}})).steps == ()


def test_many_changes_are_taken_in_their_order_and_add_up() -> None:
    answer = changed(state(), state("double11"))
    assert len(answer.steps) > 12
    for each in answer.attributions:
        assert each.way == "in_order"
        assert abs(sum(effect.amount for effect in each.effects) - each.change) < 0.005
