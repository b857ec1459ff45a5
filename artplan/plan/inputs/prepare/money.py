"""The months of payment and of cost for assets, loans, licences, overheads, annual fees and deposits."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from artplan.engine.arrays import Numbers
from artplan.plan.inputs.form import Input, rows, single, squeezed
from artplan.plan.plan import Plan
from artplan.plan.schema.money import Asset, Loan
from artplan.plan.schema.storefronts import Storefront
from artplan.plan.written import calendar

ASSET, LOAN, LICENCE, SHOP = ("asset",), ("loan",), ("licence",), ("storefront",)
OVERHEAD = ("overhead",)
REFUND = ("storefront", "refund_tier")

INPUTS = (
    Input("is_enterprise_standard", "1", (), "执行企业会计准则", "By the standards for business enterprises"),
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
    Input(
        *(
            "loans_start_share_ahead",
            "1",
            (),
            "期初借款一年内到期份额",
            "Part of opening loans due in a year",
        ),
        rolls="last",
        describe="Of what is owed at the month's end, the part that twelve months pay back.",
    ),
    Input(
        *("loans_start_current_share", "1", (), "建账借款一年内到期份额", "Opening loans due in a year"),
        rolls="last",
        describe="Of what is owed on the first morning, the part that twelve months pay back.",
    ),
    Input("asset_bought", "1", ASSET, "当月购置", "Bought in the month", "sum"),
    Input("asset_sold", "1", ASSET, "当月出售", "Sold in the month", "sum"),
    Input(
        *("depreciation_share", "1", ASSET, "当月折旧份额", "Month's share of the depreciation", "sum"),
        "An equal part in each month of the life, from the month after the purchase to a sale (CAS 4).",
    ),
    Input("loan_drawn", "1", LOAN, "当月放款", "Paid out in the month", "sum"),
    Input("loan_due_share", "1", LOAN, "当月还本份额", "Share of the principal due", "sum"),
    Input("loan_instalment_due", "1", LOAN, "当月等额还款", "Equal instalment due", "sum"),
    Input("loan_instalments", "1", LOAN, "还款期数", "Number of instalments", "last"),
    Input("loan_ends", "1", LOAN, "当月结清", "Last repayment", "sum"),
    Input("loan_payment_due", "1", LOAN, "当月付息", "Payment falls due", "sum"),
    Input("loan_period_months", "1", LOAN, "每期月数", "Months of a payment period", "last"),
    Input(
        *(
            "loan_due_share_ahead",
            "1",
            LOAN,
            "一年内还本份额",
            "Share of the principal due in a year",
            "last",
        ),
        "Of the loan's amount, in the twelve months after the month.",
    ),
    Input(
        *("loan_instalments_ahead", "1", LOAN, "一年内等额还款期数", "Instalments due in a year", "last"),
        "Equal instalments in the twelve months after the month.",
    ),
    Input("loan_ends_ahead", "1", LOAN, "一年内结清", "Last repayment within a year", "last"),
    Input("licence_due", "1", LICENCE, "当月办理", "Due in the month", "sum"),
    Input("overhead_months_paid", "1", OVERHEAD, "当月支付的月数", "Months paid for in the month", "sum"),
    Input("overhead_ahead_share", "1", OVERHEAD, "付款中以后月份占比", "Part of a payment for later months"),
    Input(
        *("overhead_used_share", "1", OVERHEAD, "预付当月摊销份额", "Month's share of what is paid ahead"),
        describe="One part of as many as the months that are left until the next payment.",
    ),
    Input("overhead_is_lease", "1", OVERHEAD, "租赁合同", "The overhead is a lease"),
    Input("overhead_deposit_pays", "1", OVERHEAD, "当月缴押金", "Landlord's deposit is paid", "sum"),
    Input("overhead_deposit_returns", "1", OVERHEAD, "当月退押金", "Landlord's deposit comes back", "sum"),
    Input("overhead_deposit_held", "1", OVERHEAD, "押金在押", "Landlord's deposit is held", "last"),
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
    return {**_opening(plan), **_capital(plan), **_overheads(plan), **_storefronts(plan)}


def _opening(plan: Plan) -> dict[str, Numbers]:
    opening, length = plan.sections.plan.opening, len(plan.months)
    entered = opening.paid_in_capital
    return {
        "is_enterprise_standard": single([float(plan.sections.plan.accounting_standard == "enterprise")]),
        "capital_entered": single([float(opening.is_balance_sheet)]),
        "paid_in_entered": single([entered.at(0) if entered is not None else 0.0]),
        "prepaid_start_share": single(_equal_parts(opening.prepaid_months, length)),
        "fixed_assets_start_share": single(_equal_parts(opening.fixed_assets_months, length)),
        "loans_start_share": single(_equal_parts(opening.loans_months, length)),
        "loans_start_share_ahead": single(_within_a_year(opening.loans_months, length)),
        "loans_start_current_share": single(
            [min(12, opening.loans_months) / opening.loans_months if opening.loans_months else 0.0]
        ),
        "view_deposits_as_cost": single([float(plan.sections.view.deposits_as_cost)]),
    }


def _within_a_year(count: int, length: int) -> list[float]:
    """Return the part that twelve of the months left after each month are, of `count` months in all."""
    left = [max(count - 1 - place, 0) for place in range(length)]
    return [min(12, each) / each if each else 0.0 for each in left]


def _equal_parts(count: int, length: int) -> list[float]:
    """Return 1/count for each of the first `count` months, 0 after them."""
    return [1 / count if place < count else 0.0 for place in range(length)]


def _capital(plan: Plan) -> dict[str, Numbers]:
    sections, length = plan.sections, len(plan.months)
    since = [(asset, _since_within(asset.month, plan.months)) for asset in sections.assets.values()]
    return {
        "asset_bought": rows([[float(n == 0) for n in ages] for _, ages in since], length),
        "asset_sold": rows([[float(_is_sold(asset, n)) for n in ages] for asset, ages in since], length),
        "depreciation_share": rows([[_written_off(asset, n) for n in ages] for asset, ages in since], length),
        **_loans(plan),
        "licence_due": rows(
            [
                [float(_again(n, each.renewal_months)) for n in _since(each.due, plan.months)]
                for each in sections.licences.values()
            ],
            length,
        ),
    }


def _is_sold(asset: Asset, since: int) -> bool:
    return since >= 0 and since == asset.months_held


def _written_off(asset: Asset, since: int) -> float:
    held = asset.months_held is None or since <= asset.months_held
    return (held and 1 <= since <= asset.life_months) / asset.life_months


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


def _loans(plan: Plan) -> dict[str, Numbers]:
    length = len(plan.months)
    lent = [(loan, _since_within(loan.month, plan.months)) for loan in plan.sections.loans.values()]

    def by_month(each: Callable[[Loan, int], float]) -> Numbers:
        return rows([[float(each(loan, n)) for n in ages] for loan, ages in lent], length)

    def by_loan(each: Callable[[Loan], int]) -> Numbers:
        return rows([(float(each(loan)),) for loan, _ in lent], length)

    return {
        "loan_drawn": by_month(lambda _, n: n == 0),
        "loan_due_share": by_month(_principal),
        "loan_instalment_due": by_month(_instalment),
        "loan_instalments": by_loan(lambda loan: loan.instalments),
        "loan_ends": by_month(lambda loan, n: n == loan.term_months),
        "loan_payment_due": by_month(lambda loan, n: _payment(loan, n)),
        "loan_period_months": by_loan(lambda loan: loan.payment_every_months),
        "loan_due_share_ahead": by_month(lambda loan, n: _in_a_year(_principal, loan, n)),
        "loan_instalments_ahead": by_month(lambda loan, n: _in_a_year(_instalment, loan, n)),
        "loan_ends_ahead": by_month(lambda loan, n: 0 <= n < loan.term_months <= n + 12),
    }


def _payment(loan: Loan, since: int) -> bool:
    return 1 <= since <= loan.term_months and since % loan.payment_every_months == 0


def _instalment(loan: Loan, since: int) -> float:
    pays = loan.repayment == "equal_instalments" and since > loan.grace_months
    return float(pays and _payment(loan, since))


def _principal(loan: Loan, since: int) -> float:
    if loan.repayment == "bullet":
        return float(since == loan.term_months)
    pays = loan.repayment == "equal_principal" and since > loan.grace_months and _payment(loan, since)
    return pays / loan.instalments


def _in_a_year(due: Callable[[Loan, int], float], loan: Loan, since: int) -> float:
    """Return what falls due in the twelve months after the month, of a loan that is paid out."""
    return sum(due(loan, since + later) for later in range(1, 13)) if since >= 0 else 0.0


def _overheads(plan: Plan) -> dict[str, Numbers]:
    overheads, months = plan.sections.overheads.values(), plan.months
    every = [each.paid_every_months for each in overheads]
    first = [_since(each.paid_from or months[0], months) for each in overheads]
    due = [[n >= 0 and n % count == 0 for n in ages] for count, ages in zip(every, first, strict=True)]
    paid = [_since_within(each.deposit_paid(months[0]), months) for each in overheads]
    back = [
        _back(each.deposit_returned_month, ages, months) for each, ages in zip(overheads, paid, strict=True)
    ]
    held = [_held(*each) for each in zip(paid, back, strict=True)]
    leases = [(float(each.lease),) for each in plan.sections.overheads.values()]
    return {
        "overhead_is_lease": rows(leases, len(plan.months)),
        "overhead_months_paid": rows(
            [[float(each) * count for each in row] for count, row in zip(every, due, strict=True)],
            len(months),
        ),
        "overhead_ahead_share": rows([((count - 1) / count,) for count in every], len(months)),
        "overhead_used_share": rows(
            [_used(*each) for each in zip(every, first, due, strict=True)], len(months)
        ),
        "overhead_deposit_pays": rows([[float(n == 0) for n in ages] for ages in paid], len(months)),
        "overhead_deposit_returns": rows(back, len(months)),
        "overhead_deposit_held": rows(held, len(months)),
    }


def _used(every: int, since: Sequence[int], due: Sequence[bool]) -> list[float]:
    """Return one part of as many as are left until the next payment, after the first within the plan."""
    return [1 / (every - n % every) if any(due[:i]) and not due[i] else 0.0 for i, n in enumerate(since)]


def _storefronts(plan: Plan) -> dict[str, Numbers]:
    shops, length = list(plan.sections.storefronts.values()), len(plan.months)
    fees = [_since(shop.annual_fee_month or plan.months[0], plan.months) for shop in shops]
    due = [[float(n >= 0 and n % 12 == 0) for n in ages] for ages in fees]
    paid = [_since_within(shop.deposit_month or plan.months[0], plan.months) for shop in shops]
    back = [
        _back(shop.deposit_returned_month, ages, plan.months) for shop, ages in zip(shops, paid, strict=True)
    ]
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


def _back(returned: str | None, since: Sequence[int], months: Sequence[str]) -> list[float]:
    """Return 1 in the month in which the deposit is returned, if it was paid within the plan."""
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
