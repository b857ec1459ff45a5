"""What stands in the files before it means anything: text, places, faults, dates."""
