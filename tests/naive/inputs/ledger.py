"""Which costs of departments, overheads and assets are selling expenses."""

from __future__ import annotations

from tests.naive.inputs.book import Book, Values


def inputs(book: Book) -> Values:
    return {
        f"{section[:-1]}_sells": {
            member: book.same(float((says or {}).get("expense") == "selling"))
            for member, says in book.all(section).items()
        }
        for section in ("departments", "overheads", "assets")
    }
