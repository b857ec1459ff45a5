"""What a user is told when something is wrong: each fault with its whole message."""

from __future__ import annotations

import pytest


def test_misspelt_key(folder) -> None:
    folder.replace("base/channels.yaml", "cost_per_click", "cost_per_clik")
    assert folder.faults() == (
        "params/base/channels.yaml:5 channels.search.cost_per_clik | unknown key "
        "| did you mean cost_per_click?"
    )


def test_unknown_key(folder) -> None:
    folder.replace("base/organisation.yaml", "    post: lead\n", "    post: lead\n    shoe_size: 42\n")
    assert folder.faults() == (
        "params/base/organisation.yaml:10 positions.lead_1.shoe_size | unknown key | known keys: post, name, "
        "person, start, end, people, full_time_share, base_pay, performance_pay_share, performance_rate, "
        "contribution_pay, hiring_cost, ..."
    )


def test_unknown_section(folder) -> None:
    folder.write("base/more.yaml", "chanels:\n  a: {}\n")
    assert folder.faults() == "params/base/more.yaml:1 chanels | unknown key | did you mean channels?"


def test_wrong_type(folder) -> None:
    folder.replace("base/organisation.yaml", "base_pay: 8000", "base_pay: 8000元")
    assert folder.faults() == (
        "params/base/organisation.yaml:10 positions.lead_1.base_pay | a number is wanted, not '8000元' "
        "| give a number in CNY/person/month, at least 0"
    )


def test_yes_is_a_word_and_no_truth_value(folder) -> None:
    folder.write("base/products.yaml", "products:\n  print: {sales_share: 1, agent: yes}\n")
    assert folder.faults() == (
        "params/base/products.yaml:2 products.print.agent | true or false is wanted, not 'yes' "
        "| the platform only arranges the sale: its revenue is the commission"
    )


def test_a_number_where_a_mapping_belongs(folder) -> None:
    folder.write("base/overheads.yaml", "overheads:\n  rent: 32000\n")
    assert folder.faults() == (
        "params/base/overheads.yaml:2 overheads.rent | a mapping is wanted, not 32000 "
        "| write it as a mapping with name, amount, paid_every_months, paid_from, sales_share, input_vat_rate"
    )


@pytest.mark.parametrize(
    ("rate", "fault"),
    [
        ("130%", "'130%' is out of range"),
        ("-0.1", "-0.1 is out of range"),
        (".inf", "not a finite number"),
        (".nan", "not a finite number"),
        ("1e400", "not a finite number"),
        ("true", "a number is wanted, not true"),
        ("", "a number is wanted, not nothing"),
        ("[0.1]", "a number is wanted, not a list"),
    ],
)
def test_out_of_range(folder, rate: str, fault: str) -> None:
    folder.replace("base/storefronts.yaml", "conversion_rate: 3%", f"conversion_rate: {rate}")
    assert folder.faults() == (
        f"params/base/storefronts.yaml:3 storefronts.shop.conversion_rate | {fault} "
        "| give a number in order/visit, from 0 to 1"
    )


def test_out_of_range_inside_a_table(folder) -> None:
    folder.replace("base/channels.yaml", "2027-06: 60000", "2027-06: -1")
    assert folder.faults() == (
        "params/base/channels.yaml:6 channels.search.spend.2027-06 | -1 is out of range "
        "| give a number in CNY/month, at least 0"
    )


def test_duplicate_key(folder) -> None:
    folder.replace("base/organisation.yaml", "    base_pay: 8000", "    base_pay: 8000\n    base_pay: 9000")
    assert folder.faults() == (
        "params/base/organisation.yaml:11 positions.lead_1.base_pay | duplicate key, first on line 10 "
        "| keep one of the two"
    )


def test_the_same_section_in_two_files(folder) -> None:
    folder.write("base/more.yaml", "channels: {}\n")
    assert folder.faults() == (
        "params/base/more.yaml:1 channels | section also in params/base/channels.yaml:1 "
        "| keep the section in one file"
    )


def test_month_outside_the_horizon(folder) -> None:
    folder.replace("base/channels.yaml", "2027-06: 60000", "2028-06: 60000")
    assert folder.faults() == (
        "params/base/channels.yaml:6 channels.search.spend.2028-06 | month outside the horizon "
        "| the plan runs from 2027-01 to 2027-12"
    )


def test_no_such_month(folder) -> None:
    folder.replace("base/channels.yaml", "2027-06: 60000", "2027-13: 60000")
    assert folder.faults() == (
        "params/base/channels.yaml:6 channels.search.spend.2027-13 | '2027-13' is no month "
        "| a table goes by months such as 2027-01 or by days such as 2027-01-01"
    )


