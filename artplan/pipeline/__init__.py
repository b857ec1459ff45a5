"""Notebooks -> outputs. The only room that knows papermill, kernels and the folder of outputs.

`notebooks.py` finds and inspects notebooks, `execute.py` runs one in a kernel of its own and wipes the
machine's traces off it, `worker.py` is the process that does so again and again, `workers.py` keeps several
of them busy, `staging.py` puts finished folders in their place, `finish.py` and `files.py` write what a run
leaves behind, `run.py` joins them into the command `artplan run`.
"""
