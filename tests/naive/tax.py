"""The budget from revenue to profit, income tax on the fiscal year so far."""

from __future__ import annotations

from tests.naive import artists
from tests.naive.month import Month, add, counted, figure, through_tiers


def budget(m: Month) -> None:
    """Cost without creditable VAT, step by step down to the profit before tax."""
    n = m.now
    services = 1 - n["service_vat_share"]
    n["inventory_bought"] = n["goods_bought_total"] - n["goods_input_vat"]
    n["cost_of_goods"] = n["inventory_bought"] - n["stock_movement"] - n["return_goods_movement"]
    own = n["artist_cost_total"] - n["agent_payout_total"]
    n["artist_share_cost"] = own - n["artist_input_vat_total"] + n["agent_input_vat"]
    n["gross_profit"] = n["net_revenue"] - n["cost_of_goods"] - n["artist_share_cost"]
    n["platform_fees"] = n["fees_paid"] * services + n["annual_fee_cost"] + n["deposits_cost"]
    n["advertising_cost"] = n["advertising_total"] * services + n["benefits_total"]
    n["logistics_cost"] = n["logistics_paid"] - n["logistics_input_vat"]
    n["selling_cost"] = n["platform_fees"] + n["advertising_cost"] + n["logistics_cost"]
    n["contribution_margin"] = n["gross_profit"] - n["selling_cost"]
    n["overheads_cost"] = n["overheads_paid"] - n["overhead_input_vat"]
    n["overheads_cost"] += n["overheads_prepaid_used"] - n["overheads_prepaid_added"]
    costs = ("payroll_total", "overheads_cost", "standing_cost", "surcharges", "stamp_duty")
    n["ebitda"] = n["contribution_margin"] - add(n[cost] for cost in costs)
    n["operating_profit"] = n["ebitda"] - n["depreciation_total"]
    n["profit_before_tax"] = n["operating_profit"] - n["interest_total"] + n["customer_deposits_forfeited"]
    n["profit_before_tax"] += n["disposal_gain"]
    n["profit_before_tax"] += n["non_operating_gains_total"] - n["non_operating_losses_total"]


def income_tax(m: Month) -> None:
    """Tax of the fiscal year so far, less tax of the months before; losses of earlier years come first."""
    n = m.now
    new_year = bool(m.of("year_begins"))
    entered_by_month = bool(m.of("income_tax_is_entered"))
    tax_before = n["income_tax_ytd_at_start"] = 0.0 if entered_by_month else m.of("income_tax_ytd_start")
    n["result_of_year_at_start"] = m.of("profit_ytd_start") - m.of("income_tax_ytd_start")
    starts = {
        "net_revenue_ytd": m.of("net_revenue_ytd_start"),
        "profit_ytd": m.of("profit_ytd_start"),
        "income_tax_ytd": tax_before,
        "result_of_year": n["result_of_year_at_start"],
    }
    for name, start in starts.items():
        n[f"{name}_opening"] = m.opening(f"{name}_closing", first=start)

    def so_far(name: str) -> float:
        return 0.0 if new_year else n[f"{name}_opening"]

    n["net_revenue_ytd_closing"] = so_far("net_revenue_ytd") + n["net_revenue"]
    n["profit_ytd_closing"] = so_far("profit_ytd") + n["profit_before_tax"]
    artists.taxable(m)
    taxable = n["taxable_profit_ytd"] = max(n["taxable_result_ytd_closing"] - earlier_losses(m), 0.0)
    tiers = [
        (m.of("tier_floor", t), m.of("tier_ceiling", t), m.of("tier_rate", t)) for t in m.members("tier")
    ]
    full, limit = m.of("full_tax_rate"), m.of("small_profit_limit")
    year_tax = through_tiers(taxable, tiers) if taxable <= limit else taxable * full
    n["income_tax_ytd_closing"] = year_tax
    entered = m.of("income_tax_entered")
    charge = year_tax - so_far("income_tax_ytd")
    n["income_tax"] = charge + entered if entered_by_month else charge
    n["net_profit"] = n["profit_before_tax"] - n["income_tax"]
    n["result_of_year_closing"] = so_far("result_of_year") + n["net_profit"]


def at_least(by_age: list[float]) -> dict[str, float]:
    """By age, what is as old or older."""
    return {str(age): add(by_age[age:]) for age in range(len(by_age))}


def earlier_losses(m: Month) -> float:
    """Losses by the year they arose, the last one first; a profit uses up the oldest, age takes the rest."""
    n, ages = m.now, m.members("age")
    start = [m.of("loss_start") if m.of("age_is_new", age) else 0.0 for age in ages]
    for loss in m.members("loss"):
        oldest = max(int(age) for age in ages if m.of("loss_reaches", loss, age))
        start[oldest] += m.of("loss_amount", loss)
    n["loss_left_at_start"], n["loss_brought_at_start"] = at_least(start), add(start)
    left = [m.opening("loss_left_closing", age, n["loss_left_at_start"][age]) for age in ages]
    n["loss_left_opening"] = dict(zip(ages, left, strict=True))
    by_age = [one - older for one, older in zip(left, [*left[1:], 0.0], strict=True)]
    n["loss_brought_opening"] = m.opening("loss_brought_closing", first=add(start))
    year_over = bool(m.of("year_turns"))
    result, used = n["taxable_result_ytd_opening"] if year_over else 0.0, 0.0
    for age in reversed(range(len(by_age))):
        part = max(min(by_age[age], result - used), 0.0)
        by_age[age], used = by_age[age] - part, used + part
    n["loss_used"], n["loss_new"] = used, max(-result, 0.0)
    if year_over:
        by_age = [n["loss_new"], *by_age[:-1]]
    n["loss_taken_over"], n["loss_left"] = add(by_age), at_least(by_age)
    (limit,) = (int(age) for age in ages if m.of("loss_expires", age))
    n["loss_expired"] = add(by_age[limit:])
    by_age[limit:] = [0.0] * len(by_age[limit:])
    n["loss_left_closing"], n["loss_brought_closing"] = at_least(by_age), add(by_age)
    n["check_losses"] = 0.0
    return n["loss_brought_closing"]


def margins(m: Month) -> None:
    """Profits over net revenue, payroll over sales."""
    n = m.now
    for name, profit in (
        ("gross_margin_rate", "gross_profit"),
        ("contribution_margin_rate", "contribution_margin"),
        ("operating_margin_rate", "operating_profit"),
        ("net_margin_rate", "net_profit"),
    ):
        n[name] = figure(n[profit], n["net_revenue"])
    n["payroll_share"] = figure(n["payroll_total"], n["gross_sales_total"])


def bands(m: Month) -> None:
    """What leaves the band that is declared for it, in a month with sales."""
    for name in ("gross_margin_rate", "net_margin_rate", "advertising_share", "payroll_share"):
        value = counted(m.now[name])
        held = min(max(value, m.of(f"{name}_lowest")), m.of(f"{name}_highest"))
        outside = abs(value - held) if m.now["gross_sales_total"] > 0.005 else 0.0
        m.now[f"alert_{name.removesuffix('_rate')}"] = outside
