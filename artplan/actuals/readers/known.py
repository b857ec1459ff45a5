"""The readers that are declared: those that come with the package, and a plan's own beside them."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from pydantic import ValidationError

from artplan.actuals.readers.declaration import Reader
from artplan.plan.schema.refusals import faults_of
from artplan.plan.written.faults import Fault, PlanFault
from artplan.plan.written.files import read_file
from artplan.plan.written.yaml_tree import plain

DECLARED = Path(__file__).parent / "declared"


def known_readers(folder: Path | None = None) -> Mapping[str, Reader]:
    """Return all readers by name, which is that of their file; one of the plan's own replaces another.

    folder: the plan's `actuals/readers`, if it has any. Raises PlanFault with the faults of all files.
    """
    readers: dict[str, Reader] = {}
    faults: list[Fault] = []
    for place in (DECLARED, folder):
        for path in sorted(place.glob("*.yaml")) if place and place.is_dir() else ():
            reader = _read(path, faults)
            if reader is not None:
                readers[path.stem] = reader
    if faults:
        raise PlanFault(faults)
    return readers


def _read(path: Path, faults: list[Fault]) -> Reader | None:
    tree = read_file(path, faults)
    if tree is None:
        return None
    try:
        return Reader.model_validate(plain(tree))
    except ValidationError as error:
        faults += faults_of(error, Reader, tree)
        return None
