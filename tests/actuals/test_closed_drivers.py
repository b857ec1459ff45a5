"""The rows in which a closed month keeps its drivers, and rows that no close has written."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from artplan.actuals.closed import closed_drivers, closed_files
from artplan.actuals.drivers import MeasuredMonth, driver_rows, measured_of
from artplan.plan.written.faults import PlanFault

SHOP = {"visits": "130", "buyers": "7", "paid": "1700.50"}
ROWS = [("2027-03", name, "pc_store", value) for name, value in SHOP.items()]


def measured(*added: str) -> MeasuredMonth:
    amounts = {name: {"pc_store": Decimal(value)} for name, value in SHOP.items()}
    return MeasuredMonth("2027-03", amounts, (), added)


def test_rows_read_as_they_were_written():
    assert driver_rows(measured()) == ROWS
    assert driver_rows(measured("pc_store")) == [*ROWS, ("2027-03", "added", "pc_store", "1")]
    assert measured_of("2027-03", driver_rows(measured("pc_store"))) == measured("pc_store")


def test_a_month_of_which_nothing_was_measured_has_no_rows():
    nothing = MeasuredMonth("2027-03", {}, ("pc_store",), ())
    assert driver_rows(nothing) == []


@pytest.mark.parametrize(
    "row",
    ["2027-02,refunds,pc_store,1", "2027-03,visitors,pc_store,1", "2027-03,paid,pc_store,1",
     "2027-03,refunds,pc_store,many", "2027-03,refunds,pc_store,NaN", "2027-03,clicks,zhitongche,9", "x"],
)  # fmt: skip
def test_rows_that_no_close_has_written_are_refused(row: str, tmp_path: Path):
    """Another month, no driver, a driver twice, no amount, clicks without their spend, no row."""
    rows = [",".join(each) for each in ROWS]
    files = [tmp_path / name for name in ("2027-03.csv", "2027-03.drivers.csv")]
    files[0].write_text("month,line,amount\n", "utf-8")
    files[1].write_text("\n".join(["month,driver,member,value", *rows]), "utf-8")
    assert closed_files(tmp_path) == files
    assert closed_drivers(tmp_path) == {"2027-03": measured()}
    files[1].write_text("\n".join(["month,driver,member,value", *rows, row]), "utf-8")
    with pytest.raises(PlanFault, match=r"2027-03.drivers.csv .* close has written"):
        closed_drivers(tmp_path)
