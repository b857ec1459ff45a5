"""One word for one thing: every Chinese text calls a thing by the word that the ledger has for it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from artplan.model import model
from artplan.plan.read import json_schema
from artplan.rules.dimensions import DIMENSIONS
from artplan.texts.catalogue import catalogue

# Never this word: that one.
WORDS = {
    # The ledger
    "人力成本": "人工成本",
    "不含税收入": "营业收入",
    "日常费用": "日常运营费用",
    "库存成本": "存货成本",
    "库存金额": "存货成本",
    "固定资产净值": "固定资产账面价值",
    "应付供应商": "应付账款—供应商",
    "应付艺术家": "应付账款—艺术家",
    "平台应收": "应收账款—平台待结算",
    "应交所得税": "应交税费—企业所得税",
    "应交增值税及附加": "应交税费—增值税及附加",
    "期初现金": "期初货币资金",
    "现金净额": "现金流量净额",
    "离职补偿": "经济补偿金",
    "综合附加": "社保综合费率",
    "申报工资": "缴费工资",
    "基本工资": "月薪标准（含绩效）",
    # The margin
    "毛益": "边际贡献",
    "保本": "盈亏平衡",
    "硬成本": "变动成本",
    "扣点": "平台佣金",
    "让价": "经销折让",
    "到手": "实收净额 or 实得",
    # Sales and traffic
    "访问": "访客数, with the unit 人次; UV in what is for one of them",
    "净成交额": "净销售额",
    "确认收货": "扣退款后销售额",
    "将退": "预计退款",
    "投入产出比": "投产比（ROI）",
    "推广费占比": "推广费率",
    "接询单": "回复询单",
    # The plan and its checks
    "占位值": "待核实暂估值",
    "基础计划": "基准方案",
    "生效的改动": "本方案调整项",
    "如果……会怎样": "假设分析",
    "模型校验": "勾稽校验",
    "完整性校验": "勾稽校验",
    "警示": "预警",
    "警报": "预警",
    "报警": "预警",
    "提醒": "预警",
}


OFFICIAL = "forms."  # labels of statutory forms are quoted as they are printed


def texts() -> Iterator[tuple[str, str]]:
    """Every Chinese text with the place that a person who mends it looks for."""
    for key, entry in catalogue().items():
        if not key.startswith(OFFICIAL):
            yield f"messages: {key}", entry["zh"]
    whole = model()
    for name, card in (*whole.lines.items(), *whole.inputs.items()):
        yield name, card.zh
    for name, line in whole.lines.items():
        yield f"{name}, where it is 0", line.zero_in("zh")
    for name, dimension in DIMENSIONS.items():
        yield f"dimension {name}", dimension["zh"]
    yield from titles("parameters", json_schema.schema())


def titles(place: str, schema: Any) -> Iterator[tuple[str, str]]:
    """The labels of parameters, of which a schema has `中文 / English`."""
    if isinstance(schema, dict):
        if isinstance(title := schema.get("title"), str):
            yield place, title
        for key, each in schema.items():
            yield from titles(key if key not in ("anyOf", "additionalProperties") else place, each)
    elif isinstance(schema, list):
        for each in schema:
            yield from titles(place, each)


def test_one_thing_has_one_word() -> None:
    wrong = [
        f"{place}: {said!r} has {word}, write {right}"
        for place, said in texts()
        for word, right in WORDS.items()
        if word in said
    ]
    assert not wrong, "\n".join(wrong)


def test_texts_come_from_everywhere() -> None:
    """Of each source one text that is there; a source that gave nothing would leave its words unchecked."""
    seen = set(texts())
    assert ("messages: headline.net_revenue", "营业收入") in seen
    assert ("cash_closing", "货币资金") in seen
    assert ("platform_commission_rate", "平台佣金率") in seen
    assert ("break_even_sales, where it is 0", "无法盈亏平衡") in seen
    assert ("dimension storefront", "店铺") in seen
    assert ("base_pay", "月薪标准（含绩效） / Base pay") in seen


def test_an_opening_is_called_after_the_account_that_it_opens() -> None:
    """期初货币资金 and 货币资金, 期初库存 and 期末库存: one root for both."""
    lines = model().lines
    apart = {
        name: (line.zh, lines[line.closing].zh)
        for name, line in lines.items()
        if line.closing and line.zh.startswith("期初")
        if line.zh.removeprefix("期初") != lines[line.closing].zh.removeprefix("期末")
    }
    assert apart == {}
