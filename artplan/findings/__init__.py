"""What endangers a plan: each trouble with what it costs if nothing is done, where, when, and what to decide.

A finding is data: a kind, a weight in yuan of profit or cash, a member, months, further amounts, and the
parameter that the decision would change. Its sentences stand in the catalogue. Each module here looks for
troubles of one sort and is handed a `Subject`: a plan, its result, and the means to ask what another decision
would bring. `find` collects them, the heaviest first. A plan without troubles has no findings.
"""
