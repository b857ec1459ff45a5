"""Section `processes`: how an order and a return go through the house, step by step, and who does each.

A step leads to the one written below it, unless it says where it leads and when, or that it is the last.
"""

from __future__ import annotations

from itertools import pairwise
from typing import Annotated

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from artplan.plan.schema.fields import Id, Ref, Section, Words, fault
from artplan.plan.written.faults import shown
from artplan.texts.closest import suggest


class Step(Section):
    """What is done, by a post of the plan or by somebody outside."""

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
            raise fault("a step is done by a post or by somebody outside", "give either post or who")
        if self.then and self.last:
            raise fault("a last step that leads on", "leave out last, or then")
        return self


class Process(Section):
    """Steps in the order in which they are shown; none leads back."""

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
                    raise fault(f"step {name} leads to no step {shown(each)}", suggest(each, order, "steps"))
                if order.index(each) <= order.index(name):
                    raise _back(name, each)
                reached.add(each)
        for name in order:
            if name not in reached:
                raise fault(f"no step leads to {name}", "name it in a `then`, or leave it out")
        return self

    def follows(self) -> dict[str, dict[str, Words | None]]:
        """For each step what comes next, and when (None: always)."""
        order = list(self.steps)
        below: dict[str, dict[str, Words | None]] = {name: {after: None} for name, after in pairwise(order)}
        return {
            name: dict(step.then) or ({} if step.last else below.get(name, {}))
            for name, step in self.steps.items()
        }


def _back(name: str, to: str) -> PydanticCustomError:
    return fault(f"step {name} leads back to {to}", "write what follows below it; a process has no circle")
