"""The forms of the Accounting Standards for Small Enterprises (财会〔2011〕17号), row by row: 会小企01 to 03.

Every row of a form is listed, with its official number; one without lines stays blank. Labels are in the
catalogue below `forms`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class FormRow:
    """A row of a form: what it adds up.

    number: the official one, 0 for a heading. label: its key in the catalogue. lines: lines of the model; in
    the balance sheet accounts, such as `cash` for `cash_opening` and `cash_closing`. plus, minus: rows above.
    part: whether it is a part of the row above.
    """

    number: int
    label: str
    lines: tuple[str, ...] = ()
    plus: tuple[int, ...] = ()
    minus: tuple[int, ...] = ()
    part: bool = False

    @property
    def is_sum(self) -> bool:
        return bool(self.plus)


Form = tuple[FormRow, ...]


def filled(form: Form, amount: Callable[[str], float]) -> Mapping[int, float]:
    """Return the exact amount of every row that is not blank, by its number."""
    done: dict[int, float] = {}
    for row in form:
        if row.lines or row.is_sum:
            own = sum(amount(name) for name in row.lines)
            sums = sum(done.get(each, 0.0) for each in row.plus) - sum(
                done.get(each, 0.0) for each in row.minus
            )
            done[row.number] = own + sums
    return done


def summed_lines(form: Form) -> Mapping[int, frozenset[str]]:
    """Return the lines that every row adds up from, its own and those of the rows above, by its number."""
    done: dict[int, frozenset[str]] = {}
    for row in form:
        above = (done.get(each, frozenset()) for each in (*row.plus, *row.minus))
        done[row.number] = frozenset(row.lines).union(*above)
    return done


def _head(label: str) -> FormRow:
    return FormRow(0, label)


def _row(number: int, label: str, *lines: str) -> FormRow:
    return FormRow(number, label, lines)


def _part(number: int, label: str, *lines: str) -> FormRow:
    return FormRow(number, label, lines, part=True)


INCOME: Form = (
    _row(1, "revenue", "net_revenue"),
    _row(2, "cost", "operating_cost"),
    _row(3, "taxes", "taxes_and_surcharges"),
    _part(4, "consumption_tax"),
    _part(5, "business_tax"),
    _part(6, "city_tax"),
    _part(7, "resource_tax"),
    _part(8, "land_gain_tax"),
    _part(9, "property_taxes", "stamp_duty"),
    _part(10, "education_levies"),
    _row(11, "selling", "selling_expenses"),
    _part(12, "repairs"),
    _part(13, "advertising", "advertising_cost"),
    _row(14, "administrative", "administrative_expenses"),
    _part(15, "setting_up"),
    _part(16, "entertainment"),
    _part(17, "research"),
    _row(18, "finance", "finance_expenses"),
    _part(19, "interest", "interest_total"),
    _row(20, "investment_income"),
    FormRow(21, "operating_profit", plus=(1, 20), minus=(2, 3, 11, 14, 18)),
    _row(22, "other_income", "non_operating_income"),
    _part(23, "grants"),
    _row(24, "other_expenses", "non_operating_expenses"),
    _part(25, "bad_debts"),
    _part(26, "lost_bonds"),
    _part(27, "lost_shares"),
    _part(28, "disasters"),
    _part(29, "late_payment"),
    FormRow(30, "profit_before_tax", plus=(21, 22), minus=(24,)),
    _row(31, "income_tax", "income_tax"),
    FormRow(32, "net_profit", plus=(30,), minus=(31,)),
)
BALANCE: Form = (
    _head("current_assets"),
    _row(1, "cash", "cash"),
    _row(2, "short_investments"),
    _row(3, "notes_receivable"),
    _row(4, "receivables", "receivable_total"),
    _row(5, "prepayments", "prepaid"),
    _row(6, "dividends_receivable"),
    _row(7, "interest_receivable"),
    _row(8, "other_receivables", "fee_refund_receivable", "deposits"),
    _row(9, "inventory", "inventory"),
    _part(10, "materials"),
    _part(11, "work_in_progress"),
    _part(12, "goods", "inventory"),
    _part(13, "turnover_materials"),
    _row(14, "other_current_assets", "vat_credit", "return_goods"),
    FormRow(15, "current_assets_total", plus=(1, 2, 3, 4, 5, 6, 7, 8, 9, 14)),
    _head("fixed"),
    _row(16, "long_bonds"),
    _row(17, "long_shares"),
    _row(18, "assets_at_cost", "fixed_assets_at_cost"),
    _row(19, "accumulated_depreciation", "accumulated_depreciation"),
    FormRow(20, "assets_in_books", plus=(18,), minus=(19,)),
    _row(21, "construction"),
    _row(22, "construction_materials"),
    _row(23, "disposal"),
    _row(24, "biological_assets"),
    _row(25, "intangibles"),
    _row(26, "development"),
    _row(27, "deferred_expenses"),
    _row(28, "other_fixed"),
    FormRow(29, "fixed_total", plus=(16, 17, 20, 21, 22, 23, 24, 25, 26, 27, 28)),
    FormRow(30, "assets_total", plus=(15, 29)),
    _head("current_liabilities"),
    _row(31, "short_loans", "loans_current"),
    _row(32, "notes_payable"),
    _row(33, "payables", "artists_payable", "suppliers_payable"),
    _row(34, "advances", "customer_deposits"),
    _row(35, "payroll_payable", "payroll_payable", "bonus_accrued"),
    _row(36, "taxes_payable", "vat_payable", "income_tax_payable", "withheld_tax_payable"),
    _row(37, "interest_payable", "interest_payable"),
    _row(38, "profits_payable"),
    _row(39, "other_payables"),
    _row(40, "other_current_liabilities", "returns_provision"),
    FormRow(41, "current_liabilities_total", plus=(31, 32, 33, 34, 35, 36, 37, 38, 39, 40)),
    _head("later_liabilities"),
    _row(42, "long_loans", "loans_later"),
    _row(43, "long_payables"),
    _row(44, "deferred_income"),
    _row(45, "other_later_liabilities"),
    FormRow(46, "later_liabilities_total", plus=(42, 43, 44, 45)),
    FormRow(47, "liabilities_total", plus=(41, 46)),
    _head("equity"),
    _row(48, "paid_in", "paid_in"),
    _row(49, "capital_reserve"),
    _row(50, "surplus_reserve", "surplus_reserve"),
    _row(51, "undistributed", "result_brought", "result_of_year", "appropriation_of_year"),
    FormRow(52, "equity_total", plus=(48, 49, 50, 51)),
    FormRow(53, "sources_total", plus=(47, 52)),
)
CASH_FLOW: Form = (
    _head("operating"),
    _row(1, "from_sales", "collected_total", "customer_deposits_received"),
    _row(2, "other_received", "other_received"),
    _row(3, "for_goods", "artists_paid", "artist_taxes_passed_on", "goods_and_carriers_paid"),
    _row(4, "for_people", "payroll_paid"),
    _row(5, "for_taxes", "taxes_paid"),
    _row(
        *(6, "other_paid", "fees_paid", "annual_fees_paid_total", "advertising_total", "benefits_total"),
        *("running_costs_paid", "other_paid"),
    ),
    FormRow(7, "operating_total", plus=(1, 2), minus=(3, 4, 5, 6)),
    _head("investing"),
    _row(8, "from_investments"),
    _row(9, "investment_income"),
    _row(10, "assets_sold", "assets_sold_total"),
    _row(11, "for_investments"),
    _row(12, "for_assets", "assets_paid_total"),
    FormRow(13, "investing_total", plus=(8, 9, 10), minus=(11, 12)),
    _head("financing"),
    _row(14, "loans_received", "loans_received_total"),
    _row(15, "capital_received", "capital_received"),
    _row(16, "loans_repaid", "loans_repaid_total"),
    _row(17, "interest_paid", "interest_paid_total"),
    _row(18, "profits_paid", "dividends_paid"),
    FormRow(19, "financing_total", plus=(14, 15), minus=(16, 17, 18)),
    FormRow(20, "cash_growth", plus=(7, 13, 19)),
    _row(21, "cash_opening", "cash_opening"),
    FormRow(22, "cash_closing", plus=(20, 21)),
)
