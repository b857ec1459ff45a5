"""Section `correlations`: correlated uncertain parameters. Only simulations read it."""

from __future__ import annotations

from pydantic import Field

from artplan.plan.schema.fields import Section


class Correlation(Section):
    """The rank correlation of two uncertain parameters: above 0 they rise together, below 0 they oppose."""

    between: tuple[str, ...] = Field(strict=False, description="The paths of the two parameters.")
    rank: float = Field(gt=-1, lt=1, description="Their rank correlation (Spearman), between -1 and 1.")
