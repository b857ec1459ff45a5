"""The command `artplan run --watch`: run again when parameters or notebooks are saved, or a month is closed.

The workers are kept, so that a change is processed without starting a process. The front page is updated
first, then the other pages and files as they are completed.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from artplan.actuals.closed import closed_files
from artplan.pipeline.make import workers_of
from artplan.pipeline.notebooks import sources
from artplan.pipeline.run import run
from artplan.pipeline.state import Ended, How
from artplan.pipeline.terminal import interruptible, say
from artplan.plan.read.chain import find_folder
from artplan.plan.written.faults import PlanFault
from artplan.texts.catalogue import text
from artplan.texts.language import of_environment
from artplan.versions.read import version_files

LOOK = 0.2  # seconds between checks of the files


def watch(
    scenarios: Sequence[str],
    overrides: Mapping[str, Any],
    lang: str | None,
    out: Path,
    how: How,
    ended: Callable[[Ended], object],
    pdf: bool = False,
) -> None:
    """Run, call `ended` with the end of the run, and wait for the next change, until interrupted."""
    with interruptible(), workers_of(how) as do:
        while True:
            seen = _files()
            try:
                ended(run(scenarios, overrides, lang, out, how, do, pdf))
            except PlanFault as fault:
                say(fault.text(lang or fault.language or of_environment()))
            say(text("progress.waiting", lang or of_environment()))
            while _files() == seen:
                time.sleep(LOOK)


def _files() -> dict[Path, tuple[int, int]]:
    """Return the time of the last change and the size of each file that a run depends on."""
    result = {}
    plans = [*find_folder().rglob("*.yaml"), *sources.folder().glob("*.ipynb")]
    for path in [*plans, *closed_files(), *version_files()]:
        try:
            state = path.stat()
        except FileNotFoundError:  # an editor is replacing the file at this moment
            continue
        result[path] = (state.st_mtime_ns, state.st_size)
    return result
