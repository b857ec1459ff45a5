"""Read a plan: find its files, apply settings, and check everything."""
