"""Festivals of the Chinese calendar as public holidays, from the calendar tables of `holidays`.

The library's own class for China imports those of all other countries first, which takes longer than reading
a plan. This class takes only the Chinese calendar from it, with the years in which each festival is a public
holiday.
"""

from __future__ import annotations

from typing import Any

from holidays import HolidayBase
from holidays.groups import ChineseCalendarHolidays


class ChineseFestivals(HolidayBase, ChineseCalendarHolidays):
    """The first days of the festivals in a year, by name; none where the calendar's tables end."""

    start_year = 1950

    def __init__(self, *arguments: Any, **options: Any) -> None:
        ChineseCalendarHolidays.__init__(self)
        super().__init__(*arguments, **options)

    def _populate_public_holidays(self) -> None:
        self._add_chinese_new_years_day("spring_festival")
        if self._year >= 2008:
            self._add_qingming_festival("tomb_sweeping")
            self._add_dragon_boat_festival("dragon_boat")
            self._add_mid_autumn_festival("mid_autumn")
