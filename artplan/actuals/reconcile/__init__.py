"""Exports of a month that say the same, compared: what agrees, what differs, and which records explain it.

    books       what was imported of a month and of the months beside it
    answer      a comparison: two sums, their difference, its causes, and what remains
    shop, by_order, balances, advertising, payroll    the comparisons
    journal     which rows of a statement the ledger has one by one
    bridge      from what customers paid to the revenue in the ledger
    reconcile   all of them

Each comparison is made where both sides were imported. Nothing is rounded, and no difference is too small.
"""
