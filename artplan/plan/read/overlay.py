"""Apply a scenario's settings to the tree of a plan: `set: {channels.*.spend: x1.5, posts.editor: null}`.

A tree is never modified: every change makes a new one that shares what is unchanged. A changed value carries
the file and line of the setting, so that its faults are reported there. A setting is a value; `x1.5`, `+10%`
or `+2000` on numbers; a mapping, which adds or replaces a member; or `null`, which removes a member or value.
`*` stands for every member; a relative setting then applies to those to which a file gives a value.
`channels.a.spend.2027-06` sets one month of a number; `commissions.team.tiers.0.rate` an entry of a list by
its position.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from artplan.plan.leaf.leaf import Leaf, LeafSpec, is_card
from artplan.plan.read.relative import as_number, by_month, changed, is_by_year, noted, numbers, read_relative
from artplan.plan.schema.paths import Stop, follow, keys, stop
from artplan.plan.schema.root import Sections
from artplan.plan.written import calendar
from artplan.plan.written.faults import OVERRIDE, Fault, PlanFault, fault_at, shown
from artplan.plan.written.notes import Note, Override
from artplan.plan.written.renamed import suggest_key
from artplan.plan.written.yaml_tree import YamlNode, from_python, parse, plain, scalar, walk
from artplan.texts.catalogue import LANGUAGES
from artplan.texts.closest import suggest
from artplan.texts.message import Message, message, said

Steps = tuple[str, ...]
COMMAND_LINE = "--set"


@dataclass
class Laid:
    """The tree after the settings so far, with the changes, notes and faults they caused."""

    root: YamlNode
    changes: list[Override] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)


def lay(root: YamlNode, settings: Iterable[tuple[str, YamlNode]]) -> Laid:
    """Apply settings one after the other. Faults are collected in the result, not raised."""
    laid = Laid(root)
    for path, value in settings:
        _set(laid, path, value)
    return laid


def settings_of(values: Mapping[str, Any], file: str = OVERRIDE) -> list[tuple[str, YamlNode]]:
    """Overrides given in Python or by a command, as settings; a text is read as the same text in a file."""
    return [(str(path), from_python(_read(value), file)) for path, value in values.items()]


def _read(value: Any) -> Any:
    return scalar(value) if isinstance(value, str) and read_relative(value) is None else value


def parse_setting(text: str) -> tuple[str, Any]:
    """Parse `PATH=VALUE` of a command line, with a value in YAML.

    Raises PlanFault for a text without path or `=`, and for faulty YAML.
    """
    path, equals, raw = text.partition("=")
    if not equals or not path.strip():
        raise PlanFault([fault_at(COMMAND_LINE, "", "override.no_setting", text=shown(text))])
    if read_relative(raw) is not None:
        return path.strip(), raw
    node, faults = parse(raw, COMMAND_LINE)
    if faults:
        fault, remedy = faults[0].fault, faults[0].remedy
        raise PlanFault(
            [fault_at(COMMAND_LINE, "", "override.no_value", text=shown(raw), fault=fault, remedy=remedy)]
        )
    return path.strip(), None if node is None else plain(node)


def first_month_of(root: YamlNode) -> str:
    """The plan's first month by its tree, as '2027-01'; empty where that is faulty."""
    start = _get(root, ("plan", "start"))
    return str(start.value) if start is not None and calendar.is_month(start.value) else ""


def months_of(root: YamlNode) -> tuple[str, ...]:
    """The horizon by the plan's tree, at most 60 months; empty where start or length is faulty."""
    first, months = first_month_of(root), _get(root, ("plan", "months"))
    count = 12 if months is None else months.value
    if not first:
        return ()
    if isinstance(count, bool) or not isinstance(count, int) or not 1 <= count <= 60:
        return ()
    names = calendar.horizon(first, count)
    return names if calendar.is_month(names[-1]) else ()


def language_of(root: YamlNode) -> str:
    """The language of what the plan shows, as the tree has it; the schema's own where it is not given."""
    language = _get(root, ("plan", "language"))
    return language.value if language is not None and language.value in LANGUAGES else LANGUAGES[0]


