"""Notes on values that are allowed and yet unlikely: what a careful reader of a plan would ask about.

A plan whose every value lies in its range may still have a year's pay as a month's, a price with a digit too
few, or a hire entered twice. Each module here looks at one kind of such slips and returns notes with place,
parameter and reason; `notes` collects them. What is usual is not decided in code but in `bands.toml`, with
a source for each band.

A value that is meant so is silenced on its card: `note: "meant so: ..."` (属实：……).
"""
