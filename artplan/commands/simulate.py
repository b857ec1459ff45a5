"""The command `artplan simulate`: evaluate the plan with many random draws of its uncertain parameters."""

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
    options.add_replan(command, lang)
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
        result = simulate(
            plan, lines, draws=chosen.draws, points=chosen.points, seed=chosen.seed,
            correlations=correlations, replan=chosen.replan, progress=bar.update, spread=workers)  # fmt: skip
    if chosen.charts:
        from artplan.report.charts.studies.uncertainty import fan, spread

        options.write_charts(
            chosen.charts, (draw(result, each, lang) for draw in (fan, spread) for each in lines)
        )
    if chosen.json:
        options.print_json(_record(result, chosen.percents))
    else:
        from artplan.commands import terminal

        print("\n\n".join([*_show(result, chosen.percents, lang), terminal.placeholders(result, lang)]))
    return 0


def _correlations(pairs: list[list[str]]) -> dict[tuple[str, str], float]:
    ranks: dict[tuple[str, str], float] = {}
    for one, other, rank in pairs:
        amount = options.finite(rank)
        if amount is None:
            raise options.wrong("--correlate", rank, "commands.no_number")
        ranks[min(one, other), max(one, other)] = amount
    return ranks


def _record(answer: Simulation, percents: list[float]) -> dict[str, Any]:
    return {
        "scenario": answer.plan.name,
        "committed": answer.committed,
        "draws": answer.draws,
        "points": answer.points,
        "seed": answer.seed,
        "inputs": answer.inputs,
        "lines": {line: row.to_dict() for line, row in answer.table(percents).iterrows()},
        "months": {
            line: {name: row.to_dict() for name, row in answer.fan(line, percents).iterrows()}
            for line in answer.lines
        },
        "chances": {name: {"chance": share, "error": answer.chance_error(name)}
                    for name, share in answer.chances.items()},
        "drivers": {line: table.to_dict("index") for line, table in answer.drivers.items()},
        "placeholders": len(answer.plan.placeholders),
    }  # fmt: skip


def _show(answer: Simulation, percents: list[float], lang: str) -> list[str]:
    from artplan.commands import terminal
    from artplan.report.tables.studies.uncertainty import chances, drivers, simulation
    from artplan.report.words.plans import plan_name
    from artplan.report.words.state import state

    head = text(
        "simulate.head",
        lang,
        plan=plan_name(answer.plan, lang),
        draws=f"{answer.draws:,}",
        points=answer.points,
        seed=answer.seed,
        count=len(answer.inputs),
        state=state(answer, lang),
    )
    happened = chances(answer, lang)
    spreads = [drivers(answer, lang, line) for line in answer.lines]
    return [
        head,
        terminal.laid_out(simulation(answer, lang, percents)),
        f"{happened.caption}\n{terminal.laid_out(happened)}",
        *(f"{each.caption}\n{terminal.laid_out(each, behind=True)}" for each in spreads),
    ]
