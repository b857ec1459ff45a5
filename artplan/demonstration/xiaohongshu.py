"""The file of Xiaohongshu: the movements of the account with its balance."""

from __future__ import annotations

from collections.abc import Sequence

from artplan.demonstration.amounts import ZERO, text_of
from artplan.demonstration.files import as_html, columns
from artplan.demonstration.payouts import Payout

MOVEMENTS = columns("创建时间,交易类型描述,收入（元）,支出（元）,账户余额（元）,业务单号,备注")
TYPES = {"sale": "订单结算", "commission": "佣金", "refund": "订单退款", "withdrawal": "提现"}


def movement_file(rows: Sequence[Payout]) -> bytes:
    """Return the .xls of 小红书 动账, a table of HTML: a title above, payments with a sign, totals below."""
    received, paid = (sum((getattr(each, way) for each in rows), ZERO) for way in ("received", "paid"))
    totals = ["合计", "", text_of(received), text_of(paid), "", "", ""]
    return as_html([["小红书商家账户动账明细"], MOVEMENTS, *map(_movement, rows), totals])


def _movement(each: Payout) -> list[str]:
    return [
        f"{each.time:%Y-%m-%d %H:%M:%S}", TYPES[each.kind], text_of(each.received) if each.received else "-",
        f"-{text_of(each.paid)}" if each.paid else "0.00", text_of(each.balance),
        each.order.number if each.order else "", "",
    ]  # fmt: skip
