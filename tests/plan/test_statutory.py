"""Statutory tables: looked up by month, each with its period; a plan may span several."""

from __future__ import annotations

from pathlib import Path

import pytest

from artplan.plan.inputs.build import build
from artplan.plan.read.chain import find_folder
from artplan.plan.statutory.tables import KINDS

SHIPPED = find_folder(Path(__file__).parents[2] / "params")
CITY = """\
city: {zh: 某市, en: Some city}
sources:
  y2026: {title: Table of 2026}
  y2027: {title: Table of 2027}
tables:
  - from: 2026-07
    until: 2027-06
    source: y2026
    schemes:
      pension:
        name: {zh: 养老保险, en: Pension}
        kind: social_insurance
        floor: 4000
        cap: 24000
        employer_rate: 0.16
        employee_rate: 0.08
      maternity: {name: 生育保险, kind: social_insurance, floor: 4000, cap: 24000, employer_rate: 0.01}
      fund:
        name: {zh: 住房公积金, en: Housing fund}
        kind: housing_fund
        floor: 2490
        cap: {average_wage_year: 158121, times: 3}
        employer_rate: 0.05
        employee_rate: 0.05
        rounding_step: 1
        rounds: up
        from: 2026-01
        until: 2027-12
  - from: 2027-07
    until: 2028-06
    source: y2027
    ended: [maternity]
    schemes:
      pension:
        name: {zh: 养老保险, en: Pension}
        kind: social_insurance
        floor: 4500
        cap: 25000
        employer_rate: 0.16
        employee_rate: 0.08
"""
TAX = """\
sources:
  law: {title: The law}
vat:
  small_scale:
    - {from: 2023-01, until: 2027-12, rate: 0.01, exempt_monthly_sales: 100000, source: law}
    - {from: 2028-01, rate: 0.03, source: law}
  general:
    - {from: 2019-04, rate: 0.13, source: law}
surcharge_relief:
  - {from: 2019-01, share: 0, source: law}
surcharges:
  - {from: 2019-01, rate: 0.12, source: law}
profit_tax:
  small_low_profit:
    - from: 2019-01
      until: 2022-12
      limit: 3000000
      tiers: [{floor: 0, ceiling: 1000000, rate: 0.05}, {floor: 1000000, ceiling: 3000000, rate: 0.1}]
      full_rate: 0.25
      source: law
    - {from: 2023-01, until: 2027-12, limit: 3000000, tiers: [{floor: 0, ceiling: 3000000, rate: 0.05}],
       full_rate: 0.25, source: law}
"""


@pytest.fixture
def shop(folder):
    """A plan of 2027 with contributions and taxes."""
    folder.write("statutory/some.yaml", CITY)
    folder.write("statutory/tax.yaml", TAX)
    folder.write("base/contributions.yaml", "contributions: {city: some}\n")
    folder.write("base/tax.yaml", "tax: {taxpayer: small_scale, profit_tax: small_low_profit}\n")
    return folder


def row(inputs, name: str, member: str) -> list[float]:
    """By month, of one scheme."""
    array = inputs.arrays[name][inputs.members["scheme"].index(member), :, 0]
    return list(array) if len(array) > 1 else list(array) * len(inputs.months)


def test_a_plan_year_spans_two_tables(shop) -> None:
    inputs = build(shop.read())
    assert row(inputs, "scheme_floor", "pension") == [4000] * 6 + [4500] * 6
    assert row(inputs, "scheme_cap", "pension") == [24_000] * 6 + [25_000] * 6
    assert row(inputs, "scheme_employer_rate", "pension") == [0.16] * 12


def test_a_scheme_that_ended_has_zero_rates(shop) -> None:
    inputs = build(shop.read())
    assert row(inputs, "scheme_employer_rate", "maternity") == [0.01] * 6 + [0] * 6
    assert min(row(inputs, "scheme_rounding_step", "maternity")) > 0


def test_a_scheme_with_its_own_period_and_a_cap_from_the_average_wage(shop) -> None:
    inputs = build(shop.read())
    assert row(inputs, "scheme_cap", "fund") == [39_530] * 12  # 158,121 / 12 x 3 = 39,530.25
    assert row(inputs, "scheme_rounding_step", "fund") == [1] * 12
    assert row(inputs, "scheme_rounds_up", "fund") == [1] * 12
    assert [KINDS[i] for i in inputs.groupings[("scheme", "contribution_kind")]] == [
        "social_insurance",
        "social_insurance",
        "housing_fund",
    ]


def test_the_firms_own_rates_replace_the_tables(shop) -> None:
    shop.write(
        "base/contributions.yaml",
        "contributions:\n  city: some\n  employer_rates: {fund: {2027-01-01: 12%, 2027-07-01: 8%}}\n",
    )
    inputs = build(shop.read())
    assert row(inputs, "scheme_employer_rate", "fund") == [0.12] * 6 + [0.08] * 6
    assert row(inputs, "scheme_employee_rate", "fund") == [0.05] * 12


