"""Mistakes that only a rule can have: another line of the same kind read, a rounding, how a card rolls up.

A rule is a function under `@line(...)`, an opening a call of `opening(...)`. What they are made of is read
from the compiled model, so that a wrong name is always one of the same unit and dimensions.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from copy import deepcopy
from pathlib import Path
from random import Random

from artplan.engine.line import Line
from artplan.engine.model import Model
from artplan.rules import SHEETS
from tests.mutants.turns import Mutant, Place, Turn, mutant, turns, within

RULES = Path(__file__).parents[2] / "artplan" / "rules"
ROUNDINGS = ("round_half_up", "round_up", "round_down")
ROLLS = {
    "sum": ("average", "last"),
    "last": ("sum", "average"),
    "average": ("sum", "last"),
    "first": ("last", "sum"),
    "max": ("sum", "last"),
    "recomputed": ("average", "sum"),
}


ALL_WORDS = ast.parse("from artplan.engine.vocabulary import *").body  # a mutant may use any word


def rule_mutants(model: Model) -> Iterator[Mutant]:
    """All mutants of the rules, in the order of the sheets."""
    for sheet in SHEETS:
        module, path = f"artplan.rules.{sheet}", RULES / f"{sheet}.py"
        tree = ast.parse(path.read_text(encoding="utf-8"))
        tree.body += ALL_WORDS
        for node in tree.body:
            if isinstance(node, ast.FunctionDef):
                yield from _of_rule(module, tree, node, model)
            elif isinstance(node, ast.Assign) and isinstance(node.value, ast.Call):
                yield from _of_opening(module, tree, node, model)


def _of_rule(module: str, tree: ast.Module, rule: ast.FunctionDef, model: Model) -> Iterator[Mutant]:
    for place in within(rule.body):
        for kind, other in (*turns(place[3]), *_of_word(place[3])):
            yield mutant(module, tree, rule.name, place, kind, other)
        if isinstance(place[3], ast.Name) and place[3].id in model.cards:
            yield from _wrong_names(module, tree, rule, place, model)
    card = rule.decorator_list[0]
    if isinstance(card, ast.Call):
        place: Place = (rule, "decorator_list", 0, card)
        for kind, other, said in _of_card(card, model.lines[rule.name]):
            yield mutant(module, tree, rule.name, place, kind, other, said)


def _of_word(node: ast.AST) -> Iterator[Turn]:
    """A call of the vocabulary: its parts swapped, its rounding another or none, its limits one-sided."""
    if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name)):
        return
    word, args = node.func.id, node.args
    if word == "ratio":
        yield "swapped operands", ast.Call(node.func, [args[1], args[0], args[2]], [])
    elif word == "where":
        yield "swapped operands", ast.Call(node.func, [args[0], args[2], args[1]], [])
        yield "dropped term", args[1]
        yield "dropped term", args[2]
    elif word == "between":
        yield "min/max", ast.Call(ast.Name("maximum"), args[:2], [])
        yield "min/max", ast.Call(ast.Name("minimum"), [args[0], args[2]], [])
    elif word in ("minimum", "maximum"):
        yield "dropped term", args[0]
        yield "dropped term", args[1]
    elif word == "aged":
        yield "dropped term", args[0]
    elif word in ROUNDINGS:
        others = [each for each in ROUNDINGS if each != word]
        yield from (("rounding", ast.Call(ast.Name(each), args, [])) for each in others)
        yield "rounding", args[0]
    elif word == "total" and len(node.keywords) == 2:
        yield "per", ast.Call(node.func, args, node.keywords[:1])


def _wrong_names(
    module: str, tree: ast.Module, rule: ast.FunctionDef, place: Place, model: Model
) -> Iterator[Mutant]:
    """Another line or input of the same unit and dimensions, drawn by the place; the rule reads it too."""
    node = place[3]
    assert isinstance(node, ast.Name)
    mine = model.cards[node.id]
    alike = [
        each
        for each, card in model.cards.items()
        if (card.unit, card.per) == (mine.unit, mine.per) and each not in (node.id, rule.name)
    ]
    if not alike:
        return
    wrong = Random(f"{rule.name} {node.id} {node.col_offset}").choice(sorted(alike))
    made = mutant(module, tree, rule.name, place, "wrong name", ast.Name(wrong))

    def source() -> str:
        changed = ast.parse(made.source())
        rules = [
            each for each in changed.body if isinstance(each, ast.FunctionDef) and each.name == rule.name
        ]
        if wrong not in [arg.arg for arg in rules[0].args.args]:
            rules[0].args.args.append(ast.arg(wrong))
        read = {each.id for each in ast.walk(rules[0]) if isinstance(each, ast.Name)}
        rules[0].args.args = [arg for arg in rules[0].args.args if arg.arg in read]
        return ast.unparse(ast.fix_missing_locations(changed))

    yield Mutant(made.module, made.line, made.kind, made.where, made.was, made.becomes, source)


def _of_card(card: ast.Call, line: Line) -> Iterator[tuple[str, ast.Call, str]]:
    """Another way to roll up, a dimension less; and how to say it.

    An error line is 0 in every month, so that it is the same however it rolls up.
    """
    for other in () if line.check == "error" else ROLLS[line.rolls]:
        yield "rolls", _with(card, "rolls", ast.Constant(other)), f"rolls={other}, not {line.rolls}"
    for word in card.keywords:
        if word.arg == "per":
            yield "per", _with(card, "per", None), "no per="
            if isinstance(word.value, ast.Tuple):
                for each in word.value.elts:
                    yield "per", _with(card, "per", each), f"per={ast.unparse(each)} only"


def _with(card: ast.Call, name: str, value: ast.expr | None) -> ast.Call:
    kept = [word for word in card.keywords if word.arg != name]
    return ast.Call(card.func, card.args, kept + ([ast.keyword(name, value)] if value else []))


def _of_opening(module: str, tree: ast.Module, node: ast.Assign, model: Model) -> Iterator[Mutant]:
    """An opening that begins with nothing, or with another amount of its kind."""
    call, target = node.value, node.targets[0]
    assert isinstance(call, ast.Call) and isinstance(target, ast.Name)
    if not (isinstance(call.func, ast.Name) and call.func.id == "opening"):
        return
    first = model.lines[target.id].first
    if first:
        others = [""] + _alike_at_the_start(first, model)
        for other in others[:2]:
            changed, said = (
                _with(deepcopy(call), "first", ast.Constant(other)),
                f"first='{other}', not '{first}'",
            )
            yield mutant(module, tree, target.id, (node, "value", None, call), "opening first", changed, said)


def _alike_at_the_start(first: str, model: Model) -> list[str]:
    mine = model.cards[first]
    return [
        name
        for name, card in model.inputs.items()
        if name.endswith("_start") and (card.unit, card.per) == (mine.unit, mine.per) and name != first
    ]
