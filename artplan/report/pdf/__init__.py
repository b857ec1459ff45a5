"""The whole plan as one PDF, typeset by typst, with each notebook as a chapter."""
