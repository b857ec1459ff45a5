"""Hostile inputs that are well written: fields at their ends, what is absurd but valid, and arguments."""

from __future__ import annotations

import math
import random
from collections.abc import Iterator
from typing import Any

import artplan
from artplan.plan.schema.paths import follow
from artplan.plan.schema.root import Sections
from tests.hostile.inputs import PARAMS, Hostile
from tests.hostile.spellings import ARGUMENTS, NAMES, PATHS, SETTINGS, VALUES

PYTHON = (10**400, -(10**400), 10**20, math.nan, math.inf, "\ud800", {"\ud800": 1}, [[[1]]], b"x", 1j, object)
STARTS = (
    "1900-01",
    "1950-02",
    "2026-12",
    "2027-02",
    "2028-02",
    "2089-12",
    "2099-12",
    "2195-12",
    "2200-12",
    "9999-12",
)


def numbers_of_base() -> dict[str, Any]:
    """The declaration of each number of the base plan, by its path."""
    leaves = artplan.load("base", folder=PARAMS).plan.leaves
    return {path: follow(Sections, path.split("."))[-1].spec for path in leaves}


def ends(draw: random.Random, count: int) -> Iterator[Hostile]:
    specs = numbers_of_base()
    for number in range(count):
        path = draw.choice(list(specs))
        spec = specs[path]
        values = (
            spec.lowest, spec.highest, math.nextafter(spec.lowest, math.inf),
            math.nextafter(spec.highest, math.inf),
            spec.highest / 2, 1e-9, spec.highest * 10, draw.choice(PYTHON),
        )  # fmt: skip
        value = values[number % len(values)]
        targets = [path]
        if number % 5 == 0:  # all members at once
            steps = path.split(".")
            targets = [".".join([steps[0], "*", *steps[2:]])] if len(steps) == 3 else targets
        if number % 7 == 0:  # several
            targets += draw.sample(list(specs), 4)
        overrides = {
            each: specs[each].highest if each in specs and at else value for at, each in enumerate(targets)
        }
        yield Hostile("fields at their ends", f"{targets} = {str(value)[:20]}", overrides=overrides)


def absurd(draw: random.Random, count: int) -> Iterator[Hostile]:
    """Nothing of a kind, nothing at all, the shortest and the longest plan, everything stretched."""
    sections = artplan.load("base", folder=PARAMS).plan.sections
    kinds = [name for name in type(sections).model_fields if isinstance(getattr(sections, name), dict)]
    specs = numbers_of_base()
    for number in range(count):
        time = {
            "plan.months": draw.choice([1, 2, 11, 13, 24, 60]),
            "plan.start": draw.choice(STARTS),
            "plan.first_fiscal_month": draw.randint(1, 12),
            "plan.day_count": draw.choice(["calendar", "working", "thirty"]),
        }
        kind = draw.choice(kinds)
        some = draw.sample(list(specs), draw.choice([1, 5, 40]))
        ways: tuple[dict[str, Any], ...] = (
            {f"{kind}.*": None},
            {f"{kind}.*": None for kind in draw.sample(kinds, 4)},
            {f"{kind}.{draw.choice(list(getattr(sections, kind)) or ['x'])}": None},
            dict.fromkeys(some, 0),
            dict.fromkeys(some, None),
            {each: f"x{10 ** draw.randint(-6, 6)}" for each in some},
            {each: draw.choice([specs[each].lowest, specs[each].highest]) for each in some},
            {each: draw.choice([1, 1e-9, 1e3]) for each in some},
            time,
            {name: time[name] for name in draw.sample(list(time), 1)},
            time | dict.fromkeys(some, 0),
        )
        way = number % len(ways)
        plan = draw.choice(["base", "base", "growth", "lean", "double11"])
        yield Hostile("absurd but valid", f"{plan}: {str(ways[way])[:60]}", plan=plan, overrides=ways[way])


