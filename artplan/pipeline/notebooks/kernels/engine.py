"""papermill's engine `artplan`: `papermill --engine artplan in.ipynb out.ipynb` works as ever, but faster."""

from __future__ import annotations

from typing import Any

from papermill.engines import NBClientEngine

from artplan.pipeline.notebooks.kernels.client import Manager
from artplan.pipeline.notebooks.kernels.process import Kernels, can_fork, forked, running, spawned

ENGINE = "artplan"  # papermill's name for it, in pyproject.toml


class PreloadedEngine(NBClientEngine):
    """papermill's own engine, handed a kernel that is a copy of this process, or a fresh one that is ready.

    kernels: where the kernel's process comes from; by default a copy where that is safe.
    """

    @classmethod
    def execute_managed_notebook(
        cls, nb_man: Any, kernel_name: str, kernels: Kernels | None = None, **options: Any
    ) -> Any:
        with running(kernels or (forked if can_fork() else spawned)) as process:
            return super().execute_managed_notebook(nb_man, kernel_name, km=Manager(process), **options)
