"""The whole plan as one PDF: the notebooks' stories as chapters, set by typst."""
