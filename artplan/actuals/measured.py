"""What exports measure of a month's drivers: visits, buyers, clicks, pieces, heads, as members of the plan.

A shop is told by the reader of its exports, an advertising scene by its name and a product by its id; the
plan's own mapping says which member each is (`mapping`). There is no mapping to begin with: what nothing
maps is refused with its amount and the member whose name comes nearest. Buyers stand for orders, as in the
platforms' own conversion and order value. Visitors of days do not add up to the month's, so a row of the
whole month is taken where there is one.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from pathlib import Path

from artplan.actuals.drivers import MeasuredMonth
from artplan.actuals.mapping.mapping import LEFT_OUT, OWN_MAPPING, Own, member_of, own_mapping
from artplan.actuals.platforms import ADS, ANALYTICS
from artplan.actuals.readers.record import is_day
from artplan.actuals.store.store import STORE, Kept, months, opened, records_of
from artplan.plan.written.faults import Fault, PlanFault, fault_at
from artplan.plan.written.files import display
from artplan.texts.closest import closest, suggest

SHOP, PRODUCTS, PAYROLL = "sycm_shop", "sycm_products", "payroll"
MEASURING = (*ANALYTICS, PRODUCTS, *ADS, PAYROLL)  # the readers of the exports that measure drivers
TAOBAO = "tmall_store"  # what a storefront is called whose exports these are
SECTIONS = {"storefronts": "paid", "channels": "spend", "products": "paid"}  # and the amount of a record
COUNTED = ("visitors", "buyers", "paid")  # what an export of a shop must have to be compared
ZERO = Decimal(0)
Known = Mapping[str, Mapping[str, Sequence[str]]]  # by section of the plan, its members and their names
Amounts = dict[str, dict[str, Decimal]]
Item = tuple[str, Kept]  # a member and a record of it


def measured_months(*, store: Path = STORE) -> list[str]:
    """Return the months with an export that measures drivers, in order; none without a store."""
    if not store.is_file():
        return []
    with opened(store) as kept:
        return sorted({month for month, reader, _ in months(kept) if reader in MEASURING})


def measured_month(
    month: str, known: Known, *, store: Path = STORE, own: Path = OWN_MAPPING
) -> MeasuredMonth:
    """Return what the month's exports measure.

    known: the members of the plan that an export may be about. Raises PlanFault for every name with an amount
    that nothing maps, and for every member that the plan does not have.
    """
    words = own_mapping(own)
    faults = _strangers(words, known, own)
    with opened(store) as kept:
        readers = {*MEASURING, *words.storefronts}
        records = {reader: records_of(kept, reader, month) for reader in readers}
    shops, added = _shops(records, words.storefronts, known, faults)
    spent = [each for reader in ADS for each in records[reader]]
    ads = _mapped(spent, words.channels, "channels", known, faults)
    products = _mapped(_whole_month(records[PRODUCTS]), words.products, "products", known, faults)
    if faults:
        raise PlanFault(faults)
    amounts = {
        **_added(shops, {"visitors": "visits", "buyers": "buyers", "paid": "paid", "refund": "refunds"}),
        **_added(ads, {"clicks": "clicks", "spend": "spend"}),
        **_added(products, {"pieces": "pieces", "paid": "product_paid"}),
        **_people(records[PAYROLL]),
    }
    sold_in = words.storefronts.get(PRODUCTS, words.storefronts.get(SHOP, LEFT_OUT))
    return MeasuredMonth(month, amounts, () if sold_in == LEFT_OUT else (sold_in,), tuple(added))


def _strangers(words: Own, known: Known, own: Path) -> list[Fault]:
    """Return a fault for every member of the mapping that the plan does not have."""
    return [
        fault_at(display(own), f"{section}.{name}", f"actuals.no_{kind}", member=member,
                 near=suggest(member, known[kind], "members"))
        for section, kind in (*zip(SECTIONS, SECTIONS, strict=True), ("sellers", "storefronts"))
        for name, member in getattr(words, section).items()
        if member != LEFT_OUT and member not in known[kind]
    ]  # fmt: skip


def _shops(
    records: Mapping[str, Sequence[Kept]], own: Mapping[str, str], known: Known, faults: list[Fault]
) -> tuple[list[Item], list[str]]:
    """Return the shops' records with their storefronts, and the storefronts whose days were added."""
    items: list[Item] = []
    added = []
    for reader in sorted({*ANALYTICS, *own} - {PRODUCTS}):
        kept = [each for each in records[reader] if {*COUNTED} <= each.measures.keys()]
        storefront = own.get(reader, "")
        if kept and not storefront:
            faults.append(_unmapped(reader, TAOBAO, kept, "storefronts", known))
        elif kept and storefront != LEFT_OUT:
            whole = _whole_month(kept)
            items += [(storefront, each) for each in whole]
            added += [storefront] if any(each.day != each.day[:7] for each in whole) else []
    return items, added


def _whole_month(records: Sequence[Kept]) -> Sequence[Kept]:
    """Return the rows of the whole month where there are any, else those of its days."""
    whole = [each for each in records if each.day == each.day[:7]]
    return whole or [each for each in records if is_day(each.day)]


def _mapped(
    records: Sequence[Kept], own: Mapping[str, str], section: str, known: Known, faults: list[Fault]
) -> list[Item]:
    """Return the records with their members, and blame the names that nothing maps."""
    by_name: dict[str, list[Kept]] = {}
    for each in records:
        by_name.setdefault(each.item, []).append(each)
    items: list[Item] = []
    for name, kept in by_name.items():
        member = member_of(name, own)
        if not member and any(each.measures[SECTIONS[section]] for each in kept):
            faults.append(_unmapped(name, name, kept, section, known))
        elif member and member != LEFT_OUT:
            items += [(member, each) for each in kept]
    return items


def _unmapped(name: str, like: str, records: Sequence[Kept], section: str, known: Known) -> Fault:
    """Return the fault of a name that nothing maps. like: the word to which members are compared."""
    names = {word: member for member, words in known[section].items() for word in (member, *words)}
    near = names[closest(like, names, cutoff=0.0) or next(iter(names))] if names else LEFT_OUT
    amount = sum((each.measures[SECTIONS[section]] for each in records), ZERO)
    return fault_at(records[0].place, name, f"actuals.unmapped_{section}", amount=f"{amount:,.2f}",
                    near=near)  # fmt: skip


def _added(items: Sequence[Item], measures: Mapping[str, str]) -> Amounts:
    """Return the sums by measure and member. measures: what each is called, by its column."""
    amounts: Amounts = {}
    for member, record in items:
        for column, name in measures.items():
            if column in record.measures:
                row = amounts.setdefault(name, {})
                row[member] = row.get(member, ZERO) + record.measures[column]
    return amounts


def _people(records: Sequence[Kept]) -> Amounts:
    """Return the heads that were paid anything, and their gross pay."""
    paid = [each.measures["gross_pay"] for each in records if each.measures["gross_pay"]]
    return {"heads": {"": Decimal(len(paid))}, "gross_pay": {"": sum(paid, ZERO)}} if paid else {}
