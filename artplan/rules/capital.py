"""What is bought to last, licensed and learnt.

Assets are written off in equal parts from the month after the purchase to that of a sale, whose price beyond
the value in the books is a gain below operating profit. Licences and courses are an expense of the month they
are paid in.
"""

from artplan.engine.line import line, opening
from artplan.engine.vocabulary import maximum, one_month, ratio, total


@line("CNY", zh="购置资产（含税）", en="Assets bought, VAT in", per="asset", good="down")
def asset_paid(asset_cost, asset_bought):
    """What the asset costs, as billed, in the month it is bought."""
    return asset_cost * asset_bought


@line("1", zh="资产进项税比例", en="Input VAT share of assets", per="asset", rolls="average")
def asset_vat_share(vat_general, asset_input_vat_rate):
    """The part of the asset's bill that comes back as input VAT."""
    return vat_general * ratio(asset_input_vat_rate, 1 + asset_input_vat_rate, 0)


@line("CNY", zh="资产入账原值", en="Asset value at cost", per="asset", rolls="last")
def asset_value(asset_cost, asset_vat_share):
    """What the asset costs without input VAT."""
    return asset_cost * (1 - asset_vat_share)


@line("CNY", zh="资产折旧", en="Depreciation by asset", per="asset", good="down")
def asset_depreciation(asset_value, asset_residual_share, depreciation_share):
    """An equal part of the value but for its residue, from the month after the purchase."""
    return asset_value * (1 - asset_residual_share) * depreciation_share


@line("CNY", zh="购建固定资产支付的现金", en="Assets bought, all, VAT in", good="down")
def assets_paid_total(asset_paid):
    """What is paid for assets in the month."""
    return total(asset_paid, over="asset")


@line("CNY", zh="新增固定资产", en="Fixed assets added")
def fixed_assets_added(asset_value, asset_bought):
    """Assets bought in the month, without input VAT."""
    return total(asset_value * asset_bought, over="asset")


@line("CNY", zh="折旧与摊销", en="Depreciation", good="down")
def depreciation_total(asset_depreciation, fixed_assets_start, fixed_assets_start_share):
    """The month's depreciation of assets bought, and of those there from the start."""
    return total(asset_depreciation, over="asset") + fixed_assets_start * fixed_assets_start_share


asset_book_opening = opening("asset_book_closing", zh="期初资产净值（按资产）")


@line("CNY", zh="出售资产的净值（按资产）", en="Book value sold by asset", per="asset")
def asset_disposed(asset_book_opening, asset_value, asset_bought, asset_depreciation, asset_sold):
    """What the asset is still worth in the books when it is sold."""
    return (asset_book_opening + asset_value * asset_bought - asset_depreciation) * asset_sold


@line("CNY", zh="期末资产净值（按资产）", en="Book value by asset", per="asset", rolls="last")
def asset_book_closing(asset_book_opening, asset_value, asset_bought, asset_depreciation, asset_disposed):
    """The asset at cost, less what is written off and what is sold."""
    return asset_book_opening + asset_value * asset_bought - asset_depreciation - asset_disposed


@line("CNY", zh="出售资产价款（按资产，含税）", en="Asset sold, VAT in", per="asset", good="up")
def asset_sale(asset_sale_price, asset_sold):
    """What the buyer pays for the asset, in the month of the sale."""
    return asset_sale_price * asset_sold


@line("CNY", zh="出售资产价款（含税）", en="Assets sold, all, VAT in", good="up")
def assets_sold_total(asset_sale):
    """What the month's sales of assets bring."""
    return total(asset_sale, over="asset")


@line("CNY", zh="出售资产销项税额（按资产）", en="Output VAT on the sale by asset", per="asset")
def asset_output_vat(asset_sale, asset_sale_vat_rate):
    """The VAT inside the price of the asset."""
    return asset_sale * asset_sale_vat_rate / (1 + asset_sale_vat_rate)


@line("CNY", zh="出售资产销项税额", en="Output VAT on assets sold")
def assets_output_vat(asset_output_vat):
    """The VAT inside the price of all assets sold in the month."""
    return total(asset_output_vat, over="asset")


@line("CNY", zh="出售资产的净值", en="Book value sold")
def assets_disposed_total(asset_disposed):
    """What all assets sold in the month are still worth in the books."""
    return total(asset_disposed, over="asset")


@line("CNY", zh="资产处置损益", en="Gain on assets sold", good="up")
def disposal_gain(assets_sold_total, assets_output_vat, assets_disposed_total):
    """What sales of assets bring without VAT beyond the value in the books; below 0: a loss."""
    return assets_sold_total - assets_output_vat - assets_disposed_total


