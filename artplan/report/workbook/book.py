"""What the writers of all sheets share: the plan's result, the layout, the open workbook."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from artplan.plan.inputs.lineage import Origins
from artplan.report.words.parameters import parameter
from artplan.report.workbook.columns import LABEL, MEMBER, SECOND, UNIT, letters, quoted
from artplan.report.workbook.formulas import BEFORE, THIS, Formulas
from artplan.report.workbook.layout import ASSUMPTIONS, SheetBlock, WorkbookLayout
from artplan.report.workbook.styles import Styles
from artplan.result import Result
from artplan.texts.catalogue import text
from artplan.texts.units import unit_label
from artplan.writing.table import FORMULA_SIGNS, visible

LIKE_A_FORMULA = (*FORMULA_SIGNS, "\t", "\n")


@dataclass(frozen=True)
class Book:
    """One workbook while it is written.

    lang: zh, en or both.
    leaf_rows: the row of each parameter.
    overrides: what the command that writes the workbook sets besides the plan's files.
    """

    result: Result
    lang: str
    layout: WorkbookLayout
    formulas: Formulas
    styles: Styles
    titles: Mapping[str, str]
    origins: Origins
    leaf_rows: Mapping[str, int]
    file: Any
    overrides: Mapping[str, Any]

    @property
    def one_language(self) -> str:
        """The language where there is no room for both: the plan's own."""
        return str(self.result.plan.language) if self.lang == "both" else self.lang

    def words(self, key: str, **values: object) -> str:
        if self.lang != "both":
            return text(key, self.lang, **values)
        both = text(key, "zh", **values), text(key, "en", **values)
        return both[0] if both[0] == both[1] else " / ".join(both)

    def label(self, name: str) -> str:
        """Return the label of a line, an input or a dimension."""
        if self.lang != "both":
            return str(self.result.label(name, self.lang))
        return " / ".join(dict.fromkeys(self.result.label(name, lang) for lang in ("zh", "en")))

    def described(self, english: str) -> str:
        """Return the schema's description, which exists in English only; "" in a Chinese workbook."""
        return english if self.lang != "zh" else ""

    def unit(self, unit: str) -> str:
        """Return the unit's label; "" for a plain number."""
        return "" if unit == "1" else unit_label(unit, self.one_language)

    def parameter(self, path: str) -> str:
        languages = ("zh", "en") if self.lang == "both" else (self.lang,)
        named = [parameter(self.result.plan, path, lang) for lang in languages]
        return " / ".join(dict.fromkeys(named))

    def member(self, dimension: str, member: str) -> str:
        if dimension == "month":
            return member
        languages = ("zh", "en") if self.lang == "both" else (self.lang,)
        named = [self.result.plan.label(dimension, member, lang) for lang in languages]
        return " / ".join(dict.fromkeys(named))

    def sheet(self, name: str) -> Any:
        return self.file.get_worksheet_by_name(self.titles[name])

    def write_text(self, sheet: Any, row: int, column: int, value: str, **looks: Any) -> None:
        """Write a text that stays a text whatever it begins with, even when a user edits the cell."""
        value = visible(value)
        style = self.styles.text(
            **({"quote_prefix": True} if value.startswith(LIKE_A_FORMULA) else {}), **looks
        )
        sheet.write_string(row, column, value, style)

    def heads(self, sheet: Any, row: int, last: str = "workbook.how") -> None:
        """Write the headings of the columns, including years and months."""
        columns = self.layout.columns
        names = {LABEL: "label", MEMBER: "member", SECOND: "second", UNIT: "unit", columns.before: "before"}
        for column, key in names.items():
            style = self.styles.head_right if key == "before" else self.styles.head
            sheet.write_string(row, column, self.words(f"workbook.{key}"), style)
        for index, year in enumerate(columns.years):
            sheet.write_string(row, columns.year(index), year, self.styles.head_right)
        for index, month in enumerate(columns.months):
            sheet.write_string(row, columns.month(index), month, self.styles.head_right)
        sheet.write_string(row, columns.how, self.words(last), self.styles.head_indented)

    def prepare(self, sheet: Any, title: str, widths: Mapping[int, float] | None = None) -> None:
        """Set the title, widths, frozen panes and print options of a sheet with months."""
        columns = self.layout.columns
        self.write_text(sheet, 0, 0, title, bold=True, font_size=14)
        sheet.set_column(LABEL, LABEL, 42)
        sheet.set_column(MEMBER, SECOND, 14, None, {"level": 1, "hidden": True})
        sheet.set_column(UNIT, UNIT, 12)
        sheet.set_column(columns.year(0), columns.before - 1, 13)
        sheet.set_column(columns.before, columns.before, 12)
        sheet.set_column(columns.first_month, columns.how - 1, 11.5)
        sheet.set_column(columns.how, columns.how, 70)
        for column, width in (widths or {}).items():
            sheet.set_column(column, column, width)
        sheet.freeze_panes(4, UNIT + 1)
        sheet.hide_gridlines(2)
        sheet.set_landscape()
        sheet.set_paper(8)  # A3
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(3)
        sheet.outline_settings(symbols_below=False, symbols_right=False)
        sheet.set_footer("&L&F&C&A&R&P / &N")

    def filled(self, formula: str, column: int) -> str:
        """Return the row's formula for one column."""
        return formula.replace(THIS, letters(column)).replace(BEFORE, letters(column - 1))

    def on(self, sheet: str) -> str:
        return quoted(self.titles[sheet]) + "!"

    def address_of_leaf(self, path: str, place: int) -> str:
        """Return the reference from another sheet to a parameter's blue cell."""
        leaf = self.result.plan.leaves[path]
        row, column = self.leaf_rows[path], letters(self.layout.columns.before)
        if len(leaf.values) > 1 and leaf.by == "calendar":
            row += place
        elif len(leaf.values) > 1:
            column = letters(self.layout.columns.month(place))
        return f"{self.on(ASSUMPTIONS)}${column}${row + 1}"

    def block_label(self, block: SheetBlock, names: tuple[str, ...]) -> str:
        per = self.result.per(block.name)
        return " · ".join(self.member(dim, name) for dim, name in zip(per, names, strict=True))
