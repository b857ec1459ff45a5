"""Mutants are made, refused or noticed as they should be; every exception is one of a mutant that exists."""

from __future__ import annotations

from functools import cache

import pytest

import artplan
from artplan.model import model
from tests.mutants.rule_turns import rule_mutants
from tests.mutants.rules import REFUSED, SAME, Plan, noticed_by
from tests.mutants.sample import drawn, entries, fits
from tests.mutants.turns import Mutant, mutants

RENT = '''
def rent(area, price):
    """What the landlord asks for."""
    return min(area * price - 1, 900) if area >= 10 else 0
'''


@cache
def of_rules() -> tuple[Mutant, ...]:
    return tuple(rule_mutants(model()))


@cache
def base() -> Plan:
    return Plan.of("base", artplan.load("base"))


def one(where: str, kind: str, becomes: str) -> Mutant:
    return next(
        each for each in of_rules() if (each.where, each.kind, each.becomes) == (where, kind, becomes)
    )


def test_each_mutant_of_a_module_has_one_mistake(tmp_path):
    path = tmp_path / "rent.py"
    path.write_text(RENT, encoding="utf-8")
    made = [f"{each.kind}: {each.becomes}" for each in mutants("rent", path)]
    assert {"arithmetic: area * price + 1", "swapped operands: 1 - area * price"} <= set(made)
    assert {"comparison edge: area > 10", "min/max: max(area * price - 1, 900)"} <= set(made)
    assert {"dropped term: area * price", "constant: 899", "constant: 11"} <= set(made)
    sources = [each.source() for each in mutants("rent", path)]
    assert len(set(sources)) == len(made), "the tree is as before after each of them"


@pytest.mark.parametrize(
    ("where", "kind", "becomes"),
    [
        ("cash_closing", "arithmetic", "cash_opening + receipts_total + payments_total"),
        ("cash_closing", "rolls", "rolls=sum, not last"),
        ("gross_margin_rate", "rolls", "rolls=average, not recomputed"),
        ("cash_opening", "opening first", "first='', not 'cash_start'"),
    ],
)
def test_a_mistake_is_noticed_on_the_base_plan(where, kind, becomes):
    assert noticed_by(one(where, kind, becomes), [base()]) == "base"


def test_what_does_not_fit_its_card_is_refused():
    assert noticed_by(one("gross_pay", "arithmetic", "gross_pay_per_head / stint_heads"), []) == REFUSED
    assert noticed_by(one("visits", "per", "no per="), []) == REFUSED


def test_a_mistake_that_no_plan_makes_visible_survives():
    """Without a plan nothing is noticed, and what changes nothing is not counted."""
    mutant = one("cash_closing", "rolls", "rolls=sum, not last")
    assert noticed_by(mutant, []) == ""
    sound = Mutant(mutant.module, 1, "none", mutant.where, "", "", lambda: _sound(mutant.module))
    assert noticed_by(sound, [base()]) == SAME


def _sound(module: str) -> str:
    from importlib import import_module
    from inspect import getsource

    return getsource(import_module(module))


def test_a_sample_is_always_the_same_and_has_as_many_of_each_kind():
    several = drawn(of_rules(), "kind", 22, seed=1)
    assert several == drawn(of_rules(), "kind", 22, seed=1) != drawn(of_rules(), "kind", 22, seed=2)
    assert {[each.kind for each in several].count(kind) for kind in {each.kind for each in several}} == {2}


def test_every_exception_is_one_of_a_mutant_that_exists():
    from tests.mutants.study import study_mutants

    made = [*of_rules(), *study_mutants()]
    assert [entry for entry in entries() if not any(fits(each, entry) for each in made)] == []
    assert all(len(entry["why"]) > 20 for entry in entries())
