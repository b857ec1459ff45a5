"""One notebook, executed by papermill in a kernel of its own, and left without a trace of the machine.

Imported by the worker processes only. A kernel is the very Python that runs artplan, whatever kernels are
installed on the machine: one that starts in a blink (`kernels`), or on request Jupyter's usual one, which
listens on socket files where the system has them, so that no two kernels can race for a port. What papermill
stamps into a notebook (times, durations, paths, empty tags, random cell ids) is taken out again: the same
inputs shall give the same bytes.
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

LONGEST_SOCKET_PATH = 100  # macOS allows 104 bytes, Linux 108; a suffix for the channel is added
ATTEMPTS = 3  # to start a kernel; only ports can be lost to another process
CELL_FILE = re.compile(r"\S{0,400}ipykernel_\d+[/\\](\d+)\.py")


class OwnKernel(AsyncKernelManager):
    """A kernel of the running Python; a `python3` kernel registered on the machine may be another one."""

    @property
    def kernel_spec(self) -> KernelSpec:
        command = [sys.executable, "-m", "ipykernel_launcher", "-f", "{connection_file}"]
        return KernelSpec(argv=command, display_name="Python 3", language="python")


def execute(job: Notebook, sockets: Path, kernels: Kernels | None) -> Outcome:
    """Runs the notebook and writes it executed, also when it fails.

    sockets: a short private folder. kernels: where kernels come from; None for Jupyter's usual ones.
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
        # papermill counts its own markers in, the reader of the source counts neither
        error = _message(fault.source, f"{fault.ename}: {strip_color(fault.evalue)}")
    except (RuntimeError, TimeoutError) as fault:  # the kernel died, never came up, or took too long
        error = _message(_last_begun(job.executed), f"{type(fault).__name__}: {fault}")
    _rewrite(job, {cell.get("id") for cell in source.cells})
    return Outcome(time.monotonic() - begun, _replaced(error, job.shown))


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
        source,  # the notebook itself: papermill would read braces in a path as its own placeholders
        job.executed.replace("{", "{{").replace("}", "}}"),
        job.parameters,
        kernel_name="python3",
        language="python",
        progress_bar=False,
        start_timeout=120,
        execution_timeout=job.limit or None,
        shutdown_kernel="immediate",
        coalesce_streams=True,  # where a stream is cut depends on timing
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
    """The cell a dead kernel was at: papermill calls all cells completed but times only the begun ones."""
    if not Path(executed).exists():
        return ""
    cells = nbformat.read(executed, as_version=4).cells
    begun = [cell.source for cell in cells if cell.metadata.get("papermill", {}).get("start_time")]
    return begun[-1] if begun else ""


def _message(source: str, error: str) -> str:
    return "\n".join([*(f"    | {line}" for line in source.splitlines()), error])


def _rewrite(job: Notebook, ids: set[str]) -> None:
    if Path(job.executed).exists():
        notebook = cleaned(nbformat.read(job.executed, as_version=4), ids, machine_paths() | job.shown)
        with open(job.executed, "w", encoding="utf-8", newline="\n") as file:
            nbformat.write(notebook, file)


def machine_paths() -> dict[str, str]:
    """Folders of this machine and what a notebook may show in their place."""
    places = {sys.prefix: "<python>", os.getcwd(): ".", str(Path.home()): "~"}
    return {path: word for path, word in places.items() if len(path) > 1}


def cleaned(notebook: nbformat.NotebookNode, ids: set[str], shown: dict[str, str]) -> nbformat.NotebookNode:
    """The notebook without times, random ids and paths; `ids` are those of the source, which may stay."""
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
    """The path as a word of its own: an embedded picture is a long word in which /root may well occur."""
    return re.compile(rf"(?<![\w+/=.]){re.escape(path)}(?![\w+=])")
