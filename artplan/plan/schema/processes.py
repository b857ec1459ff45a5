"""Section `processes`: the steps of an order and of a return, and who does each step.

A step leads to the step written below it, unless it names its next steps with their conditions, or is the
last one.
"""

from __future__ import annotations

from itertools import pairwise
from typing import Annotated

from pydantic import Field, model_validator

from artplan.plan.schema.fields import Id, Ref, Section, Words, refused
from artplan.plan.written.faults import shown
from artplan.texts.closest import suggest


class Step(Section):
    """A step, done by a post of the plan or by somebody outside."""

    name: Words
    post: Annotated[str, Ref("posts")] | None = None
    who: Words | None = Field(default=None, description="Somebody who holds no post: the buyer, a courier.")
    then: dict[Id, Words] = Field(
        default_factory=dict, description="The steps that may follow, each with when."
    )
    last: bool = Field(default=False, description="Nothing follows.")

    @model_validator(mode="after")
    def _one_who(self) -> Step:
        if (self.post is None) == (self.who is None):
            raise refused("schema.post_or_who")
        if self.then and self.last:
            raise refused("schema.last_leads_on")
        return self


class Process(Section):
    """Steps in the order in which they are shown; no step leads back to an earlier one."""

    name: Words
    source: Annotated[str, Ref("sources")] | None = None
    steps: dict[Id, Step] = Field(min_length=1)

    @model_validator(mode="after")
    def _reached(self) -> Process:
        order = list(self.steps)
        reached = {order[0]}
        for name, after in self.follows().items():
            for each in after:
                if each not in self.steps:
                    near = suggest(each, order, "steps")
                    raise refused("schema.leads_nowhere", step=name, value=shown(each), near=near)
                if order.index(each) <= order.index(name):
                    raise refused("schema.leads_back", step=name, to=each)
                reached.add(each)
        for name in order:
            if name not in reached:
                raise refused("schema.not_reached", step=name)
        return self

    def follows(self) -> dict[str, dict[str, Words | None]]:
        """Return for each step the steps that may follow, each with its condition (None: always)."""
        order = list(self.steps)
        below: dict[str, dict[str, Words | None]] = {name: {after: None} for name, after in pairwise(order)}
        return {
            name: dict(step.then) or ({} if step.last else below.get(name, {}))
            for name, step in self.steps.items()
        }
