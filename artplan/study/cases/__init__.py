"""Many plans at once: the cases of one evaluation, how they are counted, drawn and told apart."""
