"""How a plan is shown to a reader: labels and texts."""
