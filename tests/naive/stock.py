"""Art in pieces: what arrives, what stock can serve, what is left and how old it is, and what it cost."""

from __future__ import annotations

import math

from tests.naive import reorder, returns
from tests.naive.month import Month, add, counted, figure, older, per

SUPPLY = (
    "product_mix",
    "pieces_wanted",
    "pieces_ordered",
    "pieces_arriving",
    "edition_left_opening",
    "pieces_received",
    "edition_left_closing",
    "pieces_opening",
    "pieces_available",
    "pieces_served",
    "product_served_share",
)
SALE = (
    "pieces_sold",
    "pieces_closing",
    "pieces_sold_share",
    "items_unsold_share",
    "sell_through_rate",
    "stock_days",
    "pieces_left_share",
    "piece_finishing",
    "alert_low_stock",
    "alert_stock_out",
)
BOUGHT = (
    "stock_value_opening",
    "stock_purchases",
    "stock_value_received",
    "piece_cost_average",
    "goods_vat_share",
)
WORTH = ("stock_cost_sold", "stock_value_before_write_down", "stock_written_down", "stock_value_closing")


def supply(m: Month) -> None:
    """What buyers want in pieces, what is there, and what part of each order is short."""
    n = m.now
    for name in (*SUPPLY, *reorder.LINES):
        n[name] = {}
    for name in ("pieces_on_order_opening", "pieces_on_order", "pieces_on_order_closing"):
        n[name] = {}
    weights, whole = n["product_weight"], n["product_share_total"]
    for p, weight in weights.items():
        _supply_of(m, p, per(weight, whole))
    served = add(n["product_mix"][p] * n["product_served_share"][p] for p in weights)
    n["stock_served_share"] = served if whole > 0 else 1.0
    m.each(
        "product_mix_sold",
        "product",
        lambda p: per(n["product_mix"][p] * n["product_served_share"][p], n["stock_served_share"]),
    )


def _supply_of(m: Month, p: str, mix: float) -> None:
    n, price = m.now, m.now["piece_price"][p]
    wanted = per(n["sales_wanted_total"] * mix, price)
    run_left = m.opening("edition_left_closing", p, m.of("edition_run", p))
    before = m.opening("pieces_closing", p, m.of("pieces_start", p))
    ordered = m.of("purchases_planned", p) + reorder.by_rule(m, p, wanted, before, run_left)
    arriving = _arriving(m, p, ordered)
    limited = bool(m.of("is_edition", p))
    received = min(arriving, run_left) if limited else arriving
    there = before + received
    served = min(wanted, there) if m.of("is_stocked", p) else wanted
    left = run_left - received if limited else run_left
    share = served / wanted if wanted else 1.0
    row = (mix, wanted, ordered, arriving)
    row += (run_left, received, left, before, there, served, share)
    for name, value in zip(SUPPLY, row, strict=True):
        n[name][p] = value


def _arriving(m: Month, p: str, ordered: float) -> float:
    """Orders grow older until their lead time is over."""
    n, ages = m.now, m.members("age")
    before = [m.opening("pieces_on_order_closing", (p, age)) for age in ages]
    waiting = older(before)
    waiting[0] += ordered
    arrives = [bool(m.of("piece_arrives", p, age)) for age in ages]
    for age, was, now, comes in zip(ages, before, waiting, arrives, strict=True):
        n["pieces_on_order_opening"][p, age] = was
        n["pieces_on_order"][p, age] = now
        n["pieces_on_order_closing"][p, age] = 0.0 if comes else now
    return add(now for now, comes in zip(waiting, arrives, strict=True) if comes)


