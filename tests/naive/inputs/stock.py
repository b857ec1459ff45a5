"""Products: how they are sold, whether their pieces are counted, when pieces arrive and are written down."""

from __future__ import annotations

from tests.naive.inputs.book import AGES, Book, Values


def inputs(book: Book) -> Values:
    names = ("is_agent", "share_on_list_price", "is_stocked", "is_unique", "is_edition")
    result: Values = {name: {} for name in (*names, "piece_arrives", "write_down_due")}
    for product, says in book.all("products").items():
        supply = says.get("supply", "unlimited")
        result["is_agent"][product] = book.same(says.get("agent", False))
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
    return result
