"""Stamp duty on contracts: purchases, transport, leases, loans and what the owners pay in.

Orders of private consumers are exempt. Contracts state VAT apart, so that duty falls on amounts without it.
It is paid in the month of the contract, and halved with the surcharges for small firms.
"""

from artplan.engine.line import line
from artplan.engine.vocabulary import maximum, total


@line("CNY", zh="不含税采购合同额", en="Goods bought without VAT, by product", per="product")
def goods_contracted(goods_bought, goods_input_vat_rate):
    """What contracts for goods come to, whether or not their VAT is credited."""
    return goods_bought / (1 + goods_input_vat_rate)


@line("CNY", zh="买卖与运输合同印花税", en="Duty on purchases and transport", good="down")
def stamp_duty_on_supplies(
    goods_contracted,
    purchase_stamp_rate,
    logistics_paid,
    packing_paid,
    transport_share,
    transport_input_vat_rate,
    transport_stamp_rate,
):
    """Goods bought, and the part of carriers' bills that is transport; no duty comes back."""
    transport = (logistics_paid - packing_paid) * transport_share / (1 + transport_input_vat_rate)
    return (
        maximum(total(goods_contracted, over="product"), 0) * purchase_stamp_rate
        + transport * transport_stamp_rate
    )


@line("CNY", zh="不含税租金账单", en="Rent billed", per="overhead")
def rent_billed(overhead_billed, overhead_input_vat_rate, overhead_is_lease):
    """What leases bill in the month, without VAT."""
    return overhead_is_lease * overhead_billed / (1 + overhead_input_vat_rate)


@line("CNY", zh="租赁合同印花税", en="Duty on leases", good="down")
def stamp_duty_on_leases(rent_billed, lease_stamp_rate):
    """Rent at its rate."""
    return total(rent_billed, over="overhead") * lease_stamp_rate


@line("CNY", zh="借款与资本账簿印花税", en="Duty on loans and capital", good="down")
def stamp_duty_on_funds(loans_received_total, loan_stamp_rate, capital_received, capital_stamp_rate):
    """Loans received and capital paid in, each at its rate."""
    return loans_received_total * loan_stamp_rate + capital_received * capital_stamp_rate


@line("CNY", zh="印花税", en="Stamp duty", good="down")
def stamp_duty(
    stamp_duty_on_supplies, stamp_duty_on_leases, stamp_duty_on_funds, stamp_duty_relief, relief_is_kept
):
    """Duty on the month's contracts, less the relief for small firms."""
    whole = stamp_duty_on_supplies + stamp_duty_on_leases + stamp_duty_on_funds
    return whole * (1 - stamp_duty_relief * relief_is_kept)
