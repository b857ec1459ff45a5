"""Kernels that start in a blink: a process that has imported everything is copied, not a new one started.

Starting Python and importing pandas and matplotlib is almost all of a small notebook's time. Here a kernel is
a copy (fork) of the running process, or a fresh Python that has imported everything before its notebook
comes; it serves IPython's own kernel over two pipes in place of sockets. papermill and nbclient do all the
rest as with any kernel: parameters, outputs, display updates, widgets, time limits, a kernel that dies.

`engine` is what papermill finds under the name `artplan`; `process` comes by kernels; `client` is what
nbclient talks to; `shell` is what runs in the kernel's process; `wire` is the line between them.
"""
