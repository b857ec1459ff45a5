"""The styles of cells: number formats by unit, blue inputs, grey headings; one format object per style."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from artplan.report.words.format import shown_unit

BLUE, GREY, INK, PALE, LINE = "#1F4FBF", "#7A7A7A", "#1A1A1A", "#F3F5F8", "#C9CED6"
INPUT_FILL = "#EEF3FF"
FONT = "Arial"


def number_format(name: str, unit: str) -> str:
    """Return the number format of a line or a parameter; 0 is shown as a dash."""
    if shown_unit(name, unit) == "share":
        return '0.0%;-0.0%;"–"'
    if unit == "1":
        return '#,##0.00;-#,##0.00;"–"'
    if "/" in unit:
        return '#,##0.00;-#,##0.00;"–"'
    if unit == "person":  # a share of a person, such as expected attrition, is often less than a tenth
        return '[=0]"–";[<0.095]0.00;#,##0.0'
    if unit in ("point", "piece"):
        return '#,##0.0;-#,##0.0;"–"'
    return '#,##0;-#,##0;"–"'


@dataclass(frozen=True)
class Styles:
    """The styles of one workbook, each created at its first use."""

    book: Any
    made: dict[tuple[tuple[str, Any], ...], Any] = field(default_factory=dict)

    def look(self, **properties: Any) -> Any:
        key = tuple(sorted(properties.items()))
        if key not in self.made:
            plain = {"font_name": FONT, "font_size": 9, "font_color": INK, "valign": "vcenter"}
            self.made[key] = self.book.add_format({**plain, **properties})
        return self.made[key]

    def number(self, shape: str, **properties: Any) -> Any:
        return self.look(num_format=shape, **properties)

    def text(self, **properties: Any) -> Any:
        return self.look(num_format="@", **properties)

    @property
    def head(self) -> Any:
        return self.text(bold=True, bg_color=PALE, bottom=1, bottom_color=LINE)

    @property
    def head_right(self) -> Any:
        return self.text(bold=True, bg_color=PALE, bottom=1, bottom_color=LINE, align="right")

    @property
    def head_indented(self) -> Any:
        return self.text(bold=True, bg_color=PALE, bottom=1, bottom_color=LINE, indent=1)

    def blue(self, shape: str) -> Any:
        """Return the style of an input that may be changed."""
        return self.look(
            num_format=shape, font_color=BLUE, bg_color=INPUT_FILL, locked=False, border=1, border_color=LINE
        )
