"""HTML pages of a notebook, of a plan and of all runs."""
