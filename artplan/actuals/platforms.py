"""The platforms that a shop sells on, each with the exports that tell of it.

A platform's analytics say what customers paid, its orders which of them, its bills what was settled of each
order, its statements what the account at the platform has, and its ad reports what was spent there.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Platform:
    """A platform by the readers of its exports.

    account: what the money there is called. pattern: by which accounts of the ledger name it. trades: whether
    its orders are payments and refunds in rows of their own, which move the account at once.
    """

    account: str
    pattern: str
    analytics: str = ""
    orders: str = ""
    bills: tuple[str, ...] = ()
    statements: tuple[str, ...] = ()
    ads: str = ""
    trades: bool = False


PLATFORMS = (
    Platform(
        "alipay", "天猫|淘宝|支付宝", "sycm_shop", "tmall_orders", ("tmall_account", "tmall_bill"),
        ("alipay_flow", "alipay_account"), "wanxiang",
    ),
    Platform(
        "wechat_shop", "微信(?!支付)|视频号", "wechat_shop_analytics", "wechat_shop_orders",
        ("wechat_shop_account",), ("wechat_shop_account",), "tencent_ads",
    ),
    Platform(
        "douyin", "抖音|抖店", "douyin_analytics", "douyin_orders", ("douyin",), ("douyin",), "qianchuan",
    ),
    Platform(
        "xiaohongshu", "小红书", "xiaohongshu_analytics", "", ("xiaohongshu_account",),
        ("xiaohongshu_account",), "juguang",
    ),
    Platform("wechat_pay", "微信支付", "", "wechat_trades", (), ("wechat_funds",), trades=True),
)  # fmt: skip
TMALL = PLATFORMS[0]
ANALYTICS = tuple(each.analytics for each in PLATFORMS if each.analytics)
ADS = tuple(each.ads for each in PLATFORMS if each.ads)
NAMED = (
    "支付宝|天猫|淘宝|微信|视频号|抖音|抖店|京东|小红书"  # in the names of accounts, with or without exports
)
