"""Compare two plans: the differing decisions, their outcome, and the contribution of each decision.

answer = compare(artplan.load("base"), artplan.load("growth"))
answer.inputs()          numbers, choices and members that differ
answer.moved()           lines that changed, by fiscal year, the relatively largest change first
answer.attributions      of net profit and closing cash, one effect for each step; effects add up
answer.sales             the change of gross sales by price, volume and mix; by traffic and conversion
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from artplan.operating import OperatingPlan
from artplan.plan.plan import Plan
from artplan.plan.schema.root import DIMENSIONS
from artplan.study import SEED, defaults
from artplan.study.compare.answer import Comparison, Difference, Kind
from artplan.study.compare.attribution import attribute
from artplan.study.compare.mixture import Mixture, Progress
from artplan.study.compare.sales_change import sales_change
from artplan.study.terms.measure import read_measures


def compare(
    before: OperatingPlan,
    after: OperatingPlan,
    lines: Sequence[str] = defaults.COMPARED,
    *,
    in_order: bool = False,
    hold: bool = False,
    seed: int = SEED,
    progress: Progress | None = None,
) -> Comparison:
    """Compare two plans and attribute the change of each line (or measure, such as `cash_closing.min`).

    in_order: each step's effect after the steps before it in the file, instead of the average over all
    orders. hold: whether the second plan keeps what the first has decided, and its sales follow, instead of
    each following its own targets. Raises PlanFault for an unknown line and for plans of different
    parameter folders.
    """
    wanted = read_measures(lines, [before, after], "--line")
    if hold:
        before, after = before.committed(), after.committed(before)
    mixture = Mixture.of(before, after)
    one, other = before.run(), after.run()
    return Comparison(
        one,
        other,
        hold,
        mixture.steps,
        tuple(mixture.steps[each] for each in sorted(mixture.idle)),
        differences(before.plan, after.plan),
        attribute(mixture, wanted, in_order, seed, progress),
        sales_change(one, other),
    )


def differences(before: Plan, after: Plan) -> tuple[Difference, ...]:
    """Return members of one plan only, then differing numbers, dates and choices of members of both."""
    result, alone = [], []
    for section in DIMENSIONS:
        one, other = getattr(before.sections, section), getattr(after.sections, section)
        for name in dict.fromkeys((*one, *other)):
            if name not in one or name not in other:
                path = f"{section}.{name}"
                alone.append(path + ".")
                kind: Kind = "added" if name in other else "removed"
                result.append(
                    Difference(path, kind, None, None, (after if name in other else before).place_of(path))
                )
    old = {path: leaf.value for path, leaf in before.leaves.items()}
    new = {path: leaf.value for path, leaf in after.leaves.items()}
    result += _differing(old, new, "number", before, after)
    said, says = ({path: each.text for path, each in plan.stated.items()} for plan in (before, after))
    result += _differing(said, says, "choice", before, after)
    return tuple(each for each in result if not each.path.startswith(tuple(alone)))


def _differing(old: Any, new: Any, kind: Kind, before: Plan, after: Plan) -> list[Difference]:
    paths = [path for path in dict.fromkeys((*old, *new)) if old.get(path) != new.get(path)]
    places = [(after if path in new else before).place_of(path) for path in paths]
    return [
        Difference(path, kind, old.get(path), new.get(path), place)
        for path, place in zip(paths, places, strict=True)
    ]
