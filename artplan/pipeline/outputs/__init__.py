"""Write the output folder: the files of a run, and their move to the final place."""
