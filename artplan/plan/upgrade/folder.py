"""Upgrade a whole folder to the current names: parameters, scenarios, cases, studies and notebooks.

All files are read and rewritten in memory before the first is saved, so that a file that cannot be read
leaves the folder unchanged.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import yaml

from artplan.plan.upgrade import notebooks, parameters
from artplan.plan.upgrade.parameters import Renaming
from artplan.plan.written.faults import Fault, PlanFault, fault_at
from artplan.plan.written.files import display
from artplan.texts.system import reason

Rewrite = Callable[[str], tuple[str, list[Renaming]]]


def upgrade(folder: Path) -> dict[str, list[Renaming]]:
    """Rewrite the folder's files and return the renamings in each changed file, by the file's place.

    folder: one with `params/`, and optionally `notebooks/` beside it. Raises PlanFault with all files that
    cannot be read, before anything is saved.
    """
    if not (folder / "params").is_dir():
        raise PlanFault([fault_at(display(folder), "", "upgrade.no_params")])
    faults: list[Fault] = []
    done: dict[Path, tuple[str, list[Renaming]]] = {}
    for path, rewrite in _files(folder):
        try:
            done[path] = rewrite(path.read_bytes().decode("utf-8-sig"))
        except (UnicodeDecodeError, yaml.YAMLError):
            faults.append(fault_at(display(path), "", "upgrade.not_readable"))
        except OSError as error:
            faults.append(fault_at(display(path), "", "file.not_readable", why=reason(error)))
    if faults:
        raise PlanFault(faults)
    changed = {path: each for path, each in done.items() if each[1]}
    for path, (text, _) in changed.items():
        path.write_bytes(text.encode("utf-8"))
    return {display(path): renamings for path, (_, renamings) in changed.items()}


def _files(folder: Path) -> Iterator[tuple[Path, Rewrite]]:
    for path in sorted((folder / "params").rglob("*.yaml")):
        yield path, parameters.rewritten
    for path in sorted((folder / "notebooks").glob("*.ipynb")):
        yield path, notebooks.rewritten
