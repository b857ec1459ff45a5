"""What a command takes where nothing is asked for, its Python function takes too."""

from __future__ import annotations

import inspect

import pytest

import artplan
from artplan.cli import parser
from artplan.study import defaults
from artplan.study.allocate.task import GOALS
from artplan.study.uncertainty.answer import Simulation


@pytest.mark.parametrize(
    ("command", "options"),
    [
        (["simulate"], {"scenario": "plan", "draws": "draws", "points": "points", "seed": "seed"}),
        (["sensitivity"], {"scenario": "plan", "all": "all_given"}),
        (["stress"], {"scenario": "plan"}),
        (["compare"], {"seed": "seed", "in_order": "in_order"}),
        (["seek", "--by", "x"], {"draws": "draws", "seed": "seed", "low": "low", "percentile": "percentile"}),
        (["allocate"], {"scenario": "plan", "goal": "goal", "total": "total"}),
    ],
)
def test_a_command_and_its_function_have_the_same_defaults(command: list[str], options: dict) -> None:
    chosen = vars(parser("en").parse_args(command))
    signature = inspect.signature(getattr(artplan, command[0])).parameters
    assert {name: chosen[name] for name in options} == {
        name: signature[parameter].default for name, parameter in options.items()
    }


@pytest.mark.parametrize(
    ("command", "lines"),
    [
        ("simulate", defaults.SIMULATED),
        ("sensitivity", defaults.SENSITIVE),
        ("compare", defaults.COMPARED),
    ],
)
def test_a_command_and_its_function_ask_for_the_same_lines(command: str, lines: tuple[str, ...]) -> None:
    assert inspect.signature(getattr(artplan, command)).parameters["lines"].default == lines
    assert " ".join(lines) in " ".join(_help(command).split())


def test_a_simulation_s_tables_have_the_percentiles_of_the_command() -> None:
    chosen = parser("en").parse_args(["simulate"])
    for method in (Simulation.table, Simulation.fan):
        assert inspect.signature(method).parameters["percents"].default == chosen.percents


def test_the_goals_are_those_that_the_budget_can_be_divided_for() -> None:
    assert tuple(GOALS) == defaults.GOALS


def _help(command: str) -> str:
    for action in parser("en")._subparsers._group_actions:
        return action.choices[command].format_help()
    raise AssertionError(command)
