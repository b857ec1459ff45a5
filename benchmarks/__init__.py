"""How fast is it: `python -m benchmarks`, a table and outputs/benchmarks.json."""
