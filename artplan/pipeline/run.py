"""`artplan run`: every notebook for every plan, each plan's folder put in its place when it is complete.

Everything that can be wrong with what the user wrote is found before anything is written. After that a plan
stands for itself: one whose notebook fails keeps its former folder, the others go on. What the former run has
made from the very same is taken over from it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from artplan.exit_codes import RUN_FAILED
from artplan.pipeline.job import Do
from artplan.pipeline.notebooks import found as notebooks
from artplan.pipeline.outputs import staging
from artplan.pipeline.outputs.checks import checked
from artplan.pipeline.outputs.keys import Asked
from artplan.pipeline.state import FRONT, Ended, How
from artplan.pipeline.terminal import say
from artplan.plan.written.faults import Fault, PlanFault


def run(
    scenarios: Sequence[str],
    overrides: Mapping[str, Any],
    lang: str | None = None,
    out: Path = Path("outputs"),
    how: How | None = None,
    do: Do | None = None,
    pdf: bool = False,
) -> Ended:
    """Executes, renders and puts in place. Raises PlanFault before anything is written.

    pdf: each plan as one file too. do: workers that are there already, and somebody who waits for the
    front page.
    """
    how = how or How()
    names = list(dict.fromkeys(scenarios))
    asked = Asked(notebooks.find(), overrides, lang, pdf)
    places = _places(names, out)
    codes = {} if how.fresh else {name: _unchanged(name, places[name], asked) for name in names}
    changed = {name: places[name] for name in names if codes.get(name) is None}
    if len(changed) < len(names):
        told = ", ".join(name for name in names if name not in changed)
        say(f"unchanged since the last run: {told} (--fresh runs it all the same)")
    if changed:
        from artplan.pipeline.make import made, make

        codes |= made(changed, asked, out, how, do, early=True) if do else make(changed, asked, out, how)
    ended = [code for code in codes.values() if code is not None]
    page = (places[names[0]] if len(names) == 1 else out) / FRONT
    return Ended(max(ended), page if min(ended) < RUN_FAILED else None)


def _unchanged(scenario: str, place: Path, asked: Asked) -> int | None:
    """The exit code of the former run, if nothing that it rests on has changed and it is still there."""
    manifest = staging.former_manifest(place)
    if manifest and manifest.get("key") == asked.whole(scenario) and (place / FRONT).is_file():
        return checked(manifest)
    return None


def _places(names: Sequence[str], out: Path) -> dict[str, Path]:
    """Where each plan's folder goes; a folder that is not a former run of that plan is never replaced."""
    places: dict[str, Path] = {}
    faults = []
    for name in names:
        place = out / staging.folder_name(name)
        if place in places.values():
            fault = f"two plans of this run go there, {name} is one"
            faults.append(Fault(str(place), "", fault, "run them apart, with another --out"))
        elif staging.occupied(place, name):
            fault = f"is there and is no run of {name}"
            faults.append(Fault(str(place), "", fault, "move it away, or choose another --out"))
        places[name] = place
    if out.exists() and not out.is_dir():
        faults = [Fault(str(out), "", "is a file", "choose another --out")]
    if faults:
        raise PlanFault(faults)
    return places
