"""`artplan run --watch`: run again whenever a parameter file or a notebook is saved.

The workers stay, so that a saved file is answered without starting anything: the front page first, the pages
and files behind it as they are done.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from artplan.pipeline.make import workers_of
from artplan.pipeline.notebooks import sources
from artplan.pipeline.run import run
from artplan.pipeline.state import Ended, How
from artplan.pipeline.terminal import interruptible, say
from artplan.plan.read.chain import find_folder
from artplan.plan.written.faults import PlanFault
from artplan.texts.catalogue import text
from artplan.texts.language import of_environment

LOOK = 0.2  # seconds between looks at the files


def watch(
    scenarios: Sequence[str],
    overrides: Mapping[str, Any],
    lang: str | None,
    out: Path,
    how: How,
    ended: Callable[[Ended], object],
    pdf: bool = False,
) -> None:
    """Runs, tells how it `ended`, and waits for the next change, until it is interrupted."""
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
    """When each file that a run rests on was saved, and how large it is."""
    result = {}
    for path in [*find_folder().rglob("*.yaml"), *sources.folder().glob("*.ipynb")]:
        try:
            state = path.stat()
        except FileNotFoundError:  # an editor is just replacing it
            continue
        result[path] = (state.st_mtime_ns, state.st_size)
    return result
