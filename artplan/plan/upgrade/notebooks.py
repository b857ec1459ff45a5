"""Upgrade a notebook to the current names: the texts and tables that it calls, and line names in quotes.

Only code cells are changed. The notebook's JSON is read to find them and is edited as text, so that nothing
else changes.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from artplan.plan.upgrade.parameters import Renaming
from artplan.plan.written import renamed

# A quoted name, with the method of a story before it if the name is its first argument.
NAME = re.compile(
    r"""(?P<call>\.(?P<kind>say|table|periods)\(\s*)?(?P<quote>["'])(?P<name>[a-z_]+)(?P=quote)"""
)


def rewritten(text: str) -> tuple[str, list[Renaming]]:
    """Return the notebook's text with the current names, and the renamings in it.

    Raises ValueError for a text that is no notebook.
    """
    parts: list[str] = []
    renamings: list[Renaming] = []
    done = 0
    for source, is_code in _sources(text):
        written, start = _written(source, text, done)
        new, names = _renamed(source) if is_code else (source, [])
        number = text.count("\n", 0, start) + 1
        parts += [text[done:start], json.dumps(new, ensure_ascii=written.isascii()) if names else written]
        done = start + len(written)
        renamings += [Renaming(number, old, name) for old, name in names]
    return "".join([*parts, text[done:]]), renamings


def _sources(text: str) -> Iterator[tuple[str, bool]]:
    """Yield each cell's source as the notebook stores it, whole or by line, and whether it is code."""
    try:
        for cell in json.loads(text)["cells"]:
            lines = [cell["source"]] if isinstance(cell["source"], str) else cell["source"]
            yield from ((line, cell["cell_type"] == "code") for line in lines)
    except (KeyError, TypeError) as error:
        raise ValueError("no notebook") from error


def _written(source: str, text: str, begin: int) -> tuple[str, int]:
    """Return the source as the JSON text has it, and its position from `begin` on."""
    forms = (json.dumps(source, ensure_ascii=ascii_only) for ascii_only in (False, True))
    positions = ((form, text.find(form, begin)) for form in forms)
    return next((form, start) for form, start in positions if start >= 0)


def _renamed(source: str) -> tuple[str, list[tuple[str, str]]]:
    """Return the source with the current names, and the pairs of old and new names."""
    names: list[tuple[str, str]] = []

    def current(match: re.Match[str]) -> str:
        old = match["name"]
        tables = {"say": renamed.PROSE, "table": renamed.TABLES, "periods": renamed.TABLES}
        new = tables[match["kind"]].get(old, old) if match["kind"] else renamed.line(old)
        if new != old:
            names.append((old, new))
        return f"{match['call'] or ''}{match['quote']}{new}{match['quote']}"

    return NAME.sub(current, source), names
