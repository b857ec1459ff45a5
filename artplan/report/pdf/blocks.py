"""Converts the outputs of an executed notebook to blocks of plain data: text, tables, charts, lists.

Only what is unfolded on the notebook's page is included: folded tables by other periods and folded branches
of an explanation are left out. The blocks contain no markup, so that no name can be mistaken for markup.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from bs4 import BeautifulSoup, NavigableString, Tag

from artplan.report.tables.table import MANY_COLUMNS

Block = dict[str, Any]
SVG = re.compile(r"<svg\b.*?</svg>", re.DOTALL)
ALT = re.compile(r'aria-label="([^"]*)"')
HEADINGS = {"h1": 1, "h2": 2, "h3": 3, "h4": 4}
GONE = {"style", "script", "head", "title"}


def of_notebook(executed: Mapping[str, Any]) -> list[Block]:
    """Return the blocks of all cells without the notebook's title, which the chapter has already."""
    result: list[Block] = []
    for cell in executed["cells"]:
        if cell["cell_type"] == "markdown":
            result += _markdown(cell["source"])
        for output in cell.get("outputs", ()):
            result += _of_output(output)
    return [block for block in result if block.get("level") != 1]


def of_html(html: str) -> list[Block]:
    """Return the blocks of HTML as artplan's tables, prose and explanations produce it."""
    pictures: list[str] = []

    def put_aside(svg: re.Match[str]) -> str:
        pictures.append(svg[0])
        return f'<img data-chart="{len(pictures) - 1}">'

    # The parser converts names to lower case, but some SVG names contain capital letters.
    tree = BeautifulSoup(SVG.sub(put_aside, html), "html.parser")
    return list(_blocks(tree, pictures))


def _of_output(output: Mapping[str, Any]) -> list[Block]:
    data = output.get("data", {})
    if "text/html" in data:
        return of_html(data["text/html"])
    if "image/svg+xml" in data:
        return [chart(data["image/svg+xml"])]
    if "image/png" in data:
        return [{"kind": "picture", "png": data["image/png"], "alt": data.get("text/plain", "")}]
    if "text/markdown" in data:
        return _markdown(data["text/markdown"])
    if "text/plain" in data:
        return [{"kind": "code", "text": data["text/plain"]}]
    return [{"kind": "code", "text": output["text"]}] if output.get("text") else []


def _markdown(source: str) -> list[Block]:
    from nbconvert.filters import markdown2html

    return of_html(str(markdown2html(source)))


def chart(svg: str) -> Block:
    alt = ALT.search(svg)
    words = BeautifulSoup(alt[1], "html.parser").get_text() if alt else ""
    return {"kind": "chart", "svg": svg, "alt": words}


def _blocks(tree: Tag, pictures: list[str]) -> Iterator[Block]:
    for node in tree.children:
        if not isinstance(node, Tag):
            if type(node) is NavigableString and node.strip():  # a comment is a subclass
                yield {"kind": "text", "runs": [[_squeezed(node), False]]}
        elif node.name in GONE or "opened" in _classes(node):
            continue
        elif node.name in HEADINGS:
            yield {"kind": "heading", "level": HEADINGS[node.name], "text": _words(node)}
        elif node.name == "p":
            yield {"kind": "text", "runs": _runs(node)}
        elif node.name in ("ul", "ol"):
            yield {"kind": "list", "items": [_words(item) for item in node.find_all("li")]}
        elif node.name == "table":
            yield _table(node)
        elif node.name == "img" and "data-chart" in node.attrs:
            yield chart(pictures[int(str(node["data-chart"]))])
        elif node.name == "pre":
            yield {"kind": "code", "text": node.get_text()}
        elif "explain" in _classes(node):
            yield from _blocks_but_details(node)
        elif node.name != "details":
            yield from _blocks(node, pictures)


def _table(node: Tag) -> Block:
    head = [{"text": _words(cell), "number": "number" in _classes(cell)} for cell in node.select("thead th")]
    rows = []
    for row in node.select("tbody tr"):
        cells = [_cell(cell) for cell in row.find_all(["th", "td"])]
        rows.append({"kind": next(iter(_classes(row)), ""), "cells": cells})
    columns = len(head) or max((len(row["cells"]) for row in rows), default=0)
    caption = node.find("caption")
    return {
        "kind": "table",
        "caption": _words(caption) if isinstance(caption, Tag) else "",
        "head": head,
        "rows": rows,
        "columns": columns,
        "wide": columns > MANY_COLUMNS,
    }


def _cell(node: Tag) -> Block:
    items = [_words(each) for each in node.find_all("li")]
    span = int(str(node.get("colspan", "1")))
    return {
        "text": "" if items else _words(node),
        "items": items,
        "number": "number" in _classes(node),
        "span": span,
    }


def _blocks_but_details(node: Tag) -> Iterator[Block]:
    """Yield an explanation: its heading, and its open branches with their depth."""
    head = node.find("p")
    if isinstance(head, Tag):
        yield {"kind": "text", "runs": [[_words(head), True]]}
    yield {"kind": "tree", "rows": list(_branches(node, 0))}


def _branches(node: Tag, depth: int) -> Iterator[Block]:
    for branch in node.find_all(["details", "div"], recursive=False):
        message = branch.find("summary") if branch.name == "details" else branch
        if not isinstance(message, Tag):
            continue
        label, note = (_words(part) if part else "" for part in (message, message.find(class_="note")))
        yield {"depth": depth, "text": label.removesuffix(note).strip(), "note": note}
        if branch.name == "details" and branch.has_attr("open"):
            yield from _branches(branch, depth + 1)


def _runs(node: Tag) -> list[list[Any]]:
    """Return the pieces of text, each with whether it is bold."""
    return [
        [str(text), text.find_parent(["strong", "b"]) is not None]
        for text in node.find_all(string=True)
        if text.find_parent(list(GONE)) is None
    ]


def _words(node: Tag) -> str:
    parts = [text for text in node.find_all(string=True) if text.find_parent(list(GONE)) is None]
    return _squeezed("".join(f" {part} " if part.find_parent("span") else part for part in parts))


def _squeezed(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()


def _classes(node: Tag) -> list[str]:
    result = node.get("class")
    return list(result) if isinstance(result, list) else []
