"""What a reader reads, in every language, by key: the catalogue."""
