"""Two charts by month: profit as bars and cash as a line, each with the scenario's values for comparison."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import floor, log10
from typing import Any

from artplan.app.views.tag import tag
from artplan.report.charts import style
from artplan.report.words.format import Scale, number, scale_for
from artplan.result import Result
from artplan.texts.catalogue import text

WIDTH, HEIGHT, LEFT, TOP, BOTTOM = 720, 190, 56, 30, 22
TICKS, MONTHS = 4, 12


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


def profit(result: Result, before: Result, lang: str) -> str:
    now, then = (each.by_month("net_profit").tolist() for each in (result, before))
    frame = Frame.around(now, then)
    half, zero = 0.34 * (WIDTH - LEFT) / frame.count, frame.y(0)

    def bars() -> Iterator[str]:
        for place, (value, was) in enumerate(zip(now, then, strict=True)):
            left, ends = frame.x(place) - half, sorted((frame.y(value), zero))
            colour = style.GAIN if value >= 0 else style.LOSS
            yield tag("rect", x=left, y=ends[0], width=2 * half, height=ends[1] - ends[0], fill=colour)
            yield _across(left - 3, left + 2 * half + 3, frame.y(was), style.INK, 1.2)

    return _chart("profit", frame, bars(), result.months, now, lang)


@dataclass(frozen=True)
class ShadedBand:
    """The range of a line in most draws of the uncertain parameters, by month."""

    low: tuple[float, ...]
    high: tuple[float, ...]


def cash(result: Result, before: Result, lang: str, band: ShadedBand | None = None) -> str:
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
    return _chart("cash", frame, iter(lines), result.months, now, lang, "app.band" if band else "")


def _area(frame: Frame, band: ShadedBand) -> str:
    around = [*enumerate(band.high), *reversed(list(enumerate(band.low)))]
    points = " ".join(f"{frame.x(place):.1f},{frame.y(each):.1f}" for place, each in around)
    return tag("polygon", points=points, fill=style.MAIN, opacity="0.14")


def _chart(
    kind: str,
    frame: Frame,
    drawn: Iterator[str],
    months: Sequence[str],
    now: Sequence[float],
    lang: str,
    more: str = "",
) -> str:
    scale = scale_for(max(abs(frame.low), abs(frame.high)), "CNY", lang)
    least = min(range(len(now)), key=now.__getitem__)
    said = text(f"app.{kind}.alt", lang, month=months[least], amount=number(now[least]))
    note = " · ".join([scale.unit, text("app.behind", lang), *([text(more, lang)] if more else [])])
    return tag(
        "svg",
        tag("text", words=text(f"app.{kind}.title", lang), x=0, y=13, font_size=14, fill=style.INK),
        _words(note, WIDTH, 13, "end", 12),
        *_ticks(frame, scale),
        *drawn,
        *_months(frame, months, lang),
        class_="ap-chart",
        viewBox=f"0 0 {WIDTH} {HEIGHT}",
        role="img",
        aria_label=said,
    )


def _ticks(frame: Frame, scale: Scale) -> Iterator[str]:
    step = _round_step((frame.high - frame.low) / TICKS)
    decimals = 0 if step >= scale.factor else 2
    for place in range(-floor(-frame.low / step), floor(frame.high / step) + 1):
        y = frame.y(place * step)
        yield _across(LEFT, WIDTH, y, style.QUIET if place == 0 else style.GRID, 0.8)
        yield _words(number(place * step / scale.factor, decimals), LEFT - 6, y + 4, "end")


def _months(frame: Frame, months: Sequence[str], lang: str) -> Iterator[str]:
    every = -(-len(months) // MONTHS)
    for place in range(0, len(months), every):
        yield _words(text(f"month.{months[place][5:]}", lang), frame.x(place), HEIGHT - 6, "middle")


def _words(words: str, x: float, y: float, anchor: str, size: int = 11) -> str:
    return tag("text", words=words, x=x, y=y, font_size=size, text_anchor=anchor, fill=style.QUIET)


def _across(left: float, right: float, y: float, colour: str, width: float) -> str:
    return tag("path", d=f"M{left:.1f} {y:.1f}H{right:.1f}", stroke=colour, stroke_width=width)


def _round_step(size: float) -> float:
    """Return the smallest number that is at least `size` and is 1, 2 or 5 times a power of ten."""
    power = 10.0 ** floor(log10(size))
    return next(each * power for each in (1, 2, 5, 10) if each * power >= size * (1 - 1e-9))
