"""Annual fees and deposits of platforms, and who bears the payment fee.

An annual fee is paid once and spread over twelve months; the part not yet used is prepaid. Where sales
since its payment pass a step, a share of it comes back: booked in the month in which the step is passed,
received when the next year's fee falls due. A deposit stays an asset until it comes back, unless the
plan books it as a cost.
"""

from artplan.engine.line import line, opening
from artplan.engine.vocabulary import one_year, total, where


@line("CNY", zh="向买家收取的运费合计", en="Freight charged to buyers", per="storefront", good="up")
def shipping_charged(orders_paid_by_storefront, orders_returned_by_storefront, shipping_charge):
    """The freight that buyers pay on orders they keep, VAT in; commission does not fall on it."""
    return (orders_paid_by_storefront - orders_returned_by_storefront) * shipping_charge


@line("CNY", zh="运费收入合计", en="Freight charged, all storefronts", good="up")
def shipping_charged_total(shipping_charged):
    """The freight that all buyers pay."""
    return total(shipping_charged, over="storefront")


@line("CNY", zh="买家承担的手续费", en="Payment fee borne by buyers", per="storefront")
def payment_fee_of_buyers(payment_fee, payment_fee_on_buyer):
    """The payment fee that stands on the buyers' bills; it passes through and is no revenue."""
    return payment_fee * payment_fee_on_buyer


@line("CNY", zh="艺术家承担的手续费", en="Payment fee borne by artists", per="storefront")
def payment_fee_of_artists(payment_fee, payment_fee_on_artist):
    """The payment fee taken out of the artists' shares; what they get less is what the fee costs."""
    return payment_fee * payment_fee_on_artist


@line("CNY", zh="平台补贴", en="Subsidies of the platform", per="storefront", good="up")
def platform_subsidies(gross_sales, refunds, platform_subsidy_rate):
    """What the platform pays of the price in the buyers' place, less its part of refunds."""
    return total(gross_sales * platform_subsidy_rate, over="campaign", by="storefront") - total(
        refunds * platform_subsidy_rate, over="campaign", by="storefront"
    )


@line("CNY", zh="买家支付总额", en="Buyers' bills", per="storefront", good="up")
def buyers_bills(billed, payment_fee_of_buyers, platform_subsidies):
    """What buyers pay in all: the price, the freight and their payment fee, less what the platform pays."""
    return billed + payment_fee_of_buyers - platform_subsidies


@line("CNY", zh="店铺实收净额", en="Payout by storefront", per="storefront", good="up")
def storefront_payout(billed, fees_by_storefront):
    """Price and freight less the fees that the shop bears."""
    return billed - fees_by_storefront


@line("CNY", zh="艺术家实得", en="Payout to artists", good="up")
def artists_payout_after_fees(artist_payout_total, payment_fee_of_artists):
    """The artists' shares less the payment fees they bear."""
    return artist_payout_total - total(payment_fee_of_artists, over="storefront")


@line("CNY", zh="缴纳平台年费", en="Annual fee paid", per="storefront", good="down")
def annual_fee_paid(annual_fee, annual_fee_due):
    """The platform's annual fee, as billed, in the month it falls due."""
    return one_year(annual_fee) * annual_fee_due


annual_fee_current_opening = opening(
    "annual_fee_current_closing", first="annual_fee_current_start", zh="上月所属年度年费"
)


@line("CNY", zh="所属年度年费", en="Annual fee current", per="storefront", rolls="last")
def annual_fee_current_closing(annual_fee_due, annual_fee_paid, annual_fee_current_opening):
    """The fee last paid."""
    return where(annual_fee_due, annual_fee_paid, annual_fee_current_opening)


@line("CNY", zh="年费当月分摊", en="Annual fee spread", per="storefront", good="down")
def annual_fee_spread(annual_fee_current_closing, annual_fee_share):
    """A twelfth of the fee last paid."""
    return annual_fee_current_closing * annual_fee_share


fee_sales_ytd_opening = opening("fee_sales_ytd_closing", first="fee_sales_ytd_start", zh="期初缴费以来销售额")


