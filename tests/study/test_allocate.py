"""The budget divided in a plan: what is known by hand, limits, both languages, and the command."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

import artplan
from artplan import allocate
from artplan.cli import main
from artplan.plan.written.faults import PlanFault
from artplan.report.charts.studies.allocate import allocation
from artplan.report.tables.studies.allocate import plain_text, sentences
from artplan.study.allocate.answer import Proposal
from tests.plans import STATUTORY, words

SHOP = {
    "name": words("shop"),
    "driven_by": "spend",
    "natural_visits_by": "forecast",
    "conversion_rate": 0.1,
    "average_order_value": 200,
}


def channel(reference: float, spend: Any, **more: Any) -> dict[str, Any]:
    """A visit costs 10 yuan at the reference spend and sells for 20."""
    priced = {"prices_by": "click", "cost_per_click": 10, "reference_spend": reference, "elasticity": 0.5}
    return {"name": words(f"channel {reference:g}"), "storefront": "shop", **priced, "spend": spend, **more}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Three months, a small and a big channel, 6000 yuan badly divided; nothing but advertising costs."""
    return written(tmp_path, {"small": channel(1000, 1500), "big": channel(3000, {"2027-01": 1500})})


def written(folder: Path, channels: dict[str, Any], **more: Any) -> Path:
    (folder / "base").mkdir(parents=True)
    (folder / "statutory").symlink_to(STATUTORY)
    plan = {"start": "2027-01", "months": 3, "opening": {"cash": 10_000}}
    sections = {"plan": plan, "storefronts": {"shop": SHOP}, "channels": channels, **more}
    (folder / "base" / "plan.yaml").write_text(json.dumps(sections), encoding="utf-8")
    return folder


def test_spend_goes_by_reference_where_channels_answer_alike(folder: Path):
    """gain x (s / s0) ** -1/2 is the same everywhere where every s is the same part of its s0."""
    result = allocate(folder=folder)
    assert result.total == pytest.approx(6000, rel=1e-12)
    parts = [1000 * 6000 / 12_000] * 3 + [3000 * 6000 / 12_000] * 3
    assert result.spends["proposed"].tolist() == pytest.approx(parts, rel=1e-3)
    assert result.idle == 0
    change = result.outcomes["change"]
    visits = [1000 / 10 * 1.5**0.5] * 3 + [3000 / 10 * 0.5**0.5]
    better = 3 * (1000 / 10 * 0.5**0.5 + 3000 / 10 * 0.5**0.5) - sum(visits)
    assert change["sales"] == pytest.approx(20 * better, rel=1e-3)
    assert result.by_channel()["change"].sum() == pytest.approx(0, abs=0.01)
    assert result.by_month()["proposed"].tolist() == pytest.approx([2000] * 3, rel=1e-3)


def test_the_price_of_the_budget_is_what_the_plan_makes_of_a_little_more(folder: Path):
    little, more = allocate(folder=folder), allocate(folder=folder, total=6060)
    gained = (
        more.outcomes.loc["contribution_margin", "proposed"]
        - little.outcomes.loc["contribution_margin", "proposed"]
    ) / 60
    assert little.price == pytest.approx(gained, rel=0.03)


def test_floors_and_caps_by_name_or_label(folder: Path):
    result = allocate(folder=folder, caps={"channel 3000": 3000}, floors={"small": 2500})
    assert result.by_channel()["proposed"].to_dict() == pytest.approx({"small": 3000, "big": 3000}, rel=1e-3)
    assert result.prices["big"] > 0
    result = allocate(folder=folder, floors={"small": 2500})
    assert result.by_channel()["proposed"].to_dict() == pytest.approx({"small": 2500, "big": 3500}, rel=1e-3)
    assert result.prices["small"] < 0


def test_no_channel_gets_more_than_so_many_times_its_present_spend(folder: Path):
    """A yuan in the small channel pays up to 1000 a month, its reference spend; in the big one up to 3000."""
    result = allocate(folder=folder, total=12_000, within=2)
    expected = {"small": 3 * 1000, "big": 2 * 1500}
    assert result.by_channel()["proposed"].to_dict() == pytest.approx(expected, rel=1e-3)
    own = allocate(folder=folder, within=2, caps={"big": 6000})
    assert own.by_channel()["proposed"]["big"] == pytest.approx(6000 * 3000 / 4000, rel=1e-3)
    assert "at most 2 times" in " ".join(sentences(own, "en"))
    assert "2 倍" in "".join(sentences(own, "zh"))


@pytest.mark.parametrize("given", [{"caps": {"big": 0}}, {"within": 2}])
def test_a_channel_with_a_cap_of_nothing_gets_nothing(tmp_path: Path, given: dict[str, Any]):
    """Of no spend at present, twice is nothing too."""
    spend = 1500 if "caps" in given else 0
    folder = written(tmp_path, {"small": channel(1000, 500), "big": channel(3000, {"2027-01": spend})})
    result = allocate(folder=folder, total=1500, **given)
    assert result.by_channel()["proposed"].to_dict() == pytest.approx({"small": 1500, "big": 0}, rel=1e-3)


