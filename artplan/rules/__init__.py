"""The model: one small function per line, one module per sheet, in the order a reader meets them.

Rules import the vocabulary and the line decorator, nothing else; they know each other by name only.
"""
