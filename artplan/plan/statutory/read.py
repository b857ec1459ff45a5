"""Read the files of statutory tables, with all of a file's faults at once."""

from __future__ import annotations

from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from artplan.plan.schema.refusals import faults_of
from artplan.plan.written.faults import Fault, fault_at, shown
from artplan.plan.written.files import read_file
from artplan.plan.written.yaml_tree import YamlNode, plain
from artplan.texts.closest import suggest

File = TypeVar("File", bound=BaseModel)


def read_tables(path: Path, model: type[File], faults: list[Fault]) -> tuple[File, YamlNode] | None:
    """Return the file as the model has it, and its tree; None where there are faults, which are added."""
    before = len(faults)
    tree = read_file(path, faults)
    if tree is None:
        return None
    try:
        file = model.model_validate(plain(tree))
    except ValidationError as error:
        faults += faults_of(error, model, tree)
        return None
    faults += _unknown_sources(tree, tree.value.get("sources"))
    return (file, tree) if len(faults) == before else None


def _unknown_sources(node: YamlNode, sources: YamlNode | None, path: tuple[str, ...] = ()) -> list[Fault]:
    """Return a fault for every `source:` of a statutory file that its `sources` do not list."""
    known = list(sources.value) if sources is not None and isinstance(sources.value, dict) else []
    result: list[Fault] = []
    items = node.value.items() if isinstance(node.value, dict) else enumerate(node.value)
    for key, child in items:
        here = (*path, str(key))
        if key == "source" and child.value not in known and child.value is not None:
            value, near = shown(child.value), suggest(str(child.value), known, "sources")
            result.append(
                fault_at(child.place, ".".join(here), "statutory.no_source", value=value, near=near)
            )
        elif isinstance(child.value, dict | list) and here != ("sources",):
            result += _unknown_sources(child, sources, here)
    return result
