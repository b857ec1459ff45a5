"""Many plans at once, as the cases of one evaluation: how cases are built, drawn and compared."""
