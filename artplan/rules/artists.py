"""Artists as natural persons: the taxes withheld from what they are paid, and what their invoices give back.

What an artist earns in a month is one payment, and so is the fee of a work made to order. Income tax is
withheld by the kind of contract, on the amount without VAT. Of a royalty, a manuscript's fee or a service a
fixed sum or a share is free; the tiers are those of the gross payment, or where the shop bears the tax, of
what the artist keeps. VAT and its surcharges are withheld where the plan gives a rate. What is withheld when
a payment falls due goes to the tax office in the month after. An artist whose work is a registered business
pays taxes himself.
"""

from artplan.engine.line import line, opening
from artplan.engine.vocabulary import aged, brackets, maximum, ratio, total

# Income tax and VAT of artists


@line("CNY", zh="分成个税计税基础", en="Base of tax on artists' shares", per="product")
def artist_tax_base(artist_payout, artist_vat_rate, artist_tax_on_shop):
    """The month's share without VAT; what the artist is to keep where the shop bears the tax."""
    return artist_payout / (1 + artist_vat_rate * (1 - artist_tax_on_shop))


@line("CNY", zh="分成代扣个人所得税", en="Income tax on artists' shares", per="product")
def artist_income_tax(
    artist_tax_base, artists_per_month, artist_tax_floor, artist_tax_ceiling, artist_tax_rate
):
    """The average artist's payment through the tiers, for all artists who are paid in the month."""
    payment = ratio(artist_tax_base, artists_per_month, 0)
    return artists_per_month * brackets(
        payment, artist_tax_floor, artist_tax_ceiling, artist_tax_rate, over="artist_tax_tier"
    )


@line(
    "CNY",
    zh="定制稿费个税计税基础（单件）",
    en="Base of tax on a commission fee",
    per="product",
    rolls="average",
)
def artist_fee_tax_base(piece_unit_cost, a_piece, is_commissioned, artist_vat_rate):
    """The fee of a work made to order, without VAT."""
    return piece_unit_cost * a_piece * is_commissioned / (1 + artist_vat_rate)


@line("CNY", zh="定制稿费代扣个人所得税", en="Income tax on commission fees", per="product")
def artist_fee_income_tax(
    artist_fee_tax_base, pieces_received, a_piece, artist_tax_floor, artist_tax_ceiling, artist_tax_rate
):
    """Each fee through the tiers, for all works made to order that arrive."""
    return (pieces_received / a_piece) * brackets(
        artist_fee_tax_base, artist_tax_floor, artist_tax_ceiling, artist_tax_rate, over="artist_tax_tier"
    )


@line("CNY", zh="分成代扣增值税", en="VAT on artists' shares", per="product")
def artist_vat(artist_tax_base, artist_income_tax, artist_tax_on_shop, artist_vat_rate):
    """The artist's VAT on the share, with the income tax where the shop bears it; none of refunds."""
    return maximum(artist_tax_base + artist_income_tax * artist_tax_on_shop, 0) * artist_vat_rate


@line("CNY", zh="定制稿费", en="Commission fees", per="product", good="down")
def artist_fees(stock_purchases, is_commissioned):
    """What artists are owed for the works made to order that arrive, VAT in."""
    return stock_purchases * is_commissioned


@line("CNY", zh="定制稿费代扣增值税", en="VAT on commission fees", per="product")
def artist_fee_vat(artist_fees, artist_vat_rate):
    """The artist's VAT inside the fees of works made to order."""
    return artist_fees * artist_vat_rate / (1 + artist_vat_rate)


@line("1", zh="代扣增值税加附加税费", en="VAT with surcharges", rolls="average")
def artist_vat_with_surcharges(artist_surcharge_rate, artist_surcharge_relief):
    """1 of VAT and what falls on it, with the relief that natural persons have as such."""
    return 1 + artist_surcharge_rate * (1 - artist_surcharge_relief)


@line("CNY", zh="分成代扣税费", en="Taxes on artists' shares", per="product", good="down")
def artist_taxes(artist_income_tax, artist_vat, artist_vat_with_surcharges):
    """Income tax, VAT and surcharges on the month's share."""
    return artist_income_tax + artist_vat * artist_vat_with_surcharges


@line("CNY", zh="定制稿费代扣税费", en="Taxes on commission fees", per="product", good="down")
def artist_fee_taxes(artist_fee_income_tax, artist_fee_vat, artist_vat_with_surcharges):
    """Income tax, VAT and surcharges on the month's fees."""
    return artist_fee_income_tax + artist_fee_vat * artist_vat_with_surcharges


# What artists cost


@line("CNY", zh="公司承担的艺术家税费", en="Artists' taxes borne by the shop", per="product", good="down")
def artist_taxes_borne(artist_taxes, artist_tax_on_shop):
    """Taxes that a contract puts on the shop, on top of the share."""
    return artist_taxes * artist_tax_on_shop


