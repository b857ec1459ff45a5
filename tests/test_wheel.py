"""The wheel alone, in an empty environment and an empty folder: a plan of one's own, and its pages."""

from __future__ import annotations

import os
import subprocess
import sys
import venv
from pathlib import Path

import pytest

from artplan.pipeline.notebooks.sources import explores, looks_back

ROOT = Path(__file__).parents[1]

pytestmark = pytest.mark.slow


def test_the_wheel_makes_a_plan_and_runs_it(tmp_path: Path) -> None:
    run(sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(tmp_path), str(ROOT))
    (wheel,) = tmp_path.glob("artplan-*.whl")
    venv.create(tmp_path / "env", with_pip=True)
    python = tmp_path / "env" / ("Scripts" if os.name == "nt" else "bin") / "python"
    pip = (str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-deps")
    run(*pip, "--require-hashes", "-r", str(ROOT / "locks" / "run.txt"))
    run(*pip, str(wheel))

    run(str(python), "-m", "artplan", "new", "shop", at=tmp_path)
    page = run(str(python), "-m", "artplan", "run", at=tmp_path / "shop").splitlines()[-1]

    assert (tmp_path / "shop" / page).is_file()
    stored = (ROOT / "notebooks").glob("*.ipynb")
    notebooks = sorted(path.stem for path in stored if not (explores(path) or looks_back(path)))
    assert sorted(path.stem for path in (tmp_path / "shop/outputs/base/pages").iterdir()) == notebooks


def run(*command: str, at: Path | None = None) -> str:
    """Nothing of the environment that runs the tests may help."""
    env = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "VIRTUAL"))}
    done = subprocess.run(command, cwd=at, env=env, capture_output=True, text=True, encoding="utf-8")
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout
