"""Translate pydantic's errors into faults of the plan."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from pydantic import BaseModel, ValidationError

from artplan.plan.schema.paths import Step, follow, keys
from artplan.plan.schema.wanted import FORMS, has_forms, in_range, wanted, words
from artplan.plan.written.faults import Fault, shown
from artplan.plan.written.renamed import suggest_key
from artplan.plan.written.yaml_tree import YamlNode, nearest
from artplan.texts.closest import suggest
from artplan.texts.message import Both, Message, listed, message, said

Path = tuple[Step, ...]
# The form that is required, by pydantic's type of the error.
WANTED = {
    "string_type": FORMS[str],
    "int_type": FORMS[int],
    "int_from_float": FORMS[int],
    "float_type": FORMS[float],
    "bool_type": FORMS[bool],
    "list_type": FORMS[tuple],
    "tuple_type": FORMS[tuple],
    "dict_type": FORMS[dict],
    "model_type": FORMS[dict],
    "model_attributes_type": FORMS[dict],
}
BOUNDS = ("greater_than_equal", "greater_than", "less_than_equal", "less_than")


def faults_of(error: ValidationError, root: type[BaseModel], tree: YamlNode) -> list[Fault]:
    """Return a fault for every error, with file and line."""
    result: list[Fault] = []
    forms: dict[Path, list[tuple[Path, Any]]] = {}
    for item in error.errors(include_url=False):
        loc = tuple(step for step in item["loc"] if step != "[key]")
        at = _named_form(root, loc)
        if at is None:
            result += _faults(loc, item, root, tree)
        else:
            forms.setdefault(loc[:at], []).append((loc[:at] + loc[at + 1 :], item))
    for loc, items in forms.items():
        result += _of_forms(loc, items, root, tree)
    return result


def _named_form(root: type[BaseModel], loc: Path) -> int | None:
    """Return the index in `loc` of the name of a form, or None.

    For a field that takes several forms, pydantic adds the form's name to the path; no file contains that
    name.
    """
    for at in range(1, len(loc)):
        stops = follow(root, loc[:at])
        if len(stops) == at + 1 and has_forms(stops[-2], loc[at - 1]):
            return at
    return None


def _of_forms(
    loc: Path, items: Sequence[tuple[Path, Any]], root: type[BaseModel], tree: YamlNode
) -> Iterable[Fault]:
    """Yield one fault if the value has none of the forms, else the faults inside the form that it has."""
    inside = [(path, item) for path, item in items if len(path) > len(loc)]
    for path, item in inside:
        yield from _faults(path, item, root, tree)
    if not inside:
        form = listed([WANTED[item["type"]] for _, item in items if item["type"] in WANTED], "or")
        value = shown(items[0][1]["input"])
        yield _at(tree, loc, *said("schema.wrong_form", form=form, value=value, wanted=wanted(root, loc)))


def _faults(loc: Path, item: Any, root: type[BaseModel], tree: YamlNode) -> Iterable[Fault]:
    kind, context = item["type"], item.get("ctx", {})
    if kind == "leaf":
        for trouble in context["troubles"]:
            yield _at(tree, (*loc, *trouble.path), trouble.fault, trouble.remedy)
    elif kind == "plan":
        yield _at(tree, loc, context["fault"], context["remedy"])
    elif kind != "too_short" or not item["input"]:  # else each item has its own fault
        yield _at(tree, loc, *_said(loc, item, root))


def _said(loc: Path, item: Any, root: type[BaseModel]) -> tuple[Message, Message]:
    """Return fault and remedy of an error that pydantic itself raised."""
    kind, context, given = item["type"], item.get("ctx", {}), item["input"]
    # 1.0 is no whole number, and would be shown as one.
    value = repr(given) if kind == "int_type" and isinstance(given, float) else shown(given)
    if kind == "extra_forbidden":
        model = follow(root, loc[:-1])[-1].model
        near = suggest_key(".".join(map(str, loc)), keys(model) if model else ())
        return said("schema.unknown_key", near=near)
    if kind == "missing":
        return said("schema.missing", key=loc[-1], wanted=wanted(root, loc))
    if kind == "literal_error":
        near = suggest(str(item["input"]), map(str, words(root, loc)), "one_of")
        return said("schema.unknown_word", value=value, near=near)
    if kind in WANTED:
        return said("schema.wrong_form", form=WANTED[kind], value=value, wanted=wanted(root, loc))
    if kind in BOUNDS:
        bound = {name: context[name] for name in ("ge", "gt", "le", "lt") if name in context}
        return said("schema.out_of_range", value=value, wanted=in_range(root, loc, bound))
    if kind == "finite_number":
        return said("schema.not_finite", wanted=wanted(root, loc))
    if kind == "too_short":
        return said("schema.too_few", count=context["min_length"])
    if kind == "string_too_short":
        return said("schema.no_sign")
    reason = Both(message("wanted.see_schema"), item["msg"][:1].lower() + item["msg"][1:])
    return said("schema.unfit", value=value, reason=reason)


def _at(tree: YamlNode, loc: Sequence[Step], fault: Message, remedy: Message) -> Fault:
    return Fault(nearest(tree, loc).place, ".".join(map(str, loc)), fault, remedy)
