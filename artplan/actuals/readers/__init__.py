"""Exports of platforms, banks and ledgers: a declaration in YAML for each, and what reads by it."""
