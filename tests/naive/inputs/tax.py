"""Taxes: what the plan says itself, else what the tables say in the month."""

from __future__ import annotations

from datetime import date
from typing import Any

from tests.naive.inputs.book import AGES, Book, Values, after, day_one, taxed_in, text
from tests.naive.inputs.people import persons, stints

PARTS = ("floor", "ceiling", "rate")
PLACES = {"city": "surcharges", "town": "surcharges_in_towns", "elsewhere": "surcharges_elsewhere"}


def latest(entries: list[Any], month: date) -> Any:
    chosen = None
    for entry in entries:
        if day_one(entry["from"]) <= month and (chosen is None or entry["from"] > chosen["from"]):
            chosen = entry
    return chosen


def inputs(book: Book) -> Values:
    return {**vat(book), **profit(book), **losses(book), **wages(book), **service(book)}


def looked_up(
    book: Book, own: Any, entries: list[Any], part: str, otherwise: float = 0
) -> dict[Any, list[float]]:
    if own is not None:
        return {"": book.numbers(own)}
    return {"": [float(latest(entries, month).get(part, otherwise)) for month in book.months]}


def vat(book: Book) -> Values:
    says, law = book.all("tax"), book.tables["tax"]
    payer = says.get("taxpayer", "none")
    nothing = {"": book.same(0)}
    names = ("general_vat_rate", "service_vat_rate", "small_scale_vat_rate", "vat_exempt_sales")
    others = ("surcharge_rate", "surcharge_relief", "small_scale_limit")
    result: Values = {**status(book), **dict.fromkeys((*names, *others), nothing)}
    boxes = says.get("packing_input_vat_rate", says.get("logistics_input_vat_rate"))
    result["packing_input_vat_rate"] = {"": book.numbers(boxes)}
    registers, stays = says.get("general_from"), says.get("above_limit") == "small_scale"
    if payer == "general" or (payer == "small_scale" and (registers or not stays)):
        table = law["vat"]["general"]
        result["general_vat_rate"] = looked_up(book, says.get("vat_rate"), table, "rate")
        if any(each.get("vat_base") == "commission" for each in book.all("products").values()):
            own = says.get("service_rate")
            result["service_vat_rate"] = looked_up(book, own, table, "service_rate", 0.06)
    own = says.get("surcharge_relief")
    small = payer == "small_scale" or says.get("profit_tax") == "small_low_profit"
    if payer != "none" and (small or own is not None):
        table = law["surcharge_relief"]
        result["surcharge_relief"] = looked_up(book, own, table, "share")
    if payer != "none":
        result["surcharge_rate"] = looked_up(
            book, says.get("surcharge_rate"), law[PLACES[says.get("place", "city")]], "rate"
        )
    result |= duties(book, small)
    if payer == "small_scale":
        table = law["vat"]["small_scale"]
        result["small_scale_vat_rate"] = looked_up(book, says.get("small_scale_rate"), table, "rate")
        result["vat_exempt_sales"] = looked_up(
            book, says.get("vat_exempt_sales"), table, "exempt_monthly_sales"
        )
        result["small_scale_limit"] = looked_up(
            book, says.get("small_scale_limit"), table, "twelve_month_limit"
        )
    return result


