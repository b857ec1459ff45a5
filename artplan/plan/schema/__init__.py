"""What a plan may hold: one pydantic model per section, each leaf declared with unit, label and range."""

from artplan.plan.schema.root import DIMENSIONS, Sections

__all__ = ["DIMENSIONS", "Sections"]
