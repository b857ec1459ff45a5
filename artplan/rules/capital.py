"""What is bought to last, borrowed, licensed and learnt.

Assets are written off in equal parts from the month after the purchase. A loan is paid out at the end of
its month; interest on what is owed at a month's start is paid in the month. Licences and courses are an
expense of the month they are paid in.
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


fixed_assets_opening = opening("fixed_assets_closing", first="fixed_assets_start", zh="期初固定资产账面价值")


@line("CNY", zh="固定资产账面价值", en="Fixed assets closing", rolls="last")
def fixed_assets_closing(fixed_assets_opening, fixed_assets_added, depreciation_total):
    """Assets at cost less what is written off."""
    return fixed_assets_opening + fixed_assets_added - depreciation_total


loan_opening = opening("loan_closing", zh="期初借款余额")


@line("CNY", zh="借款到账", en="Loan drawn", per="loan")
def loan_received(loan_amount, loan_drawn):
    """The loan in the month it is paid out."""
    return loan_amount * loan_drawn


@line("CNY", zh="借款利息", en="Interest by loan", per="loan", good="down")
def loan_interest(loan_opening, loan_rate):
    """A twelfth of the yearly rate on what is owed at the month's start."""
    return loan_opening * one_year(loan_rate) / 12


@line("CNY", zh="等额本息每期还款", en="Equal instalment", per="loan", rolls="average")
def loan_instalment(loan_amount, loan_rate, loan_instalments):
    """The equal sum of principal and interest that pays the loan back over its term."""
    return loan_amount * ratio(
        one_year(loan_rate) / 12,
        1 - (1 + one_year(loan_rate) / 12) ** (0 - loan_instalments),
        1 / loan_instalments,
    )


@line("CNY", zh="计划还本", en="Principal planned", per="loan")
def loan_repayment_planned(
    loan_amount, loan_due_share, loan_instalment_due, loan_instalment, loan_interest, loan_opening
):
    """The principal due by the loan's terms; never more than is owed."""
    return minimum(
        loan_amount * loan_due_share + loan_instalment_due * (loan_instalment - loan_interest), loan_opening
    )


@line("CNY", zh="偿还借款本金", en="Principal repaid", per="loan", good="down")
def loan_repaid(loan_ends, loan_opening, loan_repayment_planned):
    """The principal due; all that is owed in the last month."""
    return where(loan_ends, loan_opening, loan_repayment_planned)


@line("CNY", zh="期末借款余额", en="Loan closing", per="loan", rolls="last", good="down")
def loan_closing(loan_opening, loan_received, loan_repaid):
    """What is still owed."""
    return loan_opening + loan_received - loan_repaid


loans_before_opening = opening("loans_before_closing", first="loans_start", zh="期初原有借款")


@line("CNY", zh="偿还原有借款", en="Opening loans repaid", good="down")
def loans_before_repaid(loans_start, loans_start_share):
    """The month's part of the loans that were there from the start."""
    return loans_start * loans_start_share


@line("CNY", zh="期末原有借款", en="Loans from before the plan, closing", rolls="last", good="down")
def loans_before_closing(loans_before_opening, loans_before_repaid):
    """What is still owed of the loans that were there from the start."""
    return loans_before_opening - loans_before_repaid


@line("CNY", zh="利息支出", en="Interest", good="down")
def interest_total(loan_interest, loans_before_opening, loans_start_rate):
    """Interest on all loans, on what is owed at the month's start."""
    return total(loan_interest, over="loan") + loans_before_opening * one_year(loans_start_rate) / 12


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
