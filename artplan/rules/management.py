"""The budget as a management table shows it: as billed, then everything divided by 1 plus one rate.

A simplification that many shops use: payroll, too, is divided, annual fees and overheads paid ahead count
when they are paid, and deposits may count as a cost. It is a view; accounts and taxes do not read it.
"""

from artplan.engine.line import line
from artplan.engine.vocabulary import maximum, rate


@line("CNY", zh="管理口径商品成本", en="View: cost of goods", good="down")
def view_cost(goods_used_total, artist_cost_total):
    """Goods and artists' shares, VAT in."""
    return goods_used_total + artist_cost_total


@line("CNY", zh="管理口径毛利", en="View: gross profit", good="up")
def view_gross_profit(sales_kept_total, view_cost):
    """Sales kept less goods and artists, VAT in."""
    return sales_kept_total - view_cost


@line("CNY", zh="管理口径保证金", en="View: deposits as a cost", good="down")
def view_deposits(deposits_paid_total, deposits_returned_total, view_deposits_as_cost, deposits_cost):
    """Deposits paid less returned where the view counts them as a cost, or the plan books them so."""
    return maximum(view_deposits_as_cost * (deposits_paid_total - deposits_returned_total), deposits_cost)


@line("CNY", zh="管理口径平台费用", en="View: platform fees", good="down")
def view_platform_fees(fees_billed, dealer_discount_total, view_deposits):
    """Fees with annual ones as they are paid, dealers' margins, and deposits that count as a cost, VAT in."""
    return fees_billed + dealer_discount_total + view_deposits


@line("CNY", zh="管理口径费用合计", en="View: all fees and costs", good="down")
def view_costs(view_platform_fees, advertising_total, logistics_paid, running_costs_paid, payroll_total):
    """Platforms, advertising, logistics, overheads and people, VAT in."""
    return view_platform_fees + advertising_total + logistics_paid + running_costs_paid + payroll_total


@line("CNY", zh="管理口径含税利润", en="View: profit, VAT in", good="up")
def view_profit_with_vat(view_gross_profit, view_costs):
    """Gross profit less all fees and costs, VAT in."""
    return view_gross_profit - view_costs


@line("CNY", zh="管理口径不含税销售额", en="View: net sales", good="up")
def view_net_sales(sales_kept_total, view_vat_rate):
    """Sales kept divided by 1 plus the view's rate."""
    return sales_kept_total / (1 + view_vat_rate)


@line("CNY", zh="管理口径不含税成本", en="View: net cost of goods", good="down")
def view_net_cost(view_cost, view_vat_rate):
    """Goods and artists divided by 1 plus the view's rate."""
    return view_cost / (1 + view_vat_rate)


@line("CNY", zh="管理口径不含税毛利", en="View: net gross profit", good="up")
def view_net_gross_profit(view_gross_profit, view_vat_rate):
    """Gross profit divided by 1 plus the view's rate."""
    return view_gross_profit / (1 + view_vat_rate)


@line("CNY", zh="管理口径不含税利润", en="View: profit", good="up")
def view_profit(view_profit_with_vat, view_vat_rate):
    """Profit divided by 1 plus the view's rate, payroll included: a simplification."""
    return view_profit_with_vat / (1 + view_vat_rate)


@line("1", zh="管理口径利润率", en="View: profit over sales", rolls="recomputed", good="up")
def view_profit_rate(view_profit_with_vat, sales_kept_total):
    """Profit, VAT in, over sales kept."""
    return rate(view_profit_with_vat, sales_kept_total)


@line("1", zh="管理口径费用率", en="View: costs over sales", rolls="recomputed", good="down")
def view_cost_rate(view_costs, sales_kept_total):
    """All fees and costs, VAT in, over sales kept."""
    return rate(view_costs, sales_kept_total)
