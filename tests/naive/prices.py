"""What products cost to buy, and what dearer ones do to orders, order values and conversion."""

from __future__ import annotations

from tests.naive.month import Month, add, per

OF_PRODUCT = ("product_price_ratio", "product_pieces_response", "product_weight")
OF_CAMPAIGN = (
    "list_order_value",
    "order_value",
    "price_relative",
    "conversion_response",
    "price_response",
    "conversion_at_price",
)


def products(m: Month) -> None:
    """Each product's price, and what it is sold for against its reference: dearer, and less often."""
    n = m.now
    for name in ("piece_price_marked_up", *OF_PRODUCT):
        n[name] = {}
    prices = m.each("piece_price", "product", lambda p: _price(m, p))
    orders = money = 0.0
    for p, price in prices.items():
        weight, reference = m.of("product_sales_share", p), m.of("reference_price", p)
        dearer = price / reference if reference else 1.0
        elasticity = m.of("product_price_elasticity", p)
        pieces = dearer**elasticity if dearer else 1.0
        orders, money = orders + weight * pieces, money + weight * pieces * dearer
        n["product_price_ratio"][p], n["product_pieces_response"][p] = dearer, pieces
        n["product_weight"][p] = weight * pieces * dearer
    before = n["reference_weight_total"] = add(m.of("product_sales_share", p) for p in prices)
    n["product_share_total"] = money
    n["orders_response"] = orders / before if before else 1.0
    whole = money / before if before else 1.0
    n["order_value_response"] = whole / n["orders_response"] if n["orders_response"] else 1.0


def _price(m: Month, p: str) -> float:
    markup, net_wanted = m.of("markup_rate", p), m.of("artist_net_wanted", p)
    marked_up = m.of("piece_unit_cost", p) * (1 + markup) if markup else 0.0
    m.now["piece_price_marked_up"][p] = marked_up
    entered, artist = m.of("piece_price_entered", p), m.of("artist_share", p)
    return per(net_wanted, artist) if net_wanted > 0 else entered or marked_up


def campaigns(m: Month) -> None:
    """What an order is worth, and how many of the visits buy at that."""
    n = m.now
    for name in OF_CAMPAIGN:
        n[name] = {}
    for c in m.members("campaign"):
        shop = str(m.group("campaign", "storefront", c))
        listed = m.of("average_order_value", c) * n["order_value_response"]
        value = listed * (1 - m.of("discount_rate", c)) * (1 - m.of("coupon_rate", c))
        reference, full = m.of("reference_order_value", c), m.of("average_order_value", c)
        usual, left = 1 - m.of("reference_discount_rate", c), 1 - m.of("discount_rate", c)
        relative = per(full, reference, 1.0) * per(left, usual, 1.0)
        answer = relative ** m.of("price_elasticity", shop) if relative else 1.0
        both = n["orders_response"] * answer
        rate = min(m.of("conversion_rate", c) * both, 1.0)
        for name, each in zip(OF_CAMPAIGN, (listed, value, relative, answer, both, rate), strict=True):
            n[name][c] = each
