"""What is bought to last, borrowed, licensed and learnt.

Assets are written off in equal parts from the month after the purchase to that of a sale, whose price beyond
the value in the books is a gain below operating profit. A loan is paid out at the end of its month. Interest
is an expense of the month, on what is owed at its start, and is paid when a payment falls due: at the end of
every month, quarter, half-year or year. Of what is owed at a month's end, the part that the terms ask for
within twelve months is current. Licences and courses are an expense of the month they are paid in.
"""

from artplan.engine.line import line, opening
from artplan.engine.vocabulary import minimum, one_month, one_year, ratio, total, where


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


loan_opening = opening("loan_closing", zh="期初借款余额")


@line("CNY", zh="借款到账", en="Loan drawn", per="loan")
def loan_received(loan_amount, loan_drawn):
    """The loan in the month it is paid out."""
    return loan_amount * loan_drawn


@line("CNY", zh="借款利息", en="Interest by loan", per="loan", good="down")
def loan_interest(loan_opening, loan_rate):
    """A twelfth of the yearly rate on what is owed at the month's start."""
    return loan_opening * one_year(loan_rate) / 12


loan_interest_payable_opening = opening("loan_interest_payable_closing", zh="期初应付利息（按借款）")


@line("CNY", zh="支付借款利息", en="Interest paid by loan", per="loan", good="down")
def loan_interest_paid(loan_interest_payable_opening, loan_interest, loan_payment_due):
    """All interest that has accrued, in a month in which a payment falls due."""
    return (loan_interest_payable_opening + loan_interest) * loan_payment_due


@line("CNY", zh="期末应付利息（按借款）", en="Interest payable closing by loan", per="loan", rolls="last")
def loan_interest_payable_closing(loan_interest_payable_opening, loan_interest, loan_interest_paid):
    """Interest that has accrued since the last payment."""
    return loan_interest_payable_opening + loan_interest - loan_interest_paid


@line("1", zh="每期利率", en="Rate of a payment period", per="loan", rolls="average")
def loan_period_rate(loan_rate, loan_period_months):
    """The twelfths of the yearly rate that fall on the months from one payment to the next."""
    return one_year(loan_rate) / 12 * loan_period_months


@line("CNY", zh="等额本息每期还款", en="Equal instalment", per="loan", rolls="average")
def loan_instalment(loan_amount, loan_period_rate, loan_instalments):
    """The equal sum of principal and interest that pays the loan back, once its grace is over."""
    return loan_amount * ratio(
        loan_period_rate, 1 - (1 + loan_period_rate) ** (0 - loan_instalments), 1 / loan_instalments
    )


@line("CNY", zh="计划还本", en="Principal planned", per="loan")
def loan_repayment_planned(
    loan_amount, loan_due_share, loan_instalment_due, loan_instalment, loan_interest_paid, loan_opening
):
    """The principal due by the loan's terms; never more than is owed."""
    return minimum(
        loan_amount * loan_due_share + loan_instalment_due * (loan_instalment - loan_interest_paid),
        loan_opening,
    )


@line("CNY", zh="偿还借款本金", en="Principal repaid", per="loan", good="down")
def loan_repaid(loan_ends, loan_opening, loan_repayment_planned):
    """The principal due; all that is owed in the last month."""
    return where(loan_ends, loan_opening, loan_repayment_planned)


@line("CNY", zh="期末借款余额", en="Loan closing", per="loan", rolls="last", good="down")
def loan_closing(loan_opening, loan_received, loan_repaid):
    """What is still owed."""
    return loan_opening + loan_received - loan_repaid


@line("CNY", zh="一年内等额本息中的本金", en="Principal in instalments of a year", per="loan", rolls="last")
def loan_principal_ahead(loan_closing, loan_instalment, loan_period_rate, loan_instalments_ahead):
    """The equal instalments of the next twelve months less the interest in them, at the month's rate."""
    growth = (1 + loan_period_rate) ** loan_instalments_ahead - 1
    return loan_instalment * ratio(growth, loan_period_rate, loan_instalments_ahead) - loan_closing * growth


