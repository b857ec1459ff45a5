"""Days as a reader writes them: 16 Jul / 7 月 16 日, and spans of days: 1–14 Nov / 11 月 1–14 日."""

from __future__ import annotations

from datetime import date

from artplan.texts.catalogue import text


def month_label(month: str, lang: str) -> str:
    """Format a month: 2027-03 -> 2027 年 3 月 / Mar 2027."""
    return text("month.of_year", lang, month=text(f"month.{month[5:]}", lang), year=month[:4])


def day_label(day: date, lang: str, year: bool = False) -> str:
    said = text("day.one", lang, month=text(f"month.{day:%m}", lang), day=day.day)
    return text("day.of_year", lang, day=said, year=day.year) if year else said


def span_label(first: date, last: date, lang: str, year: bool = False) -> str:
    """Return the days from the first to the last, the month once where it is the same."""
    if first == last:
        return day_label(first, lang, year)
    if (first.year, first.month) != (last.year, last.month):
        return f"{day_label(first, lang, year)}–{day_label(last, lang, year)}"
    days = f"{first.day}–{last.day}"
    said = text("day.one", lang, month=text(f"month.{first:%m}", lang), day=days)
    return text("day.of_year", lang, day=said, year=first.year) if year else said
