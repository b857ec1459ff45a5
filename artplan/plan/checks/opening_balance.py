"""Checks of the opening balance sheet and of the amounts brought forward into the plan.

The opening balance sheet must balance. An amount brought forward must belong to a year that began before the
plan, and a loss brought forward must still be deductible. Some opening accounts include amounts entered with
the members of a section: stock, the 13th month, refunds of annual fees, and the deposits of buyers.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date

from artplan.plan.leaf.leaf import HALF_A_CENT, Leaf
from artplan.plan.schema.opening import ASSETS, EQUITY, LIABILITIES
from artplan.plan.schema.positions import Position
from artplan.plan.schema.root import Sections
from artplan.plan.written import calendar
from artplan.plan.written.faults import Fault
from artplan.texts.message import Message, message, said

Found = tuple[str, Message, Message]
OF_FISCAL_YEAR = ("profit_ytd", "income_tax_ytd", "net_revenue_ytd")
OF_VAT_PERIOD = ("vat_period_sales", "vat_period_output")
OF_TAX_YEAR = ("taxable_pay_ytd_start", "wage_tax_withheld_start")
OF_PAY_YEAR = ("year_pay_start", "year_months_start")
OF_COMMISSION = ("commission_sales_start", "commission_quota_start", "commission_paid_start")
OF_FEE_YEAR = ("annual_fee_start", "fee_sales_ytd_start")


def faults(sections: Sections, months: Sequence[str], where: Callable[[str], str]) -> list[Fault]:
    """Return the faults of the opening balance sheet and of the amounts brought forward."""
    result = [*_balance(sections), *_fiscal_year(sections), *_wage_year(sections), *_fee_year(sections)]
    result += [*_commission_period(sections), *_losses(sections), *_deposits(sections, months)]
    return [Fault(where(path), path, fault, remedy) for path, fault, remedy in result]


def _balance(sections: Sections) -> Iterator[Found]:
    opening = sections.plan.opening
    if not opening.is_balance_sheet:
        return
    assets = opening.sum_of(ASSETS) + _more_stock(sections) + _refunds(sections)
    others = opening.sum_of((*LIABILITIES, *EQUITY)) + _bonus(sections)
    more = abs(assets - others)
    if more > HALF_A_CENT:
        side = message("opening.assets") if assets > others else message("opening.others")
        left, right, lacking = f"{assets:,.2f}", f"{others:,.2f}", f"{more:,.2f}"
        unbalanced = said("opening.unbalanced", assets=left, others=right, more=lacking, side=side)
        yield "plan.opening", *unbalanced


def _more_stock(sections: Sections) -> float:
    """Return the cost of the products' own opening stock in excess of the stock account."""
    own = sum(product.stock_value_start.at(0) for product in sections.products.values())
    return max(own - sections.plan.opening.stock.at(0), 0.0)


def _refunds(sections: Sections) -> float:
    return sum(shop.annual_fee_refund_start.at(0) for shop in sections.storefronts.values())


def _bonus(sections: Sections) -> float:
    if sections.pay.thirteenth_month != "accrued":
        return 0.0
    return sum(position.thirteenth_month_earned.at(0) for position in sections.positions.values())


def _deposits(sections: Sections, months: Sequence[str]) -> Iterator[Found]:
    """Check that deposits of before the plan are part of the opening account, and of the price."""
    shops = sections.storefronts
    for name, shop in shops.items():
        for place, month in enumerate(months):
            paid, price = shop.deposits_before.at(place), shop.deliveries_before.at(place)
            if paid > price + HALF_A_CENT:
                above = said(
                    "opening.deposit_above_price", month=month, paid=f"{paid:,.2f}", price=f"{price:,.2f}"
                )
                yield f"storefronts.{name}.deposits_before", *above
    due = sum(shop.deposits_before.at(place) for shop in shops.values() for place in range(len(months)))
    account = sections.plan.opening.customer_deposits.at(0)
    if due > account + HALF_A_CENT:
        lacking = said("opening.deposits_unknown", due=f"{due:,.2f}", account=f"{account:,.2f}")
        yield "plan.opening.customer_deposits", *lacking


