"""Exports that say the same: what agrees, and each planted difference with its size under its cause."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from tests.actuals import small_month as month
from tests.actuals.small_month import A, B, bring, causes, compared, of

NAMES = [
    "paid_orders", "sale_by_order", "fee_by_order", "alipay_movement", "alipay_balance",
    "bank_movement", "bank_balance", "advertising_spend", "advertising_cost", "payroll",
]  # fmt: skip


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_a_month_in_which_everything_agrees():
    answer = compared()
    sums = {each.name: (each.left.amount, each.right.amount) for each in answer.compared}
    assert sums == {
        "paid_orders": (330 + 800 + 330, 330 + 1130),
        "sale_by_order": (330 + 800, 330 + 800),
        "fee_by_order": (Decimal("-16.5") - 40, Decimal("-16.5") - 40),
        "alipay_movement": (Decimal("1130") - Decimal("556.5"), Decimal("573.5")),
        "alipay_balance": (1000 + Decimal("573.5"), Decimal("1573.5")),
        "bank_movement": (500 - 1060, -560),
        "bank_balance": (2000 - 560, 1440),
        "advertising_spend": (530 + 530, 1000 + 60),
        "advertising_cost": (1000, 1000),
        "payroll": (3000 + 2000, 5000),
    }
    assert [each.causes for each in answer.compared] == [()] * len(NAMES)
    assert of(answer, "sale_by_order").matched == (2, 330 + 800)
    assert answer.uncompared == () and answer.settled


def test_the_bridge_goes_from_what_was_paid_to_the_ledger_s_revenue():
    """1,460 paid, 330 refunded, 130 of VAT."""
    bridge = compared().bridge
    steps = [(each.name, each.amount, each.source) for each in bridge.steps]
    assert steps == [
        ("paid", 1460, "sycm_shop"),
        ("refunds", -330, "tmall_orders"),
        ("output_vat", -130, "ledger"),
    ]
    assert (bridge.revenue.amount, bridge.unexplained) == (1000, 1000 - (1460 - 330 - 130))


def test_three_planted_differences_appear_with_their_size_under_their_cause():
    """An order that did not reach 支付宝, a fee that the ledger has twice, and ads invoiced in February."""
    receivable = ("1122", "应收账款", "0", "330", "0")
    fees = [
        ("101201", "其他货币资金_支付宝", "1000", "800", "573"),
        ("560102", "销售费用_平台佣金", "0", "73", "73"),
    ]
    february = [("27330000000000000002", "2027-02-03", "*广告服务*广告发布费", "1000", "60")]
    bring("2027-02", later=month.invoices(february))
    answer = compared(
        alipay=month.alipay(month.ALIPAY[1:]),
        ledger=month.with_accounts(receivable, *fees),
        ads=month.ads([*month.ADS, ("2027-01-07", "372", "1060")]),
    )
    differences = {each.name: each.difference for each in answer.compared if each.difference}
    fee = Decimal("16.5")
    assert differences == {
        "sale_by_order": 330,
        "alipay_movement": fee,
        "alipay_balance": fee,
        "advertising_spend": 1060,
    }
    assert causes(answer, "sale_by_order") == [("only_in_bill", 330, 1, "open")]
    assert of(answer, "sale_by_order").causes[0].places == ("bill.csv:2",)
    assert causes(answer, "alipay_movement") == [("row_booked_twice", fee, 1, "open")]
    assert causes(answer, "alipay_balance") == [("movement", fee, 1, "explained")]
    assert causes(answer, "advertising_spend") == [("invoice_next_month", 1060, 1, "explained")]
    assert not any(each.unexplained for each in answer.compared) and not answer.settled


# Orders and the shop's analytics


def test_days_and_the_month_s_row_are_not_added():
    """The month's row has 1,460; the day of 1,130 was not exported."""
    answer = compared(days=month.days([("2027-01-01 ~ 2027-01-31", "1460"), ("2027-01-05", "330")]))
    paid = of(answer, "paid_orders")
    assert (paid.right.amount, paid.difference, paid.unexplained) == (330, 1460 - 330, 0)
    assert causes(answer, "paid_orders") == [("days_lacking", 1130, 1, "explained")]
    assert [each.name for each in paid.remarks] == ["days_and_month"]


def test_without_days_the_month_s_row_counts():
    answer = compared(days=month.days([("2027-01-01 ~ 2027-01-31", "1460")]))
    assert of(answer, "paid_orders").difference == 0


