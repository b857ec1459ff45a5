"""A plan with everything resolved: for its hash, and as a file that can be read as a plan again."""

from __future__ import annotations

import json
import re
from datetime import date
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel

from artplan.plan.leaf import Leaf

BARE = re.compile(r"[a-zA-Z][a-zA-Z0-9_-]*")
# Words that some reader of YAML takes for something else than a text.
NO_TEXTS = ("true", "false", "null", "yes", "no", "on", "off", "y", "n")

if TYPE_CHECKING:
    from artplan.plan.plan import Plan


def canonical(plan: Plan) -> dict[str, Any]:
    """What the plan says, without the places and forms in which it says it."""
    law = plan.law
    return {
        "months": plan.months,
        "sections": _canonical(plan.sections),
        "law": [
            {
                name: [_canonical(entry and entry.scheme) for entry in entries]
                for name, entries in law.schemes.items()
            },
            [
                [_canonical(entry) for entry in entries]
                for entries in (law.vat, law.surcharges, law.profit_tax, law.wage_tax)
            ],
        ],
    }


def _canonical(value: Any) -> Any:
    if isinstance(value, Leaf):
        return [value.values, value.source, value.uncertain, value.given]
    if isinstance(value, BaseModel):
        return {name: _canonical(getattr(value, name)) for name in type(value).model_fields}
    if isinstance(value, dict):
        return {key: _canonical(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_canonical(item) for item in value]
    return value.isoformat() if isinstance(value, date) else value


def as_yaml(plan: Plan) -> str:
    """The resolved plan as one file, each number with the place that set it; it reads as a case."""
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
        return [f"{indent}{_scalar(key)}: {flow(_card(value, plan))}  # {place}"]
    if isinstance(value, BaseModel):
        value = {name: getattr(value, name) for name in type(value).model_fields}
    if value is None or value == {} or value == ():
        return []
    if isinstance(value, dict) and not set(value) <= {"zh", "en"}:
        inner = [_lines(name, item, depth + 1, plan, (*path, name)) for name, item in value.items()]
        body = [line for lines in inner for line in lines]
        return [f"{indent}{_scalar(key)}:", *body] if body else _empty(indent, key, path)
    return [f"{indent}{_scalar(key)}: {flow(_canonical_text(value, plan))}"]


def _empty(indent: str, key: str, path: tuple[str, ...]) -> list[str]:
    """A member of which nothing is given still is a member."""
    return [f"{indent}{_scalar(key)}: {{}}"] if len(path) == 2 else []


def _card(leaf: Leaf, plan: Plan) -> Any:
    value: Any = leaf.value
    if isinstance(value, tuple):
        months = plan.months if len(value) == len(plan.months) and leaf.by == "month" else range(1, 13)
        value = dict(zip(map(str, months), value, strict=True))
    extra = {"source": leaf.source, "note": leaf.note, "uncertain": leaf.uncertain}
    given = {name: item for name, item in extra.items() if item is not None}
    return {"value": value, **given} if given else value


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


def flow(value: Any) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{_scalar(str(k))}: {flow(v)}" for k, v in value.items()) + "}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(map(flow, value)) + "]"
    return _scalar(value)


def _scalar(value: Any) -> str:
    """Texts in quotes but where they plainly need none; whole numbers without `.0`."""
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    if isinstance(value, str) and BARE.fullmatch(value) and value.lower() not in NO_TEXTS:
        return value
    return json.dumps(value, ensure_ascii=False)