def test_a_table_used_beyond_its_period_is_a_placeholder(shop) -> None:
    assert not [path for path in shop.read().placeholders if path.startswith("statutory")]
    later = shop.read(overrides={"plan.start": "2028-01", "channels.search.spend": 1})
    assert [path for path in later.placeholders if path.startswith("statutory")] == [
        "statutory.some.pension.2027-07",
        "statutory.some.fund.2026-01",
        "statutory.tax.profit_tax.small_low_profit.2023-01",
    ]
    assert later.law.uses["statutory.some.fund.2026-01"].place == "params/statutory/some.yaml:18"
    assert row(build(later), "scheme_floor", "pension") == [4500] * 12


def test_confidence_is_the_schemes_own_else_the_tables(shop) -> None:
    shop.replace("statutory/some.yaml", "    source: y2026\n", "    source: y2026\n    confidence: high\n")
    shop.replace(
        "statutory/some.yaml", "        rounds: up\n", "        rounds: up\n        confidence: low\n"
    )
    uses = shop.read().law.uses
    assert uses["statutory.some.pension.2026-07"].confidence == "high"
    assert uses["statutory.some.fund.2026-01"].confidence == "low"
    assert uses["statutory.some.pension.2027-07"].confidence is None


def test_before_the_first_table_there_is_none(shop) -> None:
    """The fund has one from 2026-01 on: it is not the city that counts, but each scheme."""
    message = shop.faults(overrides={"plan.start": "2026-05", "channels.search.spend": 1})
    assert message == (
        "params/base/contributions.yaml:1 contributions.city | no table of Pension, 生育保险 in Some city "
        "for 2026-05 to 2026-06: params/statutory/some.yaml begins with 2026-07 | add the earlier table, or "
        "start the plan later; to charge nothing, write `uncharged_without_table: [pension, maternity]`"
    )


def test_a_plan_may_say_that_a_scheme_is_not_charged_before_its_first_table(shop) -> None:
    said = "contributions: {city: some, uncharged_without_table: [pension, maternity]}\n"
    shop.write("base/contributions.yaml", said)
    plan = shop.read(overrides={"plan.start": "2026-06", "channels.search.spend": 1})
    inputs = build(plan)
    assert row(inputs, "scheme_employer_rate", "pension") == [0] + [0.16] * 11
    assert row(inputs, "scheme_employer_rate", "fund") == [0.05] * 12
    assert [str(note) for note in plan.notes] == [
        "params/base/contributions.yaml:1 contributions.uncharged_without_table | "
        f"{scheme} in Some city counts as 0 for 2026-06: the tables begin with 2026-07"
        for scheme in ("Pension", "生育保险")
    ]
    assert "statutory.some.pension.2026-06" in plan.placeholders


def test_what_is_not_charged_must_be_a_scheme(shop) -> None:
    shop.write("base/contributions.yaml", "contributions: {city: some, uncharged_without_table: [funds]}\n")
    assert shop.faults() == (
        "params/base/contributions.yaml:1 contributions.uncharged_without_table | no scheme 'funds' "
        "| did you mean fund?"
    )


def test_a_city_of_ones_own_has_schemes_of_its_own(shop) -> None:
    shop.write("statutory/other.yaml", CITY.replace("floor: 4000", "floor: 3000"))
    shop.replace("base/organisation.yaml", "base_pay: 8000\n", "base_pay: 8000\n    city: other\n")
    own = "contributions: {city: some, employer_rates: {pension@other: 0.2}}\n"
    shop.write("base/contributions.yaml", own)
    inputs = build(shop.read())
    assert row(inputs, "scheme_floor", "pension")[0] == 4000
    assert row(inputs, "scheme_floor", "pension@other")[0] == 3000
    assert row(inputs, "scheme_employer_rate", "pension@other") == [0.2] * 12
    due = inputs.arrays["contribution_due"][0, :, 0, 0]
    assert dict(zip(inputs.members["scheme"], due, strict=True))["pension"] == 0
    assert dict(zip(inputs.members["scheme"], due, strict=True))["pension@other"] == 1


def test_a_city_of_ones_own_must_have_tables_and_no_flat_burden(shop) -> None:
    shop.replace("base/organisation.yaml", "base_pay: 8000\n", "base_pay: 8000\n    city: sone\n")
    shop.write("base/contributions.yaml", "contributions: {burden_rate: 0.3}\n")
    place = "params/base/organisation.yaml:11 positions.lead_1.city | "
    assert shop.faults().splitlines() == [
        f"{place}both city and burden_rate are given | give one of them; city: none for the flat rate",
        f"{place}no tables for 'sone' | did you mean some?",
    ]


