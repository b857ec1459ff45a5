"""Studies of a plan: simulation, sensitivity, sweeps, comparison, goal seek, allocation and explanation."""

SEED = 1  # the default seed of all random draws
