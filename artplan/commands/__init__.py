"""The commands, one module each: `add` defines the arguments with argparse, `act` runs the command.

Before a command is selected, only argparse is imported, so that the command line answers quickly.
"""