@line("CNY", zh="艺术家成本", en="Cost of artists", per="product", good="down")
def artist_cost(artist_payout, artist_taxes_borne):
    """Their share and the taxes on it that the shop bears, VAT in."""
    return artist_payout + artist_taxes_borne


@line("CNY", zh="公司承担的艺术家税费合计", en="Artists' taxes borne, all products", good="down")
def artist_taxes_borne_total(artist_taxes_borne):
    """Taxes of artists that the shop bears."""
    return total(artist_taxes_borne, over="product")


@line("CNY", zh="艺术家成本合计", en="Cost of artists, all products", good="down")
def artist_cost_total(artist_cost):
    """Artists' shares and the taxes on them that the shop bears."""
    return total(artist_cost, over="product")


@line("1", zh="艺术家进项税比例", en="Input VAT share of artists", per="product", rolls="average")
def artist_vat_share(artist_input_vat_rate, vat_general):
    """The part of what artists cost that a special invoice gives back to a general taxpayer."""
    return vat_general * artist_input_vat_rate / (1 + artist_input_vat_rate)


@line("CNY", zh="艺术家专用发票进项税额", en="Input VAT on artists' shares", per="product")
def artist_input_vat(artist_cost, artist_vat_share):
    """What special invoices of artists give back."""
    return artist_cost * artist_vat_share


@line("CNY", zh="艺术家进项税额合计", en="Input VAT on artists' shares, all products")
def artist_input_vat_total(artist_input_vat):
    """Input VAT of all artists' invoices."""
    return total(artist_input_vat, over="product")


@line("CNY", zh="代销作品艺术家进项税额", en="Input VAT on artists' shares as agent")
def agent_input_vat(artist_input_vat, is_agent):
    """Input VAT on works that the accounts show net: it belongs to the commission."""
    return total(artist_input_vat * is_agent, over="product")


# What is withheld, and paid a month later

artist_taxes_due_opening = opening("artist_taxes_due_closing", zh="期初待扣艺术家税费（按到期）")


@line("CNY", zh="待扣艺术家税费（按到期）", en="Artists' taxes by month of payment", per="age", rolls="last")
def artist_taxes_due(
    artist_taxes_due_opening,
    artist_taxes,
    artists_settlement_share,
    artist_fee_taxes,
    suppliers_settlement_share,
):
    """Taxes on what artists are owed, by the month in which that is paid: shares, and fees as suppliers."""
    return (
        aged(artist_taxes_due_opening)
        + total(artist_taxes, over="product") * artists_settlement_share
        + total(artist_fee_taxes, over="product") * suppliers_settlement_share
    )


@line("CNY", zh="期末待扣艺术家税费（按到期）", en="Artists' taxes due closing", per="age", rolls="last")
def artist_taxes_due_closing(artist_taxes_due, falls_due):
    """Taxes on what is not yet paid at the month's end."""
    return artist_taxes_due * (1 - falls_due)


@line("CNY", zh="代扣艺术家税费", en="Withheld from artists")
def artist_taxes_withheld(artist_taxes_due, falls_due):
    """Taxes on what falls due to artists in the month, kept back from it."""
    return total(artist_taxes_due * falls_due, over="age")


withheld_tax_payable_opening = opening(
    "withheld_tax_payable_closing",
    first="withheld_tax_payable_start",
    zh="期初应交税费—代扣代缴税费",
)


@line("CNY", zh="缴纳代扣艺术家税费", en="Artists' taxes paid", good="down")
def withheld_tax_paid(withheld_tax_payable_opening):
    """What was withheld in the month before."""
    return withheld_tax_payable_opening


@line("CNY", zh="代缴减代扣的艺术家税费", en="Artists' taxes paid less withheld")
def artist_taxes_passed_on(withheld_tax_paid, artist_taxes_withheld):
    """What goes to the tax office for artists, less what is kept back from shares and fees in the month."""
    return withheld_tax_paid - artist_taxes_withheld


@line("CNY", zh="应交税费—代扣代缴税费", en="Withheld taxes payable closing", rolls="last")
def withheld_tax_payable_closing(withheld_tax_payable_opening, artist_taxes_withheld, withheld_tax_paid):
    """Artists' taxes kept back and not yet paid."""
    return withheld_tax_payable_opening + artist_taxes_withheld - withheld_tax_paid


@line(
    "CNY",
    zh="应交税费—代扣代缴税费余额一致",
    en="Withheld taxes are those of the month",
    rolls="last",
    check="error",
)
def check_withheld_tax(withheld_tax_payable_closing, artist_taxes_withheld):
    """Withheld taxes payable at the month's end, less what the month has withheld."""
    return withheld_tax_payable_closing - artist_taxes_withheld
