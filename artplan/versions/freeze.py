"""Freeze a plan or a forecast as a version: parameters, figures, and who approved it, in a folder of its own.

The folder is written beside its place and moved there whole, so that there is the complete version or none.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
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
from artplan.study.forecast.answer import Forecast
from artplan.versions import figures
from artplan.versions.answer import FORECAST, FrozenVersion
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
    faults = _wrong(name, approved_by, why, folder)
    try:
        plan = load(scenario)
    except PlanFault as fault:
        raise PlanFault([*faults, *fault.faults], fault.language) from None
    if faults:
        raise PlanFault(faults, plan.plan.language)
    about = _about(name, scenario, approved_by, why, day, plan.plan.months, plan.plan)
    return _frozen(about, {**_parameters(plan.plan), LINES: _lines(plan).encode("utf-8")}, folder)


def freeze_forecast(
    name: str,
    answer: Forecast,
    plan: OperatingPlan,
    approved_by: str,
    why: str,
    *,
    settings: Sequence[str] = (),
    day: date | None = None,
    folder: Path = VERSIONS,
) -> FrozenVersion:
    """Freeze a forecast as a version, and return it as it reads.

    name: the version's id. answer: the forecast; its figures are the ledger's up to its last closed month.
    plan: that of its open months, whose parameters are frozen; what followed the closed months is a ratio on
    the card. settings: what was set in it, as `PATH=VALUE`. day: when, today by default. Raises PlanFault for
    an id that is taken or no plain name, and an empty name or reason; Unwritten, and then there is no
    version.
    """
    if faults := _wrong(name, approved_by, why, folder):
        raise PlanFault(faults, answer.plan.language)
    policies = {
        "kind": FORECAST,
        "after": answer.after,
        "rest": answer.rest,
        "settings": [*settings],
        "follow": dict(answer.follow),
    }
    about = _about(name, answer.plan.name, approved_by, why, day, answer.months, plan.plan) | policies
    lines = figures.written(figures.rounded(answer.figures), dict.fromkeys(answer.figures, "CNY"))
    return _frozen(about, {**_parameters(plan.plan), LINES: lines.encode("utf-8")}, folder)


def _about(
    name: str, scenario: str, approved_by: str, why: str, day: date | None, months: Sequence[str], plan: Plan
) -> dict[str, object]:
    """Return what the card says of every version, but for its files."""
    return {
        "id": name,
        "scenario": scenario,
        "day": (day or date.today()).isoformat(),
        "approved_by": one_line(approved_by),
        "why": one_line(why),
        "program": __version__,
        "months": [*months],
        "first_fiscal_month": plan.sections.plan.first_fiscal_month,
        "parameter_hash": plan.hash,
    }


def _frozen(about: Mapping[str, object], contents: Mapping[str, bytes], folder: Path) -> FrozenVersion:
    name = str(about["id"])
    card = {**about, "files": {path: hash_of(content) for path, content in contents.items()}}
    text = json.dumps(card | {"hash": hash_of_card(card)}, ensure_ascii=False, indent=2) + "\n"
    write_folder(folder / name, {**contents, ABOUT: text.encode("utf-8")})
    return read_version(name, folder=folder)


def _wrong(name: str, approved_by: str, why: str, folder: Path) -> list[Fault]:
    return [*_wrong_id(name, folder), *_empty("--approved-by", approved_by), *_empty("--why", why)]


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
