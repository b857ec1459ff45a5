"""The schema of a plan: one pydantic model for each section; each leaf declares unit, label and range."""

from artplan.plan.schema.root import DIMENSIONS, Sections

__all__ = ["DIMENSIONS", "Sections"]
