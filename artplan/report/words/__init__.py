"""Text for numbers, parameters and steps between plans."""
