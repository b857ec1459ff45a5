"""The explanation of a number: how it is derived from other lines and from parameters."""
