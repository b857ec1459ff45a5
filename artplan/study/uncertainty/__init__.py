"""Studies of uncertain parameters: simulation, sensitivity and break-even."""
