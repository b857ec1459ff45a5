"""Refunds to come as a provision, and the cost of what comes back as an asset; for one standard only."""

from __future__ import annotations

from tests.naive.month import Month, add, per

OF_PRODUCT = (
    *("product_refunds_expected", "product_artist_share_expected", "product_refund_vat_expected"),
    *("product_goods_expected", "product_returns_provision", "product_return_goods", "refund_saved_share"),
)


def provision(m: Month) -> None:
    """What sales booked so far will still lose of their revenue and of their cost."""
    n, booked = m.now, m.of("is_enterprise_standard")
    by_shop: dict[tuple[str, str], float] = {}
    for (shop, _, kind), orders in n["refunds_due_by_kind_closing"].items():
        by_shop[shop, kind] = by_shop.get((shop, kind), 0.0) + orders
    n["orders_expected_back_by_storefront_closing"] = by_shop
    waiting = m.each(
        "orders_expected_back_closing",
        "refund_kind",
        lambda kind: add(orders for (_, one), orders in by_shop.items() if one == kind),
    )
    for name in OF_PRODUCT:
        n[f"{name}_closing"] = {}
    n["product_returns_effect"], n["product_artists_expected_closing"] = {}, {}
    for p in m.members("product"):
        _of_product(m, p, waiting, booked)
    elsewhere = n["refunds_expected_closing"] - add(n["product_refunds_expected_closing"].values())
    net = elsewhere * (1 - n["sales_vat_share"]) if booked else 0.0
    for name, more in (("returns_provision", net), ("return_goods", 0.0)):
        n[f"{name}_opening"] = m.opening(f"{name}_closing")
        n[f"{name}_closing"] = add(n[f"product_{name}_closing"].values()) + more
        n[f"{name}_movement"] = n[f"{name}_closing"] - n[f"{name}_opening"]
    n["net_revenue"] -= n["returns_provision_movement"]


def _of_product(m: Month, p: str, waiting: dict[str, float], booked: float) -> None:
    n, ages = m.now, m.members("age")
    unfit = 1 - m.of("returned_saleable_share", p)
    lost = per(waiting["refund_only"] + waiting["return_of_goods"] * unfit, add(waiting.values()))
    refunds = add(n["product_refunds_due_closing"][p, age] for age in ages)
    at_list_price = add(n["product_refunds_due_at_list_price_closing"][p, age] for age in ages)
    cost = add(n["stock_cost_due_back_closing"][p, age] for age in ages)
    saved, agent = 1 - lost, bool(m.of("is_agent", p))
    artist = (at_list_price if m.of("share_on_list_price", p) else refunds) * m.of("artist_share", p) * saved
    net = n["product_artists_expected_closing"][p] = artist * (1 - n["artist_vat_share"][p])
    own = refunds - artist if agent else refunds
    vat = refunds * n["sales_vat_share"]
    if m.of("taxed_on_commission", p):
        vat = own * n["commission_vat_share"]
    bought = refunds * m.of("product_cost_rate", p) * (1 - n["goods_vat_share"][p])
    goods = saved * (cost + bought)
    provided = refunds - (net if agent else 0.0) - vat if booked else 0.0
    right = goods + (0.0 if agent else net) if booked else 0.0
    for name, value in zip(OF_PRODUCT, (refunds, artist, vat, goods, provided, right, saved), strict=True):
        n[f"{name}_closing"][p] = value
    effect = provided - right
    for name, sign in (("product_returns_provision", -1), ("product_return_goods", 1)):
        before = m.opening(f"{name}_closing", p)
        n.setdefault(f"{name}_opening", {})[p] = before
        effect += sign * before
    n["product_returns_effect"][p] = effect
