"""All texts that a user sees, in Chinese and English, by key."""
