"""What platforms, carriers and landlords bill: fees, freight, annual fees, deposits, overheads."""

from __future__ import annotations

from tests.naive.capital import creditable
from tests.naive.month import Month, add

FEES = (
    "platform_commission",
    "base_fee",
    "payment_fee_charged",
    "payment_fee_given_back",
    "payment_fee",
    "fees_by_storefront",
    "dealer_margin",
    "agent_commission",
    "dealer_discount",
    "packing_by_storefront",
    "logistics_by_storefront",
    "freight_insurance",
    "shipping_charged",
    "payment_fee_of_buyers",
    "payment_fee_of_artists",
    "billed",
    "platform_subsidies",
    "buyers_bills",
    "storefront_payout",
)
ANNUAL = (
    "annual_fee_paid",
    "annual_fee_current_opening",
    "annual_fee_current_closing",
    "annual_fee_spread",
    "fee_sales_ytd_opening",
    "fee_sales_ytd_closing",
    "annual_fee_refund_earned_opening",
    "annual_fee_refund_earned_closing",
    "annual_fee_refund_accrued",
    "annual_fee_refund_received",
    "annual_fee_cost_by_storefront",
)


def fees(m: Month) -> None:
    """Every storefront's fees on its receipts, less what comes back with refunds."""
    n = m.now
    for name in FEES:
        n[name] = {}
    for s in m.members("storefront"):
        for name, value in zip(FEES, _fees_of(m, s), strict=True):
            n[name][s] = value
    n["shipping_charged_total"] = add(n["shipping_charged"].values())
    n["dealer_discount_total"] = add(n["dealer_discount"].values())
    taken = add(n["payment_fee_of_artists"].values())
    n["artists_payout_after_fees"] = n["artist_payout_total"] - taken
    slots = m.each(
        "campaign_slot_fee", "campaign", lambda c: m.of("slot_fee", c) * m.of("campaign_starts", c)
    )
    n["campaign_slot_fees"] = add(slots.values())
    n["fees_paid"] = add(n["fees_by_storefront"].values()) + n["campaign_slot_fees"]
    n["packing_paid"] = add(n["packing_by_storefront"].values()) + add(n["piece_packing"].values())
    n["logistics_paid"] = add(n["logistics_by_storefront"].values()) + add(n["piece_logistics"].values())


def _fees_of(m: Month, s: str) -> tuple[float, ...]:
    n = m.now
    gross, refunds = n["gross_sales_by_storefront"][s], n["refunds_by_storefront"][s]
    paid, back = n["orders_paid_by_storefront"][s], n["orders_returned_by_storefront"][s]
    freight = m.of("shipping_charge", s)
    on_kept_orders = (paid - back) * freight
    never_shipped = n["refunds_by_kind"][s, "before_dispatch"]
    shipped = refunds - never_shipped
    refunded_commission = never_shipped + shipped * m.of("commission_refunded_share", s)
    commission = (gross - refunded_commission) * m.of("platform_commission_rate", s)
    base = gross + on_kept_orders - never_shipped - shipped * m.of("base_fee_refunded_share", s)
    rate, fixed = m.of("payment_fee_rate", s), m.of("payment_fee_fixed", s)
    charged = gross * rate + paid * (freight * rate + fixed)
    given_back = (refunds * rate + back * (freight * rate + fixed)) * m.of("payment_fee_refunded_share", s)
    base, fee = base * m.of("base_fee_rate", s), charged - given_back
    dealers = (gross - refunds) * m.of("dealer_margin_rate", s)
    borne = {who: fee * m.of(f"payment_fee_on_{who}", s) for who in ("shop", "buyer", "artist")}
    billed_by_agent, below_price = (0.0, dealers) if m.of("dealer_buys", s) else (dealers, 0.0)
    all_fees = commission + base + borne["shop"] + billed_by_agent
    insured = m.of("freight_insurance_rate", s) * add(
        n["gross_sales"][c] * (1 - m.now["cancelled_rate"][c]) for c in m.within("campaign", "storefront", s)
    )
    packing = n["orders_shipped_by_storefront"][s] * m.of("packing_cost", s)
    logistics = n["orders_shipped_by_storefront"][s] * m.of("courier_cost", s) + packing
    logistics += n["return_shipping"][s] + insured
    billed = gross - refunds + on_kept_orders - below_price
    subsidy = add(
        (n["gross_sales"][c] - n["refunds"][c]) * m.of("platform_subsidy_rate", c)
        for c in m.within("campaign", "storefront", s)
    )
    return (
        *(commission, base, charged, given_back, fee, all_fees, dealers, billed_by_agent, below_price),
        *(packing, logistics, insured, on_kept_orders),
        *(borne["buyer"], borne["artist"], billed, subsidy, billed + borne["buyer"] - subsidy),
        billed - all_fees,
    )


