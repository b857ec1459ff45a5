"""A scenario as a file: what it extends, and what it sets."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from artplan.plan.read.chain import own_folder
from artplan.plan.written.faults import PlanFault, fault_at
from artplan.plan.written.yaml_text import flow

NAME = re.compile(r"[a-z][a-z0-9_]*")


def place_for(name: str, replace: bool, option: str = "--name") -> Path:
    """Where the scenario's file goes. Raises PlanFault for a name or a place that will not do.

    option: by which the command line is given the name.
    """
    folder = own_folder()
    if not NAME.fullmatch(name) or name == "base":
        raise PlanFault([fault_at(option, name, "scenario.no_name")])
    if folder is None:
        raise PlanFault([fault_at("params", "", "scenario.no_folder")])
    path = folder / "scenarios" / f"{name}.yaml"
    if path.exists() and not replace:
        raise PlanFault([fault_at(str(path), "", "scenario.there_already", option=option)])
    return path


def text_of(extends: str, settings: Mapping[str, Any], comment: str) -> str:
    """The file's text; every setting on a line of its own."""
    lines = [f"# {comment}", f"extends: {flow(extends)}", "set:"]
    lines += [f"  {path}: {flow(value)}" for path, value in settings.items()]
    return "\n".join(lines) + "\n"
