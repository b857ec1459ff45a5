"""Turn a plan into the named arrays that the rules read."""
