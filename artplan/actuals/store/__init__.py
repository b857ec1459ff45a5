"""The records that were imported, in a file of SQLite beside the plan's parameters."""
