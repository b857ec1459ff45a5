"""Artists as natural persons: what is withheld of a payment, what the shop bears, what has no invoice."""

from __future__ import annotations

from tests.naive.books import outstanding
from tests.naive.capital import creditable
from tests.naive.month import Month, add, per, through_tiers

BY_PRODUCT = (
    *("artist_tax_base", "artist_income_tax", "artist_vat", "artist_taxes", "artist_taxes_borne"),
    *("artist_fee_tax_base", "artist_fee_income_tax", "artist_fee_vat", "artist_fee_taxes"),
    *("artist_cost", "artist_input_vat", "artist_fees"),
)


def taxes(m: Month) -> None:
    """Product by product: of the month's share, and of each fee for a work made to order."""
    n = m.now
    spared = m.of("artist_surcharge_relief")
    on_top = n["artist_vat_with_surcharges"] = 1 + m.of("artist_surcharge_rate") * (1 - spared)
    m.each("artist_vat_share", "product", lambda p: creditable(m, m.of("artist_input_vat_rate", p)))
    for name in BY_PRODUCT:
        n[name] = {}
    for p in m.members("product"):
        tiers = [
            tuple(m.of(f"artist_tax_{part}", p, tier) for part in ("floor", "ceiling", "rate"))
            for tier in m.members("artist_tax_tier")
        ]
        rate, by_shop = m.of("artist_vat_rate", p), bool(m.of("artist_tax_on_shop", p))
        share = n["artist_payout"][p]
        base = share if by_shop else share / (1 + rate)
        people = m.of("artists_per_month", p)
        income_tax = people * through_tiers(base / people, tiers)
        vat = rate * max(base + income_tax if by_shop else base, 0.0)
        fee = m.of("piece_unit_cost", p) / (1 + rate) if m.of("is_commissioned", p) else 0.0
        works = n["pieces_received"][p]
        fee_tax, fee_vat = works * through_tiers(fee, tiers), works * fee * rate
        of_share, of_fees = income_tax + vat * on_top, fee_tax + fee_vat * on_top
        cost = share + of_share if by_shop else share
        back = n["artist_vat_share"][p] * cost
        taxes = (base, income_tax, vat, of_share, cost - share, fee, fee_tax, fee_vat, of_fees)
        row = (*taxes, cost, back, works * fee * (1 + rate))
        for name, value in zip(BY_PRODUCT, row, strict=True):
            n[name][p] = value
    for name in ("artist_taxes_borne", "artist_cost", "artist_input_vat"):
        n[f"{name}_total"] = add(n[name].values())
    n["agent_input_vat"] = add(vat for p, vat in n["artist_input_vat"].items() if m.of("is_agent", p))


def withheld(m: Month) -> None:
    """Kept back when the payment falls due, paid to the tax office a month later."""
    n = m.now
    shares = outstanding(m, "artists_settlement_share", "artist_taxes")
    fees = outstanding(m, "suppliers_settlement_share", "artist_fee_taxes")
    due = {age: a + b for age, a, b in zip(m.members("age"), shares, fees, strict=True)}
    n["artist_taxes_due"] = due
    n["artist_taxes_due_opening"] = {age: m.opening("artist_taxes_due_closing", age) for age in due}
    now = {age: amount for age, amount in due.items() if m.of("falls_due", age)}
    n["artist_taxes_due_closing"] = {age: 0.0 if age in now else amount for age, amount in due.items()}
    n["artist_taxes_withheld"] = n["withheld_tax_payable_closing"] = add(now.values())
    before = m.opening("withheld_tax_payable_closing", first=m.of("withheld_tax_payable_start"))
    n["withheld_tax_payable_opening"] = n["withheld_tax_paid"] = before
    n["artist_taxes_passed_on"] = before - n["artist_taxes_withheld"]
    n["check_withheld_tax"] = 0.0


