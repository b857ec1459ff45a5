"""The forms in which a random plan says something: plain, as a card, by month, dated, or not at all."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from artplan.plan.written.calendar import first_day, from_number, last_day, number

Sections = dict[str, Any]
numbers = st.integers(1, 1_000).map(lambda value: value / 8)
shares = st.integers(0, 100).map(lambda value: value / 100)
percents = st.integers(1, 100).map(lambda value: f"{value}%")


def any_of(**optional: st.SearchStrategy[Any]) -> st.SearchStrategy[Sections]:
    return st.fixed_dictionaries({}, optional=optional)


def one_of(*words: Any) -> st.SearchStrategy[Any]:
    return st.sampled_from(words)


class Within:
    """What a plan of these months may say of numbers, days and months."""

    def __init__(self, months: tuple[str, ...]) -> None:
        self.months, self.before = months, from_number(number(months[0]) - 9)
        around = (
            first_day(from_number(number(months[0]) - 8)),
            last_day(from_number(number(months[-1]) + 3)),
        )
        self.days = st.dates(*around)
        self.months_around = self.days.map(lambda day: day.isoformat()[:7])

    def dated(self, values: st.SearchStrategy[Any]) -> st.SearchStrategy[Sections]:
        later = st.sampled_from(self.months).map(lambda month: f"{month}-01")
        return st.builds(lambda a, day, b: {f"{self.before}-01": a, day: b}, values, later, values)

    def running(self, values: st.SearchStrategy[Any], counted: str) -> st.SearchStrategy[Any]:
        """An amount per month: as any other number, or plain or dated by the year."""
        forms = st.one_of(values, self.dated(values))
        by_year = forms.map(lambda value: {"value": value, "unit": f"{counted}/year"})
        return st.one_of(self.varying(values), by_year)

    def varying(self, values: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
        """Plain, as a card, by month, or dated: from before the plan and from one of its months on."""
        dated = self.dated(values)
        by_month = st.fixed_dictionaries({month: values for month in self.months})
        forms = st.one_of(values, values, dated, by_month)
        return st.one_of(forms, st.builds(lambda value: {"value": value, "note": "n"}, forms))
