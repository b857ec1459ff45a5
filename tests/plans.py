"""Random valid plans, and the way to read one: written as a folder of parameters, as a user would."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

import artplan
from artplan.operating import OperatingPlan
from artplan.plan.written.calendar import calendar_month, horizon
from tests.money_plans import (
    amounts,
    fees,
    money,
    ordered_ahead,
    paid_ahead,
    refunds,
    shares,
    sold_ahead,
    thirds,
    words,
)
from tests.people_plans import commission_plans, insured, pay_policies, positions
from tests.score_plans import scorecards
from tests.year_plans import (
    losses,
    orders_of_before,
    period_of_commission,
    period_of_vat,
    year_of_business,
    year_of_the_fee,
    year_of_wages,
)

Sections = dict[str, Any]
STATUTORY = Path(__file__).parents[1] / "params" / "statutory"
FROZEN = Path(__file__).parent / "cases" / "base_with_2024_tables"
LAW_OF_2024 = FROZEN / "statutory"  # stands still from July on


def load(sections: Sections, law: Path = STATUTORY) -> OperatingPlan:
    """Read the sections as the base plan of a folder of their own (JSON is YAML)."""
    return _read(json.dumps(sections, ensure_ascii=False), [{}], law)[0]


def load_each(sections: Sections, changes: Iterable[Sections]) -> list[OperatingPlan]:
    """The same with each of the overrides, from one folder."""
    return _read(json.dumps(sections, ensure_ascii=False), changes)


def load_text(text: str) -> OperatingPlan:
    """Read a file as the base plan of a folder of its own, with the statutory tables."""
    return _read(text, [{}])[0]


def _read(text: str, changes: Iterable[Sections], law: Path = STATUTORY) -> list[OperatingPlan]:
    with tempfile.TemporaryDirectory() as folder:
        base = Path(folder) / "base"
        base.mkdir()
        (Path(folder) / "statutory").symlink_to(law)
        (base / "plan.yaml").write_text(text, encoding="utf-8")
        return [artplan.load("base", overrides, folder=folder) for overrides in changes]


SEASONS: tuple[Sections, ...] = (
    {},
    {"company_target_year": 2e6},
    {"company_target_year": 1e6, "shares": {"Q1": 20, "Q2": 33, "Q3": 18, "Q4": 29}, "share_step": 0.01},
)
STARTS = ("2027-01", "2026-10")
KINDS = (
    *(["click"], ["impression"], ["sale"], ["fee"], ["owned"]),
    *(["click", "sale"], ["fee", "sale"], ["fee", "impression"], ["fee", "sale", "click"]),
)
repeat_curves = st.dictionaries(
    st.sampled_from(["1", "2", "3", "5", "11", "12"]), amounts(0, 0.3), max_size=3
)


@st.composite
def storefronts(draw: st.DrawFn, months: list[str]) -> Sections:
    fee = draw(fees(months[:2]))
    return {
        "name": words("shop"),
        "driven_by": draw(st.sampled_from(["target", "spend"])),
        "natural_visits_by": draw(st.sampled_from(["share", "forecast", "entered"])),
        "sales_target_year": draw(amounts(0, 5e6)),
        "sales_target_month": {months[0]: draw(amounts(0, 1e5))},
        "sales_target_share": draw(st.sampled_from([0, 1, 0.4])),
        "natural_visits": draw(amounts(0, 20_000)),
        "paid_visit_share": draw(amounts(0.05, 1)),
        "conversion_rate": draw(amounts(0.001, 0.2)),
        "average_order_value": draw(amounts(10, 2_000)),
        **draw(
            st.fixed_dictionaries(
                {},
                optional={
                    "reference_order_value": amounts(100, 2_000),
                    "price_elasticity": st.sampled_from([-1.5, -0.3]),
                    "direct_sales": amounts(0, 50_000),
                },
            )
        ),
        **draw(ordered_ahead()),
        "payment_rate": draw(amounts(0.1, 1)),
        **draw(st.fixed_dictionaries({}, optional={"coupon_rate": thirds, "platform_subsidy_rate": thirds})),
        **draw(refunds(months)),
        "enquiry_rate": draw(shares),
        "enquiry_conversion_rate": draw(shares),
        "platform_commission_rate": draw(amounts(0, 0.1)),
        "payment_fee_rate": draw(amounts(0, 0.01)),
        "courier_cost": draw(amounts(0, 30)),
        **fee,
        **(draw(year_of_the_fee()) if fee["annual_fee_month"] != months[0] else {}),
        "dealer_margin_rate": draw(amounts(0, 0.3)),
        "dealer_is": draw(st.sampled_from(["agent", "buyer"])),
        "customers_start": draw(amounts(0, 2_000)),
        "repeat_rate": draw(amounts(0, 0.1)),
        "customer_lapse_rate": draw(shares),
        "repeat_curve": draw(repeat_curves),
        "repeat_level": draw(st.sampled_from([1, 0.5, 3])),
        "lifetime_months": draw(st.sampled_from([1, 6, 12, 24, 60])),
    }


@st.composite
def prices(draw: st.DrawFn) -> Sections:
    """What a channel of each kind of price says."""
    return {
        "click": {"cost_per_click": draw(amounts(0.1, 10)), "visits_per_click": draw(amounts(0.5, 1))},
        "impression": {
            "cost_per_thousand_impressions": draw(amounts(1, 100)),
            "click_rate": draw(amounts(0.001, 0.1)),
        },
        "sale": {
            "commission_rate": draw(amounts(0.01, 0.3)),
            "commission_on": draw(st.sampled_from(["kept", "paid", "placed"])),
            **draw(st.fixed_dictionaries({}, optional={"conversion_rate": amounts(0.001, 0.1)})),
        },
        "fee": {"fee": draw(amounts(0, 10_000))},
        "owned": {
            "followers_start": draw(amounts(0, 50_000)),
            "follower_growth_rate": draw(amounts(0, 0.1)),
            "follower_loss_rate": draw(shares),
            "visits_per_follower": draw(amounts(0, 0.5)),
        },
    }


@st.composite
def channels(draw: st.DrawFn, shops: list[str], months: list[str]) -> Sections:
    kinds = draw(st.sampled_from(KINDS))
    bought = "click" in kinds or "impression" in kinds
    channel: Sections = {"name": words("channel"), "storefront": draw(st.sampled_from(shops))}
    channel["prices_by"] = kinds[0] if len(kinds) == 1 else kinds
    channel["return_factor"] = draw(st.sampled_from([1, 1, 0.5, 2]))
    priced = draw(prices())
    for kind in kinds:
        channel |= priced[kind]
    if bought:
        channel["reference_spend"] = draw(amounts(100, 50_000))
        channel["elasticity"] = draw(amounts(0.5, 1))  # below, spend grows past what floats add to the cent
    if bought or "sale" in kinds:
        spend = st.dictionaries(st.sampled_from(months), amounts(0, 50_000), min_size=1)
        channel |= {"spend": draw(spend), "mix": draw(amounts(0.01, 1))}
    if not bought:
        channel["visits"] = draw(amounts(0, 5_000))
    if kinds == ["fee"]:
        channel |= draw(st.fixed_dictionaries({}, optional={"mix": amounts(0.01, 1)}))
    return channel


@st.composite
def campaigns(draw: st.DrawFn, shops: list[str], channels: Sections) -> Sections:
    shop = draw(st.sampled_from(shops))
    visited = [name for name, each in channels.items() if each["storefront"] == shop and "visits" in each]
    visits = st.dictionaries(st.sampled_from(visited), amounts(0, 5_000)) if visited else st.just({})
    first, last = sorted(draw(st.dates(date(2027, 1, 1), date(2027, 12, 31))) for _ in range(2))
    return {
        "name": words("campaign"),
        "storefront": shop,
        "start": str(first),
        "end": str(last),
        "inside": draw(st.booleans()),
        **draw(st.sampled_from([{}, {"day_shares": {str(last): 0.8}}] if first < last else [{}])),
        "sales_target": draw(amounts(0, 1e6)),
        "natural_visits": draw(amounts(0, 10_000)),
        "discount_rate": draw(amounts(0, 0.5)),
        **draw(
            st.fixed_dictionaries(
                {},
                optional={
                    "reference_order_value": amounts(100, 2_000),
                    "conversion_rate": amounts(0.001, 0.3),
                    "reference_discount_rate": amounts(0, 0.5),
                    "direct_sales": amounts(0, 50_000),
                },
            )
        ),
        **draw(st.fixed_dictionaries({}, optional={"coupon_rate": thirds, "platform_subsidy_rate": thirds})),
        **draw(
            st.one_of(st.just({}), st.fixed_dictionaries({"return_rate": thirds, "refund_only_rate": thirds}))
        ),
        **draw(sold_ahead(first)),
        "slot_fee": draw(amounts(0, 20_000)),
        "visits": draw(visits),
    }


@st.composite
def supplies(draw: st.DrawFn) -> Sections:
    """How many pieces there are: without limit, or of a stock that may run out."""
    kind = draw(st.sampled_from(["unlimited", "unlimited", "unique", "edition", "open"]))
    if kind == "unlimited":
        return {"cost_rate": draw(amounts(0, 0.6))}
    cost = draw(amounts(1, 500))
    start = draw(amounts(0, 200))
    bought = draw(st.booleans())
    marked_up = bought and draw(st.booleans())
    return {
        "supply": kind,
        **({"markup_rate": draw(amounts(0.1, 5))} if marked_up else {"price": draw(amounts(10, 5_000))}),
        **draw(st.fixed_dictionaries({}, optional={"reference_price": amounts(10, 5_000)})),
        "stock_start": start,
        "purchases": draw(amounts(0, 200)),
        "cover_months": draw(st.sampled_from([0, 0.75, 1, 2.5])),
        "minimum_lot": draw(st.sampled_from([0, 1, 12])),
        "lead_time": draw(st.integers(0, 3)),
        "framing_cost": draw(amounts(0, 50)),
        **({"run": draw(amounts(1, 500))} if kind == "edition" else {}),
        **(
            {
                "procurement": "purchased",
                "unit_cost": cost,
                "stock_value_start": round(start * cost, 4),
                "write_down_after": draw(st.integers(0, 3)),
                "write_down_rate": draw(shares),
            }
            if bought
            else {}
        ),
    }


def _some_share(shops: Sections) -> bool:
    """Whether a company's target would be somebody's."""
    return any(shop["sales_target_share"] for shop in shops.values())


@st.composite
def plans(draw: st.DrawFn) -> Sections:
    """A plan of up to thirteen months from January 2027 or October 2026, with a few members of everything."""
    start, fiscal = draw(st.sampled_from(STARTS)), draw(st.sampled_from([1, 4]))
    within = list(horizon(start, draw(st.integers(1, 13))))
    departments = {f"department_{n}": {"name": words(f"d{n}")} for n in range(draw(st.integers(1, 3)))}
    posts = {
        f"post_{n}": {
            "name": words(f"p{n}"),
            "department": draw(st.sampled_from(list(departments))),
            "planned_headcount": draw(st.integers(0, 4)),
            "enquiries_per_person": draw(st.sampled_from([0, 0, 300])),
            "parcels_per_person": draw(st.sampled_from([0, 0, 200])),
        }
        for n in range(draw(st.integers(1, 3)))
    }
    shops = {f"shop_{n}": draw(storefronts(within)) for n in range(draw(st.integers(1, 2)))}
    sold = {f"channel_{n}": draw(channels(list(shops), within)) for n in range(draw(st.integers(0, 4)))}
    sections: Sections = {
        "plan": {
            "name": words("random"),
            "start": start,
            "months": len(within),
            "first_fiscal_month": fiscal,
            "day_count": draw(st.sampled_from(["calendar", "calendar", "thirty"])),
        },
        "departments": departments,
        "posts": posts,
        "positions": {
            f"seat_{n}": draw(positions(list(posts), within)) for n in range(draw(st.integers(0, 4)))
        },
        "contributions": {
            "city": draw(st.sampled_from(["none", "hangzhou", "chengdu"])),
            "base": draw(st.sampled_from(["entered", "current", "last_year_average"])),
            "levy_spared_up_to": draw(st.sampled_from([0, 3])),
            "staff_last_year": draw(st.sampled_from([0, 2, 4])),
        },
        "pay": draw(pay_policies()),
        "season": draw(st.sampled_from(SEASONS if _some_share(shops) else SEASONS[:1])),
        "commissions": {name: draw(commission_plans()) for name in ("scheme", "other")},
        "storefronts": shops,
        "channels": sold,
        "campaigns": {
            f"campaign_{n}": draw(campaigns(list(shops), sold)) for n in range(draw(st.integers(0, 2)))
        },
        "products": {
            f"product_{n}": {
                "name": words("product"),
                "sales_share": draw(amounts(0.1, 1)),
                "artist_share": draw(amounts(0, 0.4)),
                **draw(st.sampled_from([{}, {"agent": True}, {"agent": True, "vat_base": "commission"}])),
                "share_on": draw(st.sampled_from(["discounted", "list_price"])),
                **draw(
                    st.fixed_dictionaries(
                        {}, optional={"return_factor": amounts(0.5, 2), "returned_saleable_share": shares}
                    )
                ),
                **draw(supplies()),
            }
            for n in range(draw(st.integers(0, 3)))
        },
        "buyer_tiers": {
            f"buyers_{n}": {"share": draw(amounts(0.1, 1)), "repeat_factor": draw(amounts(0, 5))}
            for n in range(draw(st.integers(0, 2)))
        },
        "limits": {
            "gross_margin_rate": {"lowest": draw(amounts(-1, 0.5)), "highest": draw(amounts(0.5, 1))},
            "advertising_share": {"highest": draw(shares)},
        },
        "capacity": {"enquiries_lost_share": draw(shares), "parcels_lost_share": draw(shares)},
        "overheads": {
            f"overhead_{n}": {
                "name": words("overhead"),
                "amount": draw(amounts(0, 20_000)),
                **draw(paid_ahead(within)),
            }
            for n in range(draw(st.integers(0, 2)))
        },
    }
    for product in sections["products"].values():
        if product.get("supply") != "unique":
            product["items_listed"] = draw(st.sampled_from([0, 1, 40]))
    sections |= draw(money(within))
    sections |= draw(scorecards(list(posts), list(sections["positions"])))
    sections["losses"] = draw(losses(start, fiscal))
    if calendar_month(start) != fiscal:
        sections["plan"]["opening"] = draw(year_of_business(sections["tax"]["profit_tax"] != "none"))
    if calendar_month(start) % 3 != 1 and sections["tax"]["taxpayer"] == "small_scale":
        sections["plan"].setdefault("opening", {}).update(draw(period_of_vat(sections["tax"])))
    for position in sections["positions"].values():
        if sections["contributions"]["city"] != "none":
            draw(insured(position))
        if calendar_month(start) != 1 and position.get("start", "") < start:
            position |= draw(year_of_wages())
        by = sections["commissions"].get(position.get("commission"))
        position |= draw(period_of_commission(start, by, position.get("start", "")))
    for product in sections["products"].values():
        if "reference_price" in product:
            product["price_elasticity"] = draw(st.sampled_from([0, -0.4, -1.2]))
    if draw(st.integers(0, 3)) == 3:
        draw(orders_of_before(sections, within))
    return sections
