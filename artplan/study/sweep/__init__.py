"""One plan at many points of its parameters."""
