"""Sections `departments` and `posts`: reporting lines, and the workload of one person in each post."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from artplan.plan.leaf.leaf import Leaf
from artplan.plan.schema.fields import Expense, Ref, Section, SourceId, Text, Words, leaf
from artplan.plan.written.calendar import FIRST_YEAR, LAST_YEAR


class Department(Section):
    name: Words | None = None
    purpose: Words | None = Field(default=None, description="What the department is for.")
    expense: Expense = Field(
        default="administrative",
        description="Where the statutory income statement has the pay of the department's posts.",
    )


class Post(Section):
    """A post, and how much work one person in it can do."""

    name: Words | None = None
    department: Annotated[str, Ref("departments")]
    reports_to: Annotated[str, Ref("posts")] | None = Field(
        default=None, description="The superior's post; without one the post reports to the founder."
    )
    expense: Expense | None = Field(
        default=None,
        description="Where the statutory income statement has the pay of the post; else as the department's.",
    )
    reports_to_placeholder: bool = Field(default=False, description="The source names no superior.")
    duties: tuple[Words, ...] = Field(default=(), strict=False)
    planned_headcount: Leaf = leaf(
        "person", zh="编制", en="Planned headcount", feeds="headcount_planned", ge=0, default=0
    )
    enquiries_per_person: Leaf = leaf(
        "enquiry/person/month",
        zh="人均可回复询单",
        en="Enquiries a person can answer",
        feeds="enquiries_per_person",
        ge=0,
        default=0,
        describe="In a month at full time; 0: the post answers none.",
    )
    parcels_per_person: Leaf = leaf(
        "order/person/month",
        zh="人均可打包单数",
        en="Parcels a person can pack",
        feeds="parcels_per_person",
        ge=0,
        default=0,
        describe="In a month at full time, one parcel an order; 0: the post packs none.",
    )


class Source(Section):
    """A source of values."""

    title: Text
    address: Text | None = None
    year: Annotated[int, Field(ge=FIRST_YEAR, le=LAST_YEAR)] | Text | None = None
    note: Text | None = None


Sources = dict[SourceId, Source]
