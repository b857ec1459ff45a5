"""Complete the folder of a plan whose jobs are done, and move it to its final place.

The index of all runs is rewritten at the same time, from the manifests in the output folder.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from artplan import __version__
from artplan.actuals.closed import closed_amounts
from artplan.engine.faults import NumberFault
from artplan.findings.find import findings
from artplan.findings.verdict import verdict
from artplan.operating import OperatingPlan
from artplan.pipeline.job import Notebook
from artplan.pipeline.outputs import files, staging
from artplan.pipeline.outputs.former import changes_since
from artplan.pipeline.outputs.pdf import write_pdf
from artplan.pipeline.state import FILES, FRONT, LINES, PARAMS, PDF, TABLES, WORKBOOK, Run
from artplan.plan.written.faults import PlanFault
from artplan.plan.written.text import one_line
from artplan.plausibility.notes import plausibility_notes
from artplan.report.pages import frame, pages
from artplan.report.pages.index import RunRow, index_page
from artplan.report.prose import lived
from artplan.report.prose.stress import sinking
from artplan.report.prose.telling import Teller
from artplan.report.tables.studies.changed import changes
from artplan.report.tables.studies.ledger import effects
from artplan.report.tables.studies.weights import weights
from artplan.report.tables.table import Table
from artplan.report.words.plans import plan_name
from artplan.study import SEED
from artplan.study.compare.effects import ledger
from artplan.study.forecast.forecast import forecast
from artplan.study.uncertainty.answer import Sensitivity
from artplan.study.uncertainty.stress import stress
from artplan.study.uncertainty.weights import of_placeholders
from artplan.writing.staging import locked, publish
from artplan.writing.whole import write_whole

ROW = {
    *("scenario", "title", "overrides", "headline", "former", "checks", "placeholders", "times"),
    *("statement", "parameters"),
}


def own_files(stage: Path, stem: str) -> Path:
    """Return the folder for a notebook's charts and tables.

    Each notebook has its own folder, so that its files can be identified.
    """
    return stage / f".{FILES}" / stem


def take_over(run: Run) -> None:
    """Copy unchanged files from the previous run, so that they need not be made again.

    Call with the lock of the output folder held.
    """
    former = staging.former_manifest(run.place) or {}
    for name, made in former.get("made", {}).items():
        if run.keys.get(name) != made["key"]:
            continue
        if name == WORKBOOK:
            wanted = {table: run.stage / table for table in TABLES}
        else:
            wanted = {part: run.stage / part for part in (f"notebooks/{name}.ipynb", f"pages/{name}.html")}
            wanted |= {f"{FILES}/{file}": own_files(run.stage, name) / file for file in made["files"]}
        if all((run.place / part).is_file() for part in wanted):
            for part, place in wanted.items():
                place.parent.mkdir(parents=True, exist_ok=True)
                shutil.copy2(run.place / part, place)
            run.kept.add(name)


def announce(run: Run) -> None:
    """Update the existing front page with the new figures before the other pages are made.

    Does nothing if there is no previous run. Call with the lock of the output folder held.
    """
    former = staging.former_manifest(run.place)
    if former is None:
        return
    manifest = files.manifest(run.result, run.scenario, run.overrides, run.lang, __version__, former)
    manifest["times"] = files.times(run.begun, {})
    page = files.unplaced(_front(run, manifest, pages.FrontTables(), pending=True), run.result.plan)
    write_whole(run.place / FRONT, page)


def finish(run: Run) -> dict[str, Any]:
    """Write the remaining files, move the folder to its final place, and return the run's manifest."""
    plan = run.result.plan
    made = {name: {"key": key, "files": _gathered(run, name)} for name, key in run.keys.items()}
    shutil.rmtree(run.stage / f".{FILES}", ignore_errors=True)
    tables = _front_tables(run)
    if run.pdf:
        write_pdf(run, tables)
    with locked(run.place.parent, wait=True):
        former = staging.former_manifest(run.place)
        manifest = files.manifest(run.result, run.scenario, run.overrides, run.lang, __version__, former)
        manifest |= {"times": files.times(run.begun, run.seconds, run.cells), "key": run.key, "made": made}
        files.write_json(manifest, run.stage / "manifest.json")
        files.write_text(files.unplaced(_front(run, manifest, tables), plan), run.stage / FRONT)
        index = _index(run, manifest)  # before the move, because the disk may be full
        publish(run.stage, run.place)
        _forget_failures(run)
        index.replace(run.place.parent / FRONT)
    return manifest


def _gathered(run: Run, name: str) -> list[str]:
    """Move a notebook's files to the plan's files, and return their relative paths.

    If two notebooks write a file of the same name, the later notebook's file is kept.
    """
    own = own_files(run.stage, name)
    result = sorted(each.relative_to(own).as_posix() for each in own.rglob("*") if each.is_file())
    for file in result:
        place = run.stage / FILES / file
        place.parent.mkdir(parents=True, exist_ok=True)
        os.replace(own / file, place)
    return result


def job(run: Run, source: Path, limit: int) -> Notebook:
    out = own_files(run.stage, source.stem)
    menu = [(link.href, link.title, link.current) for link in _menu(run, f"../{FRONT}", "", source)]
    page = {
        "path": str(run.stage / "pages" / f"{source.stem}.html"),
        "title": pages.notebook_title(source.stem, run.lang),
        "lang": run.lang,
        "foot_line": _foot(run),
        "menu": menu,
    }
    given = {"scenario": run.scenario, "overrides": run.overrides, "lang": run.lang, "out": out.as_posix()}
    shown = {out.as_posix(): f"outputs/{run.place.name}/{FILES}"}
    executed = str(run.stage / "notebooks" / source.name)
    return Notebook(run.place.name, str(source), executed, given, shown, page, limit)