def duties(book: Book, small: bool) -> Values:
    """Stamp duty by kind of contract; up to which part of revenue advertising is deducted."""
    says, law = book.all("tax"), book.tables["tax"]
    kinds = ("purchase", "transport", "lease", "loan", "capital")
    result: Values = {name: {"": book.same(0)} for name in ("stamp_duty_relief", "advertising_limit_share")}
    first, ended, reviews = book.plan.get("first_fiscal_month", 1), False, []
    for number, month in enumerate(book.months):
        reviews.append(ended and month.month == 7)
        ended = ended or (number > 0 and month.month == first)
    result["relief_is_reviewed"] = {"": book.when(reviews)}
    hangs = says.get("profit_tax") == "small_low_profit" and "surcharge_relief" not in says
    result["relief_by_filing"] = {"": book.same(hangs)}
    result |= {f"{kind}_stamp_rate": {"": book.same(0)} for kind in kinds}
    if says.get("stamp_duty") == "statutory":
        for kind in kinds:
            result[f"{kind}_stamp_rate"] = looked_up(book, None, law["stamp_duty"], kind)
        own = says.get("surcharge_relief")
        if small or own is not None:
            result["stamp_duty_relief"] = looked_up(book, own, law["surcharge_relief"], "share")
    own = says.get("advertising_limit_share")
    if says.get("profit_tax") in ("small_low_profit", "flat") or own is not None:
        result["advertising_limit_share"] = looked_up(book, own, law["advertising_limit"], "share")
    return result


def status(book: Book) -> Values:
    """Who is a general taxpayer by the plan's word, and when a period begins for a small-scale one."""
    says = book.all("tax")
    general, since = says.get("taxpayer", "none") == "general", says.get("general_from", "9999-12")
    monthly = says.get("vat_period") == "month"
    quarters = [monthly or month.month in (1, 4, 7, 10) or text(month) == since for month in book.months]
    return {
        "vat_general_start": {"": book.same(general or since < text(book.months[0]))},
        "vat_general_entered": {"": book.when([general or text(month) >= since for month in book.months])},
        "above_limit_is_general": {"": book.same(says.get("above_limit", "general") == "general")},
        "small_scale_period_begins": {"": book.when(quarters)},
        "vat_period_months": {"": book.same(1 if monthly else 3)},
    }


def profit(book: Book) -> Values:
    says = book.all("tax")
    way, table = says.get("profit_tax", "none"), book.tables["tax"]["profit_tax"]["small_low_profit"]
    result: Values = {"income_tax_is_entered": {"": book.same(way == "entered")}}
    result["small_profit_limit"] = result["full_tax_rate"] = {"": book.same(0)}
    if way in ("small_low_profit", "flat"):
        result["full_tax_rate"] = looked_up(book, says.get("full_rate"), table, "full_rate")
    if way == "small_low_profit":
        result["small_profit_limit"] = looked_up(book, says.get("small_profit_limit"), table, "limit")
    names = profit_tiers(book)
    schedules = [latest(table, month)["tiers"] for month in book.months] if names else []
    for part in PARTS:
        rows = result[f"tier_{part}"] = {}
        for place, name in enumerate(names):
            if way != "small_low_profit":
                rows[name] = book.same(0)
            elif says.get("tiers") is not None:
                rows[name] = book.numbers(says["tiers"][place][part])
            else:
                rows[name] = [slice_of(tiers, place, part) for tiers in schedules]
    return result


def profit_tiers(book: Book) -> list[str]:
    """As many as the plan lists itself, else as the fullest schedule that it meets."""
    says = book.all("tax")
    if says.get("tiers") is not None:
        return [str(n + 1) for n in range(len(says["tiers"]))]
    way = says.get("profit_tax", "none")
    if way not in ("small_low_profit", "flat") or (way == "flat" and "full_rate" in says):
        return []
    table = book.tables["tax"]["profit_tax"]["small_low_profit"]
    fullest = max(len(latest(table, month)["tiers"]) for month in book.months)
    return [str(n + 1) for n in range(fullest)]


def slice_of(tiers: list[Any], place: int, part: str) -> float:
    """A tier of a schedule; where it has fewer, one of no width and no rate at its top."""
    if place < len(tiers):
        return float(tiers[place][part])
    top = float(tiers[-1]["ceiling"]) if tiers else 0.0
    return 0.0 if part == "rate" else top


