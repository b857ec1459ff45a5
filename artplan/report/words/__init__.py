"""How numbers, parameters and steps are put into words."""
