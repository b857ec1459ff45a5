"""Upgrade a whole folder to the current names: parameters, scenarios, cases, studies and notebooks.

All files are read and rewritten in memory before the first is saved, so that a file that cannot be read
leaves the folder unchanged. If the process is killed while the files are replaced, each of them is the old or
the new one, and upgrading once more rewrites the rest.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import yaml

from artplan.plan.upgrade import notebooks, parameters
from artplan.plan.upgrade.parameters import Renaming
from artplan.plan.written import gate
from artplan.plan.written.faults import Fault, PlanFault, fault_at
from artplan.plan.written.files import display
from artplan.writing.staging import clean
from artplan.writing.whole import write_all

MARK = "\ufeff"  # the byte order mark that some editors put in front of a file
Rewrite = Callable[[str], tuple[str, list[Renaming]]]


def upgrade(folder: Path) -> dict[str, list[Renaming]]:
    """Rewrite the folder's files and return the renamings in each changed file, by the file's place.

    folder: one with `params/`, and optionally `notebooks/` beside it. Raises PlanFault with all files that
    cannot be read, before anything is saved, and Unwritten if the folder cannot be written.
    """
    if not (folder / "params").is_dir():
        raise PlanFault([fault_at(display(folder), "", "upgrade.no_params")])
    faults: list[Fault] = []
    done: dict[Path, tuple[str, list[Renaming]]] = {}
    for path, rewrite in _files(folder):
        try:
            text = gate.read_bytes(path, display(path), gate.NOTEBOOK_BYTES).decode("utf-8")
            mark = MARK if text.startswith(MARK) else ""
            new, renamings = rewrite(text.removeprefix(mark))
        except PlanFault as fault:
            faults += fault.faults
        except (ValueError, yaml.YAMLError):  # no UTF-8, no YAML, or no notebook
            faults.append(fault_at(display(path), "", "upgrade.not_readable"))
        else:
            if renamings:
                done[path] = mark + new, renamings
    if faults:
        raise PlanFault(faults)
    write_all({path: text for path, (text, _) in done.items()})
    for place in {path.parent for path, _ in _files(folder)}:
        clean(
            place
        )  # a former upgrade that was killed has left its files beside those it had already replaced
    return {display(path): renamings for path, (_, renamings) in done.items()}


def _files(folder: Path) -> Iterator[tuple[Path, Rewrite]]:
    for path in sorted((folder / "params").rglob("*.yaml")):
        yield path, parameters.rewritten
    for path in sorted((folder / "notebooks").glob("*.ipynb")):
        yield path, notebooks.rewritten
