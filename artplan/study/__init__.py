"""Questions asked of a plan that has been worked out."""
