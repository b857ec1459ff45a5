"""The plan as a workbook of live formulas, written from the same rules that numpy works out.

layout       where every line, input and grouping stands: sheet, row, column
formulas     a rule's expression -> the formula of a row
styles       number formats by unit, colours, widths
rows         the sheets of lines and inputs
assumptions  the blue cells: every parameter with unit, range, source, file and line
front        front page, contents, statements, checks, scenarios, charts
write        all of it into one file
edited       the way back: which blue cells somebody has changed
"""
