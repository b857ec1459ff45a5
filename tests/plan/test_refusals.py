"""What pydantic refuses by itself is said in the plan's own words, in both languages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from artplan.plan.read.plan import read_plan
from artplan.plan.schema import root
from artplan.plan.schema.root import Sections
from artplan.plan.schema.wanted import FORMS
from artplan.plan.statutory.holidays import HolidayFile
from artplan.plan.statutory.tables import CityFile
from artplan.plan.statutory.tax_file import TaxFile
from artplan.plan.written.faults import PlanFault
from artplan.texts.catalogue import catalogue

SCHEMA = Path(root.__file__).parent
# What stands around the kinds of field in a schema of pydantic's core, and the bounds that a kind may have.
AROUND = {"default", "definitions", "definition-ref", "function-after", "function-before", "function-plain"}
AROUND |= {"model-fields", "model-field", "no-info", "with-info"}
BOUNDS = {"ge", "gt", "le", "lt", "multiple_of", "min_length", "max_length", "pattern", "fail_fast"}
INDICATOR = "indicators: {i: {scorecard: s, kind: category, points: 100, categories: {a: 100}, category: "


@pytest.mark.parametrize(
    ("more", "english", "chinese"),
    [
        (
            "overheads: {rent: {amount: 1, name: {zh: 房租}}}",
            "overheads.rent.name.en | missing en | the text in English",
            "overheads.rent.name.en | 缺少 en | 请填写 en",
        ),
        (
            "buyer_tiers: {a: {}}\nlosses: {a: {year: 2020}}",
            "buyer_tiers.a.share | missing share | give share: a number\n"
            "losses.a.amount | missing amount | give amount: a number in CNY",
            "buyer_tiers.a.share | 缺少 share | 请填写客户占比（share）：数字\n"
            "losses.a.amount | 缺少 amount | 请填写亏损额（amount）：数字（单位：元）",
        ),
        (
            "commissions: {a: {tiers: [{}]}}",
            "commissions.a.way | missing way | rate on the whole amount, or band by band",
            "commissions.a.way | 缺少 way | 请填写 way：slab、progressive 之一",
        ),
        (
            "commissions: {a: {way: slab, tiers: []}}",
            "commissions.a.tiers | nothing is listed here | give at least 1",
            "commissions.a.tiers | 这里是空的 | 请至少填写 1 项",
        ),
        (
            "commissions: {a: {way: slab, tiers: {b: {}}}}",
            "commissions.a.tiers | a list is wanted, not a mapping | write it as a list",
            "commissions.a.tiers | 应为列表，而不是一个映射 | 请写成列表",
        ),
        (
            "correlations: {a: {between: [x, y], rank: 1}}",
            "correlations.a.rank | 1 is out of range | give a number, above -1 and below 1",
            "correlations.a.rank | 1 超出范围 | 请填写数字，大于-1 且小于 1",
        ),
        (
            "losses: {a: {year: 27, amount: 1}}",
            "losses.a.year | 27 is out of range | give a whole number, from 1990 to 2200",
            "losses.a.year | 27 超出范围 | 请填写整数，1990 至 2200",
        ),
        (
            "correlations: {a: {between: [x, 4], rank: .nan}}",
            "correlations.a.between.1 | a text is wanted, not 4 | give a text\n"
            "correlations.a.rank | not a finite number "
            "| their rank correlation (Spearman), between -1 and 1",
            "correlations.a.between.1 | 应为文字，而不是 4 | 请填写文字\n"
            "correlations.a.rank | 不是有限的数 | 请填写 rank：数字",
        ),
        (
            "season: {last_year: x}",
            "season.last_year | a whole number is wanted, not 'x' "
            "| the calendar year of last_year_sales; without it, the one before the plan's first",
            "season.last_year | 应为整数，而不是'x' | 请填写 last_year：整数",
        ),
        (
            "sources: {'': {title: x}}",
            "sources. | an empty name | write a name",
            "sources. | 名称是空的 | 请写一个名称",
        ),
        (
            "sources: {a: {title: x, year: 1.5}}",
            "sources.a.year | a whole number or a text is wanted, not 1.5 "
            "| give year: a whole number or a text",
            "sources.a.year | 应为整数或文字，而不是 1.5 | 请填写 year：整数或文字",
        ),
        (
            "scorecards: {s: {posts: x}}",
            "scorecards.s.posts | a list is wanted, not 'x' | write it as a list",
            "scorecards.s.posts | 应为列表，而不是'x' | 请写成列表",
        ),
        (
            "scorecards: {s: {}}\n" + INDICATOR + "5}}",
            "indicators.i.category | a mapping or a text is wanted, not 5 "
            "| the category reached, or one from each day on that is listed",
            "indicators.i.category | 应为映射或文字，而不是 5 | 请填写 category：映射或文字",
        ),
        (
            "scorecards: {s: {}}\n" + INDICATOR + "{2027-01-02: a}}}",
            "indicators.i.category.2027-01-02 | '2027-01-02' is no first day of a month "
            "| write a day such as 2027-03-01",
            "indicators.i.category.2027-01-02 | '2027-01-02'不是某月的 1 日 | 请写日期，如 2027-03-01",
        ),
    ],
)
def test_what_is_refused(tmp_path, more: str, english: str, chinese: str) -> None:
    faults = refused(tmp_path, "plan: {start: 2027-01}\n" + more)
    for lang, wanted in (("en", english), ("zh", chinese)):
        lines = [fault.text(lang).partition(" ")[2] for fault in faults.faults]
        assert "\n".join(lines) == wanted


@pytest.mark.parametrize(
    "more",
    [
        "products: {x: {sales_share: 1, supply: open, price: {2027-01: 5}}}",
        "limits: {gross_margin_rate: {lowest: {2027-01: 0.1, 2027-02: 0.2}, highest: 0.5}}",
        "limits: {gross_margin_rate: {lowest: {2027-01: 0.1}, highest: {2027-01: 0.2, 2027-02: 0.3}}}",
        "commissions: {a: {way: slab, tiers: [{floor: {2027-01-01: 5}, ceiling: 9}]}}",
        "grades: {a: {at_least: {2027-01: 0}}}\nscorecards: {s: {}}\nindicators:"
        " {i: {scorecard: s, kind: entered, points: {2027-01: 100}, points_entered: 5}}",
    ],
)
def test_tables_of_a_plan_whose_months_are_not_known_are_no_faults(tmp_path, more: str) -> None:
    faults = refused(tmp_path, "plan: {start: soon}\n" + more)
    assert [fault.path for fault in faults.faults] == ["plan.start"]


def test_the_schema_is_made_of_nothing_that_has_no_words() -> None:
    """A new kind of field, or of bound, may be refused by an error that nobody has put into words."""
    kinds, bounds = set(), set()
    for model in (Sections, CityFile, TaxFile, HolidayFile):
        for node in nodes(model.__pydantic_core_schema__):
            kinds |= {node["type"]} - AROUND
            bounds |= node.keys() & BOUNDS
    plain = {kind.__name__ for kind in FORMS}
    assert kinds == plain | {"model", "literal", "nullable", "union"}
    assert bounds == {"ge", "gt", "le", "lt", "min_length"}


def test_every_section_that_is_named_has_its_words() -> None:
    texts = [path.read_text("utf-8") for path in SCHEMA.glob("*.py")]
    named = {section for text in texts for section in re.findall(r'Ref\("(\w+)"\)', text)}
    assert (
        named
        and {f"{kind}.{section}" for kind in ("kind", "kinds") for section in named} <= catalogue().keys()
    )


def nodes(schema: Any) -> Iterator[dict[str, Any]]:
    """Every part of a schema as pydantic's core has it."""
    if isinstance(schema, dict):
        if isinstance(schema.get("type"), str):
            yield schema
        for name, part in schema.items():
            yield from nodes(part) if name != "metadata" else ()
    elif isinstance(schema, list | tuple):
        for part in schema:
            yield from nodes(part)


def refused(folder: Any, text: str) -> PlanFault:
    (folder / "cases").mkdir()
    (folder / "cases" / "one.yaml").write_text(text, "utf-8")
    with pytest.raises(PlanFault) as caught:
        read_plan("cases/one", folder)
    return caught.value
