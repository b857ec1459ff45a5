"""New folders of the tests, written out and read again."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from pathlib import Path

import artplan
from artplan.next_year.answer import NextYear
from artplan.next_year.folder import next_year
from artplan.operating import OperatingPlan
from tests.shop import SHIPPED

Actuals = Mapping[str, Mapping[str, float]]

SMALL = """
plan:
  start: 2027-01
  months: 24
  opening: {cash: 200000, paid_in_capital: 200000}
departments:
  office: {}
posts:
  clerk: {department: office}
pay: {paid_next_month: 1, raise_rate: 0.05, raise_month: 1}
positions:
  clerk: {post: clerk, base_pay: 6000}
  helper: {post: clerk, base_pay: 4000, end: 2027-06-30}
contributions: {burden_rate: 0.3}
storefronts:
  shop:
    driven_by: spend
    natural_visits_by: entered
    natural_visits: 3000
    conversion_rate: 0.02
    average_order_value: 300
    payment_rate: 0.9
    return_rate: 0.1
    return_delay: 20
    courier_cost: 10
    platform_commission_rate: 0.05
    settlement_days: 15
    customers_start: 100
    repeat_rate: 0.02
    deposit: 5000
products:
  prints: {sales_share: 1, cost_rate: 0.3, input_vat_rate: 0.13}
overheads:
  rent: {amount: 2000, paid_every_months: 6, paid_from: 2027-05, deposit: 4000}
loans:
  bank: {amount: 60000, month: 2027-03, rate: 0.06, term_months: 24, repayment: equal_principal}
assets:
  press: {cost: 12000, month: 2027-02, life_months: 36}
tax: {taxpayer: general, vat_rate: 0.13, profit_tax: small_low_profit}
"""


def params(place: Path, plan: str) -> Path:
    """Write a parameter folder with one file of the base plan."""
    (place / "params/base").mkdir(parents=True)
    (place / "params/base/plan.yaml").write_text(plan, "utf-8")
    shutil.copytree(SHIPPED / "statutory", place / "params/statutory")
    return place / "params"


def begun(
    plan: OperatingPlan, folder: Path, place: Path, actuals: Actuals | None = None
) -> tuple[NextYear, OperatingPlan]:
    """Return the answer for the plan of a folder, and the new plan as it reads from the files written."""
    answer = next_year(plan, actuals or {}, folder)
    for name, content in answer.files.items():
        (place / name).parent.mkdir(parents=True, exist_ok=True)
        (place / name).write_bytes(content)
    return answer, artplan.load("base", folder=place / "params")
