"""`artplan simulate`: the plan with its uncertain parameters drawn many times."""

from __future__ import annotations

import argparse
import json
from typing import TYPE_CHECKING, Any

from artplan.commands import options, terminal

if TYPE_CHECKING:
    from artplan.study.uncertainty.answer import Simulation

ABOUT = """Draws the parameters that say how uncertain they are (uncertain: in their card), works the plan out
for every draw and shows mean, deviation and percentiles with standard errors, the chance of running out of
cash and of missing targets, and which inputs drive the spread."""
LINES = ("net_profit", "cash_closing")
PERCENTS = (10.0, 50.0, 90.0)


def add(commands: options.Commands) -> None:
    told = "what the uncertain parameters make of the plan"
    command = commands.add_parser("simulate", help=told, description=ABOUT)
    command.add_argument("-s", "--scenario", default="base", help="default: base")
    options.add_draws(command, 4096)
    command.add_argument("--points", default="latin", help="latin (default), sobol or random")
    options.add_lines(command, " ".join(LINES))
    command.add_argument(
        "--percentile", nargs="+", type=float, default=PERCENTS, metavar="P", dest="percents",
        help="default: 10 50 90")  # fmt: skip
    command.add_argument(
        "--correlate", nargs=3, action="append", default=[], metavar=("PATH", "PATH", "RANK"), dest="pairs",
        help="a rank correlation of two uncertain parameters; may be repeated")  # fmt: skip
    options.add_engine(command)
    options.add_charts(command)
    options.add_set(command)
    options.add_lang(command)
    options.add_json(command)
    command.set_defaults(act=act)


def act(chosen: argparse.Namespace) -> int:
    from artplan.study.uncertainty.percentiles import checked
    from artplan.study.uncertainty.simulate import simulate

    checked(chosen.percents)
    correlations = _correlations(chosen.pairs)
    plan = options.one_plan(chosen)
    lines = chosen.lines or LINES
    with options.spread(chosen) as workers, options.counting("draws", chosen.draws) as bar:
        found = simulate(
            plan, lines, draws=chosen.draws, points=chosen.points, seed=chosen.seed,
            correlations=correlations, progress=bar.update, spread=workers)  # fmt: skip
    lang = chosen.lang or plan.plan.language
    if chosen.charts:
        from artplan.report.charts.uncertainty import fan, spread

        options.write_charts(
            chosen.charts, (draw(found, each, lang) for draw in (fan, spread) for each in lines)
        )
    if chosen.json:
        print(json.dumps(_record(found, chosen.percents), ensure_ascii=False, indent=2))
    else:
        print("\n\n".join([*_told(found, chosen.percents, lang), terminal.placeholders(found, lang)]))
    return 0


def _correlations(pairs: list[list[str]]) -> dict[tuple[str, str], float]:
    found: dict[tuple[str, str], float] = {}
    for one, other, rank in pairs:
        try:
            found[min(one, other), max(one, other)] = float(rank)
        except ValueError:
            remedy = "write --correlate PATH PATH 0.5"
            raise options.wrong("--correlate", rank, "is no number", remedy) from None
    return found


def _record(found: Simulation, percents: list[float]) -> dict[str, Any]:
    return {
        "scenario": found.plan.name,
        "draws": found.draws,
        "points": found.points,
        "seed": found.seed,
        "inputs": found.inputs,
        "lines": {line: row.to_dict() for line, row in found.table(percents).iterrows()},
        "months": {
            line: {name: row.to_dict() for name, row in found.fan(line, percents).iterrows()}
            for line in found.lines
        },
        "chances": {name: {"chance": share, "error": found.chance_error(name)}
                    for name, share in found.chances.items()},
        "drivers": {line: table.to_dict("index") for line, table in found.drivers.items()},
        "placeholders": len(found.plan.placeholders),
    }  # fmt: skip


def _told(found: Simulation, percents: list[float], lang: str) -> list[str]:
    from artplan.report.tables.uncertainty import chances, drivers, simulation
    from artplan.texts.catalogue import text

    head = text(
        "simulate.head", lang, plan=found.plan.name, draws=f"{found.draws:,}", points=found.points,
        seed=found.seed, count=len(found.inputs))  # fmt: skip
    happened = chances(found, lang)
    spreads = [drivers(found, lang, line) for line in found.lines]
    return [
        head,
        terminal.laid_out(simulation(found, lang, percents)),
        f"{happened.caption}\n{terminal.laid_out(happened)}",
        *(f"{each.caption}\n{terminal.laid_out(each, behind=True)}" for each in spreads),
    ]
