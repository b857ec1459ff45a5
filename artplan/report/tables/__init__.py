"""Tables for display: labelled, rounded so that they add up, with the exact numbers as a frame."""
