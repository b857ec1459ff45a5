"""A point of a sweep is what the plan is with that point's values in its files."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

import artplan
from artplan.plan.written.faults import PlanFault
from artplan.study.sweep import sweep as room
from artplan.study.sweep.answer import Swept
from artplan.study.sweep.spec import find_spec, read_spec
from artplan.study.sweep.sweep import sweep
from artplan.study.terms.measure import read_measure

Run = Callable[..., Swept]
SHORT = {"plan.months": 3, "pay.raise_month": 2}


@pytest.fixture
def swept(tmp_path: Path) -> Run:
    def run(text: str, **how) -> Swept:
        file = tmp_path / "asked.yaml"
        file.write_text(text, encoding="utf-8")
        fixed = {path: value for path, value in SHORT.items() if f"\n  {path}" not in text}
        return sweep(read_spec(file), fixed, **how)

    return run


def alone(found: Swept, point: int) -> list[float]:
    """The point's numbers in a plan of its own."""
    scenario, settings = found.setting(point)
    plan = artplan.load(scenario, {**SHORT, **settings})
    measures = [read_measure(each.text, [plan]) for each in found.measures]
    result = plan.run([each.line for each in measures])
    return [float(each.of(result)[0]) for each in measures]


@pytest.mark.parametrize(
    "over",
    [
        "channels.zhitongche.cost_per_click: [8, 10, 12]",
        "channels.*.cost_per_click: [x0.8, x1, x1.25]",
        "storefronts.*.conversion_rate: [-10%, +0%, +25%]",
        "overheads.rent.amount: [-500, +2000]",
        "overheads.*.amount: {from: +0, to: +2000, steps: 3}",
        "terms.artists_days: [0, 45]",
        "channels.agents_and_dealers.visits: [x0.5, x2]",
        "plan.opening.cash: [0, 600000]",
        "pay.raise_rate: [{value: -0.02}, 0.05]",
        "storefronts.pc_store.return_rate: [3%, 6%]",
        # What makes plans of their own: choices, months, members, a month of a number, what is not there yet.
        "storefronts.pc_store.driven_by: [target, spend]",
        "plan.start: [2027-01, 2027-02]",
        "positions.second: [{post: service_agent, base_pay: 5000}, {post: service_agent, base_pay: 9000}]",
        "positions.business_cooperation_lead: [null, {post: business_cooperation_lead, base_pay: 9000}]",
        "overheads.travel.amount.2027-02: [0, 9000]",
        "channels.*.cost_per_thousand_impressions: [40, 50]",
    ],
)
def test_a_point_is_the_plan_with_its_values(over: str, swept: Run) -> None:
    found = swept(f"over:\n  {over}\n  channels.art_media.fee: [3000, 5000]\n{LINES}")
    assert len(found.numbers) in (4, 6)
    for point, numbers in enumerate(found.numbers):
        assert numbers == pytest.approx(alone(found, point), rel=1e-12)
    assert len({tuple(numbers) for numbers in found.numbers}) == len(found.numbers)


LINES = "lines: [profit_before_tax, cash_closing.min, payroll_total.2027-02]"


def test_values_that_reach_the_same_are_set_one_after_the_other(swept: Run) -> None:
    over = "over:\n  channels.*.cost_per_click: [x2, x3]\n  channels.portals.cost_per_click: [1, x1.5]\n"
    found = swept(over.replace("1, x1.5", "x1, x1.5") + LINES)
    for point, numbers in enumerate(found.numbers):
        assert numbers == pytest.approx(alone(found, point), rel=1e-12)


def test_the_order_of_a_grid_is_that_of_the_file(swept: Run) -> None:
    text = "scenarios: [growth, base]\nover:\n  terms.artists_days: [30, 10]\n  plan.cash_reserve: [2, 1]\n"
    frame = swept(text + LINES).frame()
    assert list(frame.columns[:3]) == ["scenario", "terms.artists_days", "plan.cash_reserve"]
    assert frame.iloc[:, :3].to_numpy().tolist() == [
        [name, days, cash] for name in ("growth", "base") for days in (30, 10) for cash in (2, 1)
    ]
    assert frame.equals(swept(text + LINES).frame())


def test_together_takes_the_first_with_the_first(swept: Run) -> None:
    text = "over:\n  terms.artists_days: [30, 10]\n  plan.months: [2, 3]\nhow: together\n"
    found = swept(text + "lines: [profit_before_tax]")
    assert [found.setting(point)[1] for point in range(2)] == [
        {"terms.artists_days": 30, "plan.months": 2},
        {"terms.artists_days": 10, "plan.months": 3},
    ]
    assert [each for each in found.numbers[:, 0]] == pytest.approx([*alone(found, 0), *alone(found, 1)])


