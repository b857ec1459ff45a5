"""What a shop's platform exports, read for what an estimate needs of it and nothing more."""
