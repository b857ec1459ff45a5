"""Input VAT: what suppliers' bills give back to a general taxpayer, by kind of supply.

Each kind of bill has a rate: goods 13 %, transport 9 %, services 6 %, rent by its landlord. A bill without a
special invoice has the rate 0. A small-scale taxpayer credits nothing.
"""

from artplan.engine.line import line
from artplan.engine.vocabulary import ratio, total


@line("1", zh="商品进项税比例", en="Input VAT share of goods", per="product", rolls="average")
def goods_vat_share(vat_general, goods_input_vat_rate):
    """The part of a supplier's bill that comes back as input VAT."""
    return vat_general * ratio(goods_input_vat_rate, 1 + goods_input_vat_rate, 0)


@line("CNY", zh="商品进项税额", en="Input VAT on goods")
def goods_input_vat(goods_bought, goods_vat_share):
    """Input VAT of goods bought."""
    return total(goods_bought * goods_vat_share, over="product")


@line("1", zh="服务进项税比例", en="Input VAT share of services", rolls="average")
def service_vat_share(vat_general, service_input_vat_rate):
    """The part of a platform's or advertiser's bill that comes back as input VAT."""
    return vat_general * ratio(service_input_vat_rate, 1 + service_input_vat_rate, 0)


@line("1", zh="物流进项税比例", en="Input VAT share of logistics", rolls="average")
def logistics_vat_share(vat_general, logistics_input_vat_rate, transport_share, transport_input_vat_rate):
    """The part of a carrier's bill that comes back as input VAT: collecting and delivering, and transport."""
    return vat_general * (
        (1 - transport_share) * ratio(logistics_input_vat_rate, 1 + logistics_input_vat_rate, 0)
        + transport_share * ratio(transport_input_vat_rate, 1 + transport_input_vat_rate, 0)
    )


@line("1", zh="包装进项税比例", en="Input VAT share of packing", rolls="average")
def packing_vat_share(vat_general, packing_input_vat_rate):
    """The part of a bill for packing material, which is goods, that comes back as input VAT."""
    return vat_general * ratio(packing_input_vat_rate, 1 + packing_input_vat_rate, 0)


@line("1", zh="日常运营费用进项税比例", en="Input VAT share of overheads", per="overhead", rolls="average")
def overhead_vat_share(vat_general, overhead_input_vat_rate):
    """The part of an overhead's bill that comes back as input VAT."""
    return vat_general * ratio(overhead_input_vat_rate, 1 + overhead_input_vat_rate, 0)


@line("CNY", zh="日常运营费用进项税额", en="Input VAT on overheads")
def overhead_input_vat(overhead_paid, overhead_vat_share):
    """Input VAT of all overheads."""
    return total(overhead_paid * overhead_vat_share, over="overhead")


@line("CNY", zh="平台开票费用", en="Platform bills, VAT in", good="down")
def fees_billed(fees_paid, annual_fees_paid_total, annual_fee_refunds_accrued_total):
    """Fees of the month and annual fees, less annual fees given back."""
    return fees_paid + annual_fees_paid_total - annual_fee_refunds_accrued_total


@line("CNY", zh="服务进项税额", en="Input VAT on services")
def service_input_vat(fees_billed, advertising_total, service_vat_share):
    """Input VAT of platform fees and advertising."""
    return (fees_billed + advertising_total) * service_vat_share


@line("CNY", zh="物流进项税额", en="Input VAT on logistics")
def logistics_input_vat(logistics_paid, packing_paid, logistics_vat_share, packing_vat_share):
    """Input VAT of courier and packing bills."""
    return (logistics_paid - packing_paid) * logistics_vat_share + packing_paid * packing_vat_share


@line("CNY", zh="进项税额合计", en="Input VAT")
def input_vat(
    goods_input_vat,
    artist_input_vat_total,
    service_input_vat,
    logistics_input_vat,
    overhead_input_vat,
    capital_input_vat,
):
    """All input VAT that suppliers have invoiced."""
    return (
        goods_input_vat
        + artist_input_vat_total
        + service_input_vat
        + logistics_input_vat
        + overhead_input_vat
        + capital_input_vat
    )
