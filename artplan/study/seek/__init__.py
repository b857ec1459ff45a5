"""The value of a parameter at which a number of the plan meets its target."""
