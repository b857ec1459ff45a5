"""A copy of a notebook that holds a plan's parameters, for those who do not run it by papermill."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import nbformat
from papermill.iorw import load_notebook_node
from papermill.parameterize import parameterize_notebook


def with_parameters(source: Path, target: Path, parameters: Mapping[str, Any]) -> None:
    """Writes the notebook to target, the parameters injected behind its cell of that tag."""
    notebook = parameterize_notebook(load_notebook_node(str(source)), dict(parameters))
    nbformat.write(notebook, target)
