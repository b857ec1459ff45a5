"""Losses of earlier fiscal years: what is set against profit, what is too old for it.

A loss, as tax law reckons it (see `taxable`), may be set against the profits of the years after it, the
oldest first, for as many years as the statute says. The dimension `age` counts fiscal years here: place by
place it holds what is left of the losses that arose at least so many years before the last one, so that the
first place holds all of them. Whatever is used or expires is taken from the oldest, and so from every place
alike, down to 0.
"""

from artplan.engine.line import line, opening
from artplan.engine.vocabulary import aged, between, maximum, total, where


@line("CNY", zh="建账可弥补亏损（按年限）", en="Losses at the start by age", per="age", rolls="first")
def loss_left_at_start(loss_start, age_is_new, loss_amount, loss_reaches):
    """Last year's loss, and those of the years that the plan names, where they are old enough."""
    return loss_start * age_is_new + total(loss_amount * loss_reaches, over="loss")


@line("CNY", zh="建账可弥补亏损", en="Losses at the start", rolls="first")
def loss_brought_at_start(loss_left_at_start, age_is_new):
    """All losses that the plan begins with."""
    return total(loss_left_at_start * age_is_new, over="age")


loss_left_opening = opening("loss_left_closing", first="loss_left_at_start", zh="期初可弥补亏损（按年限）")
loss_brought_opening = opening("loss_brought_closing", first="loss_brought_at_start", zh="期初可弥补亏损")


@line("CNY", zh="上年弥补亏损", en="Losses used")
def loss_used(year_turns, taxable_result_ytd_opening, loss_brought_opening):
    """What the profit of the fiscal year that has ended took of the losses before it."""
    return where(year_turns, between(taxable_result_ytd_opening, 0, loss_brought_opening), 0)


@line("CNY", zh="上年新增亏损", en="Losses new", good="down")
def loss_new(year_turns, taxable_result_ytd_opening):
    """The loss of the fiscal year that has ended."""
    return where(year_turns, maximum(0 - taxable_result_ytd_opening, 0), 0)


@line("CNY", zh="转入可弥补亏损", en="Losses taken over", rolls="last", good="down")
def loss_taken_over(loss_brought_opening, loss_used, loss_new):
    """Losses before any of them expires."""
    return loss_brought_opening - loss_used + loss_new


@line("CNY", zh="转入可弥补亏损（按年限）", en="Losses taken over by age", per="age", rolls="last")
def loss_left(year_turns, loss_left_opening, loss_used, loss_taken_over, age_is_new):
    """A year that has ended moves what is left of older losses one place on and adds its own."""
    older = aged(maximum(loss_left_opening - loss_used, 0))
    return where(year_turns, older + loss_taken_over * age_is_new, loss_left_opening)


@line("CNY", zh="逾期未弥补亏损", en="Losses expired", good="down")
def loss_expired(loss_left, loss_expires):
    """What the last year allowed has not used up."""
    return total(loss_left * loss_expires, over="age")


@line("CNY", zh="可弥补亏损（按年限）", en="Losses left by age", per="age", rolls="last", good="down")
def loss_left_closing(loss_left, loss_expired):
    """Losses that may still be set against profit, at least so many years old."""
    return maximum(loss_left - loss_expired, 0)


@line("CNY", zh="可弥补亏损", en="Losses of earlier years", rolls="last", good="down")
def loss_brought_closing(loss_left_closing, age_is_new):
    """Losses of earlier years that may be set against this year's profit."""
    return total(loss_left_closing * age_is_new, over="age")


@line("CNY", zh="亏损变动一致", en="Losses move by what is new, used and expired", check="error")
def check_losses(loss_brought_opening, loss_new, loss_used, loss_expired, loss_brought_closing):
    """Opening losses and new ones, less those used and expired, less closing losses."""
    return loss_brought_opening + loss_new - loss_used - loss_expired - loss_brought_closing
