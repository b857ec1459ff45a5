"""Targets by campaign and channel, how channels are paid, and what prices do, as page 04 shows them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from artplan.report.story import Story
from artplan.report.tables.channel_prices import channel_prices
from artplan.report.tables.table import Table
from artplan.report.tables.targets import target_figures, targets

BOTH = {"channels.zhitongche.prices_by": ["click", "sale"], "channels.zhitongche.commission_rate": 0.02}


def cells(table: Table, label: str) -> tuple[str, ...]:
    return next(each.cells[1:] for each in table.rows if each.cells[0] == label)


def test_shares_of_a_target_are_those_of_the_lines(base: Any) -> None:
    campaigns, channels = target_figures(base)["pc_store"]
    assert campaigns["share"]["double11"] == pytest.approx(base.year("campaign_target_share")["double11"])
    assert channels["share"]["zhitongche"] == pytest.approx(base.year("channel_target_share")["zhitongche"])


@pytest.mark.parametrize("overrides", [{}, {"plan.months": 18}, {"plan.months": 4}], ids=str)
def test_campaigns_and_channels_each_add_up_to_the_target(
    overrides: dict[str, Any], worked_out: Callable[..., Any]
) -> None:
    result = worked_out("base", overrides)
    for storefront, parts in target_figures(result).items():
        whole = float(result.year("sales_target_by_storefront")[storefront])
        assert all(each["target"].sum() == pytest.approx(whole) for each in parts)


def test_the_storefront_with_target_and_sales(base: Any) -> None:
    """8,000,000 are to be sold, 7,971,114 are: 99.6 %; Double 11 is to sell 900,348 / 8,000,000."""
    table = targets(base, "en")
    assert cells(table, "Storefront") == ("8,000,000", "100.0%", "7,971,114", "99.6%")
    assert cells(table, "Double 11") == ("900,348", "11.3%", "900,348", "100.0%")
    assert cells(table, "Carried by Taobao search ads") == ("1,260,000", "15.8%", "—", "—")
    assert "Regional agents" not in {each.cells[0] for each in table.rows}


def test_a_plan_of_more_than_a_year_has_shares_of_all_its_months(worked_out: Callable[..., Any]) -> None:
    table = targets(worked_out("base", {"plan.months": 18}), "zh")
    assert table.columns[2].head == "占全期目标"
    assert cells(table, "店铺合计")[1] == "100.0%"


def test_a_plan_without_targets_says_so(worked_out: Callable[..., Any]) -> None:
    none = worked_out("cases/unit_economics_tmall")
    assert cells(targets(none, "zh"), "没有销售目标") == ("—", "—", "—", "—")
    assert "本计划没有销售目标" in Story(none, "zh").say("targets").text()
    assert cells(channel_prices(none, "en"), "No channel is paid") == ("", "—")


def test_a_channel_paid_in_two_ways_names_both_and_what_is_given_back(worked_out: Callable[..., Any]) -> None:
    result = worked_out("base", BOTH)
    paid = channel_prices(result, "zh")
    by, on, earned, returned, spend = cells(paid, "直通车")
    assert (by, on) == ("点击 + 成交佣金", "付款且未退货")
    figures = paid.frame.loc["zhitongche"]
    clicks = float(result.year("spend_by_channel")["zhitongche"]) - figures["earned"] + figures["returned"]
    assert clicks > 0 and figures["earned"] > figures["returned"] > 0
    assert [earned, returned, spend] == [f"{figures[each]:,.0f}" for each in ("earned", "returned", "spend")]


def test_without_commission_there_are_no_columns_for_it(worked_out: Callable[..., Any]) -> None:
    paid = channel_prices(worked_out("cases/target_by_last_year_share"), "en")
    assert [each.head for each in paid.columns] == ["Channel", "Paid by", "Spend (CNY)"]


def test_what_a_price_does_is_said_with_the_plans_elasticity(worked_out: Callable[..., Any]) -> None:
    """1.1 ** -0.8 - 1 = -7.3 %; a plan without elasticities says nothing of it."""
    said = Story(worked_out(), "zh").say("conversion").text()
    assert "原作（代销）为 −7.3%（价格弹性 −0.8）" in said and "定制作品" not in said
    still = {"products.*.price_elasticity": 0, "storefronts.*.price_elasticity": 0}
    assert "弹性" not in Story(worked_out("base", still), "zh").say("conversion").text()
