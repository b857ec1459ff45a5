"""What must hold whatever the plan says (errors: the model is broken), and what a founder should
know at once (alerts: the business is in trouble).

An error line is a difference reached by two ways; it is 0. An alert line is 0 or the size of the trouble.
"""

from artplan.engine.line import line
from artplan.engine.vocabulary import maximum, total, where


@line("CNY", zh="岗位与部门人工成本一致", en="Payroll by stint equals payroll by department", check="error")
def check_payroll(payroll_cost, payroll_cost_by_department):
    """Payroll summed over stints, less payroll summed over departments."""
    return total(payroll_cost, over="stint") - total(payroll_cost_by_department, over="department")


@line("CNY", zh="预算人工成本一致", en="Payroll by its parts equals payroll in the budget", check="error")
def check_payroll_parts(
    pay_by_parts,
    employer_contribution_by_scheme,
    flat_burden_total,
    benefits_cost,
    joining_cost,
    payroll_total,
):
    """Pay by its parts, contributions and other cost of people, less the payroll that the budget carries."""
    contributions = total(employer_contribution_by_scheme, over="scheme") + flat_burden_total
    return (
        total(pay_by_parts, over="stint")
        + contributions
        + total(benefits_cost, over="stint")
        + total(joining_cost, over="person")
        - payroll_total
    )


@line("CNY", zh="薪酬分项合计", en="Pay by its parts", per="stint")
def pay_by_parts(
    fixed_pay,
    performance_pay,
    commission_pay,
    high_temperature_pay,
    thirteenth_month_cost_by_stint,
    severance_by_stint,
):
    """Fixed and performance pay, commission, high-temperature allowance, 13th month and severance."""
    monthly = fixed_pay + performance_pay + commission_pay + high_temperature_pay
    return monthly + thirteenth_month_cost_by_stint + severance_by_stint


@line("person", zh="部门人数合计一致", en="Departments add up to the headcount", rolls="last", check="error")
def check_headcount(headcount_by_department, headcount_total):
    """Heads summed over departments, less the headcount."""
    return total(headcount_by_department, over="department") - headcount_total


@line(
    "person", zh="在岗人数不为负", en="Headcount is never negative", per="post", rolls="last", check="error"
)
def check_headcount_negative(headcount_closing):
    """Heads below 0."""
    return maximum(0 - headcount_closing, 0)


@line("visit", zh="渠道访客数合计一致", en="Channels and natural visits add up", check="error")
def check_visits(visits_by_channel, natural_visits, visits_total):
    """Visits summed over channels and natural ones, less all visits."""
    return total(visits_by_channel, over="channel") + total(natural_visits, over="campaign") - visits_total


@line("visit", zh="店铺访客数合计一致", en="Storefronts add up to the visits", check="error")
def check_visits_by_storefront(visits_by_storefront, visits_total):
    """Visits summed over storefronts, less all visits."""
    return total(visits_by_storefront, over="storefront") - visits_total


@line("CNY", zh="渠道推广费合计一致", en="Channels add up to the advertising", check="error")
def check_advertising(spend_by_channel, advertising_total):
    """Spend summed over channels, less all advertising."""
    return total(spend_by_channel, over="channel") - advertising_total


@line("CNY", zh="店铺成交额合计一致", en="Storefronts add up to the sales", check="error")
def check_sales(gross_sales_by_storefront, gross_sales_total):
    """Gross sales summed over storefronts, less all gross sales."""
    return total(gross_sales_by_storefront, over="storefront") - gross_sales_total


@line("CNY", zh="品类销售合计一致", en="Products add up to the sales", check="error")
def check_products(product_gross_sales, product_share_total, gross_sales_total):
    """Gross sales summed over products, less all gross sales; where products are planned at all."""
    return where(product_share_total > 0, total(product_gross_sales, over="product") - gross_sales_total, 0)


@line("order", zh="订单漏斗逐级不增", en="The funnel of orders never widens", per="campaign", check="error")
def check_funnel(orders_placed, orders_due, orders_paid, orders_returning, orders_after_enquiry):
    """Orders paid above orders placed and due, to be returned above paid, or enquired above placed."""
    return (
        maximum(orders_paid - orders_placed - orders_due, 0)
        + maximum(orders_returning - orders_paid, 0)
        + maximum(orders_after_enquiry - orders_placed, 0)
    )


@line("CNY", zh="现金为负", en="Cash below zero", rolls="max", good="down", check="alert")
def alert_cash(cash_closing):
    """How much money is lacking at the month's end."""
    return maximum(0 - cash_closing, 0)


@line("CNY", zh="未达销售目标", en="Sales below target", per="storefront", good="down", check="alert")
def alert_target(sales_target_by_storefront, gross_sales_by_storefront):
    """How much of the storefront's target is not sold."""
    return maximum(sales_target_by_storefront - gross_sales_by_storefront, 0)
