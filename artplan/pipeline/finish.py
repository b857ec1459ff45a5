"""A plan whose notebooks are all executed becomes a folder of pages and tables, and takes its place.

The index of all runs is written anew in the same breath, from the manifests that lie in the outputs.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

import nbformat

from artplan import __version__
from artplan.engine.faults import NumberFault
from artplan.operating import OperatingPlan
from artplan.pipeline import files, staging
from artplan.pipeline.workbook import Figures, write_workbook
from artplan.plan.faults import PlanFault
from artplan.plan.files import display
from artplan.plan.plan import Plan
from artplan.plan.resolved import as_yaml
from artplan.report import pages
from artplan.report.tables.ledger import effects
from artplan.report.tables.table import Table
from artplan.result import Result
from artplan.study.ledger import ledger

FRONT = "index.html"
WORKBOOK = "plan.xlsx"
FILES = "files"  # charts and tables that the notebooks write
ROW = {"scenario", "title", "overrides", "headline", "former", "checks", "placeholders", "times"}


@dataclass(frozen=True)
class Run:
    """A plan on its way into the outputs."""

    scenario: str
    result: Result
    base: Mapping[str, float] | None  # headline figures to compare with
    overrides: Mapping[str, Any]
    lang: str
    begun: datetime
    place: Path  # where its folder goes
    stage: Path  # where it is written until then
    sources: tuple[Path, ...]  # the notebooks
    scenarios: Figures  # headline figures of all scenarios, for the workbook
    seconds: dict[str, float] = field(default_factory=dict)  # by notebook, as they are done


def finish(run: Run) -> None:
    """Writes what is still missing and moves the folder into its place."""
    plan = run.result.plan
    for source in run.sources:
        _write_page(run, source)
    write_workbook(run.result, run.stage / WORKBOOK, run.lang, run.scenarios, run.overrides)
    files.write_lines(run.result, run.scenario, run.stage / "lines.csv")
    files.write_text(_unplaced(as_yaml(plan), plan), run.stage / "params.yaml")
    if not any((run.stage / FILES).iterdir()):
        (run.stage / FILES).rmdir()
    with staging.locked(run.place.parent, wait=True):
        former = staging.former_manifest(run.place)
        manifest = files.manifest(run.result, run.scenario, run.overrides, run.lang, __version__, former)
        manifest["times"] = files.times(run.begun, run.seconds)
        files.write_json(manifest, run.stage / "manifest.json")
        files.write_text(_unplaced(_front(run, manifest), plan), run.stage / FRONT)
        staging.publish(run.stage, run.place)
        _forget_failures(run)
        write_index(run.place.parent, run.lang)


def _unplaced(text: str, plan: Plan) -> str:
    """Where the parameters lie on this machine is nobody's business: their folder is called `params`."""
    return text.replace(f"{display(plan.folder)}/", "params/")


def _write_page(run: Run, source: Path) -> None:
    executed = nbformat.read(run.stage / "notebooks" / source.name, as_version=4)
    page = pages.notebook_page(
        executed,
        title=pages.notebook_title(source.stem, run.lang),
        lang=run.lang,
        foot=pages.foot(run.result, __version__),
        siblings=[pages.Link(f"../{FRONT}", run.scenario), *_pages(run, current=source)],
    )
    (run.stage / "pages").mkdir(exist_ok=True)
    files.write_text(page, run.stage / "pages" / f"{source.stem}.html")


def _pages(run: Run, folder: str = "", current: Path | None = None) -> Iterator[pages.Link]:
    for source in run.sources:
        title = pages.notebook_title(source.stem, run.lang)
        yield pages.Link(f"{folder}{source.stem}.html", title, source == current)


def _front(run: Run, manifest: Mapping[str, Any]) -> str:
    names = [
        WORKBOOK,
        "lines.csv",
        "params.yaml",
        "manifest.json",
        *(f"notebooks/{each.name}" for each in run.sources),
    ]
    return pages.front_page(
        run.result,
        effects=_effects(run),
        lang=run.lang,
        version=__version__,
        made_at=_minute(manifest),
        pages=list(_pages(run, "pages/")),
        files=[pages.Link(name, name) for name in names],
        base=run.base,
        former=manifest["former"] and manifest["former"]["headline"],
    )


def _effects(run: Run) -> Table | None:
    """What each override does, for a plan that extends another or was changed for this run."""
    if not run.result.plan.overrides:
        return None
    try:
        return effects(ledger(OperatingPlan(run.result.plan)), run.lang)
    except (PlanFault, NumberFault):  # without one of its overrides the plan is none, or comes to no number
        return None


def _forget_failures(run: Run) -> None:
    """A notebook that once failed has now succeeded."""
    for source in run.sources:
        staging.failed_notebook(run.place, source.stem).unlink(missing_ok=True)


def write_index(outputs: Path, lang: str) -> None:
    """The page of all runs, newest first. Call with the lock of the outputs held."""
    found = [(staging.former_manifest(place), place.name) for place in outputs.iterdir()]
    # a run of another version may not say all that a row needs
    runs = [(manifest, name) for manifest, name in found if manifest and manifest.keys() >= ROW]
    runs = [(manifest, name) for manifest, name in runs if not name.startswith(".")]
    runs.sort(key=lambda each: each[0]["times"]["finished"], reverse=True)
    page = pages.index_page([_row(manifest, name, lang) for manifest, name in runs], lang)
    beside = outputs / f".{FRONT}"
    files.write_text(page, beside)
    beside.replace(outputs / FRONT)


def _row(manifest: Mapping[str, Any], folder: str, lang: str) -> pages.RunRow:
    failed = [check["kind"] for check in manifest["checks"] if not check["passed"]]
    changes = [f"{path}={value}" for path, value in manifest["overrides"].items()]
    return pages.RunRow(
        scenario=manifest["scenario"],
        title=" · ".join([manifest["title"][lang], *changes]),
        href=f"{folder}/{FRONT}",
        made_at=_minute(manifest),
        headline=manifest["headline"],
        former=(manifest["former"] or {}).get("headline", {}),
        checks_failed=failed.count("error"),
        alerts=failed.count("alert"),
        placeholders=len(manifest["placeholders"]),
    )


def _minute(manifest: Mapping[str, Any]) -> str:
    return manifest["times"]["finished"][:16].replace("T", " ")
