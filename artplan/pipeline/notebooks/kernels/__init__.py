"""Kernels that start quickly, because they run in a process that has already imported everything.

Starting Python and importing pandas and matplotlib takes most of the time of a small notebook. Here a kernel
is either a fork of the running process, or a new Python process that imports everything before it receives
its notebook. It runs IPython's own kernel and communicates over two pipes instead of sockets. papermill and
nbclient do the rest as with any other kernel: parameters, outputs, display updates, widgets, time limits, and
the detection of dead kernels.

`engine` is papermill's engine named `artplan`; `process` creates the kernel processes; `client` is the
interface that nbclient uses; `shell` runs in the kernel's process; `wire` is the message format of the pipes.
"""
