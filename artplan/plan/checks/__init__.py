"""What must hold between the parts of a plan, and what is worth a note."""
