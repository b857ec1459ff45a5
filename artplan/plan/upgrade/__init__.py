"""Rewrite an older plan in the current names."""
