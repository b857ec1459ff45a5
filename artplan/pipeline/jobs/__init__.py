"""How jobs are handed to worker processes, here or elsewhere, and what a worker does with one."""
