"""What a month came to against what was planned."""
