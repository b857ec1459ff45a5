"""The organisation chart as a figure."""

from __future__ import annotations

from collections.abc import Mapping

from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from artplan.plan.schema.organisation import Post
from artplan.report.charts import style
from artplan.report.charts.chart import Chart, colours_of, nothing
from artplan.report.charts.orgchart_layout import (
    BOX_WIDTH,
    FOUNDER,
    MARGIN,
    ChartLayout,
    PostBox,
    em,
    layout,
    shortened,
    wrapped,
)
from artplan.report.tables.organisation import people_label, sentences_of_hands, sentences_of_moves
from artplan.report.tables.people_of_month import PostPeople, chosen_month, people_in_post
from artplan.report.tables.post_costs import uncovered_departments
from artplan.report.words.days import day_label, month_label, span_label
from artplan.report.words.format import DUST_OF_HEADS, heads
from artplan.result import Result
from artplan.texts.catalogue import text

SIZE, SMALL, LINE = 9.5, 8.5, 0.175  # points, points, inches
BAND = 0.07
Words = tuple[str, float, str]  # a line of a box, its font size and colour
WIDE = (BOX_WIDTH - BAND - 0.1) * 72  # width for text inside a box, in points


def organisation(result: Result, lang: str, month: str = "") -> Chart:
    """Draw the posts by reporting line, with the people in post and planned at the end of `month`.

    The default month is the plan's last. Raises ValueError if the month is outside the plan.
    """
    if not result.members.get("post"):
        return nothing("organisation", lang)
    shown = chosen_month(result, month)
    people = people_in_post(result, shown)
    posts = result.plan.sections.posts
    words = {name: _words(result, name, people, lang) for name in (FOUNDER, *posts)}
    lines = max(len(each) for each in words.values())
    plan = layout({name: post.reports_to for name, post in posts.items()}, 0.16 + LINE * lines)
    legend = _legend_rows(result, lang, plan.width, shown)
    head, foot = 0.55, 0.2 + 0.24 * len(legend)
    with style.settings():
        figure = style.Figure(figsize=(max(plan.width, 6.0), head + plan.height + foot))
        axes = figure.add_axes((0.0, 0.0, 1.0, 1.0))
        axes.set(xlim=(0, max(plan.width, 6.0)), ylim=(plan.height + foot, -head))
        axes.axis("off")
        _lines(axes, plan, posts)
        colours = colours_of(result, "department")
        for name, box in plan.boxes.items():
            colour = colours[posts[name].department] if name in posts else style.TOTAL
            _box(axes, box, words[name], colour, people.get(name))
        _legend(axes, legend, plan.height)
        title = text("charts.organisation.title", lang, month=month_label(shown, lang))
        axes.text(MARGIN, -head + 0.12, title, fontsize=12.5, va="top")
    in_post, attrition, planned = (
        sum(getattr(each, kind) for each in people.values()) for kind in ("in_post", "attrition", "planned")
    )
    alt = text(
        "charts.organisation.alt",
        lang,
        posts=len(posts),
        month=month_label(shown, lang),
        people=people_label(in_post, lang, attrition),
        planned=heads(planned),
    )
    return Chart(f"organisation_{shown}", figure, alt)


def _words(result: Result, name: str, people: Mapping[str, PostPeople], lang: str) -> list[Words]:
    """Return the lines of a box: post, names of its holders, people in post, and what else there is."""
    if name == FOUNDER:
        founder = getattr(result.plan.sections.plan.founder, lang)
        return [(line, SIZE, style.INK) for line in wrapped(founder, WIDE / SIZE)]
    label = result.plan.label("post", name, lang)
    items = [(line, SIZE, style.INK) for line in wrapped(label, WIDE / SIZE)]
    held = people[name]
    if held.names:
        names = shortened(text("list.comma", lang).join(held.names), WIDE / SMALL)
        items.append((names, SMALL, style.QUIET))
    counts = {"in_post": heads(held.in_post), "planned": heads(held.planned)}
    items.append((text("charts.organisation.people", lang, **counts), SMALL, style.QUIET))
    more = [
        (line, SMALL, colour)
        for words, colour in _more_words(held, lang)
        for line in wrapped(words, WIDE / SMALL)
    ]
    return [*items, *more]


def _more_words(held: PostPeople, lang: str) -> list[tuple[str, str]]:
    """Return what else a box says of its people, each with its colour; nothing where there is nothing."""
    counts = {"attrition": held.attrition, "came": held.came, "went": held.went, "open": held.vacancy}
    more = [
        (
            text(f"charts.organisation.{key}", lang, count=heads(count)),
            style.LOSS if key == "open" else style.QUIET,
        )
        for key, count in counts.items()
        if count > DUST_OF_HEADS
    ]
    later = [
        text("charts.organisation.awaited", lang, day=day_label(day, lang), count=heads(count))
        for day, count in held.awaited
    ]
    hands = [
        text(
            "charts.organisation.hands",
            lang,
            days=span_label(each.first, each.last, lang),
            count=heads(each.heads),
        )
        for each in held.for_a_time
    ]
    return [*more, *((line, style.QUIET) for line in (*later, *hands))]


