"""The invented names: the firm, its customers and suppliers, and how platforms call stores and products."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from artplan.result import Result

FIRM, FIRM_ID = "杭州某某艺术品有限公司", "91330106MA00000002"
SHOP = "某某艺术旗舰店"
SURNAMES, CITIES = (
    "赵钱孙李周吴郑王冯陈",
    ("浙江省 杭州市", "上海市 静安区", "江苏省 苏州市"),
)
WORKS = ("山居图", "松石图", "秋水图", "听泉图")


@dataclass(frozen=True)
class PlatformStore:
    """A storefront of the plan, on the platform whose exports are made.

    readers: of these exports. number: what numbers of orders and items begin with. account, called: the
    ledger's account of the money there, and its owner as the bank names it. opening: what it holds before the
    first month, and charges: by kind, what the platform keeps of a sale, as a rate; both of CNY. waits: the
    least and most days from order to settlement. seller: who invoices advertising, and what it calls itself.
    """

    name: str
    storefront: str
    readers: tuple[str, ...]
    number: str
    account: str
    called: str
    opening: Decimal
    charges: tuple[tuple[str, Decimal], ...]
    waits: tuple[int, int]
    seller: str = ""
    service: str = ""

    @property
    def trades(self) -> bool:
        """Whether an order is settled when it is paid."""
        return not self.waits[1]


TMALL = PlatformStore(
    "tmall", "tmall_store",
    ("sycm_shop", "sycm_products", "tmall_orders", "tmall_order_items", "tmall_account", "tmall_bill",
     "wanxiang"),
    "4012", "101201", "支付宝（中国）网络技术有限公司", Decimal("58214.90"),
    (("commission", Decimal("0.05")), ("base_fee", Decimal("0.006"))), (8, 16),
    "某某阿里妈妈软件服务有限公司", "万相台",
)  # fmt: skip
WECHAT = PlatformStore(
    "wechat", "wechat_store",
    ("wechat_shop_analytics", "wechat_shop_orders", "wechat_shop_account", "tencent_ads"),
    "3712", "101202", "财付通支付科技有限公司（微信小店）", Decimal("12480.30"),
    (("commission", Decimal("0.02")),), (5, 9), "某某微信广告有限公司", "腾讯广告",
)  # fmt: skip
DOUYIN = PlatformStore(
    "douyin", "douyin_live", ("douyin_analytics", "douyin_orders", "douyin", "qianchuan"),
    "6912", "101203", "抖音支付科技有限公司", Decimal("9660.75"),
    (("commission", Decimal("0.05")),), (10, 16), "某某巨量引擎科技有限公司", "巨量千川",
)  # fmt: skip
XIAOHONGSHU = PlatformStore(
    "xiaohongshu", "xiaohongshu_store", ("xiaohongshu_analytics", "xiaohongshu_account", "juguang"),
    "P712", "101204", "小红书结算户", Decimal("2118.40"),
    (("commission", Decimal("0.05")),), (7, 12), "某某聚光广告有限公司", "小红书聚光",
)  # fmt: skip
WECHAT_PAY = PlatformStore(
    "wechat_pay", "regional_agents", ("wechat_trades", "wechat_funds"),
    "M202", "101205", "财付通支付科技有限公司（商户号）", Decimal("3205.00"),
    (("base_fee", Decimal("0.006")),), (0, 0),
)  # fmt: skip
STORES = (TMALL, WECHAT, DOUYIN, XIAOHONGSHU, WECHAT_PAY)


@dataclass(frozen=True)
class ShopItem:
    """What the shop lists: number is Tmall's 商品ID, product the plan's product."""

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


def campaigns(result: Result, store: PlatformStore) -> dict[str, str]:
    """Return the store's channels that sell clicks, each with the name that its ad report has for it."""
    channels = result.plan.sections.channels
    clicked = result.numbers("clicks_by_channel").sum(axis=1)
    clicks = dict(zip(result.members["channel"], clicked, strict=True))
    return {
        channel: result.plan.label("channel", channel, "zh")
        for channel in result.members["channel"]
        if store.seller and clicks[channel] > 0 and channels[channel].storefront == store.storefront
    }  # fmt: skip


def buyer(order: str) -> str:
    """Return the name of who placed an order, by its number, as platforms show it: 赵**."""
    return f"{SURNAMES[int(order[10:17]) % len(SURNAMES)]}**"
