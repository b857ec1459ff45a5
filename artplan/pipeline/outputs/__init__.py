"""The folder of outputs: what lies in a run's folder, and how that takes its place."""
