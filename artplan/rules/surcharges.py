"""Surcharges on VAT, and the relief that small firms have on them and on stamp duty.

City construction tax and education surcharges are a part of the VAT due. Small-scale taxpayers have the
relief as such. A general taxpayer has it as a small low-profit firm: by the annual filing of the last fiscal
year, from July to the June after it. Until the plan has a year behind it, its own word on the income tax
holds.
"""

from artplan.engine.line import line, opening
from artplan.engine.vocabulary import where

taxable_profit_ytd_opening = opening("taxable_profit_ytd", zh="期初累计应纳税所得额")
taxable_profit_last_year_opening = opening("taxable_profit_last_year_closing", zh="期初上年应纳税所得额")
relief_is_lost_opening = opening("relief_is_lost_closing", zh="期初不再享受减征")


@line("CNY", zh="上年应纳税所得额", en="Taxable profit of last year", rolls="last", good="up")
def taxable_profit_last_year_closing(
    year_turns, taxable_profit_ytd_opening, taxable_profit_last_year_opening
):
    """The taxable profit of the last fiscal year that the plan has seen to its end."""
    return where(year_turns, taxable_profit_ytd_opening, taxable_profit_last_year_opening)


@line("1", zh="不再享受减征", en="Relief is lost", rolls="last")
def relief_is_lost_closing(
    relief_is_reviewed, taxable_profit_last_year_closing, small_profit_limit, relief_is_lost_opening
):
    """1 from the review of a year above the limit of small firms to that of a year within it."""
    return where(
        relief_is_reviewed, taxable_profit_last_year_closing > small_profit_limit, relief_is_lost_opening
    )


@line("1", zh="享受减征", en="Relief is kept", rolls="average")
def relief_is_kept(relief_is_lost_closing, vat_general, relief_by_filing):
    """0 where a general taxpayer, whose relief hangs on his filing, has lost it."""
    return 1 - relief_is_lost_closing * vat_general * relief_by_filing


@line("CNY", zh="附加税费", en="Surcharges on VAT", good="down")
def surcharges(vat_due, surcharge_rate, surcharge_relief, relief_is_kept):
    """City construction tax and education surcharges on the VAT due, less the relief for small firms."""
    return vat_due * surcharge_rate * (1 - surcharge_relief * relief_is_kept)
