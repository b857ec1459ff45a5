"""What a user may name in a question: lines, parameters, parameters that are moved, measures."""
