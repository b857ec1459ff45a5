"""Charts: each takes a result and a language and gives a matplotlib figure with its alternative text."""
