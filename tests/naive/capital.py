"""What is bought to last, borrowed, licensed and learnt."""

from __future__ import annotations

from tests.naive.month import Month, add

ASSET = ("asset_vat_share", "asset_paid", "asset_value", "asset_depreciation")
SALE = ("asset_book_opening", "asset_book_closing", "asset_disposed", "asset_sale", "asset_output_vat")
LOAN = (
    "loan_opening",
    "loan_received",
    "loan_interest",
    "loan_interest_payable_opening",
    "loan_interest_paid",
    "loan_interest_payable_closing",
    "loan_period_rate",
    "loan_instalment",
    "loan_repayment_planned",
    "loan_repaid",
    "loan_closing",
    "loan_principal_ahead",
    "loan_current_closing",
)


def creditable(m: Month, rate: float) -> float:
    """The part of a bill, VAT in, that a general taxpayer gets back."""
    return rate / (1 + rate) if m.now["vat_general"] else 0.0


def assets(m: Month) -> None:
    """Bought without creditable VAT, written off in equal parts down to the residue."""
    n = m.now
    for name in (*ASSET, *SALE):
        n[name] = {}
    added = 0.0
    for one in m.members("asset"):
        cost, bought = m.of("asset_cost", one), m.of("asset_bought", one)
        vat = creditable(m, m.of("asset_input_vat_rate", one))
        value = cost * (1 - vat)
        to_write_off = value * (1 - m.of("asset_residual_share", one))
        row = (vat, cost * bought, value, to_write_off * m.of("depreciation_share", one))
        added += value * bought
        for name, number in zip(ASSET, row, strict=True):
            n[name][one] = number
        _sale(m, one, value * bought - row[-1])
    n["assets_paid_total"], n["fixed_assets_added"] = add(n["asset_paid"].values()), added
    n["assets_input_vat"] = n["assets_paid_total"] - added
    old = m.of("fixed_assets_start") * m.of("fixed_assets_start_share")
    n["depreciation_total"] = add(n["asset_depreciation"].values()) + old
    start = m.of("fixed_assets_start")
    n["fixed_assets_opening"] = m.opening("fixed_assets_closing", first=start)
    n["fixed_assets_before_opening"] = m.opening("fixed_assets_before_closing", first=start)
    n["fixed_assets_before_closing"] = n["fixed_assets_before_opening"] - old
    n["fixed_assets_closing"] = add(n["asset_book_closing"].values()) + n["fixed_assets_before_closing"]
    sold, gone = add(n["asset_sale"].values()), add(n["asset_disposed"].values())
    tax = n["assets_output_vat"] = add(n["asset_output_vat"].values())
    n["assets_sold_total"], n["assets_disposed_total"] = sold, gone
    n["disposal_gain"] = sold - tax - gone
    n["check_fixed_assets"] = n["check_assets"] = 0.0


def _sale(m: Month, one: str, moved: float) -> None:
    """What the asset is worth in the books, until it is sold; the VAT in its price."""
    n = m.now
    was = n["asset_book_opening"][one] = m.opening("asset_book_closing", one)
    goes = bool(m.of("asset_sold", one))
    n["asset_book_closing"][one], n["asset_disposed"][one] = (
        (0.0, was + moved) if goes else (was + moved, 0.0)
    )
    price = n["asset_sale"][one] = m.of("asset_sale_price", one) if goes else 0.0
    n["asset_output_vat"][one] = price - price / (1 + m.of("asset_sale_vat_rate", one))


