"""HTML pages: of a notebook, of a plan, of all runs."""