@line("CNY", zh="缴费以来销售额", en="Sales since the annual fee", per="storefront", rolls="last", good="up")
def fee_sales_ytd_closing(annual_fee_due, fee_sales_ytd_opening, sales_kept_by_storefront):
    """Sales that buyers keep since the annual fee fell due, in the fee's own year."""
    return where(annual_fee_due, 0, fee_sales_ytd_opening) + sales_kept_by_storefront


@line("1", zh="已达返还增量", en="Refund step reached", per=("storefront", "refund_tier"), rolls="last")
def refund_step_reached(fee_sales_ytd_closing, refund_sales, refund_step_share):
    """The step's share where sales of the fee's year have passed it."""
    return (fee_sales_ytd_closing >= refund_sales) * refund_step_share


annual_fee_refund_earned_opening = opening(
    "annual_fee_refund_earned_closing", first="annual_fee_refund_earned_start", zh="期初已达返还年费"
)


@line("CNY", zh="已达返还年费", en="Annual fee refund earned", per="storefront", rolls="last", good="up")
def annual_fee_refund_earned_closing(refund_step_reached, annual_fee_current_closing):
    """What sales so far bring back of the fee."""
    return total(refund_step_reached, over="refund_tier") * annual_fee_current_closing


@line("CNY", zh="当月计提返还年费", en="Annual fee refund accrued", per="storefront", good="up")
def annual_fee_refund_accrued(
    annual_fee_refund_earned_closing, annual_fee_due, annual_fee_refund_earned_opening
):
    """What the month adds to the refund earned."""
    return annual_fee_refund_earned_closing - where(annual_fee_due, 0, annual_fee_refund_earned_opening)


@line("CNY", zh="收到返还年费", en="Annual fee refund received", per="storefront", good="up")
def annual_fee_refund_received(annual_fee_due, annual_fee_refund_earned_opening):
    """Last year's refund, paid out when the next fee falls due."""
    return annual_fee_due * annual_fee_refund_earned_opening


@line("CNY", zh="缴纳年费合计", en="Annual fees paid, all storefronts", good="down")
def annual_fees_paid_total(annual_fee_paid):
    """Annual fees of all storefronts, as billed."""
    return total(annual_fee_paid, over="storefront")


@line("CNY", zh="计提返还年费合计", en="Annual fee refunds accrued, all storefronts", good="up")
def annual_fee_refunds_accrued_total(annual_fee_refund_accrued):
    """Refunds that the month brings, all storefronts."""
    return total(annual_fee_refund_accrued, over="storefront")


@line("CNY", zh="收到返还年费合计", en="Annual fee refunds received, all storefronts", good="up")
def annual_fee_refunds_received_total(annual_fee_refund_received):
    """Refunds paid out in the month, all storefronts."""
    return total(annual_fee_refund_received, over="storefront")


@line("CNY", zh="建账其他应收款—平台返还年费", en="Fee refunds receivable at the start", rolls="first")
def fee_refund_receivable_at_start(annual_fee_refund_earned_start):
    """Refunds earned before the plan and not yet received."""
    return total(annual_fee_refund_earned_start, over="storefront")


fee_refund_receivable_opening = opening(
    "fee_refund_receivable_closing", first="fee_refund_receivable_at_start", zh="期初其他应收款—平台返还年费"
)


@line("CNY", zh="其他应收款—平台返还年费", en="Fee refund receivable closing", rolls="last")
def fee_refund_receivable_closing(
    fee_refund_receivable_opening, annual_fee_refunds_accrued_total, annual_fee_refunds_received_total
):
    """Refunds earned and not yet received."""
    return (
        fee_refund_receivable_opening + annual_fee_refunds_accrued_total - annual_fee_refunds_received_total
    )


@line("CNY", zh="店铺年费成本", en="Annual fee cost by storefront", per="storefront", good="down")
def annual_fee_cost_by_storefront(annual_fee_spread, annual_fee_refund_accrued, service_vat_share):
    """The month's part of the fee less the refund it brings, without input VAT."""
    return (annual_fee_spread - annual_fee_refund_accrued) * (1 - service_vat_share)


