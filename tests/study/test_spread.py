"""Studies on the workers of a dask scheduler: the numbers of a local run to the bit, though workers die."""

from __future__ import annotations

import os
import pickle
import signal
import socket
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

import artplan
from artplan.cli import main
from artplan.engine.faults import NumberFault
from artplan.plan.written.faults import PlanFault, fault_at
from artplan.study.cases.points import BLOCK
from artplan.study.sweep.spec import read_spec
from artplan.study.sweep.sweep import sweep
from artplan.study.uncertainty.answer import Simulation
from artplan.study.uncertainty.simulate import simulate
from artplan.study.workers.scheduler import dask
from artplan.study.workers.spread import SpreadFault, local
from artplan.texts.message import message

distributed = pytest.importorskip("distributed")
room = pytest.importorskip("artplan.study.workers.dask")

SHORT = {"plan.months": 3, "pay.raise_month": 2}
LOOPBACK: dict[str, Any] = {"host": "127.0.0.1", "threads_per_worker": 1, "dashboard_address": "127.0.0.1:0"}
SPEC = """
over:
  plan.months: [2, 3]
  storefronts.pc_store.driven_by: [target, spend]
  channels.zhitongche.cost_per_click: {from: 8, to: 12, steps: 70}
  channels.art_media.fee: {from: 3000, to: 5000, steps: 70}
lines: [profit_before_tax, cash_closing.min]
"""


@pytest.fixture(scope="module")
def two() -> Iterator[Any]:
    with distributed.LocalCluster(n_workers=2, **LOOPBACK) as cluster:
        yield cluster


def killing(cluster: Any, after: int) -> Callable[[object], None]:
    """Told of each part; after so many it kills a worker, as a machine that is switched off would."""
    rows = []

    def tell(of: object) -> None:
        rows.append(of)
        if len(rows) == after:
            os.kill(next(iter(cluster.workers.values())).pid, signal.SIGKILL)

    return tell


def same(one: Simulation, other: Simulation) -> bool:
    return (
        all((one.samples[name] == other.samples[name]).all() for name in one.lines)
        and all((one.months[name] == other.months[name]).all() for name in one.lines)
        and all(one.drivers[name].equals(other.drivers[name]) for name in one.lines)
        and one.chances == other.chances
    )


@pytest.mark.slow
def test_a_simulation_is_the_same_to_the_bit_though_a_worker_is_killed(two: Any) -> None:
    plan, draws = artplan.load("base", SHORT), 7 * BLOCK + 100
    here = simulate(plan, draws=draws)
    with dask(two.scheduler_address) as spread:
        assert same(here, simulate(plan, draws=draws, spread=spread))
        assert same(here, simulate(plan, draws=draws, spread=spread, progress=killing(two, 3)))


@pytest.mark.slow
def test_a_sweep_is_the_same_to_the_bit_though_a_worker_is_killed(two: Any, tmp_path: Path) -> None:
    (tmp_path / "asked.yaml").write_text(SPEC, encoding="utf-8")
    spec, fixed = read_spec(tmp_path / "asked.yaml"), {"pay.raise_month": 2}
    here = sweep(spec, fixed)
    assert here.parts == 4 * 2
    with dask(two.scheduler_address) as spread:
        there = sweep(spec, fixed, spread=spread, step=killing(two, 3), keep=tmp_path / "parts")
    assert (here.numbers == there.numbers).all() and there.kept == 0
    again = sweep(spec, fixed, spread=local, keep=tmp_path / "parts")
    assert (here.numbers == again.numbers).all() and again.kept == 4 * 2


@dataclass(frozen=True)
class Tallied:
    """Work that leaves a file each time it is done."""

    folder: str

    def __call__(self, part: int) -> int:
        Path(self.folder, f"{part}-{time.monotonic_ns()}").touch()
        time.sleep(0.1)
        return part**2

    def times(self) -> Counter[int]:
        return Counter(int(path.name.partition("-")[0]) for path in Path(self.folder).iterdir())


@pytest.mark.slow
def test_a_killed_worker_costs_what_it_was_at(two: Any, tmp_path: Path) -> None:
    work, tell, answers = Tallied(str(tmp_path)), killing(two, 8), {}
    with dask(two.scheduler_address) as spread:
        for part, answer in spread((work, part) for part in range(24)):
            answers[part] = answer
            tell(part)
    assert answers == {part: part**2 for part in range(24)}
    before, twice = list(answers)[:8], [part for part, times in work.times().items() if times > 1]
    assert not set(twice) & set(before)
    assert len(twice) <= 2  # what it was at, and what it had just done


