"""What a study takes where nothing else is asked for: the same for the command, for Python and notebooks.

Nothing is imported here, so that the command line's help can say it at once.
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
CHANGE = 0.1  # of every given parameter, where they are not moved by their distributions
INPUTS_SHOWN = 15  # in a table

# compare
COMPARED = ("net_profit", "cash_closing")
ALL_ORDERS = 12  # decisions up to which all orders are counted; of more, some orders are drawn

# seek
SEEK_DRAWS = 1024  # of every trial: a search takes dozens of them

# allocate
GOALS = ("contribution_margin", "net_profit", "sales")
GOAL = GOALS[0]
