"""The flow charts of a plan's processes: one lane per post or outside party, one row per step."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from artplan.plan.schema.fields import Words
from artplan.plan.schema.processes import Process, Step
from artplan.report.charts import style
from artplan.report.charts.chart import Chart, colours_of, nothing
from artplan.report.charts.orgchart_layout import wrapped
from artplan.result import Result
from artplan.texts.catalogue import text

WIDTH, ROW, HEAD, LANE_HEAD = style.WIDTH, 0.72, 0.5, 0.38  # inches
BOX_HEIGHT, LINE, SIZE = 0.44, 0.17, 9.0
ARROW = {"arrowstyle": "-|>", "color": style.QUIET, "shrinkA": 0, "shrinkB": 0, "linewidth": 1.1}


@dataclass(frozen=True)
class Lanes:
    """The layout of one process, in inches from the top left of its own drawing."""

    process: Process
    names: Mapping[str, int]  # lane by post or outside party
    rows: Mapping[str, int]  # row by step

    @property
    def width(self) -> float:
        return WIDTH / len(self.names)

    @property
    def box_width(self) -> float:
        return min(self.width - 0.5, 2.2)

    @property
    def height(self) -> float:
        return HEAD + LANE_HEAD + ROW * len(self.rows)

    def middle(self, step: str) -> tuple[float, float]:
        lane = self.names[who(self.process.steps[step])]
        return (lane + 0.5) * self.width, HEAD + LANE_HEAD + (self.rows[step] + 0.5) * ROW

    def gutter(self, step: str) -> float:
        """Return the x coordinate at the right edge of the step's lane, where there is no box."""
        return (self.names[who(self.process.steps[step])] + 1) * self.width - 0.1


def processes(result: Result, lang: str) -> Chart:
    """Draw all processes of the plan, one below the other."""
    drawn = [_lanes(each) for each in result.plan.sections.processes.values()]
    if not drawn:
        return nothing("processes", lang)
    height = sum(each.height + 0.25 for each in drawn)
    with style.settings():
        figure = style.Figure(figsize=(WIDTH, height))
        axes = figure.add_axes((0.0, 0.0, 1.0, 1.0))
        axes.set(xlim=(0, WIDTH), ylim=(height, 0))
        axes.axis("off")
        top = 0.1
        for lanes in drawn:
            _draw(axes, lanes, top, result, lang)
            top += lanes.height + 0.25
    return Chart("processes", figure, " ".join(_alt(each, result, lang) for each in drawn))


def who(step: Step) -> str:
    """Return the key of a step's lane: its post, or the names of the outside party that does the step.

    The key of an outside party begins with a space, which no post's name can.
    """
    return str(step.post) if step.who is None else f" {step.who.zh} {step.who.en}"


def _lanes(process: Process) -> Lanes:
    names = dict.fromkeys(who(step) for step in process.steps.values())
    lanes = {name: place for place, name in enumerate(names)}
    return Lanes(process, lanes, {step: row for row, step in enumerate(process.steps)})


def _named(step: Step, result: Result, lang: str) -> str:
    return result.plan.label("post", str(step.post), lang) if step.who is None else step.who.get(lang)


def _draw(axes: Axes, lanes: Lanes, top: float, result: Result, lang: str) -> None:
    axes.text(0.1, top + 0.08, lanes.process.name.get(lang), fontsize=12.5, va="top")
    by_lane = {who(step): step for step in lanes.process.steps.values()}
    for name, lane in lanes.names.items():
        _lane(axes, lanes, lane, top, _named(by_lane[name], result, lang), _colour(by_lane[name], result))
    for before in lanes.process.steps:
        for after, when in lanes.process.follows()[before].items():
            _arrow(axes, lanes, top, before, after, when.get(lang) if when else "")
    for name, step in lanes.process.steps.items():
        _box(axes, lanes, top, name, step.name.get(lang), _colour(step, result))


def _colour(step: Step, result: Result) -> str:
    if step.post is None:
        return style.REST
    return colours_of(result, "department")[result.plan.sections.posts[step.post].department]


