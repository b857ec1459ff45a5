"""When money moves, and the accounts: settlement by months, cash, the balance sheet, the cash flow.

Settlement is worked out from the bills themselves: of a bill of k months ago, the part whose term is k
months is paid now. The plan gives that part at the place 12 - k of the dimension `age`.
"""

from __future__ import annotations

from tests.naive.month import AGES, Key, Month, add


def outstanding(m: Month, shares: str, bill: str, member: str = "") -> list[float]:
    """What is open before this month's payments, by the place at which it stands."""
    stands = [0.0] * AGES
    months = [*m.past, m.now]
    for ago, month in enumerate(reversed(months[-AGES:])):
        billed = month[bill]
        amount = billed[member] if member else add(billed.values()) if isinstance(billed, dict) else billed
        if bill == "billed":  # buyers have paid a part of it already
            amount -= month["customer_deposits_applied"][member]
        then = Month(m.given, m.number - ago, [])
        for at, age in enumerate(m.members("age")):
            share = then.of(shares, member, age) if member else then.of(shares, age)
            if at + ago < AGES:
                stands[at + ago] += amount * share
    return stands


def settle(m: Month, lines: str, shares: str, bill: str, member: str = "") -> tuple[float, float]:
    """Record what stands open by age; returns what is paid now and what is left."""
    n, paid, left = m.now, 0.0, 0.0
    for name in (f"{lines}_opening", lines, f"{lines}_closing"):
        n.setdefault(name, {})
    for age, amount in zip(m.members("age"), outstanding(m, shares, bill, member), strict=True):
        key: Key = (member, age) if member else age
        falls_due = bool(m.of("falls_due", age))
        n[f"{lines}_opening"][key] = m.opening(f"{lines}_closing", key)
        n[lines][key], n[f"{lines}_closing"][key] = amount, 0.0 if falls_due else amount
        paid, left = paid + amount * falls_due, left + amount * (not falls_due)
    return paid, left


def settlement(m: Month) -> None:
    """Collections from platforms; payments to artists, suppliers and carriers."""
    n, first_month = m.now, bool(m.of("plan_begins"))
    n["collected"], n["receivable_closing"] = {}, {}
    m.open_each("receivable", "storefront")
    for name in ("sales_due_opening", "sales_due", "sales_due_closing"):
        n[name] = {}
    for s in m.members("storefront"):
        n["collected"][s], n["receivable_closing"][s] = settle(
            m, "sales_due", "settlement_share", "billed", s
        )
    starts = ("receivable_start", "artists_payable_start", "suppliers_payable_start")
    old = {name: m.of(name) for name in starts}
    due_at_once = {name: amount if first_month else 0.0 for name, amount in old.items()}
    n["receivable_start_collected"] = due_at_once["receivable_start"]
    n["collected_total"] = add(n["collected"].values()) + n["receivable_start_collected"]
    n["receivable_total_opening"] = m.opening("receivable_total_closing", first=old["receivable_start"])
    n["receivable_total_closing"] = add(n["receivable_closing"].values())
    paid, left = settle(m, "artists_due", "artists_settlement_share", "artist_cost_total")
    n["artists_paid"] = paid + due_at_once["artists_payable_start"]
    n["artists_payable_opening"] = m.opening("artists_payable_closing", first=old["artists_payable_start"])
    n["artists_payable_closing"] = left
    goods, goods_left = settle(m, "goods_due", "suppliers_settlement_share", "goods_bought_total")
    carriers, carriers_left = settle(m, "carriers_due", "carriers_settlement_share", "logistics_paid")
    n["goods_and_carriers_paid"] = goods + carriers + due_at_once["suppliers_payable_start"]
    n["suppliers_payable_opening"] = m.opening(
        "suppliers_payable_closing", first=old["suppliers_payable_start"]
    )
    n["suppliers_payable_closing"] = goods_left + carriers_left
    m.each("check_receivable", "storefront", lambda s: 0.0)
    n["check_artists_payable"] = n["check_suppliers_payable"] = 0.0


def taxes(m: Month) -> None:
    """VAT is paid a month later, income tax in the first month of a quarter."""
    n = m.now
    owed = n["vat_payable_opening"] = m.opening("vat_payable_closing", first=m.of("vat_payable_start"))
    n["vat_paid"] = owed if n["vat_period_begins"] else 0.0
    n["vat_payable_closing"] = owed - n["vat_paid"] + n["vat_due"] + n["surcharges"]
    before = m.opening("income_tax_payable_closing", first=m.of("income_tax_payable_start"))
    pays = m.of("tax_payment_month") and before > 0
    n["income_tax_payable_opening"], n["income_tax_paid"] = before, before if pays else 0.0
    n["check_income_tax_payable"] = n["check_payroll_payable"] = n["check_months"] = 0.0
    n["income_tax_payable_closing"] = before + n["income_tax"] - n["income_tax_paid"]
    n["taxes_paid"] = n["vat_paid"] + n["income_tax_paid"] + n["stamp_duty"]
    n["check_vat_payable"] = 0.0


