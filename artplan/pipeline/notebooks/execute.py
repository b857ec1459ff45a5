"""Execute a notebook with papermill in its own kernel, and remove all traces of the machine from the result.

Only the worker processes import this module. A kernel always uses the same Python as artplan, whatever
kernels are installed on the machine. It is either a preloaded kernel (`kernels`), which starts quickly, or,
if requested, Jupyter's usual kernel. The latter listens on socket files where the system supports them, so
that two kernels cannot compete for a port. papermill adds times, durations, paths, empty tags and random cell
ids to a notebook; they are removed, because the same inputs must give the same bytes.
"""

from __future__ import annotations

import os
import re
import sys
import time
from pathlib import Path
from typing import Any

import nbformat
import papermill
from jupyter_client import AsyncKernelManager
from jupyter_client.kernelspec import KernelSpec
from papermill.exceptions import PapermillExecutionError, strip_color
from traitlets.config import Config

from artplan.pipeline.job import Notebook, Outcome
from artplan.pipeline.notebooks.kernels.engine import ENGINE
from artplan.pipeline.notebooks.kernels.process import Kernels

LONGEST_SOCKET_PATH = 100  # bytes; macOS allows 104, Linux 108, and a suffix for the channel is added
ATTEMPTS = 3  # attempts to start a kernel; it fails if another process takes its port
CELL_FILE = re.compile(r"\S{0,400}ipykernel_\d+[/\\](\d+)\.py")


class OwnKernel(AsyncKernelManager):
    """A kernel that uses the running Python.

    The `python3` kernel registered on the machine may belong to another Python.
    """

    @property
    def kernel_spec(self) -> KernelSpec:
        command = [sys.executable, "-m", "ipykernel_launcher", "-f", "{connection_file}"]
        return KernelSpec(argv=command, display_name="Python 3", language="python")


def execute(job: Notebook, sockets: Path, kernels: Kernels | None) -> Outcome:
    """Execute the notebook and write the result, even if a cell fails.

    sockets: a private folder with a short path. kernels: creates a kernel's process; None for Jupyter's usual
    kernels.
    """
    begun = time.monotonic()
    source = nbformat.read(job.source, as_version=4)
    Path(job.executed).parent.mkdir(parents=True, exist_ok=True)
    try:
        if kernels:
            _papermill(source, job, engine_name=ENGINE, kernels=kernels)
        else:
            _with_retries(source, job, sockets)
        error = ""
    except PapermillExecutionError as fault:
        # the cell number is omitted: papermill's number includes the cells that it inserts itself
        error = _message(fault.source, f"{fault.ename}: {strip_color(fault.evalue)}")
    except (RuntimeError, TimeoutError) as fault:  # the kernel died, did not start, or took too long
        error = _message(_last_begun(job.executed), f"{type(fault).__name__}: {fault}")
    cells = _rewrite(job, {cell.get("id") for cell in source.cells})
    return Outcome(time.monotonic() - begun, _replaced(error, job.shown), cells=cells)


def _with_retries(source: nbformat.NotebookNode, job: Notebook, sockets: Path) -> None:
    for attempt in range(1, ATTEMPTS + 1):
        up: list[bool] = []
        try:
            return _papermill(
                source, job,
                kernel_manager_class=OwnKernel,
                config=Config(KernelManager=_connection(sockets)),
                on_notebook_start=lambda notebook, up=up: up.append(True),
            )  # fmt: skip
        except RuntimeError:
            if up or attempt == ATTEMPTS:
                raise


def _papermill(source: nbformat.NotebookNode, job: Notebook, **engine: Any) -> None:
    papermill.execute_notebook(
        source,  # not its path: papermill would treat braces in a path as placeholders
        job.executed.replace("{", "{{").replace("}", "}}"),
        job.parameters,
        kernel_name="python3",
        language="python",
        progress_bar=False,
        start_timeout=120,
        execution_timeout=job.limit or None,
        shutdown_kernel="immediate",
        coalesce_streams=True,  # otherwise the division of a stream into outputs depends on timing
        record_timing=False,
        **engine,
    )


