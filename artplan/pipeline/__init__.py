"""Notebooks -> outputs. The only room that knows papermill, kernels and the folder of outputs.

`run.py` is the command `artplan run`, `make.py` has the jobs of its plans done and each plan's folder put in
place, `job.py` and `state.py` are what the others hand on. `notebooks/` finds notebooks and executes one,
`jobs/` keeps worker processes busy with them, `outputs/` knows what lies in a run's folder.
"""
