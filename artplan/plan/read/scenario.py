"""Write a scenario as a file: the plan it extends, and its settings."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from artplan.plan.read.chain import own_folder
from artplan.plan.written.faults import PlanFault, fault_at
from artplan.plan.written.gate import LONGEST_NAME
from artplan.plan.written.yaml_text import flow

NAME = re.compile(r"[a-z][a-z0-9_]*")


def place_for(name: str, replace: bool, option: str = "--name") -> Path:
    """The path of a new scenario's file in `./params/scenarios`.

    replace: whether the file may exist. option: the command line's option for the name, for messages. Raises
    PlanFault for an invalid name, a missing `./params`, and an existing file.
    """
    folder = own_folder()
    if not NAME.fullmatch(name) or len(name) > LONGEST_NAME or name == "base":
        raise PlanFault([fault_at(option, name[:LONGEST_NAME].replace("\n", "\\n"), "scenario.no_name")])
    if folder is None:
        raise PlanFault([fault_at("params", "", "scenario.no_folder")])
    path = folder / "scenarios" / f"{name}.yaml"
    if path.exists() and not replace:
        raise PlanFault([fault_at(str(path), "", "scenario.there_already", option=option)])
    return path


def text_of(extends: str, settings: Mapping[str, Any], comment: str) -> str:
    """The file's text, with one setting a line."""
    lines = [f"# {comment}", f"extends: {flow(extends)}", "set:"]
    lines += [f"  {path}: {flow(value)}" for path, value in settings.items()]
    return "\n".join(lines) + "\n"
