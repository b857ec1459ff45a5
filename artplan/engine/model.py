"""All lines together: traced, checked and ordered.

Within a month a line follows the lines it reads; an opening depends on the month before only. Lines that
depend on each other through openings (cash opening and cash closing) form a loop that is evaluated month by
month; every other line is evaluated for all months at once. The loops are the strongly connected components
of the dependency graph, found and ordered by Tarjan's algorithm (Tarjan 1972, Depth-first search and linear
graph algorithms, SIAM Journal on Computing 1).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from types import ModuleType

from artplan.engine import gather, trace
from artplan.engine.expression import Expression
from artplan.engine.faults import CircleFault, ModelFault
from artplan.engine.line import Line, in_words
from artplan.engine.trace import Cards, Declared
from artplan.engine.units import unit
from artplan.texts.closest import nearest


@dataclass(frozen=True, eq=False)
class Model:
    """The checked rules; compared by identity.

    lines, expressions, inputs: by name. order: the dimensions in the order of the axes. steps: groups of
    lines in the order of evaluation; a group of several lines is a loop over the months.
    """

    lines: Mapping[str, Line]
    expressions: Mapping[str, Expression]
    inputs: Mapping[str, Declared]
    order: tuple[str, ...]
    steps: tuple[tuple[str, ...], ...]

    @property
    def gathered(self) -> list[str]:
        """The names of the gathered lines."""
        return [name for name, line in self.lines.items() if line.step]

    @cached_property
    def cards(self) -> dict[str, Declared]:
        """The cards of inputs and lines by name."""
        return {**self.inputs, **self.lines}

    def reads(self, name: str) -> tuple[str, ...]:
        """The names a line reads in its own month, each once, in order of appearance; empty for an input."""
        return tuple(dict.fromkeys(self.expressions[name].names())) if name in self.expressions else ()

    def needs(self, name: str) -> tuple[str, ...]:
        """The names a line depends on: those it reads, or an opening's closing line and first value."""
        line = self.lines.get(name)
        if line and line.closing:
            return tuple(filter(None, (line.closing, line.first)))
        return self.reads(name)

    def reach(self, names: Iterable[str]) -> set[str]:
        """The lines and inputs that the named ones depend on, themselves included."""
        result: set[str] = set()
        waiting = list(names)
        while waiting:
            name = waiting.pop()
            if name not in result:
                result.add(name)
                waiting.extend(self.needs(name))
        return result

    def unread(self) -> list[str]:
        """The inputs that no line depends on, sorted."""
        return sorted(set(self.inputs) - self.reach(self.lines))


def build(
    modules: Sequence[ModuleType],
    inputs: Mapping[str, Declared],
    references: gather.References | None = None,
) -> Model:
    """Collect the lines of the modules, trace them and check names, units, dimensions and order.

    inputs: the declared inputs by name. references: what gathered lines read, by member; 0 without any.
    Raises ModelFault, naming the line, for an unknown or repeated name, a unit or dimension that does not
    match the card, a circular reference within a month, or an unsuitable first value of an opening.
    """
    lines = _openings_carded(_collect(modules, inputs))
    cards: Cards = {**inputs, **lines}
    for line in lines.values():
        for name in (*line.reads, *filter(None, (line.closing, line.first, line.step))):
            if name not in cards:
                raise ModelFault(f"{line.name} reads '{name}', no line or input: {nearest(name, cards)}")
    expressions = {name: trace.expression_of(line) for name, line in lines.items() if line.rule}
    for name, expression in expressions.items():
        trace.check(lines[name], expression, cards)
    order = tuple(dict.fromkeys(dim for card in cards.values() for dim in card.per))
    for name, card in cards.items():
        if tuple(sorted(card.per, key=order.index)) != card.per:
            raise ModelFault(f"{name}: per={card.per}, but elsewhere the order is {order}")
    return gathering(Model(lines, expressions, inputs, order, ()), references or {})


