"""Channels, products and storefronts that cost more than they bring, and targets that are missed."""

from __future__ import annotations

from collections.abc import Iterator

from artplan.findings.answer import Finding
from artplan.findings.subject import Subject

REFUND_RATES = ("return_rate", "refund_before_dispatch_rate", "refund_only_rate")


def losing_channels(subject: Subject) -> Iterator[Finding]:
    """Channels whose sales leave less than the channel costs, without input VAT."""
    result, line = subject.result, "channel_contribution_margin"
    kept = 1 - result.array("service_vat_share")[..., 0]
    costs = (result.array("spend_by_channel")[..., 0] * kept).sum(axis=-1)
    for cost, (channel, contribution) in zip(costs.tolist(), subject.by_member(line).items(), strict=True):
        yield Finding(
            "losing_channel", -contribution, "profit", f"channels.{channel}", "12_advertising_budget",
            "channel", channel, subject.months_below(line, channel),
            {"cost": cost, "brings": cost + contribution},
        )  # fmt: skip


def losing_products(subject: Subject) -> Iterator[Finding]:
    """Products whose gross profit does not carry their part of selling costs."""
    line, gross_profit = "product_contribution_margin", subject.by_member("product_gross_profit")
    for product, contribution in subject.by_member(line).items():
        yield Finding(
            "losing_product", -contribution, "profit", f"products.{product}", "07_stock_and_campaigns",
            "product", product, subject.months_below(line, product),
            {"gross_profit": gross_profit[product]},
        )  # fmt: skip


def losing_storefronts(subject: Subject) -> Iterator[Finding]:
    """Storefronts that lose; where they would not if nothing were sent back, refunds are the cause."""
    line = "storefront_contribution_margin"
    for storefront, contribution in subject.by_member(line).items():
        if contribution >= 0:
            continue
        refunds, place = _cost_of_refunds(subject, storefront), f"storefronts.{storefront}"
        if refunds > -contribution:
            kind, weight, parameter = "returns_eat_profit", refunds, f"{place}.return_rate"
        else:
            kind, weight, parameter = "losing_storefront", -contribution, place
        yield Finding(
            kind, weight, "profit", parameter, "04_traffic_funnel", "storefront", storefront,
            subject.months_below(line, storefront), {"loses": -contribution},
        )  # fmt: skip


def _cost_of_refunds(subject: Subject, storefront: str) -> float:
    """What net profit gains when nothing of the storefront's sales is paid back."""
    paths = (f"storefronts.{storefront}.{rate}" for rate in REFUND_RATES)
    return subject.changed({path: 0.0 for path in paths if path in subject.plan.plan.leaves}, hold=True)


def missed_targets(subject: Subject) -> Iterator[Finding]:
    """Storefronts that sell less than their target; what the missing sales would have left."""
    contribution, advertising, sales = (
        float(subject.result.by_month(line).sum())
        for line in ("contribution_margin", "advertising_cost", "gross_sales_total")
    )
    left = max(contribution + advertising, 0.0) / sales if sales else 0.0
    sold = subject.by_member("gross_sales_by_storefront")
    for storefront, target in subject.by_member("sales_target_by_storefront").items():
        missing = target - sold[storefront]
        yield Finding(
            "missed_target", missing * left, "profit", f"storefronts.{storefront}", "04_traffic_funnel",
            "storefront", storefront, subject.months_above("alert_target", storefront),
            {"target": target, "missing": missing},
        )  # fmt: skip
