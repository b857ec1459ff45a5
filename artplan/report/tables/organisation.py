"""The organisation of a month as tables and sentences: departments, spans of control, who changes posts.

Hands for a time are named by their dates, as they are written.
"""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from artplan.report.tables.people_of_month import (
    ForATime,
    chosen_month,
    moved_people,
    several_years,
)
from artplan.report.tables.rounding import largest_remainder
from artplan.report.tables.table import Table, TableRow, columns, row, words
from artplan.report.words.days import day_label, month_label, span_label
from artplan.report.words.format import DUST_OF_HEADS, heads, number
from artplan.result import Result
from artplan.texts.catalogue import text

BY_DEPARTMENT = {
    "in_post": "headcount_closing",
    "attrition": "expected_attrition",
    "planned": "headcount_planned",
    "vacancy": "headcount_vacancy",
    "full_time": "full_time_equivalent_by_post",
}


def departments(result: Result, lang: str, month: str = "") -> Table:
    """List each department at a month's end: people, attrition, open seats, transfers, cost."""
    shown = chosen_month(result, month)
    exact = department_figures(result, shown)
    cost = largest_remainder(exact["cost"].to_numpy())
    rows = [
        _department_row(result.plan.label("department", name, lang), exact.loc[name], cost[place])
        for place, name in enumerate(exact.index)
    ]
    rows.append(_department_row(text("tables.total", lang), exact.sum(), cost.sum(), total=True))
    named = columns(
        text("tables.department", lang), *(text(f"tables.departments.{key}", lang) for key in exact)
    )
    caption = text("tables.departments.caption", lang, month=month_label(shown, lang))
    return Table(f"departments_{shown}", caption, named, tuple(rows), exact)


def department_figures(result: Result, month: str) -> pd.DataFrame:
    """Return a frame of departments x figures of a month."""
    home = [result.plan.sections.posts[post].department for post in result.members["post"]]
    every = list(result.members["department"])
    figures = {
        key: result.frame(line)[month].groupby(home).sum().reindex(every).fillna(0.0)
        for key, line in BY_DEPARTMENT.items()
    }
    figures["came"] = result.frame("transfers_into_department")[month]
    figures["went"] = result.frame("transfers_out_of_department")[month]
    figures["cost"] = result.frame("payroll_cost_by_department")[month]
    return pd.DataFrame(figures, index=every)


def _department_row(label: str, figures: pd.Series, cost: float, total: bool = False) -> TableRow:
    cells = [
        number(float(figures[key]), 1) if key == "full_time" else heads(float(figures[key]))
        for key in figures.index
        if key != "cost"
    ]
    return row([label, *cells, number(cost)], "result" if total else "")


def spans(result: Result, lang: str, month: str = "") -> Table:
    """List the superiors of a month: their direct posts, and the heads of these posts."""
    shown = chosen_month(result, month)
    below = pd.Series([post.reports_to or "" for post in result.plan.sections.posts.values()]).value_counts()
    span = result.frame("span_of_control")[shown]
    led = [post for post in result.members["post"] if below.get(post, 0)]
    exact = pd.DataFrame({"posts": below.reindex(led).astype(int), "people": span.reindex(led)})
    rows = [
        row([result.plan.label("post", post, lang), number(each["posts"]), heads(float(each["people"]))])
        for post, each in exact.iterrows()
    ]
    named = columns(*(text(f"tables.spans.{key}", lang) for key in ("superior", "posts", "people")))
    caption = text("tables.spans.caption", lang, month=month_label(shown, lang))
    return Table(f"spans_{shown}", caption, named, tuple(rows), exact)


def transfers(result: Result, lang: str) -> Table:
    """List who changes posts on which day, from where to where, and under whom."""
    keys = ("day", "who", "people", "former", "post", "superior")
    plan, items = result.plan, []
    for each in moved_people(result):
        superior = plan.sections.posts[each.post].reports_to
        above = plan.label("post", superior, lang) if superior else getattr(plan.sections.plan.founder, lang)
        posts = (plan.label("post", post, lang) for post in (each.former, each.post))
        items.append((f"{each.day}", who(result, each.position, lang), heads(each.heads), *posts, above))
    rows = [row(each) for each in items] or [row([text("tables.transfers.none", lang), *[""] * 5], "note")]
    named = words(*(text(f"tables.transfers.{key}", lang) for key in keys))
    frame = pd.DataFrame(items, columns=list(keys))
    return Table("transfers", text("tables.transfers.caption", lang), named, tuple(rows), frame)


def who(result: Result, position: str, lang: str) -> str:
    """Return who the people of a row are: the name, or the row's own label."""
    return str(result.plan.label("position", position, lang))


def sentences_of_moves(result: Result, lang: str, month: str = "") -> list[str]:
    """Return a sentence for each move, as `16 Jul: Li Jing, Designer → Store lead`."""
    year = several_years(result)
    return [
        text(
            "people.moved",
            lang,
            day=day_label(each.day, lang, year),
            who=_counted(who(result, each.position, lang), each.heads, lang),
            former=result.plan.label("post", each.former, lang),
            post=result.plan.label("post", each.post, lang),
        )
        for each in moved_people(result, month)
    ]


def sentences_of_hands(result: Result, hands: Iterable[ForATime], lang: str) -> list[str]:
    """Return each row of hands for a time as it is written: `Packer, 1–14 Nov, 3 people`."""
    year = several_years(result)
    return [
        text(
            "people.for_a_time",
            lang,
            post=result.plan.label("post", each.post, lang),
            days=span_label(each.first, each.last, lang, year),
            people=people_label(each.heads, lang),
        )
        for each in hands
    ]


def people_label(count: float, lang: str, attrition: float = 0.0) -> str:
    """Return a number of people, with the attrition expected of them: 10 people (expected attrition 0.1)."""
    said = text(f"count.person.{'one' if count == 1 else 'many'}", lang, count=heads(count))
    if attrition <= DUST_OF_HEADS:
        return said
    return text("people.with_attrition", lang, people=said, count=heads(attrition))


def _counted(name: str, count: float, lang: str) -> str:
    return name if count == 1 else text("people.several", lang, who=name, people=people_label(count, lang))
