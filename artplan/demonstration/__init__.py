"""Invented exports: three months of the files that a shop exports, made from a plan to try commands with.

    happened   what happened in these months: the plan, held to its decisions, with other drivers
    names      the stores on their platforms, and what is called how
    orders, payouts    orders of a store, and what of them is paid out, refunded and charged
    tmall, wechat, douyin, xiaohongshu    the platforms' files of orders and accounts
    analytics, ads     the platforms' files of visitors and of advertising
    spending, money    invoices; the bank's statement, and payroll
    ledger, booked, trial_balance    accounts with their balances, as they are booked from these files
    files      rows as CSV, workbooks and ZIPs, with the same bytes each time
    exports    all files of the months

The files agree with each other to the cent. All names, numbers and identifiers in them are invented.
"""
