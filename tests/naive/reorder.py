"""What a shop orders again by itself: the coming months' sales, less what it has and what is on its way."""

from __future__ import annotations

from tests.naive.month import UP, Month, add, per, to_steps

LINES = (
    "yearly_demand_opening",
    "yearly_demand_closing",
    "pieces_wanted_ahead",
    "pieces_coming",
    "pieces_coming_now",
    "pieces_expected_sold",
    "pieces_missing_ahead",
    "pieces_reordered",
)


def by_rule(m: Month, p: str, wanted: float, on_hand: float, run_left: float) -> float:
    """The order of the month, which is remembered with what it was worked out from."""
    n = m.now
    former = m.opening("yearly_demand_closing", p)
    yearly = per(wanted, n["season_share"], former)
    shares = n["base_month_share_used"]
    ahead = add(yearly * share * m.of("months_ahead", c, p) for c, share in shares.items())
    at_once = bool(m.of("order_arrives_at_once", p))
    coming = coming_now = 0.0
    for age in m.members("age"):
        earlier = m.opening("pieces_on_order_closing", (p, age))
        coming += earlier
        coming_now += earlier if m.of("earlier_order_arrives", p, age) else 0.0
    entered = m.of("purchases_planned", p)
    coming += entered
    coming_now += entered if at_once else 0.0
    gone = wanted if at_once else min(wanted, on_hand + coming_now)
    missing = max(ahead - (on_hand + coming - gone), 0.0) if m.of("is_reordered", p) else 0.0
    order = to_steps(missing, m.of("minimum_lot", p), UP)
    if m.of("is_edition", p):
        order = min(order, max(run_left - coming, 0.0))
    row = (former, yearly, ahead, coming, coming_now, gone, missing, order)
    for name, value in zip(LINES, row, strict=True):
        n[name][p] = value
    return order