def _set(laid: Laid, path: str, value: YamlNode) -> None:
    steps = tuple(path.split("."))
    wrong = _unknown(laid.root, steps, value)
    if wrong is not None:
        laid.faults.append(Fault(value.place, path, *wrong))
        return
    members = list(_expand(laid.root, steps))
    targets = _given(laid.root, members) if "*" in steps and read_relative(value.value) else members
    before = len(laid.changes), len(laid.faults)
    for target in targets:
        wrong = _beyond_list(laid.root, target)
        if wrong is not None:
            laid.faults.append(Fault(value.place, ".".join(target), *wrong))
        else:
            _set_one(laid, target, value)
    if not members:
        laid.notes.append(Note(value.place, path, message("notes.no_members")))
    elif not targets:
        laid.notes.append(Note(value.place, path, message("notes.nothing_given")))
    elif before == (len(laid.changes), len(laid.faults)):
        unchanged = message("notes.unchanged", value=shown(plain(value)))
        laid.notes.append(Note(value.place, path, unchanged))


def _unknown(root: YamlNode, steps: Steps, value: YamlNode) -> tuple[Message, Message] | None:
    """Why the path leads nowhere: fault and remedy, or None where it leads somewhere."""
    stops = follow(Sections, steps)
    for index, step in enumerate(steps):
        here = stops[index] if index < len(stops) else Stop()
        if here.spec is not None:
            return _inside_leaf(steps[index:])
        if here.model is not None and step not in keys(here.model):
            near = suggest_key(".".join(steps[: index + 1]), keys(here.model))
            return said("override.unknown_key", key=step, near=near)
        if here.model is None and here.item is None:
            return said("override.nothing_below", key=steps[index - 1], path=".".join(steps[:index]))
        if here.item is not None and step != "*" and "*" not in steps[:index]:
            members = _members(root, steps[:index])
            if step not in members and not (index == len(steps) - 1 and _adds(here, value)):
                near = suggest(step, members, "there_are")
                return said("override.no_member", name=step, path=".".join(steps[:index]), near=near)
    return None


def _adds(here: Stop, value: YamlNode) -> bool:
    """A mapping adds a member; in a mapping of numbers (spend by channel) a number does."""
    return isinstance(value.value, dict) or (value.value is not None and stop(here.item).model is None)


def _inside_leaf(rest: Sequence[str]) -> tuple[Message, Message] | None:
    if len(rest) == 1 and (calendar.is_month(rest[0]) or calendar.read_day(rest[0]) or rest[0].isdecimal()):
        return None
    return said("override.inside_number", name=rest[0])


def _expand(root: YamlNode, steps: Steps) -> Iterable[Steps]:
    """The paths a wildcard stands for, in the order of the file."""
    if "*" not in steps:
        yield steps
        return
    at = steps.index("*")
    for name in _members(root, steps[:at]):
        yield from _expand(root, (*steps[:at], name, *steps[at + 1 :]))


def _beyond_list(root: YamlNode, steps: Steps) -> tuple[Message, Message] | None:
    """Fault and remedy where the path, with its wildcards replaced, names an entry that a list has not."""
    for at, node in zip(range(len(steps)), walk(root, steps), strict=False):
        if isinstance(node.value, list) and steps[at] not in _members(root, steps[:at]):
            near = suggest(steps[at], _members(root, steps[:at]), "there_are")
            return said("override.no_member", name=steps[at], path=".".join(steps[:at]), near=near)
    return None


def _given(root: YamlNode, targets: Sequence[Steps]) -> list[Steps]:
    """Those whose leaf stands in a file: a change for all members leaves the schema's own values alone."""

    def stands(target: Steps) -> bool:
        stops = follow(Sections, target)
        node = _get(root, target[: len(stops) - 1])
        return stops[-1].spec is None or (node is not None and node.value is not None)

    return [target for target in targets if stands(target)]


def _set_one(laid: Laid, steps: Steps, value: YamlNode) -> None:
    stops = follow(Sections, steps)
    inside = stops[-1].spec is not None and len(stops) == len(steps)
    place = steps[:-1] if inside else steps
    old = _get(laid.root, place)
    new: YamlNode | None = None if value.value is None else value
    if inside:
        new = _one_month(laid.root, old, steps[-2:], value, stops)
    elif stops[-1].spec is not None and read_relative(value.value) is not None:
        new = _relative(laid, place, old, value, stops)
    by_value = stops[-1].spec is not None and read_relative(value.value) is not None
    if new is old or _same(old, new, by_value, place):
        return
    laid.root = _put(laid.root, place, new)
    laid.changes.append(Override(".".join(steps), _value(old, place), _value(new, place), value.place))


def _neutral(stops: Sequence[Stop], name: str) -> float | None:
    """The schema's value of a leaf that no file gives, if it has one."""
    model = stops[-2].model
    absent = model.model_fields[name].default if model is not None else None
    return absent.values[0] if isinstance(absent, Leaf) else None


