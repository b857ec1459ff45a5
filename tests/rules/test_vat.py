"""VAT as a tax office knows it: what is taxed, by what period, small-scale or general; reckoned by hand."""

from __future__ import annotations

SMALL = {
    "taxpayer": "small_scale",
    "small_scale_rate": 0.01,
    "vat_exempt_sales": 100_000,
    "surcharge_rate": 0.12,
    "surcharge_relief": 0,
}
