"""Two charts by month: profit as bars and cash as a line, each with the values before any move.

They are drawn anew with each move, so they consist of few elements: what has one colour is one path.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import floor, log10
from typing import Any

from artplan.app.views.tag import tag
from artplan.report.charts import style
from artplan.report.words.format import Scale, number, scale_for
from artplan.result import Result
from artplan.texts.catalogue import text

WIDTH, HEIGHT, LEFT, TOP, BOTTOM = 720, 190, 56, 30, 22
TICKS, MONTHS = 4, 12
NAMED = 44  # the least width above the closed months, in which "Actual" stands


@dataclass(frozen=True)
class Frame:
    """The scales of a chart: they convert values to points from the top left corner."""

    low: float
    high: float
    count: int

    @staticmethod
    def around(*series: Sequence[float]) -> Frame:
        """Return a frame with a margin around all values and 0."""
        low, high = min(0.0, *map(min, series)), max(0.0, *map(max, series))
        room = (high - low or 1.0) * 0.06
        return Frame(low - room * (low < 0), high + room, len(series[0]))

    def x(self, place: float) -> float:
        return LEFT + (place + 0.5) * (WIDTH - LEFT) / self.count

    def y(self, value: float) -> float:
        return TOP + (self.high - value) / (self.high - self.low) * (HEIGHT - TOP - BOTTOM)


def profit(result: Result, before: Result, lang: str, closed: int = 0) -> str:
    """Return the profit of each month. closed: how many of the first months are closed."""
    now, then = (each.by_month("net_profit").tolist() for each in (result, before))
    frame = Frame.around(now, then)
    half, zero = 0.34 * (WIDTH - LEFT) / frame.count, frame.y(0)

    def bars(places: Iterable[int], colour: str) -> str:
        ends = ((frame.x(place) - half, frame.y(now[place])) for place in places)
        path = (f"M{left:.1f} {zero:.1f}h{2 * half:.1f}V{end:.1f}h{-2 * half:.1f}z" for left, end in ends)
        return tag("path", d="".join(path), fill=colour)

    gains, losses = ([i for i, value in enumerate(now) if (value >= 0) == gain] for gain in (True, False))
    middles = [(frame.x(place), frame.y(value)) for place, value in enumerate(then)]
    was = _across([(x - half - 3, x + half + 3, y) for x, y in middles], style.INK, 1.2)
    drawn = (bars(gains, style.GAIN), bars(losses, style.LOSS), was)
    return _chart("profit", frame, drawn, result.months, now, lang, closed)


@dataclass(frozen=True)
class ShadedBand:
    """The range of a line in most draws of the uncertain parameters, in all months or the last ones."""

    low: tuple[float, ...]
    high: tuple[float, ...]


def cash(result: Result, before: Result, lang: str, band: ShadedBand | None = None, closed: int = 0) -> str:
    """Return the cash at each month's end. closed: how many of the first months are closed."""
    now, then = (each.by_month("cash_closing").tolist() for each in (result, before))
    frame = Frame.around(now, then, *((band.low, band.high) if band else ()))

    def line(values: Sequence[float], **look: Any) -> str:
        points = " ".join(f"{frame.x(place):.1f},{frame.y(each):.1f}" for place, each in enumerate(values))
        return tag("polyline", points=points, fill="none", **look)

    lines = (
        *((_area(frame, band),) if band else ()),
        line(then, stroke=style.QUIET, stroke_width=1.2, stroke_dasharray="4 3"),
        line(now, stroke=style.MAIN, stroke_width=2.2),
    )
    return _chart("cash", frame, lines, result.months, now, lang, closed, "app.band" if band else "")


def _area(frame: Frame, band: ShadedBand) -> str:
    first = frame.count - len(band.low)
    around = [*enumerate(band.high, first), *reversed(list(enumerate(band.low, first)))]
    points = " ".join(f"{frame.x(place):.1f},{frame.y(each):.1f}" for place, each in around)
    return tag("polygon", points=points, fill=style.MAIN, opacity="0.14")


def _chart(
    kind: str,
    frame: Frame,
    drawn: Iterable[str],
    months: Sequence[str],
    now: Sequence[float],
    lang: str,
    closed: int,
    more: str = "",
) -> str:
    scale = scale_for(max(abs(frame.low), abs(frame.high)), "CNY", lang)
    least = min(range(len(now)), key=now.__getitem__)
    said = text(f"app.{kind}.alt", lang, month=months[least], amount=number(now[least]))
    behind = text("app.behind_forecast" if closed else "app.behind", lang)
    note = " · ".join([scale.unit, behind, *([text(more, lang)] if more else [])])
    return tag(
        "svg",
        tag("text", words=text(f"app.{kind}.title", lang), x=0, y=13, font_size=14, fill=style.INK),
        tag("text", words=note, x=WIDTH, y=13, font_size=12, text_anchor="end"),
        *(_shade(frame, closed, lang) if closed else ()),
        *_ticks(frame, scale),
        *drawn,
        _months(tuple(months), lang),
        class_="ap-chart",
        viewBox=f"0 0 {WIDTH} {HEIGHT}",
        font_size=11,
        fill=style.QUIET,
        role="img",
        aria_label=said,
    )


def _shade(frame: Frame, closed: int, lang: str) -> Iterator[str]:
    """Return the ground of the closed months, and above it what is actual and what forecast."""
    edge, foot = LEFT + closed * (WIDTH - LEFT) / frame.count, HEIGHT - BOTTOM
    yield tag("rect", x=LEFT, y=TOP, width=edge - LEFT, height=foot - TOP, fill=style.GRID, opacity="0.6")
    places = (("actual", LEFT + 3.0), ("forecast", max(edge, LEFT + NAMED) + 3))
    for name, x in places:
        yield tag("text", words=text(f"app.closed.{name}", lang), x=x, y=TOP - 4)


def _ticks(frame: Frame, scale: Scale) -> Iterator[str]:
    step = _round_step((frame.high - frame.low) / TICKS)
    decimals = 0 if step >= scale.factor else 2
    places = range(-floor(-frame.low / step), floor(frame.high / step) + 1)
    ticks = [(place * step, frame.y(place * step)) for place in places]
    yield _across([(LEFT, WIDTH, y) for value, y in ticks if value], style.GRID, 0.8)
    yield _across([(LEFT, WIDTH, y) for value, y in ticks if not value], style.QUIET, 0.8)
    words = (
        tag("text", words=number(value / scale.factor, decimals), x=LEFT - 6, y=y + 4) for value, y in ticks
    )
    yield tag("g", *words, text_anchor="end")


@lru_cache(maxsize=8)
def _months(months: tuple[str, ...], lang: str) -> str:
    """Return the names of the months, which no move changes."""
    every, frame = -(-len(months) // MONTHS), Frame(0, 1, len(months))
    words = (
        tag("text", words=text(f"month.{months[place][5:]}", lang), x=frame.x(place), y=HEIGHT - 6)
        for place in range(0, len(months), every)
    )
    return tag("g", *words, text_anchor="middle")


def _across(lines: Sequence[tuple[float, float, float]], colour: str, width: float) -> str:
    """Return horizontal lines, each from its left to its right end, as one element."""
    path = "".join(f"M{left:.1f} {y:.1f}H{right:.1f}" for left, right, y in lines)
    return tag("path", d=path, stroke=colour, stroke_width=width)


def _round_step(size: float) -> float:
    """Return the smallest number that is at least `size` and is 1, 2 or 5 times a power of ten."""
    power = 10.0 ** floor(log10(size))
    return next(each * power for each in (1, 2, 5, 10) if each * power >= size * (1 - 1e-9))