def losses(book: Book) -> Values:
    begins, fiscal = book.months[0], book.plan.get("first_fiscal_month", 1)
    year = begins.year if begins.month >= fiscal else begins.year - 1
    years = book.numbers(book.all("tax").get("loss_years"), 5)
    gone = 0  # months of the fiscal year that lie before the plan
    while (fiscal - 1 + gone) % 12 + 1 != begins.month:
        gone += 1
    return {
        "loss_reaches": {
            (loss, age): book.same(int(age) <= year - 1 - says["year"])
            for loss, says in book.all("losses").items()
            for age in AGES
        },
        "loss_expires": {age: book.when([int(age) <= most < int(age) + 1 for most in years]) for age in AGES},
        "year_before_share": {age: book.same(1 / gone if int(age) < gone else 0) for age in AGES},
    }


def wages(book: Book) -> Values:
    withheld = book.all("pay").get("wage_tax", "none") == "cumulative"
    table = book.tables["tax"].get("wage_tax", [])
    taxed = [taxed_in(book, month) for month in book.months]
    entries = [latest(table, month) for month in taxed] if withheld else []
    names = [str(n + 1) for n in range(max((len(entry["tiers"]) for entry in entries), default=0))]
    result: Values = {
        "wage_tax_allowance": {"": [float(each["allowance"]) for each in entries] or book.same(0)},
        "wage_tax_step": {"": [float(each.get("rounding_step", 0.01)) for each in entries] or book.same(0)},
    }
    lasts = [str(each.get("bonus_apart_until", ""))[:7] for each in entries] or [""] * len(book.months)
    allowed = [text(month) <= last for month, last in zip(taxed, lasts, strict=True)]
    for way in ("apart", "better"):
        result[f"bonus_{way}"] = {
            each.name: book.when([one and bonus_way(book, each.says) == way for one in allowed])
            for each in persons(book)
        }
    result["wage_months_left"] = {
        each.name: [months_after(book, month, each.last) for month in book.months] for each in persons(book)
    }
    result["bonus_quick_deduction"] = {
        name: [too_much(entry["tiers"], place) for entry in entries] for place, name in enumerate(names)
    }
    for part in PARTS:
        result[f"wage_tax_{part}"] = {
            name: [slice_of(entry["tiers"], place, part) for entry in entries]
            for place, name in enumerate(names)
        }
    return result


def service(book: Book) -> Values:
    """The table of single payments, if anybody is ever under a service contract and tax is withheld."""
    kinds = [each.says.get("employment") for each in stints(book)]
    rows = [
        row for says in book.all("positions").values() for row in (says, *says.get("changes", {}).values())
    ]
    kinds += [row.get("employment") for row in rows]
    withheld = book.all("pay").get("wage_tax") == "cumulative" and "service" in kinds
    taxed = [taxed_in(book, month) for month in book.months]
    entries = [latest(book.tables["tax"]["service_tax"], month) for month in taxed] if withheld else []
    parts = ("small", "free_amount", "free_share")
    tiers = range(max((len(entry["tiers"]) for entry in entries), default=0))
    return {
        **{f"service_pay_{part}": {"": [float(e[part]) for e in entries] or book.same(0)} for part in parts},
        **{
            f"service_tax_{part}": {
                str(n + 1): [slice_of(entry["tiers"], n, part) for entry in entries] for n in tiers
            }
            for part in PARTS
        },
    }


def bonus_way(book: Book, says: dict[str, Any]) -> str:
    return str(says.get("thirteenth_month_tax") or book.all("pay").get("thirteenth_month_tax", "merged"))


def months_after(book: Book, month: date, last: date) -> float:
    """Later months of the tax year in which somebody is still there."""
    count = 0.0
    while taxed_in(book, month).month < 12:
        month = after(month, 1)
        count += last >= month
    return count


def too_much(tiers: list[Any], place: int) -> float:
    """What a month's pay at the tier's rate is above its tax by all tiers: more at each step of it."""
    rates = [0.0, *(each["rate"] for each in tiers)]
    steps = [each["floor"] / 12 * (each["rate"] - rates[n]) for n, each in enumerate(tiers)]
    return float(sum(steps[: place + 1])) if place < len(tiers) else 0.0
