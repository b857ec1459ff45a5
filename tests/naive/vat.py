"""VAT: who is a general taxpayer, what is taxed, exempt, credited and due.

Nothing is carried forward but the status and the credit: the sales of a period and of twelve months are found
by going back to the months that made them.
"""

from __future__ import annotations

from typing import Any

from tests.naive.capital import creditable
from tests.naive.month import Month, add


def status(m: Month) -> None:
    """Small-scale or general; the rates that follow from it."""
    n = m.now
    _taxable(m)
    small, limit = m.of("small_scale_vat_rate"), m.of("small_scale_limit")
    taxed = n["goods_taxable_sales"] + n["commission_taxable_sales"]
    n["small_scale_sales"] = taxed / (1 + small)
    year = _twelve_months(m)
    above = n["alert_small_scale"] = max(year - limit, 0.0) if limit > 0 else 0.0
    was = n["vat_general_opening"] = m.opening("vat_general", first=m.of("vat_general_start"))
    entered, may_cross = m.of("vat_general_entered"), m.of("above_limit_is_general")
    now = n["vat_general"] = float(bool(was or entered or (above > 0 and may_cross)))
    n["vat_rate"] = m.of("general_vat_rate") if now else small
    n["commission_vat_rate"] = m.of("service_vat_rate") if now else small
    begins = m.of("small_scale_period_begins")
    n["vat_period_begins"] = 1.0 if was else begins


def _taxable(m: Month) -> None:
    """Prices of what the shop sells in its own name, commissions of an agent; freight."""
    n = m.now
    freight = dealers = 0.0
    for s in m.members("storefront"):
        orders = n["orders_paid_by_storefront"][s] - n["orders_returned_by_storefront"][s]
        freight += orders * m.of("shipping_charge", s)
        if m.of("dealer_buys", s):
            dealers += n["sales_kept_by_storefront"][s] * m.of("dealer_margin_rate", s)
    sold = {p: n["product_sales"][p] for p in m.members("product")}
    agents = add(n["agent_payout"].values())
    n["revenue_with_vat"] = n["sales_kept_total"] + freight - dealers - agents
    n["other_taxable_sales"] = n["sales_kept_total"] - add(sold.values()) + freight - dealers
    n["product_taxable_sales"] = {}
    n["commission_taxable_sales"] = n["goods_taxable_sales"] = 0.0
    for p, price in sold.items():
        commission = bool(m.of("taxed_on_commission", p))
        taxed = n["product_taxable_sales"][p] = price - n["agent_payout"][p] if commission else price
        n["commission_taxable_sales" if commission else "goods_taxable_sales"] += taxed
    n["goods_taxable_sales"] += n["other_taxable_sales"]


def _twelve_months(m: Month) -> float:
    """Sales of twelve months on end: here by adding up months, without any ages."""
    n = m.now
    before = {age: m.of("net_revenue_ytd_start") * m.of("year_before_share", age) for age in m.members("age")}
    n["small_scale_sales_by_age_at_start"] = before
    past = (month["small_scale_sales"] for month in reversed(m.past))
    sold = [n["small_scale_sales"], *past, *before.values()]
    by_age, last = "small_scale_sales_by_age", m.members("age")[-1]
    n[f"{by_age}_closing"], n[f"{by_age}_opening"], n["age_within_year"] = {}, {}, {}
    for age in m.members("age"):
        at = int(age)
        n[f"{by_age}_closing"][age] = add(sold[at:] if age == last else sold[at : at + 1])
        n[f"{by_age}_opening"][age] = add(sold[at + 1 :] if age == last else sold[at + 1 : at + 2])
        n["age_within_year"][age] = float(m.of("age_months", age) < 12)
    n["small_scale_sales_twelve_months"] = add(sold[:12])
    return add(sold[:12])


def vat(m: Month) -> None:
    """Output VAT inside the period's sales, unless exempt; input VAT of every bill; credit carried on."""
    n = m.now
    output = n["output_vat"] = _of_period(m)
    n["net_revenue"] = n["revenue_with_vat"] - output + n["agent_input_vat"]
    _input_vat(m)
    before = n["vat_credit_opening"] = m.opening("vat_credit_closing", first=m.of("vat_credit_start"))
    sold = n["assets_output_vat"]
    balance = output + sold - n["input_vat"] - before
    general = n["vat_general"]
    n["vat_due"] = max(balance, 0.0) if general else output + sold
    n["vat_credit_closing"] = max(-balance, 0.0) if general else before
    n["surcharges"] = (
        n["vat_due"] * m.of("surcharge_rate") * (1 - m.of("surcharge_relief") * n["relief_is_kept"])
    )


