"""Read a plan from the text that `as_yaml` wrote, such as the plan of a former run.

Two plans that are both read from such a text differ by what they say, not by how their files say it: a
festival's date, a dated value and a scenario's settings are written out in both.
"""

from __future__ import annotations

from pathlib import Path

from artplan.plan.plan import Plan
from artplan.plan.read.as_yaml import as_yaml
from artplan.plan.read.chain import Chain
from artplan.plan.read.plan import plan_of
from artplan.plan.written.faults import PlanFault, fault_at
from artplan.plan.written.yaml_tree import parse


def read_resolved(text: str, name: str, folder: Path) -> Plan:
    """Return the plan of the text, with the statutory tables of the folder.

    Raises PlanFault for a text that is no plan, such as one by another version.
    """
    root, faults = parse(text, name)
    if root is None or not isinstance(root.value, dict):
        raise PlanFault(faults or [fault_at(name, "", "file.empty")])
    return plan_of(name, Chain([name], root), folder)


def resolved(plan: Plan) -> Plan:
    """Return the plan as if it had been read from its text. Raises PlanFault like `read_resolved`."""
    return read_resolved(as_yaml(plan), plan.name, plan.folder)
