"""Margins and shares outside the band that the plan declares for them.

A month without sales has no margin and no share; it is no alert. Where refunds exceed sales, a margin is
undefined, counts as 0, and does not reach a lowest margin above 0.
"""

from artplan.engine.line import line
from artplan.engine.vocabulary import maximum, some, where


@line("1", zh="毛利率越限", en="Gross margin outside its band", rolls="max", good="down", check="alert")
def alert_gross_margin(
    gross_margin_rate, gross_margin_rate_lowest, gross_margin_rate_highest, gross_sales_total
):
    """How far the gross margin lies below its lowest or above its highest."""
    outside = maximum(
        gross_margin_rate_lowest - gross_margin_rate, gross_margin_rate - gross_margin_rate_highest
    )
    return where(some(gross_sales_total), maximum(outside, 0), 0)


@line("1", zh="净利率越限", en="Net margin outside its band", rolls="max", good="down", check="alert")
def alert_net_margin(net_margin_rate, net_margin_rate_lowest, net_margin_rate_highest, gross_sales_total):
    """How far the net margin lies below its lowest or above its highest."""
    outside = maximum(net_margin_rate_lowest - net_margin_rate, net_margin_rate - net_margin_rate_highest)
    return where(some(gross_sales_total), maximum(outside, 0), 0)


@line("1", zh="推广费率越限", en="Ad share outside its band", rolls="max", good="down", check="alert")
def alert_advertising_share(
    advertising_share, advertising_share_lowest, advertising_share_highest, gross_sales_total
):
    """How far advertising's share of sales lies below its lowest or above its highest."""
    outside = maximum(
        advertising_share_lowest - advertising_share, advertising_share - advertising_share_highest
    )
    return where(some(gross_sales_total), maximum(outside, 0), 0)


@line("1", zh="人工成本率越限", en="Payroll share outside its band", rolls="max", good="down", check="alert")
def alert_payroll_share(payroll_share, payroll_share_lowest, payroll_share_highest, gross_sales_total):
    """How far payroll's share of sales lies below its lowest or above its highest."""
    outside = maximum(payroll_share_lowest - payroll_share, payroll_share - payroll_share_highest)
    return where(some(gross_sales_total), maximum(outside, 0), 0)