def settings(draw: random.Random, count: int) -> Iterator[Hostile]:
    specs = list(numbers_of_base())
    for number in range(count):
        path = draw.choice(PATHS if number % 3 == 0 else specs)
        if number % 4 == 1:
            path += "." + draw.choice(["2027-01", "2027-13", "9999-12", "x", "1", ""])
        value = draw.choice(SETTINGS if number % 2 else VALUES)
        texts = [f"{path}={value}", f"{path}", f"={value}", f"{path}=={value}", f" {path} = {value} "]
        text = texts[0 if number % 6 else draw.randrange(len(texts))]
        yield Hostile("--set", text[:60], command=("check", "--set", text))


def studies(draw: random.Random, count: int) -> Iterator[Hostile]:
    """Sweep, simulate, seek, allocate, explain, compare and the rest of the command line."""
    specs = list(numbers_of_base())
    for number in range(count):
        n, m, path, name = (
            draw.choice(ARGUMENTS),
            draw.choice(ARGUMENTS),
            draw.choice(specs),
            draw.choice(NAMES),
        )
        value, other = draw.choice(VALUES), draw.choice(VALUES)
        line = draw.choice(
            ["net_profit", "net_profit.sum", "cash_closing.min", "net_profit.2027-01", "", ".", n, name]
        )
        commands: tuple[tuple[str, ...], ...] = (
            ("simulate", "--draws", n, "--seed", m), ("simulate", "--draws", "8", "--percentile", n, m),
            ("simulate", "--draws", "4", "--points", name), ("simulate", "--draws", "4", "--line", line),
            ("simulate", "--draws", "4", "--correlate", path, draw.choice(specs), n),
            ("seek", f"{line}={n}", "--by", path), ("seek", f"net_profit={n}", "--by", path, "--from",
            m, "--to", n),
            ("seek", "net_profit=1", "--by", path, "--percentile", n, "--draws", m),
            ("allocate", "--total", n), ("allocate", "--floor", f"{name}={n}", "--cap", f"taobaoke={m}"),
            ("allocate", "--cash-at-least", n, "--goal", draw.choice(["net_profit", "sales", name])),
            ("allocate", "--set", f"channels.*.{draw.choice(['reference_spend', 'elasticity'])}={n}"),
            ("explain", line, "2027-01"), ("explain", "net_profit", draw.choice([*NAMES, "2027", "2027-Q9",
            "0000-00"])),
            ("explain", "net_profit", "2027-01", "--member", name, "--depth", n), ("explain", name, n),
            ("compare", "base", "growth", "--line", line, "--seed", n), ("compare", name, "base"),
            ("compare", "base", "base", "--set", f"{path}={n}"), ("sensitivity", "--line", line),
            ("show", line), ("show", "net_profit", "--by", name), ("appraise", name), ("stress", name),
            ("check", "--lang", name),
            ("sweep", "odd"), ("sweep", "odd"), ("sweep", "odd", "--run", n), ("run", "--jobs", n, "nothing"),
            ("run", "--time-limit", n, "nothing"), ("app", "--port", n, "-s", "nothing"), ("schema", name),
            (name,), (n, m),
            ("check", "--set", f"plan.months={n}", f"plan.start={m}"), ("sweep", name, "--scenario", n),

        )  # fmt: skip
        command = commands[number % len(commands)]
        sweeps = (
            f"over:\n  {path}: {{from: {n}, to: {m}, steps: {value}}}\nlines: [net_profit]\n",
            f"over:\n  {path}: [{value}, {other}]\nlines: [{line or 'net_profit'}]\n",
            f"over: {value}\nlines: {other}\n",
            f"scenarios: [{name!a}, base]\nlines: [net_profit]\n",
            f"how: {value}\nover: {{{path}: [1, 2]}}\n",
            f"over:\n  {path}: [1, 2]\n  {draw.choice(PATHS)}: [1, 2]\nlines: [net_profit]\n",
            f"{value}: {other}\n",
            f"over: {{{path}: {{from: 1, to: 2, steps: 99999}}, plan.months: [1, 2]}}\nlines: [net_profit]\n",
        )  # fmt: skip
        study = draw.choice(sweeps).encode("utf-8", "surrogatepass")
        yield Hostile(
            "studies and commands", repr(command)[:70], {"studies/odd.yaml": study}, command=command
        )
