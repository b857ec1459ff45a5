"""What a command ends with."""

DONE, CHECK_FAILED, BAD_INPUT, RUN_FAILED = range(4)
INTERRUPTED = 130
