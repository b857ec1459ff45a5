"""Compiles native/tiles.c while artplan is installed or built; without a compiler, numpy evaluates the plans.

A wheel with the library is one for this platform, a wheel without it is one for all.
"""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface
from packaging.tags import sys_tags

SOURCE = Path("native") / "tiles.c"
SUFFIX = {"win32": ".dll", "darwin": ".dylib"}.get(sys.platform, ".so")  # as artplan/machine.py looks for it
LIBRARY = Path("artplan") / "engine" / "tiles" / f"tiles{SUFFIX}"
# -ffp-contract=off: the same numbers with and without the processor's wide instructions.
FLAGS = ["-O3", "-ftree-vectorize", "-fopenmp-simd", "-ffp-contract=off", "-fno-math-errno", "-shared"]
UNIX = ["-fPIC", "-fvisibility=hidden"]


class CustomBuildHook(BuildHookInterface):
    """Called by hatchling before a wheel or an editable install is made."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile, and say what the wheel is for."""
        if self.target_name != "wheel":
            return
        root = Path(self.root)
        if not compiled(root / SOURCE, root / LIBRARY):
            self.app.display_warning("no C compiler: plans will be evaluated by numpy, about 30 times slower")
            return
        build_data["artifacts"].append(LIBRARY.as_posix())
        build_data["pure_python"] = False
        build_data["tag"] = f"py3-none-{next(sys_tags()).platform}"


def compiled(source: Path, library: Path) -> bool:
    """Compile the library, unless it is younger than its source; whether it is there."""
    if library.is_file() and library.stat().st_mtime >= source.stat().st_mtime:
        return True
    library.unlink(missing_ok=True)
    candidates = [os.environ.get("CC", ""), "cc", "gcc", "clang"]
    for command in filter(None, map(shlex.split, candidates)):
        if shutil.which(command[0]) is None:
            continue
        beside = library.with_suffix(f".{os.getpid()}")
        platform = [] if sys.platform == "win32" else UNIX
        made = subprocess.run(
            [*command, *FLAGS, *platform, str(source), "-o", str(beside), "-lm"], check=False
        )
        if made.returncode == 0:
            os.replace(beside, library)
            return True
        beside.unlink(missing_ok=True)
    return False
