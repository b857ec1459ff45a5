"""Section `products`: what is sold, who owns it, the number of pieces and the cost of a piece.

A product with supply `unlimited` meets any demand, as a share of sales; if it has a price, its pieces are
still counted. Unique works, limited editions and open stock are counted in pieces: sales cannot exceed the
pieces in stock.
"""

from __future__ import annotations

from typing import Literal

from pydantic import Field, model_validator

from artplan.plan.leaf.leaf import Leaf
from artplan.plan.schema.consignment import Consignment
from artplan.plan.schema.fields import Text, Words, leaf, refused

IN_STOCK = (
    "stock_start",
    "stock_value_start",
    "purchases",
    "cover_months",
    "minimum_lot",
    "low_stock",
    "write_down_rate",
)


class Product(Consignment):
    name: Words | None = None
    kind: Text | None = Field(default=None, description="A word for grouping, such as original or print.")
    sales_share: Leaf = leaf("1", zh="销售占比", en="Share of sales", feeds="product_sales_share", ge=0)
    cost_rate: Leaf = leaf(
        "1",
        zh="进货成本率",
        en="Purchase cost rate",
        feeds="product_cost_rate",
        ge=0,
        le=1,
        default=0,
        describe="Purchase cost, VAT in, as a share of the price.",
    )
    goods_cost: Leaf = leaf(
        "CNY/month",
        zh="进货成本",
        en="Goods bought",
        feeds="goods_cost_entered",
        ge=0,
        default=0,
        blank=0,
        describe="As an amount, VAT in, in place of a purchase cost rate.",
    )
    input_vat_rate: Leaf = leaf(
        "1", zh="进项税率", en="Input VAT rate", feeds="goods_input_vat_rate", ge=0, le=1, default=0
    )
    supply: Literal["unlimited", "unique", "edition", "open"] = Field(
        default="unlimited",
        description="unique: each work sells once; edition: a run that ends; open: bought again at will.",
    )
    procurement: Literal["consigned", "purchased", "commissioned"] = Field(
        default="consigned",
        description="Left by the artist for sale, bought, or made to the shop's order.",
    )
    price: Leaf = leaf(
        "CNY/piece", zh="单件标价", en="Price of a piece", feeds="piece_price_entered", ge=0, default=0
    )
    reference_price: Leaf = leaf(
        "CNY/piece",
        zh="基准价格",
        en="Reference price",
        feeds="reference_price",
        ge=0,
        default=0,
        describe="The price at which sales share and order value were seen: both then follow the price.",
    )
    price_elasticity: Leaf = leaf(
        "1",
        zh="价格弹性",
        en="Price elasticity",
        feeds="product_price_elasticity",
        ge=-20,
        le=0,
        default=0,
        describe="Percent more pieces for one percent on the price; needs a reference price.",
    )
    artist_net_wanted: Leaf = leaf(
        "CNY/piece",
        zh="艺术家期望净得",
        en="Net wanted by the artist",
        feeds="artist_net_wanted",
        ge=0,
        default=0,
        describe="What the artist wants of a piece; the price is grossed up by the artist's share.",
    )
    unit_cost: Leaf = leaf(
        "CNY/piece",
        zh="单件进价",
        en="Cost of a piece",
        feeds="piece_unit_cost",
        ge=0,
        default=0,
        describe="Purchase price or commissioning fee, VAT in.",
    )
    markup_rate: Leaf = leaf(
        "1",
        zh="加价率",
        en="Mark-up rate",
        feeds="markup_rate",
        ge=0,
        le=100,
        default=0,
        describe="In place of a price: unit cost times 1 plus the mark-up. 0: the price is entered.",
    )
    items_listed: Leaf = leaf(
        "item",
        zh="上架款数",
        en="Items listed",
        feeds="items_listed",
        ge=0,
        default=0,
        describe="Different items behind the product, 1 or more, for the sell-through rate; 0: not said.",
    )
    stock_start: Leaf = leaf(
        "piece", zh="期初库存件数", en="Pieces at the start", feeds="pieces_start", ge=0, default=0
    )
    stock_value_start: Leaf = leaf(
        "CNY",
        zh="期初存货成本",
        en="Stock value at the start",
        feeds="stock_value_start",
        ge=0,
        default=0,
        describe="At cost, without creditable VAT; nothing for pieces on consignment.",
    )
    purchases: Leaf = leaf(
        "piece/month",
        zh="订货件数",
        en="Pieces ordered",
        feeds="purchases_planned",
        ge=0,
        default=0,
        blank=0,
        describe="Ordered from suppliers, or called in from artists, in the month.",
    )
    cover_months: Leaf = leaf(
        "month",
        zh="备货月数",
        en="Months of cover",
        ge=0,
        le=24,
        default=0,
        blank=0,
        describe="Ordered by rule: so many months' sales are there after the month of arrival. 0: no rule.",
    )
    minimum_lot: Leaf = leaf(
        "piece",
        zh="起订批量",
        en="Minimum lot",
        feeds="minimum_lot",
        ge=0,
        default=0,
        describe="Orders by rule are a multiple of it; 0: any quantity.",
    )
    lead_time: Leaf = leaf(
        "month",
        zh="到货周期",
        en="Lead time",
        ge=0,
        le=11,
        default=0,
        describe="Months from order to arrival, part months counted up.",
    )
    run: Leaf = leaf(
        "piece",
        zh="限量余数",
        en="Pieces of the edition left to issue",
        feeds="edition_run",
        ge=0,
        default=0,
        describe="What the edition still allows to be issued when the plan begins.",
    )
    framing_cost: Leaf = leaf(
        "CNY/piece", zh="装裱费", en="Framing cost", feeds="framing_cost", ge=0, default=0
    )
    certificate_cost: Leaf = leaf(
        "CNY/piece", zh="证书费", en="Certificate cost", feeds="certificate_cost", ge=0, default=0
    )
    packing_cost: Leaf = leaf(
        "CNY/piece",
        zh="单件包装费",
        en="Packing cost of a piece",
        feeds="piece_packing_cost",
        ge=0,
        default=0,
        describe="On top of the storefront's packing of an order: a crate, a tube.",
    )
    transit_insurance_rate: Leaf = leaf(
        "1",
        zh="运输保险费率",
        en="Rate of insurance in transit",
        feeds="transit_insurance_rate",
        ge=0,
        le=1,
        default=0,
        describe="As a share of the price paid.",
    )
    low_stock: Leaf = leaf(
        "piece", zh="库存警戒线", en="Low-stock level", feeds="low_stock_level", ge=0, default=0
    )
    write_down_after: Leaf = leaf(
        "month",
        zh="跌价库龄",
        en="Age of the write-down",
        ge=0,
        le=11,
        default=0,
        describe="Months in stock after which a piece is written down once; 0: never.",
    )
    write_down_rate: Leaf = leaf(
        "1",
        zh="跌价比例",
        en="Write-down rate",
        feeds="write_down_rate",
        ge=0,
        le=1,
        default=0,
        describe="Counts where plan.accounting_standard is enterprise; small enterprises write nothing down.",
    )

    return_factor: Leaf = leaf(
        "1",
        zh="退款系数",
        en="Refund factor",
        feeds="return_factor",
        gt=0,
        le=100,
        default=1,
        describe="How often it is refunded, against other products; the storefronts' rates hold for all.",
    )
    returned_saleable_share: Leaf = leaf(
        "1",
        zh="退货可再售比例",
        en="Returned pieces that can be sold again",
        feeds="returned_saleable_share",
        ge=0,
        le=1,
        default=1,
        describe="The rest is lost at its cost.",
    )

    @property
    def stocked(self) -> bool:
        return self.supply != "unlimited"

    @model_validator(mode="after")
    def _countable(self) -> Product:
        ways = (self.price, self.artist_net_wanted, self.markup_rate)
        priced = next((way for way in ways if any(way.values)), self.price)
        if self.stocked and min(priced.values) <= 0:
            raise refused("schema.supply_no_price", supply=self.supply)
        for name in IN_STOCK if not self.stocked else ():
            if any(getattr(self, name).values):
                raise refused("schema.unlimited", key=name)
        ordered = any((*self.purchases.values, *self.cover_months.values))
        if self.supply == "edition" and ordered and not any(self.run.values):
            raise refused("schema.no_run")
        if self.supply != "edition" and any(self.run.values):
            raise refused("schema.no_edition", supply=self.supply)
        bought = self.procurement != "consigned"
        if bought and self.stocked and min(self.unit_cost.values) <= 0:
            raise refused("schema.no_unit_cost", procurement=self.procurement)
        if any(self.unit_cost.values) and not (bought and self.stocked):
            raise refused("schema.nothing_bought")
        return self

    @model_validator(mode="after")
    def _commissioned(self) -> Product:
        if self.procurement != "commissioned":
            return self
        if self.artist_invoice == "none" and any(self.input_vat_rate.values):
            raise refused("schema.credit_without_invoice")
        if self.artist_invoice == "special" and not any(self.artist_share.values):
            raise refused("schema.invoice_of_no_share")
        if self.artist_kind == "business":
            return self
        if self.artist_tax_borne_by == "shop":
            raise refused("schema.fee_before_tax")
        if any(self.artist_share.values) and not (self.artists_per_month or self.artist_withholding_rate):
            raise refused("schema.artists_unsaid")
        return self

    @model_validator(mode="after")
    def _answers(self) -> Product:
        if any(self.price_elasticity.values) and min(self.reference_price.values) <= 0:
            raise refused("schema.no_reference_price")
        priced = (self.price, self.artist_net_wanted, self.markup_rate)
        if any(self.reference_price.values) and max(min(each.values) for each in priced) <= 0:
            raise refused("schema.reference_no_price")
        return self

    @model_validator(mode="after")
    def _items(self) -> Product:
        if any(0 < items < 1 for items in self.items_listed.values):
            raise refused("schema.part_items")
        if self.supply == "unique" and any(self.items_listed.values):
            raise refused("schema.unique_items")
        return self

    @model_validator(mode="after")
    def _marked_up(self) -> Product:
        if any(self.markup_rate.values) and any((*self.price.values, *self.artist_net_wanted.values)):
            raise refused("schema.markup_and_price")
        if any(self.markup_rate.values) and not any(self.unit_cost.values):
            raise refused("schema.markup_no_cost")
        return self

    @model_validator(mode="after")
    def _one_cost(self) -> Product:
        if any(self.cost_rate.values) and any(self.unit_cost.values):
            raise refused("schema.rate_and_cost")
        if any(self.goods_cost.values) and any((*self.cost_rate.values, *self.unit_cost.values)):
            raise refused("schema.two_costs")
        if any(self.artist_net_wanted.values) and min(self.artist_share.values) <= 0:
            raise refused("schema.no_artist_share")
        return self
