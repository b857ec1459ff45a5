"""How a plan is told again: labels, texts, and as a file."""
