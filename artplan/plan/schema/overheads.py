"""Section `overheads`: running costs such as rent, paid by the month or ahead for several months."""

from __future__ import annotations

from pydantic import Field, ValidationInfo, model_validator

from artplan.plan.leaf.leaf import Leaf
from artplan.plan.schema.fields import Expense, Month, Section, Words, leaf, refused
from artplan.plan.schema.money import one_amount


class Overhead(Section):
    name: Words | None = None
    amount: Leaf = leaf(
        "CNY/month",
        zh="金额",
        en="Amount",
        feeds="overhead_amount",
        ge=0,
        default=0,
        blank=0,
        describe="Of each month, VAT in. Where several are paid at once, that of the month of payment.",
    )
    paid_every_months: int = Field(
        default=1,
        ge=1,
        le=60,
        description="Months that a payment covers, from the month in which it is made.",
    )
    paid_from: Month | None = Field(
        default=None,
        description="The month of the first payment; else the plan's start. Months before the first payment "
        "of the plan are covered by plan.opening.prepaid.",
    )
    sales_share: Leaf = leaf(
        "1",
        zh="占成交额比例",
        en="Share of gross sales",
        feeds="overhead_sales_share",
        ge=0,
        default=0,
        describe="A part that moves with sales, on top of the amount, billed in its own month.",
    )
    input_vat_rate: Leaf = leaf(
        "1", zh="进项税率", en="Input VAT rate", feeds="overhead_input_vat_rate", ge=0, le=1, default=0
    )
    lease: bool = Field(default=False, description="A lease: stamp duty falls on the rent.")
    expense: Expense = Field(
        default="administrative",
        description="Where the statutory income statement has the overhead.",
    )
    deposit: Leaf = leaf("CNY", zh="押金", en="Deposit", feeds="overhead_deposit", ge=0, default=0)
    deposit_month: Month | None = Field(
        default=None, description="When the deposit is paid; else with the first payment."
    )
    deposit_returned_month: Month | None = Field(
        default=None, description="When the deposit comes back; else after the plan."
    )

    @model_validator(mode="after")
    def _paid_once(self, info: ValidationInfo) -> Overhead:
        one_amount(self, "deposit")
        back, start = self.deposit_returned_month, info.context.first if info.context else ""
        if back is not None and back < self.deposit_paid(start):
            raise refused("schema.deposit_back", month=back)
        return self

    def deposit_paid(self, start: str) -> str:
        """The month in which the deposit is paid, in a plan that starts in the given month."""
        return self.deposit_month or self.paid_from or start
