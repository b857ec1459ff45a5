"""Processes: each step is done by somebody, leads somewhere below it, and is reached."""

import pytest

import artplan
from artplan.plan.written.faults import PlanFault

BUYER = {"name": "Buyer does", "who": "Buyer"}


def plan(**steps):
    return artplan.load("base", {"processes.shop": {"name": "Shop", "steps": steps}}).plan.sections.processes[
        "shop"
    ]


def test_a_step_leads_to_the_one_below_unless_it_says_otherwise():
    shop = plan(ask=BUYER | {"then": {"sell": "yes", "end": "no"}}, sell=BUYER | {"last": True}, end=BUYER)
    after = {
        step: {name: when and when.en for name, when in each.items()} for step, each in shop.follows().items()
    }
    assert after == {"ask": {"sell": "yes", "end": "no"}, "sell": {}, "end": {}}


@pytest.mark.parametrize(
    ("steps", "told"),
    [
        ({"a": {"name": "A"}}, "done by a post or by somebody outside | give either post or who"),
        ({"a": BUYER | {"post": "logistics_specialist"}}, "give either post or who"),
        ({"a": {"name": "A", "post": "logistic_specialist"}}, "did you mean logistics_specialist"),
        (
            {"asked": BUYER | {"then": {"aksed": "x"}}},
            "step asked leads to no step 'aksed' | did you mean asked",
        ),
        ({"a": BUYER | {"then": {"b": "x"}, "last": True}, "b": BUYER}, "a last step that leads on"),
        ({"a": BUYER, "b": BUYER | {"then": {"a": "x"}}}, "step b leads back to a"),
        ({"a": BUYER | {"last": True}, "b": BUYER}, "no step leads to b"),
    ],
)
def test_a_process_that_goes_nowhere_is_refused(steps, told):
    with pytest.raises(PlanFault, match=r"processes\.shop") as fault:
        plan(**steps)
    assert told in str(fault.value)
