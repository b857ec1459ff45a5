"""The texts of an export's cells as numbers, days and identifiers.

Numbers are read as exact decimals. Platforms write them in many ways: 1,234.56, ￥1,234.56, +12.00, 3.21%,
(1,234.56), 123.00-, full-width digits, - or -- for nothing.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date, timedelta
from decimal import Decimal

from artplan.plan.written.calendar import FIRST_YEAR, LAST_YEAR

NOTHING = ("", "-", "--", "—", "/", "null", "None")
NUMBER = re.compile(r"(?P<open>\()?(?P<sign>[-+])?[￥¥]?(?P<front>[-+])?(?P<digits>\d{1,3}(,\d{3})+|\d+)?"
                    r"(?P<cents>\.\d+)?(?P<behind>-)?(?P<close>\))?元?(?P<percent>%)?")  # fmt: skip
ROUNDED = re.compile(r"\d(\.\d+)?[eE]\+?\d+")
CUT_OFF = re.compile(r"\d{15}0{3,}")  # a spreadsheet keeps fifteen digits; shorter numbers may end in zeros
DAY = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:[ T]+\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?)?")
COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})(?:\d{6})?")
MONTH = re.compile(r"(\d{4})[-/.年]?(\d{1,2})月?")
SERIAL = re.compile(r"[1-9]\d{4}(\.\d+)?")  # a day as spreadsheets count them
EPOCH = date(1899, 12, 30)
LONGEST = 1000  # characters of a text in which the width of signs matters; to unify it in more takes long


def plain(text: str) -> str:
    """Return a text in half-width signs and without blanks inside brackets and around it."""
    return (unicodedata.normalize("NFKC", text) if len(text) <= LONGEST else text).strip()


def read_number(text: str) -> Decimal | None:
    """Return the number, 0 for nothing; None if the text is none."""
    whole = plain(text)
    if whole in NOTHING:
        return Decimal(0)
    match = NUMBER.fullmatch(whole.replace(" ", ""))
    if match is None or not (match["digits"] or match["cents"]):
        return None
    if bool(match["open"]) != bool(match["close"]) or (match["sign"] and match["front"]):
        return None
    number = Decimal((match["digits"] or "0").replace(",", "") + (match["cents"] or ""))
    if match["percent"]:
        number /= 100
    negative = "-" in (match["sign"], match["front"], match["behind"]) or match["open"]
    return -number if negative else number


def read_day(text: str) -> date | None:
    """Return the day of a date or time; None if the text is none."""
    whole = plain(text)
    if match := DAY.fullmatch(whole) or COMPACT.fullmatch(whole):
        return _date(int(match[1]), int(match[2]), int(match[3]))
    if SERIAL.fullmatch(whole):
        return EPOCH + timedelta(days=int(whole.partition(".")[0]))
    return None


def read_period(text: str) -> tuple[date, date] | None:
    """Return the first and last day of `2027-01-01 ~ 2027-01-31`, of a month or a day; None if it is none."""
    whole = plain(text)
    first, sign, last = (part.strip() for part in whole.replace("至", "~").partition("~"))
    if sign:
        begins, ends = read_day(first), read_day(last)
        return (begins, ends) if begins and ends and begins <= ends else None
    if day := read_day(whole):
        return day, day
    if (match := MONTH.fullmatch(whole)) and (begins := _date(int(match[1]), int(match[2]), 1)):
        return begins, month_end(begins)
    return None


def month_named(text: str) -> str | None:
    """Return the month that a text names, such as 2027年01月 in a title; None if it names none or two."""
    months = {
        f"{match[1]}-{int(match[2]):02d}"
        for match in re.finditer(r"(\d{4})\s*[年.-]\s*(?:第\s*)?(\d{1,2})\s*(?:月|期|[.-]|$)", plain(text))
        if _date(int(match[1]), int(match[2]), 1)
    }
    return months.pop() if len(months) == 1 else None


def is_rounded(text: str) -> bool:
    """Return whether a spreadsheet has cut digits off an identifier."""
    return bool(ROUNDED.fullmatch(text) or CUT_OFF.fullmatch(text))


def month_end(day: date) -> date:
    """Return the last day of the day's month."""
    following = (day.replace(day=28) + timedelta(days=4)).replace(day=1)
    return following - timedelta(days=1)


def _date(year: int, month: int, day: int) -> date | None:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None
