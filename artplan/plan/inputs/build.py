"""Build the input arrays of a plan. This is the only place where parameters become numbers for the engine.

Most inputs are parameters unchanged: the parameter's declaration in the schema names the input, with unit and
label. The others are prepared (counted, looked up, aligned) in `prepare/`. Every declared input exists for
every plan; a section without members gives arrays of length 0.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache, partial

import numpy as np
from pydantic import BaseModel

from artplan.engine.arrays import Indices, Numbers
from artplan.plan.inputs.form import Input, Inputs, indices, rows, single, squeezed
from artplan.plan.inputs.prepare import (
    ages,
    appraisal,
    artists,
    campaigns,
    channels,
    cohorts,
    commission,
    commission_period,
    contributions,
    days,
    funnel,
    grades,
    ledger,
    limits,
    money,
    orders_ahead,
    pay,
    people,
    positions,
    products,
    season,
    settlement,
    severance,
    stock,
    tax,
    time,
    wage_tax,
)
from artplan.plan.leaf.leaf import LeafSpec
from artplan.plan.plan import Plan
from artplan.plan.schema import refunds
from artplan.plan.schema.fields import specs
from artplan.plan.schema.paths import field
from artplan.plan.schema.root import DIMENSIONS, Sections
from artplan.plan.statutory.tables import KINDS
from artplan.plan.written import calendar

__all__ = [
    "Input",
    "Inputs",
    "Part",
    "alike",
    "build",
    "declared",
    "groupings",
    "join",
    "members",
    "parts",
    "references",
    "stack",
]

Fed = tuple[tuple[str, ...], str | None, str, LeafSpec]
Part = Callable[[Plan], dict[str, Numbers]]
References = tuple[tuple[str, tuple[appraisal.LineReference | None, ...]], ...]
PREPARED = (
    time,
    ages,
    positions,
    days,
    people,
    pay,
    severance,
    contributions,
    campaigns,
    channels,
    cohorts,
    funnel,
    season,
    products,
    artists,
    stock,
    tax,
    commission,
    commission_period,
    wage_tax,
    appraisal,
    grades,
    settlement,
    orders_ahead,
    money,
    ledger,
    limits,
)
BASE_MONTHS = tuple(f"{month:02d}" for month in range(1, 13))


@cache
def declared() -> dict[str, Input]:
    """The cards of all inputs by name; the same for every plan."""
    result = [_input(spec, dimension) for _, dimension, _, spec in _fed()]
    result += [entry for module in PREPARED for entry in module.INPUTS]
    return {entry.name: entry for entry in result}


@cache
def _fed() -> tuple[Fed, ...]:
    """Every leaf that feeds an input: the path of its section, its dimension, its name and declaration."""
    return tuple(
        (section, DIMENSIONS.get(section[0]), name, spec)
        for section, model in _models()
        for name, spec in specs(model).items()
        if spec.feeds is not None
    )


def _models() -> Iterator[tuple[tuple[str, ...], type[BaseModel]]]:
    for section in Sections.model_fields:
        here = field(Sections, section)
        model = here.model or here.item
        if isinstance(model, type) and issubclass(model, BaseModel):
            yield (section,), model
            for name in model.model_fields if here.model is not None else ():
                inner = field(model, name).model
                if inner is not None:
                    yield (section, name), inner


def _input(spec: LeafSpec, dimension: str | None) -> Input:
    assert spec.feeds is not None
    dimension = "base_month" if spec.by == "calendar" else spec.per or dimension
    per = (dimension,) if dimension else ()
    return Input(spec.feeds, spec.unit, per, spec.zh, spec.en, spec.rolls, spec.describe)


def build(plan: Plan) -> Inputs:
    """The inputs of a plan: months, members, arrays and groupings.

    Numbers of the plan enter the arrays only; members and groupings follow from its names and choices.
    """
    arrays = {name: array for part in parts() for name, array in part(plan).items()}
    return Inputs(plan.months, members(plan), arrays, groupings(plan))


@cache
def parts() -> tuple[Part, ...]:
    """The functions that each build some of the arrays from a plan, independently of each other."""
    sections = dict.fromkeys(section for section, *_ in _fed())
    return (*(partial(_as_they_stand, section) for section in sections), *(m.arrays for m in PREPARED))


def _as_they_stand(section: tuple[str, ...], plan: Plan) -> dict[str, Numbers]:
    plain, peoples = _fed_by(section)
    return {
        **{feeds: _as_it_stands(plan, *each) for feeds, each in plain.items()},
        **(_of_people(plan, peoples) if peoples else {}),
    }


@cache
def _fed_by(section: tuple[str, ...]) -> tuple[dict[str, Fed], dict[str, tuple[str, LeafSpec]]]:
    """What the section feeds, by input: as it stands, and by person or stint."""
    fed = {each[-1].feeds: each for each in _fed() if each[0] == section}
    plain = {feeds: each for feeds, each in fed.items() if feeds is not None and each[-1].per is None}
    return plain, {feeds: each[2:] for feeds, each in fed.items() if feeds is not None and feeds not in plain}


def _as_it_stands(
    plan: Plan, section: tuple[str, ...], dimension: str | None, name: str, spec: LeafSpec
) -> Numbers:
    part = getattr(plan.sections, section[0])
    for step in section[1:]:
        part = getattr(part, step)
    if spec.by == "calendar":
        values = getattr(part, name).values
        return rows([(value,) for value in (values if len(values) == 12 else values * 12)], 1)
    if dimension is None:
        return single(getattr(part, name).values)
    values = [getattr(member, name).values for member in part.values()]
    if dimension == "campaign":
        values = campaigns.everyday_first(plan.sections, values)
    return rows(values, len(plan.months))


def _of_people(plan: Plan, fed: Mapping[str, tuple[str, LeafSpec]]) -> dict[str, Numbers]:
    """Parameters of rows of people by stint or person; what was before the plan is the first person's."""
    positions, everybody, times = plan.sections.positions, plan.persons, plan.stints
    result: dict[str, Numbers] = {}
    for feeds, (name, spec) in fed.items():
        if spec.per == "stint":
            values = [each.state[name].values for each in times]
        else:
            own = [getattr(positions[each.position], name).values for each in everybody]
            before = spec.rolls == "last"
            values = [
                (0.0,) if before and not each.joins_with_row else value
                for each, value in zip(everybody, own, strict=True)
            ]
        result[feeds] = rows(values, len(plan.months))
    return result


