"""The same profit by function: what serves selling, what serves everything else; assets at cost."""

from __future__ import annotations

from tests.naive.capital import creditable
from tests.naive.month import Month, add


def expenses(m: Month) -> None:
    """Selling expenses are named; everything else that the budget spends is administrative."""
    n = m.now
    n["operating_cost"] = n["net_revenue"] - n["gross_profit"]
    n["finance_expenses"] = n["interest_total"]
    n["taxes_and_surcharges"] = n["surcharges"] + n["stamp_duty"]
    m.each("overhead_cost", "overhead", lambda one: _overhead(m, one))
    n["selling_payroll"] = add(
        cost for post, cost in n["payroll_cost_by_post"].items() if m.of("post_sells", post)
    )
    for name, costs, sells in (
        ("selling_overheads", "overhead_cost", "overhead_sells"),
        ("selling_depreciation", "asset_depreciation", "asset_sells"),
    ):
        n[name] = add(cost for one, cost in n[costs].items() if m.of(sells, one))
    n["administrative_payroll"] = n["payroll_total"] - n["selling_payroll"]
    n["administrative_overheads"] = n["overheads_cost"] - n["selling_overheads"]
    n["administrative_depreciation"] = n["depreciation_total"] - n["selling_depreciation"]
    parts = ("payroll", "overheads", "depreciation")
    n["selling_expenses"] = add(n[f"selling_{part}"] for part in (*parts, "cost"))
    n["administrative_expenses"] = n["standing_cost"] + add(n[f"administrative_{part}"] for part in parts)
    n["check_profit_by_function"] = 0.0


def _overhead(m: Month, one: str) -> float:
    n = m.now
    net = n["overhead_paid"][one] * (1 - creditable(m, m.of("overhead_input_vat_rate", one)))
    return net + n["overhead_prepaid_used"][one] - n["overhead_prepaid_added"][one]


def profits(m: Month) -> None:
    """From the bottom: profit before tax less what stands beside operations."""
    n = m.now
    gains = {
        one: price - n["asset_output_vat"][one] - n["asset_disposed"][one]
        for one, price in n["asset_sale"].items()
    }
    n["asset_gain"] = {one: gain if gain > 0 else 0.0 for one, gain in gains.items()}
    n["asset_loss"] = {one: -gain if gain < 0 else 0.0 for one, gain in gains.items()}
    n["non_operating_income"] = n["customer_deposits_forfeited"] + add(n["asset_gain"].values())
    n["non_operating_income"] += n["non_operating_gains_total"]
    n["non_operating_expenses"] = add(n["asset_loss"].values()) + n["non_operating_losses_total"]
    n["statutory_profit_before_tax"] = n["profit_before_tax"]
    beside = n["non_operating_income"] - n["non_operating_expenses"]
    n["statutory_operating_profit"] = n["profit_before_tax"] - beside


def assets_at_cost(m: Month) -> None:
    """Everything bought and not yet sold, at what it cost; what was there before, at its opening value."""
    n, before = m.now, m.of("fixed_assets_start")
    m.open_each("asset_at_cost", "asset")
    m.each("asset_at_cost_closing", "asset", lambda one: _at_cost(m, one))
    n["fixed_assets_at_cost_opening"] = m.opening("fixed_assets_at_cost_closing", first=before)
    n["fixed_assets_at_cost_closing"] = before + add(n["asset_at_cost_closing"].values())
    n["accumulated_depreciation_opening"] = m.opening("accumulated_depreciation_closing")
    n["accumulated_depreciation_closing"] = n["fixed_assets_at_cost_closing"] - n["fixed_assets_closing"]
    n["check_accumulated_depreciation"] = 0.0


def _at_cost(m: Month, one: str) -> float:
    """What the month of the purchase paid without its VAT, up to the month before the sale."""
    for ago in range(m.number + 1):
        then = Month(m.given, m.number - ago, [])
        then.now = m.past[m.number - ago] if ago else m.now
        if then.of("asset_sold", one):
            return 0.0
        if then.of("asset_bought", one):
            return then.now["asset_value"][one]
    return 0.0


def loans_by_term(m: Month) -> None:
    """What of the loans from before the plan falls due in its first twelve months, and what later."""
    n, owed = m.now, m.of("loans_start")
    soon = owed * m.of("loans_start_current_share")
    n["loans_current_at_start"], n["loans_later_at_start"] = soon, owed - soon
    n["loans_current_opening"] = m.opening("loans_current_closing", first=soon)
    n["loans_later_opening"] = m.opening("loans_later_closing", first=owed - soon)
