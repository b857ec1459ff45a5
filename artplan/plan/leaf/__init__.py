"""One number of the plan, in any of the forms that a file may give it."""