def annual_fees(m: Month) -> None:
    """Paid once, used up over twelve months, partly given back for sales of the fee's year."""
    n = m.now
    rate = m.of("service_input_vat_rate")
    vat = n["service_vat_share"] = rate / (1 + rate) if m.now["vat_general"] else 0.0
    for name in (
        *ANNUAL,
        "deposit_paid",
        "deposit_returned",
        "deposit_cost_by_storefront",
        "deposit_as_asset",
    ):
        n[name] = {}
    n["refund_step_reached"] = {}
    for s in m.members("storefront"):
        for name, value in zip(ANNUAL, _annual_fee_of(m, s, vat), strict=True):
            n[name][s] = value
        _deposit_of(m, s)
    for line, whole in (
        ("annual_fee_paid", "annual_fees_paid_total"),
        ("annual_fee_refund_accrued", "annual_fee_refunds_accrued_total"),
        ("annual_fee_refund_received", "annual_fee_refunds_received_total"),
        ("deposit_paid", "deposits_paid_total"),
        ("deposit_returned", "deposits_returned_total"),
        ("deposit_cost_by_storefront", "deposits_cost"),
    ):
        n[whole] = add(n[line].values())
    n["deposits_paid_total"] += add(n["overhead_deposit_paid"].values())
    n["deposits_returned_total"] += add(n["overhead_deposit_returned"].values())
    _accounts(m, vat)


def _annual_fee_of(m: Month, s: str, vat: float) -> tuple[float, ...]:
    n, due = m.now, bool(m.of("annual_fee_due", s))
    was = m.opening("annual_fee_current_closing", s, m.of("annual_fee_current_start", s))
    sales_before = m.opening("fee_sales_ytd_closing", s, m.of("fee_sales_ytd_start", s))
    earned_start = m.of("annual_fee_refund_earned_start", s)
    earned_before = m.opening("annual_fee_refund_earned_closing", s, earned_start)
    fee, share = m.of("annual_fee", s), m.of("annual_fee_share", s)
    paid = fee if due else 0.0
    current = fee if due else was
    kept = n["gross_sales_by_storefront"][s] - n["refunds_by_storefront"][s]
    sales = kept if due else sales_before + kept
    earned = 0.0
    for tier in m.members("refund_tier"):
        step, part = m.of("refund_sales", s, tier), m.of("refund_step_share", s, tier)
        reached = n["refund_step_reached"][s, tier] = part if sales >= step else 0.0
        earned += reached * current
    accrued = earned if due else earned - earned_before
    received = earned_before if due else 0.0
    used = current * share
    cost = (used - accrued) * (1 - vat)
    return paid, was, current, used, sales_before, sales, earned_before, earned, accrued, received, cost


def _deposit_of(m: Month, s: str) -> None:
    n, deposit, cost = m.now, m.of("deposit", s), bool(m.of("deposit_is_cost", s))
    paid = n["deposit_paid"][s] = deposit * m.of("deposit_pays", s)
    back = n["deposit_returned"][s] = deposit * m.of("deposit_returns", s)
    held = deposit * m.of("deposit_held", s)
    n["deposit_cost_by_storefront"][s] = paid - back if cost else 0.0
    n["deposit_as_asset"][s] = 0.0 if cost else held