def _connection(sockets: Path) -> dict[str, str]:
    number = f"{os.getpid()}-{time.monotonic_ns()}"
    connection = {"connection_file": str(sockets / f"{number}.json")}
    address = str(sockets / number)
    if sys.platform != "win32" and len(os.fsencode(address)) < LONGEST_SOCKET_PATH:
        connection |= {"transport": "ipc", "ip": address}
    return connection


def _last_begun(executed: str) -> str:
    """Return the source of the cell that was running when the kernel died.

    papermill marks all cells as completed, but records a start time only for those that started.
    """
    if not Path(executed).exists():
        return ""
    cells = nbformat.read(executed, as_version=4).cells
    begun = [cell.source for cell in cells if cell.metadata.get("papermill", {}).get("start_time")]
    return begun[-1] if begun else ""


def _message(source: str, error: str) -> str:
    return "\n".join([*(f"    | {line}" for line in source.splitlines()), error])


def _rewrite(job: Notebook, ids: set[str]) -> dict[str, float]:
    """Clean the executed notebook, and return how long each of the source's code cells took, by id."""
    if not Path(job.executed).exists():
        return {}
    executed = nbformat.read(job.executed, as_version=4)
    cells = {
        cell.id: _seconds(cell) for cell in executed.cells if cell.cell_type == "code" and cell.id in ids
    }
    with open(job.executed, "w", encoding="utf-8", newline="\n") as file:
        nbformat.write(cleaned(executed, ids, machine_paths() | job.shown), file)
    return cells


def _seconds(cell: nbformat.NotebookNode) -> float:
    """Return the cell's duration as papermill recorded it; 0 for a cell that did not run."""
    return float(cell.metadata.get("papermill", {}).get("duration") or 0.0)


def machine_paths() -> dict[str, str]:
    """Return the paths of this machine and the text that replaces them in notebooks."""
    places = {sys.prefix: "<python>", os.getcwd(): ".", str(Path.home()): "~"}
    return {path: word for path, word in places.items() if len(path) > 1}


def cleaned(notebook: nbformat.NotebookNode, ids: set[str], shown: dict[str, str]) -> nbformat.NotebookNode:
    """Remove times, random ids and paths from the notebook.

    ids: the cell ids of the source notebook, which are kept. shown: replacements of text.
    """
    language = notebook.metadata.get("language_info", {}).get("name", "python")
    stamp = notebook.metadata.get("papermill", {})
    for number, cell in enumerate(notebook.cells):
        for stamped in ("papermill", "execution"):
            cell.metadata.pop(stamped, None)
        if not cell.metadata.get("tags", True):
            del cell.metadata["tags"]
        if cell.get("id") not in ids:
            cell["id"] = f"cell-{number}"
    notebook.metadata["language_info"] = {"name": language}
    notebook.metadata["papermill"] = {"parameters": stamp.get("parameters", {})}
    return _replaced(notebook, shown)


def _replaced(node: Any, shown: dict[str, str]) -> Any:
    if isinstance(node, str):
        for path in sorted(shown, key=len, reverse=True):
            if path in node:
                node = _whole(path).sub(shown[path].replace("\\", "\\\\"), node)
        return CELL_FILE.sub(r"cell-\1.py", node) if "ipykernel_" in node else node
    if isinstance(node, list):
        return [_replaced(part, shown) for part in node]
    if isinstance(node, dict):
        return type(node)({key: _replaced(part, shown) for key, part in node.items()})
    return node


def _whole(path: str) -> re.Pattern[str]:
    """Return a pattern that matches the path only as a separate word.

    An embedded image is a long string of letters that may contain, for example, /root.
    """
    return re.compile(rf"(?<![\w+/=.]){re.escape(path)}(?![\w+=])")
