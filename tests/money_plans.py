"""Random money beside the trade: terms, assets, loans, licences, training, fees and deposits."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from hypothesis import strategies as st

Sections = dict[str, Any]
days = st.integers(0, 180)


def words(text: str) -> dict[str, str]:
    return {"zh": text, "en": text}


def amounts(low: float, high: float) -> st.SearchStrategy[float]:
    return st.floats(low, high, allow_nan=False).map(lambda value: round(value, 4))


def optionally(**keys: st.SearchStrategy[Any]) -> st.SearchStrategy[Sections]:
    return st.fixed_dictionaries({}, optional=keys)


shares, vat = amounts(0, 1), amounts(0, 0.13)
expenses = st.sampled_from([{}, {"expense": "selling"}, {"expense": "administrative"}])


thirds = amounts(0, 0.33)  # the rates of three kinds of refunds are parts of the same orders


@st.composite
def refunds(draw: st.DrawFn, months: list[str]) -> Sections:
    """What buyers get back, of all kinds or of one; of sales before the plan; what the way back costs."""
    of_one_kind = st.fixed_dictionaries({"return_rate": shares})
    of_all_kinds = st.fixed_dictionaries(
        {
            "return_rate": thirds,
            "refund_before_dispatch_rate": thirds,
            "refund_before_dispatch_delay": days,
            "refund_only_rate": thirds,
            "refund_only_delay": days,
            "refunds_before": st.dictionaries(st.sampled_from(months), amounts(0, 20_000), min_size=1),
            "return_shipping_cost": amounts(0, 40),
            "freight_insurance_rate": amounts(0, 0.02),
            "freight_insurance_covers": shares,
            "base_fee_rate": amounts(0, 0.01),
            "base_fee_refunded_share": shares,
            "packing_cost": amounts(0, 20),
        }
    )
    return {**draw(st.one_of(of_one_kind, of_all_kinds)), "return_delay": draw(days)}


@st.composite
def value_added_tax(draw: st.DrawFn, months: list[str]) -> Sections:
    """Small-scale by quarter or month, below or above the limits, or general, from the start or later on."""
    payer = draw(st.sampled_from(["none", "small_scale", "small_scale", "general"]))
    result = {
        "taxpayer": payer,
        **draw(
            optionally(
                logistics_input_vat_rate=vat,
                transport_share=shares,
                transport_input_vat_rate=vat,
                packing_input_vat_rate=vat,
                service_rate=vat,
            )
        ),
    }
    if payer != "small_scale":
        return result
    return result | draw(
        optionally(
            vat_period=st.sampled_from(["month", "quarter"]),
            general_from=st.sampled_from(months),
            above_limit=st.sampled_from(["general", "small_scale"]),
            small_scale_limit=st.sampled_from([0, 50_000, 400_000, 5_000_000]),
            vat_exempt_sales=st.sampled_from([0, 20_000, 100_000]),
            special_invoice_share=shares,
        )
    )


def ordered_ahead() -> st.SearchStrategy[Sections]:
    """In a quarter of the storefronts, works made to order."""
    to_order = st.fixed_dictionaries(
        {
            "making_months": st.sampled_from([0, 0.5, 2, 12]),
            "order_deposit_share": shares,
            "order_forfeit_rate": thirds,
        }
    )
    return st.one_of(st.just({}), st.just({}), st.just({}), to_order)


def sold_ahead(start: date) -> st.SearchStrategy[Sections]:
    """A quarter of the campaigns are presales, whose balance is due up to a hundred days after the start."""
    presale = st.fixed_dictionaries(
        {"balance_due": st.integers(0, 100).map(lambda days: str(start + timedelta(days=days)))},
        optional={"order_deposit_share": shares, "order_forfeit_rate": thirds},
    )
    return st.one_of(st.just({}), st.just({}), st.just({}), presale)


@st.composite
def fees(draw: st.DrawFn, months: list[str]) -> Sections:
    """What a storefront pays to its platform, beside the commission."""
    return {
        "settlement_days": draw(days),
        "payment_fee_fixed": draw(amounts(0, 1)),
        "payment_fee_borne_by": draw(st.sampled_from(["shop", "buyer", "artist"])),
        "payment_fee_refunded_share": draw(amounts(0, 1)),
        "commission_refunded_share": draw(amounts(0, 1)),
        "shipping_charge": draw(amounts(0, 30)),
        "annual_fee": draw(amounts(0, 60_000)),
        "annual_fee_month": draw(st.sampled_from(months)),
        "annual_fee_refunds": draw(
            st.sampled_from([[], [{"sales": 1e5, "share": 0.5}, {"sales": 1e6, "share": 1}]])
        ),
        "deposit": draw(amounts(0, 100_000)),
        "deposit_month": draw(st.sampled_from(months)),
        "deposit_booked_as": draw(st.sampled_from(["asset", "cost"])),
    }


def entered_interest(months: list[str]) -> st.SearchStrategy[Sections]:
    by_month = st.fixed_dictionaries({month: amounts(0, 9_000) for month in months})
    return st.fixed_dictionaries({"interest": by_month})


@st.composite
def terms_of_loan(draw: st.DrawFn) -> Sections:
    """Payments by the month or less often, of principal from the beginning or after some of interest."""
    every = draw(st.sampled_from([1, 1, 3, 6, 12]))
    payments = draw(st.integers(1, max(30 // every, 2)))
    way = draw(st.sampled_from(["bullet", "equal_instalments", "equal_principal"]))
    grace = 0 if way == "bullet" else draw(st.integers(0, payments - 1)) * draw(st.integers(0, 1))
    return {
        "term_months": payments * every,
        "repayment": way,
        **({"payment_every_months": every} if every > 1 else {}),
        **({"grace_months": grace * every} if grace else {}),
    }


def sold_again(months: list[str]) -> st.SearchStrategy[Sections]:
    """Half of the assets are sold in the plan's last month."""
    sale = {"sold_for": amounts(0, 100_000), "sale_vat_rate": amounts(0, 0.13)}
    return st.one_of(st.just({}), st.fixed_dictionaries({"sold_month": st.just(months[-1]), **sale}))


