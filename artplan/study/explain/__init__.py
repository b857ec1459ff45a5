"""Trace a number back to parameters, files and sources."""
