"""The command `artplan curve`: estimate how often customers come back, from a shop's exports of orders."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any

from artplan.commands import options
from artplan.texts.catalogue import text

if TYPE_CHECKING:
    from artplan.exports.orders import PaidOrders
    from artplan.plan.plan import Plan
    from artplan.study.curve.answer import AgeRate, CurveEstimate

MONTHS_SHOWN = 6
DIGITS = 4  # of a rate in the settings


def add(commands: options.Commands, lang: str) -> None:
    command = options.add_command(
        commands, "curve", text("help.curve.brief", lang), text("help.curve.about", lang)
    )
    command.add_argument(
        "files", nargs="+", type=options.path(lang), metavar="FILE", help=text("help.curve.files", lang)
    )
    options.add_scenario(command, lang)
    command.add_argument(
        "--storefront", required=True, metavar="NAME", help=text("help.curve.storefront", lang)
    )
    command.add_argument("--buyer", metavar="COLUMN", help=text("help.curve.buyer", lang))
    command.add_argument("--paid", metavar="COLUMN", help=text("help.curve.paid", lang))
    command.add_argument("--since", default="", metavar="YYYY-MM", help=text("help.curve.since", lang))
    command.add_argument("--until", default="", metavar="YYYY-MM", help=text("help.curve.until", lang))
    options.add_set(command, lang)
    options.add_lang(command, lang)
    options.add_json(command, lang)
    command.set_defaults(act=act)


def act(chosen: argparse.Namespace) -> int:
    from artplan.exports.orders import read_orders
    from artplan.study.curve.curve import estimate

    _months(chosen)
    plan = options.one_plan(chosen).plan
    lapse, factor = _thinned(plan, chosen.storefront)
    read = read_orders(chosen.files, chosen.buyer, chosen.paid)
    answer = estimate(read.pairs, lapse=lapse, factor=factor, since=chosen.since, until=chosen.until)
    lang = chosen.lang or plan.language
    if chosen.json:
        options.print_json(_record(plan, chosen.storefront, read, answer, lang))
    else:
        print(_show(plan, chosen.storefront, read, answer, lang))
    return 0


def _months(chosen: argparse.Namespace) -> None:
    """Raise PlanFault where --since or --until is no month."""
    from artplan.plan.written.calendar import is_month
    from artplan.plan.written.faults import PlanFault, fault_at

    given = {"--since": chosen.since, "--until": chosen.until}
    wrong = [fault_at(option, month[: options.SHOWN], "curve.no_month") for option, month in given.items()
             if month and not is_month(month)]  # fmt: skip
    if wrong:
        raise PlanFault(wrong)


def _thinned(plan: Plan, storefront: str) -> tuple[float, float]:
    """Return the storefront's lapse of customers and the average repeat factor of the plan's tiers.

    Both as they stand in the plan's first month.
    """
    from artplan.texts.closest import suggest

    shops, tiers = plan.sections.storefronts, plan.sections.buyer_tiers.values()
    if storefront not in shops:
        near = suggest(storefront, shops, "there_are")
        raise options.wrong("--storefront", storefront[: options.SHOWN], "curve.no_storefront", near=near)
    shares = sum(tier.share.at(0) for tier in tiers)
    factors = sum(tier.share.at(0) * tier.repeat_factor.at(0) for tier in tiers)
    return shops[storefront].customer_lapse_rate.at(0), factors / shares if shares else 1.0


def _record(plan: Plan, shop: str, read: PaidOrders, answer: CurveEstimate, lang: str) -> dict[str, Any]:
    rows = {"unpaid": read.unpaid, "further_rows": read.further, "numbered": read.numbered}
    about = {"scenario": plan.name, "storefront": shop, "files": read.files, **rows}
    return {**about, **answer.record(), "settings": _settings(shop, answer, lang)}


def _settings(shop: str, answer: CurveEstimate, lang: str) -> dict[str, Any]:
    """Return the curve, the flat rate if it is known, and their source, as a scenario sets them."""
    source = f"{shop}-orders-{answer.last}"
    title = text("curve.source", lang, first=answer.first, last=answer.last)

    def card(age: AgeRate) -> dict[str, Any]:
        low, high = _digits(age.low), _digits(age.high)
        note = text("curve.note", lang, low=low, high=high, customers=age.customers, orders=age.orders)
        return {"value": _digits(age.rate), "source": source, "note": note}

    flat = {f"storefronts.{shop}.repeat_rate": card(answer.older)} if answer.older else {}
    curve = {str(age): card(each) for age, each in answer.curve.items()}
    return {f"sources.{source}": {"title": title}, f"storefronts.{shop}.repeat_curve": curve, **flat}


def _digits(rate: float) -> float:
    return float(f"{rate:.{DIGITS}g}")


def _show(plan: Plan, shop: str, read: PaidOrders, answer: CurveEstimate, lang: str) -> str:
    from artplan.commands import terminal
    from artplan.report.tables.studies.curve import curve

    table = curve(answer, lang)
    title = f"{plan.label('storefront', shop, lang)}  {table.caption}"
    parts = [
        "\n".join([title, *_read(read, answer, lang)]),
        terminal.laid_out(table),
        "\n".join(_notes(plan, shop, answer, lang)),
        _snippet(shop, answer, lang),
    ]
    return "\n\n".join(parts)


def _read(read: PaidOrders, answer: CurveEstimate, lang: str) -> list[str]:
    """Return what was read, and what of it the reader has to know."""
    counts = {"files": read.files, "orders": f"{answer.orders:,}", "customers": f"{answer.customers:,}"}
    left_out = {"unpaid": f"{read.unpaid:,}", "further": f"{read.further:,}", "after": f"{answer.after:,}"}
    lines = [text("curve.read", lang, **counts, first=answer.first, last=answer.last, **left_out)]
    lines += [] if read.numbered else [text("curve.no_numbers", lang)]
    if answer.gaps:
        shown = [*answer.gaps[:MONTHS_SHOWN], *["…"] * (len(answer.gaps) > MONTHS_SHOWN)]
        lines.append(text("curve.gaps", lang, months=text("list.comma", lang).join(shown)))
    if answer.from_first:
        lines.append(text("curve.from_first", lang, first=answer.first))
    else:
        lines.append(text("curve.since", lang, since=answer.since, count=f"{answer.followed:,}"))
    return lines


def _notes(plan: Plan, shop: str, answer: CurveEstimate, lang: str) -> list[str]:
    """Return how the rates are worked out, and what they rest on."""
    counts = {"customers": f"{answer.followed:,}", "orders": f"{answer.first_orders:,}"}
    lines = [text("curve.first_month", lang, **counts), text("curve.rates", lang)]
    if answer.lapse or answer.factor != 1:
        allowed = {"lapse": f"{answer.lapse:.2%}", "factor": f"{answer.factor:.4g}"}
        lines.append(text("curve.allowed", lang, **allowed))
    level = plan.sections.storefronts[shop].repeat_level.value
    lines += [text("curve.level", lang)] if level != 1 else []
    lines += [text("curve.few", lang)] if any(each.few for each in answer.ages) else []
    return lines if answer.older else [*lines, text("curve.no_older", lang)]


def _snippet(shop: str, answer: CurveEstimate, lang: str) -> str:
    """Return the settings as the sections of a plan's file."""
    from artplan.plan.written.yaml_text import flow

    (source, title), (_, curve), *flat = _settings(shop, answer, lang).items()
    lines = ["sources:", f"  {source.partition('.')[2]}: {flow(title)}"]
    lines += ["storefronts:", f"  {shop}:", "    repeat_curve:"]
    lines += [f"      {age}: {flow(card)}" for age, card in curve.items()]
    return "\n".join([*lines, *(f"    repeat_rate: {flow(card)}" for _, card in flat)])