def test_what_may_cross_the_month_s_edge_is_shown_and_not_deducted():
    """No export of orders says when they were paid."""
    late = [("4012345678901234009", "2027-01-31", "交易成功", "500", "0")]
    answer = compared(
        orders=month.orders([*month.ORDERS, *late]), days=month.days([*month.DAYS, ("2027-01-31", "450")])
    )
    assert of(answer, "paid_orders").difference == 500 - 450
    assert ("paid_next_month", 500, 1, "possible") in causes(answer, "paid_orders")
    assert of(answer, "paid_orders").unexplained == 50


def test_a_single_possible_cause_of_exactly_the_difference_has_to_be_looked_into():
    late = [("4012345678901234009", "2027-01-31", "交易成功", "500", "0")]
    answer = compared(orders=month.orders([*month.ORDERS, *late]))
    assert causes(answer, "paid_orders") == [("paid_next_month", 500, 1, "open")]


# Bills and 支付宝


def test_what_is_paid_out_in_the_next_month_is_explained():
    bring("2027-02", later=month.alipay([("21", "2027-02-01", A, "在线支付", "330")], "1243.50"))
    answer = compared(alipay=month.alipay(month.ALIPAY[1:]))
    assert causes(answer, "sale_by_order") == [("paid_out_later", 330, 1, "explained")]


@pytest.mark.parametrize(
    ("other", "kept", "cause", "amount"),
    [
        ("2026-12", "bill", "paid_out_before", 330),
        ("2026-12", "alipay", "billed_before", -330),
        ("2027-02", "alipay", "billed_later", -330),
    ],
)
def test_what_stands_in_the_month_beside_is_explained(other: str, kept: str, cause: str, amount: int):
    """A's 330 stand in January on the side that is kept, and beside it on the other."""
    if kept == "bill":
        bring(other, beside=month.alipay([("31", f"{other}-28", A, "在线支付", "330")]))
        answer = compared(alipay=month.alipay(month.ALIPAY[1:]))
    else:
        bring(other, beside=month.bill([("31", f"{other}-28", A, "交易货款", "330", "0")]))
        answer = compared(bill=month.bill(month.BILL[1:]))
    assert causes(answer, "sale_by_order") == [(cause, amount, 1, "explained")]


def test_an_order_on_one_side_is_no_order_of_another_amount():
    """A's fee is charged twice, B's is 10 higher, and something without an order is kept."""
    rows = [
        *month.ALIPAY[:2],
        ("22", "2027-01-15", A, "收费", "-16.50"),
        month.ALIPAY[2],
        ("14", "2027-01-16", B, "收费", "-50"),
        ("23", "2027-01-17", "", "收费", "-7"),
        ("24", "2027-01-18", "T50060X", "收费", "-3"),
    ]
    answer = compared(alipay=month.alipay(rows))
    assert causes(answer, "fee_by_order") == [
        ("only_in_alipay", 3, 1, "open"),
        ("counted_twice", Decimal("16.5"), 1, "open"),
        ("other_amount", 10, 1, "open"),
        ("without_order", 7, 1, "open"),
    ]
    assert of(answer, "fee_by_order").difference == 3 + Decimal("16.5") + 10 + 7


def test_orders_that_cancel_out_do_not_agree():
    rows = [(number, day, order, kind, {"330": "800", "800": "330"}.get(amount, amount))
            for number, day, order, kind, amount in month.ALIPAY]  # fmt: skip
    answer = compared(alipay=month.alipay(rows))
    assert of(answer, "sale_by_order").difference == 0
    assert causes(answer, "sale_by_order") == [("other_amount", 0, 2, "open")] and not answer.settled


def test_two_formats_of_one_account_count_once():
    bring(twice=month.alipay_statement(month.ALIPAY))
    answer = compared()
    assert answer.settled and of(answer, "alipay_movement").left.count == 5


def test_each_bill_is_compared():
    """The second has a fee of 41 instead of 40."""
    rows = [(A, "330", "货款"), (A, "-16.50", "基础软件服务费"), (B, "800", "货款"), (B, "-41", "淘宝客佣金")]
    bring(settled=month.settled_bill(rows))
    answer = compared()
    fees = [each for each in answer.compared if each.name == "fee_by_order"]
    assert [(each.left.source, each.difference) for each in fees] == [
        ("tmall_account", 0),
        ("tmall_bill", -1),
    ]


# Balances


@pytest.mark.parametrize("rows", [month.ALIPAY, [month.ALIPAY[0], *month.ALIPAY[3:], *month.ALIPAY[1:3]]])
def test_the_closing_balance_does_not_depend_on_the_order_of_rows(rows):
    head, *lines = month.alipay(rows).splitlines()
    answer = compared(alipay="\n".join([head, *reversed(lines)]) + "\n")
    assert of(answer, "alipay_balance").left.amount == Decimal("1573.5")