def test_what_does_not_pay_is_left(folder: Path):
    result = allocate(folder=folder, total=60_000)
    marginal = result.idle
    assert marginal > 0 and result.price == 0
    assert result.by_channel()["proposed"].sum() + result.idle == pytest.approx(60_000)
    assert "do not pay" in sentences(result, "en")[0] and "不值得花" in sentences(result, "zh")[0]


def test_cash_never_falls_below_what_is_asked(folder: Path):
    """Money comes in a month after it is spent, so that the first months bind."""
    (folder / "scenarios").mkdir()
    late = "extends: base\nset: {storefronts.shop.settlement_days: 60, plan.opening.cash: 3000}\n"
    (folder / "scenarios" / "late.yaml").write_text(late, encoding="utf-8")
    free = allocate("late", folder=folder)
    held = allocate("late", folder=folder, cash_at_least=1500)
    assert free.outcomes.loc["lowest_cash", "proposed"] < 1500
    assert held.outcomes.loc["lowest_cash", "proposed"] >= 1500 - 0.005
    assert (
        held.outcomes.loc["contribution_margin", "proposed"]
        < free.outcomes.loc["contribution_margin", "proposed"]
    )
    assert any(name.startswith("cash 2027-0") for name in held.prices)


def test_a_campaign_s_budget_is_an_item(tmp_path: Path):
    sale = {"storefront": "shop", "start": "2027-02-25", "end": "2027-03-04", "driven_by": "spend",
            "spend": {"small": 100}, "conversion_rate": 0.2}  # fmt: skip
    result = allocate(folder=written(tmp_path, {"small": channel(1000, 900)}, campaigns={"sale": sale}))
    (row,) = result.spends[result.spends["campaign"] == "sale"].to_dict("records")
    everyday = result.spends.loc[result.spends["month"] == "2027-01", "proposed"].item()
    assert row["proposed"] == pytest.approx(everyday * 2**2, rel=0.01)  # the value of its visits, squared
    assert result.by_month().loc["2027-02", "proposed"] == pytest.approx(
        everyday + row["proposed"] / 2, rel=0.01
    )


def test_a_plan_driven_by_target_is_driven_by_spend_and_improved():
    result = allocate(artplan.load("base", {"plan.months": 1}), caps={"taobaoke": 20_000}, goal="net_profit")
    was, then = result.outcomes.loc["net_profit", ["present", "proposed"]]
    before = artplan.load("base", {"plan.months": 1}).run(["net_profit"])
    assert was == pytest.approx(before["net_profit"].sum(), rel=1e-9) and then > was
    after = artplan.load("base", {"plan.months": 1, **result.settings}).run(["net_profit"])
    assert then == pytest.approx(after["net_profit"].sum(), rel=1e-12)


def test_what_cannot_be_is_refused_by_name(folder: Path):
    def fault(**wanted: Any) -> str:
        with pytest.raises(PlanFault) as result:
            allocate(folder=folder, **wanted)
        return str(result.value)

    assert "cap smal | no such channel | did you mean small?" in fault(caps={"smal": 1})
    assert "floor big | -1 is below 0" in fault(floors={"big": -1})
    assert "total | floors add up to 7,000, above the budget of 6,000" in fault(floors={"big": 7000})
    assert "big | floor 2,000 is above its cap 1,000" in fault(floors={"big": 2000}, caps={"big": 1000})
    assert "total | 0 is no budget" in fault(total=0)
    assert "within | 0.5 is below 1" in fault(within=0.5)
    assert "goal profit | no such goal | did you mean net_profit?" in fault(goal="profit")
    assert "cash 2027-01" in fault(cash_at_least=1e6)


def test_a_channel_without_spend_has_no_budget(tmp_path: Path):
    fee = {"name": words("fee"), "storefront": "shop", "prices_by": "fee", "fee": 10, "visits": 5}
    with pytest.raises(PlanFault, match="no channel is bought by spend"):
        allocate(folder=written(tmp_path, {"fee": fee}))


def test_what_brings_visits_without_spend_keeps_them(tmp_path: Path):
    """Driven by target, a partner at a fee brings its weight in the visits; driven by spend, as many."""
    target = {"driven_by": "target", "natural_visits_by": "share", "sales_target_month": {"2027-02": 9_000}}
    partner = {"storefront": "shop", "prices_by": "fee", "fee": 10, "mix": 1, "visits": {"2027-02": 5}}
    affiliate = {"storefront": "shop", "prices_by": "sale", "commission_rate": 0.1, "mix": 1}
    sale = {"storefront": "shop", "start": "2027-02-27", "end": "2027-03-02", "sales_target": 2_000}
    folder = written(
        tmp_path,
        {"partner": partner, "affiliate": affiliate, "ads": channel(1000, 0, mix=1)},
        storefronts={"shop": {**SHOP, **target, "return_rate": 0.2}},
        campaigns={"sale": {**sale, "visits": {"partner": 3}}},
    )
    before = artplan.load("base", folder=folder).run()
    result = allocate(folder=folder)
    bought = before.frame("placement_spend").filter(like="ads", axis="index").to_numpy().sum()
    assert result.total == pytest.approx(bought, rel=1e-9)
    after = artplan.load("base", result.settings, folder=folder).run()
    for line, name in (
        ("placement_visits", "partner@everyday_shop"),
        ("visits_by_channel", "partner"),
        ("visits_by_channel", "affiliate"),
    ):
        came, then = (each.frame(line).loc[name].sum() for each in (before, after))
        assert then == pytest.approx(came, rel=1e-9)


