"""Section `correlations`: uncertain parameters that go together. Only a simulation looks at it."""

from __future__ import annotations

from pydantic import Field

from artplan.plan.schema.fields import Section


class Correlation(Section):
    """How far two uncertain parameters go up together (above 0) or against each other (below 0)."""

    between: tuple[str, ...] = Field(strict=False, description="The paths of the two parameters.")
    rank: float = Field(gt=-1, lt=1, description="Their rank correlation (Spearman), between -1 and 1.")
