"""`artplan simulate`: the plan with its uncertain parameters drawn many times."""

from __future__ import annotations

import argparse
import json
from typing import TYPE_CHECKING, Any

from artplan.commands import options, terminal

if TYPE_CHECKING:
    from artplan.study.simulate import Simulation

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
    from artplan.study.percentiles import checked
    from artplan.study.simulate import simulate

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
    from artplan.report.texts import text

    head = text(
        "simulate.head", lang, plan=found.plan.name, draws=f"{found.draws:,}", points=found.points,
        seed=found.seed, count=len(found.inputs))  # fmt: skip
    return [head, _figures(found, percents, lang), _chances(found, lang), *_drivers(found, lang)]


def _figures(found: Simulation, percents: list[float], lang: str) -> str:
    """A row for each figure of a line, its standard error beside it."""
    from artplan.report.texts import text

    table: Any = found.table(percents)
    labels = [getattr(line, lang) for line in found.lines.values()]
    rows = [("", *(each for label in labels for each in (label, text("simulate.error", lang))))]
    names = ["plan", "mean", "deviation", *(f"p{each:g}" for each in percents)]
    for name in names:
        shown = text("simulate.percentile", lang, percent=name[1:]) if name[1:2].isdigit() else ""
        cells = []
        for line in found.lines:
            unit = found.lines[line].unit
            cells.append(terminal.number(float(table.loc[line, name]), unit))
            error = f"{name}_error"
            cells.append(terminal.number(float(table.loc[line, error]), unit) if error in table else "")
        rows.append((shown or text(f"simulate.{name}", lang), *cells))
    return terminal.table(rows)


def _chances(found: Simulation, lang: str) -> str:
    from artplan.report.format import percent
    from artplan.report.texts import text

    rows = [(text("simulate.chances", lang), "", text("simulate.error", lang))]
    for name, share in found.chances.items():
        error = percent(found.chance_error(name), 2)
        rows.append((text(f"simulate.{name}", lang), percent(share, 2), error))
    return terminal.table(rows)


def _drivers(found: Simulation, lang: str) -> list[str]:
    from artplan.report.format import percent
    from artplan.report.parameters import parameter_label
    from artplan.report.texts import text

    tables = []
    for line, drivers in found.drivers.items():
        head = text("simulate.drivers", lang, label=getattr(found.lines[line], lang))
        rows = [(head, text("simulate.rank_correlation", lang), text("simulate.first_order", lang), "")]
        for path, row in drivers.iterrows():
            label = parameter_label(found.plan, str(path), lang)
            rows.append((label, f"{row.iloc[0]:.2f}", percent(max(row.iloc[1], 0.0)), str(path)))
        tables.append(terminal.table(rows, behind=1))
    return tables
