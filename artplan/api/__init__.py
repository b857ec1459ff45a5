"""What users of Python call: plans, studies, and how they show themselves."""
