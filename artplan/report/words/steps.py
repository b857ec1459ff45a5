"""Names of the steps between two plans: "PC store: Paid share of visits +0.04"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from artplan.plan.plan import Plan
from artplan.plan.schema.paths import follow
from artplan.plan.schema.root import DIMENSIONS, Sections
from artplan.plan.variants.steps import PlanStep
from artplan.plan.written.text import one_line
from artplan.texts.catalogue import has, inside, text

SHORT = 12  # a longer value (a table, a mapping) is not shown
MOST = 3  # parts that are named in a step that consists of many
MEMBER = 2  # number of path components that name a member


@dataclass(frozen=True)
class Steps:
    """Names for the steps between two plans."""

    before: Plan
    after: Plan
    lang: str

    def label(self, step: PlanStep, values: bool = True) -> str:
        """Return the step's parts in words; equal parts, such as a post and its position, are named once.

        values: with what is set, if that is short.
        """
        parts = zip(step.paths, step.old, step.new, strict=True)
        message = list(dict.fromkeys(self._part(path, old, new, values) for path, old, new in parts))
        if len(message) > MOST:
            message[MOST - 1 :] = [text("attribution.others", self.lang, count=len(message) - MOST + 1)]
        return text("list.semicolon", self.lang).join(message)

    def _part(self, path: str, old: str | None, new: str | None, values: bool) -> str:
        steps = path.split(".")
        if len(steps) == 1 or (len(steps) == MEMBER and steps[0] in DIMENSIONS and "*" not in steps):
            return self._whole(steps, new)
        names = [self._owner(steps), self._field(steps)]
        name = text("list.part", self.lang).join(filter(None, names))
        return " ".join(filter(None, (name, self._written(old, new)))) if values else name

    def _whole(self, steps: list[str], new: str | None) -> str:
        """Name a member, or a section with all its members, that is added or removed."""
        what = self._owner(steps) or text(f"section.{steps[0]}", self.lang)
        gone = len(steps) == MEMBER and steps[1] not in getattr(self.after.sections, steps[0])
        if gone or (len(steps) == 1 and new is None):
            return text("attribution.removed", self.lang, what=what)
        return text("attribution.added", self.lang, what=what)

    def _owner(self, steps: list[str]) -> str:
        """Return the member, all members, or the section that the path is about."""
        section = text(f"section.{steps[0]}", self.lang)
        dimension = DIMENSIONS.get(steps[0])
        if dimension is None or len(steps) < MEMBER:
            return section if len(steps) > 1 else ""
        if steps[1] == "*":
            return text("attribution.every", self.lang, section=inside(section, self.lang))
        for plan in (self.after, self.before):
            if steps[1] in getattr(plan.sections, steps[0]):
                return plan.label(dimension, steps[1], self.lang)
        return steps[1]

    def _field(self, steps: list[str]) -> str:
        """Return the label of the number, with the month or member that is set; else of the last key."""
        stops = follow(Sections, [each if each != "*" else "any" for each in steps])
        spec = stops[-1].spec
        if spec is None:
            key = f"choice.{steps[-1]}"
            return text(key, self.lang) if has(key) else steps[-1].replace("_", " ")
        behind = steps[len(stops) - 1 :]
        return " ".join([spec.zh if self.lang == "zh" else spec.en, *behind])

    def _written(self, old: str | None, new: str | None) -> str:
        if new is None:
            return text("attribution.reset", self.lang) if old is not None else ""
        shown = re.sub(r'^"(.*)"$', r"\1", one_line(new))
        return shown if len(shown) <= SHORT and "{" not in shown else ""
