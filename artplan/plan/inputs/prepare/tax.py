"""Taxes: the plan's own numbers, else those of the statutory tables for the month."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from artplan.engine.arrays import Numbers
from artplan.plan.inputs.form import Input, rows, single
from artplan.plan.inputs.prepare.ages import AGES
from artplan.plan.inputs.prepare.statutory import numbers
from artplan.plan.plan import Plan
from artplan.plan.statutory.taxes import TABLES
from artplan.plan.written import calendar

TIER = ("tier",)
REVIEWED = 7  # the month from which an annual filing counts

INPUTS = (
    Input(
        *("vat_general_start", "1", (), "建账一般纳税人", "General taxpayer at the start", "last"),
        "Whether the plan opens as a general taxpayer.",
    ),
    Input("vat_general_entered", "1", (), "已登记为一般纳税人", "Registered as a general taxpayer", "last"),
    Input("above_limit_is_general", "1", (), "超限转为一般纳税人", "General above the limit"),
    Input(
        *("small_scale_period_begins", "1", (), "小规模申报期首月", "Small-scale VAT period begins", "sum"),
        "The first month of the calendar quarter or each month; and that of a registration as general.",
    ),
    Input("vat_period_months", "month", (), "申报期月数", "Months of the VAT period"),
    Input("general_vat_rate", "1", (), "一般纳税人增值税率", "VAT rate of a general taxpayer"),
    Input("service_vat_rate", "1", (), "代理服务增值税率", "VAT rate of an agent's service"),
    Input("small_scale_vat_rate", "1", (), "小规模增值税征收率", "VAT rate of a small-scale taxpayer"),
    Input("vat_exempt_sales", "CNY/month", (), "增值税免税额", "VAT-exempt sales"),
    Input("surcharge_rate", "1", (), "附加税费率", "Surcharge rate"),
    Input("surcharge_relief", "1", (), "附加税费减征比例", "Relief on surcharges"),
    Input("relief_is_reviewed", "1", (), "当月按汇算结果判定减征", "Relief is reviewed", "sum"),
    Input("relief_by_filing", "1", (), "减征取决于汇算结果", "Relief hangs on the annual filing"),
    Input("stamp_duty_relief", "1", (), "印花税减征比例", "Relief on stamp duty"),
    Input("purchase_stamp_rate", "1", (), "买卖合同印花税率", "Stamp duty on purchases"),
    Input("transport_stamp_rate", "1", (), "运输合同印花税率", "Stamp duty on transport"),
    Input("lease_stamp_rate", "1", (), "租赁合同印花税率", "Stamp duty on leases"),
    Input("loan_stamp_rate", "1", (), "借款合同印花税率", "Stamp duty on loans"),
    Input("capital_stamp_rate", "1", (), "资本账簿印花税率", "Stamp duty on capital"),
    Input("advertising_limit_share", "1", (), "广宣费扣除限额比例", "Limit of advertising"),
    Input("packing_input_vat_rate", "1", (), "包装材料进项税率", "Input VAT rate of packing material"),
    Input("small_scale_limit", "CNY", (), "小规模年销售额上限", "Small-scale limit", "last"),
    Input("income_tax_is_entered", "1", (), "所得税为录入值", "Income tax is entered"),
    Input("small_profit_limit", "CNY", (), "小微利润上限", "Small-profit limit", "last"),
    Input("full_tax_rate", "1", (), "所得税率", "Full income tax rate"),
    Input("tier_floor", "CNY", TIER, "级距下限", "Floor of the tier", "last"),
    Input("tier_ceiling", "CNY", TIER, "级距上限", "Ceiling of the tier", "last"),
    Input("tier_rate", "1", TIER, "税率", "Rate of the tier"),
    Input(
        *("loss_reaches", "1", ("loss", "age"), "亏损已满年限", "The loss is old enough", "last"),
        "1 in the places of as many fiscal years as lie between the loss and the plan's first, and before.",
    ),
    Input("loss_expires", "1", ("age",), "亏损结转期满", "Losses of this age expire", "last"),
    Input(
        *(
            "year_before_share",
            "1",
            ("age",),
            "建账前本年月份占比",
            "Share of the year's months before the plan",
        ),
        *(
            "last",
            "An equal part for each month of the fiscal year that lies before the plan, the last one first.",
        ),
    ),
)


def tiers(plan: Plan) -> tuple[str, ...]:
    """Return the tiers, as many as the longest schedule that applies to the plan has."""
    own = plan.sections.tax.tiers
    count = (
        len(own)
        if own is not None
        else max((len(table.tiers) for table in plan.law.taxes["profit_tax"]), default=0)
    )
    return tuple(str(i + 1) for i in range(count))


def arrays(plan: Plan) -> dict[str, Numbers]:
    tax = plan.sections.tax
    lawful = [name for name, table in TABLES.items() if table.parameter.startswith("tax.")]
    return {
        **_vat_status(plan),
        "packing_input_vat_rate": single((tax.packing_input_vat_rate or tax.logistics_input_vat_rate).values),
        **{name: array for table in lawful for name, array in numbers(plan, table).items()},
        **_review(plan),
        "income_tax_is_entered": single([float(tax.profit_tax == "entered")]),
        "loss_reaches": _reaches(plan),
        "loss_expires": rows(
            [[float(float(age) == years // 1) for years in tax.loss_years.values] for age in AGES],
            len(plan.months),
        ),
        "year_before_share": _year_before(plan),
        **_tiers(plan),
    }


def _review(plan: Plan) -> dict[str, Numbers]:
    """July is the month in which a firm is small, or is not, by the filing of a fiscal year in the plan."""
    tax, months = plan.sections.tax, [calendar.calendar_month(month) for month in plan.months]
    first = plan.sections.plan.first_fiscal_month
    turned = next((at for at, month in enumerate(months) if at > 0 and month == first), len(months))
    by_filing = tax.profit_tax == "small_low_profit" and tax.surcharge_relief is None
    reviewed = [float(at > turned and month == REVIEWED) for at, month in enumerate(months)]
    return {"relief_is_reviewed": single(reviewed), "relief_by_filing": single([float(by_filing)])}


def _vat_status(plan: Plan) -> dict[str, Numbers]:
    """Who is a general taxpayer by the plan's word, and when a period of VAT begins."""
    tax, since = plan.sections.tax, plan.sections.tax.general_from
    general, by_month = tax.taxpayer == "general", tax.vat_period == "month"
    entered = [general or (since is not None and month >= since) for month in plan.months]
    begins = [by_month or calendar.calendar_month(month) % 3 == 1 or month == since for month in plan.months]
    return {
        "vat_general_start": single([float(general or (since is not None and since < plan.months[0]))]),
        "vat_general_entered": single([float(each) for each in entered]),
        "above_limit_is_general": single([float(tax.above_limit == "general")]),
        "small_scale_period_begins": single([float(each) for each in begins]),
        "vat_period_months": single([1.0 if by_month else 3.0]),
    }


