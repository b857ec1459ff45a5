"""Which costs of posts, overheads and assets are selling expenses."""

from __future__ import annotations

from typing import Any

from tests.naive.inputs.book import Book, Values


def inputs(book: Book) -> Values:
    return {
        f"{section[:-1]}_sells": {
            member: book.same(float((says or {}).get("expense") == "selling"))
            for member, says in book.all(section).items()
        }
        for section in ("overheads", "assets")
    } | {"post_sells": {post: book.same(_sells(book, says)) for post, says in book.all("posts").items()}}


def _sells(book: Book, post: dict[str, Any]) -> float:
    department = book.all("departments")[post["department"]] or {}
    return float(post.get("expense", department.get("expense")) == "selling")
