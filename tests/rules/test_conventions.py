"""What holds for every rule: how it is named, how long it is, what it may say."""

from __future__ import annotations

import ast
import inspect
from functools import cache
from pathlib import Path

import artplan.rules
from artplan.model import model
from artplan.rules import SHEETS
from artplan.rules.dimensions import DIMENSIONS

LINES = model().lines
RULES = [line for line in LINES.values() if line.rule]
FOLDER = Path(artplan.rules.__file__).parent


def test_a_rule_is_short_and_says_what_it_is():
    for line in RULES:
        assert len(line.reads) <= 7, line.name
        assert line.zh and line.zh != line.en, line.name
        assert line.describe.endswith(".") and "\n" not in line.describe, line.name
        body = parsed(line).body
        assert len(body) <= 3, f"{line.name}: a docstring, at most one name, and the return"


def test_a_rule_has_no_numbers_but_0_1_and_12_and_no_nested_where():
    for line in RULES:
        body = [node for statement in parsed(line).body[1:] for node in ast.walk(statement)]
        numbers = {each.value for each in body if isinstance(each, ast.Constant)}
        assert {each for each in numbers if not isinstance(each, str)} <= {0, 1, 12}, line.name
        wheres = [each for each in body if isinstance(each, ast.Call) and called(each) == "where"]
        inner = [each for where in wheres for each in ast.walk(where) if each is not where]
        assert not [each for each in wheres if each in inner], line.name


@cache
def parsed(line) -> ast.FunctionDef:
    return ast.parse(inspect.getsource(line.rule)).body[0]


def called(node: ast.Call) -> str:
    return getattr(node.func, "id", "")


def test_names_are_words():
    short = {"qty", "amt", "pct", "avg", "num", "cnt", "tot", "calc", "tmp"}
    for name in LINES:
        words = name.split("_")
        assert name == name.lower() and not any(part.isdigit() for part in words), name
        assert not short & set(words), name


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
