"""Benchmarks: `python -m benchmarks` prints a table and writes outputs/benchmarks.json."""
