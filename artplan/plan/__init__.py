"""What is intended: parameters in YAML, checked, and laid out for the rules."""
