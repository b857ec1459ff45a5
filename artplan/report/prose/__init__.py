"""The report's paragraphs: sentences of the catalogue, selected and filled in by a result's figures."""
