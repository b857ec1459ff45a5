"""A changed blue cell and a changed parameter are one thing; the way back keeps just what was changed."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

import artplan
from artplan.cli import main
from artplan.plan.inputs.lineage import origins
from artplan.plan.plan import Plan
from artplan.report.workbook.assumptions import numbers_of, spec_at
from artplan.report.workbook.columns import Columns
from artplan.report.workbook.layout import rows_of
from artplan.report.workbook.write import WrittenWorkbook
from tests.plans import load
from tests.rules.small_team import team
from tests.shop import SHOP
from tests.workbook.files import by_libreoffice, cells, written, wrong
from tests.workbook.recalculate import Cell, Sheet

PARAMS = SHOP
ASSUMPTIONS = "Assumptions"


def test_a_parameter_is_known_wherever_it_goes():
    plan = artplan.load("base").plan
    found = origins(plan)
    members = list(plan.sections.channels)
    assert (
        found["cost_per_click", (members.index("zhitongche"), 0)].path == "channels.zhitongche.cost_per_click"
    )
    # a campaign without a conversion rate of its own has its storefront's
    rates = {origin.path for (name, _), origin in found.items() if name == "conversion_rate"}
    assert "storefronts.pc_store.conversion_rate" in rates


def test_the_pay_of_a_change_has_a_blue_cell_of_its_own():
    """The pay before and after a raise inside a month are two parameters, each of its own stint."""
    raised = {"post": "clerk", "base_pay": 9_000, "changes": {"2027-07-16": {"base_pay": 9_800}}}
    found = origins(load(team(positions={"one": raised})).plan)
    paths = [found["base_pay", (place, 0)].path for place in (0, 1)]
    assert paths == ["positions.one.base_pay", "positions.one.changes.2027-07-16.base_pay"]


def test_what_is_prepared_has_no_origin():
    plan = artplan.load("base").plan
    paths = {origin.path for origin in origins(plan).values()}
    assert not {name for name, _ in origins(plan) if name in ("days_in_post", "settlement_share")}
    assert "terms.artists_days" not in paths


def cell_of(plan: Plan, columns: Columns, path: str, place: int = 0) -> Cell:
    leaf, row = plan.leaves[path], rows_of(plan)[path] + 1
    if leaf.by == "calendar":
        return ASSUMPTIONS, row + place, columns.before + 1
    column = columns.before if len(leaf.values) == 1 else columns.month(place)
    return ASSUMPTIONS, row, column + 1


def changed(plan: Plan) -> dict[str, list[float]]:
    """Every blue number a little larger, each by another factor, where its range allows."""
    found = {}
    for number, path in enumerate(sorted({origin.path for origin in origins(plan).values()})):
        leaf, spec = plan.leaves[path], spec_at(tuple(path.split(".")))
        if path.startswith("indicators.") and not leaf.given:
            continue  # what another kind of indicator would have
        if "points" in path.split(".")[-1]:
            continue  # a scorecard's must add to 100, and what is given is no more
        factor = 1.01 + number % 7 / 100
        values = [v * factor if spec.le is None or v * factor <= spec.le else v for v in leaf.values]
        if values != list(leaf.values):
            found[path] = values
    return found


def as_setting(plan: Plan, path: str, values: list[float]) -> Any:
    if len(values) == 1:
        return values[0]
    if plan.leaves[path].by == "calendar":
        return {str(month): value for month, value in enumerate(values, start=1)}
    return dict(zip(plan.months, values, strict=True))


@pytest.mark.slow
def test_all_blue_cells_at_once(tmp_path: Path):
    plan = artplan.load("base")
    layout = written(plan.run(), tmp_path / "plan.xlsx").places
    changes = changed(plan.plan)
    assert len(changes) > 300
    sheet = Sheet.read(tmp_path / "plan.xlsx")
    for path, values in changes.items():
        for place, value in enumerate(values):
            cell = cell_of(plan.plan, layout.columns, path, place)
            assert cell in sheet.values
            sheet.values[cell] = value
    settings = {path: as_setting(plan.plan, path, values) for path, values in changes.items()}
    written(artplan.load("base", settings).run(), tmp_path / "rerun.xlsx")
    formulas = [cell for cell in sheet.formulas]
    assert wrong(sheet.work_out(), cells(tmp_path / "rerun.xlsx"), formulas) == []


TEN: dict[str, float] = {
    "channels.zhitongche.cost_per_click": 11.5,
    "storefronts.pc_store.conversion_rate": 0.031,
    "storefronts.mobile_store.average_order_value": 705,
    "positions.customer_service_lead.base_pay": 7777,
    "products.originals.artist_share": 0.47,
    "pay.raise_rate": 0.06,
    "commissions.service_team.tiers.0.rate": 0.0025,
    "plan.opening.cash": 640_000,
    "storefronts.pc_store.sales_target_year": 8_400_000,
    "tax.service_input_vat_rate": 0.05,
}


@pytest.fixture
def shop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a plan of its own."""
    shutil.copytree(PARAMS, tmp_path / "params")
    monkeypatch.chdir(tmp_path)
    return tmp_path


