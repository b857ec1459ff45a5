"""Freeze a plan as a version: its parameters, its figures, and who approved it, in a folder of its own.

The folder is written beside its place and moved there whole, so that there is the complete version or none.
"""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

from artplan import __version__
from artplan.operating import OperatingPlan, load
from artplan.plan.plan import Plan
from artplan.plan.read.as_yaml import as_yaml
from artplan.plan.written.faults import Fault, PlanFault, fault_at
from artplan.plan.written.files import display
from artplan.plan.written.gate import LONGEST_NAME, read_bytes
from artplan.plan.written.text import one_line
from artplan.versions import figures
from artplan.versions.answer import FrozenVersion
from artplan.versions.read import (
    ABOUT,
    LINES,
    NOW,
    PARAMS,
    VERSIONS,
    hash_of,
    hash_of_card,
    is_id,
    read_version,
)
from artplan.writing.whole import write_folder


def freeze(
    name: str,
    scenario: str,
    approved_by: str,
    why: str,
    *,
    day: date | None = None,
    folder: Path = VERSIONS,
) -> FrozenVersion:
    """Freeze a scenario as a version, and return it as it reads.

    name: the version's id. day: when, today by default. Raises PlanFault for an id that is taken or no plain
    name, an empty name or reason, a plan with faults, and one whose checks fail; Unwritten, and then there is
    no version.
    """
    faults = [*_wrong_id(name, folder), *_empty("--approved-by", approved_by), *_empty("--why", why)]
    try:
        plan = load(scenario)
    except PlanFault as fault:
        raise PlanFault([*faults, *fault.faults], fault.language) from None
    if faults:
        raise PlanFault(faults, plan.plan.language)
    contents = {**_parameters(plan.plan), LINES: _lines(plan).encode("utf-8")}
    card = {
        "id": name,
        "scenario": scenario,
        "day": (day or date.today()).isoformat(),
        "approved_by": one_line(approved_by),
        "why": one_line(why),
        **_of_plan(plan.plan),
        "files": {path: hash_of(content) for path, content in contents.items()},
    }
    about = json.dumps(card | {"hash": hash_of_card(card)}, ensure_ascii=False, indent=2) + "\n"
    write_folder(folder / name, {**contents, ABOUT: about.encode("utf-8")})
    return read_version(name, folder=folder)


def _of_plan(plan: Plan) -> dict[str, object]:
    return {
        "program": __version__,
        "months": list(plan.months),
        "first_fiscal_month": plan.sections.plan.first_fiscal_month,
        "parameter_hash": plan.hash,
    }


def _wrong_id(name: str, folder: Path) -> list[Fault]:
    if not is_id(name) or name.lower() == NOW:
        return [fault_at("freeze", name[:LONGEST_NAME], "versions.no_id", most=LONGEST_NAME)]
    # Some systems take names in capitals for the same.
    there = [each.name for each in folder.iterdir()] if folder.is_dir() else []
    taken = [each for each in there if each.lower() == name.lower()]
    return [fault_at(display(folder / each), "", "versions.taken") for each in taken]


def _empty(option: str, given: str) -> list[Fault]:
    return [] if one_line(given) else [fault_at(option, "", "versions.nothing_said")]


def _parameters(plan: Plan) -> dict[str, bytes]:
    """Return the files of a parameter folder from which the plan reads again, by path in the version."""
    text = as_yaml(plan).replace(f"{display(plan.folder)}/", "params/")
    tables = sorted((plan.folder / "statutory").glob("*.yaml"))
    return {f"{PARAMS}/base/plan.yaml": text.encode("utf-8")} | {
        f"{PARAMS}/statutory/{table.name}": read_bytes(table, display(table)) for table in tables
    }


def _lines(plan: OperatingPlan) -> str:
    result = plan.run()
    failed = [each for each in result.checks() if each.state == "failed"]
    if failed:
        raise PlanFault(
            [
                fault_at(each.name, each.where, "versions.check_failed", worst=f"{each.worst:,.2f}")
                for each in failed
            ],
            plan.plan.language,
        )
    return figures.written(*figures.figures_of(result))