fixed_assets_before_opening = opening(
    "fixed_assets_before_closing", first="fixed_assets_start", zh="期初原有固定资产账面价值"
)


@line("CNY", zh="期末原有固定资产账面价值", en="Fixed assets from before the plan, closing", rolls="last")
def fixed_assets_before_closing(fixed_assets_before_opening, fixed_assets_start, fixed_assets_start_share):
    """What is left of the assets that were there from the start."""
    return fixed_assets_before_opening - fixed_assets_start * fixed_assets_start_share


fixed_assets_opening = opening("fixed_assets_closing", first="fixed_assets_start", zh="期初固定资产账面价值")


@line("CNY", zh="固定资产账面价值", en="Fixed assets closing", rolls="last")
def fixed_assets_closing(fixed_assets_opening, fixed_assets_added, depreciation_total, assets_disposed_total):
    """Assets at cost less what is written off and what is sold."""
    return fixed_assets_opening + fixed_assets_added - assets_disposed_total - depreciation_total


@line("CNY", zh="资质费用（含税）", en="Licences, VAT in", per="licence", good="down")
def licence_paid(licence_cost, licence_due):
    """What the licence costs in the month it is due or renewed."""
    return licence_cost * licence_due


@line("1", zh="资质进项税比例", en="Input VAT share of licences", per="licence", rolls="average")
def licence_vat_share(vat_general, licence_input_vat_rate):
    """The part of the licence's bill that comes back as input VAT."""
    return vat_general * ratio(licence_input_vat_rate, 1 + licence_input_vat_rate, 0)


@line("CNY", zh="资质费用合计（含税）", en="Licences, all, VAT in", good="down")
def licences_paid_total(licence_paid):
    """What the month's licences cost."""
    return total(licence_paid, over="licence")


@line("CNY", zh="培训费用（含税）", en="Training, VAT in", per="course", good="down")
def course_paid(course_cost, course_sessions):
    """Sessions of the month at what one costs."""
    return course_cost * one_month(course_sessions)


@line("1", zh="培训进项税比例", en="Input VAT share of training", per="course", rolls="average")
def course_vat_share(vat_general, course_input_vat_rate):
    """The part of the course's bill that comes back as input VAT."""
    return vat_general * ratio(course_input_vat_rate, 1 + course_input_vat_rate, 0)


@line("CNY", zh="培训费用合计（含税）", en="Training, all, VAT in", good="down")
def training_paid_total(course_paid):
    """What the month's training plan costs."""
    return total(course_paid, over="course")


@line("CNY", zh="资质与培训进项税额", en="Input VAT on licences and training")
def standing_input_vat(licence_paid, licence_vat_share, course_paid, course_vat_share):
    """Input VAT of licences and courses."""
    return total(licence_paid * licence_vat_share, over="licence") + total(
        course_paid * course_vat_share, over="course"
    )


@line("CNY", zh="资产进项税额", en="Input VAT on assets")
def assets_input_vat(asset_paid, asset_vat_share):
    """Input VAT of the assets bought in the month."""
    return total(asset_paid * asset_vat_share, over="asset")


@line("CNY", zh="资产、资质与培训进项税额", en="Input VAT on assets, licences and training")
def capital_input_vat(assets_input_vat, standing_input_vat):
    """Input VAT of assets, licences and courses."""
    return assets_input_vat + standing_input_vat


@line("CNY", zh="资质与培训费", en="Licences and training", good="down")
def standing_cost(licences_paid_total, training_paid_total, standing_input_vat):
    """Licences and courses without input VAT."""
    return licences_paid_total + training_paid_total - standing_input_vat


# Beside operations


@line("CNY", zh="营业外利得（按项目）", en="Gain by non-operating item", per="non_operating", good="up")
def non_operating_gain(non_operating_amount):
    """What the item brings in the month, such as a subsidy."""
    return maximum(one_month(non_operating_amount), 0)


@line("CNY", zh="营业外损失（按项目）", en="Loss by non-operating item", per="non_operating", good="down")
def non_operating_loss(non_operating_amount):
    """What the item costs in the month, such as a fine."""
    return maximum(0 - one_month(non_operating_amount), 0)


@line("CNY", zh="营业外利得合计", en="Non-operating gains", good="up")
def non_operating_gains_total(non_operating_gain):
    """What all items bring, received in their month."""
    return total(non_operating_gain, over="non_operating")


@line("CNY", zh="营业外损失合计", en="Non-operating losses", good="down")
def non_operating_losses_total(non_operating_loss):
    """What all items cost, paid in their month."""
    return total(non_operating_loss, over="non_operating")
