"""Inputs that no parameter holds as it is: counted, looked up in tables by month, or aligned.

Each module lists the inputs it prepares (`INPUTS`) and gives their arrays for a plan (`arrays`). Nothing
here multiplies money, people or visits: that is for the rules, where it can be explained.
"""
