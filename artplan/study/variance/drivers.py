"""Compare what exports measure of a month with the plan's drivers: factor by factor, and through the model.

Amounts of exports include VAT and are before refunds, as gross sales and advertising spend of the plan are. A
storefront, channel or product that no export measures is not compared, and keeps its plan in the model.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from artplan.operating import OperatingPlan
from artplan.plan.written.faults import PlanFault, fault_at
from artplan.result import Result
from artplan.study.variance.answer import DriverEffect, DriverVariance, FactorVariance
from artplan.study.variance.factors import Pieces, factor_effects, over, sales_factors, volume_mix_price
from artplan.study.variance.flexed import RESULTS, flexed
from artplan.study.variance.measures import DriverMeasures
from artplan.study.variance.recover import Measures
from artplan.study.variance.to_date import added_up
from artplan.study.variance.variance import PLACE, Amounts, added, statement_of, year_so_far
from artplan.texts.catalogue import LANGUAGES

LINES = (
    *("visits_by_storefront", "orders_paid_by_storefront", "gross_sales_by_storefront"),
    *("refunds_by_storefront", "placement_spend", "clicks_by_channel", "pieces_sold", "product_gross_sales"),
    *("gross_sales_total", "headcount_total", "gross_pay_total", "overheads_cost", *RESULTS),
)
OF_LEDGER = "overheads_cost"  # the driver that the ledger measures


def driver_variance(
    plan: OperatingPlan,
    month: str,
    measures: Mapping[str, DriverMeasures],
    actuals: Mapping[str, Amounts],
    to_date: bool = False,
) -> DriverVariance:
    """Divide the month's differences among its drivers, or those of the fiscal year so far.

    measures, actuals: by month, of exports and of the ledger; the model gets those of earlier months too.
    to_date: the sums of the year's months that have both.

    Raises PlanFault for a month without measures, or where the plan cannot be committed; NumberFault.
    """
    if month not in measures:
        raise PlanFault([fault_at(PLACE, month, "variance.no_measures")])
    result = plan.run(LINES)
    so_far = (
        year_so_far(result.months, plan.plan.sections.plan.first_fiscal_month, month) if to_date else [month]
    )
    months = [each for each in so_far if each in measures and each in actuals]
    factors = added_up([_factors(result, each, measures[each]) for each in months])
    known = {
        each: _with_overheads(measures[each].amounts, actuals.get(each, {}))
        for each in result.months
        if each in measures and each <= month
    }
    actual = statement_of(added([actuals[each] for each in months]))
    groups, lines = flexed(plan, months, known, actual)
    measured = {name for each in months for name in measures[each].amounts.get("visits", {})}
    unmeasured = [name for name in result.members["storefront"] if name not in measured]
    by_days = dict.fromkeys(name for each in months for name in measures[each].added)
    labels = {line: {lang: result.label(line, lang) for lang in LANGUAGES} for line in RESULTS}
    return DriverVariance(
        *(tuple(months), tuple(factors), groups, lines, tuple(known), tuple(by_days), tuple(unmeasured)),
        labels=labels,
        plan=result.plan,
    )


def _factors(result: Result, month: str, measured: DriverMeasures) -> list[FactorVariance]:
    return [
        *_storefronts(result, month, measured.amounts),
        *_channels(result, month, measured.amounts),
        *_products(result, month, measured),
        *_people(result, month, measured.amounts),
    ]


def _with_overheads(amounts: Measures, ledger: Amounts) -> Measures:
    return {**amounts, "overheads": {"": ledger[OF_LEDGER]}} if OF_LEDGER in ledger else amounts


def _in_order(result: Result, dimension: str, row: Mapping[str, float]) -> list[tuple[str, float]]:
    """Return what was measured of each member, in the order of the plan's files."""
    return [(name, row[name]) for name in result.members[dimension] if name in row]


def _storefronts(result: Result, month: str, measures: Measures) -> Iterator[FactorVariance]:
    lines = ("visits", "orders_paid", "gross_sales", "refunds")
    for name, visits in _in_order(result, "storefront", measures.get("visits", {})):
        planned = [result.value(f"{line}_by_storefront", name, month) for line in lines]
        buyers, paid = measures["buyers"][name], measures["paid"][name]
        refunds = measures.get("refunds", {}).get(
            name, planned[3]
        )  # an export without them leaves the plan's
        budget, actual = sales_factors(*planned), sales_factors(visits, buyers, paid, refunds)
        effects = factor_effects(budget, actual)
        shown = [(*budget[:3], 1 - budget[3]), (*actual[:3], 1 - actual[3])]
        names = ("visits", "conversion", "order_value", "refund_rate")
        drivers = tuple(map(DriverEffect, names, *shown, effects))
        yield FactorVariance("storefront", name, "up", planned[2] - planned[3], paid - refunds, drivers)


def _channels(result: Result, month: str, measures: Measures) -> Iterator[FactorVariance]:
    at, of = result.months.index(month), result.data.groupings["placement", "channel"]
    spent = result.array("placement_spend")[:, at, 0]
    for name, clicks in _in_order(result, "channel", measures.get("clicks", {})):
        planned_spend = float(spent[of == result.members["channel"].index(name)].sum())
        planned_clicks, spend = result.value("clicks_by_channel", name, month), measures["spend"][name]
        budget = planned_clicks, over(planned_spend, planned_clicks)
        actual = clicks, over(spend, clicks)
        names = ("clicks", "cost_per_click")
        drivers = tuple(map(DriverEffect, names, budget, actual, factor_effects(budget, actual)))
        yield FactorVariance("channel", name, "down", planned_spend, spend, drivers)


def _products(result: Result, month: str, measured: DriverMeasures) -> Iterator[FactorVariance]:
    """Compare pieces and sales; of the plan, the part of all sales that the measured storefronts have."""
    paid = measured.amounts.get("product_paid", {})
    if not paid or not measured.sold_in:
        return
    sales = sum(result.value("gross_sales_by_storefront", name, month) for name in measured.sold_in)
    share = over(sales, result.value("gross_sales_total", month=month))
    budget: dict[str, Pieces] = {
        name: (result.value("pieces_sold", name, month) * share,
               result.value("product_gross_sales", name, month) * share)
        for name in result.members["product"]
    }  # fmt: skip
    actual = {name: (measured.amounts["pieces"][name], amount) for name, amount in paid.items()}
    all_before, all_after = (sum(pieces for pieces, _ in each.values()) for each in (budget, actual))
    for name, effects in volume_mix_price(budget, actual).items():
        before, after = budget.get(name, (0.0, 0.0)), actual.get(name, (0.0, 0.0))
        drivers = (
            DriverEffect("pieces", before[0], after[0], effects[0]),
            DriverEffect("mix", over(before[0], all_before), over(after[0], all_after), effects[1]),
            DriverEffect("price", over(*before[::-1]), over(*after[::-1]), effects[2]),
        )
        yield FactorVariance("product", name, "up", before[1], after[1], drivers)


def _people(result: Result, month: str, measures: Measures) -> Iterator[FactorVariance]:
    if "gross_pay" not in measures:
        return
    planned, pay = result.value("gross_pay_total", month=month), measures["gross_pay"][""]
    people, heads = result.value("headcount_total", month=month), measures["heads"][""]
    budget, actual = (people, over(planned, people)), (heads, over(pay, heads))
    effects = factor_effects(budget, actual)
    drivers = tuple(map(DriverEffect, ("heads", "pay_per_head"), budget, actual, effects))
    yield FactorVariance("people", "", "down", planned, pay, drivers)