SMALL = "cases/taobao_annual_budget"


def edit(path: Path, values: dict[str, Any], name: str = SMALL) -> WrittenWorkbook:
    """Writes a plan as a workbook and types values into its blue cells."""
    plan = artplan.load(name)
    made = written(plan.run(), path)
    book = load_workbook(path)
    for parameter, value in values.items():
        _, row, column = cell_of(plan.plan, made.places.columns, parameter)
        assert not book[ASSUMPTIONS].cell(row, column).protection.locked, f"{parameter} is not blue"
        book[ASSUMPTIONS].cell(row, column).value = value
    book.save(path)
    return made


@pytest.mark.slow
def test_edited_imported_run_and_recalculated_are_one(shop: Path, capsys: pytest.CaptureFixture[str]):
    edit(shop / "spring.xlsx", TEN, name="base")
    assert main(["import", "spring.xlsx"]) == 0
    scenario = shop / "params" / "scenarios" / "spring.yaml"
    assert capsys.readouterr().out.strip() == "params/scenarios/spring.yaml"
    assert scenario.read_text(encoding="utf-8").count(":") == 2 + len(TEN)
    written(artplan.load("spring").run(), shop / "rerun.xlsx")
    found = by_libreoffice(shop / "spring.xlsx")
    formulas = [cell for cell in Sheet.read(shop / "spring.xlsx").formulas if cell[0] != "Front"]
    assert wrong(found, cells(shop / "rerun.xlsx"), formulas) == []


def test_only_what_differs_is_kept(shop: Path):
    edit(shop / "dear.xlsx", {"channels.zhitongche.cost_per_click": 12})
    assert main(["import", "dear.xlsx", "--name", "dear_clicks"]) == 0
    text = (shop / "params" / "scenarios" / "dear_clicks.yaml").read_text(encoding="utf-8")
    assert text.splitlines()[1:] == [
        f"extends: {SMALL}",
        "set:",
        "  channels.zhitongche.cost_per_click: 12",
    ]


def test_an_amount_by_the_year_is_a_cell_by_the_month(shop: Path):
    rent = "overheads.rent.amount"
    text = f"extends: {SMALL}\nset:\n  overheads.rent: {{amount: {{value: 384000, unit: CNY/year}}}}\n"
    (shop / "params" / "scenarios" / "leased.yaml").write_text(text, encoding="utf-8")
    plan = artplan.load("leased").plan
    assert numbers_of(plan)[rent] == 384_000 / 12
    edit(shop / "dearer.xlsx", {rent: 40_000}, name="leased")
    assert main(["import", "dearer.xlsx"]) == 0
    assert artplan.load("dearer").plan.leaves[rent].values == (40_000,)


def test_what_is_wrong_names_its_cell_and_writes_nothing(shop: Path, capsys: pytest.CaptureFixture[str]):
    wrong_ones = {"channels.zhitongche.cost_per_click": "cheap", "storefronts.shop.conversion_rate": 1.2}
    edit(shop / "faulty.xlsx", wrong_ones)
    assert main(["import", "faulty.xlsx"]) == 2
    told = capsys.readouterr().err
    assert "channels.zhitongche.cost_per_click | 'cheap' is no number | give a number" in told
    assert "storefronts.shop.conversion_rate | 1.2 is out of range" in told
    assert told.count(f"faulty.xlsx {ASSUMPTIONS}!") == 2
    assert not (shop / "params" / "scenarios" / "faulty.yaml").exists()


def test_another_file_is_refused(shop: Path, capsys: pytest.CaptureFixture[str]):
    (shop / "notes.xlsx").write_text("no spreadsheet", encoding="utf-8")
    assert main(["import", "notes.xlsx"]) == 2
    assert "notes.xlsx |" in capsys.readouterr().err
    assert main(["import", "missing.xlsx"]) == 2


def test_a_scenario_is_not_overwritten(shop: Path, capsys: pytest.CaptureFixture[str]):
    edit(shop / "growth.xlsx", {"channels.zhitongche.cost_per_click": 12})
    assert main(["import", "growth.xlsx"]) == 2
    assert "is there already" in capsys.readouterr().err
