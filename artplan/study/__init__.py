"""Questions asked of a plan that has been worked out."""

SEED = 1  # of everything drawn at random, unless another is asked for
