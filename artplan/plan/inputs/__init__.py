"""A plan becomes the arrays that the rules read."""
