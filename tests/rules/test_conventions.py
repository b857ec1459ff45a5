"""What holds for every rule: how it is named, how long it is, what it may say."""

from __future__ import annotations

import ast
import inspect
from pathlib import Path

import pytest

import artplan.rules
from artplan.model import model
from artplan.rules import SHEETS
from artplan.rules.dimensions import DIMENSIONS

LINES = model().lines
RULES = [line for line in LINES.values() if line.rule]
FOLDER = Path(artplan.rules.__file__).parent


def parsed(line) -> ast.FunctionDef:
    return ast.parse(inspect.getsource(line.rule)).body[0]


@pytest.mark.parametrize("line", RULES, ids=lambda line: line.name)
def test_a_rule_is_short_and_says_what_it_is(line):
    function = parsed(line)
    assert len(line.reads) <= 7
    assert line.zh and line.zh != line.en
    assert line.describe.endswith(".") and "\n" not in line.describe
    assert len(function.body) <= 3, "a docstring, at most one name, and the return"


@pytest.mark.parametrize("line", RULES, ids=lambda line: line.name)
def test_a_rule_has_no_numbers_but_0_1_and_12_and_no_nested_where(line):
    function = parsed(line)
    body = [node for statement in function.body[1:] for node in ast.walk(statement)]
    numbers = {
        node.value for node in body if isinstance(node, ast.Constant) and not isinstance(node.value, str)
    }
    assert numbers <= {0, 1, 12}
    wheres = [node for node in body if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "where"]
    assert not any(inner in ast.walk(outer) for outer in wheres for inner in wheres if inner is not outer)


@pytest.mark.parametrize("name", LINES)
def test_names_are_words(name):
    assert name == name.lower() and not any(part.isdigit() for part in name.split("_"))
    for short in ("qty", "amt", "pct", "avg", "num", "cnt", "tot", "calc", "tmp"):
        assert short not in name.split("_")


def test_shares_and_rates_are_plain_numbers():
    for name, line in LINES.items():
        if name.endswith("_share") and line.per == ():
            assert line.unit == "1", name


def test_stocks_open_where_they_closed():
    for name, line in LINES.items():
        if line.closing:
            assert line.closing.removesuffix("_closing") == name.removesuffix("_opening")


def test_labels_tell_lines_apart():
    for lang in ("zh", "en"):
        labels = [getattr(line, lang) for line in LINES.values()]
        assert sorted({label for label in labels if labels.count(label) > 1}) == []


def test_an_alert_is_an_amount_that_adds_up_or_the_worst_month():
    alerts = {name: line.rolls for name, line in LINES.items() if line.check == "alert"}
    add_up = {name for name, rolls in alerts.items() if rolls == "sum"}
    assert add_up == {"alert_campaign_targets", "alert_stock_out", "alert_target"}
    assert set(alerts.values()) == {"sum", "max"}


def test_every_dimension_has_a_label():
    assert set(model().order) <= set(DIMENSIONS)


def test_every_input_is_read_by_a_line():
    assert model().unread() == []


def test_every_sheet_of_rules_is_in_the_model():
    modules = {path.stem for path in FOLDER.glob("*.py")} - {"__init__", "dimensions"}
    assert modules == set(SHEETS)
