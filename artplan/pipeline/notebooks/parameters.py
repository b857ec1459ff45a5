"""Copy a notebook with a plan's parameters, for use without papermill."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import nbformat
from papermill.iorw import load_notebook_node
from papermill.parameterize import parameterize_notebook


def with_parameters(source: Path, target: Path, parameters: Mapping[str, Any]) -> None:
    """Write the notebook to `target` with the parameters injected after its cell tagged `parameters`."""
    notebook = parameterize_notebook(load_notebook_node(str(source)), dict(parameters))
    nbformat.write(notebook, target)
