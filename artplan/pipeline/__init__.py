"""Run notebooks and write their outputs.

This is the only package that knows papermill, kernels and the output folder. `run.py` implements the command
`artplan run`; `make.py` has the jobs of the plans executed and moves each plan's folder to its final place;
`job.py` and `state.py` define the data that the other modules exchange. `notebooks/` finds notebooks and
executes one, `jobs/` distributes the jobs to worker processes, `outputs/` writes the files of a run's folder.
"""
