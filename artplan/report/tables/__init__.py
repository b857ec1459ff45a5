"""Tables as a reader sees them: labelled, rounded so that they add up; the exact numbers kept as a frame."""
