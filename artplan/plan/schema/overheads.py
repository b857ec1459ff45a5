"""Section `overheads`: running costs such as rent."""

from __future__ import annotations

from artplan.plan.leaf.leaf import Leaf
from artplan.plan.schema.fields import Section, Words, leaf


class Overhead(Section):
    name: Words | None = None
    amount: Leaf = leaf(
        "CNY/month", zh="金额", en="Amount", feeds="overhead_amount", ge=0, default=0, blank=0
    )
    sales_share: Leaf = leaf(
        "1",
        zh="占成交额比例",
        en="Share of gross sales",
        feeds="overhead_sales_share",
        ge=0,
        default=0,
        describe="A part that moves with sales, on top of the amount.",
    )
    input_vat_rate: Leaf = leaf(
        "1", zh="进项税率", en="Input VAT rate", feeds="overhead_input_vat_rate", ge=0, le=1, default=0
    )