def gathering(model: Model, references: gather.References) -> Model:
    """The same rules with gathered lines that read these references; nothing else is traced again.

    Raises ModelFault as `build` does.
    """
    lines, cards = model.lines, model.cards
    for wrong in gather.wrong(lines, cards, references):
        raise ModelFault(f"{wrong.gathered}, place {wrong.place + 1}: {wrong.fault}; {wrong.remedy}")
    gathered = {name: gather.expression_of(lines[name], references, cards) for name in model.gathered}
    for name, expression in gathered.items():
        trace.check(lines[name], expression, cards)
    return _ordered(replace(model, expressions={**model.expressions, **gathered}))


def _ordered(unordered: Model) -> Model:
    """The model with its steps in the order of evaluation."""
    lines, cards = unordered.lines, unordered.cards
    within = {name: [each for each in unordered.reads(name) if each in lines] for name in lines}
    rank = {name: place for place, name in enumerate(_in_order(within))}
    across = {name: [each for each in unordered.needs(name) if each in lines] for name in lines}
    steps = tuple(tuple(sorted(step, key=rank.__getitem__)) for step in _hanging_together(across))
    _check_first_values(lines, cards, steps)
    return replace(unordered, steps=steps)


def _collect(modules: Sequence[ModuleType], inputs: Mapping[str, Declared]) -> dict[str, Line]:
    lines: dict[str, Line] = {}
    for module in modules:
        sheet = module.__name__.rpartition(".")[2]
        for name, value in vars(module).items():
            if not isinstance(value, Line):
                continue
            if name in lines or name in inputs:
                where = f"rules of {lines[name].module}" if name in lines else "inputs"
                raise ModelFault(f"{name} in {sheet}: the name stands among the {where} already")
            lines[name] = replace(value, name=name, module=sheet, en=value.en or in_words(name))
    return lines


def _openings_carded(lines: dict[str, Line]) -> dict[str, Line]:
    """An opening has the unit and members of its closing, and 0 means the same."""
    for name, line in lines.items():
        if line.closing:
            if line.closing not in lines:
                raise ModelFault(f"{name} opens '{line.closing}', no line: {nearest(line.closing, lines)}")
            closing = lines[line.closing]
            lines[name] = replace(line, unit=closing.unit, per=closing.per, zero=closing.zero)
    return lines


def _check_first_values(lines: Mapping[str, Line], cards: Cards, steps: Sequence[tuple[str, ...]]) -> None:
    """What an opening starts from is of its kind, and known before the first month."""
    for step in steps:
        for line in (lines[name] for name in step if lines[name].first):
            first = cards[line.first]
            if (unit(first.unit), first.per) != (unit(line.unit), line.per):
                wanted, result = f"{line.unit} per {line.per}", f"{first.unit} per {first.per}"
                raise ModelFault(f"{line.name} is {wanted}, but starts from {line.first}, which is {result}")
            if line.first in step:
                raise ModelFault(
                    f"{line.name} starts from {line.first}, which rests on it: start from an input"
                )


def _in_order(reads: Mapping[str, Sequence[str]]) -> list[str]:
    """Lines after the lines they read. Raises ModelFault for a circle, naming it from end to end."""
    done: dict[str, None] = {}
    for start in reads:
        path: list[str] = []
        waiting: list[tuple[str, bool]] = [(start, False)]
        while waiting:
            name, finished = waiting.pop()
            if finished:
                done[path.pop()] = None
            elif name in path:
                raise CircleFault([*path[path.index(name) :], name])
            elif name not in done:
                path.append(name)
                waiting.append((name, True))
                waiting.extend((each, False) for each in reads[name])
    return list(done)


def _hanging_together(needs: Mapping[str, Sequence[str]]) -> list[list[str]]:
    """Groups of lines that need each other, each group after those it needs (Tarjan's algorithm)."""
    index: dict[str, int] = {}
    low: dict[str, int] = {}
    stack: list[str] = []
    groups: list[list[str]] = []

    def visit(name: str) -> None:
        index[name] = low[name] = len(index)
        stack.append(name)
        for each in needs[name]:
            if each not in index:
                visit(each)
                low[name] = min(low[name], low[each])
            elif each in stack:
                low[name] = min(low[name], index[each])
        if low[name] == index[name]:
            cut = stack.index(name)
            groups.append(stack[cut:])
            del stack[cut:]

    for name in needs:
        if name not in index:
            visit(name)
    return groups
