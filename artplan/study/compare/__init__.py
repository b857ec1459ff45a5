"""Compare two plans: their differences, and the effect of each difference on a line."""