def test_plans_of_different_members_and_months_are_joined_by_name(swept: Run) -> None:
    media = "[null, {storefront: mobile_store, prices_by: fee, visits: 2}]"
    over = f"over:\n  plan.months: [1, 3]\n  channels.art_media: {media}\n"
    found = swept(over + "lines: [profit_before_tax.2027-02, visits_by_channel.art_media.last]")
    profit, visits = found.numbers.T
    assert np.isnan(profit).tolist() == [True, True, False, False]
    assert np.isnan(visits).tolist() == [True, False, True, False]
    assert visits[1] == visits[3] == 2


def test_scenarios_alone_are_swept(swept: Run) -> None:
    found = swept("scenarios: [base, growth, lean]\nlines: [profit_before_tax]")
    assert found.numbers[:, 0] == pytest.approx([alone(found, point)[0] for point in range(3)])


def test_values_between_two_ends_are_even_and_written_short(swept: Run) -> None:
    text = "over:\n  {}: {{from: {}, to: {}, steps: 3}}\nlines: [profit_before_tax]"
    rate = "storefronts.pc_store.conversion_rate"
    for low, high, values in (
        ("0.02", "0.025", (0.02, 0.0225, 0.025)),
        ("x0.9", "x1.1", ("x0.9", "x1", "x1.1")),
        ("-10%", "+10%", ("-10%", "+0%", "+10%")),
    ):
        assert swept(text.format(rate, low, high)).axes[0].values == values


