"""The same plan with something changed: steps between two plans, other numbers."""
