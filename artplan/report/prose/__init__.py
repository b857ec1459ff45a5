"""The report's paragraphs: sentences from the catalogue, chosen and filled by this run's own figures."""
