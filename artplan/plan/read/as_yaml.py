"""Write a plan with all settings applied as one YAML file, which reads as a plan again."""

from __future__ import annotations

from datetime import date
from typing import Any

from pydantic import BaseModel

from artplan.plan.leaf.leaf import Leaf, Published
from artplan.plan.plan import Plan
from artplan.plan.written.yaml_text import flow, scalar


def as_yaml(plan: Plan) -> str:
    """The plan as YAML text, each number with a comment on the file and line that set it.

    It reads as a case.
    """
    chain = " <- ".join(plan.chain)
    lines = [f"# {chain}", f"# {plan.hash}"]
    for name in type(plan.sections).model_fields:
        lines += _lines(name, getattr(plan.sections, name), 0, plan, (name,))
    return "\n".join(lines) + "\n"


def _lines(key: str, value: Any, depth: int, plan: Plan, path: tuple[str, ...]) -> list[str]:
    indent = "  " * depth
    if isinstance(value, Leaf):
        if not value.given:
            return []
        place = plan.leaves[".".join(path)].place
        return [f"{indent}{scalar(key)}: {flow(_card(value, plan))}  # {place}"]
    if isinstance(value, BaseModel):
        value = {name: getattr(value, name) for name in type(value).model_fields}
    if value is None or value == {} or value == ():
        return []
    if isinstance(value, dict) and not set(value) <= {"zh", "en"}:
        inner = [_lines(name, item, depth + 1, plan, (*path, name)) for name, item in value.items()]
        body = [line for lines in inner for line in lines]
        return [f"{indent}{scalar(key)}:", *body] if body else _empty(indent, key, path)
    return [f"{indent}{scalar(key)}: {flow(_canonical_text(value, plan))}"]


def _empty(indent: str, key: str, path: tuple[str, ...]) -> list[str]:
    """A member of which nothing is given still is a member."""
    return [f"{indent}{scalar(key)}: {{}}"] if len(path) == 2 else []


def _card(leaf: Leaf, plan: Plan) -> Any:
    value: Any = leaf.value
    if isinstance(value, tuple):
        months = plan.months if len(value) == len(plan.months) and leaf.by == "month" else range(1, 13)
        value = dict(zip(map(str, months), value, strict=True))
    extra: dict[str, Any] = {"source": leaf.source, "note": leaf.note, "uncertain": leaf.uncertain}
    extra["published"] = leaf.published and _quoted(leaf.published)
    given = {name: item for name, item in extra.items() if item is not None}
    return {"value": value, **given} if given else value


def _quoted(published: Published) -> dict[str, Any]:
    note = {"note": published.note} if published.note else {}
    return {"range": [published.low, published.high], "source": published.source, **note}


def _canonical_text(value: Any, plan: Plan) -> Any:
    if isinstance(value, BaseModel):
        items = {name: getattr(value, name) for name in type(value).model_fields}
        given = {
            k: v for k, v in items.items() if v is not None and not (isinstance(v, Leaf) and not v.given)
        }
        return {key: _canonical_text(item, plan) for key, item in given.items()}
    if isinstance(value, dict):
        return {key: _canonical_text(item, plan) for key, item in value.items()}
    if isinstance(value, tuple | list):
        return [_canonical_text(item, plan) for item in value]
    if isinstance(value, Leaf):
        return _card(value, plan)
    return value.isoformat() if isinstance(value, date) else value
