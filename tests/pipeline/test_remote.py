"""Notebooks executed elsewhere leave the bytes that they leave here."""

from __future__ import annotations

import os
import shutil
import signal
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from artplan.cli import main
from artplan.pipeline.job import COPIED, Notebook
from artplan.pipeline.jobs import remote
from artplan.pipeline.run import run
from artplan.pipeline.state import How
from artplan.plan.written.faults import PlanFault
from artplan.plan.written.shipped import shipped
from artplan.study.workers.spread import local
from tests.pipeline.conftest import Crews

Write = Callable[..., Path]

WRITES = (
    "import pathlib\npathlib.Path(out, 'x').mkdir()\npathlib.Path(out, 'x', 'a.txt').write_text(scenario)"
)
OPENS = "from artplan.notebook import open_report\nopen_report(scenario, overrides, lang, out).say('profit')"
TIMED = {"manifest.json", "index.html"}


def left(folder: Path) -> dict[str, bytes]:
    """What a run leaves, but for the files that tell its time."""
    return {name: text for name, text in remote.held(folder).items() if Path(name).name not in TIMED}


def jobs(sources: Sequence[Path], scenario: str, stage: Path) -> list[Notebook]:
    out = (stage / "files").as_posix()
    (stage / "files").mkdir(parents=True)
    given = {"scenario": scenario, "overrides": {}, "lang": "en", "out": out}
    shown = {out: f"outputs/{scenario}/files"}
    return [Notebook(scenario, str(each), str(stage / each.name), given, shown) for each in sources]


@pytest.mark.parametrize("own", [pytest.param(False, marks=pytest.mark.slow), True])
def test_notebooks_executed_elsewhere_leave_the_same_bytes(
    own: bool, folder: Path, notebook: Write, crews: Crews
) -> None:
    sources = [notebook("01_a", "import os\nprint(out, os.getcwd())", WRITES), notebook("02_b", OPENS)]
    if not own:  # then it is the plan that comes with the package
        shutil.rmtree(folder / "params")
    else:
        poor = "extends: base\nset: {plan.opening.cash: 1}\n"
        (folder / "params" / "scenarios" / "poor.yaml").write_text(poor, encoding="utf-8")
    name = "poor" if own else "growth"
    here = list(crews(2, COPIED).done(jobs(sources, name, folder / "here")))
    there = list(remote.done(local, jobs(sources, name, folder / "there"), lambda job: True))
    assert [outcome.error for _, outcome in here + there] == [""] * 4
    assert remote.held(folder / "here") == remote.held(folder / "there")
    assert set(remote.held(folder / "there")) == {"01_a.ipynb", "02_b.ipynb", "files/x/a.txt"}


def test_a_notebook_that_fails_elsewhere_is_kept_as_far_as_it_got(
    folder: Path, notebook: Write, capsys: pytest.CaptureFixture
) -> None:
    notebook("01_a", "print('so far')", "raise KeyError('rent')")
    assert run(["base"], {}, "en", how=How(spread=local)).code == 3
    message = capsys.readouterr().err
    assert "base: 01_a.ipynb failed in\n    | raise KeyError('rent')\nKeyError: 'rent'" in message
    assert "so far" in (folder / "outputs" / "failed" / "base-01_a.ipynb").read_text("utf-8")


def test_parameters_that_come_with_another_artplan_are_refused(tmp_path: Path) -> None:
    here = remote.held(shipped("params"))
    remote._Place(here, own=False)._lay_out_params(tmp_path)
    assert not list(tmp_path.iterdir())
    other = remote._Place({**here, "base/rent.yaml": b""}, own=False)
    with pytest.raises(PlanFault, match=r"worker params \| artplan comes with others there"):
        other._lay_out_params(tmp_path)
    replace(other, own=True)._lay_out_params(tmp_path)
    assert remote.held(tmp_path / "params") == other.params


@pytest.mark.slow
def test_a_run_survives_a_killed_worker(
    folder: Path, notebook: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    distributed = pytest.importorskip("distributed")
    for number in range(1, 5):
        notebook(f"0{number}_a", OPENS, "import time\ntime.sleep(1)")
    assert main(["run", "--out", "here"]) == 0
    loopback: dict[str, Any] = {"host": "127.0.0.1", "dashboard_address": "127.0.0.1:0"}
    with distributed.LocalCluster(n_workers=2, threads_per_worker=1, **loopback) as cluster:
        lay_out, killed = remote.lay_out, []

        def kill_once(*given: Any) -> None:
            lay_out(*given)
            if not killed:
                killed.append(next(iter(cluster.workers.values())).pid)
                os.kill(killed[0], signal.SIGKILL)

        monkeypatch.setattr(remote, "lay_out", kill_once)
        assert (
            main(["run", "--out", "there", "--engine", "dask", "--scheduler", cluster.scheduler_address]) == 0
        )
    assert killed
    assert left(folder / "here") == left(folder / "there")


def test_how_many_at_a_time_is_not_asked_of_dask(folder: Path, capsys: pytest.CaptureFixture) -> None:
    assert main(["run", "--jobs", "2", "--engine", "dask", "--scheduler", "tcp://127.0.0.1:1"]) == 2
    assert "--jobs 2 | is for the local engine | start so many dask workers" in capsys.readouterr().err
