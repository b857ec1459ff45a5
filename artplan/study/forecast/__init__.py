"""What the year comes to: closed months as they were, open ones by the model from the actual balances."""
