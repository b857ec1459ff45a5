"""What a user is told when members of a plan do not fit together, or say what cannot be."""

from __future__ import annotations

import pytest


def test_circle_of_superiors(folder) -> None:
    folder.write(
        "base/organisation.yaml",
        """\
departments:
  sales: {}
posts:
  clerk:
    department: sales
    reports_to: lead
  lead:
    department: sales
    reports_to: director
  director:
    department: sales
    reports_to: lead
""",
    )
    assert folder.faults() == (
        "params/base/organisation.yaml:9 posts.lead.reports_to | a circle of superiors: "
        "lead -> director -> lead | let one of them report to another post, or to the founder (no reports_to)"
    )


def test_a_post_that_is_its_own_superior(folder) -> None:
    folder.replace(
        "base/organisation.yaml", "    department: sales", "    department: sales\n    reports_to: lead"
    )
    assert folder.faults() == (
        "params/base/organisation.yaml:7 posts.lead.reports_to | a circle of superiors: lead -> lead "
        "| let one of them report to another post, or to the founder (no reports_to)"
    )


def test_post_without_department(folder) -> None:
    folder.replace("base/organisation.yaml", "    department: sales\n", "")
    assert folder.faults() == (
        "params/base/organisation.yaml:4 posts.lead.department | missing department "
        "| give department: the name of one of the departments"
    )


def test_post_of_an_unknown_department(folder) -> None:
    folder.replace("base/organisation.yaml", "department: sales", "department: salse")
    assert folder.faults() == (
        "params/base/organisation.yaml:6 posts.lead.department | no department 'salse' | did you mean sales?"
    )


def test_a_channel_without_its_price(folder) -> None:
    folder.replace("base/channels.yaml", "prices_by: click", "prices_by: sale")
    assert folder.faults() == (
        "params/base/channels.yaml:2 channels.search | priced by sale, but no commission_rate "
        "| give commission_rate above 0 in every month"
    )


def test_spend_on_an_owned_channel(folder) -> None:
    folder.replace("base/channels.yaml", "prices_by: click", "prices_by: owned")
    assert folder.faults() == (
        "params/base/channels.yaml:2 channels.search | priced by owned, yet spend is given "
        "| enter fee and visits instead, or price it by click, impression or sale"
    )


def test_a_storefront_with_visits_but_no_order_value(folder) -> None:
    folder.write("base/storefronts.yaml", "storefronts:\n  shop:\n    conversion_rate: 3%\n")
    assert folder.faults() == (
        "params/base/storefronts.yaml:2 storefronts.shop.average_order_value | missing average_order_value "
        "| the storefront has visits: give a number in CNY/order"
    )


def test_a_position_that_ends_before_it_starts(folder) -> None:
    folder.replace(
        "base/organisation.yaml", "post: lead", "post: lead\n    start: 2027-05-02\n    end: 2027-05-01"
    )
    assert folder.faults() == (
        "params/base/organisation.yaml:8 positions.lead_1 | ends on 2027-05-01, "
        "before it starts on 2027-05-02 | put end after start"
    )


def test_a_campaign_on_a_channel_of_another_storefront(folder) -> None:
    folder.replace("base/storefronts.yaml", "storefronts:\n", "storefronts:\n  phone: {}\n")
    folder.write(
        "base/campaigns.yaml",
        """\
campaigns:
  sale:
    storefront: phone
    start: 2027-06-01
    end: 2027-06-18
    spend: {search: 5000}
""",
    )
    assert folder.faults() == (
        "params/base/campaigns.yaml:6 campaigns.sale.spend.search | search belongs to storefront 'shop' "
        "| take a channel of phone"
    )


def test_a_band_upside_down_is_refused(folder):
    folder.write("base/limits.yaml", "limits:\n  payroll_share: {lowest: 30%, highest: 20%}\n")
    assert "limits.payroll_share | the lowest is above the highest" in folder.faults()


LENT = "loans:\n  bank:\n    amount: 100\n    month: 2027-01\n    term_months: 12\n"


@pytest.mark.parametrize(
    ("says", "fault"),
    [
        (
            {"payment_every_months": 3, "grace_months": 4, "repayment": "equal_principal"},
            "grace_months of 4 is no whole number of periods of 3 months "
            "| give a multiple of 3, or change payment_every_months",
        ),
        (
            {"grace_months": 3},
            "a loan that is paid back at its end has no grace "
            "| leave grace_months out: nothing but interest is paid before the end anyway",
        ),
        (
            {"grace_months": 12, "repayment": "equal_instalments"},
            "a grace of 12 months is no shorter than the term of 12 "
            "| shorten grace_months, or write repayment: bullet",
        ),
    ],
)
def test_terms_of_a_loan_that_do_not_fit(folder, says: dict[str, object], fault: str) -> None:
    folder.write("base/loans.yaml", LENT + "".join(f"    {key}: {value}\n" for key, value in says.items()))
    assert folder.faults() == f"params/base/loans.yaml:2 loans.bank | {fault}"


def test_a_landlord_s_deposit_comes_back_before_it_is_paid(folder) -> None:
    rent = "overheads:\n  rent: {paid_from: 2027-04, deposit: 9, deposit_returned_month: 2027-03}\n"
    folder.write("base/overheads.yaml", rent)
    assert folder.faults() == (
        "params/base/overheads.yaml:2 overheads.rent | the deposit comes back in 2027-03, before it is paid "
        "| put deposit_returned_month later"
    )


@pytest.mark.parametrize(
    ("says", "fault"),
    [
        ("sold_for: 5", "a sale price without a month of sale | give sold_month"),
        (
            "sold_month: 2027-02",
            "sold in 2027-02, before it is bought in 2027-03 | put sold_month later",
        ),
    ],
)
def test_a_sale_of_an_asset_that_does_not_fit(folder, says: str, fault: str) -> None:
    folder.write(
        "base/assets.yaml", f"assets:\n  van: {{cost: 9, month: 2027-03, life_months: 36, {says}}}\n"
    )
    assert folder.faults() == f"params/base/assets.yaml:2 assets.van | {fault}"
