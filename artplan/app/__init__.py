"""The interactive panel for exploring a plan, shown in JupyterLab or served to a browser by Voilà."""
