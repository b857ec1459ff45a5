"""Members as a whole: two that say the same, some outside the plan's months, and costs without effect."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from pydantic import BaseModel

from artplan.plan.leaf.leaf import Leaf
from artplan.plan.plan import Plan
from artplan.plan.schema.positions import Position
from artplan.plan.schema.root import Sections
from artplan.plan.written import calendar
from artplan.plan.written.notes import Note
from artplan.plausibility.facts import ratios
from artplan.plausibility.numbers import remark, shown

ALIKE = ("overheads", "channels", "campaigns", "assets", "loans", "licences", "training", "positions")
UNSAID = ("name", "person")
LATER = (
    *(("assets", "month"), ("loans", "month"), ("licences", "due")),
    *(("overheads", "paid_from"), ("overheads", "deposit_month"), ("storefronts", "deposit_month")),
)
BRINGS = ("visits", "mix", "spend", "followers_start", "followers_new")
SELLS = ("sales_target", "last_year_sales", "natural_visits")


def notes(plan: Plan) -> Iterator[Note]:
    yield from _alike(plan)
    yield from _outside(plan)
    yield from _long_campaigns(plan)
    yield from _without_effect(plan)


def _alike(plan: Plan) -> Iterator[Note]:
    for section in ALIKE:
        known: dict[Any, str] = {}
        for name, member in getattr(plan.sections, section).items():
            says = _says(member)
            if says in known and not (section == "positions" and _planned(plan.sections, member)):
                yield _note(plan, f"{section}.{name}", "alike", path=f"{section}.{known[says]}")
            known.setdefault(says, name)


def _says(member: BaseModel) -> str:
    """What a member says besides its name."""
    return repr([(key, _content(value)) for key, value in vars(member).items() if key not in UNSAID])


def _content(value: Any) -> Any:
    if isinstance(value, Leaf):
        said = (value.values, value.source, value.note, value.uncertain, value.published)
        return said if value.given else None
    if isinstance(value, BaseModel):
        return [(key, _content(item)) for key, item in vars(value).items()]
    return [(key, _content(item)) for key, item in value.items()] if isinstance(value, Mapping) else value


def _planned(sections: Sections, position: Position) -> bool:
    """Whether the post has seats for all its positions: two agents with the same pay are no slip then."""
    seats = max(sections.posts[position.post].planned_headcount.values)
    alike = [each for each in sections.positions.values() if each.post == position.post]
    return not seats or sum(each.people.at(0) for each in alike) <= seats


def _outside(plan: Plan) -> Iterator[Note]:
    first, last = plan.months[0], plan.months[-1]
    for section, key in LATER:
        for name, member in getattr(plan.sections, section).items():
            if (month := getattr(member, key)) is not None and month > last:
                yield _note(plan, f"{section}.{name}.{key}", "after_plan", day=month, last=last)
    for name, position in plan.sections.positions.items():
        start, end = position.start, position.end
        if start is not None and calendar.month_of(start) > last:
            yield _note(plan, f"positions.{name}.start", "after_plan", day=start.isoformat(), last=last)
        if end is not None and calendar.month_of(end) < first:
            yield _note(plan, f"positions.{name}.end", "before_plan", day=end.isoformat(), first=first)


def _long_campaigns(plan: Plan) -> Iterator[Note]:
    usual = ratios()["campaign_days"]
    for name, campaign in plan.sections.campaigns.items():
        if not usual.holds(campaign.days):
            yield _note(
                plan, f"campaigns.{name}.end", "long_campaign", days=campaign.days, most=shown(usual.high)
            )


def _without_effect(plan: Plan) -> Iterator[Note]:
    campaigns = plan.sections.campaigns.values()
    for name, channel in plan.sections.channels.items():
        in_campaigns = any({*each.visits, *each.mix, *each.spend} & {name} for each in campaigns)
        if any(channel.fee.values) and not (_any(channel, BRINGS) or in_campaigns):
            yield _note(plan, f"channels.{name}.fee", "brings_nobody", path=f"channels.{name}.visits")
    for name, campaign in plan.sections.campaigns.items():
        if any(campaign.slot_fee.values) and not (_any(campaign, SELLS) or campaign.spend or campaign.visits):
            yield _note(
                plan, f"campaigns.{name}.slot_fee", "sells_nothing", path=f"campaigns.{name}.sales_target"
            )
    for name, product in plan.sections.products.items():
        if any(product.purchases.values) and not any(product.sales_share.values):
            yield _note(plan, f"products.{name}.purchases", "not_sold", path=f"products.{name}.sales_share")


def _any(member: BaseModel, keys: tuple[str, ...]) -> bool:
    return any(any(getattr(member, key).values) for key in keys)


def _note(plan: Plan, path: str, key: str, /, **values: object) -> Note:
    return Note(plan.place_of(path), path, remark(key, **values))
