"""Mutants of a module: copies that differ from it in one small mistake, as a hurried programmer makes it.

Here are the mistakes that can be made in any code: a sign turned, a term left out, operands swapped, a
constant moved by one, the edge of a comparison, the smaller for the larger. `rule_turns` has those of a rule.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator
from copy import deepcopy
from dataclasses import dataclass, field
from pathlib import Path

TURNED: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.Div,
    ast.Div: ast.Mult,
    ast.Pow: ast.Mult,
}
EDGES: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
}
OTHER_END = {"minimum": "maximum", "maximum": "minimum", "min": "max", "max": "min"}
SWAPPED = (ast.Sub, ast.Div, ast.Pow)


@dataclass(frozen=True)
class Mutant:
    """A module with one mistake. was, becomes: the piece of code. where: the function or name it is in."""

    module: str
    line: int
    kind: str
    where: str
    was: str
    becomes: str
    source: Callable[[], str] = field(compare=False, repr=False)

    def __str__(self) -> str:
        return f"{self.module}:{self.line} {self.where} [{self.kind}] {self.was}  ->  {self.becomes}"


Turn = tuple[str, ast.AST]  # kind, what takes the node's place


def mutants(module: str, path: Path) -> Iterator[Mutant]:
    """All mutants by the general mistakes, in the order of the file."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for function in (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)):
        for parent, name, at, node in within(function.body):
            for kind, other in turns(node):
                yield mutant(module, tree, function.name, (parent, name, at, node), kind, other)


Place = tuple[ast.AST, str, "int | None", ast.AST]


def within(nodes: list[ast.stmt]) -> Iterator[Place]:
    """Every node below, with the place it stands in; not docstrings, annotations and nested functions."""
    for top in nodes:
        if isinstance(top, ast.FunctionDef) or (
            isinstance(top, ast.Expr) and isinstance(top.value, ast.Constant)
        ):
            continue
        yield from _below(top)


def _below(parent: ast.AST) -> Iterator[Place]:
    for name, value in ast.iter_fields(parent):
        if name in ("annotation", "returns", "decorator_list"):
            continue
        for at, node in enumerate(value) if isinstance(value, list) else [(None, value)]:
            if isinstance(node, ast.FunctionDef) or not isinstance(node, ast.AST):
                continue
            yield parent, name, at, node
            yield from _below(node)


def mutant(
    module: str, tree: ast.Module, where: str, place: Place, kind: str, other: ast.AST, becomes: str = ""
) -> Mutant:
    """The module with another node in the place; the tree itself is as before afterwards.

    becomes: what to say instead of the whole node.
    """
    parent, name, at, node = place

    def source() -> str:
        put(parent, name, at, other)
        try:
            return ast.unparse(ast.fix_missing_locations(deepcopy(tree)))
        finally:
            put(parent, name, at, node)

    was = "" if becomes else ast.unparse(node)
    line = getattr(node, "lineno", getattr(parent, "lineno", 0))
    return Mutant(module, line, kind, where, was, becomes or ast.unparse(other), source)


def put(parent: ast.AST, name: str, at: int | None, node: ast.AST) -> None:
    if at is None:
        setattr(parent, name, node)
    else:
        getattr(parent, name)[at] = node


def turns(node: ast.AST) -> Iterator[Turn]:
    """The general mistakes that can be made at a node."""
    if isinstance(node, ast.BinOp):
        yield from _of_operation(node)
    elif isinstance(node, ast.Compare) and len(node.ops) == 1:
        yield from _of_comparison(node)
    elif isinstance(node, ast.Call):
        yield from _of_call(node)
    elif isinstance(node, ast.Constant) and type(node.value) in (int, float):
        yield "constant", ast.Constant(node.value + 1)
        if node.value > 1:
            yield "constant", ast.Constant(node.value - 1)
    elif isinstance(node, ast.BoolOp):
        yield "condition", ast.BoolOp(ast.And() if isinstance(node.op, ast.Or) else ast.Or(), node.values)
    elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
        yield "dropped term", node.operand


def _of_operation(node: ast.BinOp) -> Iterator[Turn]:
    if type(node.op) in TURNED:
        yield "arithmetic", ast.BinOp(node.left, TURNED[type(node.op)](), node.right)
        yield "dropped term", node.left
        yield "dropped term", node.right
    if isinstance(node.op, SWAPPED):
        yield "swapped operands", ast.BinOp(node.right, node.op, node.left)


def _of_comparison(node: ast.Compare) -> Iterator[Turn]:
    if type(node.ops[0]) in EDGES:
        yield "comparison edge", ast.Compare(node.left, [EDGES[type(node.ops[0])]()], node.comparators)
        if not isinstance(node.ops[0], ast.Eq | ast.NotEq):
            yield "swapped operands", ast.Compare(node.comparators[0], node.ops, [node.left])


def _of_call(node: ast.Call) -> Iterator[Turn]:
    name = node.func
    if isinstance(name, ast.Name) and name.id in OTHER_END:
        yield "min/max", ast.Call(ast.Name(OTHER_END[name.id]), node.args, node.keywords)
    elif isinstance(name, ast.Attribute) and name.attr in OTHER_END:
        yield "min/max", ast.Call(ast.Attribute(name.value, OTHER_END[name.attr]), node.args, node.keywords)
