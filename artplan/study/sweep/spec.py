"""Read the file of a sweep: values of parameters, scenarios, and the lines to report.

    scenarios: [base, growth]
    over:
      storefronts.tmall_store.conversion_rate: {from: 0.02, to: 0.04, steps: 9}
      channels.*.cost_per_click: [x0.8, x1, x1.25]
    how: grid                       # each with each; together: the first with the first, and so on
    lines: [net_profit, cash_closing.min]

A value is one that a scenario may set: a number, `x0.9`, `+10%`, `+2000`, a word, a mapping, null. A value
with a sign is a relative change; a number below 0 is written {value: -0.02}.
"""

from __future__ import annotations

import os
from collections import Counter
from dataclasses import dataclass
from math import prod
from pathlib import Path
from typing import Any

import numpy as np

from artplan.plan.read.chain import find_folder
from artplan.plan.read.relative import FORM, as_number, read_relative
from artplan.plan.written import gate
from artplan.plan.written.faults import Fault, PlanFault, fault_at, shown
from artplan.plan.written.files import display, read_file
from artplan.plan.written.yaml_text import flow
from artplan.plan.written.yaml_tree import YamlNode, plain
from artplan.study.sweep.answer import Axis
from artplan.texts.closest import suggest
from artplan.texts.message import listed, message

KEYS = ("describe", "scenarios", "over", "how", "lines")
RANGE = ("from", "to", "steps")
HOWS = ("grid", "together")
MOST_POINTS = 1_000_000
DIGITS = 12  # rounding of interpolated values: 0.0225, not 0.022500000000000003


@dataclass(frozen=True)
class SweepSpec:
    """A sweep as its file defines it; lines: each with the place where the file lists it."""

    name: str
    scenarios: tuple[str, ...]
    axes: tuple[Axis, ...]
    how: str
    lines: tuple[tuple[str, str], ...]

    @property
    def points(self) -> int:
        """The number of points in one scenario."""
        sizes = [len(axis.values) for axis in self.axes]
        return prod(sizes) if self.how == "grid" else sizes[0]


def find_spec(name: str) -> Path:
    """Return the path of a file, or of a study in params/studies by its bare name. Raises PlanFault."""
    path, studies = Path(name), find_folder() / "studies"
    named = studies / f"{name}.yaml"
    if os.path.exists(path) or not (gate.plain_name(name) and os.path.lexists(named)):
        if not os.path.exists(path):
            known = sorted(each.stem for each in studies.glob("*.yaml"))
            near = suggest(name, known, "there_are")
            raise PlanFault([fault_at(display(path), "", "sweep.no_file", near=near)])
        return path
    return named


def read_spec(path: Path) -> SweepSpec:
    """Return the sweep that a file defines. Raises PlanFault with all its faults, each at its line."""
    faults: list[Fault] = []
    node = read_file(path, faults)
    if node is None:
        raise PlanFault(faults)
    for key, value in node.value.items():
        if key not in KEYS:
            near = suggest(key, KEYS, "known_keys")
            faults.append(fault_at(value.place, key, "sweep.unknown_key", near=near))
    axes = _axes(node, faults)
    scenarios = [text for text, _ in _texts(node, "scenarios", "base", faults)]
    lines = _texts(node, "lines", "net_profit", faults)
    if "lines" not in node.value:
        faults.append(fault_at(display(path), "lines", "sweep.no_lines"))
    if not axes and len(scenarios) < 2 and not faults:
        faults.append(fault_at(display(path), "over", "sweep.nothing_varies"))
    spec = SweepSpec(path.stem, tuple(scenarios or ["base"]), tuple(axes), _how(node, faults), tuple(lines))
    faults += _sizes(node, spec) if axes and not faults else []
    if faults:
        raise PlanFault(faults)
    return spec


