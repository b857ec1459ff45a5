"""What the panel shows: from results to a piece of HTML, written by hand so that it comes at once."""
