"""Sweeps: one plan at many points of its parameters."""
