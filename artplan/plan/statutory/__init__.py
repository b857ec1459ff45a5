"""Statutory values: dated tables with their sources, and the entries that a plan uses."""
