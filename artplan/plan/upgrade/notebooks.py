"""Upgrade a notebook to the current names: the texts and tables that it calls, and quoted line names."""

from __future__ import annotations

import re

from artplan.plan.upgrade.parameters import Renaming
from artplan.plan.written import renamed

# In a notebook's JSON the quotes in a cell's text are escaped.
QUOTED = r"(?<=[(\[ ,])(?P<quote>\\\"|')(?P<name>[a-z_]+)(?P=quote)"
CALL = re.compile(rf"\b(?P<kind>say|table|periods)\({QUOTED}".replace(r"(?<=[(\[ ,])", ""))
NAME = re.compile(QUOTED)


def rewritten(text: str) -> tuple[str, list[Renaming]]:
    """Return the notebook's text with the current names, and the renamings in it."""
    renamings: list[Renaming] = []
    lines = []
    for number, line in enumerate(text.splitlines(keepends=True), start=1):
        new = line
        for call in (CALL, NAME):
            for match in call.finditer(line):
                old = match["name"]
                name = _present(old, match.groupdict().get("kind"))
                if name != old and match[0] in new:
                    new = new.replace(match[0], match[0].replace(old, name, 1), 1)
                    renamings.append(Renaming(number, old, name))
        lines.append(new)
    return "".join(lines), renamings


def _present(name: str, kind: str | None) -> str:
    if kind is not None:
        return (renamed.PROSE if kind == "say" else renamed.TABLES).get(name, name)
    return renamed.line(name)
