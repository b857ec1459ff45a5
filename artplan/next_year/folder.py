"""The files of the new folder: the old ones, with the changed values in their places.

Values go into the file of the base plan that has their section; comments and everything else stay. Scenarios
and studies come along with their dates a year later; a scenario that does not read on the new plan, because
it is about somebody who has left, is left out and named.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from fnmatch import fnmatchcase
from pathlib import Path
from tempfile import TemporaryDirectory

from artplan.next_year.answer import NextYear, PlacedClosing, Settings, Transition
from artplan.next_year.carried import taxes
from artplan.next_year.members import consigned_on_order, members
from artplan.next_year.moved import moved
from artplan.next_year.noted import Noted
from artplan.next_year.opening import gone, opening
from artplan.next_year.people import people
from artplan.next_year.places import PLACES
from artplan.operating import OperatingPlan, load
from artplan.plan.read.yaml_edit import Keys, a_year_later, edited, has, is_empty
from artplan.plan.written.faults import PlanFault
from artplan.plan.written.files import display
from artplan.plan.written.gate import read_text
from artplan.study.forecast.seam import Amounts
from artplan.study.forecast.year_end import YearEnd, year_end
from artplan.texts.catalogue import LANGUAGES

LEAVE = ("assets", "loans", "positions", "campaigns")  # members that may end with the year
LEAST = 0.005


def next_year(plan: OperatingPlan, actuals: Mapping[str, Amounts], folder: Path) -> NextYear:
    """Return the parameter folder of the coming year's plan, by path within the new folder.

    plan: the base plan of the parameter folder `folder`. actuals: by closed month its amounts by line, in
    CNY. Raises PlanFault as `year_end` does, and where the new files do not read as a plan.
    """
    end = year_end(plan, actuals)
    changed = transition(end)
    base = written(_texts(folder, "base"), changed)
    contents = {f"base/{name}": text for name, text in base.items()}
    for part in ("statutory", "cases"):
        contents |= {f"{part}/{name}": text for name, text in _texts(folder, part).items()}
    for part in ("studies", "scenarios"):
        moved_texts = {name: a_year_later(text, end.next) for name, text in _texts(folder, part).items()}
        contents |= {f"{part}/{name}": text for name, text in moved_texts.items()}
    broken = _not_reading(contents)
    gone_members = sorted(path for path in changed.removed if len(path) == 2 and path[0] in LEAVE)
    return NextYear(
        end.last,
        end.next,
        end.after,
        placed(end, changed),
        (*(".".join(path) for path in gone_members), *broken),
        {f"params/{name}": text.encode() for name, text in contents.items() if name not in broken},
    )


def _texts(folder: Path, part: str) -> dict[str, str]:
    return {path.name: read_text(path, display(path)) for path in sorted((folder / part).glob("*.yaml"))}


def transition(end: YearEnd) -> Transition:
    """Return everything that changes from the old plan to the new one."""
    noted = Noted.of(end)
    parts = (
        moved(end, noted),
        opening(end, noted),
        members(end, noted),
        people(end, noted),
        taxes(end, noted),
    )
    result = Transition()
    for part in parts:
        result |= part
    return result | Transition({}, gone(end.result.plan.sections, end.next))


def written(files: Mapping[str, str], changed: Transition) -> dict[str, str]:
    """Return the texts of the base plan's files by name, with the changes."""
    by_file: dict[str, Settings] = {name: {} for name in files}
    gone_members = {path for path in changed.removed if len(path) == 2}
    for path, value in changed.changes.items():
        if path[:2] not in gone_members:
            by_file[_file_of(files, path)][path] = value
    texts = {name: edited(text, by_file[name], changed.removed) for name, text in files.items()}
    return {name: text for name, text in texts.items() if not is_empty(text)}


def _file_of(files: Mapping[str, str], path: Keys) -> str:
    """Return the file that has most of the path; for a new section, that of `plan`."""
    plan = next(name for name, text in files.items() if has(text, ("plan",)))
    return max(files, key=lambda name: (has(files[name], path), name == plan))


def _not_reading(contents: Mapping[str, str]) -> list[str]:
    """Return the scenarios that do not read on the new base. Raises PlanFault where that itself does not."""
    with TemporaryDirectory() as scratch:
        folder = Path(scratch)
        for name, text in contents.items():
            (folder / name).parent.mkdir(exist_ok=True)
            (folder / name).write_text(text, "utf-8")
        try:
            load("base", folder=folder)
        except PlanFault as fault:  # named as in the folder to come
            faults = [replace(each, place=each.place.replace(scratch, "params")) for each in fault.faults]
            raise PlanFault(faults) from None
        scenarios = [name for name in contents if name.startswith("scenarios/")]
        return [name for name in scenarios if not _reads(Path(name).stem, folder)]


def _reads(name: str, folder: Path) -> bool:
    try:
        load(name, folder=folder)
    except PlanFault:
        return False
    return True


def placed(end: YearEnd, changed: Transition) -> tuple[PlacedClosing, ...]:
    """Return where each state at the year's end is in the new plan, in the order of the model."""
    result, sent = [], sum(consigned_on_order(end).values())
    cards = end.result.program.model.lines
    closings = {each.closing for each in cards.values() if each.closing}
    for line in (line for line in cards if line in closings & PLACES.keys()):
        how, parameter = PLACES[line]
        amounts = [(end.total(line), how, parameter)]
        if line == "pieces_on_order_closing":
            amounts = [(sent, "added", "products.*.stock_start"), (end.total(line) - sent, how, parameter)]
        labels = {lang: end.result.label(line, lang) for lang in LANGUAGES}
        result += [
            PlacedClosing(line, cards[line].unit, amount, where, kind, labels)
            for amount, kind, where in amounts
            if abs(amount) >= LEAST and (_states(changed, where) if where else _matters(end, line))
        ]
    return tuple(result)


def _states(changed: Transition, parameter: str) -> bool:
    """Return whether the new plan's files state the parameter; else its state begins anew."""
    return any(fnmatchcase(".".join(path), parameter) for path in changed.changes)


def _matters(end: YearEnd, line: str) -> bool:
    """Return whether anything in the new plan hangs on a state that no parameter has."""
    if line == "small_scale_sales_by_age_closing":
        return not end.total("vat_general")
    if line == "taxable_profit_ytd":
        return end.total(line) > end.total("small_profit_limit")
    return True