def members(plan: Plan) -> dict[str, tuple[str, ...]]:
    """The members of every dimension, in the order of the files."""
    sections = plan.sections
    own = {dimension: tuple(getattr(sections, section)) for section, dimension in DIMENSIONS.items()}
    return {
        **own,
        **dict.fromkeys(("person", "next_person"), tuple(each.name for each in plan.persons)),
        "stint": tuple(each.name for each in plan.stints),
        "earner": tuple(dict.fromkeys(commission.earners(plan).values())),
        "campaign": campaigns.members(sections),
        "placement": channels.members(sections),
        "origin": cohorts.members(sections),
        "scheme": tuple(plan.law.schemes),
        "superior": tuple(sections.posts),
        "rival": tuple(sections.scorecards),
        "contribution_kind": KINDS,
        "base_month": BASE_MONTHS,
        "festival_month": season.FESTIVAL_MONTHS,
        "tier": tax.tiers(plan),
        "artist_tax_tier": artists.members(plan),
        "band": appraisal.bands(sections),
        "pay_band": appraisal.pay_bands(sections),
        "refund_tier": money.refund_tiers(plan),
        "refund_kind": refunds.KINDS,
        "age": ages.AGES,
        "month_since": cohorts.MONTHS_SINCE,
        "commission_plan": commission.members(sections),
        "commission_tier": commission.tiers(sections),
        "wage_tax_tier": wage_tax.tiers(plan, "wage_tax"),
        "service_tax_tier": wage_tax.tiers(plan, "service_tax"),
    }


def groupings(plan: Plan) -> dict[tuple[str, str], Indices]:
    """The group of each member, by (source, target).

    A group is a position in the target, -1 for none; shape (member,) or (member, month).
    """
    sections = plan.sections
    departments, posts = list(sections.departments), list(sections.posts)
    department = {name: departments.index(post.department) for name, post in sections.posts.items()}
    above = [posts.index(post.reports_to) if post.reports_to else -1 for post in sections.posts.values()]
    return {
        ("post", "department"): indices(list(department.values())),
        ("post", "superior"): indices(above),
        ("month", "base_month"): indices([calendar.calendar_month(month) - 1 for month in plan.months]),
        **people.groupings(plan),
        **season.groupings(),
        **contributions.groupings(plan),
        **campaigns.groupings(plan),
        **channels.groupings(plan),
        **cohorts.groupings(plan),
        **appraisal.groupings(plan),
        **grades.groupings(plan),
        **commission.groupings(plan),
    }


def references(plan: Plan) -> References:
    """The lines that the plan's scorecards read, in a hashable form, by gathered line."""
    return tuple(appraisal.references(plan).items())


def alike(one: Inputs, other: Inputs) -> bool:
    """Whether two inputs have the same months, members and groupings."""
    return (
        one.months == other.months
        and one.members == other.members
        and all(_equal(of, other.groupings[key]) for key, of in one.groupings.items())
    )


def stack(items: Sequence[Inputs]) -> Inputs:
    """Several inputs as the cases of one; arrays that are equal in all keep a case axis of length 1.

    Raises ValueError, naming the difference, where months, members or groupings differ.
    """
    first = items[0]
    for other in items[1:]:
        if other.months != first.months:
            raise ValueError("the plans differ in months")
        differing = [name for name in first.members if other.members.get(name) != first.members[name]]
        differing += [
            f"{a} -> {b}" for (a, b), of in first.groupings.items() if not _equal(of, other.groupings[(a, b)])
        ]
        if differing:
            raise ValueError(f"the plans differ in {', '.join(differing)}")
    counts = [max((array.shape[-1] for array in inputs.arrays.values()), default=1) for inputs in items]
    arrays = {name: join([inputs.arrays[name] for inputs in items], counts) for name in first.arrays}
    return Inputs(first.months, first.members, arrays, first.groupings)


def _equal(one: Numbers | Indices, other: Numbers | Indices) -> bool:
    return one is other or (one.shape == other.shape and bool((one == other).all()))


def join(arrays: Sequence[Numbers], counts: Sequence[int]) -> Numbers:
    """Arrays joined along the case axis, each broadcast to its count; one case where all are equal."""
    first = arrays[0]
    if first.shape[-1] == 1 and all(_equal(first, other) for other in arrays[1:]):
        return first
    months = max(array.shape[-2] for array in arrays)
    wide = [
        np.broadcast_to(array, (*array.shape[:-2], months, count))
        for array, count in zip(arrays, counts, strict=True)
    ]
    return squeezed(np.concatenate(wide, axis=-1))
