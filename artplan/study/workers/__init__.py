"""Where long work is done: in this process, on a cluster, or kept on disk from an earlier run."""
