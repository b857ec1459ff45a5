"""Advertising: what the platform says was spent, what was invoiced, and what the ledger has.

Spend includes VAT, as the gross amounts of invoices do; the ledger has their net amounts. Invoices are those
whose goods name advertising, which a shop that sells pictures does not issue itself. The plan's own mapping
says which storefront a seller's invoices and a platform's ad report are for.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from artplan.actuals.mapping.mapping import member_of
from artplan.actuals.platforms import PLATFORMS, Platform
from artplan.actuals.reconcile.answer import (
    Cause,
    Remark,
    SourceComparison,
    SourceSum,
    Standing,
    Uncompared,
    largest,
    rest,
    weighed,
)
from artplan.actuals.reconcile.books import Books, fitting, total
from artplan.actuals.store.store import Kept

SPEND, COST = "advertising_spend", "advertising_cost"
ADVERTISING = re.compile("广告|推广|信息服务")
ORDINARY = "普通"  # invoices whose VAT is not deducted
OTHER_ACCOUNTS = "淘宝客|达人|坑位"


@dataclass(frozen=True)
class AdSpend:
    """A month's spend, VAT included, in CNY. again: rows of reports that say once more what another does."""

    amount: Decimal
    count: int
    again: int


def compare_advertising(books: Books) -> list[SourceComparison | Uncompared]:
    """Compare spend with invoices, and invoices with the ledger's account."""
    reports = [each for each in PLATFORMS if each.ads and books.has([each.ads])]
    there = {"wanxiang": reports, "invoices": books.has(["invoices"]), "ledger": books.accounts}
    lacking = _lacking(SPEND, there, "wanxiang", "invoices")
    spend = [lacking] if lacking else [_compare_spend(books, each, len(reports) == 1) for each in reports]
    return [*spend, _lacking(COST, there, "invoices", "ledger") or _compare_cost(books)]


def ad_spend(books: Books, platform: Platform, later: int = 0) -> AdSpend:
    """Return what the platform's ad report says was spent in the month.

    Reports by scene and by campaign say the same: what two files say of a day and scene, to the cent, counts
    once; parts that differ are added.
    """
    files: dict[tuple[str, str], dict[str, list[Decimal]]] = defaultdict(lambda: defaultdict(list))
    for each in books.of(platform.ads, later):
        files[each.day, each.item][each.place.rpartition(":")[0]].append(each.measures["spend"])
    amount, count, again = Decimal(0), 0, 0
    for of_files in files.values():
        seen = set()
        for spends in of_files.values():
            if (spent := total(spends)) in seen:
                again += len(spends)
                continue
            seen.add(spent)
            amount, count = amount + spent, count + len(spends)
    return AdSpend(amount, count, again)


def ad_invoices(books: Books, later: int = 0) -> list[Kept]:
    """Return the lines of invoices on advertising; red-letter ones are negative."""
    return [each for each in books.of("invoices", later) if ADVERTISING.search(each.item)]


def invoices_of(books: Books, platform: Platform, alone: bool, later: int = 0) -> list[Kept]:
    """Return the invoices of the platform's sellers.

    alone: it is the only platform with an ad report, so that sellers that nothing maps are its own.
    """
    storefront = books.words.storefronts.get(platform.ads, "")
    sellers = ((each, _storefront(books, each)) for each in ad_invoices(books, later))
    return [each for each, own in sellers if (own == storefront if own else alone)]


def _storefront(books: Books, invoice: Kept) -> str:
    """Return the storefront of an invoice's seller, `none`, or "" for one that nothing maps."""
    return member_of(invoice.partner, books.words.sellers) if invoice.partner else ""


def _lacking(name: str, there: dict[str, object], *sources: str) -> Uncompared | None:
    lacking = tuple(each for each in sources if not there[each])
    return Uncompared(name, lacking) if lacking else None


