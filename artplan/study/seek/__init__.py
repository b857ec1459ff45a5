"""Goal seek: the values of a parameter at which a number of the plan meets a target."""
