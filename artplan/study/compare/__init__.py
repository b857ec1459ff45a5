"""What differs between two plans, and what each difference makes of a line."""
