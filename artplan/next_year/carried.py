"""What taxes carry into the next plan: losses, advertising above its limit, and the kind of taxpayer."""

from __future__ import annotations

from artplan.engine.arrays import Numbers
from artplan.next_year.answer import Settings, Transition
from artplan.next_year.noted import Noted
from artplan.plan.read.yaml_edit import Keys
from artplan.plan.written.calendar import calendar_month
from artplan.study.forecast.year_end import YearEnd

LEAST = 0.005  # CNY


def taxes(end: YearEnd, noted: Noted) -> Transition:
    """Return the losses that may still be used, each with its year, and the kind of taxpayer."""
    sections = end.result.plan.sections
    cards: Settings = {}
    removed: set[Keys] = {("tax", "loss_brought_forward"), *(("losses", name) for name in sections.losses)}
    for age, amount in enumerate(losses(end)):
        year = fiscal_year(end) - age
        path = ("tax", "loss_brought_forward") if age == 0 else ("losses", f"of_{year}")
        if amount < LEAST:
            continue
        if age == 0:
            cards[path] = noted.card(path, amount)
        else:
            cards[path] = {"year": year, "amount": noted.card((*path, "amount"), amount)}
    if sections.tax.taxpayer == "small_scale" and end.total("vat_general"):
        cards["tax", "taxpayer"] = "general"
        removed.add(("tax", "general_from"))
    return Transition(cards, frozenset(removed - cards.keys()))


def fiscal_year(end: YearEnd) -> int:
    """Return the calendar year in which the fiscal year begins."""
    first = end.result.plan.sections.plan.first_fiscal_month
    return int(end.last[:4]) - (calendar_month(end.last) < first)


def losses(end: YearEnd) -> list[float]:
    """Return what is left of losses once the year is over, in CNY: of the year itself, of the one before, ...

    The year's profit uses the oldest first; what is too old for the next year is gone.
    """
    result, older = _taxable_result(end), _by_age(end.closing("loss_left_closing"))
    used = max(result, 0.0)
    for age in reversed(range(len(older))):
        taken = min(older[age], used)
        older[age], used = older[age] - taken, used - taken
    years = int(end.result.plan.sections.tax.loss_years.at(0))
    return [max(-result, 0.0), *older][:years]


def _by_age(at_least: Numbers) -> list[float]:
    """Return by age what the line holds of that age and older, less what is older."""
    amounts = at_least.tolist()
    return [each - more for each, more in zip(amounts, [*amounts[1:], 0.0], strict=True)]


def advertising_left(end: YearEnd) -> float:
    """Return the year's advertising above its limit less what it has used of earlier years', in CNY.

    Worked out from the year's totals, which the ledger has where its last month is closed.
    """
    spent, brought = end.total("advertising_ytd_closing"), end.total("advertising_brought_closing")
    limit = end.total("advertising_limit_share") * max(end.total("net_revenue_ytd_closing"), 0)
    return spent - min(spent + brought, limit) if limit else 0.0


def _taxable_result(end: YearEnd) -> float:
    added_back = end.total("added_back_ytd_closing") + advertising_left(end)
    return end.total("profit_ytd_closing") + added_back