def paid_ahead(months: list[str]) -> st.SearchStrategy[Sections]:
    """Half of the overheads are paid for several months at once, some against a deposit."""
    month = st.sampled_from(months)
    ahead = st.fixed_dictionaries(
        {"paid_every_months": st.integers(1, 12)},
        optional={
            "paid_from": month,
            "input_vat_rate": amounts(0, 0.13),
            "lease": st.booleans(),
            "deposit": amounts(0, 50_000),
            "deposit_month": st.just(months[0]),
            "deposit_returned_month": st.just(months[-1]),
        },
    )
    return st.one_of(st.just({}), ahead)


def appropriation(months: list[str]) -> st.SearchStrategy[Sections]:
    """What is set aside and taken out, which may be more than there is."""
    taken = st.dictionaries(st.sampled_from(months), amounts(0, 50_000), min_size=1, max_size=3)
    return optionally(reserve_share=shares, reserve_limit=amounts(0, 1), dividends=taken)


@st.composite
def money(draw: st.DrawFn, months: list[str]) -> Sections:
    """Sections that stand beside the trade."""
    name = {"zh": "m", "en": "m"}
    asset = {
        "name": name,
        "cost": draw(amounts(0, 100_000)),
        "month": draw(st.sampled_from(months)),
        "life_months": draw(st.integers(1, 20)),
        "residual_share": draw(amounts(0, 0.2)),
        "input_vat_rate": draw(vat),
        **draw(sold_again(months)),
        **draw(expenses),
    }
    loan = {
        "name": name,
        "amount": draw(amounts(0, 1e6)),
        "month": draw(st.sampled_from(months)),
        **draw(st.one_of(st.fixed_dictionaries({"rate": amounts(0, 0.2)}), entered_interest(months))),
        **draw(terms_of_loan()),
    }
    if "interest" in loan and loan["repayment"] == "equal_instalments":
        loan["repayment"] = "equal_principal"
    licence = {"name": name, "cost": draw(amounts(0, 9_000)), "due": draw(st.sampled_from(months))}
    course = {"name": name, "cost": draw(amounts(0, 900)), "sessions": draw(st.integers(0, 5))}
    return {
        "terms": {
            "artists_days": draw(days),
            "suppliers_days": draw(days),
            "carriers_days": draw(days),
        },
        "assets": {"asset": asset} if draw(st.booleans()) else {},
        "loans": {"loan": loan} if draw(st.booleans()) else {},
        "licences": {"licence": {**licence, "renewal_months": draw(st.integers(0, 6))}},
        "appropriation": draw(appropriation(months)),
        "non_operating": {
            name: {"amount": {month: draw(amounts(-9_000, 9_000)) for month in months}}
            for name in draw(st.sampled_from([(), ("subsidies",), ("subsidies", "fines")]))
        },
        "training": {"course": {**course, "input_vat_rate": draw(vat)}},
        "tax": {
            "profit_tax": draw(st.sampled_from(["none", "small_low_profit", "flat"])),
            "service_input_vat_rate": draw(vat),
            **draw(optionally(surcharge_relief=st.sampled_from([0, 0.5]))),
            **draw(optionally(advertising_limit_share=amounts(0.01, 0.5), loss_years=st.just(0))),
            **draw(value_added_tax(months)),
            "place": draw(st.sampled_from(["city", "town", "elsewhere"])),
            "stamp_duty": draw(st.sampled_from(["none", "statutory"])),
        },
    }