def _accounts(m: Month, vat: float) -> None:
    """Refunds to come, expenses prepaid, deposits held."""
    n = m.now
    start = add(m.of("annual_fee_refund_earned_start", s) for s in m.members("storefront"))
    before = m.opening("fee_refund_receivable_closing", first=start)
    n["fee_refund_receivable_at_start"], n["fee_refund_receivable_opening"] = start, before
    moved = n["annual_fee_refunds_accrued_total"] - n["annual_fee_refunds_received_total"]
    n["fee_refund_receivable_closing"] = before + moved
    old = n["prepaid_start_used"] = m.of("prepaid_start") * m.of("prepaid_start_share")
    n["annual_fee_cost"] = add(n["annual_fee_cost_by_storefront"].values()) + old
    n["prepaid_opening"] = m.opening("prepaid_closing", first=m.of("prepaid_start"))
    n["prepaid_added"] = n["annual_fees_paid_total"] * (1 - vat)
    n["prepaid_used"] = add(n["annual_fee_spread"].values()) * (1 - vat) + old
    n["prepaid_added"] += n["overheads_prepaid_added"]
    n["prepaid_used"] += n["overheads_prepaid_used"]
    n["prepaid_closing"] = n["prepaid_opening"] + n["prepaid_added"] - n["prepaid_used"]
    n["deposits_opening"] = m.opening("deposits_closing", first=m.of("deposits_start"))
    held = add(n["deposit_as_asset"].values()) + add(n["overhead_deposit_as_asset"].values())
    n["deposits_closing"] = m.of("deposits_start") + held
    n["check_prepaid"] = n["check_deposits"] = 0.0


def overheads(m: Month) -> None:
    """Rent, software and the like, and what moves with sales."""
    n = m.now
    moving = m.each(
        "overhead_with_sales",
        "overhead",
        lambda one: n["gross_sales_total"] * m.of("overhead_sales_share", one),
    )
    bills = m.each(
        "overhead_billed",
        "overhead",
        lambda one: m.of("overhead_amount", one) * m.of("overhead_months_paid", one),
    )
    m.each("overhead_paid", "overhead", lambda one: bills[one] + moving[one])
    n["overheads_paid"] = add(n["overhead_paid"].values())
    for moved, said in (("paid", "pays"), ("returned", "returns"), ("as_asset", "held")):
        m.each(
            f"overhead_deposit_{moved}",
            "overhead",
            lambda one, said=said: m.of("overhead_deposit", one) * m.of(f"overhead_deposit_{said}", one),
        )
    before = m.open_each("overhead_prepaid", "overhead")
    m.each("overhead_prepaid_closing", "overhead", lambda one: _paid_ahead(m, one))
    used = m.each(
        "overhead_prepaid_used", "overhead", lambda one: before[one] * m.of("overhead_used_share", one)
    )
    ahead = m.each("overhead_prepaid_added", "overhead", lambda one: _for_later(m, one, bills[one]))
    n["overheads_prepaid_added"], n["overheads_prepaid_used"] = add(ahead.values()), add(used.values())
    m.each("check_overhead_prepaid", "overhead", lambda one: 0.0)


def _for_later(m: Month, one: str, bill: float) -> float:
    return (
        bill * m.of("overhead_ahead_share", one) * (1 - creditable(m, m.of("overhead_input_vat_rate", one)))
    )


def _paid_ahead(m: Month, one: str) -> float:
    """What the last payment leaves for months to come: its own amount, without its own VAT, for each."""
    for ago in range(m.number + 1):
        then = Month(m.given, m.number - ago, [])
        then.now = m.past[m.number - ago] if ago else m.now
        months = then.of("overhead_months_paid", one)
        if months:
            net = then.of("overhead_amount", one)
            net -= net * creditable(then, then.of("overhead_input_vat_rate", one))
            return net * max(months - 1 - ago, 0)
    return 0.0