@line(
    "CNY", zh="一年内到期借款（按借款）", en="Loan due within a year", per="loan", rolls="last", good="down"
)
def loan_current_closing(
    loan_closing, loan_amount, loan_due_share_ahead, loan_principal_ahead, loan_ends_ahead
):
    """The principal due within twelve months by the loan's terms; all of it in its last twelve."""
    return where(
        loan_ends_ahead,
        loan_closing,
        minimum(loan_amount * loan_due_share_ahead + loan_principal_ahead, loan_closing),
    )


loans_before_opening = opening("loans_before_closing", first="loans_start", zh="期初原有借款")


@line("CNY", zh="偿还原有借款", en="Opening loans repaid", good="down")
def loans_before_repaid(loans_start, loans_start_share):
    """The month's part of the loans that were there from the start."""
    return loans_start * loans_start_share


@line("CNY", zh="期末原有借款", en="Loans from before the plan, closing", rolls="last", good="down")
def loans_before_closing(loans_before_opening, loans_before_repaid):
    """What is still owed of the loans that were there from the start."""
    return loans_before_opening - loans_before_repaid


@line("CNY", zh="原有借款一年内到期部分", en="Opening loans due within a year", rolls="last", good="down")
def loans_before_current_closing(loans_before_closing, loans_start_share_ahead):
    """What is paid back within twelve months of the loans that were there from the start."""
    return loans_before_closing * loans_start_share_ahead


@line("CNY", zh="原有借款利息", en="Interest on opening loans", good="down")
def loans_before_interest(loans_before_opening, loans_start_rate):
    """A twelfth of the yearly rate on what is owed at the month's start, paid in the month."""
    return loans_before_opening * one_year(loans_start_rate) / 12


@line("CNY", zh="利息支出", en="Interest", good="down")
def interest_total(loan_interest, loans_before_interest):
    """Interest on all loans, on what is owed at the month's start."""
    return total(loan_interest, over="loan") + loans_before_interest


@line("CNY", zh="支付利息", en="Interest paid", good="down")
def interest_paid_total(loan_interest_paid, loans_before_interest):
    """Interest that falls due in the month, of all loans."""
    return total(loan_interest_paid, over="loan") + loans_before_interest


interest_payable_opening = opening("interest_payable_closing", zh="期初应付利息")


@line("CNY", zh="应付利息", en="Interest payable", rolls="last")
def interest_payable_closing(interest_payable_opening, interest_total, interest_paid_total):
    """Interest accrued and not yet due."""
    return interest_payable_opening + interest_total - interest_paid_total


@line("CNY", zh="取得借款收到的现金", en="Loans drawn")
def loans_received_total(loan_received):
    """Loans paid out in the month."""
    return total(loan_received, over="loan")


@line("CNY", zh="偿还债务支付的现金", en="Loans repaid", good="down")
def loans_repaid_total(loan_repaid, loans_before_repaid):
    """Principal of all loans paid back in the month."""
    return total(loan_repaid, over="loan") + loans_before_repaid


loans_opening = opening("loans_closing", first="loans_start", zh="期初借款（短期与长期）")


@line("CNY", zh="借款（短期与长期）", en="Loans closing", rolls="last", good="down")
def loans_closing(loans_opening, loans_received_total, loans_repaid_total):
    """What is owed to lenders."""
    return loans_opening + loans_received_total - loans_repaid_total


@line("CNY", zh="一年内到期的借款", en="Loans due within a year", rolls="last", good="down")
def loans_current_closing(loan_current_closing, loans_before_current_closing):
    """What the terms of all loans ask for within twelve months."""
    return total(loan_current_closing, over="loan") + loans_before_current_closing


@line("CNY", zh="长期借款", en="Loans due later", rolls="last", good="down")
def loans_later_closing(loans_closing, loans_current_closing):
    """What is owed to lenders beyond the next twelve months."""
    return loans_closing - loans_current_closing


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
