"""Translate the formulas of the lines to C, as loops over members, months and the cases of a tile.

An expression becomes one C expression for the case `c`. A function that aggregates over a dimension becomes a
preceding loop, which sums into an array of the tile's length. The index of a dimension is named i_DIMENSION,
that of the month m.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import count

from artplan.engine.expression import Expression, apply, name, term
from artplan.engine.model import Model
from artplan.engine.words import CENT_NUDGE, WHOLE_NUDGE
from artplan.plan.inputs.build import Inputs
from benchmarks.places import TILE, Place

HEAD = f"""
#include <math.h>
#define TILE {TILE}
#define SIMD _Pragma("omp simd") for (int c = 0; c < TILE; c++)
#define WORD static inline __attribute__((always_inline)) double
/* the C library's own vector versions */
#pragma omp declare simd notinbranch
extern double pow(double, double);
#pragma omp declare simd notinbranch
extern double exp(double);
#pragma omp declare simd notinbranch
extern double log(double);
WORD minimum(double a, double b) {{ return a < b ? a : b; }}
WORD maximum(double a, double b) {{ return a > b ? a : b; }}
WORD between(double x, double low, double high) {{ return minimum(maximum(x, low), high); }}
WORD ratio(double a, double b, double z) {{ return b == 0 ? z : a / b; }}
WORD half_up(double x) {{ return copysign(floor(fabs(x) + 0.5 + {CENT_NUDGE}), x); }}
WORD round_half_up(double x, double step) {{ return step == 0 ? x : half_up(x / step) * step; }}
WORD round_up(double x, double step) {{ return step == 0 ? x : ceil(x / step - {WHOLE_NUDGE}) * step; }}
WORD round_down(double x, double step) {{ return step == 0 ? x : floor(x / step + {WHOLE_NUDGE}) * step; }}
WORD inside(double x, double low, double high, double rate) {{
    return maximum(minimum(x, high) - low, 0) * rate; }}
