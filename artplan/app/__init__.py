"""The panel in which a plan is explored: the same in JupyterLab and, served by Voilà, in the browser."""
