"""Sums that the report lays out in rows hold every term of the line they add up to, and no other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

import pytest

from artplan.engine.additive import parts_of
from artplan.engine.faults import ModelFault
from artplan.model import model
from artplan.report.tables import forms
from artplan.report.tables.money import CASH_IN, CASH_OUT
from artplan.report.tables.post_costs import PAY_LINES
from artplan.report.tables.statements import BALANCE, DIRECT, INDIRECT
from artplan.statement import STATEMENT

Signed = Mapping[str, int]


def _steps_of_the_statement() -> Iterator[tuple[str, Signed]]:
    """Each result with the result before it and the rows between the two."""
    rows: dict[str, int] = {}
    for row in STATEMENT:
        if row.sign:
            rows[row.line] = row.sign
            continue
        if rows:
            yield row.line, rows
        rows = {row.line: 1}


def _of_form(form: forms.Form, number: int, ending: str = "") -> Signed:
    """The lines that a row of a form adds up, with their signs."""
    row = next(each for each in form if each.number == number)
    signed = {f"{name}{ending}": 1 for name in row.lines}
    for sign, numbers in ((1, row.plus), (-1, row.minus)):
        for each in numbers:
            signed |= {name: sign * own for name, own in _of_form(form, each, ending).items()}
    return signed


def _assets() -> Signed:
    """The assets of the form, with what they cost and what is written off as one."""
    rows = dict(_of_form(forms.BALANCE, 30, "_closing"))
    assert (rows.pop("fixed_assets_at_cost_closing"), rows.pop("accumulated_depreciation_closing")) == (1, -1)
    return {**rows, "fixed_assets_closing": 1}


ROWS: dict[str, Signed] = {
    "pay_by_parts": dict.fromkeys(PAY_LINES.values(), 1),
    "receipts_total": dict.fromkeys(CASH_IN, 1),
    "payments_total": dict.fromkeys(CASH_OUT, 1),
    **dict(_steps_of_the_statement()),
    **DIRECT,
    "cash_from_operating_indirect": INDIRECT,
    **{name: dict.fromkeys(lines, 1) for name, lines in BALANCE if lines},
}
# The same of the statutory forms, whose rows are other lines
FORMS: dict[str, Signed] = {
    "statutory_operating_profit": _of_form(forms.INCOME, 21),
    "statutory_profit_before_tax": _of_form(forms.INCOME, 30),
    "assets_total": _assets(),
    "liabilities_total": _of_form(forms.BALANCE, 47, "_closing"),
    "equity_total": _of_form(forms.BALANCE, 52, "_closing"),
    "cash_from_operating": _of_form(forms.CASH_FLOW, 7),
    "cash_from_investing": _of_form(forms.CASH_FLOW, 13),
    "cash_from_financing": _of_form(forms.CASH_FLOW, 19),
}


@pytest.mark.parametrize(
    ("line", "rows"), [*ROWS.items(), *FORMS.items()], ids=[*ROWS, *(f"form of {name}" for name in FORMS)]
)
def test_the_rows_are_the_terms_of_their_line(line: str, rows: Signed):
    terms = Counter(_terms(line, rows))
    shown = Counter(rows.items())
    assert not terms - shown, f"left out of {line}: {sorted(terms - shown)}"
    assert not shown - terms, f"not in {line}: {sorted(shown - terms)}"


def test_a_row_that_is_left_out_is_named():
    rows = {name: sign for name, sign in ROWS["pay_by_parts"].items() if name != "severance_by_stint"}
    with pytest.raises(AssertionError, match=r"left out of pay_by_parts: \[\('severance_by_stint', 1\)\]"):
        test_the_rows_are_the_terms_of_their_line("pay_by_parts", rows)


def _terms(line: str, rows: Signed, sign: int = 1) -> Iterator[tuple[str, int]]:
    """The line's terms; one that the rows do not show is opened into its own, where it is a sum."""
    for name, own in parts_of(model(), line):
        try:
            opened = () if name in rows else tuple(_terms(name, rows, sign * own))
        except (ModelFault, KeyError):  # no sum, or an input
            opened = ()
        yield from opened or ((name, sign * own),)