def _box(axes: Axes, box: PostBox, words: list[Words], colour: str, people: PostPeople | None) -> None:
    """Draw a post's box, with its department's colour on the left and a dashed edge if it has a vacancy."""
    vacant = people is not None and people.vacancy > DUST_OF_HEADS
    edge = (
        {"edgecolor": style.LOSS, "linestyle": (0, (4, 2)), "linewidth": 1.4}
        if vacant
        else {"edgecolor": style.GRID}
    )
    axes.add_patch(Rectangle((box.left, box.top), box.width, box.height, facecolor=style.PAPER, **edge))
    axes.add_patch(Rectangle((box.left, box.top), BAND, box.height, facecolor=colour, linewidth=0))
    middle, top = box.left + BAND + (box.width - BAND) / 2, box.middle[1] - LINE * len(words) / 2
    for place, (line, size, ink) in enumerate(words):
        at = (middle, top + LINE * (place + 0.5))
        axes.text(*at, line, fontsize=size, ha="center", va="center", color=ink)


def _lines(axes: Axes, plan: ChartLayout, posts: Mapping[str, Post]) -> None:
    """Draw a line from each post to its superior; dashed if the superior is only an assumption."""
    for name, post in posts.items():
        box, above = plan.boxes[name], plan.boxes[post.reports_to or FOUNDER]
        if plan.downwards:
            (x, y), (to_x, to_y) = (box.middle[0], box.top), (above.middle[0], above.top + above.height)
            corner = (to_y + y) / 2
            path = ((x, x, to_x, to_x), (y, corner, corner, to_y))
        else:
            (x, y), (to_x, to_y) = (box.left, box.middle[1]), (above.left + above.width, above.middle[1])
            corner = (to_x + x) / 2
            path = ((x, corner, corner, to_x), (y, y, to_y, to_y))
        dashes = (0, (2, 2)) if post.reports_to_placeholder else "-"
        axes.plot(*path, color=style.QUIET, linewidth=1.1, linestyle=dashes, zorder=0.5)


def _legend_rows(result: Result, lang: str, width: float, month: str) -> list[list[tuple[str, str, str]]]:
    """Return the legend below the chart, row by row, as entries of (kind, colour, text)."""
    free = uncovered_departments(result)
    entries = [
        ("box", colour, result.plan.label("department", name, lang))
        for name, colour in colours_of(result, "department").items()
        if name not in free
    ]
    rows: list[list[tuple[str, str, str]]] = [[]]
    reach = 0.0
    for entry in entries:
        needed = _needed(entry[2])
        if rows[-1] and reach + needed > max(width, 6.0) - MARGIN:
            rows.append([])
            reach = 0.0
        rows[-1].append(entry)
        reach += needed
    if any(post.reports_to_placeholder for post in result.plan.sections.posts.values()):
        rows.append([("dots", style.QUIET, text("charts.organisation.assumed", lang))])
    people = people_in_post(result, month)
    if any(each.vacancy > DUST_OF_HEADS for each in people.values()):
        rows.append([("edge", style.LOSS, text("charts.organisation.vacant", lang))])
    more = sentences_of_moves(result, lang, month)
    expected = any(each.attrition > DUST_OF_HEADS for each in people.values())
    hands = sentences_of_hands(result, (hand for each in people.values() for hand in each.for_a_time), lang)
    sentences = [text("charts.organisation.expected", lang)] if expected else []
    sentences += [*([text("charts.organisation.moves", lang)] if more else []), *more]
    sentences += [text("charts.organisation.for_a_time", lang, hands=each) for each in hands]
    if free:
        names = text("list.comma", lang).join(result.plan.label("department", each, lang) for each in free)
        sentences.append(text("charts.organisation.uncovered", lang, names=names))
    room = (max(width, 6.0) - 0.4) * 72 / 9
    rows += [[("words", style.INK, line)] for each in sentences for line in wrapped(each, room)]
    return [row for row in rows if row]


def _needed(words: str) -> float:
    return 0.45 + em(words) * 9 / 72


def _legend(axes: Axes, rows: list[list[tuple[str, str, str]]], top: float) -> None:
    for place, row in enumerate(rows):
        x, y = MARGIN, top + 0.2 + 0.24 * place
        for kind, colour, words in row:
            if kind == "box":
                axes.add_patch(Rectangle((x, y - 0.06), 0.16, 0.12, facecolor=colour, linewidth=0))
            elif kind == "edge":
                axes.add_patch(
                    Rectangle(
                        (x, y - 0.06),
                        0.2,
                        0.12,
                        facecolor=style.PAPER,
                        edgecolor=colour,
                        linestyle=(0, (4, 2)),
                    )
                )
            elif kind == "dots":
                axes.plot((x, x + 0.22), (y, y), color=colour, linewidth=1.1, linestyle=(0, (2, 2)))
            indent = 0.0 if kind == "words" else 0.28
            axes.text(x + indent, y, words, fontsize=9, va="center", color=style.INK)
            x += _needed(words)
