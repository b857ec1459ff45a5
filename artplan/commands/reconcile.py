"""The command `artplan actuals reconcile`: exports of a month that say the same, compared."""

from __future__ import annotations

import argparse
from decimal import Decimal
from typing import TYPE_CHECKING

from artplan.commands import options
from artplan.texts.catalogue import text
from artplan.texts.language import of_environment

if TYPE_CHECKING:
    from artplan.actuals.reconcile.answer import Bridge, Cause, SourceComparison, SourceSum, Uncompared

Row = tuple[str, str, str, str]  # what, how many, amount, and a remark


def show_reconciliation(chosen: argparse.Namespace) -> int:
    from artplan.actuals.reconcile.reconcile import reconcile

    answer = reconcile(chosen.month)
    if chosen.json:
        options.print_json(answer.record())
    else:
        lang = chosen.lang or of_environment()
        parts = [_compared(each, lang) for each in answer.compared]
        parts += [_bridge(answer.bridge, lang)] if answer.bridge else []
        parts += (
            ["\n".join(_uncompared(each, lang) for each in answer.uncompared)] if answer.uncompared else []
        )
        print("\n\n".join(parts))
    return 1 if chosen.strict and not answer.settled else 0


def _compared(each: SourceComparison, lang: str) -> str:
    agrees = not each.difference and not each.causes
    rows = [_source(each.left, lang), _source(each.right, lang)]
    said = text("reconcile.agrees", lang) if agrees else ""
    rows.append((text("reconcile.difference", lang), "", _money(each.difference), said))
    if each.matched and each.matched[0]:
        count, amount = each.matched
        rows.append((text("reconcile.matched", lang), f"{count:,}", _money(amount), ""))
    rows += [_cause(cause, lang) for cause in each.causes]
    if not agrees:
        rows.append((text("reconcile.unexplained", lang), "", _money(each.unexplained), ""))
    remarks = [text(f"reconcile.remark.{remark.name}", lang, **remark.words) for remark in each.remarks]
    return "\n".join([text(f"reconcile.name.{each.name}", lang), _table(rows, lang), *remarks])


def _source(each: SourceSum, lang: str) -> Row:
    accounts = text("list.comma", lang).join(each.accounts)
    return text(f"reconcile.source.{each.source}", lang), f"{each.count:,}", _money(each.amount), accounts


def _cause(each: Cause, lang: str) -> Row:
    key = "reconcile.perhaps" if each.standing == "possible" else "reconcile.caused"
    label = text(key, lang, cause=text(f"reconcile.cause.{each.name}", lang))
    standing = text(f"reconcile.standing.{each.standing}", lang)
    said = text("list.comma", lang).join([standing, *each.places])
    return label, f"{each.count:,}", _money(each.amount), said


def _bridge(bridge: Bridge, lang: str) -> str:
    rows = [
        (text(f"reconcile.step.{each.name}", lang), f"{each.count:,}", _money(each.amount),
         text(f"reconcile.source.{each.source}", lang))
        for each in bridge.steps
    ]  # fmt: skip
    expected = bridge.revenue.amount - bridge.unexplained
    rows.append((text("reconcile.expected", lang), "", _money(expected), ""))
    rows.append((text("reconcile.revenue", lang), *_source(bridge.revenue, lang)[1:]))
    rows.append((text("reconcile.unexplained", lang), "", _money(bridge.unexplained), ""))
    lines = [text("reconcile.name.bridge", lang), _table(rows, lang)]
    if bridge.lacking:
        lines.append(text("reconcile.steps_lacking", lang, sources=_sources(bridge.lacking, lang)))
    return "\n".join(lines)


def _uncompared(each: Uncompared, lang: str) -> str:
    name = text(f"reconcile.name.{each.name}", lang)
    return text("reconcile.lacking", lang, name=name, sources=_sources(each.lacking, lang))


def _sources(names: tuple[str, ...], lang: str) -> str:
    return text("list.comma", lang).join(text(f"reconcile.source.{name}", lang) for name in names)


def _table(rows: list[Row], lang: str) -> str:
    from artplan.commands import terminal

    heads = tuple(text(f"reconcile.{name}", lang) for name in ("item", "count", "amount", "remarks"))
    return terminal.table([heads, *rows], behind=1)


def _money(amount: Decimal) -> str:
    return f"{amount:,.2f}"