def failing(part: int) -> None:
    raise NumberFault("cash_closing", "", "2027-03", part, message("numbers.overflow"))


def deadly(part: int) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


@pytest.mark.slow
def test_what_goes_wrong_in_a_part_is_told_as_it_is_here(two: Any) -> None:
    rows = []
    for spread in (local, None):
        with dask(two.scheduler_address) as there, pytest.raises(NumberFault) as fault:
            list((spread or there)([(failing, 7)]))
        rows.append(str(fault.value))
    assert rows == [str(NumberFault("cash_closing", "", "2027-03", 7, message("numbers.overflow")))] * 2


@pytest.mark.slow
def test_a_part_that_kills_every_worker_is_given_up(two: Any) -> None:
    with (
        dask(two.scheduler_address) as spread,
        pytest.raises(SpreadFault, match="workers died over the same"),
    ):
        list(spread([(deadly, 1)]))


@pytest.mark.slow
def test_a_worker_that_comes_later_with_another_program_is_refused(two: Any) -> None:
    other = {**room.program(), "numpy": "1.0"}
    with distributed.Client(two) as client, pytest.raises(PlanFault, match=r"runs numpy .* \(here 1\.0"):
        client.submit(room._answer, abs, -1, other, pure=False).result()


def test_workers_of_another_program_are_refused() -> None:
    result = {
        "tcp://one:1": room.program(),
        "tcp://two:2": {**room.program(), "artplan": "0.0.1 12345678"},
        "tcp://three:3": ModuleNotFoundError("No module named 'artplan'"),
        "tcp://four:4": OSError("connection lost"),
    }
    with pytest.raises(PlanFault) as fault:
        room._refuse_others(SimpleNamespace(run=lambda *given, **how: result))
    first, second = str(fault.value).splitlines()
    assert first.startswith(
        "worker tcp://three:3 | has not this artplan: No module named 'artplan' | install"
    )
    assert second.startswith("worker tcp://two:2 | runs artplan 0.0.1 12345678 (here ")


def test_a_scheduler_without_workers_is_not_waited_for_for_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(room, "PATIENCE", 0.1)
    monkeypatch.setattr(room, "LOOK_UP", 0.1)
    with distributed.LocalCluster(n_workers=0, processes=False, protocol="tcp", **LOOPBACK) as cluster:
        address = cluster.scheduler_address
        with (
            dask(address) as spread,
            pytest.raises(SpreadFault, match=r"no worker for 0\.1 seconds \| start"),
        ):
            list(spread([(abs, -1)]))


@pytest.mark.slow
def test_a_scheduler_that_is_lost_on_the_way_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(room, "LOOK_UP", 0.1)
    cluster = distributed.LocalCluster(n_workers=0, processes=False, protocol="tcp", **LOOPBACK)
    with dask(cluster.scheduler_address) as spread, pytest.raises(SpreadFault, match="stopped answering"):
        cluster.close()
        list(spread([(abs, -1)]))


@pytest.mark.parametrize(
    "fault",
    [
        PlanFault([fault_at("a.yaml:3", "b", "override.nothing_below", key="b", path="a")], "zh"),
        NumberFault("a", "b", "2027-01", 3, message("numbers.divided")),
    ],
)
def test_faults_come_back_from_a_worker_whole(fault: Exception) -> None:
    back = pickle.loads(pickle.dumps(fault))
    assert (type(back), str(back), vars(back)) == (type(fault), str(fault), vars(fault))


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        return server.getsockname()[1]


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (["--engine", "dask"], "--engine dask | needs a scheduler | add --scheduler tcp://HOST:8786"),
        (["--scheduler", "tcp://127.0.0.1:8786"], "is for dask only | add --engine dask"),
        (["--engine", "dask", "--scheduler", f"tcp://127.0.0.1:{free_port()}"], "no scheduler answers: "),
        (["--engine", "dask", "--scheduler", "localhost"], "missing port number in address 'localhost'"),
    ],
)
@pytest.mark.parametrize("command", [["simulate"], ["sweep", "conversion_and_click_price"]])
def test_mistakes_exit_with_2(
    command: list[str], options: list[str], told: str, capsys: pytest.CaptureFixture
) -> None:
    assert main([*command, *options]) == 2
    assert told in capsys.readouterr().err


def test_where_dask_is_not_installed_the_extra_is_named(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture
) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    monkeypatch.delitem(sys.modules, "artplan.study.workers.dask")
    assert main(["simulate", "--engine", "dask", "--scheduler", "tcp://127.0.0.1:8786"]) == 2
    assert "is not installed | pip install 'artplan[dask]'" in capsys.readouterr().err
