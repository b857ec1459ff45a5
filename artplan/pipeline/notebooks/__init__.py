"""Find notebooks and execute them."""
