"""How often and when buyers of a storefront get their money back, by kind, and what comes back beside it.

An order is refunded before dispatch (it never ships), without its piece (the buyer keeps it), or against the
return of the goods. The three rates are parts of the same paid orders and add up to 1 at most.
"""

from __future__ import annotations

from typing import Any

from pydantic import model_validator

from artplan.plan.leaf.leaf import Leaf
from artplan.plan.schema.fields import Section, leaf, refused
from artplan.plan.schema.money import LONGEST_DELAY

KINDS = ("before_dispatch", "refund_only", "return_of_goods")
RATES = ("refund_before_dispatch_rate", "refund_only_rate", "return_rate")  # of campaigns too
DELAYS = ("refund_before_dispatch_delay", "refund_only_delay", "return_delay")
DUST = 1e-9  # tolerance for rounding: 0.7 + 0.1 + 0.2 is not exactly 1


def above_one(rates: list[Leaf]) -> float | None:
    """Return the first sum of the rates, month by month, that is above 1."""
    months = max(len(rate.values) for rate in rates)
    sums = [sum(rate.at(month) for rate in rates) for month in range(months)]
    return next((each for each in sums if each > 1 + DUST), None)


def rate(zh: str, en: str, describe: str, default: float | None = 0) -> Any:
    """Declare a part of paid orders."""
    return leaf("1", zh=zh, en=en, ge=0, le=1, default=default, describe=describe)


def _days(zh: str, en: str) -> Any:
    describe = "Days from the sale to the refund."
    return leaf("day", zh=zh, en=en, ge=0, le=LONGEST_DELAY, default=0, describe=describe)


class Refunds(Section):
    return_rate: Leaf = rate(
        "退货率", "Return rate", "Of paid orders: refunds for which the goods come back."
    )
    return_delay: Leaf = _days("退货天数", "Days until returns")
    refund_before_dispatch_rate: Leaf = rate(
        "未发货退款率",
        "Rate of refunds before dispatch",
        "Of paid orders: they never ship, and the platform keeps no commission and no base fee.",
    )
    refund_before_dispatch_delay: Leaf = _days("未发货退款天数", "Days until refunds before dispatch")
    refund_only_rate: Leaf = rate(
        "仅退款率",
        "Rate of refunds without return",
        "Of paid orders: the buyer keeps the piece, and its cost stays with the shop.",
    )
    refund_only_delay: Leaf = _days("仅退款天数", "Days until refunds without return")
    refunds_before: Leaf = leaf(
        "CNY/month",
        zh="建账前销售的退款",
        en="Refunds of sales before the plan",
        feeds="refunds_before",
        ge=0,
        default=0,
        blank=0,
        one_off=True,
        describe="Paid in the month, against returned goods; their pieces belong to the stock at the start.",
    )
    return_shipping_cost: Leaf = leaf(
        "CNY/order", zh="退货运费", en="Return shipping cost", feeds="return_shipping_cost", ge=0, default=0
    )
    freight_insurance_rate: Leaf = leaf(
        "1",
        zh="运费险费率",
        en="Rate of freight insurance",
        feeds="freight_insurance_rate",
        ge=0,
        le=1,
        default=0,
        describe="Premium as a share of the price of the orders that ship.",
    )
    freight_insurance_covers: Leaf = leaf(
        "1",
        zh="运费险承担的退货运费比例",
        en="Return shipping borne by the insurer",
        feeds="freight_insurance_covers",
        ge=0,
        le=1,
        default=0,
    )
    commission_refunded_share: Leaf = leaf(
        "1",
        zh="退款退还的平台佣金比例",
        en="Commission that comes back on refunds",
        feeds="commission_refunded_share",
        ge=0,
        le=1,
        default=1,
        describe="Of orders that have shipped; before dispatch, all of it comes back.",
    )
    base_fee_refunded_share: Leaf = leaf(
        "1",
        zh="退款退还的基础服务费比例",
        en="Base fee that comes back on refunds",
        feeds="base_fee_refunded_share",
        ge=0,
        le=1,
        default=1,
        describe="Of orders that have shipped; before dispatch, all of it comes back.",
    )
    payment_fee_refunded_share: Leaf = leaf(
        "1",
        zh="退款退还的支付手续费比例",
        en="Payment fee that comes back on refunds",
        feeds="payment_fee_refunded_share",
        ge=0,
        le=1,
        default=0,
        describe="Of refunds of all kinds.",
    )

    @model_validator(mode="after")
    def _parts_of_the_orders(self) -> Refunds:
        whole = above_one([getattr(self, rate) for rate in RATES])
        if whole is not None:
            raise refused("schema.refunds_above_one", sum=f"{whole:g}")
        return self
