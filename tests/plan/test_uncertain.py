"""What a file may say of a parameter that is not known exactly, and what is refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from artplan.plan.leaf.leaf import LeafSpec
from artplan.plan.leaf.reading import LeafTroubles, Reading, read
from artplan.plan.leaf.uncertain import reach
from artplan.plan.read.as_yaml import as_yaml
from artplan.plan.read.plan import read_plan
from artplan.plan.written.faults import PlanFault

PRICE = LeafSpec("CNY/click", "价", "Price", ge=0)
RATE = LeafSpec("order/visit", "率", "Rate", ge=0, le=1)


def uncertain(form, spec=PRICE):
    return read({"value": 0.5, "uncertain": form}, spec, Reading()).uncertain


@pytest.mark.parametrize(
    ("form", "low", "high"),
    [
        ({"pert": [6, 10, 15]}, 6, 15),
        ({"triangular": [6, 6, 15]}, 6, 15),
        ({"uniform": [6, 15]}, 6, 15),
        ({"normal": [10, 1]}, 10 - 5 * 1, 10 + 5 * 1),
        ({"beta": [2, 3, 5, 9]}, 5, 9),
        ({"discrete": [[12, 0.25], [8, "75%"]]}, 8, 12),
        ({"quantiles": [[8, 0.1], [10, 0.5], [14, 0.9]]}, 8 - 0.1 * 2 / 0.4, 14 + 0.1 * 4 / 0.4),
        ({"quantiles": [[8, 0], [10, 1]]}, 8, 10),
    ],
)
def test_each_form_reaches_so_far(form, low, high) -> None:
    assert reach(uncertain(form)) == pytest.approx((low, high))


def test_a_lognormal_is_given_by_its_own_mean_and_deviation() -> None:
    low, high = reach(uncertain({"lognormal": [10, 2]}))
    assert (low * high) ** 0.5 == pytest.approx(10 / (1 + (2 / 10) ** 2) ** 0.5)


def test_a_share_may_be_written_in_percent() -> None:
    assert uncertain({"pert": ["1%", "2%", "4%"]}, RATE) == {"pert": (0.01, 0.02, 0.04)}


@pytest.mark.parametrize(
    ("form", "fault"),
    [
        ({"perth": [1, 2, 3]}, "unknown key | did you mean pert?"),
        ({"pert": [1, 2]}, "is not what pert needs | write pert: [low, likely, high]"),
        ({"pert": [3, 2, 1]}, "3 numbers are wanted, from low to high"),
        ({"uniform": [2, 2]}, "2 numbers are wanted, from low to high"),
        ({"normal": [10, 0]}, "a deviation above 0 is wanted"),
        ({"normal": [10, 3]}, "reaches from -5 to 25, which is out of range"),
        ({"lognormal": [0, 1]}, "and a mean above 0"),
        ({"beta": [0, 1, 2, 3]}, "alpha and beta above 0 are wanted"),
        ({"beta": [1, 2]}, "is not what beta needs | write beta: [alpha, beta, low, high]"),
        ({"discrete": [[1, 0.5], [2, 0.6]]}, "these add up to 1.1"),
        ({"discrete": [1, 2]}, "is not what discrete needs"),
        ({"discrete": [[1, 0.5, 7]]}, "is not what discrete needs"),
        ({"quantiles": [[1, 0.5]]}, "two quantiles or more are wanted"),
        ({"quantiles": [[1, 0.5], [0, 0.9]]}, "values and probabilities (0 to 1) rising"),
        ({"quantiles": [[1, 0.5], [2, 0.6]]}, "reaches from -4 to 6, which is out of range"),
        ([1, 2], "states no uncertainty"),
    ],
)
def test_what_is_refused(form, fault) -> None:
    with pytest.raises(LeafTroubles) as result:
        uncertain(form)
    (trouble,) = result.value.troubles
    assert fault in f"{trouble.fault} | {trouble.remedy}"
    assert trouble.path[0] == "uncertain"


PLAN = """
plan: {start: 2027-01}
overheads:
  rent: {amount: {value: 100, uncertain: FORM}}
"""


def plan(folder: Path, form: str, change: str = "x1"):
    (folder / "cases").mkdir(parents=True, exist_ok=True)
    (folder / "cases" / "one.yaml").write_text(PLAN.replace("FORM", form), "utf-8")
    return read_plan("cases/one", folder, {"overheads.rent.amount": change})


@pytest.mark.parametrize(
    ("form", "change", "after"),
    [
        ("{normal: [100, 10]}", "x1.5", {"normal": (150, 15)}),
        ("{lognormal: [100, 10]}", "+20", {"lognormal": (120, 10)}),
        ("{beta: [2, 3, 50, 150]}", "x2", {"beta": (2, 3, 100, 300)}),
        ("{discrete: [[80, 50%], [120, 50%]]}", "+20", {"discrete": ((100, 0.5), (140, 0.5))}),
        ("{quantiles: [[80, 0.1], [120, 0.9]]}", "+10%", {"quantiles": ((88, 0.1), (132, 0.9))}),
    ],
)
def test_a_relative_change_moves_the_level_and_a_factor_the_width(tmp_path, form, change, after) -> None:
    assert plan(tmp_path, form, change).leaves["overheads.rent.amount"].uncertain == after


def test_a_resolved_plan_reads_as_the_same_plan(tmp_path) -> None:
    one = plan(tmp_path, "{discrete: [[80, 0.5], [120, 0.5]]}")
    (tmp_path / "cases" / "two.yaml").write_text(as_yaml(one), "utf-8")
    assert read_plan("cases/two", tmp_path).leaves["overheads.rent.amount"].uncertain == {
        "discrete": ((80, 0.5), (120, 0.5))
    }


@pytest.mark.parametrize(
    ("between", "rank", "fault"),
    [
        ("[overheads.rent.amount, overheads.rend.amount]", 0.5, "did you mean overheads.rent.amount?"),
        ("[overheads.rent.amount, overheads.rent.amount]", 0.5, "two different parameters"),
        ("[overheads.rent.amount]", 0.5, "two different parameters"),
        ("[overheads.rent.amount, tax.loss_years]", 1.5, "rank"),
    ],
)
def test_a_correlation_names_two_parameters(tmp_path: Path, between: str, rank: float, fault: str) -> None:
    plan(tmp_path, "{uniform: [50, 150]}")
    file = tmp_path / "cases" / "one.yaml"
    section = f"correlations:\n  together: {{between: {between}, rank: {rank}}}\n"
    file.write_text(file.read_text("utf-8") + section, "utf-8")
    with pytest.raises(PlanFault) as result:
        read_plan("cases/one", tmp_path)
    (only,) = result.value.faults
    assert fault in str(only) and only.place.endswith("one.yaml:6")