def test_a_partner_on_commission_stays_as_planned_without_a_cap(tmp_path: Path):
    """Each yuan of commission sells ten: without a cap all money would go there."""
    partner = {"name": words("partner"), "storefront": "shop", "prices_by": "sale", "commission_rate": 0.1}
    folder = written(tmp_path, {"partner": {**partner, "spend": 500}, "ads": channel(1000, 900)})
    result = allocate(folder=folder, total=3000)
    assert result.held == ("partner",) and list(result.by_channel().index) == ["ads"]
    assert "--cap partner=AMOUNT" in sentences(result, "en")[-1]
    assert "--cap partner=金额" in sentences(result, "zh")[-1]
    paid = artplan.load("base", result.settings, folder=folder).run().frame("placement_spend")
    assert paid.loc["partner@everyday_shop"].tolist() == pytest.approx([500] * 3)
    capped = allocate(folder=folder, total=3000, caps={"partner": 2000})
    assert capped.held == () and capped.by_channel()["proposed"]["partner"] == pytest.approx(2000, rel=1e-3)
    with pytest.raises(PlanFault, match=r"floor partner \| .* stays as planned .* give a cap"):
        allocate(folder=folder, floors={"partner": 100})


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_chart_and_tables_speak_both_languages(folder: Path, lang: str):
    result = allocate(folder=folder)
    chart, tables = allocation(result, lang), plain_text(result, lang)
    assert chart.svg().count("<text") > 10 and "channel 3000" in chart.alt
    assert "channel 3000" in tables and "2027-03" in tables
    assert ("边际贡献" if lang == "zh" else "contribution margin") in tables


def test_a_channel_in_proportion_to_its_spend_is_told(tmp_path: Path):
    flat = channel(1000, 900, elasticity=1)
    result: Proposal = allocate(folder=written(tmp_path, {"small": flat, "big": channel(3000, 900)}))
    assert result.proportional == ("small",)
    assert "--cap small=" in sentences(result, "zh")[-1]


def test_the_command_prints_json_and_keeps_a_scenario(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture
):
    place = tmp_path / "here"
    place.mkdir()
    (place / "params").symlink_to(folder)
    monkeypatch.chdir(place)
    assert main(["allocate", "--cap", "big=3000", "--json", "--as", "thrift", "--chart", "a.svg"]) == 0
    shown = json.loads(capsys.readouterr().out)
    assert shown["channels"]["big"]["proposed"] == pytest.approx(3000, rel=1e-3)
    assert (place / "a.svg").read_text(encoding="utf-8").startswith("<svg")
    kept = artplan.load("thrift", folder=place / "params").run(["contribution_margin"])
    assert kept["contribution_margin"].sum() == pytest.approx(
        shown["outcomes"]["contribution_margin"]["proposed"]
    )
    assert main(["allocate", "--as", "thrift"]) == 2
    assert capsys.readouterr().err.endswith("is there already | give another --as, or --force\n")
    assert main(["allocate", "--cap", "big"]) == 2
    assert "--cap big | is no amount for a channel | write --cap taobaoke=20000" in capsys.readouterr().err
    assert main(["allocate", "--chart", "a.txt"]) == 2


def test_money_is_put_together_where_little_of_it_brings_nothing(tmp_path: Path):
    """Two channels answer along an S: half the money in each brings less than all of it in one."""
    steep = {"elasticity": 1, "saturation": 0.75}  # r / (1/4 + 3/4 r), r = (spend / 1000) ** 4
    channels = {name: channel(1000, {"2027-01": 500}, **steep) for name in ("one", "other")}
    result = allocate(folder=written(tmp_path, channels), total=1000)
    assert sorted(result.spends["proposed"]) == pytest.approx([0] * 5 + [1000], abs=20)
    together, apart = 100, 2 * 100 * 0.5**4 / (0.25 + 0.75 * 0.5**4)
    assert result.outcomes.loc["sales", "present"] == pytest.approx(20 * apart, rel=1e-6)
    assert result.outcomes.loc["sales", "proposed"] == pytest.approx(20 * together, rel=0.03)
    assert result.beyond == pytest.approx(0, abs=5)
    assert "no other division adds more than" in sentences(result, "en")[-1]
    assert "最多使" in sentences(result, "zh")[-1]
