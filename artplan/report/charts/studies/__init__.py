"""Charts of what studies answer, a module each."""
