"""What a plan comes to when its parameters are not known exactly."""