def _fiscal_year(sections: Sections) -> Iterator[Found]:
    """Check the profit, income tax and revenue of the fiscal year so far, and sales of the VAT period."""
    plan = sections.plan
    begins = calendar.calendar_month(plan.start) == plan.first_fiscal_month
    for key in OF_FISCAL_YEAR:
        if begins and _says(getattr(plan.opening, key)):
            why = message("opening.fiscal_year_begins", start=plan.start)
            yield _nothing(f"plan.opening.{key}", why)
    tax, in_quarter = sections.tax, calendar.calendar_month(plan.start) % 3 != 1
    for key in OF_VAT_PERIOD:
        reaches_back = tax.taxpayer == "small_scale" and tax.vat_period == "quarter" and in_quarter
        if not reaches_back and _says(getattr(plan.opening, key)):
            yield _nothing(f"plan.opening.{key}", message("opening.vat_period_begins", start=plan.start))
    if _says(plan.opening.income_tax_ytd) and sections.tax.profit_tax == "none":
        yield "plan.opening.income_tax_ytd", *said("opening.no_income_tax")


def _wage_year(sections: Sections) -> Iterator[Found]:
    """Check the pay since January, and what was taxed and withheld since the wage tax year began."""
    start, pay = sections.plan.start, sections.pay
    years = ((pay.tax_month(start), OF_TAX_YEAR), (start, OF_PAY_YEAR))
    for name, position in sections.positions.items():
        for month, keys in years:
            begins = calendar.calendar_month(month) == 1
            why = message("opening.wage_year_begins", start=start) if begins else _joins(position, start)
            yield from _brings_nothing(name, position, keys, why)


def _commission_period(sections: Sections) -> Iterator[Found]:
    """Check what positions bring of their commission plan's period."""
    start = sections.plan.start
    for name, position in sections.positions.items():
        by = sections.commissions.get(_commission_at(position, calendar.first_day(start)) or "")
        if by is None:
            why: Message | None = message("opening.no_commission")
        elif by.begins(start):
            why = message("opening.commission_period_begins", start=start)
        else:
            why = _joins(position, start)
        yield from _brings_nothing(name, position, OF_COMMISSION, why)


def _commission_at(position: Position, day: date) -> str | None:
    """Return the commission plan that the position is under on the day."""
    changes = (position.changes[key] for key in sorted(position.changes) if date.fromisoformat(key) <= day)
    changed = [each.commission for each in changes if each.commission is not None]
    return changed[-1] if changed else position.commission


def _joins(position: Position, start: str) -> Message | None:
    """Return that the position begins with the plan or in it, if it does."""
    if position.start is None or position.start < calendar.first_day(start):
        return None
    return message("opening.position_starts", day=position.start)


def _brings_nothing(
    name: str, position: Position, keys: Iterable[str], why: Message | None
) -> Iterator[Found]:
    """Yield what the position says of the time before the plan, where there is nothing to say."""
    for key in keys:
        if why is not None and _says(getattr(position, key)):
            yield _nothing(f"positions.{name}.{key}", why)


def _fee_year(sections: Sections) -> Iterator[Found]:
    """Check the annual fee paid before the plan, and the sales since that payment."""
    start = sections.plan.start
    for name, shop in sections.storefronts.items():
        paid = calendar.number(shop.annual_fee_month or start)
        if paid > calendar.number(start) or (calendar.number(start) - paid) % 12:
            continue
        for key in OF_FEE_YEAR:
            if _says(getattr(shop, key)):
                yield _nothing(f"storefronts.{name}.{key}", message("opening.fee_due", start=start))


def _losses(sections: Sections) -> Iterator[Found]:
    """Check that each loss belongs to a year that has ended and is not too old to be carried forward."""
    now, years = sections.plan.fiscal_year, int(sections.tax.loss_years.at(0))
    for name, loss in sections.losses.items():
        if loss.year >= now:
            not_over = said("opening.year_not_over", year=loss.year, start=sections.plan.start)
            yield f"losses.{name}.year", *not_over
        elif now - loss.year > years:
            last = loss.year + years
            yield f"losses.{name}.year", *said("opening.too_old", year=loss.year, last=last, years=years)


def _says(leaf: Leaf) -> bool:
    return any(leaf.values)


def _nothing(path: str, why: Message) -> Found:
    return path, *said("opening.nothing", why=why, key=path.rpartition(".")[2])
