"""Tables of the scorecards: points by indicator and month, score, grade and performance pay."""

from __future__ import annotations

import pandas as pd

from artplan.report.tables.rounding import largest_remainder
from artplan.report.tables.table import Table, TableRow, columns, row
from artplan.report.words.format import NOTHING, number, percent
from artplan.result import Result
from artplan.texts.catalogue import text


def scorecards(result: Result, lang: str) -> Table:
    """List each scorecard: the points of every indicator by month, then score, grade, rate and pay."""
    rows: list[TableRow] = []
    points, full = result.frame("indicator_points"), result.by_member("indicator_full_points")
    for card in result.members["scorecard"]:
        rows.append(row([_title(result, card, lang)], "group"))
        for name, each in result.plan.sections.indicators.items():
            if each.scorecard == card:
                label = result.plan.label("indicator", name, lang)
                rows.append(row([label, number(float(full[name])), *map(_points, points.loc[name])]))
        rows += _outcome(result, card, lang)
    heads = columns(
        text("tables.scorecards.indicator", lang), text("tables.scorecards.full", lang), *points.columns
    )
    return Table("scorecards", text("tables.scorecards.caption", lang), heads, tuple(rows), points)


def _title(result: Result, card: str, lang: str) -> str:
    """Return the scorecard's name, and the positions that it names."""
    title = str(result.plan.label("scorecard", card, lang))
    people = [
        result.plan.label("position", each, lang) for each in result.plan.sections.scorecards[card].positions
    ]
    names = text("list.comma", lang).join(people)
    return text("tables.scorecards.people", lang, scorecard=title, names=names) if people else title


def _outcome(result: Result, card: str, lang: str) -> list[TableRow]:
    """Return the rows below the points: score, grade, and this month's pay, which last month's score sets."""
    score, rate = (result.frame(name).loc[card] for name in ("score", "score_pay_rate"))
    pay = largest_remainder(result.frame("performance_pay_by_scorecard").loc[card].to_numpy())
    grades = result.frame("score_in_grade")
    held = grades.xs(card, level="scorecard") if len(grades) else grades
    names = [
        str(result.plan.label("grade", held[month].idxmax(), lang)) if held[month].any() else NOTHING
        for month in result.months
    ]
    full = number(float(result.by_member("scorecard_full_points")[card]))
    sections = result.plan.sections
    keys = ("score", "rank", "grade", "rate_by_score", "rate_by_grade", "pay")
    said = {each: text(f"tables.scorecards.{each}", lang) for each in keys}
    rank = row([said["rank"], "", *map(_points, result.frame("percentile_rank").loc[card])], "note")
    return [
        row([said["score"], full, *map(_points, score)], "result"),
        *([rank] if sections.appraisal.grades_by == "rank" else []),
        row([said["grade"], "", *names], "note"),
        row(
            [
                said[f"rate_by_{sections.scorecards[card].pay_by}"],
                "",
                *(percent(float(each), 0) for each in rate.to_numpy()),
            ],
            "note",
        ),
        row([said["pay"], "", *map(number, pay)], "note"),
    ]


def appraisal(result: Result, lang: str) -> Table:
    """Compare the scorecards: people appraised, scores, months below the limit, total pay."""
    keys = ["scorecard", "people", "average", "lowest", "highest", "bad_months", "pay"]
    items = appraisal_figures(result)
    pay = largest_remainder(items["pay"].to_numpy())
    rows = []
    for place, (card, each) in enumerate(items.iterrows()):
        scores = [number(each[key], 1) for key in ("average", "lowest", "highest")]
        cells = [number(each["people"], 1), *scores, number(each["bad_months"]), number(pay[place])]
        rows.append(row([_title(result, str(card), lang), *cells]))
    if rows:
        rows.append(row([text("tables.total", lang), *[""] * 5, number(float(pay.sum()))], "result"))
    heads = columns(*(text(f"tables.appraisal.{key}", lang) for key in keys))
    return Table("appraisal", text("tables.appraisal.caption", lang), heads, tuple(rows), items)


def appraisal_figures(result: Result) -> pd.DataFrame:
    """Return a frame of scorecards x (people, average, lowest, highest, bad_months, pay) over all months."""
    score = result.frame("score")
    return pd.DataFrame(
        {
            "people": result.year("people_appraised"),
            "average": score.mean(axis=1),
            "lowest": score.min(axis=1),
            "highest": score.max(axis=1),
            "bad_months": (result.frame("bad_months_closing") > 0).sum(axis=1),
            "pay": result.year("performance_pay_by_scorecard"),
        }
    )


def _points(value: float) -> str:
    return number(value, 0 if float(value).is_integer() else 1)