def loans(m: Month) -> None:
    """Interest on what is owed at the month's start, paid by periods; principal as the terms say."""
    n = m.now
    for name in LOAN:
        n[name] = {}
    for one in m.members("loan"):
        for name, value in zip(LOAN, _loan(m, one), strict=True):
            n[name][one] = value
    start = m.of("loans_start")
    before = n["loans_before_opening"] = m.opening("loans_before_closing", first=start)
    repaid = n["loans_before_repaid"] = start * m.of("loans_start_share")
    left = n["loans_before_closing"] = before - repaid
    old = n["loans_before_interest"] = before * m.of("loans_start_rate") / 12
    n["interest_total"] = add(n["loan_interest"].values()) + old
    n["interest_paid_total"] = add(n["loan_interest_paid"].values()) + old
    n["interest_payable_opening"] = m.opening("interest_payable_closing")
    n["interest_payable_closing"] = add(n["loan_interest_payable_closing"].values())
    n["loans_received_total"] = add(n["loan_received"].values())
    n["loans_repaid_total"] = add(n["loan_repaid"].values()) + repaid
    n["loans_opening"] = m.opening("loans_closing", first=start)
    n["loans_closing"] = add(n["loan_closing"].values()) + left
    soon = n["loans_before_current_closing"] = left * m.of("loans_start_share_ahead")
    n["loans_current_closing"] = add(n["loan_current_closing"].values()) + soon
    n["loans_later_closing"] = n["loans_closing"] - n["loans_current_closing"]
    n["check_loans"] = n["check_interest_payable"] = n["check_loans_current"] = n["check_loans_by_term"] = 0.0


def _loan(m: Month, one: str) -> tuple[float, ...]:
    amount, terms = m.of("loan_amount", one), m.of("loan_instalments", one)
    rate = m.of("loan_rate", one) / 12
    of_period = rate * m.of("loan_period_months", one)
    owed = m.opening("loan_closing", one)
    drawn = amount * m.of("loan_drawn", one)
    entered = m.of("loan_interest_entered", one)
    interest = owed * rate + (entered if owed > 0 else 0.0)
    accrued = m.opening("loan_interest_payable_closing", one)
    pays = bool(m.of("loan_payment_due", one))
    paid, unpaid = (accrued + interest, 0.0) if pays else (0.0, accrued + interest)
    annuity = 1 / sum(1 / (1 + of_period) ** k for k in range(1, round(terms) + 1))
    instalment = amount * annuity
    principal = amount * m.of("loan_due_share", one)
    principal += (instalment - paid) if m.of("loan_instalment_due", one) else 0.0
    planned = min(principal, owed)
    repaid = owed if m.of("loan_ends", one) else planned
    left = owed + drawn - repaid
    ahead = _principal_of(instalment, of_period, left, round(m.of("loan_instalments_ahead", one)))
    soon = min(ahead + amount * m.of("loan_due_share_ahead", one), left)
    if m.of("loan_ends_ahead", one):
        soon = left
    of_interest = (interest, accrued, paid, unpaid)
    return owed, drawn, *of_interest, of_period, instalment, planned, repaid, left, ahead, soon


def _principal_of(instalment: float, rate: float, owed: float, count: int) -> float:
    """What so many instalments pay back, one after the other."""
    left = owed
    for _ in range(count):
        left -= instalment - left * rate
    return owed - left


def beside_operations(m: Month) -> None:
    """Subsidies and the like come in, fines and the like go out."""
    amounts = {one: m.of("non_operating_amount", one) for one in m.members("non_operating")}
    gains = m.each(
        "non_operating_gain", "non_operating", lambda one: amounts[one] if amounts[one] > 0 else 0.0
    )
    losses = m.each(
        "non_operating_loss", "non_operating", lambda one: -amounts[one] if amounts[one] < 0 else 0.0
    )
    m.now["non_operating_gains_total"] = add(gains.values())
    m.now["non_operating_losses_total"] = add(losses.values())


def licences_and_training(m: Month) -> None:
    """An expense of the month in which they are paid, less input VAT."""
    n = m.now
    m.each("licence_paid", "licence", lambda one: m.of("licence_cost", one) * m.of("licence_due", one))
    m.each("course_paid", "course", lambda one: m.of("course_cost", one) * m.of("course_sessions", one))
    vat = 0.0
    for kind in ("licence", "course"):
        rates = {one: m.of(f"{kind}_input_vat_rate", one) for one in m.members(kind)}
        shares = n[f"{kind}_vat_share"] = {one: creditable(m, rate) for one, rate in rates.items()}
        vat += add(paid * shares[one] for one, paid in n[f"{kind}_paid"].items())
    n["licences_paid_total"] = add(n["licence_paid"].values())
    n["training_paid_total"] = add(n["course_paid"].values())
    n["standing_input_vat"], n["capital_input_vat"] = vat, vat + n["assets_input_vat"]
    n["standing_cost"] = n["licences_paid_total"] + n["training_paid_total"] - vat