def _texts(node: YamlNode, key: str, example: str, faults: list[Fault]) -> list[tuple[str, str]]:
    """Return a list of names, each with its place."""
    given = node.value.get(key)
    if given is None:
        return []
    form = f"{key}: [{example}]"
    if given.value == []:
        faults.append(fault_at(given.place, key, "sweep.no_names", form=form))
        return []
    if not isinstance(given.value, list):
        faults.append(fault_at(given.place, key, "sweep.no_list", value=shown(given.value), form=form))
        return []
    texts: list[tuple[str, str]] = []
    for item in given.value:
        if not isinstance(item.value, str):
            faults.append(fault_at(item.place, key, "sweep.no_name", value=shown(item.value), form=form))
        elif item.value in (text for text, _ in texts):
            faults.append(fault_at(item.place, key, "sweep.twice", name=item.value))
        else:
            texts.append((item.value, item.place))
    return texts


def _how(node: YamlNode, faults: list[Fault]) -> str:
    how = node.value.get("how")
    if how is None:
        return "grid"
    if how.value not in HOWS:
        value, hows = shown(how.value), listed(HOWS)
        faults.append(fault_at(how.place, "how", "sweep.no_how", value=value, hows=hows))
    return str(how.value)


def _sizes(node: YamlNode, spec: SweepSpec) -> list[Fault]:
    place = node.value["over"].place
    sizes = {axis.path: len(axis.values) for axis in spec.axes}
    if spec.how == "together" and len(set(sizes.values())) > 1:
        each = listed(message("sweep.size", size=size, path=path) for path, size in sizes.items())
        return [fault_at(place, "over", "sweep.uneven", sizes=each)]
    count = spec.points * len(spec.scenarios)
    if count > MOST_POINTS:
        return [fault_at(place, "over", "sweep.points", count=f"{count:,}", most=f"{MOST_POINTS:,}")]
    return []


def _axes(node: YamlNode, faults: list[Fault]) -> list[Axis]:
    over = node.value.get("over")
    if over is None:
        return []
    if not isinstance(over.value, dict) or not over.value:
        faults.append(fault_at(over.place, "over", "sweep.no_mapping", value=shown(over.value or None)))
        return []
    return [Axis(path, tuple(_values(path, item, faults)), item.place) for path, item in over.value.items()]


def _values(path: str, item: YamlNode, faults: list[Fault]) -> list[Any]:
    def reject(key: str, /, **values: object) -> list[Any]:
        faults.append(fault_at(item.place, path, key, **values))
        return []

    if isinstance(item.value, dict):
        return _steps(item, reject)
    if not isinstance(item.value, list):
        return reject("sweep.no_values", value=shown(item.value))
    if not item.value:
        return reject("sweep.empty")
    values = [plain(each) for each in item.value]
    twice = [content for content, count in Counter(map(flow, values)).items() if count > 1]
    if twice:
        return reject("sweep.twice", name=twice[0])
    changes = [each for each in values if read_relative(each) is not None]
    if changes and any(as_number(each) is not None for each in values if each not in changes):
        return reject("sweep.mixed")
    return values


def _steps(item: YamlNode, reject: Any) -> list[Any]:
    """Return values at even distances, both ends included."""
    given = {key: each.value for key, each in item.value.items()}
    for key in given:
        if key not in RANGE:
            return reject("sweep.no_key", key=key, near=suggest(key, RANGE, "known_keys"))
    for key in RANGE:
        if key not in given:
            return reject("sweep.key_missing", key=key)
    low, high = (_end(given[key]) for key in ("from", "to"))
    steps = given["steps"]
    if low is None or high is None:
        bad = given["from"] if low is None else given["to"]
        return reject("sweep.no_number", value=shown(bad))
    if low[0] != high[0]:
        return reject("sweep.two_kinds")
    if low[1] >= high[1]:
        return reject("sweep.falls", low=shown(given["from"]), high=shown(given["to"]))
    if isinstance(steps, bool) or not isinstance(steps, int) or steps < 2:
        return reject("sweep.few_steps", steps=shown(steps))
    if steps > MOST_POINTS:
        return reject("sweep.points", count=f"{steps:,}", most=f"{MOST_POINTS:,}")
    return [_written(low[0], float(f"{at:.{DIGITS}g}")) for at in np.linspace(low[1], high[1], steps)]


def _end(raw: Any) -> tuple[str, float] | None:
    """Return the kind of a value (number "", factor x, percent %, or sum +) and its amount, or None."""
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
