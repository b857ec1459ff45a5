"""Where a number comes from, as a reader sees it."""
