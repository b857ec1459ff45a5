"""Values from the year's end as cards, with a note that says what they are."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from artplan.plan.read.yaml_edit import Keys
from artplan.plan.schema.paths import follow
from artplan.plan.schema.root import Sections
from artplan.plan.written.calendar import period_name
from artplan.study.forecast.year_end import YearEnd
from artplan.texts.catalogue import text

CENTS = 2
COUNTED = 6  # decimals of pieces, customers and heads


@dataclass(frozen=True)
class Noted:
    """Makes cards for the values of one year's end, with notes in the plan's language.

    balance: the note of an opening account. note: that of everything else.
    """

    balance: str
    note: str

    @classmethod
    def of(cls, end: YearEnd) -> Noted:
        """Return what notes say of values of this year's end."""
        plan = end.result.plan
        year = period_name(end.last, "year", plan.sections.plan.first_fiscal_month)
        key = "planned" if not end.after else "actual" if end.after == end.last else "forecast"
        kinds = (text(f"next_year.{kind}", plan.language, year=year) for kind in ("balance", "figure"))
        notes = (text(f"next_year.{key}", plan.language, what=kind, after=end.after) for kind in kinds)
        return cls(*notes)

    def card(self, path: Keys, value: float) -> dict[str, Any]:
        """Return the card of a parameter: amounts in whole cents."""
        spec = follow(Sections, path)[-1].spec
        unit = spec.unit if spec else "1"
        note = self.balance if path[:2] == ("plan", "opening") else self.note
        return {"value": rounded(unit, value), "unit": unit, "note": note}

    def cards(self, values: dict[Keys, float]) -> dict[Keys, Any]:
        """Return the cards of several parameters."""
        return {path: self.card(path, value) for path, value in values.items()}


def rounded(unit: str, value: float) -> float:
    """Round amounts of money to cents, and anything else to six decimals."""
    return round(value, CENTS if unit.startswith("CNY") else COUNTED)
