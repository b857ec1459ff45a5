"""Which notebooks there are, and how one is executed."""
