"""`artplan simulate`: the plan with its uncertain parameters drawn many times."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any

from artplan.commands import options
from artplan.study import defaults
from artplan.texts.catalogue import text

if TYPE_CHECKING:
    from artplan.study.uncertainty.answer import Simulation


def add(commands: options.Commands, lang: str) -> None:
    command = options.add_command(
        commands, "simulate", text("help.simulate.brief", lang), text("help.simulate.about", lang)
    )
    options.add_scenario(command, lang)
    options.add_draws(command, lang, defaults.DRAWS)
    command.add_argument(
        "--points", default=defaults.POINTS, help=text("help.simulate.points", lang, default=defaults.POINTS)
    )
    options.add_lines(command, lang, defaults.SIMULATED)
    percents = " ".join(f"{each:g}" for each in defaults.PERCENTS)
    command.add_argument(
        "--percentile", nargs="+", type=options.number(lang), default=defaults.PERCENTS, metavar="P",
        dest="percents", help=text("help.simulate.percentile", lang, default=percents))  # fmt: skip
    command.add_argument(
        "--correlate", nargs=3, action="append", default=[], metavar=("PATH", "PATH", "RANK"), dest="pairs",
        help=text("help.simulate.correlate", lang))  # fmt: skip
    options.add_engine(command, lang)
    options.add_charts(command, lang)
    options.add_set(command, lang)
    options.add_lang(command, lang)
    options.add_json(command, lang)
    command.set_defaults(act=act)


def act(chosen: argparse.Namespace) -> int:
    from artplan.study.uncertainty.percentiles import checked
    from artplan.study.uncertainty.simulate import simulate

    checked(chosen.percents)
    correlations = _correlations(chosen.pairs)
    plan = options.one_plan(chosen)
    lang, lines = chosen.lang or plan.plan.language, chosen.lines or defaults.SIMULATED
    unit = text("commands.counted.draws", lang)
    with options.spread(chosen) as workers, options.counting(unit, chosen.draws) as bar:
        found = simulate(
            plan, lines, draws=chosen.draws, points=chosen.points, seed=chosen.seed,
            correlations=correlations, progress=bar.update, spread=workers)  # fmt: skip
    if chosen.charts:
        from artplan.report.charts.uncertainty import fan, spread

        options.write_charts(
            chosen.charts, (draw(found, each, lang) for draw in (fan, spread) for each in lines)
        )
    if chosen.json:
        options.print_json(_record(found, chosen.percents))
    else:
        from artplan.commands import terminal

        print("\n\n".join([*_show(found, chosen.percents, lang), terminal.placeholders(found, lang)]))
    return 0


def _correlations(pairs: list[list[str]]) -> dict[tuple[str, str], float]:
    ranks: dict[tuple[str, str], float] = {}
    for one, other, rank in pairs:
        try:
            ranks[min(one, other), max(one, other)] = float(rank)
        except ValueError:
            raise options.wrong("--correlate", rank, "commands.no_number") from None
    return ranks


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


def _show(found: Simulation, percents: list[float], lang: str) -> list[str]:
    from artplan.commands import terminal
    from artplan.report.tables.uncertainty import chances, drivers, simulation

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
