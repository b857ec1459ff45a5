"""From the accounts of a ledger to the lines of the plan."""