def pieces(m: Month) -> None:
    """Pieces sold and sent back; what is left of every age."""
    n = m.now
    returns.empty(m, ("pieces_due_back", "stock_cost_due_back"), (*SALE, *BOUGHT, *WORTH, *returns.OF_PIECES))
    for name in ("pieces_by_age_before", "pieces_by_age_opening", "pieces_by_age", "pieces_by_age_closing"):
        n[name] = {}
    for p in m.members("product"):
        sold = n["pieces_sold"][p] = n["pieces_served"][p] * (1 - n["dispatch_lost_share"])
        there = n["pieces_available"][p]
        _bought(m, p)
        returns.pieces(m, p)
        left = there - sold + n["pieces_returned"][p] if m.of("is_stocked", p) else 0.0
        had, items = there + n["pieces_returned"][p], m.of("items_listed", p)
        unsold = math.prod([1 - 1 / items] * int(sold)) * (1 - 1 / items) ** (sold % 1) if items else 1.0
        row = (
            sold,
            left,
            figure(sold, had),
            unsold,
            counted(figure(sold, had)) if m.of("is_unique", p) else 1 - unsold,
            figure(left * m.of("days_in_month"), sold),
            per(left, there),
            sold * n["product_shipped_share"][p] * (m.of("framing_cost", p) + m.of("certificate_cost", p)),
            max(m.of("low_stock_level", p) - left, 0.0),
            (n["pieces_wanted"][p] - n["pieces_served"][p]) * n["piece_price"][p],
        )
        for name, value in zip(SALE, row, strict=True):
            n[name][p] = value
        _worth_of(m, p, _written_down(m, p))
    for name in ("stock_negative", "stock_account", "stock_ages", "stock_value", "unique_works", "edition"):
        m.each(f"check_{name}", "product", lambda p: 0.0)
    for name in ("pieces_sales", "pieces_back", "stock_cost_back", "product_refunds"):
        m.each(f"check_{name}", "product", lambda p: 0.0)
    _works_so_far(m)


def _written_down(m: Month, p: str) -> float:
    """Ages move on; pieces that reach the age of the write-down are counted."""
    n, ages, due = m.now, m.members("age"), 0.0
    start = [m.of("pieces_start", p) if age == "0" else 0.0 for age in ages]
    before = [m.opening("pieces_by_age_closing", (p, age), start[int(age)]) for age in ages]
    stand = older(before)
    stand[0] += n["pieces_received"][p]
    for age in ages:
        at = int(age)
        left = stand[at] * n["pieces_left_share"][p]
        if not n["pieces_available"][p]:
            left = n["pieces_closing"][p] if age == "0" else 0.0
        n["pieces_by_age_before"][p, age], n["pieces_by_age_opening"][p, age] = start[at], before[at]
        n["pieces_by_age"][p, age], n["pieces_by_age_closing"][p, age] = stand[at], left
        due += left if m.of("write_down_due", p, age) else 0.0
    return due


def _bought(m: Month, p: str) -> None:
    """What arrives at cost without creditable VAT, and the moving average."""
    n = m.now
    rate, general = m.of("goods_input_vat_rate", p), m.now["vat_general"]
    vat = rate / (1 + rate) if general else 0.0
    before = m.opening("stock_value_closing", p, m.of("stock_value_start", p))
    bought = n["pieces_received"][p] * m.of("piece_unit_cost", p)
    received = bought * (1 - vat)
    average = per(before + received, n["pieces_available"][p])
    row = (before, bought, received, average, vat)
    for name, value in zip(BOUGHT, row, strict=True):
        n[name][p] = value


def _worth_of(m: Month, p: str, old: float) -> None:
    """What leaves at average cost; old pieces lose a part of theirs."""
    n = m.now
    gone = n["pieces_sold"][p] * n["piece_cost_average"][p] - n["stock_cost_refunded"][p]
    left = n["stock_value_opening"][p] + n["stock_value_received"][p] - gone - n["stock_cost_lost"][p]
    part = m.of("write_down_rate", p) * m.of("is_enterprise_standard")
    down = per(old, n["pieces_closing"][p]) * left * part
    for name, value in zip(WORTH, (gone, left, down, left - down), strict=True):
        n[name][p] = value


