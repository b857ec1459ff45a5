"""Compute keys from everything that an output depends on; an output with an unchanged key need not be remade.

Keys are computed from bytes, not from parsed content, because even a comment shifts the lines of a file, and
pages show line numbers. Nothing here reads a plan, so that an unchanged run is detected quickly.
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

from artplan.actuals.closed import closed_files
from artplan.plan.read.chain import BASE, find_folder
from artplan.plan.written import gate
from artplan.plan.written.files import display
from artplan.plan.written.shipped import PACKAGE
from artplan.versions.read import version_files


@dataclass(frozen=True)
class RunRequest:
    """The settings of a run, other than the plan's name."""

    sources: tuple[Path, ...]
    overrides: Mapping[str, Any]
    lang: str | None
    pdf: bool = False

    def key(self, *parts: object) -> str:
        stems = [source.stem for source in self.sources]
        return digest([_code(), stems, self.overrides, self.lang, *parts])

    def whole(self, scenario: str) -> str:
        """Return the key of everything that a plan's folder can depend on."""
        sources = [file_digest(source) for source in self.sources]
        return self.key(scenario, self.pdf, parameters(), lived(), sources)

    def notebook(self, source: Path, chain: Sequence[str], compares: bool, actuals: bool) -> str:
        """Return the key of a notebook's page.

        compares, actuals: whether the notebook also reads other plans, and closed months and versions.
        """
        happened = lived() if actuals else ""
        return self.key(chain, parameters(None if compares else chain), happened, file_digest(source))

    def tables(self, chain: Sequence[str]) -> str:
        return self.key(chain, parameters(), lived())


def parameters(chain: Sequence[str] | None = None) -> str:
    """Return a digest of the parameter files: all of them, or those that the plans of a chain read."""
    folder = find_folder()
    files = sorted(path for path in folder.rglob("*.yaml") if chain is None or _read(path, folder, chain))
    return digest([[path.relative_to(folder).as_posix(), file_digest(path)] for path in files])


def lived() -> str:
    """Return a digest of what the closed months came to, and of the frozen versions."""
    return digest([[path.as_posix(), file_digest(path)] for path in (*closed_files(), *version_files())])


def _read(path: Path, folder: Path, chain: Sequence[str]) -> bool:
    part, *rest = path.relative_to(folder).with_suffix("").parts
    return part in (BASE, "statutory") or "/".join(rest) in chain or "/".join((part, *rest)) in chain


@cache
def _code() -> str:
    """Return a digest of artplan's own files, the installed packages and the Python version."""
    own = sorted(
        path for path in PACKAGE.rglob("*") if path.suffix in (".py", ".toml", ".j2", ".css", ".js", ".typ")
    )
    packages = sorted(f"{each.name} {each.version}" for each in distributions())
    return digest([sys.version, packages, [file_digest(path) for path in own]])


def file_digest(path: Path) -> str:
    return hashlib.sha256(gate.read_bytes(path, display(path), gate.NOTEBOOK_BYTES)).hexdigest()


def digest(parts: Iterable[object]) -> str:
    return hashlib.sha256(json.dumps(list(parts), default=str, sort_keys=True).encode()).hexdigest()
