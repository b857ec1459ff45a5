"""The bridge to the ledger's revenue, exports that are missing, and `artplan actuals reconcile`."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path

import pytest

from artplan.actuals.reconcile.reconcile import reconcile
from artplan.cli import main
from artplan.plan.written.faults import PlanFault
from tests.actuals import small_month as month
from tests.actuals.small_month import A, bring, compared, of


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


# The bridge


def test_the_bridge_tells_orders_of_other_months_and_other_shops_apart():
    """B is confirmed later; an order of December for 226 is confirmed, and an earlier one refunded by 113.

    天猫 has (330 + 226 - 113) / 1.13 = 392.04 of 592.04; the VAT of all is 76.96.
    """
    rows = [
        *month.BILL[:2],
        ("16", "2027-01-08", "4012345678901233001", "交易货款", "226", "0"),
        ("17", "2027-01-09", "4012345678901233002", "售后退款", "0", "113"),
    ]
    accounts = [
        ("500101", "主营业务收入_天猫", "0", "392.04", "392.04"),
        ("500102", "主营业务收入_抖音", "0", "200", "200"),
        ("22210102", "应交税费_应交增值税_销项税额", "0", "0", "76.96"),
    ]
    kept = [row for row in month.ACCOUNTS if row[0] not in ("5001", "22210102")]
    bridge = compared(bill=month.bill(rows), ledger=month.ledger([*kept, *accounts])).bridge
    assert [(each.name, each.amount) for each in bridge.steps] == [
        ("paid", 1460),
        ("refunds", -330),
        ("refunds_earlier", -113),
        ("not_confirmed", -800),
        ("confirmed_earlier", 226),
        ("output_vat", -Decimal("50.96")),  # 76.96 * 392.04 / 592.04
    ]
    assert bridge.unexplained == Decimal("392.04") - (1460 - 330 - 113 - 800 + 226 - Decimal("50.96")) == 0


def test_fees_without_an_account_of_their_own_are_booked_net():
    accounts = [row for row in month.ACCOUNTS if row[0] not in ("5001", "560102")]
    net = ("5001", "主营业务收入", "0", "943.50", "943.50")
    bridge = compared(ledger=month.ledger([*accounts, net])).bridge
    assert bridge.steps[-1].name == "booked_net" and bridge.steps[-1].amount == Decimal("-56.5")
    assert bridge.unexplained == 0


def test_an_order_that_was_settled_at_another_amount_is_a_step():
    """Of A's 330, the customer was given back 30 before it was paid out; the export of orders is older."""
    rows = [("11", "2027-01-15", A, "交易货款", "300", "0"), *month.BILL[1:]]
    bridge = compared(bill=month.bill(rows)).bridge
    assert [(each.name, each.amount) for each in bridge.steps][2] == ("settled_otherwise", 300 - 330)
    assert bridge.unexplained == 1000 - (1460 - 330 - 30 - 130)


def test_without_refunds_in_the_orders_the_analytics_tell_them():
    text = month.orders(month.ORDERS).replace(",退款金额", ",备注")
    days = "统计日期,访客数,支付买家数,支付金额,成功退款金额\n2027-01-06,9,1,1460,330\n"
    bridge = compared(orders=text, days=days).bridge
    assert ("refunds", -330, "sycm_shop") in [(each.name, each.amount, each.source) for each in bridge.steps]
    assert bridge.unexplained == 0


def test_what_the_bridge_does_not_explain_is_its_last_row():
    bridge = compared(ledger=month.with_accounts(("5001", "主营业务收入", "0", "990", "990"))).bridge
    assert bridge.unexplained == 990 - 1000


# What is missing, and the command


def test_each_comparison_names_the_exports_that_are_missing():
    answer = compared(orders="", bill="", bank="", invoices="", ledger="")
    assert answer.compared == () and answer.bridge is None
    assert {each.name: each.lacking for each in answer.uncompared} == {
        "paid_orders": ("tmall_orders",),
        "by_order": ("bill",),
        "alipay_balance": ("ledger",),
        "bank_balance": ("bank", "ledger"),
        "advertising_spend": ("invoices",),
        "advertising_cost": ("invoices", "ledger"),
        "payroll": ("ledger",),
        "bridge": ("ledger",),
    }


def test_a_ledger_without_an_account_for_alipay():
    accounts = [row for row in month.ACCOUNTS if row[0] != "101201"]
    answer = compared(ledger=month.ledger(accounts))
    assert [(each.name, each.lacking) for each in answer.uncompared] == [
        ("alipay_balance", ("alipay_in_ledger",))
    ]


