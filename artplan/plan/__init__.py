"""The plan as input: YAML parameters, read, checked and arranged as arrays for the rules."""