def _relative(
    laid: Laid, steps: Steps, old: YamlNode | None, value: YamlNode, stops: Sequence[Stop]
) -> YamlNode | None:
    spec, change = stops[-1].spec, read_relative(value.value)
    assert spec is not None and change is not None
    if old is not None:
        return changed(old, value, change, spec, months_of(laid.root))
    absent = _neutral(stops, steps[-1])
    if absent is None:
        path = ".".join(steps)
        laid.faults.append(fault_at(value.place, path, "override.nothing_there", value=shown(value.value)))
        return None
    return None if change(absent) == absent else YamlNode(change(absent), value.file, value.line)


def _one_month(
    root: YamlNode, old: YamlNode | None, tail: Steps, value: YamlNode, stops: Sequence[Stop]
) -> YamlNode:
    """The leaf with one entry of its table set; a plain value is first written out month by month."""
    spec, (name, key) = stops[-1].spec, tail
    assert spec is not None
    old = None if old is None else by_month(old, spec)  # one month's value is in the parameter's own unit
    inner = old.value.get("value") if old is not None and is_card(old.value) else old
    if inner is None and spec.blank is None:
        inner = YamlNode(_neutral(stops, name), value.file, value.line)
    items = _table(root, inner, spec)
    former = items.get(key)
    if former is None and spec.blank is not None:
        former = YamlNode(spec.blank, value.file, value.line)
    change = read_relative(value.value)
    entry = value
    if change is not None and former is not None:
        entry = numbers(former, value, change, spec, ())
    table = YamlNode(
        {k: v for k, v in {**items, key: entry}.items() if v.value is not None}, value.file, value.line
    )
    if old is None or not is_card(old.value):
        return table
    if change is None and is_by_year(old, spec):  # a table by month, which the check refuses with its unit
        return old._replace(value={**old.value, "value": table})
    return table if change is None else noted(old, table, value)


def _table(root: YamlNode, inner: YamlNode | None, spec: LeafSpec) -> dict[str, YamlNode]:
    if inner is None:
        return {}
    if isinstance(inner.value, dict):
        return dict(inner.value)
    if inner.value is None:
        return {}
    by_month = months_of(root) if spec.by == "month" else tuple(str(i) for i in range(1, 13))
    return dict.fromkeys(by_month, inner)


def _members(root: YamlNode, path: Sequence[str]) -> list[str]:
    """The names below a path; of a list (tiers, bands) the places of its entries, from 0."""
    node = _get(root, path)
    if node is not None and isinstance(node.value, list):
        return [str(place) for place in range(len(node.value))]
    return list(node.value) if node is not None and isinstance(node.value, dict) else []


def _get(root: YamlNode, steps: Sequence[str]) -> YamlNode | None:
    nodes = list(walk(root, steps))
    return nodes[-1] if len(nodes) == len(steps) + 1 else None


def _put(node: YamlNode, steps: Sequence[str], new: YamlNode | None) -> YamlNode:
    """The tree with another node at the path; None takes it out."""
    if isinstance(node.value, list):
        at = int(steps[0])
        entry = _put(node.value[at], steps[1:], new) if len(steps) > 1 else new
        entries = [] if entry is None else [entry]
        return YamlNode([*node.value[:at], *entries, *node.value[at + 1 :]], node.file, node.line)
    inner = dict(node.value) if isinstance(node.value, dict) else {}
    if len(steps) > 1:
        child = inner.get(steps[0])
        if child is not None or new is not None:
            inner[steps[0]] = _put(child or YamlNode({}, node.file, node.line), steps[1:], new)
    elif new is None:
        inner.pop(steps[0], None)
    else:
        inner[steps[0]] = new
    return YamlNode(inner, node.file, node.line)


def _value(node: YamlNode | None, path: Steps) -> Any:
    """What a node says, in the parameter's unit, without the card around it; percentages as numbers."""
    if node is None:
        return None
    if is_card(node.value) and "value" in node.value:
        spec = follow(Sections, path)[-1].spec
        return _value((node if spec is None else by_month(node, spec)).value["value"], path)
    if isinstance(node.value, dict):
        return {key: _value(item, (*path, key)) for key, item in node.value.items()}
    number = as_number(node.value)
    return plain(node) if number is None else number


def _same(old: YamlNode | None, new: YamlNode | None, by_value: bool, path: Steps) -> bool:
    """Whether nothing changes; a card of its own is a change where it says anything else than before."""
    if old is None or new is None:
        return old is new
    if is_card(new.value) and not by_value and plain(old) != plain(new):
        return False
    return bool(_value(old, path) == _value(new, path))