def cash(m: Month) -> None:
    """All that comes in and goes out; operating, investing and financing."""
    n = m.now
    n["capital_received"] = m.of("capital_paid_in")
    n["suppliers_paid"] = add(
        n[bill]
        for bill in (
            "artists_paid",
            "artist_taxes_passed_on",
            "goods_and_carriers_paid",
            "fees_paid",
            "annual_fees_paid_total",
            "advertising_total",
            "benefits_total",
        )
    )
    n["running_costs_paid"] = n["overheads_paid"] + n["licences_paid_total"] + n["training_paid_total"]
    n["dividends_paid"] = m.of("dividends_declared")
    n["debt_service"] = n["interest_paid_total"] + n["loans_repaid_total"]
    n["financing_payments"] = n["debt_service"] + n["dividends_paid"]
    back = ("annual_fee_refunds_received_total", "deposits_returned_total")
    n["other_received"] = n["non_operating_gains_total"] + add(n[each] for each in back)
    n["other_paid"] = n["deposits_paid_total"] + n["non_operating_losses_total"]
    receipts = (
        *("collected_total", "customer_deposits_received"),
        "other_received",
    )
    payments = ("suppliers_paid", "payroll_paid", "running_costs_paid", "taxes_paid", "other_paid")
    came = n["operating_receipts"] = add(n[each] for each in receipts)
    went = n["operating_payments"] = add(n[each] for each in payments)
    n["receipts_total"] = came + n["capital_received"] + n["loans_received_total"] + n["assets_sold_total"]
    n["payments_total"] = went + n["assets_paid_total"] + n["financing_payments"]
    n["cash_opening"] = m.opening("cash_closing", first=m.of("cash_start"))
    n["cash_closing"] = n["cash_opening"] + n["receipts_total"] - n["payments_total"]
    n["alert_cash"] = max(-n["cash_closing"], 0.0)
    n["cash_from_operating"] = came - went
    n["cash_from_investing"] = n["assets_sold_total"] - n["assets_paid_total"]
    n["cash_from_financing"] = n["capital_received"] + n["loans_received_total"] - n["financing_payments"]
    n["cash_flow_total"] = n["cash_closing"] - n["cash_opening"]
    n["check_cash"] = 0.0


def first_morning(m: Month) -> None:
    """What the company has and owes before the plan, and the capital that follows from it."""
    n = m.now
    own_stock = add(m.of("stock_value_start", p) for p in m.members("product"))
    n["inventory_at_start"] = max(m.of("stock_start"), own_stock)
    claims = ("cash", "receivable", "vat_credit", "prepaid", "deposits")
    has = n["inventory_at_start"] + n["fee_refund_receivable_at_start"]
    has += add(m.of(f"{each}_start") for each in claims)
    n["current_assets_at_start"] = has
    dues = ("artists_payable", "suppliers_payable", "payroll_payable", "vat_payable", "income_tax_payable")
    soon = add(m.of(f"{each}_start") for each in (*dues, "withheld_tax_payable", "customer_deposits"))
    taxes = ("vat_payable", "income_tax_payable", "withheld_tax_payable")
    n["taxes_payable_at_start"] = add(m.of(f"{each}_start") for each in taxes)
    n["current_liabilities_at_start"] = soon + n["bonus_accrued_before"]
    owes = n["liabilities_at_start"] = n["current_liabilities_at_start"] + m.of("loans_start")
    n["net_assets_at_start"] = has + m.of("fixed_assets_start") - owes
    entered, retained = m.of("paid_in_entered"), m.of("retained_start")
    earned = n["result_of_year_at_start"]
    balancing = n["net_assets_at_start"] - earned
    n["paid_in_at_start"] = entered if m.of("capital_entered") else balancing
    n["result_brought_at_start"] = retained - earned if m.of("capital_entered") else 0.0


