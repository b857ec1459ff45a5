"""A sweep as a file: which parameters take which values, over which scenarios, and what is kept.

    scenarios: [base, growth]
    over:
      storefronts.pc_store.conversion_rate: {from: 0.02, to: 0.04, steps: 9}
      channels.*.cost_per_click: [x0.8, x1, x1.25]
    how: grid                       # each with each; together: the first with the first, and so on
    lines: [net_profit, cash_closing.min]

A value is what a scenario would set: a number, `x0.9`, `+10%`, `+2000`, a word, a mapping, null. A sign makes
it a change; a number below 0 is written {value: -0.02}.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from math import prod
from pathlib import Path
from typing import Any

import numpy as np

from artplan.plan.read.chain import find_folder
from artplan.plan.read.relative import FORM, as_number, read_relative
from artplan.plan.written.faults import Fault, PlanFault, shown
from artplan.plan.written.files import display, read_file
from artplan.plan.written.yaml_text import flow
from artplan.plan.written.yaml_tree import Node, plain
from artplan.study.sweep.answer import Axis
from artplan.texts.closest import suggest

KEYS = ("describe", "scenarios", "over", "how", "lines")
RANGE = ("from", "to", "steps")
HOWS = ("grid", "together")
MOST_POINTS = 1_000_000
DIGITS = 12  # of a value between two others: 0.0225, not 0.022500000000000003


@dataclass(frozen=True)
class Spec:
    """lines: each with the place where it is listed."""

    name: str
    scenarios: tuple[str, ...]
    axes: tuple[Axis, ...]
    how: str
    lines: tuple[tuple[str, str], ...]

    @property
    def points(self) -> int:
        """For one scenario."""
        sizes = [len(axis.values) for axis in self.axes]
        return prod(sizes) if self.how == "grid" else sizes[0]


def find_spec(name: str) -> Path:
    """A file, or by its bare name one of params/studies. Raises PlanFault."""
    path, studies = Path(name), find_folder() / "studies"
    named = studies / f"{name}.yaml"
    if path.is_file() or not (Path(name).name == name and named.is_file()):
        if not path.is_file():
            known = sorted(each.stem for each in studies.glob("*.yaml"))
            raise PlanFault([Fault(display(path), "", "no such file", suggest(name, known, "there_are"))])
        return path
    return named


def read_spec(path: Path) -> Spec:
    """The sweep that a file asks for. Raises PlanFault with all its faults, each at its line."""
    faults: list[Fault] = []
    node = read_file(path, faults)
    if node is None:
        raise PlanFault(faults)
    for key, value in node.value.items():
        if key not in KEYS:
            faults.append(Fault(value.place, key, "unknown key", suggest(key, KEYS, "known_keys")))
    axes = _axes(node, faults)
    scenarios = [text for text, _ in _texts(node, "scenarios", "base", faults)]
    lines = _texts(node, "lines", "net_profit", faults)
    if "lines" not in node.value:
        faults.append(Fault(display(path), "lines", "missing", "list what to keep: lines: [net_profit]"))
    if not axes and len(scenarios) < 2 and not faults:
        fault = Fault(display(path), "over", "nothing varies", "list values of a parameter below over:")
        faults.append(fault)
    spec = Spec(path.stem, tuple(scenarios or ["base"]), tuple(axes), _how(node, faults), tuple(lines))
    faults += _sizes(node, spec) if axes and not faults else []
    if faults:
        raise PlanFault(faults)
    return spec


def _texts(node: Node, key: str, example: str, faults: list[Fault]) -> list[tuple[str, str]]:
    """A list of names, each with its place."""
    listed = node.value.get(key)
    if listed is None:
        return []
    remedy = f"write {key}: [{example}]"
    if not isinstance(listed.value, list) or not listed.value:
        fault = "an empty list" if listed.value == [] else f"a list is wanted, not {shown(listed.value)}"
        faults.append(Fault(listed.place, key, fault, remedy))
        return []
    texts: list[tuple[str, str]] = []
    for item in listed.value:
        if not isinstance(item.value, str):
            faults.append(Fault(item.place, key, f"a name is wanted, not {shown(item.value)}", remedy))
        elif item.value in (text for text, _ in texts):
            faults.append(Fault(item.place, key, f"{item.value} is listed twice", "keep one of the two"))
        else:
            texts.append((item.value, item.place))
    return texts


def _how(node: Node, faults: list[Fault]) -> str:
    how = node.value.get("how")
    if how is None:
        return "grid"
    if how.value not in HOWS:
        faults.append(
            Fault(how.place, "how", f"{shown(how.value)} is not known here", "one of: grid, together")
        )
    return str(how.value)


def _sizes(node: Node, spec: Spec) -> list[Fault]:
    place = node.value["over"].place
    sizes = {axis.path: len(axis.values) for axis in spec.axes}
    if spec.how == "together" and len(set(sizes.values())) > 1:
        told = ", ".join(f"{size} of {path}" for path, size in sizes.items())
        return [
            Fault(place, "over", f"together, but {told}", "give all the same number of values, or how: grid")
        ]
    count = spec.points * len(spec.scenarios)
    if count > MOST_POINTS:
        return [
            Fault(place, "over", f"{count:,} points", f"give fewer values, {MOST_POINTS:,} points at most")
        ]
    return []


def _axes(node: Node, faults: list[Fault]) -> list[Axis]:
    over = node.value.get("over")
    if over is None:
        return []
    if not isinstance(over.value, dict) or not over.value:
        remedy = "write 'path: [value, value]', one a line"
        faults.append(
            Fault(over.place, "over", f"a mapping is wanted, not {shown(over.value or None)}", remedy)
        )
        return []
    return [Axis(path, tuple(_values(path, item, faults)), item.place) for path, item in over.value.items()]


def _values(path: str, item: Node, faults: list[Fault]) -> list[Any]:
    def wrong(fault: str, remedy: str) -> list[Any]:
        faults.append(Fault(item.place, path, fault, remedy))
        return []

    if isinstance(item.value, dict):
        return _steps(item, wrong)
    if not isinstance(item.value, list):
        return wrong(
            f"a list is wanted, not {shown(item.value)}", "write [value, value] or {from: , to: , steps: }"
        )
    if not item.value:
        return wrong("an empty list", "list the values it takes")
    values = [plain(each) for each in item.value]
    twice = [told for told, count in Counter(map(flow, values)).items() if count > 1]
    if twice:
        return wrong(f"{twice[0]} is listed twice", "keep one of the two")
    changes = [each for each in values if read_relative(each) is not None]
    if changes and any(as_number(each) is not None for each in values if each not in changes):
        remedy = "give values or changes alone; a number below 0 is written {value: -0.02}"
        return wrong("values and changes in one list", remedy)
    return values


def _steps(item: Node, wrong: Any) -> list[Any]:
    """Values at even distances, both ends included."""
    given = {key: each.value for key, each in item.value.items()}
    for key in given:
        if key not in RANGE:
            return wrong(f"unknown key '{key}'", suggest(key, RANGE, "known_keys"))
    for key in RANGE:
        if key not in given:
            return wrong(f"{key} is missing", "write {from: 8, to: 12, steps: 5}, or a list")
    low, high = (_end(given[key]) for key in ("from", "to"))
    steps = given["steps"]
    if low is None or high is None:
        bad = given["from"] if low is None else given["to"]
        return wrong(f"{shown(bad)} is no number", "give numbers, or changes such as x0.9 or +10%")
    if low[0] != high[0]:
        return wrong("from and to are of two kinds", "give two numbers, or two changes of one kind")
    if low[1] >= high[1]:
        return wrong(
            f"from {shown(given['from'])} to {shown(given['to'])} does not rise", "give the lower first"
        )
    if isinstance(steps, bool) or not isinstance(steps, int) or steps < 2:
        return wrong(f"{shown(steps)} steps", "give 2 or more: both ends count")
    if steps > MOST_POINTS:
        return wrong(f"{steps:,} points", f"give fewer values, {MOST_POINTS:,} points at most")
    return [_written(low[0], float(f"{at:.{DIGITS}g}")) for at in np.linspace(low[1], high[1], steps)]


def _end(raw: Any) -> tuple[str, float] | None:
    """What kind of value it is (number, factor x, percent, or sum +) and how much."""
    number = as_number(raw)
    match = FORM.fullmatch(raw.strip()) if read_relative(raw) is not None else None
    if match is None:
        return None if number is None else ("", number)
    if match["sign"] in "x*":
        return "x", float(match["number"])
    return match["percent"] or "+", float(match["sign"] + match["number"])


def _written(kind: str, number: float) -> Any:
    if kind == "":
        return number
    digits = np.format_float_positional(number, trim="-", sign=kind != "x")
    return f"x{digits}" if kind == "x" else f"{digits}{kind.strip('+')}"
