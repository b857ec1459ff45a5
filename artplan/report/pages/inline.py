"""The little CSS that a notebook shows its results with; pages have a style of their own."""

from __future__ import annotations

# Enough for tables and prose to read well in a notebook, light or dark. JupyterLab sets every cell to the
# right by a rule that only a rule as particular as [role] overrides.
STYLE = """<style>
.table table {border-collapse: collapse; font-variant-numeric: tabular-nums}
.table caption {text-align: left; font-weight: 600; padding: .3em 0}
.table[role] table th, .table[role] table td {
  padding: .2em .7em; text-align: left; border-bottom: 1px solid rgba(128, 128, 128, .25)}
.table[role] table .number {text-align: right; white-space: nowrap}
.table tbody th {font-weight: normal}
.table tr.result > * {font-weight: 600; border-top: 1px solid rgba(128, 128, 128, .7)}
.table tr.note > * {opacity: .75}
.table tr.group > * {font-weight: 600; padding-top: .8em}
details.periods summary {cursor: pointer}
details.periods caption {display: none}
.prose p {max-width: 46em; line-height: 1.6}
</style>
"""