def _menu(run: Run, front: str, folder: str, current: Path | None = None) -> Iterator[frame.Link]:
    yield frame.Link(front, plan_name(run.result.plan, run.lang), current is None)
    for source in run.sources:
        title = pages.notebook_title(source.stem, run.lang)
        yield frame.Link(f"{folder}{source.stem}.html", title, source == current)


def _foot(run: Run) -> str:
    return frame.foot(run.result, __version__, SEED).line(run.lang)


def _front(run: Run, manifest: Mapping[str, Any], tables: pages.FrontTables, pending: bool = False) -> str:
    names = [
        *([PDF] if run.pdf else []),
        WORKBOOK,
        LINES,
        PARAMS,
        "manifest.json",
        *(f"notebooks/{each.name}" for each in run.sources),
    ]
    return pages.front_page(
        run.result,
        tables,
        unlikely=plausibility_notes(run.result),
        pending=pending,
        lang=run.lang,
        foot_line=_foot(run),
        made_at=_minute(manifest),
        menu=list(_menu(run, FRONT, "pages/")),
        files=[frame.Link(name, name) for name in names],
        base=run.base,
        former=manifest["former"] and manifest["former"]["headline"],
    )


def _effects(run: Run) -> Table | None:
    """Return the table of the effect of each override; None if the plan has no overrides."""
    if not run.result.plan.overrides:
        return None
    try:
        return effects(ledger(OperatingPlan(run.result.plan)), run.lang)
    except (PlanFault, NumberFault):  # invalid, or not finite, without one override
        return None


def _changes(run: Run) -> Table | None:
    """Return the table of what changed since the former run; None if there is none to compare with."""
    plan = run.result.plan
    comparison = changes_since(run.place, plan)
    return None if comparison is None else changes(comparison, plan, run.lang)


def _front_tables(run: Run) -> pages.FrontTables:
    placeholders = _placeholders(run)
    return pages.FrontTables(
        effects=_effects(run),
        changed=_changes(run),
        weights=weights(placeholders, run.lang) if placeholders else None,
        verdict=verdict(run.result),
        findings=findings(OperatingPlan(run.result.plan), run.result, placeholders),
        sinking=_sinking(run),
        lived=_lived(run),
    )


def _placeholders(run: Run) -> Sensitivity | None:
    """Return what each placeholder moves; None for a plan without any."""
    if not run.result.plan.placeholders:
        return None
    try:
        return of_placeholders(OperatingPlan(run.result.plan))
    except (PlanFault, NumberFault):  # no decision can be held, or a tenth more is not finite
        return None


def _sinking(run: Run) -> str:
    """Return the paragraph on the shocks under which cash falls below zero; "" if it does under none."""
    try:
        answer = stress(OperatingPlan(run.result.plan))
    except (PlanFault, NumberFault):  # decisions that cannot be held, or not finite under a shock
        return ""
    return sinking(Teller(run.result, run.lang), answer)


def _lived(run: Run) -> tuple[str, ...]:
    """Return the paragraphs on the closed months and the forecast; none without closed months of the plan."""
    try:
        months = closed_amounts()
        answer = forecast(OperatingPlan(run.result.plan), months) if months else None
    except (PlanFault, NumberFault):  # the page of the forecast says what is wrong
        return ()
    return tuple(lived.forecast(Teller(run.result, run.lang), answer)) if answer else ()


def _forget_failures(run: Run) -> None:
    """Delete the executed notebooks kept from earlier failures, since all notebooks have now succeeded."""
    for source in run.sources:
        staging.failed_notebook(run.place, source.stem).unlink(missing_ok=True)


def _index(run: Run, coming: Mapping[str, Any]) -> Path:
    """Write the index of all runs, newest first, beside the run's own folder and return its path.

    coming: the manifest of the current run, whose folder has not been moved yet.
    """
    outputs = run.place.parent
    others = [each for each in outputs.iterdir() if not each.name.startswith(".") and each != run.place]
    result = [(coming, run.place.name), *((staging.former_manifest(each), each.name) for each in others)]
    # the manifest of a run by another version may lack a field that the row needs
    runs = [(manifest, name) for manifest, name in result if manifest and manifest.keys() >= ROW]
    runs.sort(key=lambda each: each[0]["times"]["finished"], reverse=True)
    page = index_page([_row(manifest, name, run.lang) for manifest, name in runs], run.lang)
    beside = run.stage.with_name(FRONT)
    files.write_text(page, beside)
    return beside


def _row(manifest: Mapping[str, Any], folder: str, lang: str) -> RunRow:
    failed = [check["kind"] for check in manifest["checks"] if not check["passed"]]
    changes = [one_line(f"{path}={value}") for path, value in manifest["overrides"].items()]
    return RunRow(
        scenario=manifest["scenario"],
        name=manifest.get("name", {}).get(lang, ""),
        title=" · ".join([manifest["title"][lang], *changes]),
        href=f"{folder}/{FRONT}",
        made_at=_minute(manifest),
        headline=manifest["headline"],
        former=(manifest["former"] or {}).get("headline", {}),
        statement=manifest["statement"],
        parameters=manifest["parameters"],
        checks_failed=failed.count("error"),
        alerts=failed.count("alert"),
        placeholders=len(manifest["placeholders"]),
    )


def _minute(manifest: Mapping[str, Any]) -> str:
    return manifest["times"]["finished"][:16].replace("T", " ")
