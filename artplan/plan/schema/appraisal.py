"""Sections `scorecards` and `indicators`: performance appraisal in points, and the pay that follows from it.

A scorecard applies to posts, to single positions, or to both; the points of its indicators add up to 100. An
indicator measures a line of the plan or an entered value, compares it with a target, and earns points in one
of seven ways:

    deduction     starts with all points; loses `deduct` for each step short of the target, down to `floor`
    bonus_malus   starts with all points; gains `add` and loses `deduct` for each full step, up to
                  `most_added` and `most_deducted`; part steps do not count, in either direction
    accrual       starts with `start`; gains `add` for each full step above the target, up to `points`
    attainment    points times the share of the target that is reached, up to `most_share`
    bands         points of the best band that is reached
    category      points of a category, by name
    entered       points entered, by month
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, WithJsonSchema, model_validator

from artplan.plan.leaf.leaf import Leaf, LeafSpec
from artplan.plan.schema.fields import Id, LeafSchema, Ref, Section, Words, leaf, refused
from artplan.plan.written import calendar
from artplan.plan.written.faults import shown
from artplan.plan.written.gate import MOST
from artplan.texts.message import listed

FULL_SCORE = 100.0
STEPPED = ("deduction", "bonus_malus", "accrual")
# The kinds of indicator to which each key belongs; with other kinds the key is a fault.
OWN_KEYS = {
    "step": STEPPED,
    "floor": ("deduction",),
    "deduct": ("deduction", "bonus_malus"),
    "most_added": ("bonus_malus",),
    "most_deducted": ("bonus_malus",),
    "add": ("bonus_malus", "accrual"),
    "start": ("accrual",),
    "most_share": ("attainment",),
    "bands": ("bands",),
    "categories": ("category",),
    "category": ("category",),
    "points_entered": ("entered",),
}


def _as_list(raw: Any) -> Any:
    return (raw,) if isinstance(raw, str) else tuple(raw) if isinstance(raw, list) else raw


def _first_day(raw: Any) -> str:
    day = calendar.read_day(raw)
    if day is None or day.day != 1:
        raise refused("schema.no_first_day", value=shown(raw))
    return str(raw)


FirstDay = Annotated[
    str, BeforeValidator(_first_day), WithJsonSchema({"type": "string", "pattern": r"^\d{4}-\d{2}-01$"})
]
ONE_OR_MORE = {"anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}]}
Members = Annotated[tuple[str, ...], BeforeValidator(_as_list), WithJsonSchema(ONE_OR_MORE)]


class LineOfPlan(Section):
    """A line of the plan, by name: one member of it, or the sum over all its members."""

    line: str
    member: Members = Field(
        default=(), description="One member for each of the line's dimensions, * for all; none: the sum."
    )
    unit: str = Field(default="", description="The line's unit, to be sure that it is the line meant.")


class Band(Section):
    """Points for a value that reaches `at`: at least `at`, or at most `at` if less is better."""

    at: Leaf = leaf("1", zh="档位界限", en="Edge of the band", most=MOST)
    points: Leaf = leaf("point", zh="档位得分", en="Points of the band", ge=0)


class PayBand(Section):
    """A band of scores that begins at `at_least` or `above`.

    In the band, pay is rate + slope × (score − beyond).
    """

    at_least: Leaf | None = leaf("point", zh="起始分（含）", en="At least", ge=0, default=None)
    above: Leaf | None = leaf("point", zh="起始分（不含）", en="Above", ge=0, default=None)
    rate: Leaf = leaf("1", zh="档位绩效系数", en="Pay rate of the band", default=0)
    slope: Leaf = leaf("1/point", zh="每分绩效系数", en="Pay rate per point", default=0)
    beyond: Leaf = leaf("point", zh="起算分", en="Points that count from", ge=0, default=0)

    @model_validator(mode="after")
    def _one_edge(self) -> PayBand:
        if (self.at_least is None) == (self.above is None):
            raise refused("schema.band_begins_once")
        return self

    @property
    def edge(self) -> Leaf:
        chosen = self.at_least if self.at_least is not None else self.above
        assert chosen is not None
        return chosen


class Scorecard(Section):
    name: Words | None = None
    posts: tuple[Annotated[str, Ref("posts")], ...] = Field(
        default=(), strict=False, description="Whose pay hangs on the score."
    )
    positions: tuple[Annotated[str, Ref("positions")], ...] = Field(
        default=(),
        strict=False,
        description="Single positions judged by this scorecard, whatever scorecard their post has.",
    )
    pay_by: Literal["score", "grade"] = Field(
        default="score", description="What performance pay follows: the score, or the grade's pay_rate."
    )
    pay: tuple[PayBand, ...] = Field(
        default=(), strict=False, description="Score to pay by bands; without any, the score in percent."
    )
    score_before: Leaf = leaf(
        "point",
        zh="计划前得分",
        en="Score before the plan",
        feeds="score_before_plan",
        ge=0,
        default=100,
        rolls="last",
        describe="The score of the month before the plan begins, paid in its first month.",
    )
    grade_before: Annotated[str, Ref("grades")] | None = Field(
        default=None,
        description="The grade of the month before the plan begins, paid in its first month.",
    )
    bad_below: Leaf = leaf(
        "point",
        zh="不合格线",
        en="Bad below",
        feeds="bad_score_limit",
        ge=0,
        default=0,
        describe="A month with a score below this is a bad one.",
    )


class Indicator(Section):
    name: Words | None = None
    scorecard: Annotated[str, Ref("scorecards")]
    kind: Literal["deduction", "bonus_malus", "accrual", "attainment", "bands", "category", "entered"]
    points: Leaf = leaf("point", zh="分值", en="Points", feeds="indicator_full_points", ge=0)
    measures: LineOfPlan | None = Field(default=None, description="The line of the plan that is judged.")
    value: Leaf | None = leaf("1", zh="考核实际值", en="Value entered", default=None, blank=0, most=MOST)
    target: Leaf | None = leaf("1", zh="考核目标值", en="Target entered", default=None, blank=0, most=MOST)
    target_line: LineOfPlan | None = Field(default=None, description="The target is a line of the plan.")
    target_is: Literal["entered", "month_before"] = Field(
        default="entered", description="month_before: no worse than a month ago; the first month is not held."
    )
    compared: Literal["amount", "share"] = Field(
        default="amount", description="share: the share of the target that is reached, held against 1."
    )
    better: Literal["higher", "lower"] = "higher"
    counted: Literal["month", "average_day", "every_day"] = Field(
        default="month",
        description="By the month's figure; by its average day, once; or by its average day, each day anew. "
        "Lines are divided by the days of the month, entered values are taken as of a day.",
    )
    steps: Literal["full", "started", "proportional"] = Field(
        default="full", description="A step short counts when it is full, when it has begun, or in part."
    )
    step: Leaf = leaf(
        "1", zh="一步", en="Step", gt=0, default=1, describe="In the unit of what is measured.", most=MOST
    )
    deduct: Leaf = leaf("point", zh="每步扣分", en="Deduction per step", ge=0, default=0)
    add: Leaf = leaf("point", zh="每步加分", en="Addition per step", ge=0, default=0)
    floor: Leaf = leaf("point", zh="保底分", en="Floor", ge=0, default=0)
    start: Leaf = leaf("point", zh="起评分", en="Points to start with", ge=0, default=0)
    most_added: Leaf = leaf("point", zh="加分上限", en="Cap of additions", ge=0, default=0)
    most_deducted: Leaf = leaf("point", zh="扣分上限", en="Cap of deductions", ge=0, default=0)
    most_share: Leaf = leaf("1", zh="完成率上限", en="Cap of the share", ge=0, default=1)
    bands: tuple[Band, ...] = Field(default=(), strict=False)
    categories: dict[
        Id, Annotated[Leaf, LeafSchema(LeafSpec("point", "类别得分", "Points of the category", ge=0))]
    ] = Field(default_factory=dict, description="Points of each category, by name.")
    category: dict[FirstDay, str] | str | None = Field(
        default=None, description="The category reached, or one from each day on that is listed."
    )
    points_entered: Leaf | None = leaf("point", zh="评分", en="Points entered", ge=0, default=None)

    @model_validator(mode="after")
    def _fits_its_kind(self) -> Indicator:
        for key in OWN_KEYS:
            if key in self.model_fields_set and self.kind not in OWN_KEYS[key]:
                kinds = listed(OWN_KEYS[key])
                raise refused("schema.not_of_kind", key=key, kind=self.kind, kinds=kinds)
        for key in {
            "bands": ["bands"],
            "category": ["categories", "category"],
            "entered": ["points_entered"],
        }.get(self.kind, []):
            if key not in self.model_fields_set:
                raise refused("schema.kind_needs", key=key, kind=self.kind)
        self._measures_once()
        self._targets_once()
        self._points_within()
        return self

    def _measures_once(self) -> None:
        given = [key for key in ("measures", "value") if getattr(self, key) is not None]
        if self.kind in ("category", "entered"):
            if given:
                raise refused("schema.measures_nothing", key=given[0], kind=self.kind)
        elif len(given) != 1:
            raise refused("schema.measured_once")

    def _targets_once(self) -> None:
        given = [key for key in ("target", "target_line") if getattr(self, key) is not None]
        given += ["target_is"] if self.target_is == "month_before" else []
        shared = self.kind == "attainment" or self.compared == "share"
        if len(given) > 1:
            raise refused("schema.at_once", keys=listed(given, "and_words"))
        if not given and (shared or self.kind in ("deduction", "bonus_malus")):
            raise refused("schema.no_target")
        if self.kind == "attainment" and self.better == "lower":
            raise refused("schema.attained_low")

    def _points_within(self) -> None:
        """Check that no indicator can give more than its full points, and that its bands are in order."""
        full = min(self.points.values)
        items = {
            "floor": [self.floor],
            "start": [self.start],
            "bands": [band.points for band in self.bands],
            "categories": list(self.categories.values()),
            "points_entered": [self.points_entered] if self.points_entered is not None else [],
        }
        for key, leaves in items.items():
            most = max((value for each in leaves for value in each.values), default=0.0)
            if most > full:
                raise refused("schema.points_above", most=f"{most:g}", key=key, full=f"{full:g}")
        edges = [band.at.values for band in self.bands]
        rising = edges == sorted(edges, reverse=self.better == "lower")
        if not rising or len(set(edges)) < len(edges):
            raise refused("schema.bands_order")