def _works_so_far(m: Month) -> None:
    """All pieces ever to be had, ever sold and kept; the stock's movement in money."""
    n = m.now
    for name in ("works_offered", "works_sold"):
        first = "pieces_start" if name == "works_offered" else ""
        m.open_each(name, "product", first)
    m.each(
        "works_offered_closing", "product", lambda p: n["works_offered_opening"][p] + n["pieces_received"][p]
    )
    m.each(
        "works_sold_closing",
        "product",
        lambda p: n["works_sold_opening"][p] + n["pieces_sold"][p] - n["pieces_returned"][p],
    )
    for end in ("opening", "closing"):
        n[f"stock_value_{end}_total"] = add(n[f"stock_value_{end}"].values())
    n["stock_movement"] = n["stock_value_closing_total"] - n["stock_value_opening_total"]


def sales(m: Month) -> None:
    """Sales kept by product, and the artists' share of them."""
    n, mix = m.now, m.now["product_mix_sold"]
    for name in (
        "product_sales",
        "artist_payout",
        "agent_payout",
        "product_gross_sales",
        "product_refunds",
        "product_refunds_lost",
        "alert_product_refunds",
    ):
        n[name] = {}
    returns.empty(m, ("product_refunds_due",), ())
    paid = n["gross_sales"]
    m.each(
        "sales_refund_share",
        "age",
        lambda age: per(
            add(value * n["refund_month_share"][c, age] for c, value in paid.items()), n["gross_sales_total"]
        ),
    )
    for p in m.members("product"):
        gross = n["product_gross_sales"][p] = n["gross_sales_total"] * mix[p]
        back, part_lost = returns.money_of_product(m, p), n["refund_lost_share"][p]
        n["product_refunds"][p] = back + n["product_refunds_of_earlier_sales"][p]
        lost = n["product_refunds_lost"][p] = back * part_lost
        sales = gross - n["product_refunds"][p]
        shared = sales + lost
        if m.of("share_on_list_price", p):
            lost_at_list_price = n["product_refunds_at_list_price"][p] * part_lost
            shared = n["product_sales_at_list_price"][p] + lost_at_list_price
        artist = shared * m.of("artist_share", p)
        rate_of_refunds = n["return_weight"][p] * add(n["sales_refund_share"].values())
        n["alert_product_refunds"][p] = max(rate_of_refunds - 1, 0.0) * gross
        n["product_sales"][p], n["artist_payout"][p] = sales, artist
        n["agent_payout"][p] = artist if m.of("is_agent", p) else 0.0
    for name in ("artist_payout", "agent_payout"):
        n[f"{name}_total"] = add(n[name].values())


def products(m: Month) -> None:
    """Goods bought and used, and what each product leaves."""
    n = m.now
    for name in (
        "goods_bought",
        "goods_used",
        "goods_cost",
        "product_margin",
        "piece_packing",
        "piece_logistics",
    ):
        n[name] = {}
    for p in m.members("product"):
        sales, lost = n["product_sales"][p], n["product_refunds_lost"][p]
        made = (sales + lost) * m.of("product_cost_rate", p) + m.of("goods_cost_entered", p)
        made += n["piece_finishing"][p]
        from_stock = n["stock_cost_sold"][p] + n["stock_cost_lost"][p] + n["stock_written_down"][p]
        n["goods_bought"][p], n["goods_used"][p] = made + n["stock_purchases"][p], made + from_stock
        n["goods_cost"][p] = made * (1 - n["goods_vat_share"][p]) + from_stock
        n["product_margin"][p] = sales - n["artist_cost"][p] - made - from_stock
        ships = n["product_shipped_share"][p]
        packed = n["piece_packing"][p] = n["pieces_sold"][p] * m.of("piece_packing_cost", p) * ships
        insured = n["product_gross_sales"][p] * m.of("transit_insurance_rate", p) * ships
        n["piece_logistics"][p] = packed + insured
    for name in ("goods_used", "goods_bought"):
        n[f"{name}_total"] = add(n[name].values())
    n["check_products"] = n["check_refunds_by_product"] = 0.0