"""

SIGNS = ("+", "-", "*", "/")
COMPARED = ("<", "<=", ">", ">=")
CALLS = {"**": "pow", "negative": "-"}  # all other functions have the same names in C
AS_IT_IS = ("one_month", "one_year")
Indices = Mapping[str, str]  # for each dimension, the C expression of the member's index


class Formulas:
    """A translator for the lines of a model, which knows the location of values and the number of members."""

    def __init__(self, model: Model, places: Mapping[str, Place], data: Inputs) -> None:
        self.model, self.places, self.data = model, places, data
        self.sums = count()

    def groupings(self) -> Iterator[str]:
        """Yield the array of each grouping, which holds the index of each member's group.

        It is by month if the groups change; -1 means no group.
        """
        for (source, target), index in self.data.groupings.items():
            if index.size:
                sizes = "".join(f"[{size}]" for size in index.shape)
                numbers = ", ".join(str(each) for each in index.ravel())
                yield f"static const int g_{source}_{target}{sizes} = {{{numbers}}};"

    def line(self, line: str) -> Iterator[str]:
        """Yield the code of a line for all months."""
        yield f"for (int m = 0; m < {self.places[line].months}; m++) {{"
        yield from self.month(line)
        yield "}"

    def month(self, line: str) -> Iterator[str]:
        """Yield the code of a line for month m, member by member."""
        card = self.model.lines[line]
        at = {dim: f"i_{dim}" for dim in card.per}
        if card.step:
            *elements, step = self.model.expressions[line].parts
            for place, element in enumerate(elements):
                yield from self._assigned(line, apply("/", element, step), {card.per[0]: str(place)})
            return
        for dim in card.per:
            yield self._each(dim)
        if card.closing:
            first = name(card.first) if card.first else term(0)
            yield "if (m == 0) {"
            yield from self._assigned(line, first, at, source="0")
            yield "} else {"
            yield from self._assigned(line, name(card.closing), at, source="(m - 1)")
            yield "}"
        else:
            yield from self._assigned(line, self.model.expressions[line], at)
        yield "}" * len(card.per)

    def _assigned(self, line: str, expression: Expression, at: Indices, source: str = "m") -> Iterator[str]:
        before: list[str] = []
        value = self._value(expression, at, source, before)
        yield from ("{", *before)
        yield f"SIMD {self._name(line, at, 'm')} = {value};"
        yield "}"

    def _each(self, dim: str) -> str:
        return f"for (int i_{dim} = 0; i_{dim} < {len(self.data.members[dim])}; i_{dim}++) {{"

    def _name(self, name: str, at: Indices, month: str) -> str:
        per = self.model.cards[name].per
        return self.places[name].number(name, {axis: at[dim] for axis, dim in enumerate(per)}, month)

    def _value(self, expression: Expression, at: Indices, month: str, before: list[str]) -> str:
        """Return the expression as C; loops that must run first are appended to `before`."""
        word, parts = expression.word, expression.parts
        if word == "name":
            return self._name(expression.name, at, month)
        if word == "number":
            return repr(expression.value)
        if word in ("total", "brackets"):
            return self._summed(expression, at, month, before)
        if word in ("of", "aged", "member"):
            return getattr(self, f"_{word}")(expression, at, month, before)
        values = [self._value(part, at, month, before) for part in parts]
        if word in AS_IT_IS:
            return values[0]
        if word in SIGNS:
            return f"({values[0]} {word} {values[1]})"
        if word in COMPARED:
            return f"({values[0]} {word} {values[1]} ? 1.0 : 0.0)"
        if word == "where":
            return f"({values[0]} != 0 ? {values[1]} : {values[2]})"
        return f"({CALLS.get(word, word)}({', '.join(values)}))"

    def _summed(self, expression: Expression, at: Indices, month: str, before: list[str]) -> str:
        """Return the sum over all members of a dimension, or over the members of the current group."""
        over, by = expression.over, expression.by
        inner: list[str] = []
        inside = {**at, over: f"i_{over}"}
        tests = [f"{self._group(over, by, f'i_{over}', month)} == {at[by]}"] if by else []
        tests += [f"{each} != 0" for each in self._fixed_factors(expression.parts[0], inside, month)]
        test = f"if ({' && '.join(tests)})" if tests else ""
        values = [self._value(part, inside, month, inner) for part in expression.parts]
        added = f"inside({', '.join(values)})" if expression.word == "brackets" else values[0]
        return self._added(over, test, inner, added, before)

    def _fixed_factors(self, expression: Expression, at: Indices, month: str) -> Iterator[str]:
        """Yield the factors that do not vary; if one of them is 0, the term can be skipped."""
        if expression.word == "*":
            for part in expression.parts:
                yield from self._fixed_factors(part, at, month)
        if expression.word == "name" and self.places[expression.name].kind == "fixed":
            yield self._name(expression.name, at, month)

    def _added(self, over: str, test: str, inner: list[str], added: str, before: list[str]) -> str:
        total = f"t{next(self.sums)}"
        before += [f"double {total}[TILE]; SIMD {total}[c] = 0;", f"{self._each(over)} {test} {{", *inner]
        before.append(f"SIMD {total}[c] += {added}; }}}}")
        return f"{total}[c]"

    def _group(self, source: str, target: str, member: str, month: str) -> str:
        table = f"g_{source}_{target}"
        if source == "month":
            return f"{table}[{month}]"
        return f"{table}[{member}]" + (f"[{month}]" if self.data.groupings[source, target].ndim == 2 else "")

    def _of(self, expression: Expression, at: Indices, month: str, before: list[str]) -> str:
        by, per = expression.by, expression.per
        group = self._group(per, by, at.get(per, ""), month)
        value = self._value(expression.parts[0], {**at, by: f"({group} < 0 ? 0 : {group})"}, month, before)
        return f"({group} < 0 ? 0 : {value})"

    def _aged(self, expression: Expression, at: Indices, month: str, before: list[str]) -> str:
        over, (part,) = expression.over, expression.parts
        here, last = at[over], len(self.data.members[over]) - 1
        younger = self._value(part, {**at, over: f"({here} ? {here} - 1 : 0)"}, month, before)
        oldest = self._value(part, {**at, over: str(last)}, month, before)
        return f"(({here} ? {younger} : 0) + ({here} == {last} ? {oldest} : 0))"

    def _member(self, expression: Expression, at: Indices, month: str, before: list[str]) -> str:
        """Return the value of a named member, or the sum over all members for `*`."""
        named, all_of = {}, []
        for dim, member in expression.members:
            if member == "*":
                all_of.append(dim)
            named[dim] = f"i_{dim}" if member == "*" else str(self.data.members[dim].index(member))
        value = self._name(expression.parts[0].name, named, month)
        if not all_of:
            return value
        inner: list[str] = []
        for dim in all_of[:0:-1]:
            value = self._added(dim, "", inner, value, inner := [])
        return self._added(all_of[0], "", inner, value, before)
