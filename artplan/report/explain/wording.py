"""The words for each number of an explanation: label, value, unit, rule or origin."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from functools import cached_property
from typing import Any

from artplan.engine import trace
from artplan.engine.expression import name as named
from artplan.report.explain.cells import Cells
from artplan.report.words import plain
from artplan.report.words.format import NOTHING, number, percent, shown_unit, signed
from artplan.report.words.values import published
from artplan.result import Result
from artplan.study.explain.answer import ExplainNode, Origin
from artplan.texts.catalogue import text
from artplan.texts.units import unit_label


@dataclass(frozen=True)
class Wording:
    """Words for the numbers of one result."""

    result: Result
    lang: str

    @cached_property
    def _cells(self) -> Cells:
        return Cells(self.result, self.lang)

    def cell(self, node: ExplainNode) -> str:
        return self._cells.of(node)

    def label(self, node: ExplainNode, parent: ExplainNode | None) -> str:
        """Return the label as seen from the parent: a member, a month, or the line's own label."""
        own = [each for each in node.members if parent is None or each not in parent.members]
        members = " · ".join(self.result.plan.label(*each, self.lang) for each in own)
        if node.kind == "term" or (parent and parent.joins == "sum" and members):
            return members
        if parent and parent.name == node.name and node.month != parent.month:
            return node.month
        label = self._label(node.name) if node.name else self._over(node)
        when = node.month if parent is not None and node.month != parent.month else ""
        behind = " · ".join(filter(None, (members if node.name else "", when)))
        return f"{label} ({behind})" if behind else label

    def _label(self, name: str) -> str:
        return str(self.result.label(name, self.lang))

    def _over(self, node: ExplainNode) -> str:
        """Return the label of a sum inside a rule: what it runs over; the rule is shown beside it."""
        assert node.written is not None
        key = "tiers" if node.written.word == "brackets" else "over"
        return text(f"explain.{key}", self.lang, over=self._label(node.written.over))

    def written(self, node: ExplainNode) -> str:
        """Return the rule of a sum, or of one of its terms, in words."""
        assert node.written is not None
        return trace.text(node.written, self._label, self.lang)

    def values(self, node: ExplainNode, values: tuple[float, ...]) -> tuple[str, ...]:
        """Format the value; for two plans both values and the change with its sign."""
        shown = [self._value(node, each) for each in values]
        if len(shown) == 1:
            return tuple(shown)
        change = values[-1]
        if self._is_share(node):
            shown[-1] = text("tables.scenarios.points", self.lang, points=number(change * 100, 2))
        return *shown[:-1], signed(shown[-1]) if change >= 0 else shown[-1]

    def _is_share(self, node: ExplainNode) -> bool:
        return bool(node.name) and shown_unit(node.name, node.unit) == "share"

    def _value(self, node: ExplainNode, value: float) -> str:
        if self._is_share(node):
            return percent(value, 2)
        whole = node.unit == "1" and value == int(value) if value == value else False
        return f"{value:,.0f}" if whole else plain.number(value, node.unit)

    def unit(self, node: ExplainNode) -> str:
        """Return the unit shown beside the value; `1/year` becomes `/year`."""
        plain_ = node.unit == "1" or self._is_share(node)
        return "" if plain_ else unit_label(node.unit, self.lang).removeprefix(NOTHING)

    def note(self, node: ExplainNode) -> str:
        """Return a line's name and rule, or the origin of an input."""
        if node.written is not None:
            return self.written(node)
        if node.origin:
            return f"{node.name}: {self.origin(node.origin)}"
        return f"{node.name} = {self._rule(node)}"

    def _rule(self, node: ExplainNode) -> str:
        if node.kind == "sum":
            return text("explain.members" if node.value == node.value else "explain.each", self.lang)
        if node.kind == "opening" and not node.parts:
            return text("explain.nothing", self.lang)
        by_months = node.by_months
        if by_months and node.joins == "same":
            return text("explain.last", self.lang, month=node.parts[0].month)
        if by_months:
            return text(f"explain.months_by.{node.joins}", self.lang)
        if node.kind == "opening" and node.parts[0].month == node.month:
            return self._label(node.parts[0].name)
        line = self.result.program.model.lines[node.name]
        if line.step and node.parts:  # the rule of this member alone, not the rule of all members
            return trace.text(named(node.parts[0].name) / named(line.step), self._label, self.lang)
        return str(self.result.formula(node.name, self.lang))

    def origin(self, origin: Origin) -> str:
        """Return the parameter with file, line and source, or what else the number is based on."""
        named = f"{origin.source} ({origin.title})" if origin.title else origin.source
        message = text(
            f"explain.origin.{origin.kind}", self.lang, file=origin.file, path=origin.path, source=named
        )
        if origin.until:
            message = text("explain.origin.beyond", self.lang, source=message, until=origin.until)
        if origin.confidence:
            message += f" · {text(f'explain.confidence.{origin.confidence}', self.lang)}"
        if origin.published:
            beside = published(origin.path, origin.published, origin.quoted, self.lang)
            message += f" · {text('published.beside', self.lang, range=beside)}"
        return f"{message} · {origin.note}" if origin.note else message

    def data(self, node: ExplainNode, label: str, cell: str) -> dict[str, Any]:
        """Return the node as plain data without values, which the caller adds."""
        result: dict[str, Any] = {"kind": node.kind, "name": node.name, "label": label, "month": node.month}
        result |= {"members": dict(node.members), "unit": node.unit}
        if node.kind == "line" and not node.by_months:
            result["formula"] = self._rule(node)
        elif node.written is not None:
            result["formula"] = self.written(node)
        if node.origin:
            said = asdict(node.origin).items()
            result["origin"] = {key: value for key, value in said if value not in ("", None)}
        return result | ({"cell": cell} if cell else {}) | ({"idle": True} if node.idle else {})