def test_taxes_by_month(shop) -> None:
    plan = shop.read(overrides={"plan.start": "2027-12", "plan.months": 2, "channels.search.spend": 1})
    arrays = build(plan).arrays
    assert arrays["small_scale_vat_rate"].ravel().tolist() == [0.01, 0.03]
    assert arrays["general_vat_rate"].ravel().tolist() == [0.13]
    assert arrays["vat_exempt_sales"].ravel().tolist() == [100_000, 0]
    assert arrays["surcharge_rate"].ravel().tolist() == [0.12]
    assert arrays["vat_general_entered"].ravel().tolist() == [0]
    assert arrays["full_tax_rate"].ravel().tolist() == [0.25]


def test_schedules_with_fewer_tiers_are_padded_with_tiers_of_no_width(shop) -> None:
    changes = {
        "plan.start": "2022-12",
        "plan.months": 2,
        "channels.search.spend": 1,
        "contributions.city": "none",
    }
    inputs = build(shop.read(overrides={**changes, "tax.taxpayer": "general"}))
    assert inputs.members["tier"] == ("1", "2")
    assert inputs.arrays["tier_floor"][:, :, 0].tolist() == [[0, 0], [1_000_000, 3_000_000]]
    assert inputs.arrays["tier_ceiling"][:, :, 0].tolist() == [[1_000_000, 3_000_000], [3_000_000, 3_000_000]]
    assert inputs.arrays["tier_rate"][:, :, 0].tolist() == [[0.05, 0.05], [0.1, 0]]


def test_the_plans_own_tax_rates_need_no_tables(shop) -> None:
    shop.write("statutory/tax.yaml", "# gone\n")
    shop.write(
        "base/tax.yaml",
        "tax: {taxpayer: general, vat_rate: 17%, surcharge_rate: 12%, profit_tax: flat, full_rate: 25%,"
        " advertising_limit_share: 15%}\n",
    )
    arrays = build(shop.read()).arrays
    assert arrays["general_vat_rate"].item() == 0.17
    assert (arrays["full_tax_rate"].item(), arrays["small_profit_limit"].item()) == (0.25, 0)


def test_unknown_city(shop) -> None:
    shop.write("base/contributions.yaml", "contributions: {city: sone}\n")
    assert shop.faults() == (
        "params/base/contributions.yaml:1 contributions.city | no tables for 'sone' | did you mean some?"
    )


def test_unknown_scheme(shop) -> None:
    shop.write("base/contributions.yaml", "contributions: {city: some, employer_rates: {pensions: 0.1}}\n")
    assert shop.faults() == (
        "params/base/contributions.yaml:1 contributions.employer_rates.pensions | no scheme 'pensions' "
        "| did you mean pension?"
    )


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("cap: 25000", "cap: 250", ":34 tables.1.schemes.pension | the cap 250 is below the floor 4500 | "),
        (
            "from: 2027-07",
            "from: 2027-07-15",
            ":29 tables.1.from | '2027-07-15' is no month | tables change ",
        ),
        ("source: y2027", "source: y2028", ":31 tables.1.source | no source 'y2028' | did you mean y2027?"),
        (
            "until: 2028-06",
            "until: 2026-06",
            ":29 tables.1 | holds until 2026-06, before it begins in 2027-07",
        ),
        ("times: 3", "time: 3", ":22 tables.0.schemes.fund.cap | a derived bound needs two numbers | write "),
        (
            "rounds: up",
            "rounds: down",
            ":26 tables.0.schemes.fund.rounds | 'down' is not known here | one of",
        ),
    ],
)
def test_faults_of_a_table(shop, old: str, new: str, message: str) -> None:
    shop.replace("statutory/some.yaml", old, new)
    assert shop.faults().startswith(f"params/statutory/some.yaml{message}")


def test_faults_of_tables_come_with_those_of_the_plan(shop) -> None:
    shop.replace("statutory/some.yaml", "rounds: up", "round: up")
    shop.replace("base/storefronts.yaml", "730", "-730")
    assert shop.faults().splitlines() == [
        "params/base/storefronts.yaml:4 storefronts.shop.average_order_value.value | -730 is out of range "
        "| give a number in CNY/order, at least 0",
        "params/statutory/some.yaml:26 tables.0.schemes.fund.round | unknown key | did you mean rounds?",
    ]


@pytest.mark.parametrize(
    "city", sorted({path.stem for path in (SHIPPED / "statutory").glob("*.yaml")} - {"tax", "holidays"})
)
def test_the_shipped_tables_read(folder, city: str) -> None:
    (folder.root / "params/statutory").symlink_to(SHIPPED / "statutory")
    inputs = build(folder.read(overrides={"contributions.city": city}))
    rates = inputs.arrays["scheme_employer_rate"] + inputs.arrays["scheme_employer_fixed"]
    assert len(rates) >= 4 and (rates > 0).all()
    assert (inputs.arrays["scheme_cap"] >= inputs.arrays["scheme_floor"]).all()
