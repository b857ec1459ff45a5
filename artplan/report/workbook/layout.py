"""The layout of the workbook, computed before anything is written, so that any cell can be referenced.

Every sheet has the same columns: label, member, second member, unit, the fiscal years, the values before the
first month, the months, the rule in words. A line has one row, or one row per member below a row with their
total. The last dimension varies fastest, so that its members are in adjacent rows.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from math import prod

from artplan.plan.inputs.lineage import Origins
from artplan.plan.leaf.leaf import Leaf
from artplan.plan.plan import Plan
from artplan.plan.schema.paths import leaves_of
from artplan.plan.schema.root import Sections
from artplan.report.workbook.columns import Columns
from artplan.result import Result
from artplan.texts.catalogue import text

ASSUMPTIONS, INPUTS, GROUPS = "assumptions", "inputs", "groups"
FIRST_ROW = 4  # the first row, counted from 0, below the title, a blank row and the headings
STOCKS = ("sum", "first", "last", "average")


@dataclass(frozen=True)
class SheetBlock:
    """The rows of one line or input.

    first: the row of its first member, -1 if it has none.
    constant: whether it is an input with one number for all months, in the column before the first month.
    """

    name: str
    sheet: str
    head: int
    first: int
    members: tuple[tuple[str, ...], ...]
    sizes: tuple[int, ...]
    constant: bool = False

    def row(self, places: Sequence[int]) -> int:
        """Return the row of the members with these indexes in their dimensions."""
        offset = 0
        for place, size in zip(places, self.sizes, strict=True):
            offset = offset * size + place
        return self.first + offset

    @property
    def has_total_row(self) -> bool:
        return self.head != self.first


@dataclass(frozen=True)
class WorkbookLayout:
    """The rows of all blocks, by sheet.

    blocks: lines and inputs by name.
    groups: groupings by (source, target), with a row for each member.
    """

    columns: Columns
    blocks: Mapping[str, SheetBlock]
    groups: Mapping[tuple[str, str], SheetBlock]
    sheets: tuple[str, ...]

    def of_sheet(self, sheet: str) -> Iterator[SheetBlock]:
        return (block for block in self.blocks.values() if block.sheet == sheet)


def layout(result: Result, moving: frozenset[str]) -> WorkbookLayout:
    """Compute the rows of all lines of the result, of all inputs and of all groupings.

    moving: inputs with a number for each month.
    """
    model = result.program.model
    sheets: dict[str, int] = {}
    blocks: dict[str, SheetBlock] = {}
    for name in model.inputs:
        blocks[name] = _block(result, name, INPUTS, sheets, constant=name not in moving)
    for name, line in model.lines.items():
        blocks[name] = _block(result, name, line.module, sheets)
    groups = {}
    for source, target in result.data.groupings:
        members = result.months[:1] if source == "month" else result.members[source]
        groups[source, target] = _placed(
            f"{source} > {target}", GROUPS, sheets, [(each,) for each in members], (len(members),)
        )
    return WorkbookLayout(Columns.of(result), blocks, groups, tuple(sheets))


def _block(
    result: Result, name: str, sheet: str, sheets: dict[str, int], constant: bool = False
) -> SheetBlock:
    per = result.per(name)
    members = list(product(*(result.members[dim] for dim in per)))
    return _placed(name, sheet, sheets, members, tuple(len(result.members[dim]) for dim in per), constant)


def _placed(
    name: str,
    sheet: str,
    sheets: dict[str, int],
    members: list[tuple[str, ...]],
    sizes: tuple[int, ...],
    constant: bool = False,
) -> SheetBlock:
    """Take the next free rows of the sheet; a line with members has a row of its own above them."""
    head = sheets.setdefault(sheet, FIRST_ROW)
    first = head + 1 if sizes else head
    if not prod(sizes):
        return SheetBlock(name, sheet, head, -1, (), sizes, constant)
    sheets[sheet] = first + len(members)
    return SheetBlock(name, sheet, head, first, tuple(members), sizes, constant)


def adds_up(rolls: str, unit: str) -> bool:
    """Return whether the members of a line have a sum: amounts and counts do, rates and extremes do not."""
    return rolls in STOCKS and "/" not in unit and unit != "1"


def places(result: Result) -> WorkbookLayout:
    """Return the layout of this plan's workbook."""
    return layout(result, moving(result, result.origins))


def sheet_title(name: str, lang: str) -> str:
    """Return the name on a sheet's tab."""
    return text(f"workbook.sheet.{name}", lang)


def moving(result: Result, items: Origins) -> frozenset[str]:
    """Return the inputs with a column per month: they vary, add up, or come from a parameter by month."""
    plan, model = result.plan, result.program.model
    by_month = {
        name
        for (name, _), origin in items.items()
        if len(plan.leaves[origin.path].values) > 1 and plan.leaves[origin.path].by != "calendar"
    }
    varying = {name for name in model.inputs if result.data.arrays[name].shape[-2] > 1}
    summed = {name for name, card in model.inputs.items() if card.rolls == "sum"}
    return frozenset(by_month | varying | summed)


def rows_of(plan: Plan) -> dict[str, int]:
    """Return the row of every parameter on the sheet of assumptions, by path.

    Each section has a heading, followed by its numbers and then by its dates and choices. A number takes one
    row, also if it is given by month; it takes twelve if it is given by calendar month.
    """
    heights: dict[str, dict[str, int]] = {}
    for path, leaf in leaves_of(plan.sections):
        heights.setdefault(path[0], {})[".".join(path)] = _height(leaf)
    for name in plan.stated:
        heights.setdefault(name.partition(".")[0], {})[name] = 1
    result: dict[str, int] = {}
    row = FIRST_ROW
    for section in (each for each in Sections.model_fields if each in heights):
        result[section] = row
        row += 1
        for name, height in heights[section].items():
            result[name] = row
            row += height
    return result


def _height(leaf: Leaf) -> int:
    return len(leaf.values) if leaf.by == "calendar" else 1
