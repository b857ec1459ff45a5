"""The plan as a workbook of live formulas, written from the same rules that numpy evaluates.

layout       the position of every line, input and grouping: sheet, row, column
formulas     a rule's expression -> the formula of a row
styles       number formats by unit, colours, widths
rows         the sheets of lines and inputs
assumptions  the blue cells: every parameter with unit, range, source, file and line
front        front page, contents, statements, checks, scenarios, charts
closed       what the ledger has of the closed months, and a month of it against the plan
write        writes all of it to one file
reading      the file of a workbook -> its cells, and what artplan wrote into them, within bounds
edited       reads back which blue cells a user has changed
"""
