"""The terms of a study's arguments: lines, measures, parameters and parameters that a search moves."""
