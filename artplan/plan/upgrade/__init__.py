"""An owner's older plan, rewritten in the names of today."""
