"""Tables for the terminal."""

from __future__ import annotations

from artplan.report.plain import cut, number, table, width

__all__ = ["cut", "number", "table", "width"]
