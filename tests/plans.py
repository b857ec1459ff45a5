"""Random valid plans, and the way to read one: written as a folder of parameters, as a user would."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

import artplan
from artplan.operating import OperatingPlan
from artplan.plan.written.calendar import calendar_month, horizon
from tests.money_plans import (
    amounts,
    expenses,
    money,
    paid_ahead,
    shares,
    words,
)
from tests.people_plans import commission_plans, insured, pay_policies, positions
from tests.product_plans import products
from tests.score_plans import scorecards
from tests.shop_plans import campaigns, channels, storefronts
from tests.year_plans import (
    commission_at,
    losses,
    orders_of_before,
    period_of_commission,
    period_of_vat,
    year_of_business,
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
STARTS = ("2027-01", "2026-10", "2026-11")


def _some_share(shops: Sections) -> bool:
    """Whether a company's target would be somebody's."""
    return any(shop["sales_target_share"] for shop in shops.values())


@st.composite
def plans(draw: st.DrawFn) -> Sections:
    """A plan of up to thirteen months from January 2027, or October or November 2026; a few of everything."""
    start, fiscal = draw(st.sampled_from(STARTS)), draw(st.sampled_from([1, 4]))
    within = list(horizon(start, draw(st.integers(1, 13))))
    departments = {
        f"department_{n}": {"name": words(f"d{n}"), **draw(expenses)} for n in range(draw(st.integers(1, 3)))
    }
    posts = {
        f"post_{n}": {
            "name": words(f"p{n}"),
            **draw(expenses),
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
            "accounting_standard": draw(st.sampled_from(["small", "enterprise"])),
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
        "products": {f"product_{n}": draw(products()) for n in range(draw(st.integers(0, 3)))},
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
                **draw(expenses),
            }
            for n in range(draw(st.integers(0, 2)))
        },
    }
    for product in sections["products"].values():
        if product.get("supply") != "unique":
            product["items_listed"] = draw(st.sampled_from([0, 1, 40]))
    sections |= draw(money(within))
    sections |= draw(scorecards(list(posts), list(sections["positions"])))
    sections["losses"] = {} if sections["tax"].get("loss_years") == 0 else draw(losses(start, fiscal))
    if calendar_month(start) != fiscal:
        sections["plan"]["opening"] = draw(year_of_business(sections["tax"]["profit_tax"] != "none"))
    if calendar_month(start) % 3 != 1 and sections["tax"]["taxpayer"] == "small_scale":
        sections["plan"].setdefault("opening", {}).update(draw(period_of_vat(sections["tax"])))
    for position in sections["positions"].values():
        if sections["contributions"]["city"] != "none":
            draw(insured(position))
        if calendar_month(start) != 1 and position.get("start", "") < start:
            position |= draw(year_of_wages())
        by = sections["commissions"].get(commission_at(position, start))
        position |= draw(period_of_commission(start, by, position.get("start", "")))
    for product in sections["products"].values():
        if "reference_price" in product:
            product["price_elasticity"] = draw(st.sampled_from([0, -0.4, -1.2]))
    if draw(st.integers(0, 3)) == 3:
        draw(orders_of_before(sections, within))
    return sections
