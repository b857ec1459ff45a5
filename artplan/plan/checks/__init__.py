"""Checks across the parts of a plan: faults where parts contradict each other, and notes for the reader."""
