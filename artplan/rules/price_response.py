"""What prices do to demand: an order's value follows products' prices, and conversion answers them.

A product with a reference price (the one at which its share of sales and the order value were seen) is sold
in as many pieces as then, times its price over the reference, to the power of its elasticity. The order value
moves with what products sell for, so that both lead to the same money. Without a reference nothing answers:
then the order value leads, and a dearer piece is one of fewer pieces.

The conversion rate of a storefront answers its discounts by the storefront's elasticity, and the order value
that is entered where a reference for it is given. A campaign with a conversion rate of its own answers only
what differs from the discount at which that rate was seen.
"""

from artplan.engine.line import line
from artplan.engine.vocabulary import minimum, of, ratio, total


@line("1", zh="价格相对基准", en="Price over its reference", per="product", rolls="average")
def product_price_ratio(piece_price, reference_price):
    """1 where no reference is given."""
    return ratio(piece_price, reference_price, 1)


@line("1", zh="件数对价格的响应", en="Pieces in answer to the price", per="product", rolls="average")
def product_pieces_response(product_price_ratio, product_price_elasticity):
    """One percent on the price changes the pieces by the elasticity in percent; what is free, as many."""
    return ratio(1, product_price_ratio, 1) ** (0 - product_price_elasticity)


@line("1", zh="计价后品类权重", en="Product weight at its price", per="product", rolls="average")
def product_weight(product_sales_share, product_price_ratio, product_pieces_response):
    """The product's weight at its reference price, by what its price makes of pieces and of their value."""
    return product_sales_share * product_price_ratio * product_pieces_response


@line("1", zh="基准品类权重合计", en="Sum of the weights at reference prices", rolls="last")
def reference_weight_total(product_sales_share):
    """What the products' weights add up to before any answer."""
    return total(product_sales_share, over="product")


@line("1", zh="订单对价格的响应", en="Orders in answer to prices", rolls="average")
def orders_response(product_sales_share, product_pieces_response, reference_weight_total):
    """The products' pieces, weighed by their shares of sales."""
    return ratio(
        total(product_sales_share * product_pieces_response, over="product"), reference_weight_total, 1
    )


@line("1", zh="客单价随价格的变动", en="Order value in answer to prices", rolls="average")
def order_value_response(product_share_total, reference_weight_total, orders_response):
    """What all products sell for against their references, over the orders that are left."""
    return ratio(ratio(product_share_total, reference_weight_total, 1), orders_response, 1)


@line("CNY/order", zh="标价客单价", en="Order value at list price", per="campaign", rolls="average")
def list_order_value(average_order_value, order_value_response):
    """The average order value, as prices of products move it; before any discount."""
    return average_order_value * order_value_response


@line("1", zh="成交价相对基准", en="Price paid over its reference", per="campaign", rolls="average")
def price_relative(average_order_value, reference_order_value, discount_rate, reference_discount_rate):
    """The order value over that at which the conversion rate was seen, and the discount over that then."""
    return ratio(average_order_value, reference_order_value, 1) * ratio(
        1 - discount_rate, 1 - reference_discount_rate, 1
    )


@line("1", zh="转化率对价格的响应", en="Conversion in answer to the price", per="campaign", rolls="average")
def conversion_response(price_relative, price_elasticity):
    """One percent on the price changes the conversion rate by the storefront's elasticity in percent."""
    return ratio(1, price_relative, 1) ** (0 - of(price_elasticity, by="storefront", per="campaign"))


@line("1", zh="需求对价格的响应", en="Demand in answer to prices", per="campaign", rolls="average")
def price_response(orders_response, conversion_response):
    """What prices of products and the order value leave of the conversion rate."""
    return orders_response * conversion_response


@line("order/visit", zh="定价后转化率", en="Conversion rate at the price", per="campaign", rolls="average")
def conversion_at_price(conversion_rate, price_response, most_orders):
    """The conversion rate as prices and discount leave it; never above one order a visit."""
    return minimum(conversion_rate * price_response, most_orders)
