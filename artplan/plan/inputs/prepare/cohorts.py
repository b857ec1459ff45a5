"""Origins of customers, and what hangs on the months since a customer's first purchase.

An origin is a channel, or the natural visits of a storefront. A customer at place p of `age` at a month's
opening bought first p + 1 months ago; the last place holds all older customers.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from artplan.engine.arrays import Indices, Numbers
from artplan.plan.inputs.form import Input, indices, rows, squeezed
from artplan.plan.inputs.prepare import campaigns, channels
from artplan.plan.inputs.prepare.ages import AGES
from artplan.plan.leaf.leaf import Leaf
from artplan.plan.plan import Plan
from artplan.plan.schema.channels import NATURAL
from artplan.plan.schema.root import Sections

PER = ("storefront", "age")
MONTHS_SINCE = AGES  # from the month of the first purchase on

INPUTS = (
    Input("repeat_curve", "order/customer/month", PER, "复购曲线", "Repeat curve"),
    Input("repeat_curve_given", "1", PER, "复购曲线已填写", "Repeat curve given"),
    Input("lifetime_months_of_age", "1", PER, "生命周期内月数", "Months of the customer's horizon"),
    Input("age_is_oldest", "1", ("age",), "最高月龄", "Oldest place"),
    Input("age_passed", "1", ("age", "month_since"), "已过月龄", "Age passed by then"),
    Input("is_last_month_since", "1", ("month_since",), "最后月份", "Last month since the purchase"),
)


def members(sections: Sections) -> tuple[str, ...]:
    return (*sections.channels, *(NATURAL + name for name in sections.storefronts))


def arrays(plan: Plan) -> dict[str, Numbers]:
    length, shops = len(plan.months), plan.sections.storefronts.values()

    def by_age(values: Sequence[Sequence[float]], per: int) -> Numbers:
        flat = rows(values, length)
        return squeezed(flat.reshape(per, len(AGES), *flat.shape[1:]))

    curves = [_by_place(shop.repeat_curve) for shop in shops]
    spans = [_months_by_place(shop.lifetime_months) for shop in shops]
    passed = [(float(int(age) < int(month)),) for age in AGES for month in MONTHS_SINCE]
    return {
        "repeat_curve": by_age([leaf.values if leaf else (0.0,) for c in curves for leaf in c], len(shops)),
        "repeat_curve_given": by_age([(float(leaf is not None),) for c in curves for leaf in c], len(shops)),
        "lifetime_months_of_age": by_age([months for span in spans for months in span], len(shops)),
        "age_is_oldest": rows([(float(age == AGES[-1]),) for age in AGES], 1),
        "age_passed": by_age(passed, len(AGES)),
        "is_last_month_since": rows([(float(month == MONTHS_SINCE[-1]),) for month in MONTHS_SINCE], 1),
    }


def _by_place(curve: Mapping[str, Leaf]) -> list[Leaf | None]:
    """Return the entry that holds at each place: its own, or the one before it; None where the curve ends."""
    last = max(map(int, curve), default=0)
    result: list[Leaf | None] = []
    for place in range(len(AGES)):
        before = result[-1] if result else None
        result.append(curve.get(str(place + 1), before) if place < last else None)
    return result


def _months_by_place(lifetime: Leaf) -> list[tuple[float, ...]]:
    """Return how many months of the horizon lie at each place; a part of a month counts as a whole one."""
    months = [math.ceil(value) for value in lifetime.values]
    *single, oldest = range(len(AGES))
    return [
        *(tuple(float(place < each) for each in months) for place in single),
        tuple(float(max(each - oldest, 0)) for each in months),
    ]


def groupings(plan: Plan) -> dict[tuple[str, str], Indices]:
    sections = plan.sections
    names, shops = list(sections.channels), list(sections.storefronts)
    own = [shops.index(channel.storefront) for channel in sections.channels.values()]
    natural = [len(names) + place for place in range(len(shops))]
    of_campaign = campaigns.storefront_of(sections).values()
    return {
        ("origin", "storefront"): indices([*own, *range(len(shops))]),
        ("origin", "channel"): indices([*range(len(names)), *([-1] * len(shops))]),
        ("placement", "origin"): indices([names.index(name) for name, _ in channels.placements(sections)]),
        ("campaign", "origin"): indices([natural[shops.index(shop)] for shop in of_campaign]),
        ("storefront", "origin"): indices(natural),
    }
