"""Money outside the trade itself: assets, loans, licences, training, non-operating items, terms, view."""

from __future__ import annotations

from typing import Literal

from pydantic import Field, model_validator

from artplan.plan.leaf.leaf import Leaf
from artplan.plan.schema.fields import Expense, Month, Section, Words, leaf, refused
from artplan.plan.written.calendar import number

LONGEST_DELAY = 180


def one_amount(section: Section, *names: str) -> None:
    """Raise a fault if an amount that is paid once varies by month."""
    for name in names:
        if len(getattr(section, name).values) > 1:
            raise refused("schema.paid_once", key=name)


class Asset(Section):
    """An asset used for longer than a year and written off in equal parts."""

    name: Words | None = None
    cost: Leaf = leaf(
        "CNY", zh="购置成本", en="Cost of the asset", feeds="asset_cost", ge=0, describe="VAT in."
    )
    month: Month = Field(description="The month in which it is bought, such as 2027-03.")
    life_months: int = Field(ge=1, le=600, description="Months over which it is written off.")
    residual_share: Leaf = leaf(
        "1", zh="残值率", en="Residual share", feeds="asset_residual_share", ge=0, le=1, default=0
    )
    sold_month: Month | None = Field(default=None, description="The month in which it is sold; else never.")
    sold_for: Leaf = leaf(
        "CNY", zh="出售价款", en="Sale price", feeds="asset_sale_price", ge=0, default=0, describe="VAT in."
    )
    sale_vat_rate: Leaf = leaf(
        "1",
        zh="出售税率",
        en="VAT rate of the sale",
        feeds="asset_sale_vat_rate",
        ge=0,
        le=1,
        default=0,
        describe="Output VAT inside the sale price, whatever kind of taxpayer the firm is.",
    )
    input_vat_rate: Leaf = leaf(
        "1", zh="进项税率", en="Input VAT rate", feeds="asset_input_vat_rate", ge=0, le=1, default=0
    )

    expense: Expense = Field(
        default="administrative",
        description="Where the statutory income statement has the depreciation.",
    )

    @property
    def months_held(self) -> int | None:
        """The months from the purchase to the sale; None if it is not sold."""
        return None if self.sold_month is None else number(self.sold_month) - number(self.month)

    @model_validator(mode="after")
    def _once(self) -> Asset:
        one_amount(self, "cost", "residual_share", "sold_for")
        if self.sold_month is None and any(self.sold_for.values):
            raise refused("schema.sold_when")
        if self.sold_month is not None and self.sold_month < self.month:
            raise refused("schema.sold_before", month=self.sold_month, bought=self.month)
        return self


class Loan(Section):
    """A loan and its repayment."""

    name: Words | None = None
    amount: Leaf = leaf("CNY", zh="借款金额", en="Amount of the loan", feeds="loan_amount", ge=0)
    month: Month = Field(description="The month at whose end it is paid out.")
    rate: Leaf = leaf("1/year", zh="年利率", en="Yearly rate", feeds="loan_rate", ge=0, le=1, default=0)
    interest: Leaf = leaf(
        "CNY/month",
        zh="录入的利息",
        en="Interest entered",
        feeds="loan_interest_entered",
        ge=0,
        default=0,
        blank=0,
        describe="In place of a rate; counts in months in which something is owed.",
    )
    term_months: int = Field(ge=1, le=600, description="Months after which it is paid back.")
    repayment: Literal["bullet", "equal_instalments", "equal_principal"] = Field(
        default="bullet",
        description="All at the end; equal instalments of principal and interest; equal parts of principal.",
    )
    payment_every_months: Literal[1, 3, 6, 12] = Field(
        default=1, description="Months from one payment of interest and principal to the next."
    )
    grace_months: int = Field(
        default=0, ge=0, le=599, description="Months at the beginning in which nothing but interest is paid."
    )

    @property
    def instalments(self) -> int:
        """The number of payments of principal, if it is paid in parts."""
        return (self.term_months - self.grace_months) // self.payment_every_months

    @model_validator(mode="after")
    def _once(self) -> Loan:
        one_amount(self, "amount")
        if any(self.rate.values) and any(self.interest.values):
            raise refused("schema.rate_and_interest")
        if self.repayment == "equal_instalments" and any(self.interest.values):
            raise refused("schema.instalments_by_rate")
        every = self.payment_every_months
        for key in ("term_months", "grace_months"):
            months = getattr(self, key)
            if months % every:
                raise refused("schema.no_periods", key=key, months=months, every=every)
        if self.grace_months and self.repayment == "bullet":
            raise refused("schema.grace_of_bullet")
        if self.grace_months >= self.term_months:
            raise refused("schema.grace_too_long", grace=self.grace_months, term=self.term_months)
        return self


class Licence(Section):
    """A licence that the business needs, paid for when it is issued or renewed."""

    name: Words | None = None
    cost: Leaf = leaf("CNY", zh="办理费用", en="Cost of the licence", feeds="licence_cost", ge=0)
    due: Month = Field(description="The month in which it is paid, or was first paid.")
    renewal_months: int = Field(
        default=0, ge=0, le=120, description="Months until it is due again; 0: never."
    )
    input_vat_rate: Leaf = leaf(
        "1", zh="进项税率", en="Input VAT rate", feeds="licence_input_vat_rate", ge=0, le=1, default=0
    )


class Course(Section):
    """A course of the training plan."""

    name: Words | None = None
    sessions: Leaf = leaf(
        "session/month", zh="培训场次", en="Sessions", feeds="course_sessions", ge=0, default=0, blank=0
    )
    cost: Leaf = leaf(
        "CNY/session", zh="每场费用", en="Cost of a session", feeds="course_cost", ge=0, default=0
    )
    input_vat_rate: Leaf = leaf(
        "1", zh="进项税率", en="Input VAT rate", feeds="course_input_vat_rate", ge=0, le=1, default=0
    )


class NonOperating(Section):
    """What comes in or goes out beside operations, such as a subsidy, a fine or a donation."""

    name: Words | None = None
    amount: Leaf = leaf(
        "CNY/month",
        zh="营业外收支",
        en="Income or expense",
        feeds="non_operating_amount",
        default=0,
        blank=0,
        describe="Below 0: an expense. Without VAT, received or paid in its month.",
        one_off=True,
    )


class Terms(Section):
    """Terms of payment, in days after the sale or the delivery."""

    artists_days: Leaf = leaf(
        "day", zh="艺术家账期", en="Days to pay artists", ge=0, le=LONGEST_DELAY, default=0
    )
    suppliers_days: Leaf = leaf(
        "day", zh="供货商账期", en="Days to pay suppliers of goods", ge=0, le=LONGEST_DELAY, default=0
    )
    carriers_days: Leaf = leaf(
        "day", zh="物流账期", en="Days to pay carriers", ge=0, le=LONGEST_DELAY, default=0
    )


class View(Section):
    """Simplifications of the management view. They change no account and no tax."""

    vat_rate: Leaf = leaf(
        "1",
        zh="管理口径除税率",
        en="Rate of the management view",
        feeds="view_vat_rate",
        ge=0,
        le=1,
        default=0,
        describe="Everything, payroll too, is divided by 1 plus this rate; no VAT rule.",
    )
    deposits_as_cost: bool = Field(
        default=False, description="Deposits count as a cost when they are paid, also where they are assets."
    )
