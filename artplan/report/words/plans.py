"""A plan's name as a reader sees it: the base plan in words, a scenario by the name that its file gives it.

A scenario whose file gives none is called like the file, as commands call it. Where plans are shown together,
equal names have the names of their files behind them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from artplan.plan.plan import Plan
from artplan.plan.read.chain import BASE
from artplan.plan.schema.fields import Words
from artplan.texts.catalogue import text

if TYPE_CHECKING:  # explanations and progress need no study
    from artplan.study.compare.answer import Comparison, Ledger

STAR = " *"  # behind the name of a plan that is shown beside one of the same name, and differs from it


def plan_name(plan: Plan, lang: str) -> str:
    """Return the name: base -> 基准方案 / Base plan, growth -> 增长 / Growth."""
    return named([plan.name], plan.called, lang)[plan.name]


def plan_names(plans: Sequence[Plan], lang: str) -> list[str]:
    """Return the names of plans that are shown together, in their order."""
    called = {name: words for plan in plans for name, words in plan.called.items()}
    names = named([plan.name for plan in plans], called, lang)
    return [names[plan.name] for plan in plans]


def extended_names(plan: Plan, lang: str) -> list[str]:
    """Return the names of the plans that the plan extends, the complete one first."""
    names = named(plan.chain, plan.called, lang)
    return [name for each, name in names.items() if each != plan.name]


def named(plans: Iterable[str], called: Mapping[str, Words], lang: str) -> dict[str, str]:
    """Return the names of plans that are shown together, by the names of their files.

    called: the names that they give themselves.
    """
    given = {each: called[each].get(lang) if each in called else "" for each in plans}
    own = {each: text("plan.base", lang) if each == BASE else each for each in given}
    return apart({each: name or own[each] for each, name in given.items()}, lang)


def apart(names: Mapping[str, str], lang: str) -> dict[str, str]:
    """Return names by file with the file's name behind equal ones: 增长（growth）, 增长（growth_2028）."""
    counts = Counter(names.values())
    return {
        each: name if counts[name] == 1 or name == each else text("plan.same_name", lang, name=name, id=each)
        for each, name in names.items()
    }


def shown_names(results: Mapping[str, Any], lang: str) -> dict[str, str]:
    """Return the names of the plans of results that are shown together, by the results' keys.

    A key that is not what commands call the plan, with or without a star, is itself the name to show.
    """
    plans: list[Plan] = [each.plan for each in results.values()]
    shown = {}
    for key, plan, name in zip(results, plans, plan_names(plans, lang), strict=True):
        shown[key] = {plan.name: name, plan.name + STAR: name + STAR}.get(key, key)
    return shown


def compared_names(answer: Comparison, lang: str) -> tuple[str, str]:
    """Return the names of the two plans; a star marks the second if only its contents differ."""
    before, after = answer.before.plan, answer.after.plan
    return pair_names(before, after, before.hash != after.hash, lang)


def ledger_names(answer: Ledger, lang: str) -> tuple[str, str]:
    """Return the names of the plan that is extended and of the one with overrides."""
    return pair_names(answer.before, answer.after, True, lang)


def pair_names(before: Plan, after: Plan, differ: bool, lang: str) -> tuple[str, str]:
    """Return the names of two plans, with a star behind the second if they differ in spite of one name."""
    first, second = plan_names([before, after], lang)
    return first, second + (STAR if differ and before.name == after.name else "")
