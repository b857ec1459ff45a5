"""Tables of the studies' answers, one module per study."""
