"""A file of a plan: its display path, and the mapping that it holds."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from artplan.plan.written import gate
from artplan.plan.written.faults import Fault, PlanFault, fault_at, shown
from artplan.plan.written.shipped import PACKAGE, STARTER
from artplan.plan.written.yaml_tree import YamlNode, parse
from artplan.texts.system import reason
from artplan.writing.whole import Unwritten


def display(path: Path) -> str:
    """Return a path as the user would write it: relative to the working directory if it lies below that.

    Paths of files that come with the package start at the package, so that they are the same on every
    machine.
    """
    return _displayed(path, Path.cwd())


@lru_cache(maxsize=1024)
def _displayed(path: Path, here: Path) -> str:
    full = path.absolute()
    for inside, root in ((STARTER, PACKAGE.parent), (here, here), (PACKAGE.parent, PACKAGE.parent)):
        if full.is_relative_to(inside):
            return full.relative_to(root).as_posix()
    return path.as_posix()


def unwritten(error: Unwritten) -> PlanFault:
    """Return the fault to show for a file that could not be written, which the user can correct."""
    return PlanFault([fault_at(display(Path(error.filename)), "", "file.unwritten", why=reason(error))])


def read_file(path: Path, faults: list[Fault]) -> YamlNode | None:
    """Return the mapping that the file holds; if there is none, add a fault and return None."""
    place = display(path)
    try:
        text = gate.read_text(path, place)
    except PlanFault as fault:
        faults += fault.faults
        return None
    node, result = parse(text, place)
    faults += result
    if (node is None and not result) or (node is not None and node.value is None):
        faults.append(fault_at(place, "", "file.empty"))
        return None
    if node is None:
        return None
    if not isinstance(node.value, dict):
        faults.append(fault_at(node.place, "", "file.no_sections", value=shown(node.value)))
        return None
    return node
