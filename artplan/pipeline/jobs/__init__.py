"""Distribute jobs to local or remote worker processes, and execute them there."""