def _reaches(plan: Plan) -> Numbers:
    """Return 1 for each age up to the fiscal years between the loss and the last year before the plan.

    A loss of the last fiscal year before the plan has 1 in the first place only, one of the year before in
    the first two.
    """
    last, losses = plan.sections.plan.fiscal_year - 1, plan.sections.losses.values()
    reaches = [[float(int(age) <= last - loss.year) for age in AGES] for loss in losses]
    return np.array(reaches, dtype=float).reshape(len(reaches), len(AGES), 1, 1)


def _year_before(plan: Plan) -> Numbers:
    horizon = plan.sections.plan
    months = (calendar.calendar_month(horizon.start) - horizon.first_fiscal_month) % 12
    return rows([(1 / months if int(age) < months else 0.0,) for age in AGES], 1)


def _tiers(plan: Plan) -> dict[str, Numbers]:
    """Return floor, ceiling and rate of each tier.

    Tiers beyond the end of a schedule, and those of a plan without the small-profit rule, have zero width.
    """
    tax, length = plan.sections.tax, len(plan.months)
    count = len(tiers(plan))
    result: dict[str, Numbers] = {}
    for part in ("floor", "ceiling", "rate"):
        columns: list[Sequence[float]] = [(0.0,)] * count
        if tax.profit_tax == "small_low_profit":
            if tax.tiers is not None:
                columns = [getattr(tier, part).values for tier in tax.tiers]
            else:
                tables = plan.law.taxes["profit_tax"]
                columns = [[_part(table, i, part) for table in tables] for i in range(count)]
        result[f"tier_{part}"] = rows(columns, length)
    return result


def _part(table: Any, tier: int, part: str) -> float:
    if tier < len(table.tiers):
        return float(getattr(table.tiers[tier], part))
    return 0.0 if part == "rate" else table.tiers[-1].ceiling if table.tiers else 0.0