def test_statements_of_two_banks_add_up():
    """One account goes from 2,000 to 1,440, the other from 100 to 150."""
    bring(second=month.bank([("93", "2027-01-09", "50")], "100"))
    answer = compared(ledger=month.with_accounts(("1002", "银行存款", "2100", "550", "1060")))
    balance = of(answer, "bank_balance")
    assert (balance.left.amount, balance.difference) == (1440 + 150, 0)
    assert balance.remarks[0].words == {"count": "2"}


def test_a_balance_that_differed_before_is_told_from_the_month_s_own_difference():
    answer = compared(ledger=month.with_accounts(("1002", "银行存款", "1990", "500", "1065")))
    assert causes(answer, "bank_balance") == [
        ("opening_balance", 10, 1, "open"),
        ("movement", 5, 1, "explained"),
    ]
    assert of(answer, "bank_movement").unexplained == 5


def test_the_journal_tells_which_rows_were_not_booked_and_which_do_not_exist():
    """The bank paid 1,060 and 9; the ledger has 500, 1,060 and interest of 2 that never came."""
    entries = [("1002", "银行存款", each) for each in ("500", "-1060", "2")]
    answer = compared(
        bank=month.bank([*month.BANK, ("93", "2027-01-28", "-9")]),
        ledger=month.with_accounts(("1002", "银行存款", "2000", "502", "1060")),
        journal=month.journal([*entries, ("1122", "应收账款", "558")]),
    )
    assert causes(answer, "bank_movement") == [
        ("not_in_journal", -9, 1, "open"),
        ("not_in_statement", -2, 1, "open"),
    ]
    places = [each.places for each in of(answer, "bank_movement").causes]
    assert places == [("bank.csv:4",), ("journal.csv:4",)]


def test_a_journal_that_books_sums_is_not_compared_row_by_row():
    answer = compared(
        bank=month.bank([*month.BANK, ("93", "2027-01-28", "-9")]),
        journal=month.journal([("1002", "银行存款", "-560"), ("1122", "应收账款", "560")]),
    )
    assert causes(answer, "bank_movement") == [("row_not_booked", -9, 1, "open")]


# Advertising and payroll


def test_reports_by_scene_and_by_day_s_parts_do_not_count_twice():
    """The second report says again what the first says of the 5th and adds a part on the 6th."""
    head = "日期,场景ID,场景名字,原二级场景ID,计划ID,展现量,点击量,花费\n"
    parts = "2027-01-05,372,关键词推广,436,1,9,1,200\n2027-01-05,372,关键词推广,436,2,9,1,330\n"
    bring(again=head + parts + "2027-01-06,372,关键词推广,436,1,9,1,40\n")
    spend = of(compared(), "advertising_spend")
    assert spend.left.amount == 530 + 530 + 40
    assert spend.remarks[0].words == {"count": "1"}


def test_vat_that_was_booked_as_cost():
    answer = compared(ledger=month.with_accounts(("560101", "销售费用_推广费", "0", "1060", "1060")))
    assert causes(answer, "advertising_cost") == [("vat_in_cost", -60, 1, "open")]


def test_an_invoice_for_what_was_spent_in_the_month_before():
    bring("2026-12", earlier=month.ads([("2026-12-30", "372", "106")]))
    both = [*month.INVOICES, ("27330000000000000003", "2027-01-02", "*广告服务*广告费", "100", "6")]
    answer = compared(invoices=month.invoices(both))
    assert causes(answer, "advertising_spend") == [("invoice_month_before", -106, 1, "explained")]
    assert causes(answer, "advertising_cost") == [("booked_before", 100, 1, "open")]


def test_the_ledger_s_payroll_has_the_employer_s_contributions_beside_it():
    answer = compared(ledger=month.with_accounts(("560204", "管理费用_社会保险费", "0", "1200", "1200")))
    assert causes(answer, "payroll") == [("contributions", -1200, 1, "explained")]
    assert of(answer, "payroll").unexplained == 0


def test_an_account_of_contributions_and_welfare_is_explained_once():
    both = ("560205", "管理费用_社保公积金及福利", "0", "1200", "1200")
    answer = compared(ledger=month.with_accounts(both))
    assert causes(answer, "payroll") == [("contributions", -1200, 1, "explained")]
    assert of(answer, "payroll").unexplained == 0


def test_pay_that_is_declared_when_it_is_paid():
    bring("2027-02", later=month.payroll([("A001", "5000")]))
    answer = compared(payroll=month.payroll([("A001", "4800")]))
    assert causes(answer, "payroll") == [("payroll_next_month", -200, 1, "explained")]
