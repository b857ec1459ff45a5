"""The command `artplan forecast`: what the year comes to after the months that are closed."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from typing import TYPE_CHECKING

from artplan.commands import options
from artplan.study import defaults
from artplan.texts.catalogue import text

if TYPE_CHECKING:
    from artplan.operating import OperatingPlan
    from artplan.study.forecast.answer import Forecast
    from artplan.versions.answer import FrozenVersion


def add(commands: options.Commands, lang: str) -> None:
    command = options.add_command(
        commands, "forecast", text("help.forecast.brief", lang), text("help.forecast.about", lang)
    )
    options.add_scenario(command, lang)
    command.add_argument("--after", metavar="YYYY-MM", default="", help=text("help.forecast.after", lang))
    command.add_argument("--rest", metavar="SCENARIO", default="", help=text("help.forecast.rest", lang))
    command.add_argument(
        "--set", nargs="+", action="extend", default=[], metavar="PATH=VALUE", dest="changes",
        help=text("help.forecast.set", lang))  # fmt: skip
    command.add_argument(
        "--follow",
        nargs="+",
        action="extend",
        default=[],
        metavar="GROUP",
        help=text("help.forecast.follow", lang),
    )
    options.add_draws(command, lang, defaults.FORECAST_DRAWS)
    command.add_argument("--freeze", metavar="ID", default="", help=text("help.forecast.freeze", lang))
    for option, metavar, key in (("--approved-by", "NAME", "approved_by"), ("--why", "REASON", "why")):
        command.add_argument(option, metavar=metavar, default="", help=text(f"help.forecast.{key}", lang))
    options.add_lang(command, lang)
    options.add_json(command, lang)
    command.set_defaults(act=act)


def act(chosen: argparse.Namespace) -> int:
    from artplan.actuals.month import amounts_of, ledger_months
    from artplan.study.forecast.forecast import forecast

    plan, rest = _plans(chosen)
    after = chosen.after or _last_closed()
    actuals = amounts_of([month for month in ledger_months() if month <= after])
    follow = _ratios(rest or plan, after, chosen.follow) if chosen.follow else None
    answer = forecast(plan, actuals, after, rest=rest, follow=follow, draws=chosen.draws, seed=chosen.seed)
    version = _frozen(chosen, answer, rest or plan)
    if chosen.json:
        frozen = {"version": version.card.record()} if version else {}
        options.print_json({**answer.record(), **frozen})
        return 0
    from artplan.commands import terminal
    from artplan.report.tables.studies import forecast as tables

    lang = chosen.lang or plan.plan.language
    parts = [f"{each.caption}\n{terminal.laid_out(each)}" for each in tables.tables(answer, lang)]
    said = tables.sentences(answer, lang)
    if version:
        card = version.card
        words = {"version": card.id, "folder": version.folder.as_posix(), "hash": card.hash}
        said.append(text("versions.frozen", lang, **words))
    print("\n\n".join([*parts, *said]))
    return 0


def _frozen(chosen: argparse.Namespace, answer: Forecast, plan: OperatingPlan) -> FrozenVersion | None:
    """Freeze the forecast where an id is given. Raises PlanFault where its last month is still open."""
    from artplan.actuals.closed import closed_amounts
    from artplan.versions.freeze import freeze_forecast

    if not chosen.freeze:
        for option, given in (("--approved-by", chosen.approved_by), ("--why", chosen.why)):
            if given:
                raise options.wrong(option, given, "forecast.not_frozen")
        return None
    if answer.after not in closed_amounts():
        raise options.wrong("--freeze", answer.after, "forecast.still_open")
    return freeze_forecast(
        chosen.freeze, answer, plan, chosen.approved_by, chosen.why, settings=chosen.changes
    )


def _plans(chosen: argparse.Namespace) -> tuple[OperatingPlan, OperatingPlan | None]:
    """Return the plan, and what the open months follow where that is another one."""
    from artplan.pipeline.plans import loaded

    plan = next(iter(loaded([chosen.scenario], {}).values()))
    if not chosen.rest and not chosen.changes:
        return plan, None
    return plan, next(iter(loaded([chosen.rest or chosen.scenario], options.settings(chosen)).values()))


def _ratios(plan: OperatingPlan, after: str, wanted: Sequence[str]) -> dict[str, float]:
    """Return by how much the parameters of the wanted groups differ from the plan."""
    from artplan.commands.measures import measures_until
    from artplan.study.forecast.follow import ALL, ratios

    followed = {}
    for each in wanted:
        group, counted, months = each.partition("=")
        if counted and not (months.isdecimal() and int(months) > 0):
            raise options.wrong("--follow", each, "forecast.no_count")
        followed[group] = int(months) if counted else ALL
    measures = {month: each.amounts for month, each in measures_until(plan, after).items()}
    if not measures:
        raise options.wrong("--follow", after, "variance.no_measures")
    return ratios(plan, measures, followed)


def _last_closed() -> str:
    """Return the last closed month. Raises PlanFault where no month is closed."""
    from artplan.actuals.store.store import STORE, closed_months, opened

    if STORE.is_file():
        with opened() as store:
            if closed := closed_months(store):
                return max(closed)
    raise options.wrong("forecast", "", "forecast.none_closed")