def test_thousands_of_points_are_one_evaluation(swept: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    counted = []
    evaluate = room.Space.run
    monkeypatch.setattr(room.Space, "run", lambda *given: counted.append(1) or evaluate(*given))
    over = "{from: 8, to: 12, steps: 50}\n  channels.art_media.fee: {from: 3000, to: 5000, steps: 60}\n"
    found = swept(f"over:\n  channels.zhitongche.cost_per_click: {over}lines: [profit_before_tax]")
    assert len(found.numbers) == 50 * 60 and counted == [1]
    assert found.numbers[-1] == pytest.approx(alone(found, -1), rel=1e-12)


TWO = "over:\n  plan.months: [2, 3]\n  channels.art_media.fee: [3000, 5000]\nlines: [profit_before_tax]"


def test_a_part_that_is_there_is_not_worked_out_again(swept: Run, tmp_path: Path) -> None:
    first = swept(TWO, keep=tmp_path / "parts")
    assert (first.parts, first.kept) == (2, 0)
    again = swept(TWO, keep=tmp_path / "parts")
    assert (again.parts, again.kept) == (2, 2)
    assert (again.numbers == first.numbers).all()
    longer = swept(TWO.replace("[2, 3]", "[2, 3, 1]"), keep=tmp_path / "parts")
    assert (longer.parts, longer.kept) == (3, 2)
    other = swept(TWO.replace("5000", "5001"), keep=tmp_path / "parts")
    assert other.kept == 0


def test_a_part_that_was_cut_short_does_not_count(swept: Run, tmp_path: Path) -> None:
    first = swept(TWO, keep=tmp_path)
    one, two = tmp_path.glob("*.npy")
    one.write_bytes(one.read_bytes()[:-3])
    two.write_bytes(b"")
    again = swept(TWO, keep=tmp_path)
    assert again.kept == 0 and (again.numbers == first.numbers).all()


def test_what_was_stopped_goes_on_where_it_was(swept: Run, tmp_path: Path) -> None:
    def stop(told: str) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        swept(TWO, keep=tmp_path / "parts", step=stop)
    assert swept(TWO, keep=tmp_path / "parts").kept == 1


def test_the_table_as_a_file_holds_the_numbers_in_full(swept: Run, tmp_path: Path) -> None:
    found = swept(TWO)
    found.write(tmp_path / "sweep.csv")
    head, *rows = (tmp_path / "sweep.csv").read_text("utf-8-sig").splitlines()
    assert head == "scenario,plan.months,channels.art_media.fee,profit_before_tax"
    assert [float(row.split(",")[-1]) for row in rows] == found.numbers[:, 0].tolist()
    assert [point["profit_before_tax"] for point in found.record()["points"]] == found.numbers[:, 0].tolist()


def test_where_there_is_pyarrow_the_table_is_parquet_too(swept: Run, tmp_path: Path) -> None:
    pytest.importorskip("pyarrow")
    found = swept(TWO)
    found.write_parquet(tmp_path / "sweep.parquet")
    assert pd.read_parquet(tmp_path / "sweep.parquet").equals(found.frame())


def test_a_point_that_comes_to_no_number_leaves_the_others_theirs(swept: Run) -> None:
    """A target of many times the visits at the reference spend, at the 20th power of that."""
    found = swept(
        "over:\n"
        "  channels.zhitongche.reference_spend: [0.01]\n"
        "  channels.zhitongche.elasticity: [0.85, 0.05, 0.9]\n"
        "lines: [profit_before_tax]"
    )
    assert np.isnan(found.numbers[:, 0]).tolist() == [False, True, False]
    assert found.record()["points"][1]["profit_before_tax"] is None
    assert found.numbers[2] == pytest.approx(alone(found, 2), rel=1e-12)


def test_the_example_that_comes_with_the_plan_runs() -> None:
    found = sweep(read_spec(find_spec("conversion_and_click_price")))
    profit = found.frame().pivot(index=found.axes[0].path, columns=found.axes[1].path, values="net_profit")
    assert profit.shape == (9, 5)
    assert profit.loc[0.03, 10] == pytest.approx(artplan.load("base").run()["net_profit"].sum())
    assert (profit.diff(axis=1).iloc[:, 1:] < 0).all().all() and (profit.diff().iloc[1:] > 0).all().all()


CLICK, RETURNS, DRIVEN = (
    "channels.zhitongche.cost_per_click",
    "storefronts.pc_store.return_rate",
    "storefronts.pc_store.driven_by",
)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (f"{CLICK}: []", f"asked.yaml:2 {CLICK} | an empty list | list the values it takes"),
        (f"{CLICK}: 8", "a list is wanted, not 8 | write [value, value] or {from: , to: , steps: }"),
        (f"{CLICK}: {{from: 12, to: 8, steps: 3}}", "from 12 to 8 does not rise | give the lower first"),
        (f"{CLICK}: {{from: 8, to: 12, steps: 1}}", "1 steps | give 2 or more: both ends count"),
        (f"{CLICK}: {{from: 8, to: 12, steps: 2.5}}", "2.5 steps"),
        (f"{CLICK}: {{from: 8, to: 12}}", "steps is missing | write {from: 8, to: 12, steps: 5}"),
        (f"{CLICK}: {{form: 8, to: 12, steps: 3}}", "unknown key 'form' | did you mean from?"),
        (f"{CLICK}: {{from: low, to: 12, steps: 3}}", "'low' is no number"),
        (f"{CLICK}: {{from: x0.8, to: 12, steps: 3}}", "from and to are of two kinds"),
        (f"{CLICK}: {{from: 1, to: 2, steps: 2000001}}", "2,000,001 points | give fewer values"),
        (f"{CLICK}: [8, x2]", "values and changes in one list"),
        (f"{CLICK}: [8, 8.0]", "8 is listed twice | keep one of the two"),
        (f"{CLICK}: [x1, -900]", f"asked.yaml:2 {CLICK}.value | -890 is out of range"),
        (f"{CLICK}s: [8, 9]", f"asked.yaml:2 {CLICK}s | unknown key 'cost_per_clicks' | did you mean cost_"),
        (f"{RETURNS}: [0.1, 2, 0.2]", f"asked.yaml:2 {RETURNS} | 2 is out of range"),
        (f"{DRIVEN}: [target, luck]", f"asked.yaml:2 {DRIVEN} | 'luck' is not known here | one of: target"),
        ("channels.*.spend: [x1, x2]", "asked.yaml:2 channels.*.spend | no file gives a value to change"),
        (f"{CLICK}: [8]\nhow: grd", "how | 'grd' is not known here | one of: grid, together"),
        (f"{CLICK}: [8]\n  {RETURNS}: [0, 0.1]\nhow: together", "together, but 1 of"),
        (f"{CLICK}: [8]\nscenarios: [bas]", "bas.yaml | no such scenario | did you mean base?"),
        (
            f"{CLICK}: [8]\nlines: [net_profit, net_proft]",
            "asked.yaml:3 net_proft | no such line as net_proft",
        ),
        (f"{CLICK}: [8]\nlines: []", "asked.yaml:3 lines | an empty list | write lines: [net_profit]"),
        (f"{CLICK}: [8]\nlines: [net_profit, net_profit]", "net_profit is listed twice"),
        (f"{CLICK}: [8]\nline: [net_profit]", "asked.yaml:3 line | unknown key | did you mean lines?"),
    ],
)
def test_mistakes_are_answered_at_their_line(text: str, told: str, swept: Run) -> None:
    with pytest.raises(PlanFault) as fault:
        swept(f"over:\n  {text}" + ("" if "lines:" in text else "\nlines: [net_profit]"))
    assert told in str(fault.value)


@pytest.mark.parametrize("text", ["describe: nothing", "over: {}", "scenarios: [base]", "over:"])
def test_a_file_in_which_nothing_varies_is_refused(text: str, swept: Run) -> None:
    with pytest.raises(PlanFault, match=r"nothing varies|a mapping is wanted"):
        swept(f"{text}\nlines: [net_profit]")


def test_what_is_set_is_not_swept_as_well(swept: Run) -> None:
    with pytest.raises(PlanFault, match="set and swept at the same time"):
        swept("over: {plan.months: [1, 2]}\nlines: [net_profit]")


def test_all_mistakes_of_a_file_are_told_at_once(swept: Run) -> None:
    with pytest.raises(PlanFault) as fault:
        swept("how: grd\nover:\n  terms.artists_days: []\n")
    assert [each.path for each in fault.value.faults] == ["lines", "how", "terms.artists_days"]
