"""What a person is in a position, and may be otherwise from a day on: post, pay, hours, employment."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, WithJsonSchema

from artplan.plan.leaf.leaf import Leaf
from artplan.plan.schema.fields import Ref, Section, leaf

Employment = Literal["full_time", "part_time", "service", "intern", "retired"]
EMPLOYMENT = (
    "full_time; part_time: by the hour (非全日制); service: a service contract (劳务); intern; retired: "
    "rehired after retirement. Only full_time has the firm's probation and 13th month; service pay is taxed "
    "by itself (劳务报酬), all others' as wages; the statutory tables say which insurance each has."
)
INSURED = "Schemes by name: true where they are paid for the person in any case, false where in none."

CITY = "The city in which the person is insured, by its file of params/statutory; none: nowhere."


class ChangeOfState(Section):
    """What is different from a day on; what is not named stays as it was."""

    post: Annotated[str, Ref("posts")] | None = None
    commission: Annotated[str, Ref("commissions")] | None = None
    employment: Employment | None = None
    city: str | None = Field(default=None, description=CITY)
    insured: dict[str, bool] | None = Field(default=None, description=INSURED)
    full_time_share: Leaf | None = leaf("1", zh="全职比例", en="Share of full time", ge=0, le=1, default=None)
    base_pay: Leaf | None = leaf(
        "CNY/person/month", zh="月薪标准（含绩效）", en="Base pay", ge=0, default=None
    )
    performance_pay_share: Leaf | None = leaf(
        "1", zh="绩效工资占比", en="Performance pay share", ge=0, le=1, default=None
    )
    performance_rate: Leaf | None = leaf("1", zh="绩效系数", en="Performance rate", ge=0, le=2, default=None)
    commission_sales_share: Leaf | None = leaf(
        "1", zh="归属销售占比", en="Share of sales credited", ge=0, default=None
    )


DATED_NAME = WithJsonSchema(
    {
        "anyOf": [
            {"type": "string"},
            {
                "type": "object",
                "patternProperties": {r"^\d{4}-\d{2}-\d{2}$": {"type": "string"}},
                "minProperties": 1,
            },
        ]
    }
)
