"""Source and note of a card, and of the range that it quotes: texts, the source one that the plan lists."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from artplan.plan.leaf.number import Path, Trouble, trouble
from artplan.plan.written.faults import shown
from artplan.texts.closest import suggest

# The sources that the plan lists; None where a file that may list more could not be read.
Known = Collection[str] | None


def check_note(raw: Any, path: Path, troubles: list[Trouble]) -> None:
    if raw is not None and not isinstance(raw, str):
        troubles.append(trouble(path, "leaf.no_text", value=shown(raw)))


def check_source(raw: Any, known: Known, path: Path, troubles: list[Trouble]) -> None:
    if raw is not None and (not isinstance(raw, str) or (known is not None and raw not in known)):
        near = suggest(str(raw), known or (), "sources")
        troubles.append(trouble(path, "leaf.no_source", value=shown(raw), near=near))
