"""Products: how they are sold, whether their pieces are counted, when pieces arrive and are written down.

Where a product is ordered by rule, the months that an order has to last for are walked one by one.
"""

from __future__ import annotations

import math

from tests.naive.inputs.book import AGES, Book, Values

AHEAD = ("is_reordered", "order_arrives_at_once", "earlier_order_arrives", "months_ahead")


def inputs(book: Book) -> Values:
    names = ("is_agent", "taxed_on_commission", "share_on_list_price", "piece_arrives", "write_down_due")
    result: Values = {name: {} for name in (*names, *AHEAD, "is_stocked", "is_unique", "is_edition")}
    for product, says in book.all("products").items():
        supply = says.get("supply", "unlimited")
        result["is_agent"][product] = book.same(says.get("agent", False))
        result["taxed_on_commission"][product] = book.same(says.get("vat_base") == "commission")
        result["share_on_list_price"][product] = book.same(says.get("share_on") == "list_price")
        result["is_stocked"][product] = book.same(supply in ("unique", "edition", "open"))
        result["is_unique"][product] = book.same(supply == "unique")
        result["is_edition"][product] = book.same(supply == "edition")
        leads = book.numbers(says.get("lead_time"))
        falls = book.numbers(says.get("write_down_after"))
        for age in AGES:
            result["piece_arrives"][product, age] = book.when([int(age) >= lead for lead in leads])
            result["write_down_due"][product, age] = book.when(
                [fall > 0 and int(age) - 1 < fall <= int(age) for fall in falls]
            )
        covers = book.numbers(says.get("cover_months"))
        result["is_reordered"][product] = book.when([cover > 0 for cover in covers])
        result["order_arrives_at_once"][product] = book.when([lead <= 0 for lead in leads])
        for age in AGES:
            now = min(int(age) + 1, len(AGES) - 1)
            result["earlier_order_arrives"][product, age] = book.when([now >= lead for lead in leads])
        for number in range(1, 13):
            result["months_ahead"][f"{number:02d}", product] = [
                times_ahead(number, month.month, math.ceil(round(lead, 9)), cover)
                for month, lead, cover in zip(book.months, leads, covers, strict=True)
            ]
    return result


def times_ahead(wanted: int, now: int, lead: int, cover: float) -> float:
    """How often a calendar month comes in the months after now: those of the lead time, then the cover."""
    if not cover:
        return 0.0
    whole = math.floor(cover)
    parts = [1.0] * (lead + whole) + [cover - whole]
    return sum(part for n, part in enumerate(parts, start=1) if (now + n - wanted) % 12 == 0)
