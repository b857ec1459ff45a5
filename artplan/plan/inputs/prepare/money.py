"""The months of payment and of cost for assets, loans, licences, annual fees and deposits."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from artplan.engine.arrays import Numbers
from artplan.plan.inputs.form import Input, rows, single, squeezed
from artplan.plan.plan import Plan
from artplan.plan.schema.money import Loan
from artplan.plan.schema.storefronts import Storefront
from artplan.plan.written import calendar

ASSET, LOAN, LICENCE, SHOP = ("asset",), ("loan",), ("licence",), ("storefront",)
REFUND = ("storefront", "refund_tier")

INPUTS = (
    Input("capital_entered", "1", (), "已填实收资本", "Opening balance sheet is complete", "last"),
    Input("paid_in_entered", "CNY", (), "填报的实收资本", "Paid-in capital entered", "last"),
    Input(
        "prepaid_start_share",
        "1",
        (),
        "期初预付及待摊费用当月份额",
        "Month's share of opening prepaid",
        "sum",
    ),
    Input(
        "fixed_assets_start_share", "1", (), "期初固定资产折旧份额", "Month's share of opening assets", "sum"
    ),
    Input("loans_start_share", "1", (), "期初借款还款份额", "Month's share of opening loans", "sum"),
    Input("asset_bought", "1", ASSET, "当月购置", "Bought in the month", "sum"),
    Input(
        *("depreciation_share", "1", ASSET, "当月折旧份额", "Month's share of the depreciation", "sum"),
        "An equal part in each month of the life, from the month after the purchase (CAS 4).",
    ),
    Input("loan_drawn", "1", LOAN, "当月放款", "Paid out in the month", "sum"),
    Input("loan_due_share", "1", LOAN, "当月还本份额", "Share of the principal due", "sum"),
    Input("loan_instalment_due", "1", LOAN, "当月等额还款", "Equal instalment due", "sum"),
    Input("loan_instalments", "1", LOAN, "还款期数", "Number of instalments", "last"),
    Input("loan_ends", "1", LOAN, "当月结清", "Last repayment", "sum"),
    Input("licence_due", "1", LICENCE, "当月办理", "Due in the month", "sum"),
    Input("annual_fee_due", "1", SHOP, "当月缴年费", "Annual fee due", "sum"),
    Input("annual_fee_share", "1", SHOP, "年费当月份额", "Month's share of the annual fee", "sum"),
    Input("refund_sales", "CNY", REFUND, "年费返还门槛", "Sales for the refund", "last"),
    Input("refund_step_share", "1", REFUND, "年费返还增量", "Further share given back", "last"),
    Input("dealer_buys", "1", SHOP, "经销商买断", "The dealer buys"),
    Input("payment_fee_on_shop", "1", SHOP, "店铺承担手续费", "Shop bears the payment fee"),
    Input("payment_fee_on_buyer", "1", SHOP, "买家承担手续费", "Buyer bears the payment fee"),
    Input("payment_fee_on_artist", "1", SHOP, "艺术家承担手续费", "Artist bears the payment fee"),
    Input("deposit_pays", "1", SHOP, "当月缴保证金", "Deposit is paid", "sum"),
    Input("deposit_returns", "1", SHOP, "当月退保证金", "Deposit comes back", "sum"),
    Input("deposit_held", "1", SHOP, "保证金在押", "Deposit is held at the month's end", "last"),
    Input("deposit_is_cost", "1", SHOP, "保证金计入成本", "Deposit is booked as a cost"),
    Input("view_deposits_as_cost", "1", (), "管理口径保证金计成本", "View: deposits are a cost"),
)


def refund_tiers(plan: Plan) -> tuple[str, ...]:
    """Return the refund steps, as many as the storefront with the most steps has."""
    count = max((len(shop.annual_fee_refunds) for shop in plan.sections.storefronts.values()), default=0)
    return tuple(str(step + 1) for step in range(count))


def arrays(plan: Plan) -> dict[str, Numbers]:
    return {**_opening(plan), **_capital(plan), **_storefronts(plan)}


def _opening(plan: Plan) -> dict[str, Numbers]:
    opening, length = plan.sections.plan.opening, len(plan.months)
    entered = opening.paid_in_capital
    return {
        "capital_entered": single([float(opening.is_balance_sheet)]),
        "paid_in_entered": single([entered.at(0) if entered is not None else 0.0]),
        "prepaid_start_share": single(_equal_parts(opening.prepaid_months, length)),
        "fixed_assets_start_share": single(_equal_parts(opening.fixed_assets_months, length)),
        "loans_start_share": single(_equal_parts(opening.loans_months, length)),
        "view_deposits_as_cost": single([float(plan.sections.view.deposits_as_cost)]),
    }


def _equal_parts(count: int, length: int) -> list[float]:
    """Return 1/count for each of the first `count` months, 0 after them."""
    return [1 / count if place < count else 0.0 for place in range(length)]


def _capital(plan: Plan) -> dict[str, Numbers]:
    sections, length = plan.sections, len(plan.months)
    assets, loans = sections.assets.values(), sections.loans.values()
    since = [(asset, _since_within(asset.month, plan.months)) for asset in assets]
    lent = [(loan, _since_within(loan.month, plan.months)) for loan in loans]
    return {
        "asset_bought": rows([[float(n == 0) for n in ages] for _, ages in since], length),
        "depreciation_share": rows(
            [[(1 <= n <= each.life_months) / each.life_months for n in ages] for each, ages in since], length
        ),
        "loan_drawn": rows([[float(n == 0) for n in ages] for _, ages in lent], length),
        "loan_due_share": rows([[_principal(loan, n) for n in ages] for loan, ages in lent], length),
        "loan_instalment_due": rows(
            [
                [float(loan.repayment == "equal_instalments" and 1 <= n <= loan.term_months) for n in ages]
                for loan, ages in lent
            ],
            length,
        ),
        "loan_instalments": rows([(float(loan.term_months),) for loan in loans], length),
        "loan_ends": rows([[float(n == loan.term_months) for n in ages] for loan, ages in lent], length),
        "licence_due": rows(
            [
                [float(_again(n, each.renewal_months)) for n in _since(each.due, plan.months)]
                for each in sections.licences.values()
            ],
            length,
        ),
    }


def _since(month: str, months: Sequence[str]) -> list[int]:
    """Return the number of months from the given month to each month of the plan."""
    return [calendar.number(each) - calendar.number(month) for each in months]


def _since_within(month: str, months: Sequence[str]) -> list[int]:
    """Return the same for a one-off payment; -1 throughout if it lies before the plan.

    What was paid before the plan belongs to the opening balance sheet (see checks/paid_before.py).
    """
    return _since(month, months) if month >= months[0] else [-1] * len(months)


def _again(since: int, every: int) -> bool:
    return since == 0 or (every > 0 and since > 0 and since % every == 0)


def _principal(loan: Loan, since: int) -> float:
    if loan.repayment == "bullet":
        return float(since == loan.term_months)
    return (loan.repayment == "equal_principal" and 1 <= since <= loan.term_months) / loan.term_months


def _storefronts(plan: Plan) -> dict[str, Numbers]:
    shops, length = list(plan.sections.storefronts.values()), len(plan.months)
    fees = [_since(shop.annual_fee_month or plan.months[0], plan.months) for shop in shops]
    due = [[float(n >= 0 and n % 12 == 0) for n in ages] for ages in fees]
    paid = [_since_within(shop.deposit_month or plan.months[0], plan.months) for shop in shops]
    back = [_back(shop, ages, plan.months) for shop, ages in zip(shops, paid, strict=True)]
    result = {
        "annual_fee_due": rows(due, length),
        "annual_fee_share": rows(
            [[(max(row[: i + 1]) > 0) / 12 for i in range(length)] for row in due], length
        ),
        "deposit_pays": rows([[float(n == 0) for n in ages] for ages in paid], length),
        "deposit_returns": rows(back, length),
        "deposit_held": rows([_held(*each) for each in zip(paid, back, strict=True)], length),
        "deposit_is_cost": rows([(float(shop.deposit_booked_as == "cost"),) for shop in shops], length),
        **_refunds(plan, shops),
    }
    result["dealer_buys"] = rows([(float(shop.dealer_is == "buyer"),) for shop in shops], length)
    for who in ("shop", "buyer", "artist"):
        bears = [(float(shop.payment_fee_borne_by == who),) for shop in shops]
        result[f"payment_fee_on_{who}"] = rows(bears, length)
    return result


def _held(since: Sequence[int], back: Sequence[float]) -> list[float]:
    """Return 1 from the month of payment to the month before the deposit is returned."""
    return [float(n >= 0) - sum(back[: i + 1]) for i, n in enumerate(since)]


def _back(shop: Storefront, since: Sequence[int], months: Sequence[str]) -> list[float]:
    """Return 1 in the month in which the deposit is returned, if it was paid within the plan."""
    returned = shop.deposit_returned_month
    return [float(n >= 0 and each == returned) for n, each in zip(since, months, strict=True)]


def _refunds(plan: Plan, shops: Sequence[Storefront]) -> dict[str, Numbers]:
    """Return the sales of each refund step and the share it adds to the step before.

    Storefronts with fewer steps are padded with steps that add nothing.
    """
    shape = (len(shops), len(refund_tiers(plan)), 1, 1)
    sales, further = np.zeros(shape), np.zeros(shape)
    for row, shop in enumerate(shops):
        before = 0.0
        for step, refund in enumerate(shop.annual_fee_refunds):
            sales[row, step], further[row, step] = refund.sales.at(0), refund.share.at(0) - before
            before = refund.share.at(0)
    return {"refund_sales": squeezed(sales), "refund_step_share": squeezed(further)}