@line("CNY", zh="期初预付及待摊费用当月摊销", en="Opening prepaid used up")
def prepaid_start_used(prepaid_start, prepaid_start_share):
    """The month's part of what was prepaid before the plan."""
    return prepaid_start * prepaid_start_share


@line("CNY", zh="年费与待摊费用", en="Annual fees and prepaid used up", good="down")
def annual_fee_cost(annual_fee_cost_by_storefront, prepaid_start_used):
    """The month's part of all annual fees less refunds, and of what was prepaid before the plan."""
    return total(annual_fee_cost_by_storefront, over="storefront") + prepaid_start_used


prepaid_opening = opening("prepaid_closing", first="prepaid_start", zh="期初预付及待摊费用")


@line("CNY", zh="预付及待摊费用增加", en="Prepaid in the month")
def prepaid_added(annual_fees_paid_total, service_vat_share, overheads_prepaid_added):
    """Annual fees paid, and overheads paid ahead, without input VAT."""
    return annual_fees_paid_total * (1 - service_vat_share) + overheads_prepaid_added


@line("CNY", zh="预付及待摊费用摊销", en="Prepaid used up")
def prepaid_used(annual_fee_spread, service_vat_share, prepaid_start_used, overheads_prepaid_used):
    """Annual fees spread in the month, overheads paid before it, and what was prepaid before the plan."""
    return (
        total(annual_fee_spread, over="storefront") * (1 - service_vat_share)
        + prepaid_start_used
        + overheads_prepaid_used
    )


@line("CNY", zh="预付及待摊费用", en="Prepaid closing", rolls="last")
def prepaid_closing(prepaid_opening, prepaid_added, prepaid_used):
    """Paid for months to come."""
    return prepaid_opening + prepaid_added - prepaid_used


@line("CNY", zh="店铺缴纳保证金", en="Deposit paid by storefront", per="storefront")
def deposit_paid(deposit, deposit_pays):
    """The platform's deposit in the month it is paid."""
    return deposit * deposit_pays


@line("CNY", zh="店铺退回保证金", en="Deposit returned by storefront", per="storefront")
def deposit_returned(deposit, deposit_returns):
    """The platform's deposit in the month it comes back."""
    return deposit * deposit_returns


@line("CNY", zh="缴纳保证金", en="Deposits paid")
def deposits_paid_total(deposit_paid, overhead_deposit_paid):
    """Deposits that the month takes, of platforms and landlords."""
    return total(deposit_paid, over="storefront") + total(overhead_deposit_paid, over="overhead")


@line("CNY", zh="退回保证金", en="Deposits returned")
def deposits_returned_total(deposit_returned, overhead_deposit_returned):
    """Deposits that the month gives back, of platforms and landlords."""
    return total(deposit_returned, over="storefront") + total(overhead_deposit_returned, over="overhead")


@line("CNY", zh="店铺保证金计入成本", en="Deposit cost by storefront", per="storefront", good="down")
def deposit_cost_by_storefront(deposit_paid, deposit_returned, deposit_is_cost):
    """Deposits paid less returned, where the plan books them as a cost."""
    return (deposit_paid - deposit_returned) * deposit_is_cost


@line("CNY", zh="保证金计入成本", en="Deposits booked as a cost", good="down")
def deposits_cost(deposit_cost_by_storefront):
    """Deposits of all storefronts that the plan books as a cost."""
    return total(deposit_cost_by_storefront, over="storefront")


deposits_opening = opening("deposits_closing", first="deposits_start", zh="期初其他应收款—平台保证金")


@line("CNY", zh="其他应收款—平台保证金", en="Deposits closing", rolls="last")
def deposits_closing(deposits_opening, deposits_paid_total, deposits_returned_total, deposits_cost):
    """What platforms and landlords hold and give back."""
    return deposits_opening + deposits_paid_total - deposits_returned_total - deposits_cost
