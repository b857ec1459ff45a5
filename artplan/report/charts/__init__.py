"""Charts: each function takes a result and a language and returns a `Chart` with alternative text."""
