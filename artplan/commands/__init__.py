"""The commands, one module each: `add` describes it to argparse, `act` does it.

Nothing but argparse is imported before a command is chosen.
"""
