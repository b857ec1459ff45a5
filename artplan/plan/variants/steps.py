"""The steps that turn one plan into another, of which any subset can be applied.

    way = between(base, growth)
    way.plan({0, 3})            # base with the first and the fourth step

Plans that extend the same plan differ by the settings of their files, one step for each path. Other plans
differ by what their trees contain: a number, a date, a whole member.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace

from artplan.plan.plan import Plan, canonical
from artplan.plan.read.chain import Chain
from artplan.plan.read.plan import plan_of
from artplan.plan.schema.fields import Words
from artplan.plan.schema.paths import follow
from artplan.plan.schema.root import Sections
from artplan.plan.written.faults import PlanFault, fault_at
from artplan.plan.written.yaml_text import flow
from artplan.plan.written.yaml_tree import YamlNode, plain

Setting = tuple[str, YamlNode]
QUIET = ("language",)
MOST = 40  # steps between unrelated plans; where there are more, a member is one step, then a section


@dataclass(frozen=True)
class PlanStep:
    """A difference between two plans: one path, or several that only make a plan together.

    old, new: what each plan's files say there, as YAML; None for nothing of its own. places: file and line.
    """

    paths: tuple[str, ...]
    old: tuple[str | None, ...]
    new: tuple[str | None, ...]
    places: tuple[str, ...]

    @property
    def name(self) -> str:
        """The paths as one text."""
        return " + ".join(self.paths)

    def __add__(self, other: PlanStep) -> PlanStep:
        return PlanStep(
            self.paths + other.paths,
            self.old + other.old,
            self.new + other.new,
            self.places + other.places,
        )


@dataclass(frozen=True)
class Way:
    """The steps between two plans. first, last: the settings that turn the root into either plan."""

    before: Plan
    after: Plan
    root: YamlNode
    first: tuple[Setting, ...]
    last: tuple[Setting, ...]
    steps: tuple[PlanStep, ...]

    def plan(self, taken: Collection[int], former: Plan | None = None) -> Plan:
        """The plan before the way with the steps of these numbers applied.

        former: a plan from which unchanged parts are reused. Raises PlanFault where the steps do not make a
        plan.
        """
        belongs = {path: number for number, step in enumerate(self.steps) for path in step.paths}
        kept = [each for each in self.first if belongs.get(each[0]) not in taken]
        new = [each for each in self.last if belongs.get(each[0]) in taken]
        chain = Chain(list(self.after.chain), self.root, [[*kept, *new]], called=self.after.called)
        return plan_of(self.after.name, chain, self.after.folder, former)

    def joined(self, groups: Sequence[Sequence[int]]) -> Way:
        """The same way in fewer steps: the steps of each group become one."""
        steps = []
        for group in groups:
            first, *others = (self.steps[number] for number in group)
            for other in others:
                first += other
            steps.append(first)
        return replace(self, steps=tuple(steps))


def between(before: Plan, after: Plan) -> Way:
    """The steps from one plan to the other.

    Raises PlanFault for plans of different parameter folders, and for plans with substituted numbers.
    """
    if before.folder.resolve() != after.folder.resolve():
        folder, other = after.folder.as_posix(), before.folder.as_posix()
        raise PlanFault(
            [fault_at("compare", after.name, "steps.folders", folder=folder, name=before.name, other=other)]
        )
    return _by_settings(before, after) or _by_trees(before, after)


def _by_settings(before: Plan, after: Plan) -> Way | None:
    """Plans of one complete plan: what their files set, beyond what both set. None where that will not do."""
    one, other = before.written, after.written
    if one is None or other is None or one.root != other.root:
        return None
    first, last = ([each for layer in written.layers for each in layer] for written in (one, other))
    paths = dict.fromkeys(path for path, _ in (*first, *last))
    steps = []
    for path in paths:
        old, new = ([node for name, node in each if name == path] for each in (first, last))
        if [plain(node) for node in old] != [plain(node) for node in new]:
            place = (new or old)[-1].place
            steps.append(PlanStep((path,), (_written(old),), (_written(new),), (place,)))
    way = Way(before, after, one.root, tuple(first), tuple(last), tuple(steps))
    # Settings that reach the same parameter in another order may come to another plan.
    return way if _same(way.plan(range(len(steps))), after) and _same(way.plan(()), before) else None


def _same(one: Plan, other: Plan) -> bool:
    return canonical(one) == canonical(other)


def _written(nodes: Sequence[YamlNode]) -> str | None:
    return flow(plain(nodes[-1])) if nodes else None


def _by_trees(before: Plan, after: Plan) -> Way:
    one, other = before.written, after.written
    if one is None or other is None:
        raise PlanFault([fault_at("compare", after.name, "steps.changed")])
    root = one.tree
    result = list(_differences(one.tree, other.tree, ()))
    # A source that only the former plan has stays: its numbers still name it.
    quiet = tuple((path, new) for path, _, new in result if new is not None and _says_nothing(path))
    rows = [each for each in result if not _says_nothing(each[0])]
    steps = [
        PlanStep((path,), (_text(old),), (_text(new),), ((new or old or root).place,))
        for path, old, new in rows
    ]
    last = tuple((path, new or YamlNode(None, root.file, 0)) for path, _, new in rows)
    way = Way(before, after, root, quiet, last, tuple(steps))
    for depth in (2, 1):
        if len(way.steps) > MOST:
            way = replace(way, steps=tuple(steps)).joined(_grouped(steps, depth))
    return way


def _says_nothing(path: str) -> bool:
    """Names and sources: no number rests on them."""
    steps = path.split(".")
    words = any(stop.model is Words for stop in follow(Sections, steps))
    return words or steps[0] == "sources" or steps[-1] in QUIET


def _grouped(steps: Sequence[PlanStep], depth: int) -> list[list[int]]:
    groups: dict[tuple[str, ...], list[int]] = {}
    for number, step in enumerate(steps):
        groups.setdefault(tuple(step.paths[0].split(".")[:depth]), []).append(number)
    return list(groups.values())


def _text(node: YamlNode | None) -> str | None:
    return None if node is None else flow(plain(node))


def _differences(
    one: YamlNode | None, other: YamlNode | None, path: tuple[str, ...]
) -> Iterator[tuple[str, YamlNode | None, YamlNode | None]]:
    """Where two trees part: a member that only one has is one difference, a table of months another."""
    inner = not path or follow(Sections, path)[-1].spec is None
    if one is not None and other is not None and inner and _mapping(one) and _mapping(other):
        for key in dict.fromkeys((*one.value, *other.value)):
            yield from _differences(one.value.get(key), other.value.get(key), (*path, key))
    elif (one and plain(one)) != (other and plain(other)):
        yield ".".join(path), one, other


def _mapping(node: YamlNode) -> bool:
    return isinstance(node.value, dict)


def parent(plan: Plan) -> Plan:
    """The plan without its last layer: its overrides, or else its own settings.

    Raises PlanFault for a plan that extends no other and has no overrides.
    """
    written = plan.written
    layers = [] if written is None else [list(layer) for layer in written.layers]
    if written is None or not any(layers):
        raise PlanFault([fault_at("effects", plan.name, "steps.no_parent")])
    last = max(number for number, layer in enumerate(layers) if layer)
    names = plan.chain[:-1] if last < len(plan.chain) - 1 else plan.chain
    chain = Chain(list(names), written.root, layers[:last], called=plan.called)
    return plan_of(names[-1], chain, plan.folder)