def test_months_and_days_in_one_table(folder) -> None:
    folder.replace("base/channels.yaml", "2027-06: 60000", "2027-06-01: 60000")
    assert folder.faults() == (
        "params/base/channels.yaml:6 channels.search.spend | months and days in one table "
        "| use months only (each for itself) or days only (each holds until the next)"
    )


def test_months_left_out_where_blank_means_nothing(folder) -> None:
    folder.replace("base/organisation.yaml", "base_pay: 8000", "base_pay: {2027-01: 8000, 2027-02: 8000}")
    assert folder.faults() == (
        "params/base/organisation.yaml:10 positions.lead_1.base_pay | no value for "
        "2027-03, 2027-04, 2027-05, ... | list every month, or give days (each holds until the next)"
    )


def test_a_value_that_changes_inside_a_month(folder) -> None:
    folder.replace(
        "base/channels.yaml",
        "cost_per_click: {value: 10, source: price-list}",
        "cost_per_click: {2027-01-01: 8, 2027-03-15: 9}",
    )
    assert "a day inside the month | values change with a month: write 2027-03-01" in folder.faults()


def test_a_dated_value_that_begins_too_late(folder) -> None:
    folder.replace("base/organisation.yaml", "base_pay: 8000", "base_pay: {2027-03-01: 8000}")
    assert folder.faults() == (
        "params/base/organisation.yaml:10 positions.lead_1.base_pay | no value before 2027-03 "
        "| begin with 2027-01-01 or earlier"
    )


def test_wrong_unit_and_unknown_source_of_a_card(folder) -> None:
    folder.replace("base/channels.yaml", "source: price-list}", "unit: CNY/visit, source: pricelist}")
    assert folder.faults() == (
        "params/base/channels.yaml:5 channels.search.cost_per_click.source | no source 'pricelist' "
        "| did you mean price-list?\n"
        "params/base/channels.yaml:5 channels.search.cost_per_click.unit | wrong unit 'CNY/visit' "
        "| this value is in CNY/click"
    )


def test_a_card_without_value(folder) -> None:
    folder.replace("base/channels.yaml", "{value: 10, source: price-list}", "{vale: 10, source: price-list}")
    assert folder.faults() == (
        "params/base/channels.yaml:5 channels.search.cost_per_click | missing value "
        "| add value: a number in CNY/click\n"
        "params/base/channels.yaml:5 channels.search.cost_per_click.vale | unknown key | did you mean value?"
    )


def test_an_unknown_choice(folder) -> None:
    folder.replace("base/channels.yaml", "prices_by: click", "prices_by: clicks")
    assert folder.faults() == (
        "params/base/channels.yaml:4 channels.search.prices_by | 'clicks' is not known here "
        "| did you mean click?"
    )


def test_no_such_day(folder) -> None:
    folder.replace("base/organisation.yaml", "post: lead", "post: lead\n    start: 2027-02-29")
    assert folder.faults() == (
        "params/base/organisation.yaml:10 positions.lead_1.start | '2027-02-29' is no day "
        "| write a day such as 2027-03-15"
    )


def test_a_name_that_is_no_name(folder) -> None:
    folder.replace("base/channels.yaml", "  search:\n", "  Search Ads:\n")
    assert folder.faults() == (
        "params/base/channels.yaml:2 channels.Search Ads | 'Search Ads' is no name "
        "| use small letters, digits and _, a letter first"
    )


def test_all_faults_of_all_files_at_once(folder) -> None:
    folder.replace("base/channels.yaml", "cost_per_click", "cost_per_clik")
    folder.replace("base/channels.yaml", "2027-06", "2029-06")
    folder.replace("base/organisation.yaml", "department: sales", "department: salse")
    folder.replace("base/organisation.yaml", "base_pay: 8000", "base_pay: -1\n    base_pay: 2")
    folder.replace("base/storefronts.yaml", "3%", "3")
    assert folder.faults().splitlines() == [
        "params/base/channels.yaml:5 channels.search.cost_per_clik | unknown key "
        "| did you mean cost_per_click?",
        "params/base/channels.yaml:6 channels.search.spend.2029-06 | month outside the horizon "
        "| the plan runs from 2027-01 to 2027-12",
        "params/base/organisation.yaml:6 posts.lead.department | no department 'salse' | did you mean sales?",
        "params/base/organisation.yaml:10 positions.lead_1.base_pay | -1 is out of range "
        "| give a number in CNY/person/month, at least 0",
        "params/base/organisation.yaml:11 positions.lead_1.base_pay | duplicate key, first on line 10 "
        "| keep one of the two",
        "params/base/storefronts.yaml:3 storefronts.shop.conversion_rate | 3 is out of range "
        "| give a number in order/visit, from 0 to 1",
    ]
