"""Ledgers, money accounts, invoices and payrolls: what is read of each, and what makes it be refused."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from artplan.actuals.readers.known import DECLARED, known_readers
from artplan.actuals.readers.record import Record
from artplan.plan.written.faults import PlanFault
from tests.actuals.reading import read, read_text

SAMPLES = Path(__file__).parent / "samples"
FORMATS = (
    *("trial_balance", "trial_balance_one_row", "trial_balance_sides", "journal", "journal_list"),
    *("alipay_account", "alipay_flow", "bank", "bank_signed", "bank_marked", "invoices", "payroll"),
)
NAMES = ("张某", "王某", "李某", "赵某", "周某", "代扣", "国家金库")
NUMBERS = ("330100199001010000", "91330100MA00000001", "buy***@163.com", "4012345678901234567")


def records(name: str, month: str | None = "2027-01") -> list[Record]:
    """The records of a sample, which has no faults."""
    result, faults = read(SAMPLES / f"{name}.csv", month)
    assert not faults
    return result


def faults(folder: Path, name: str, *changes: tuple[str, str], month: str | None = "2027-01") -> list[str]:
    """The faults of a sample in which each of these texts is replaced by another."""
    text = (SAMPLES / f"{name}.csv").read_text("utf-8")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    return [fault.partition("export.csv")[2] for fault in read_text(folder, text, month)[1]]


def numbers(record: Record) -> list[Decimal]:
    return list(record.measures.values())


def decimals(*written: str) -> list[Decimal]:
    return [Decimal(each) for each in written]


# What holds of every format


@pytest.mark.parametrize("name", FORMATS)
def test_nothing_that_names_a_person_is_kept(name):
    kept = repr(records(name))
    assert not [each for each in (*NAMES, *NUMBERS) if each in kept]


# 科目余额表: only accounts without accounts below them are kept; balances are positive on the debit side


def test_a_trial_balance_with_merged_cells():
    bank, other, artists, *_, ads = records("trial_balance")
    assert (bank.item, bank.month, bank.day) == ("100201 银行存款_工商银行城西支行", "2027-01", "")
    assert numbers(bank) == decimals("300000", "506120", "495412.31", "310707.69")
    assert other.item == "100202 银行存款_招商银行文三支行"
    assert numbers(artists) == decimals("-96000", "96000", "131250", "-131250")
    assert (ads.item, ads.measures["debit"]) == ("560101 销售费用_推广费", Decimal("92411.08"))


def test_a_trial_balance_with_the_year_to_date():
    """1002.0 is account 1002, of which 1002.01 is part."""
    items = [each.item for each in records("trial_balance_one_row", None)]
    assert items == [
        "100201 银行存款_招商银行",
        "3001 实收资本",
        "3103 本年利润",
        "500101 主营业务收入_天猫",
        "560102 推广费",
    ]
    assert numbers(records("trial_balance_one_row")[3]) == decimals("0", "500", "500", "0")


def test_a_trial_balance_with_sides():
    owed, owing, vat, _ = records("trial_balance_sides")
    assert numbers(owed) == decimals("58214.90", "655001.12", "640220", "72996.02")
    assert numbers(owing) == decimals("0", "0", "22996.02", "-22996.02")
    assert numbers(vat) == decimals("-8214.90", "8214.90", "0", "0")


def test_a_row_without_a_code_is_part_of_an_account_whatever_its_name(tmp_path):
    assert not faults(tmp_path, "trial_balance", ("【1号店】", "1号店"))


PARENT = '1002,银行存款,"412,300.55",,"806,120.00","795,412.31","423,008.24"'


@pytest.mark.parametrize(
    ("name", "old", "new", "expected"),
    [
        (
            "trial_balance",
            PARENT,
            '1002,银行存款,"412,300.55",,"806,121.00","795,413.31","423,008.24"',
            [":6 1002 银行存款 | is not the sum of the accounts below: +1.00"],
        ),
        (
            "trial_balance",
            '"24,542.31",,"24,542.31"',
            '"24,542.31",,"24,542.30"',
            [
                ":11 3103 本年利润 | opening plus debit less credit is not the closing balance: -0.01",
                " | closing balances do not balance: -0.01",
            ],
        ),
        (
            "trial_balance_sides",
            "220202,应付账款,平,,,22996.02,,22996.02,贷,22996.02\n",
            "",
            [
                " | the month's debits are not its credits: +22,996.02",
                " | closing balances do not balance: +22,996.02",
            ],
        ),
        ("trial_balance", "单位：元", "单位：万元", [" | its amounts are in ten thousands of yuan"]),
        (
            "trial_balance_sides",
            "平,0.00",
            "平,1.00",
            [":4 | the side of the balance is neither 借 nor 贷 nor 平"],
        ),
    ],
)
def test_a_trial_balance_has_to_balance(name, old, new, expected, tmp_path):
    found = faults(tmp_path, name, (old, new))
    assert [each.rpartition(" | ")[0] for each in found][: len(expected)] == expected


# 序时账: vouchers balance; what closes the month's profit and loss accounts is left out


def test_a_journal():
    back, _, ads, vat, owing = records("journal")
    assert (back.item, back.day, back.kind) == ("560103 包装费", "2027-01-20", "entry")
    assert numbers(back) == decimals("-100", "0")
    assert [each.item for each in (ads, vat, owing)] == [
        "560101 推广费",
        "22210101 进项税额",
        "220202 应付账款",
    ]
    assert numbers(ads) == decimals("87180.26", "0") and numbers(owing) == decimals("0", "92411.08")
    assert ads.refers == vat.refers == owing.refers != back.refers


def test_a_journal_as_a_list_says_day_and_voucher_once():
    """Its two entries of 15 yuan are alike, and both count."""
    one, other, bank = records("journal_list", None)
    assert [each.day for each in (one, other, bank)] == ["2027-01-12"] * 3
    assert one.item == other.item == "560104 快递费" and one.key != other.key
    assert numbers(one) == numbers(other) == decimals("15", "0") and numbers(bank) == decimals("0", "30")


@pytest.mark.parametrize(
    "said", ["结转本期损益", "期间损益结转", "结转2027年1月损益", "结转本月损益（收入）"]
)
def test_entries_that_close_the_month_are_left_out(said, tmp_path):
    """What closes other accounts is not: 结转成本, 结转汇兑损益."""
    heading = "日期,凭证字号,摘要,科目全称,科目编码,科目名称,借方金额,贷方金额\n"
    closing = f"2027-01-31,记-9,{said},本年利润,3103,本年利润,30,\n,,,快递费,560104,快递费,,30\n"
    cost = "2027-01-31,记-8,结转成本,主营业务成本,5401,主营业务成本,8,\n,,,库存商品,1405,库存商品,,8\n"
    cost += "2027-01-31,记-7,结转汇兑损益,汇兑损益,5603,汇兑损益,2,\n,,,美元户,1002,美元户,,2\n"
    result, none = read_text(tmp_path, heading + cost + closing)
    assert [each.item[:4] for each in result] == ["5401", "1405", "5603", "1002"] and not none


@pytest.mark.parametrize(
    ("name", "old", "new", "expected"),
    [
        ("journal", "5230.82,,", "5230.80,,", [
            ":11 借方金额 | the file's total is 179,391.34, its rows add up to 179,391.32: +0.02",
            ":5 | the voucher's debits are not its credits: -0.02",
        ]),
        ("journal", ",,87080.26,RMB", ",,87080.26,RMB", []),
        ("journal_list", ",,,100201 银行存款_工商银行,,30.00,张某,王某\n", "", [
            ":6 贷方金额 | the file's total is 60.00, its rows add up to 30.00: +30.00",
            ":2 | the voucher's debits are not its credits: +30.00",
        ]),
        ("journal_list", "本年利润,30.00", "本年利润,31.00", [
            ":7 借方金额 | the file's total is 60.00, its rows add up to 61.00: -1.00",
            ":5 | the voucher's debits are not its credits: +1.00",
        ]),
    ],
)  # fmt: skip
def test_a_journal_s_vouchers_and_totals_have_to_balance(name, old, new, expected, tmp_path):
    assert [each.rpartition(" | ")[0] for each in faults(tmp_path, name, (old, new))] == expected


# 支付宝 and banks: a balance that follows, from above or from below


def test_an_alipay_account():
    sale, fee, refund, out = records("alipay_account")
    assert [each.kind for each in (sale, fee, refund, out)] == ["sale", "fee", "refund", "withdrawal"]
    assert sale.measures == {"received": Decimal(1330), "paid": Decimal(0), "balance": Decimal("59544.90")}
    assert fee.measures["paid"] == Decimal("66.50") and fee.refers == sale.refers
    assert refund.refers != sale.refers and out.refers == ""


def test_an_alipay_flow_refers_to_orders_as_the_account_does():
    sale, fee, refund, other = records("alipay_flow")
    assert [each.kind for each in (sale, fee, refund, other)] == ["sale", "fee", "refund", "other"]
    assert numbers(sale) == decimals("330", "0", "58544.90") and numbers(fee) == decimals(
        "0", "16.50", "58528.40"
    )
    assert sale.refers == records("alipay_account")[0].refers


def test_a_bank_s_statement():
    tax, from_alipay, _, interest = records("bank")
    assert (tax.day, tax.kind, tax.item) == ("2027-01-15", "", "")
    assert tax.measures == {
        "received": Decimal(0),
        "paid": Decimal("711.60"),
        "balance": Decimal("423008.24"),
    }
    assert from_alipay.measures["received"] == Decimal(50000) and interest.measures["paid"] == 0


def test_banks_that_write_one_amount_give_it_a_sign_or_say_which_way_it_goes():
    """One lists the last row first, and writes 711.60-."""
    marked, signed = records("bank_marked"), records("bank_signed")
    amounts = [each.measures["amount"] for each in marked]
    assert amounts == decimals("-711.60", "50000", "-96000", "18.36")
    assert [(each.key, each.measures) for each in marked] == [
        (each.key, each.measures) for each in signed[::-1]
    ]


@pytest.mark.parametrize(
    ("name", "old", "new", "expected"),
    [
        ("alipay_account", "共-50244.90元", "共-50244.91元",
         ":11 支出金额（-元） | the file's total is 50,244.91, its rows add up to 50,244.90: +0.01"),
        ("alipay_account", "收费", "杂费", ":7 | rows of an unknown kind, 杂费: 1 of them, together 66.50"),
        ("alipay_flow", "其它", "红包", ":5 | rows of an unknown kind, 红包: 1 of them, together 1.60"),
        ("alipay_flow", "58528.40", "58528.30",
         ":3 | from here on, the balance does not follow from the row before"),
        ("bank", '"423,008.24"', '"423,008.42"',
         ":5 | from here on, the balance does not follow from the row before"),
        ("bank", '"96,711.60"', '"96,711.00"',
         ":8 支出 | the file's total is 96,711.00, its rows add up to 96,711.60: -0.60"),
        ("bank_signed", "473008.24", "473008.42",
         ":4 | from here on, the balance does not follow from the row before"),
        ("bank_marked", "贷,18.36", "?,18.36",
         ":5 收支标志 | does not say whether the amount comes in or goes out"),
    ],
)  # fmt: skip
def test_an_account_s_balances_totals_and_kinds_are_checked(name, old, new, expected, tmp_path):
    (fault,) = faults(tmp_path, name, (old, new))
    assert fault.rpartition(" | ")[0] == expected


@pytest.mark.parametrize(
    ("name", "number", "row"),
    [
        ("alipay_account", "310123456789015\t", ":9 账务流水号"),
        ("alipay_flow", "`310123456789015", ":5 支付宝流水号"),
    ],
)
def test_numbers_that_a_spreadsheet_has_rounded_are_refused(name, number, row, tmp_path):
    first, *_ = faults(tmp_path, name, (number, "3.10123E+14"))
    assert first.startswith(f"{row} | a spreadsheet has rounded the number")


# 全量发票: a row for each line of an invoice


def test_invoices():
    """The second invoice has two lines alike; the third reverses it; one that is void is left out."""
    ads, *frames, reversal, plant = records("invoices")
    assert ads.item == "数电发票(增值税专用发票) 6% *信息技术服务*推广服务费" and ads.day == "2027-01-31"
    assert ads.measures == dict(
        zip(("net", "vat", "gross"), decimals("87180.26", "5230.82", "92411.08"), strict=True)
    )
    assert [each.kind for each in frames] == ["reversed", "reversed"] and frames[0].key != frames[1].key
    assert sum(each.measures["gross"] for each in (*frames, reversal)) == 0 and reversal.kind == "normal"
    assert plant.item.startswith("增值税普通发票 免税") and numbers(plant) == decimals("300", "0", "300")


def test_an_invoice_of_unknown_state_is_refused(tmp_path):
    (fault,) = faults(tmp_path, "invoices", ("已红冲-全额", "异常"))
    assert fault.startswith(":3 | rows of an unknown kind, 异常: 2 of them, together 1600.00")


# 正常工资薪金: by 工号


def test_a_payroll():
    first, _, third, nothing = records("payroll")
    assert (first.item, first.month, first.day, first.kind) == ("A001", "2027-01", "", "")
    assert [each.partition("_")[0] for each in first.measures] == [
        "gross", "exempt", "pension", "medical", "unemployment", "housing", "annuity",
    ]  # fmt: skip
    assert numbers(first) == decimals("13000", "0", "1040", "260", "65", "1040", "0")
    assert third.measures["exempt_pay"] == Decimal(500) and not any(numbers(nothing))


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("A002", "", ":3 工号 | nothing identifies this row"),
        ('"27,500.00"', '"27,500.01"',
         ":6 *本期收入 | the file's total is 27,500.01, its rows add up to 27,500.00: +0.01"),
        ("*本期收入", "*应发", " | looks like Payroll, but lacks: *本期收入"),
    ],
)  # fmt: skip
def test_a_payroll_is_refused_without_a_name(old, new, expected, tmp_path):
    (fault,) = faults(tmp_path, "payroll", (old, new))
    assert fault.rpartition(" | ")[0] == expected
    assert not [each for each in NAMES if each in fault]


# What a declaration says


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("结转(本期", "结转((本期", "is no regular expression"),
        ("voucher: [word, number]", "voucher: [word, nmber]", "no column nmber is declared"),
        ("day: day\n", "day: day\nfilled: dya\n", "no column dya is declared"),
    ],
)
def test_a_declaration_is_checked(old, new, message, tmp_path):
    text = (DECLARED / "journal.yaml").read_text("utf-8")
    assert old in text
    (tmp_path / "journal.yaml").write_text(text.replace(old, new), "utf-8")
    with pytest.raises(PlanFault) as caught:
        known_readers(tmp_path)
    assert message in str(caught.value)
