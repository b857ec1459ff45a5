"""The invented names: the firm and its customers, and what platforms call the plan's stores and products."""

from __future__ import annotations

from dataclasses import dataclass

from artplan.result import Result

FIRM, FIRM_ID = "杭州某某艺术品有限公司", "91330106MA00000002"
SHOP = "某某艺术旗舰店"
STOREFRONT = "tmall_store"  # whose exports are made
READERS = ("sycm_shop", "sycm_products", "tmall_orders", "tmall_order_items", "tmall_account", "tmall_bill")
SURNAMES, CITIES = (
    "赵钱孙李周吴郑王冯陈",
    ("浙江省 杭州市", "上海市 静安区", "江苏省 苏州市"),
)
WORKS = ("山居图", "松石图", "秋水图", "听泉图")


@dataclass(frozen=True)
class ShopItem:
    """What the shop lists: number is the platform's 商品ID, product the plan's product."""

    number: str
    product: str
    title: str


def items(result: Result) -> list[ShopItem]:
    """Return two items for each product of the plan."""
    named = [(product, result.plan.label("product", product, "zh")) for product in result.members["product"]]
    return [
        ShopItem(f"61000000{at:02d}{k:02d}", product, f"{name} {WORKS[(2 * at + k) % len(WORKS)]}")
        for at, (product, name) in enumerate(named, start=1)
        for k in (1, 2)
    ]


def scenes(result: Result) -> dict[str, str]:
    """Return the Tmall store's channels that sell clicks, each with the name of its advertising scene."""
    channels = result.plan.sections.channels
    clicks = dict(zip(result.members["channel"], result.by_member("clicks_by_channel"), strict=True))
    return {
        channel: result.plan.label("channel", channel, "zh")
        for channel in result.members["channel"]
        if clicks[channel] > 0 and channels[channel].storefront == STOREFRONT
    }


def buyer(order: str) -> str:
    """Return the name of who placed an order, by its number, as platforms show it: 赵**."""
    return f"{SURNAMES[int(order[10:17]) % len(SURNAMES)]}**"
