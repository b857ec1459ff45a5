"""A part of the model in two other libraries, modelx and pandas, which evaluate one draw at a time.

The part is the funnel, from the price of a click to visits, orders placed and the advertising bill. Both
libraries receive formulas made from the traced ones: modelx a cell for each line, member and month, pandas a
table of members by months for each line. Values that do not vary are computed in advance, as in artplan.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from artplan.engine.data import Values
from artplan.engine.expression import Expression
from artplan.engine.model import Model
from artplan.engine.program import Program
from artplan.plan.inputs.build import Inputs
from benchmarks.places import of_two_cases

LINES = ("orders_placed_by_storefront", "placement_spend")
Draw = Mapping[str, np.ndarray]  # the varying inputs of one draw, with shape (members..., month)
Peer = Callable[[Draw], dict[str, np.ndarray]]  # the requested lines of one draw, with the same shape

SIGNS = {each: each for each in ("+", "-", "*", "/", "**", "<", "<=", ">", ">=")}
AS_IT_IS = ("one_month", "one_year")


@dataclass(frozen=True)
class Part:
    """A part of the model whose lines have at most one dimension and do not read earlier months.

    An input may have a second dimension, over which a line totals it.

    fixed: the values that do not vary, by member and month. inputs: the names of the varying inputs. lines:
    in the order of evaluation. groups: the index of each member's group.
    """

    model: Model
    fixed: Mapping[str, np.ndarray]
    inputs: tuple[str, ...]
    lines: tuple[str, ...]
    sizes: Mapping[str, int]
    months: int
    groups: Mapping[tuple[str, str], np.ndarray]

    @staticmethod
    def of(model: Model, data: Inputs) -> Part:
        names = [name for step in Program.of(model, LINES).steps for name in step.names]
        values = of_two_cases(model, names, data)
        varying = {name for name in model.reach(LINES) if values[name].shape[-1] > 1}
        months, read = len(data.months), {each for name in varying for each in model.reads(name)}
        return Part(
            model,
            {name: by_month(values[name][..., 0], months) for name in sorted(read - varying)},
            tuple(sorted(varying - set(names))),
            tuple(name for name in names if name in varying),
            {dim: len(members) for dim, members in data.members.items()},
            months,
            {pair: index for pair, index in data.groupings.items()},
        )

    def draw(self, data: Inputs, case: int) -> Draw:
        return {
            name: by_month(data.arrays[name][..., min(case, data.arrays[name].shape[-1] - 1)], self.months)
            for name in self.inputs
        }


def by_month(array: np.ndarray, months: int) -> np.ndarray:
    return np.broadcast_to(array, (*array.shape[:-1], months))


def in_modelx(part: Part) -> Peer:
    """Return the part as a modelx space with a cell for each line.

    A draw sets the varying inputs, which clears the cells that depend on them.
    """
    import modelx

    space = modelx.new_model().new_space()
    for name, array in part.fixed.items():
        setattr(space, name, array.tolist())
    for (source, target), index in part.groups.items():
        setattr(space, f"{target}_of_{source}", index.tolist())
    for name in part.lines:
        per = part.model.lines[name].per
        members = ("i",) if per else ()
        formula = _cell(part, part.model.expressions[name], members)
        space.new_cells(name, formula=f"lambda {', '.join((*members, 'm'))}: {formula}")

    def run(draw: Draw) -> dict[str, np.ndarray]:
        for name, array in draw.items():
            setattr(space, name, array.tolist())
        return {name: _asked(part, name, getattr(space, name)) for name in LINES}

    return run


def _asked(part: Part, name: str, cells: Any) -> np.ndarray:
    months = range(part.months)
    if not part.model.lines[name].per:
        return np.array([cells(m) for m in months])
    members = range(part.sizes[part.model.lines[name].per[0]])
    return np.array([[cells(i, m) for m in months] for i in members])


def _cell(part: Part, expression: Expression, members: tuple[str, ...]) -> str:
    """Return the formula for one member of each dimension, and one month, as Python text."""
    word, parts = expression.word, expression.parts
    if word == "name":
        return _read(part, expression.name, members)
    if word == "number":
        return repr(expression.value)
    if word == "of":
        return _cell(part, parts[0], (f"{expression.by}_of_{expression.per}[{members[0]}]",))
    if word == "total":
        return f"sum({_each(part, expression, members)})"
    texts = [_cell(part, each, members) for each in parts]
    if word == "ratio":
        return f"({texts[2]} if {texts[1]} == 0 else {texts[0]} / {texts[1]})"
    if word == "where":
        return f"({texts[1]} if {texts[0]} else {texts[2]})"
    return _plain(word, texts, {"minimum": "min", "maximum": "max"})


def _each(part: Part, total: Expression, members: tuple[str, ...]) -> str:
    places = f"for j in range({part.sizes[total.over]})"
    if total.by:
        chosen = f"if {total.by}_of_{total.over}[j] == {members[0]}"
        return f"{_cell(part, total.parts[0], ('j',))} {places} {chosen}"
    return f"{_cell(part, total.parts[0], (*members, 'j'))} {places}"


def _read(part: Part, name: str, members: tuple[str, ...]) -> str:
    here = members[: len(part.model.cards[name].per)]
    if name in part.lines:
        return f"{name}({', '.join((*here, 'm'))})"
    return name + "".join(f"[{each}]" for each in (*here, "m"))


def _plain(word: str, texts: Sequence[str], calls: Mapping[str, str]) -> str:
    if word in AS_IT_IS:
        return texts[0]
    if word in SIGNS:
        return f"({texts[0]} {word} {texts[1]})"
    return f"{calls[word]}({', '.join(texts)})"


def in_pandas(part: Part) -> Peer:
    """Return the part in pandas, with a table of members by months, or a row of months, for each line.

    Every draw evaluates all tables.
    """
    formulas = {
        name: compile(_table(part, part.model.expressions[name]), name, "eval") for name in part.lines
    }
    fixed = {name: _frame(array) for name, array in part.fixed.items()}
    known = {
        "np": np,
        "minimum": _minimum,
        "ratio": _ratio,
        "where": _where,
        "total": _total,
        "groups": part.groups,
    }

    def run(draw: Draw) -> dict[str, np.ndarray]:
        tables = {**fixed, **{name: _frame(array) for name, array in draw.items()}}
        for name, formula in formulas.items():
            tables[name] = eval(formula, {**known, "tables": tables})
        return {name: tables[name].to_numpy() for name in LINES}

    return run


def _frame(array: np.ndarray) -> Any:
    """Return a table of months whose rows are members, or pairs of members of two dimensions."""
    *members, months = array.shape
    if len(members) > 1:
        pairs = pd.MultiIndex.from_product([range(size) for size in members])
        return pd.DataFrame(array.reshape(-1, months), index=pairs)
    return pd.DataFrame(array) if members else pd.Series(array)


def _total(table: Any) -> Any:
    """The total over all members; of pairs, over those of the second dimension."""
    return table.groupby(level=0).sum() if table.index.nlevels > 1 else table.sum()


def _ratio(above: Any, below: Any, when_zero: Any) -> Any:
    return (above / below.mask(below == 0)).where(below != 0, when_zero)


def _minimum(one: Any, other: Any) -> Any:
    """The smaller of both; a row of months stands for every member of a table."""
    if isinstance(one, pd.DataFrame) and isinstance(other, pd.Series):
        return one.clip(upper=other, axis=1)
    return np.minimum(one, other)


def _where(condition: Any, one: Any, other: Any) -> Any:
    return other.where(condition == 0, one) if np.isscalar(one) else one.where(condition != 0, other)


def _table(part: Part, expression: Expression) -> str:
    """Return the formula of a whole table as Python text."""
    word = expression.word
    if word == "name":
        return f"tables['{expression.name}']"
    if word == "number":
        return repr(expression.value)
    texts = [_table(part, each) for each in expression.parts]
    if word == "of":
        pair = (expression.per, expression.by)
        return f"{texts[0]}.reindex(groups[{pair}]).reset_index(drop=True)"
    if word == "total" and expression.by:
        pair = (expression.over, expression.by)
        members = part.sizes[expression.by]
        return f"{texts[0]}.groupby(groups[{pair}]).sum().reindex(range({members}), fill_value=0.0)"
    if word == "total":
        return f"total({texts[0]})"
    calls = {"minimum": "minimum", "maximum": "np.maximum", "ratio": "ratio", "where": "where"}
    return _plain(word, texts, calls)


def agrees(part: Part, peer: Peer, data: Inputs, mine: Values, draws: int = 3) -> bool:
    """Return whether the peer and artplan give the same results for the first draws."""
    return all(
        np.allclose(theirs, by_month(mine[name][..., draw], part.months), rtol=1e-9, atol=0)
        for draw in range(draws)
        for name, theirs in peer(part.draw(data, draw)).items()
    )