def _compare_spend(books: Books, platform: Platform, alone: bool) -> SourceComparison:
    spend, invoices = ad_spend(books, platform), invoices_of(books, platform, alone)
    left = SourceSum(platform.ads, spend.amount, spend.count)
    right = SourceSum("invoices", _sum(invoices, "gross"), len(invoices))
    difference = left.amount - right.amount
    unmapped = [] if alone else [each for each in ad_invoices(books) if not _storefront(books, each)]
    possible = _sum(unmapped, "gross").copy_sign(difference)
    causes = [
        _next_month(invoices_of(books, platform, alone, 1), "gross", difference),
        *_of_month_beside(books, platform, alone, difference),
        Cause("unmapped_sellers", possible, len(unmapped), "possible", _places(unmapped, "gross")),
    ]
    weighted = weighed(difference, causes)
    remarks = [Remark("spend_again", {"count": str(spend.again)})] if spend.again else []
    if rest(difference, weighted) > 0:
        remarks.append(Remark("coupons", {}))
    if unmapped:
        remarks.append(Remark("sellers_unmapped", {"sellers": _by_seller(unmapped)}))
    return SourceComparison(SPEND, left, right, weighted, tuple(remarks))


def _by_seller(invoices: Sequence[Kept]) -> str:
    """Return the sellers with the sums of their invoices."""
    sums: dict[str, Decimal] = defaultdict(Decimal)
    for each in invoices:
        sums[each.partner or "-"] += each.measures["gross"]
    return ", ".join(f"{seller} {amount:,.2f}" for seller, amount in sums.items())


def _next_month(following: Sequence[Kept], measure: str, wanted: Decimal) -> Cause:
    """Return the invoice of the next month that has this amount, or else all of them as a possible cause."""
    same = [each for each in following if each.measures[measure] == abs(wanted)][:1]
    rows = same or following
    amount = _sum(rows, measure).copy_sign(wanted)
    standing: Standing = "explained" if same else "possible"
    return Cause("invoice_next_month", amount, len(rows), standing, _places(rows, measure))


def _of_month_beside(books: Books, platform: Platform, alone: bool, difference: Decimal) -> list[Cause]:
    """Return an invoice of the month that is what was spent, and not invoiced, in a month beside it."""
    invoices = invoices_of(books, platform, alone)
    same = [each for each in invoices if each.measures["gross"] == -difference][:1]
    if not same:
        return []
    due = {
        later: ad_spend(books, platform, later).amount
        - _sum(invoices_of(books, platform, alone, later), "gross")
        for later in (-1, 1)
    }
    name = "invoice_ahead" if due[1] == -difference else "invoice_month_before"
    standing: Standing = "explained" if -difference in due.values() else "possible"
    return [Cause(name, difference, 1, standing, _places(same, "gross"))]


def _compare_cost(books: Books) -> SourceComparison:
    invoices, accounts = ad_invoices(books), books.line(COST)
    names = tuple(f"{each.code} {each.name}" for each in accounts)
    left = SourceSum("invoices", _sum(invoices, "net"), len(invoices))
    right = SourceSum("ledger", total(each.debit for each in accounts), len(accounts), names)
    difference = left.amount - right.amount
    ordinary = [each for each in invoices if ORDINARY in each.item]
    other = fitting(accounts, OTHER_ACCOUNTS)
    causes = [
        _vat("vat_of_ordinary", ordinary),
        _vat("vat_in_cost", invoices if len(ordinary) < len(invoices) else []),
        Cause("other_advertising", -total(each.debit for each in other), len(other), "possible"),
    ]
    if difference < 0:  # the ledger accrues what is invoiced later
        causes.insert(0, _next_month(ad_invoices(books, 1), "net", difference))
    earlier = [each for each in invoices if each.measures["net"] == difference][:1]
    causes.append(Cause("booked_before", difference, len(earlier), "possible", _places(earlier, "net")))
    kept = [each for each in causes if each.count]
    return SourceComparison(COST, left, right, weighed(difference, kept))


def _vat(name: str, invoices: Sequence[Kept]) -> Cause:
    return Cause(name, -_sum(invoices, "vat"), len(invoices), "possible", _places(invoices, "vat"))


def _sum(rows: Sequence[Kept], measure: str) -> Decimal:
    return total(each.measures[measure] for each in rows)


def _places(rows: Sequence[Kept], measure: str) -> tuple[str, ...]:
    return largest((each.measures[measure], each.place) for each in rows)