def balance_sheet(m: Month) -> None:
    """Assets, liabilities and equity at the month's end."""
    n = m.now
    n["inventory_opening"] = m.opening("inventory_closing", first=n["inventory_at_start"])
    n["inventory_closing"] = n["inventory_opening"] + n["stock_movement"]
    n["paid_in_opening"] = m.opening("paid_in_closing", first=n["paid_in_at_start"])
    n["paid_in_closing"] = n["paid_in_opening"] + n["capital_received"]
    n["other_current_assets_total"] = n["vat_credit_closing"] + n["return_goods_closing"]
    assets = ("cash", "receivable_total", "fee_refund_receivable", "inventory", "prepaid", "deposits")
    n["current_assets_total"] = n["other_current_assets_total"]
    n["current_assets_total"] += add(n[f"{each}_closing"] for each in assets)
    n["assets_total"] = n["current_assets_total"] + n["fixed_assets_closing"]
    dues = ("artists_payable", "suppliers_payable", "payroll_payable", "vat_payable", "income_tax_payable")
    taxes = ("vat_payable", "income_tax_payable", "withheld_tax_payable")
    n["taxes_payable_closing"] = add(n[f"{each}_closing"] for each in taxes)
    trade = n["operating_liabilities_total"] = add(
        n[f"{each}_closing"] for each in (*dues, "withheld_tax_payable", "bonus_accrued", "customer_deposits")
    )
    lenders = n["loans_closing"] + n["interest_payable_closing"] + n["returns_provision_closing"]
    n["current_liabilities_total"] = trade + lenders - n["loans_later_closing"]
    n["liabilities_total"] = trade + lenders
    profits(m)
    equity = ("paid_in", "surplus_reserve", "retained")
    n["equity_total"] = add(n[f"{each}_closing"] for each in equity)
    n["liabilities_and_equity_total"] = n["liabilities_total"] + n["equity_total"]
    n["check_balance"] = n["assets_total"] - n["liabilities_and_equity_total"]


def profits(m: Month) -> None:
    """What the years have earned, what of it is set aside and what the owners took."""
    n, dividends = m.now, m.now["dividends_paid"]
    brought = n["result_brought_opening"] = m.opening(
        "result_brought_closing", first=n["result_brought_at_start"]
    )
    used = n["appropriation_of_year_opening"] = m.opening("appropriation_of_year_closing")
    if m.of("year_begins"):
        brought, used = brought + n["result_of_year_opening"] + used, 0.0
    n["result_brought_closing"] = brought
    kept = n["surplus_reserve_opening"] = m.opening(
        "surplus_reserve_closing", first=m.of("surplus_reserve_start")
    )
    room = n["surplus_reserve_room"] = max(m.of("reserve_limit") * n["paid_in_closing"] - kept, 0.0)
    base = max(n["result_of_year_closing"] + min(brought, 0.0), 0.0)
    due = n["surplus_reserve_due"] = min(m.of("reserve_share") * base, room)
    added = n["surplus_reserve_added"] = due if m.of("year_ends") else 0.0
    n["surplus_reserve_closing"] = kept + added
    n["appropriation_of_year_closing"] = used - added - dividends
    earned = brought + n["result_of_year_closing"]
    n["retained_closing"] = earned + n["appropriation_of_year_closing"]
    n["distributable_profit"] = max(earned + used - due, 0.0)
    n["alert_dividends"] = max(dividends - n["distributable_profit"], 0.0)
    taken = n["dividends_cumulated_opening"] = m.opening("dividends_cumulated_closing")
    n["dividends_cumulated_closing"] = taken + dividends


def indirect_cash_flow(m: Month) -> None:
    """From net profit: what moved no money, and what the business ties up more than a month ago."""
    n = m.now

    def growth(*accounts: str) -> float:
        return add(n[f"{each}_closing"] - n[f"{each}_opening"] for each in accounts)

    n["receivables_growth"] = growth("receivable_total", "fee_refund_receivable")
    n["stock_growth"] = growth("inventory", "prepaid")
    n["claims_growth"] = growth("deposits", "vat_credit")
    n["payables_growth"] = growth(
        *("artists_payable", "suppliers_payable", "payroll_payable", "bonus_accrued", "customer_deposits")
    )
    n["taxes_payable_growth"] = growth("vat_payable", "income_tax_payable", "withheld_tax_payable")
    tied = n["receivables_growth"] + n["stock_growth"] + n["claims_growth"]
    tied += growth("return_goods") - growth("returns_provision")
    tied -= n["payables_growth"] + n["taxes_payable_growth"]
    n["working_capital_growth"] = tied
    unpaid = n["interest_total"] + n["depreciation_total"] + n["assets_input_vat"]
    unpaid -= n["disposal_gain"] + n["assets_output_vat"]
    n["cash_from_operating_indirect"] = n["net_profit"] + unpaid - tied
    n["check_cash_flow"] = n["cash_from_operating"] - n["cash_from_operating_indirect"]
