"""A benchmark that misses its limit says so and fails; what artplan is measured against comes to the same."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from artplan.engine import vocabulary as say
from artplan.engine.line import line, opening
from artplan.engine.program import Program
from benchmarks import __main__ as benchmarks
from benchmarks import peers
from benchmarks.compiled import Kernel
from benchmarks.draws import Plan, assert_same
from benchmarks.figure import Figure, verdict
from benchmarks.places import TILE
from tests.engine.tiny import Card, Numbers, model_of, monthly, per_member

ROOT = Path(__file__).parents[1]


def test_a_limit_that_is_missed_is_told_and_fails(capsys):
    slow, fast = (Figure("one plan", 0.1, measured, "µs per line", 40) for measured in (41, 40))
    free = Figure("reading", 0.1, 900, "ms", None)
    assert verdict([slow, fast, free]) == 1
    assert capsys.readouterr().out == "MISSED: one plan takes 41.00 µs per line, at most 40 wanted\n"
    assert slow.line().endswith("(at most 40: MISSED)") and fast.line().endswith("(at most 40)")
    assert verdict([fast, free]) == 0
    assert capsys.readouterr().out == "all 1 limits are kept\n"


@line("1", zh="", per="channel")
def spend(budget, weight, paused):
    return say.where(paused > 0, say.round_up(budget * weight, 10), budget * weight**2)


@line("1", zh="", per="kind")
def spend_by_kind(spend):
    return say.total(spend, over="channel", by="kind")


@line("1", zh="", per="channel")
def share_of_kind(spend, spend_by_kind):
    return say.ratio(spend, say.of(spend_by_kind, by="kind", per="channel"), 0)


@line("1", zh="", per=("age",), rolls="last")
def due(due_opening, spend_total, term):
    return say.aged(due_opening) + spend_total * term


@line("1", zh="", per=("age",), rolls="last")
def due_closing(due, falls):
    return due * (1 - falls)


@line("1", zh="")
def spend_total(spend):
    return say.total(spend, over="channel")


@line("1", zh="")
def paid(due, falls, tax):
    return say.total(due * falls, over="age") + tax


@line("1", zh="")
def tax(spend_total, tier_floor, tier_ceiling, tier_rate):
    return say.brackets(spend_total, tier_floor, tier_ceiling, tier_rate, over="tier")


@line("1", zh="")
def share_weighted(share_of_kind, weight):
    return say.total(share_of_kind * weight, over="channel")


def few_lines() -> tuple[Program, Numbers]:
    cards = {
        "budget": Card("1"),
        "weight": Card("1", ("channel",)),
        "paused": Card("1"),
        "term": Card("1", ("age",)),
        "falls": Card("1", ("age",)),
        **{name: Card("1", ("tier",)) for name in ("tier_floor", "tier_ceiling")},
        "tier_rate": Card("1", ("tier",)),
    }
    ours = (spend, spend_by_kind, share_of_kind, due, due_closing, spend_total, paid, tax, share_weighted)
    lines = {each.name: each for each in ours}
    model = model_of(cards, due_opening=opening("due_closing", zh=""), **lines)
    arrays = {
        "budget": np.linspace(10, 1_000, 2 * TILE).reshape(1, -1),
        "weight": per_member(0.5, 0.3, 0.2),
        "paused": monthly(0, 1, 0),
        "term": per_member(0.25, 0.5, 0.25),
        "falls": per_member(1, 0, 0),
        "tier_floor": per_member(0, 100),
        "tier_ceiling": per_member(100, 1e9),
        "tier_rate": per_member(0.1, 0.2),
    }
    members = {"channel": ("a", "b", "c"), "kind": ("x", "y"), "age": ("0", "1", "2+"), "tier": ("1", "2")}
    data = Numbers(arrays, members=members, groupings={("channel", "kind"): np.array([0, 1, 0])})
    return Program.of(model, ["paid", "share_weighted"]), data


@pytest.mark.skipif(not shutil.which("cc"), reason="needs a C compiler")
def test_compiled_formulas_come_to_the_same():
    program, data = few_lines()
    kernel = Kernel.of(program, data)
    assert set(kernel.outputs) == {"paid", "share_weighted"}
    assert_same(kernel, program, data)
    with pytest.raises(ValueError, match="5 cases"):
        odd = {**data.arrays, "budget": data.arrays["budget"][:, :5]}
        kernel.run(Numbers(odd, members=data.members, groupings=data.groupings))


@pytest.mark.parametrize("peer", ["pandas", "modelx"])
def test_the_funnel_elsewhere_comes_to_the_same(peer):
    if peer == "modelx":
        pytest.importorskip("modelx")
    plan = Plan.of(64)
    data = plan.space.inputs(plan.drawn.values(0))
    part = peers.Part.of(plan.program.model, data)
    mine = Program.of(plan.program.model, peers.LINES).run(data)
    assert peers.agrees(part, getattr(peers, f"in_{peer}")(part), data, mine)
    moved = {name: array * 1.001 for name, array in mine.items()}
    assert not peers.agrees(part, getattr(peers, f"in_{peer}")(part), data, moved)


def test_a_figure_that_cannot_be_had_does_not_cost_the_others(capsys, monkeypatch, tmp_path):
    def broken() -> Figure:
        raise KeyError("foot_line")

    listed = [("pages", broken), ("one plan", lambda: Figure("one plan", 0.1, 39, "µs per line", 40))]
    monkeypatch.setattr(benchmarks, "benchmarks", lambda size, quick: iter(listed))
    assert benchmarks.main(["--out", str(tmp_path / "figures.json")]) == 1
    shown = capsys.readouterr()
    assert "pages: could not be measured" in shown.err and "KeyError: 'foot_line'" in shown.err
    assert shown.out.splitlines()[0].startswith("one plan") and "could not be measured: pages" in shown.out
    assert json.loads((tmp_path / "figures.json").read_text("utf-8"))["failed"] == ["pages"]


@pytest.mark.slow
def test_every_benchmark_runs(tmp_path):
    """In a process of its own: kernels are copied from a process without a second thread."""
    command = [sys.executable, "-m", "benchmarks", "--small", "--out", str(tmp_path / "figures.json")]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