def test_a_bank_of_one_s_own_is_compared(here: Path):
    own = "name: {zh: 本店银行, en: Our bank}\ncolumns:\n  number: {header: Ref, holds: id}\n"
    own += "  day: {header: Booked, holds: day}\n  sum: {header: Amount, holds: amount}\n"
    own += "  left: {header: Left, holds: amount}\n"
    own += "key: [number]\nday: day\nrunning: {balance: left, received: sum}\n"
    (here / "actuals/readers").mkdir(parents=True)
    (here / "actuals/readers/our_bank.yaml").write_text(own, "utf-8")
    answer = compared(bank="Ref,Booked,Amount,Left\n1,2027-01-20,500,2500\n2,2027-01-25,-1060,1440\n")
    assert of(answer, "bank_balance").left.amount == 1440 and answer.settled


def test_a_reader_of_one_s_own_without_what_is_compared(here: Path):
    own = "name: Payroll\ncolumns:\n  staff: {header: No, holds: id}\n  pay: {header: Pay, holds: amount}\n"
    (here / "actuals/readers").mkdir(parents=True)
    (here / "actuals/readers/payroll.yaml").write_text(own + "key: [staff]\n", "utf-8")
    bring(payroll="No,Pay\n1,5000\n")
    with pytest.raises(PlanFault, match=r"payroll.csv:2 \| records of the reader payroll lack .*: gross_pay"):
        reconcile("2027-01")


@pytest.mark.parametrize(
    ("text", "fault"), [("2027-1", "is no month"), ("2027-03", "nothing of the month has been imported")]
)
def test_a_month_of_which_nothing_was_imported_is_refused(text: str, fault: str):
    bring(bank=month.bank(month.BANK))
    with pytest.raises(PlanFault, match=fault):
        reconcile(text)


def test_the_command_in_both_languages(capsys: pytest.CaptureFixture[str]):
    assert main(["actuals", "reconcile", "2027-01", "--lang", "en"]) == 2
    assert "nothing has been imported yet" in capsys.readouterr().err
    compared(alipay=month.alipay(month.ALIPAY[1:]), payroll="")
    assert main(["actuals", "reconcile", "2027-01", "--lang", "zh"]) == 0
    shown = capsys.readouterr().out
    assert (
        "平台账单与支付宝，按订单：货款" in shown
        and "其中：只在平台账单" in shown
        and "待查、bill.csv:2" in shown
    )
    assert "未核对：工资申报与总账人工成本；尚未导入：工资申报" in shown
    assert main(["actuals", "reconcile", "2027-01", "--lang", "en", "--strict"]) == 1
    shown = capsys.readouterr().out
    assert "agrees" in shown and "to be looked into, bill.csv:2" in shown and "Not explained" in shown
    assert main(["actuals", "reconcile", "2027-01", "--json"]) == 0
    record = json.loads(capsys.readouterr().out)
    sale = next(each for each in record["comparisons"] if each["name"] == "sale_by_order")
    assert sale["difference"] == 330 and sale["causes"][0]["name"] == "only_in_bill"
    assert record["bridge"]["unexplained"] == 0


def test_strict_is_content_with_a_month_that_agrees():
    compared()
    assert main(["actuals", "reconcile", "2027-01", "--strict"]) == 0


def test_receivables_and_what_belongs_to_artists_are_steps():
    """113 are booked and not settled yet; 50 of the sales belong to the artist for whom they were made."""
    accounts = [
        ("1122", "应收账款", "0", "113", "0"),
        ("220203", "应付账款_代销艺术家款", "0", "50", "50"),
        ("5001", "主营业务收入", "0", "1063", "1063"),
    ]
    bridge = compared(ledger=month.with_accounts(*accounts)).bridge
    assert [(each.name, each.amount) for each in bridge.steps][2:] == [
        ("receivable", 113),
        ("on_commission", -50),
        ("output_vat", -130),
    ]
    assert bridge.unexplained == 1063 - (1460 - 330 + 113 - 50 - 130)


def test_orders_without_refunds_are_compared_by_sums():
    """抖音 settles 318 of 400 paid: its orders say nothing of refunds, which the analytics tell as 50."""
    head = "动账时间,动帐流水号,动账方向,动账场景,订单号,动账金额,订单实付应结\n"
    settled = "2027-01-09 10:00:00,1,入账,货款结算入账,9,300,318\n"
    days = "日期,用户支付金额,成交人数,商品点击人数,退款金额\n2027-01-05,400,2,9,50\n"
    orders = "主订单编号,子订单编号,订单提交时间,订单状态,商品ID,订单应付金额,商品数量\n"
    bring(douyin=head + settled, compass=days, sold=orders + "9,9,2027-01-05,已完成,7,400,1\n")
    steps = {(each.name, each.source): each.amount for each in compared().bridge.steps}
    assert steps["settled_or_paid", "douyin"] == 318 - (400 - 50)
    assert steps["refunds", "douyin_analytics"] == -50 and steps["paid", "douyin_analytics"] == 400
