"""Inputs that are not parameters as such: counted, looked up in tables by month, or aligned.

Each module declares the inputs it prepares (`INPUTS`) and computes their arrays for a plan (`arrays`).
Nothing here multiplies money, people or visits: the rules do that, so that `explain` can show it.
"""
