"""Where a number comes from, down to parameters, files and sources."""