def stamp_duty(m: Month) -> None:
    """On purchases, carriage, rent, loans and capital, each without VAT."""
    n = m.now
    carried = (n["logistics_paid"] - n["packing_paid"]) * m.of("transport_share")
    carried /= 1 + m.of("transport_input_vat_rate")
    bought = m.each(
        "goods_contracted",
        "product",
        lambda p: n["goods_bought"][p] / (1 + m.of("goods_input_vat_rate", p)),
    )
    goods = max(add(bought.values()), 0.0) * m.of("purchase_stamp_rate")
    supplies = n["stamp_duty_on_supplies"] = goods + carried * m.of("transport_stamp_rate")
    rents = m.each(
        "rent_billed",
        "overhead",
        lambda one: (
            m.of("overhead_is_lease", one)
            * n["overhead_billed"][one]
            / (1 + m.of("overhead_input_vat_rate", one))
        ),
    )
    rent = n["stamp_duty_on_leases"] = add(rents.values()) * m.of("lease_stamp_rate")
    lent = n["loans_received_total"] * m.of("loan_stamp_rate")
    funds = n["stamp_duty_on_funds"] = lent + m.of("capital_paid_in") * m.of("capital_stamp_rate")
    n["stamp_duty"] = (supplies + rent + funds) * (1 - m.of("stamp_duty_relief") * n["relief_is_kept"])


def added_back(m: Month) -> None:
    """What has no invoice, and write-downs of pieces that are still there."""
    n = m.now
    names = ("commissioned_cost_used", "artist_cost_added_back", "product_added_back", "write_down_released")
    for name in (*names, "write_down_kept_closing"):
        n[name] = {}
    m.open_each("write_down_kept", "product")
    for p in m.members("product"):
        used = n["stock_cost_sold"][p] + n["stock_cost_lost"][p] if m.of("is_commissioned", p) else 0.0
        n["commissioned_cost_used"][p] = used
        booked = n["artist_cost"][p] - n["agent_payout"][p] + used
        without = n["artist_cost_added_back"][p] = booked if m.of("artist_without_invoice", p) else 0.0
        stays = min(per(n["pieces_closing"][p], n["pieces_available"][p]), 1.0)
        kept, down = n["write_down_kept_opening"][p], n["stock_written_down"][p]
        never = m.of("is_commissioned", p) and m.of("artist_without_invoice", p)
        gone = n["write_down_released"][p] = 0.0 if never else kept - kept * stays
        n["write_down_kept_closing"][p] = kept - gone + down
        n["product_added_back"][p] = without + down - gone
    n["profit_added_back"] = add(n["product_added_back"].values()) + (
        n["returns_provision_movement"] - n["return_goods_movement"]
    )


def taxable(m: Month) -> None:
    """The year's profit as tax law has it; advertising up to a share of revenue, now or in a later year."""
    n = m.now
    new_year, year_over = bool(m.of("year_begins")), bool(m.of("year_turns"))
    for name, amount in (("added_back", "profit_added_back"), ("advertising", "advertising_cost")):
        before = n[f"{name}_ytd_opening"] = m.opening(f"{name}_ytd_closing", first=m.of(f"{name}_ytd_start"))
        n[f"{name}_ytd_closing"] = n[amount] if new_year else before + n[amount]
    deducted = n["advertising_deducted_ytd_opening"] = m.opening("advertising_deducted_ytd_closing")
    brought = m.opening("advertising_brought_closing", first=m.of("advertising_brought_start"))
    n["advertising_brought_opening"] = brought
    if year_over:
        brought += n["advertising_ytd_opening"] - deducted
    n["advertising_brought_closing"] = brought
    spent, limit = n["advertising_ytd_closing"], m.of("advertising_limit_share")
    room = max(n["net_revenue_ytd_closing"], 0.0) * limit
    allowed = n["advertising_deducted_ytd_closing"] = min(spent + brought, room) if limit else spent
    n["taxable_result_ytd_opening"] = m.opening("taxable_result_ytd_closing")
    n["taxable_result_ytd_closing"] = n["profit_ytd_closing"] + n["added_back_ytd_closing"] + spent - allowed
