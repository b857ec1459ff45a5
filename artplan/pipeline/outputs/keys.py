"""What a page rests on, as a key: while it stays the same, the page need not be made again.

Keys are of bytes, not of meanings: a comment moves the lines of a file, and pages name lines. Nothing here
reads a plan, so that finding nothing changed takes no time.
"""

from __future__ import annotations

import hashlib
import json
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.metadata import distributions
from pathlib import Path
from typing import Any

from artplan.plan.read.chain import BASE, find_folder
from artplan.plan.written.shipped import PACKAGE


@dataclass(frozen=True)
class RunRequest:
    """How a run was asked for, beside the plan's name."""

    sources: tuple[Path, ...]
    overrides: Mapping[str, Any]
    lang: str | None
    pdf: bool = False

    def key(self, *parts: object) -> str:
        stems = [source.stem for source in self.sources]
        return digest([_code(), stems, self.overrides, self.lang, *parts])

    def whole(self, scenario: str) -> str:
        """All that a plan's folder can rest on."""
        return self.key(scenario, self.pdf, parameters(), [file_digest(source) for source in self.sources])

    def notebook(self, source: Path, chain: Sequence[str], compares: bool) -> str:
        """compares: it reads other plans too."""
        return self.key(chain, parameters(None if compares else chain), file_digest(source))

    def tables(self, chain: Sequence[str]) -> str:
        return self.key(chain, parameters())


def parameters(chain: Sequence[str] | None = None) -> str:
    """The parameter files: all, or those that the plans of a chain stand on."""
    folder = find_folder()
    files = sorted(path for path in folder.rglob("*.yaml") if chain is None or _read(path, folder, chain))
    return digest([[path.relative_to(folder).as_posix(), file_digest(path)] for path in files])


def _read(path: Path, folder: Path, chain: Sequence[str]) -> bool:
    part, *rest = path.relative_to(folder).with_suffix("").parts
    return part in (BASE, "statutory") or "/".join(rest) in chain or "/".join((part, *rest)) in chain


@cache
def _code() -> str:
    """artplan itself, the packages it uses, and Python."""
    own = sorted(
        path for path in PACKAGE.rglob("*") if path.suffix in (".py", ".toml", ".j2", ".css", ".js", ".typ")
    )
    packages = sorted(f"{each.name} {each.version}" for each in distributions())
    return digest([sys.version, packages, [file_digest(path) for path in own]])


def file_digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def digest(parts: Iterable[object]) -> str:
    return hashlib.sha256(json.dumps(list(parts), default=str, sort_keys=True).encode()).hexdigest()
