"""Files and overlays become a plan."""
