"""Variants of a plan: the steps between two plans, and plans with substituted numbers."""
