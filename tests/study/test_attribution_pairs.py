"""The change between any two plans is attributed to the cent, and the shares shown are 100 in all."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import artplan
from artplan.operating import OperatingPlan
from artplan.report.tables.studies.attribution import attribution
from artplan.report.words.format import NOTHING
from artplan.study.compare.compare import compare
from tests.campaign import sample
from tests.plans import STATUTORY, Sections, plans
from tests.year_plans import balance

# Sections that stand in another plan as they are: they name no member of the others.
APART = ("buyer_tiers", "capacity", "contributions", "limits", "overheads", "pay")
calm = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much]
few = settings(max_examples=2, deadline=None, derandomize=True, suppress_health_check=calm)
many = settings(max_examples=sample(50), deadline=None, suppress_health_check=calm)


@st.composite
def alike(draw: st.DrawFn) -> tuple[Sections, Sections]:
    """A plan, and the same with some sections of another and some other amounts."""
    one, other = draw(plans()), draw(plans())
    taken = draw(st.lists(st.sampled_from(APART), min_size=1, unique=True))
    changed = {**one, **{name: other[name] for name in taken if name in other}}
    pay = draw(st.floats(0.5, 2))
    seats = {
        name: {**seat, "base_pay": round(seat["base_pay"] * pay, 2)}
        for name, seat in one["positions"].items()
    }
    changed = {
        **changed,
        "positions": seats,
        "plan": {**one["plan"], "opening": {**one["plan"].get("opening", {})}},
    }
    balance(changed)  # another rule for the 13th month owes another amount at the start
    return one, changed


def adds_up(pair: tuple[Sections, Sections], in_order: bool = False) -> None:
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "statutory").symlink_to(STATUTORY)
        (Path(folder) / "cases").mkdir()
        before, after = (read(Path(folder), name, each) for name, each in zip("ab", pair, strict=True))
        one, other = before.run(), after.run()
        items = compare(before, after, in_order=in_order)
    for each in items.attributions:
        whole = [result.year(each.figure.line) for result in (one, other)]
        assert sum(effect.amount for effect in each.effects) == pytest.approx(whole[1] - whole[0], abs=0.005)
        *steps, total, _ = attribution(items, each, "en").rows[1:]
        shares = [int(row.cells[2].rstrip("%").replace("\u2212", "-").replace(",", "")) for row in steps
                  if row.cells[2] != NOTHING]  # fmt: skip
        assert sum(shares) == (100 if total.cells[2] == "100%" else 0)


def read(folder: Path, name: str, sections: Sections) -> OperatingPlan:
    (folder / "cases" / f"{name}.yaml").write_text(json.dumps(sections, ensure_ascii=False), encoding="utf-8")
    return artplan.load(f"cases/{name}", folder=folder)


@few
@given(alike())
def test_a_few_pairs_that_share_structure(pair: tuple[Sections, Sections]) -> None:
    adds_up(pair)


@few
@given(st.tuples(plans(), plans()))
def test_a_few_pairs_that_share_nothing(pair: tuple[Sections, Sections]) -> None:
    adds_up(pair, in_order=True)


@pytest.mark.slow
@many
@given(alike())
def test_many_pairs_that_share_structure(pair: tuple[Sections, Sections]) -> None:
    adds_up(pair)


@pytest.mark.slow
@many
@given(st.tuples(plans(), plans()))
def test_many_pairs_that_share_nothing(pair: tuple[Sections, Sections]) -> None:
    """In the order of the file: all orders of so many steps, which make plans of their own, take minutes."""
    adds_up(pair, in_order=True)
