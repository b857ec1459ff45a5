"""Scorecards as inputs of the rules.

The inputs say what each kind of indicator starts with and may gain or lose, give both edges of each band, and
refer to the lines of the plan that indicators read.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from artplan.engine.arrays import Indices, Numbers
from artplan.plan.inputs.form import Input, indices, rows, single
from artplan.plan.leaf.leaf import Leaf
from artplan.plan.plan import Plan
from artplan.plan.schema.appraisal import FULL_SCORE, STEPPED, Indicator, LineOfPlan, PayBand
from artplan.plan.schema.root import Sections

PER = ("indicator",)
BAND, PAY_BAND = ("indicator", "band"), ("scorecard", "pay_band")
Row = Sequence[float]
NOTHING: Row = (0.0,)

INPUTS = (
    Input("score_full", "point", (), "满分", "Full score"),
    Input("level_dust", "1", (), "分档容差", "What a level may lack to meet an edge", "last"),
    Input("bonus_capped", "1", (), "奖金受毛利限制", "Bonuses are capped"),
    Input("bonus_profit_share", "1", (), "奖金占毛利上限", "Share of gross profit for bonuses"),
    Input("indicator_step", "1", PER, "指标步长", "Step of the reading"),
    Input("indicator_share_step", "1", PER, "完成率步长", "Step of the share"),
    Input("indicator_value", "1", PER, "录入实际值", "Reading entered"),
    Input("indicator_target_value", "1", PER, "录入目标值", "Target of the reading entered"),
    Input("indicator_from_before", "1", PER, "与上月比较", "Held against the month before"),
    Input("indicator_compared", "1", PER, "参与比较", "Held against a target"),
    Input("indicator_by_share", "1", PER, "按完成率", "By share of the target"),
    Input("indicator_direction", "1", PER, "指标方向", "Direction", describe="1: more is better; -1: less."),
    Input("indicator_days", "1", PER, "折算天数", "Days the reading is divided by"),
    Input("indicator_times", "1", PER, "扣加分次数", "Times a month that points fall"),
    Input("indicator_started", "1", PER, "不足一步按一步", "Started steps count"),
    Input("indicator_whole", "1", PER, "取整步数", "Whole steps", describe="1: steps are whole; 0: in part."),
    Input("indicator_start", "point", PER, "起评得分", "Points at the start"),
    Input("indicator_deduct", "point", PER, "每步扣减", "Points per step short"),
    Input("indicator_add", "point", PER, "每步增加", "Points per step over"),
    Input("indicator_bonus_cap", "point", PER, "奖励分上限", "Bonus points at most"),
    Input("indicator_malus_cap", "point", PER, "扣减分上限", "Deducted points at most"),
    Input("indicator_floor", "point", PER, "指标保底分", "Floor of the points"),
    Input("indicator_attains", "1", PER, "按比例得分", "Points by share"),
    Input("indicator_share_cap", "1", PER, "得分比例上限", "Cap of the share reached"),
    Input("indicator_points_given", "point", PER, "评定得分", "Points given"),
    Input("band_floor", "1", BAND, "档位下限", "Floor of the band"),
    Input("band_ceiling", "1", BAND, "档位上限", "Ceiling of the band"),
    Input("band_ends", "1", BAND, "档位有上限", "The band has a ceiling"),
    Input("band_points", "point", BAND, "档位分值", "Points in the band"),
    Input("pay_floor", "point", PAY_BAND, "绩效档下限", "Floor of the pay band"),
    Input("pay_floor_open", "1", PAY_BAND, "绩效档下限不含", "Floor not included"),
    Input("pay_ceiling", "point", PAY_BAND, "绩效档上限", "Ceiling of the pay band"),
    Input("pay_ceiling_open", "1", PAY_BAND, "绩效档上限含", "Ceiling included"),
    Input("pay_ends", "1", PAY_BAND, "绩效档有上限", "The pay band has a ceiling"),
    Input("pay_rate", "1", PAY_BAND, "绩效档系数", "Rate of the pay band"),
    Input("pay_slope", "1/point", PAY_BAND, "绩效档每分系数", "Rate per point of the pay band"),
    Input("pay_beyond", "point", PAY_BAND, "绩效档起算分", "Points that count from, pay band"),
)


@dataclass(frozen=True)
class LineReference:
    """A line of the plan that an indicator reads, with the path at which the plan names it."""

    line: str
    members: tuple[str, ...]
    unit: str
    path: str


def references(plan: Plan) -> dict[str, tuple[LineReference | None, ...]]:
    """Return, for each line of the rules that gathers other lines, the line that each indicator reads.

    The entries are in the order of the indicators; None for an indicator that reads no line. Without
    indicators the result is empty.
    """
    items = plan.sections.indicators
    if not items:
        return {}

    def of(key: str) -> tuple[LineReference | None, ...]:
        return tuple(_reference(getattr(each, key), f"indicators.{n}.{key}") for n, each in items.items())

    return {"indicator_gathered": of("measures"), "indicator_target_gathered": of("target_line")}


def _reference(line: LineOfPlan | None, path: str) -> LineReference | None:
    return LineReference(line.line, line.member, line.unit, path) if line is not None else None


def bands(sections: Sections) -> tuple[str, ...]:
    return _numbered(max((len(each.bands) for each in sections.indicators.values()), default=0))


def pay_bands(sections: Sections) -> tuple[str, ...]:
    return _numbered(max((len(each.pay) or 1 for each in sections.scorecards.values()), default=0))


def _numbered(count: int) -> tuple[str, ...]:
    return tuple(str(number + 1) for number in range(count))


def groupings(plan: Plan) -> dict[tuple[str, str], Indices]:
    cards = list(plan.sections.scorecards)
    places = [cards.index(each.scorecard) for each in plan.sections.indicators.values()]
    return {("indicator", "scorecard"): indices(places)}


def arrays(plan: Plan) -> dict[str, Numbers]:
    sections = plan.sections
    share = sections.appraisal.bonus_from_gross_profit
    return {
        "score_full": single([FULL_SCORE]),
        "level_dust": single([1e-9]),
        "bonus_capped": single([float(share is not None)]),
        "bonus_profit_share": single(share.values if share is not None else NOTHING),
        **_indicators(plan),
        **_bands(plan),
        **_pay_bands(plan),
    }


def _indicators(plan: Plan) -> dict[str, Numbers]:
    days = tuple(float(plan.sections.plan.days_in(month)) for month in plan.months)
    items = list(plan.sections.indicators.values())
    made: dict[str, Callable[[Indicator], Row]] = {
        "indicator_step": lambda i: i.step.values if _steps_amount(i) else (1.0,),
        "indicator_share_step": lambda i: i.step.values if i.kind in STEPPED and _by_share(i) else (1.0,),
        "indicator_value": lambda i: _values(i.value),
        "indicator_target_value": lambda i: _values(i.target),
        "indicator_from_before": lambda i: (float(i.target_is == "month_before"),),
        "indicator_compared": lambda i: _compared(i, len(plan.months)),
        "indicator_by_share": lambda i: (float(_by_share(i)),),
        "indicator_direction": lambda i: (1.0 if i.better == "higher" else -1.0,),
        "indicator_days": lambda i: (1.0,) if i.counted == "month" else days,
        "indicator_times": lambda i: days if i.counted == "every_day" else (1.0,),
        "indicator_started": lambda i: (float(i.steps == "started"),),
        "indicator_whole": lambda i: (float(i.steps != "proportional"),),
        "indicator_start": lambda i: (
            i.points.values if i.kind in ("deduction", "bonus_malus") else i.start.values
        ),
        "indicator_deduct": lambda i: i.deduct.values,
        "indicator_add": lambda i: i.add.values,
        "indicator_bonus_cap": lambda i: i.most_added.values,
        "indicator_malus_cap": lambda i: i.points.values if i.kind == "deduction" else i.most_deducted.values,
        "indicator_floor": lambda i: _floor(i),
        "indicator_attains": lambda i: (float(i.kind == "attainment"),),
        "indicator_share_cap": lambda i: i.most_share.values,
        "indicator_points_given": lambda i: _given(i, plan.months),
    }
    return {name: rows([make(each) for each in items], len(plan.months)) for name, make in made.items()}


def _by_share(indicator: Indicator) -> bool:
    return indicator.compared == "share" or indicator.kind == "attainment"


def _steps_amount(indicator: Indicator) -> bool:
    return indicator.kind in STEPPED and not _by_share(indicator)


def _values(leaf: Leaf | None) -> Row:
    return leaf.values if leaf is not None else NOTHING


def _compared(indicator: Indicator, months: int) -> Row:
    """Return 1 for each month with a comparison; the first month has no month before it to compare with."""
    if indicator.kind not in STEPPED:
        return NOTHING
    return (0.0, *[1.0] * (months - 1)) if indicator.target_is == "month_before" else (1.0,)


def _floor(indicator: Indicator) -> Row:
    """Return the lowest points of the indicator; a malus may go below 0, down to its cap."""
    if indicator.kind == "bonus_malus":
        return tuple(-value for value in indicator.most_deducted.values)
    return indicator.floor.values


def _given(indicator: Indicator, months: Sequence[str]) -> Row:
    """Return the points entered, or the points of the category that applies in each month."""
    if indicator.kind != "category":
        return _values(indicator.points_entered)
    return [
        indicator.categories[_category(indicator, month)].at(place) if _category(indicator, month) else 0.0
        for place, month in enumerate(months)
    ]


def _category(indicator: Indicator, month: str) -> str:
    if not isinstance(indicator.category, dict):
        return indicator.category or ""
    since = [day for day in sorted(indicator.category) if day[:7] <= month]
    return indicator.category[since[-1]] if since else ""


def _bands(plan: Plan) -> dict[str, Numbers]:
    """Return the band inputs; edges change sign where less is better, so that bands always rise."""
    length, count = len(plan.months), len(bands(plan.sections))
    items = [
        ([_signed(band.at.values, i.better) for band in i.bands], [band.points.values for band in i.bands])
        for i in plan.sections.indicators.values()
    ]
    return {
        "band_floor": _table([edges for edges, _ in items], count, length),
        "band_ceiling": _table([edges[1:] for edges, _ in items], count, length),
        "band_ends": _table([_ends(len(edges), count) for edges, _ in items], count, length),
        "band_points": _table([points for _, points in items], count, length),
    }


def _signed(values: Row, better: str) -> Row:
    return values if better == "higher" else tuple(-value for value in values)


def _pay_bands(plan: Plan) -> dict[str, Numbers]:
    length, count = len(plan.months), len(pay_bands(plan.sections))
    cards = list(plan.sections.scorecards.values())

    def table(part: Callable[[PayBand], Row], skip: int = 0) -> Numbers:
        return _table([[part(band) for band in card.pay][skip:] for card in cards], count, length)

    straight = [[(0.0 if card.pay else 1 / FULL_SCORE,)] for card in cards]
    slopes = [[band.slope.values for band in card.pay] or straight[n] for n, card in enumerate(cards)]
    return {
        "pay_floor": table(lambda band: band.edge.values),
        "pay_floor_open": table(lambda band: (float(band.above is not None),)),
        "pay_ceiling": table(lambda band: band.edge.values, 1),
        "pay_ceiling_open": table(lambda band: (float(band.above is not None),), 1),
        "pay_ends": _table([_ends(len(card.pay) or 1, count) for card in cards], count, length),
        "pay_rate": table(lambda band: band.rate.values),
        "pay_slope": _table(slopes, count, length),
        "pay_beyond": table(lambda band: band.beyond.values),
    }


def _ends(bands: int, count: int) -> list[Row]:
    """Return 1 for each band that has a ceiling, 0 for the last band, which has none.

    Bands that only pad the table to `count` get 1; with floor and ceiling 0 they have zero width.
    """
    return [(float(place + 1 != bands),) for place in range(count)]


def _table(items: Sequence[Sequence[Row]], count: int, length: int) -> Numbers:
    """Return an array (member, place, month, draw), padded with zeros to `count` places."""
    flat = [row for row_of in items for row in [*row_of, *[NOTHING] * (count - len(row_of))]]
    result = rows(flat, length)
    return result.reshape(len(items), count, *result.shape[1:])
