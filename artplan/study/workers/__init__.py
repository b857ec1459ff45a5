"""Execution of long studies: in this process or on a cluster, with results stored on disk."""
