"""Leaves: the single numbers of a plan, in the forms in which a file may write them."""
