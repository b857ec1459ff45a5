"""Charts, tables, prose, pages, workbook and PDF of a plan's results.

This package receives results, lines and plans and presents them. It never evaluates a plan.
"""
