"""Commission plans: their bands, arranged so that each edge belongs to one band.

A gap between two bands is closed from below or from above, or left open, as the plan says. A band without a
ceiling ends where the next one begins; the last one has no end. The member `no-commission` comes first, for
positions without a commission plan.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from artplan.engine.arrays import Indices, Numbers
from artplan.plan.display.labels import NO_COMMISSION
from artplan.plan.inputs.form import Input, indices, rows, single, squeezed
from artplan.plan.leaf.leaf import HALF_A_CENT
from artplan.plan.plan import Plan
from artplan.plan.schema.commission import Commission
from artplan.plan.schema.root import Sections

PER = ("commission_plan",)
TIER = ("commission_plan", "commission_tier")
UNLIMITED, UNLIMITED_SHARE = 1e12, 1e6  # ceilings never reached: of sales, of a share of the quota
BAND = (
    *("floor", "ceiling", "floor_share", "ceiling_share"),
    *("rate", "amount", "amount_per_point", "floor_in", "ceiling_in"),
)
POINTS = 100.0

INPUTS = (
    Input("commission_floor", "CNY/person", TIER, "提成档下限", "Floor of the commission band", "last"),
    Input("commission_ceiling", "CNY/person", TIER, "提成档上限", "Ceiling of the commission band", "last"),
    Input("commission_floor_share", "1", TIER, "提成档完成率下限", "Floor of the band, of the quota"),
    Input("commission_ceiling_share", "1", TIER, "提成档完成率上限", "Ceiling of the band, of the quota"),
    Input("commission_rate", "1", TIER, "提成档比例", "Rate of the commission band"),
    Input("commission_amount", "CNY/person", TIER, "提成档奖金", "Bonus of the commission band"),
    Input(
        "commission_amount_per_point", "CNY/person/point", TIER, "每点奖金", "Bonus per point of attainment"
    ),
    Input("commission_floor_in", "1", TIER, "含下限", "The floor belongs to the band"),
    Input("commission_ceiling_in", "1", TIER, "含上限", "The ceiling belongs to the band"),
    Input("commission_covers", "1", ("storefront", "commission_plan"), "计提店铺", "Sales that count"),
    Input("commission_on_kept", "1", PER, "按扣退款后销售额计提", "On sales net of returns"),
    Input("commission_progressive", "1", PER, "超额累进", "Progressive"),
    Input("commission_pooled", "1", PER, "团队共享", "Pooled"),
    Input("commission_quota_entered", "CNY/month", PER, "录入定额", "Quota entered"),
    Input("commission_capped", "1", PER, "封顶", "Capped"),
    Input("commission_cap", "CNY/person/month", PER, "人均封顶额", "Cap per head"),
    Input("points_of_whole", "point", (), "百分点数", "Percentage points of a whole", "last"),
    Input(
        "half_a_cent",
        "CNY/person",
        (),
        "半分钱",
        "Half a cent",
        "last",
        "Sales find their band to the cent, so that an edge is met however they were worked out.",
    ),
)


def members(sections: Sections) -> tuple[str, ...]:
    return (NO_COMMISSION, *sections.commissions)


def tiers(sections: Sections) -> tuple[str, ...]:
    count = max((len(plan.tiers) for plan in sections.commissions.values()), default=1)
    return tuple(str(i + 1) for i in range(count))


def arrays(plan: Plan) -> dict[str, Numbers]:
    sections, length = plan.sections, len(plan.months)
    plans = list(sections.commissions.values())
    count = len(tiers(sections))
    bands = np.zeros((len(plans) + 1, count, length, len(BAND)))
    for row, each in enumerate(plans):
        for month in range(length):
            bands[row + 1, :, month] = _bands(each, month, count)
    covers = [
        [0.0, *(float(not each.storefronts or shop in each.storefronts) for each in plans)]
        for shop in sections.storefronts
    ]

    def flags(wanted: Sequence[bool]) -> Numbers:
        return rows([(0.0,), *((float(each),) for each in wanted)], length)

    return {
        **{f"commission_{part}": squeezed(bands[..., i : i + 1]) for i, part in enumerate(BAND)},
        "commission_covers": np.array(covers, dtype=float).reshape(len(covers), len(plans) + 1, 1, 1),
        "commission_on_kept": flags([each.base == "sales_kept" for each in plans]),
        "commission_progressive": flags([each.way == "progressive" for each in plans]),
        "commission_pooled": flags([each.shared_by == "pool" for each in plans]),
        "commission_quota_entered": rows([(0.0,), *(each.quota.values for each in plans)], length),
        "commission_capped": flags([each.cap is not None for each in plans]),
        "commission_cap": rows(
            [(0.0,), *(each.cap.values if each.cap else (0.0,) for each in plans)], length
        ),
        "half_a_cent": single([HALF_A_CENT]),
        "points_of_whole": single([POINTS]),
    }


def _bands(plan: Commission, month: int, count: int) -> list[tuple[float, ...]]:
    """Return one row for each band: edges, rate, amount, and whether floor and ceiling belong to it."""
    share = "_share" if plan.bands == "attainment" else ""
    floors = [getattr(tier, "floor" + share).at(month) for tier in plan.tiers]
    tops = [getattr(tier, "ceiling" + share) for tier in plan.tiers]
    after = [*floors[1:], UNLIMITED_SHARE if share else UNLIMITED]
    ceilings = [
        following if top is None else top.at(month) for top, following in zip(tops, after, strict=True)
    ]
    floor_in, ceiling_in = [1.0] * len(floors), [1.0] * len(floors)
    for i in range(len(floors) - 1):
        owner = _close(plan, floors, ceilings, i)
        floor_in[i + 1], ceiling_in[i] = float(owner != "lower"), float(owner != "upper")
    result = []
    for i, tier in enumerate(plan.tiers):
        edges = (floors[i], ceilings[i])
        four = (0.0, 0.0, *edges) if share else (*edges, 0.0, 0.0)
        pays = (tier.rate.at(month), tier.amount.at(month), tier.amount_per_point.at(month))
        result.append((*four, *pays, floor_in[i], ceiling_in[i]))
    end = result[-1]
    padding = (end[1], end[1], end[3], end[3], 0.0, 0.0, 0.0, 0.0, 0.0)
    return [*result, *([padding] * (count - len(result)))]


def _close(plan: Commission, floors: list[float], ceilings: list[float], i: int) -> str:
    """Close the gap above band i as the plan says, and return the band that owns the edge.

    The result is `lower` or `upper`, or `both` if the gap stays open and each band keeps its own edge.
    """
    if ceilings[i] == floors[i + 1]:
        return plan.edge
    if plan.gap == "zero":
        return "both"
    if plan.gap == "lower":
        ceilings[i] = floors[i + 1]
        return "upper"
    floors[i + 1] = ceilings[i]
    return "lower"


def earners(plan: Plan) -> dict[str, str]:
    """Each stint's earner: the person under the plan, by the name of the first stint of both."""
    named: dict[tuple[str, str | None], str] = {}
    return {
        each.name: named.setdefault((each.person, each.state["commission"]), each.name)
        for each in plan.stints
    }


def groupings(plan: Plan) -> dict[tuple[str, str], Indices]:
    order = list(members(plan.sections))
    chosen = [each.state["commission"] or NO_COMMISSION for each in plan.stints]
    earner = earners(plan)
    place = {name: at for at, name in enumerate(dict.fromkeys(earner.values()))}
    return {
        ("stint", "commission_plan"): indices([order.index(each) for each in chosen]),
        ("stint", "earner"): indices([place[name] for name in earner.values()]),
    }
