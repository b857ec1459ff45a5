"""The command `artplan run`: execute every notebook for every plan.

All mistakes in the user's input are reported before anything is written. After that the plans are
independent: if a notebook fails, its plan keeps its previous folder and the other plans continue. A plan's
folder is replaced when it is complete. Outputs whose inputs have not changed are copied from the previous
run.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from artplan.actuals.closed import closed_files
from artplan.exit_codes import RUN_FAILED
from artplan.pipeline.job import Do
from artplan.pipeline.notebooks import sources
from artplan.pipeline.outputs import staging
from artplan.pipeline.outputs.checks import checked
from artplan.pipeline.outputs.keys import RunRequest
from artplan.pipeline.plans import loaded
from artplan.pipeline.state import FRONT, Ended, How
from artplan.pipeline.terminal import say
from artplan.plan.written.faults import Fault, PlanFault, fault_at
from artplan.texts.message import listed, message
from artplan.writing.staging import clean


def run(
    scenarios: Sequence[str],
    overrides: Mapping[str, Any],
    lang: str | None = None,
    out: Path = Path("outputs"),
    how: How | None = None,
    do: Do | None = None,
    pdf: bool = False,
) -> Ended:
    """Execute the notebooks, render the pages, and move the folders to their final place.

    do: workers that are already running; the front page is then updated early, because somebody is waiting
    for it. pdf: also write each plan as one PDF file. Raises PlanFault before anything is written.
    """
    how = how or How()
    names = list(dict.fromkeys(scenarios))
    wanted = RunRequest(sources.find(months_are_closed(names, overrides)), overrides, lang, pdf)
    places = _places(names, out, lang)
    former = {} if how.fresh else _unchanged(places, wanted)
    codes = {name: checked(manifest) for name, manifest in former.items()}
    changed = {name: places[name] for name in names if name not in codes}
    if former:
        clean(out)  # a run that was killed after its last step has left the plan complete, and its folder
        spoken = next(iter(former.values()))["lang"]
        say(message("progress.unchanged", names=listed(former)).text(lang or spoken))
    if changed:
        from artplan.pipeline.make import made, make

        codes |= made(changed, wanted, out, how, do, early=True) if do else make(changed, wanted, out, how)
    page = (places[names[0]] if len(names) == 1 else out) / FRONT
    return Ended(
        max(codes.values()), page if min(codes.values()) < RUN_FAILED else None, tuple(places.values())
    )


def months_are_closed(names: Sequence[str], overrides: Mapping[str, Any]) -> bool:
    """Return whether a month of the plans is closed; those of an earlier year's plan do not count."""
    closed = {path.stem for path in closed_files()}
    return bool(closed) and any(closed & set(each.plan.months) for each in loaded(names, overrides).values())


def _unchanged(places: Mapping[str, Path], wanted: RunRequest) -> dict[str, Mapping[str, Any]]:
    """Return the manifests of the previous runs whose inputs have not changed and whose pages still exist."""
    result: dict[str, Mapping[str, Any]] = {}
    for scenario, place in places.items():
        manifest = staging.former_manifest(place)
        if manifest and manifest.get("key") == wanted.whole(scenario) and (place / FRONT).is_file():
            result[scenario] = manifest
    return result


def _places(names: Sequence[str], out: Path, lang: str | None) -> dict[str, Path]:
    """Return each plan's folder.

    Raises PlanFault if a run would replace anything other than an earlier run of the same plan.
    """
    places: dict[str, Path] = {}
    faults: list[Fault] = []
    for name in names:
        place = out / staging.folder_name(name)
        if place in places.values():
            faults.append(fault_at(str(place), "", "run.twice", name=name))
        elif staging.occupied(place, name):
            faults.append(fault_at(str(place), "", "run.occupied", name=name))
        places[name] = place
    if out.exists() and not out.is_dir():
        faults = [fault_at(str(out), "", "run.file")]
    if faults:
        raise PlanFault(faults, lang)
    return places