def relief(m: Month) -> None:
    """A general taxpayer keeps it by the last year that ended within the plan, as judged in July."""
    n = m.now
    before = n["taxable_profit_ytd_opening"] = m.opening("taxable_profit_ytd")
    n["taxable_profit_last_year_opening"] = m.opening("taxable_profit_last_year_closing")
    last = before if m.of("year_turns") else n["taxable_profit_last_year_opening"]
    n["taxable_profit_last_year_closing"] = last
    n["relief_is_lost_opening"] = lost = m.opening("relief_is_lost_closing")
    limit = m.of("small_profit_limit")
    if m.of("relief_is_reviewed"):
        lost = float(last > limit)
    n["relief_is_lost_closing"] = lost
    hangs = bool(m.of("relief_by_filing") and n["vat_general"])
    n["relief_is_kept"] = 0.0 if lost and hangs else 1.0


def _of_period(m: Month) -> float:
    """What the month adds to the output VAT of its period, by what the whole period comes to so far."""
    n = m.now
    months: list[dict[str, Any]] = [n]
    for past in reversed(m.past):
        if months[-1]["vat_period_begins"]:
            break
        months.append(past)
    reaches_back = not months[-1]["vat_period_begins"]
    sold_before, charged_before = m.of("vat_period_sales_start"), m.of("vat_period_output_start")
    start = sold_before if reaches_back else 0.0
    goods = n["goods_sales_of_period"] = add(each["goods_taxable_sales"] for each in months) + start
    fees = n["commission_sales_of_period"] = add(each["commission_taxable_sales"] for each in months)
    charged = add(each["output_vat"] for each in months[1:])
    charged += charged_before if reaches_back else 0.0
    for name, first in (
        ("goods_sales", sold_before),
        ("commission_sales", 0.0),
        ("output_vat", charged_before),
    ):
        n[f"{name}_of_period_opening"] = m.opening(f"{name}_of_period", first=first)
    threshold = m.of("vat_exempt_sales") * m.of("vat_period_months")
    exempt = not n["vat_general"] and (goods + fees) / (1 + m.of("small_scale_vat_rate")) <= threshold
    n["vat_exempt"] = float(exempt)
    special = m.of("special_invoice_share")
    share = n["vat_charged_share"] = special if exempt else 1.0
    on_goods, on_fees = (rate / (1 + rate) for rate in (n["vat_rate"], n["commission_vat_rate"]))
    n["sales_vat_share"], n["commission_vat_share"] = on_goods * share, on_fees * share
    nominal = n["nominal_vat_of_period"] = goods * on_goods + fees * on_fees
    due = nominal if n["vat_general"] else max(nominal, 0.0)
    n["output_vat_of_period"] = due * share
    return due * share - charged


def _input_vat(m: Month) -> None:
    """By kind of supply: goods, services, carriers, packing, overheads, and what is bought to last."""
    n = m.now
    goods = add(bill * n["goods_vat_share"][p] for p, bill in n["goods_bought"].items())
    far = m.of("transport_share")
    share = n["logistics_vat_share"] = (1 - far) * creditable(m, m.of("logistics_input_vat_rate")) + (
        far * creditable(m, m.of("transport_input_vat_rate"))
    )
    boxes = n["packing_vat_share"] = creditable(m, m.of("packing_input_vat_rate"))
    on_overheads = m.each(
        "overhead_vat_share", "overhead", lambda one: creditable(m, m.of("overhead_input_vat_rate", one))
    )
    n["goods_input_vat"] = goods
    n["logistics_input_vat"] = (n["logistics_paid"] - n["packing_paid"]) * share + n["packing_paid"] * boxes
    n["overhead_input_vat"] = add(n["overhead_paid"][one] * part for one, part in on_overheads.items())
    annual = n["annual_fees_paid_total"] - n["annual_fee_refunds_accrued_total"]
    n["fees_billed"] = n["fees_paid"] + annual
    n["service_input_vat"] = (n["fees_billed"] + n["advertising_total"]) * n["service_vat_share"]
    kinds = ("goods", "service", "logistics", "overhead", "capital")
    n["input_vat"] = add(n[f"{kind}_input_vat"] for kind in kinds) + n["artist_input_vat_total"]
