"""The CSS of results shown in a notebook; pages have their own style sheet."""

from __future__ import annotations

# Makes tables and prose readable in a notebook, in light and dark themes. JupyterLab aligns every cell to the
# right; only a selector as specific as [role] overrides that.
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
