"""Convert results to HTML for the panel, without a chart library, so that the views appear immediately."""