def _lane(axes: Axes, lanes: Lanes, lane: int, top: float, name: str, colour: str) -> None:
    left, head = lane * lanes.width, top + HEAD
    if lane:
        axes.plot((left, left), (head, top + lanes.height), color=style.GRID, linewidth=0.8)
    axes.add_patch(
        Rectangle((left + 0.08, head + 0.04), 0.07, LANE_HEAD - 0.12, facecolor=colour, linewidth=0)
    )
    for place, line in enumerate(wrapped(name, (lanes.width - 0.35) * 72 / SIZE)[:2]):
        axes.text(
            left + 0.22,
            head + 0.06 + LINE * (place + 0.4),
            line,
            fontsize=SIZE,
            va="center",
            color=style.QUIET,
        )


def _box(axes: Axes, lanes: Lanes, top: float, name: str, label: str, colour: str) -> None:
    (x, y), width = lanes.middle(name), lanes.box_width
    left, above = x - width / 2, y + top - BOX_HEIGHT / 2
    branches = len(lanes.process.follows()[name]) > 1
    edge = style.INK if branches else style.GRID
    axes.add_patch(Rectangle((left, above), width, BOX_HEIGHT, facecolor=style.PAPER, edgecolor=edge))
    axes.add_patch(Rectangle((left, above), 0.05, BOX_HEIGHT, facecolor=colour, linewidth=0))
    lines = wrapped(label, (width - 0.2) * 72 / SIZE)[:2]
    for place, line in enumerate(lines):
        at = y + top + LINE * (place - (len(lines) - 1) / 2)
        axes.text(x + 0.025, at, line, fontsize=SIZE, ha="center", va="center", color=style.INK)


def _arrow(axes: Axes, lanes: Lanes, top: float, step: str, after: str, when: str) -> None:
    """Draw an arrow from a step to a following one.

    To the next row it turns between the two rows. To a later row it runs beside the lane, where there is no
    box.
    """
    (x, y), (to_x, to_y) = lanes.middle(step), lanes.middle(after)
    y, to_y, half = y + top, to_y + top, lanes.box_width / 2
    if lanes.rows[after] == lanes.rows[step] + 1:
        corner = (y + to_y) / 2
        path = [(x, y + BOX_HEIGHT / 2), (x, corner), (to_x, corner), (to_x, to_y - BOX_HEIGHT / 2)]
        at = (x + 0.06, y + BOX_HEIGHT / 2 + 0.09)
    else:
        aside = lanes.gutter(step)
        end = to_x - half if to_x > aside else to_x + half
        path = [(x + half, y), (aside, y), (aside, to_y), (end, to_y)]
        at = (aside + 0.05, y)
    axes.plot(*zip(*path[:-1], strict=True), color=style.QUIET, linewidth=1.1, zorder=0.5)
    axes.annotate("", path[-1], path[-2], arrowprops=ARROW)
    if when:
        axes.text(*at, when, fontsize=8.5, va="center", color=style.QUIET, bbox=style.CLEAR, zorder=3)


def _alt(lanes: Lanes, result: Result, lang: str) -> str:
    """Return the alternative text: every step with who does it and the steps that follow."""
    steps, message = lanes.process.steps, []
    for name, after in lanes.process.follows().items():
        named = text(
            "charts.processes.step",
            lang,
            step=steps[name].name.get(lang),
            who=_named(steps[name], result, lang),
        )
        leads = list(_leads(after, steps, lang))
        message.append(f"{named} → {text('list.or', lang).join(leads)}" if leads else named)
    return text(
        "charts.processes.alt",
        lang,
        name=lanes.process.name.get(lang),
        steps=text("list.semicolon", lang).join(message),
    )


def _leads(after: Mapping[str, Words | None], steps: Mapping[str, Step], lang: str) -> Iterator[str]:
    for each, when in after.items():
        name = steps[each].name.get(lang)
        yield text("charts.processes.when", lang, when=when.get(lang), step=name) if when else name
