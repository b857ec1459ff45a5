"""The files of a plan before interpretation: text, positions, faults and dates."""
