"""Companies keep their names, persons do not: sellers by their numbers, accounts by where they stand."""

from __future__ import annotations

from pathlib import Path

import pytest

from artplan.actuals.readers.names import kept_account, kept_partner, masked
from tests.actuals.ledger_of_plan import HEADING
from tests.actuals.reading import read_text

INVOICES = (
    "数电发票号码,销方识别号,销方名称,开票日期,货物或应税劳务名称,金额,税率,税额,价税合计,发票票种,发票状态\n"
)


@pytest.mark.parametrize(
    ("number", "kept"),
    [
        ("91330100MA00000001", True),  # a company
        ("52330100MA00000001", True),  # an association
        ("92330100MA00000001", False),  # a sole trader
        ("330100199001010000", False),  # an identity card
        ("33010019900101000X", False),
        ("330100600000001", False),  # fifteen digits of before 2015
        ("", False),
    ],
)
def test_a_seller_is_kept_by_name_if_the_number_is_a_company_s(number: str, kept: bool):
    name = "某某装裱"
    assert kept_partner(name, number) == (name if kept else masked(name))


def test_no_seller_is_no_hash():
    assert kept_partner("", "") == ""


@pytest.mark.parametrize(
    ("code", "names", "kept"),
    [
        ("220205", ["应付账款", "李小满"], masked("李小满")),
        ("122103", ["其他应收款", "欧阳晓月"], masked("欧阳晓月")),
        ("122103", ["其他应收款_李四"], f"其他应收款_{masked('李四')}"),
        ("900103", ["其他应付款", "个人", "王五"], masked("王五")),  # codes of one's own: told by names
        ("", ["应付职工薪酬-张三"], f"应付职工薪酬-{masked('张三')}"),  # a journal without codes
        ("220202", ["应付账款", "供应商"], "供应商"),
        ("220203", ["应付账款", "万相台"], "万相台"),
        ("220204", ["应付账款", "包装费"], "包装费"),
        ("220206", ["应付账款", "某某广告有限公司"], "某某广告有限公司"),
        ("2202", ["应付账款"], "应付账款"),
        ("560101", ["销售费用", "万里"], "万里"),  # costs are not kept by partner
    ],
)
def test_an_account_that_names_a_person_is_kept_as_a_hash(code: str, names: list[str], kept: str):
    assert kept_account(code, names) == kept


def test_ledger_journal_and_their_faults_name_no_person(tmp_path: Path):
    ledger = f"2027年01月\n{HEADING}"
    rows = "1002,银行存款,0,0,9,0,9,0\n2241,其他应付款,0,0,0,9,0,9\n224101,李小满,0,0,0,9,0,{closing}\n"
    records, faults = read_text(tmp_path, ledger + rows.format(closing=9))
    assert not faults
    assert [each.item for each in records] == ["1002 银行存款", f"224101 其他应付款_{masked('李小满')}"]
    _, faults = read_text(tmp_path, ledger + rows.format(closing=8))
    assert faults and "李小满" not in "".join(faults)
    journal = (
        "日期,凭证字号,摘要,科目编码,科目名称,借方金额,贷方金额\n2027-01-05,记-1,收款,1002,银行存款,9,0\n"
    )
    records, _ = read_text(tmp_path, journal + "2027-01-05,记-1,收款,224101,李小满,0,9\n")
    assert [each.item for each in records] == ["1002 银行存款", f"224101 {masked('李小满')}"]


def test_an_invoice_keeps_its_seller_if_it_is_a_company(tmp_path: Path):
    row = "{number},{id},{name},2027-01-05,*广告服务*推广费,100,6%,6,106,数电发票（普通发票）,正常\n"
    text = row.format(number="1", id="91330100MA00000001", name="某某广告有限公司")
    text += row.format(number="2", id="330100199001010000", name="李小满")
    records, faults = read_text(tmp_path, INVOICES + text)
    assert not faults
    assert [each.partner for each in records] == ["某某广告有限公司", masked("李小满")]
