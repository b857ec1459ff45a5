"""Tables of people: duties, headcount, cost of posts and departments."""

from __future__ import annotations

import numpy as np
import pandas as pd

from artplan.report.tables.money import shown_row
from artplan.report.tables.people_of_month import hands_for_a_time, open_seats, several_years
from artplan.report.tables.post_costs import COST_PARTS, role_cost_parts, uncovered_departments
from artplan.report.tables.rounding import add_up, largest_remainder
from artplan.report.tables.table import Table, TableRow, columns, framed, row, words
from artplan.report.words.days import span_label
from artplan.report.words.format import DUST_OF_HEADS, heads, number
from artplan.result import By, Result
from artplan.texts.catalogue import text


def duties(result: Result, lang: str) -> Table:
    """List every post with department, superior and duties in both languages; uncovered departments last."""
    keys = ("post", "department", "reports_to", "duties_zh", "duties_en")
    plan, message = result.plan, []
    for name, post in plan.sections.posts.items():
        superior = (
            plan.label("post", post.reports_to, lang)
            if post.reports_to
            else getattr(plan.sections.plan.founder, lang)
        )
        if post.reports_to_placeholder:
            superior = text("tables.duties.assumed", lang, name=superior)
        both = ["\n".join(getattr(duty, each) for duty in post.duties) for each in ("zh", "en")]
        message.append(
            (plan.label("post", name, lang), plan.label("department", post.department, lang), superior, *both)
        )
    nobody = text("tables.duties.nobody", lang)
    for name in uncovered_departments(result):
        purpose = plan.sections.departments[name].purpose
        both = [getattr(purpose, each) if purpose else "" for each in ("zh", "en")]
        message.append((nobody, plan.label("department", name, lang), "", *both))
    heads = [text(f"tables.duties.{key}", lang) for key in keys]
    rows = tuple(row(each) for each in message)
    return Table("duties", text("tables.duties.caption", lang), words(*heads), rows, framed(keys, message))


def headcount(result: Result, lang: str, by: By = "month") -> Table:
    """List people in post at each period's end by department and post, with the planned headcount.

    The planned headcount is that of the last period. The attrition expected of the people and the hands for
    a time stand below the total.
    """
    closing, planned = (
        result.frame("headcount_closing", by),
        result.frame("headcount_planned", by).iloc[:, -1],
    )
    rows: list[TableRow] = []
    for department in result.members["department"]:
        posts = [name for name, post in result.plan.sections.posts.items() if post.department == department]
        if posts:
            rows.append(row([result.plan.label("department", department, lang)], "group"))
        for post in posts:
            label = result.plan.label("post", post, lang)
            rows.append(row([label, *map(heads, closing.loc[post]), heads(planned[post])]))
    total = text("tables.total", lang)
    rows.append(row([total, *map(heads, closing.sum()), heads(planned.sum())], "result"))
    rows += _beside(result, lang, by)
    named = columns(text("tables.post", lang), *closing.columns, text("tables.headcount.planned", lang))
    caption = text("tables.headcount.caption", lang, by=text(f"tables.by.{by}", lang))
    return Table(f"headcount_by_{by}", caption, named, tuple(rows), closing.assign(planned=planned))


def _beside(result: Result, lang: str, by: By) -> list[TableRow]:
    """Return rows of what the people at a period's end do not show: attrition, and hands for a time."""
    attrition, rows = result.total("expected_attrition_total", by), []
    if attrition.max() > DUST_OF_HEADS:
        label = text("tables.headcount.attrition", lang)
        rows.append(row([label, *map(heads, attrition), ""], "note"))
    periods = result.periods(by)[1]
    there = result.frame("position_headcount").to_numpy()
    hands = hands_for_a_time(result)
    if hands:
        rows.append(row([text("tables.headcount.for_a_time", lang)], "group"))
    for each in hands:
        at = result.members["position"].index(each.position)
        most = [there[at, first:last].max() for first, last in periods]
        days = span_label(each.first, each.last, lang, several_years(result))
        post = result.plan.label("post", each.post, lang)
        label = text("people.days", lang, post=post, days=days)
        rows.append(row([label, *(heads(float(count)) if count else "" for count in most), ""], "note"))
    return rows


def role_cost(result: Result, lang: str) -> Table:
    """List each post's cost over all months by part; the numbers add up downwards and across."""
    parts = role_cost_parts(result)
    used = [part for part in COST_PARTS if parts[part].any()]
    exact = parts[used]
    totals = largest_remainder(exact.sum(axis=1).to_numpy())
    columns_ = largest_remainder(exact.sum().to_numpy(), total=float(totals.sum()))
    shown = add_up(exact.to_numpy(), rows=totals, columns=columns_)
    rows = [
        row([result.plan.label("post", post, lang), *map(number, shown[place]), number(totals[place])])
        for place, post in enumerate(exact.index)
        if totals[place]
    ]
    total = text("tables.total", lang)
    rows.append(row([total, *map(number, columns_), number(totals.sum())], "result"))
    heads = [*(text(f"people.part.{part}", lang) for part in used), total]
    caption = text("tables.role_cost.caption", lang)
    return Table("role_cost", caption, columns(text("tables.post", lang), *heads), tuple(rows), exact)


def department_cost(result: Result, lang: str, by: By = "quarter") -> Table:
    """List payroll cost by department and period; the numbers add up downwards and across."""
    exact = result.frame("payroll_cost_by_department", by)
    *periods, total = shown_row(result, "payroll_total", by)
    posts = largest_remainder(exact.sum(axis=1).to_numpy(), total=total)
    shown = add_up(exact.to_numpy(), rows=posts, columns=periods)
    names = [result.plan.label("department", each, lang) for each in exact.index]
    rows = [
        row([names[place], *map(number, shown[place]), number(shown[place].sum())])
        for place in range(len(exact))
        if np.any(shown[place])
    ]
    whole = text("tables.total", lang)
    rows.append(row([whole, *map(number, periods), number(total)], "result"))
    heads = columns(text("tables.department", lang), *exact.columns, whole)
    return Table(
        f"department_cost_by_{by}",
        text("tables.department_cost.caption", lang, by=text(f"tables.by.{by}", lang)),
        heads,
        tuple(rows),
        exact,
    )


def positions(result: Result, lang: str) -> Table:
    """List every state of every row: its post, its holder, its dates and its pay; then the open seats."""
    keys = ("post", "person", "start", "end", "people", "base_pay")
    plan, message = result.plan, []
    pay, people = result.frame("base_pay"), result.frame("position_people")
    for each in plan.stints:
        if each.person != each.position:  # who joined a row later has its dates in the headcount
            continue
        holder = plan.sections.positions[each.position].person or text("tables.positions.open", lang)
        dates = [f"{day:%Y-%m-%d}" if day else "" for day in (each.first, each.last)]
        count = heads(float(people.iloc[:, -1][each.position]))
        post = plan.label("post", each.state["post"], lang)
        message.append((post, holder, *dates, count, number(float(pay.iloc[:, -1][each.name]))))
    vacant = text("tables.positions.vacant", lang)
    message += [
        (plan.label("post", post, lang), vacant, first, last, heads(count), "")
        for post, first, last, count in open_seats(result)
    ]
    heads_ = [text(f"tables.positions.{key}", lang) for key in keys]
    numbers = (*words(*heads_[:4]), *columns("", *heads_[4:])[1:])
    rows = tuple(row(each) for each in message)
    return Table(
        "positions",
        text("tables.positions.caption", lang),
        numbers,
        rows,
        pd.DataFrame(message, columns=keys),
    )
