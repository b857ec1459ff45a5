"""A file of a plan: what its place is called, and the mapping that it holds."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from artplan.plan.written.faults import Fault, shown
from artplan.plan.written.shipped import PACKAGE, STARTER
from artplan.plan.written.yaml_tree import Node, parse


def display(path: Path) -> str:
    """A path as the user would write it: from the working directory on, where it lies below it.

    What comes with the package is named from the package on, the same on every machine.
    """
    return _displayed(path, Path.cwd())


@lru_cache(maxsize=1024)
def _displayed(path: Path, here: Path) -> str:
    full = path.absolute()
    for inside, root in ((STARTER, PACKAGE.parent), (here, here), (PACKAGE.parent, PACKAGE.parent)):
        if full.is_relative_to(inside):
            return full.relative_to(root).as_posix()
    return path.as_posix()


def read_file(path: Path, faults: list[Fault]) -> Node | None:
    """The mapping a file holds; None (and a fault) where it holds none."""
    place = display(path)
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        faults.append(Fault(place, "", "not UTF-8 text", "save the file as UTF-8"))
        return None
    except OSError as error:
        faults.append(Fault(place, "", f"cannot be read: {error.strerror}", "check the file and its rights"))
        return None
    node, found = parse(text, place)
    faults += found
    if (node is None and not found) or (node is not None and node.value is None):
        faults.append(Fault(place, "", "the file is empty", "add a section, or delete the file"))
        return None
    if node is None:
        return None
    if not isinstance(node.value, dict):
        fault = f"{shown(node.value)} where sections are wanted"
        faults.append(Fault(node.place, "", fault, "write 'section:' and indent what belongs to it"))
        return None
    return node
