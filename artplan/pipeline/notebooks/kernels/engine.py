"""The papermill engine `artplan`, a faster engine for `papermill --engine artplan in.ipynb out.ipynb`."""

from __future__ import annotations

from typing import Any

from papermill.engines import NBClientEngine

from artplan.pipeline.notebooks.kernels.client import Manager
from artplan.pipeline.notebooks.kernels.process import Kernels, can_fork, forked, running, spawned

ENGINE = "artplan"  # the name under which pyproject.toml registers the engine with papermill


class PreloadedEngine(NBClientEngine):
    """papermill's standard engine with a kernel that has already imported everything.

    kernels: creates a kernel's process; by default a fork of this process where that is safe, else a new
    process.
    """

    @classmethod
    def execute_managed_notebook(
        cls, nb_man: Any, kernel_name: str, kernels: Kernels | None = None, **options: Any
    ) -> Any:
        with running(kernels or (forked if can_fork() else spawned)) as process:
            return super().execute_managed_notebook(nb_man, kernel_name, km=Manager(process), **options)
