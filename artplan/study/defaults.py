"""Default arguments of the studies, the same for the command line, Python and notebooks.

This module imports nothing, so that the help of the command line loads fast.
"""

from __future__ import annotations

PLAN = "base"

# simulate
SIMULATED = ("net_profit", "cash_closing", "gross_sales_total")
DRAWS = 4096
POINTS = "latin"
PERCENTS = (10.0, 50.0, 90.0)

# sensitivity and break-even
SENSITIVE = ("net_profit",)
LOW_AND_HIGH = (10.0, 90.0)  # percentiles of an uncertain parameter
CHANGE = 0.1  # relative change of every given parameter, if not moved by percentiles of its distribution
INPUTS_SHOWN = 15  # in a table
WEIGHED = 10  # placeholders that stand out of all others

# stress: the texts say "doubled" and "halved" of the first two
REFUNDS_TIMES = 2.0
CONVERSION_TIMES = 0.5
PAY_TIMES = 1.4
PAID_SHARE = 0.6  # of the visits of a storefront that follows a target

# forecast
FORECAST_DRAWS = 1024

# compare
COMPARED = ("net_profit", "cash_closing")
CHANGED = ("net_profit", "cash_closing.min", "cash_closing")  # since the last run
ALL_ORDERS = 12  # most steps for which all orders are evaluated; beyond, orders are sampled

# seek
SEEK_DRAWS = 1024  # for each trial; a search needs dozens of trials

# allocate
GOALS = ("contribution_margin", "net_profit", "sales")
GOAL = GOALS[0]
