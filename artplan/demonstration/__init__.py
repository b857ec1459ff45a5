"""Invented exports: three months of the files that a shop exports, made from a plan to try commands with.

    happened   what happened in these months: the plan, held to its decisions, with other drivers
    ledger     accounts with their balances, from a result's lines
    orders     orders of the Tmall store, and what of them is paid out, refunded and charged
    spending   advertising by day and scene, and invoices
    money      the bank's statement, and payroll
    files      rows as CSV, workbooks and ZIPs, with the same bytes each time
    exports    all files of the months

The files agree with each other to the cent. All names, numbers and identifiers in them are invented.
"""
