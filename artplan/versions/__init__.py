"""Frozen versions of plans and forecasts: freeze, read and compare them, and measure how well they forecast.

A version is a folder `versions/ID/` beside the parameters. It never changes; a change is a new version.

versions/2027-B0/params/          the resolved parameters and the statutory tables, a parameter folder again
versions/2027-B0/lines.csv        every line without dimensions by month, to twelve digits
versions/2027-B0/version.json     who approved it, when and why, and the hash of every file

A forecast has the lines that a ledger knows, actual so far and then forecast, the parameters of its open
months, and in `version.json` its last closed month and what the open ones follow.
"""
