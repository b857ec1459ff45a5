"""Exports of shops and platforms: what is kept of their rows, and what is refused."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from artplan.actuals.readers.find import find_reader
from artplan.actuals.readers.record import Record, hashed
from artplan.exports.sheets import read_sheets
from tests.actuals.reading import READERS, read, read_text

SAMPLES = Path(__file__).parent / "samples"
MONTH = "2027-01"
ROWS = {
    "tmall_orders": 5,
    "tmall_order_items": 4,
    "tmall_account": 5,
    "tmall_bill": 4,
    "sycm_products": 4,
    "sycm_shop": 2,
    "wanxiang": 4,
    "douyin": 5,
    "wechat_trades": 4,
    "wechat_funds": 4,
    "wechat_shop_account": 5,
    "wechat_shop_orders": 5,
    "jd_account": 5,
    "xiaohongshu_account": 4,
    "douyin_orders": 4,
    "douyin_analytics": 3,
    "wechat_shop_analytics": 2,
    "xiaohongshu_analytics": 2,
    "qianchuan": 3,
    "tencent_ads": 3,
    "juguang": 2,
}
PERSONAL = ("钱小满", "QianXiaoman", "13900001234", "翠竹里", "4012345678901234567", "M20270105000123")


def records(name: str) -> list[Record]:
    found, faults = read(SAMPLES / f"{name}.csv", MONTH)
    assert faults == []
    return found


def columns(found: list[Record], *names: str) -> list[tuple[Decimal, ...]]:
    return [tuple(each.measures[name] for name in names) for each in found]


def numbers(*rows: str) -> list[tuple[Decimal, ...]]:
    return [tuple(map(Decimal, row.split())) for row in rows]


def changed(folder: Path, name: str, old: str, new: str) -> list[str]:
    """The faults of a sample in which a text is another."""
    text = (SAMPLES / f"{name}.csv").read_text("utf-8")
    assert old in text
    return read_text(folder, text.replace(old, new), MONTH)[1]


@pytest.mark.parametrize("name", ROWS)
def test_a_sample_is_read_whole_by_its_own_reader(name):
    (sheet,) = read_sheets(SAMPLES / f"{name}.csv", name)
    reader = find_reader(sheet, READERS)
    assert reader and reader.name == name
    found = records(name)
    assert len(found) == len({each.key for each in found}) == ROWS[name]
    assert {each.month for each in found} == {MONTH}


@pytest.mark.parametrize("name", ROWS)
def test_nothing_personal_is_kept(name):
    kept = repr(records(name))
    assert not [text for text in PERSONAL if text in kept]


def test_samples_do_name_persons():
    texts = "".join((SAMPLES / f"{name}.csv").read_text("utf-8") for name in ROWS)
    assert all(text in texts for text in PERSONAL)


# 天猫


def test_orders_have_a_status_and_the_day_they_were_placed():
    found = records("tmall_orders")
    assert [each.kind for each in found] == ["done", "paid", "shipped", "unpaid", "closed"]
    assert (found[0].day, found[4].day) == ("2027-01-05", "2027-01-12")
    assert columns(found, "paid", "pieces", "refund") == numbers(
        "630 2 0", "1100 1 0", "330 1 0", "0 1 0", "330 1 330"
    )


def test_orders_need_no_column_of_refunds(tmp_path):
    text = "订单编号,买家实付金额,订单状态,订单创建时间,宝贝总数量\n1,330.00,交易成功,2027-01-05,1\n"
    (order,), faults = read_text(tmp_path, text, MONTH)
    assert not faults and order.measures == {"paid": Decimal("330"), "pieces": Decimal("1")}


def test_order_items_are_of_a_product_and_an_order():
    found = records("tmall_order_items")
    assert [each.item for each in found] == ["712345678901", "712345678902", "712345678902", "712345678901"]
    assert [each.kind for each in found] == ["done", "done", "paid", "closed"]
    assert columns(found, "paid", "pieces", "refund") == numbers(
        "315 1 0", "315 1 50", "1100 1 0", "330 1 330"
    )


def test_one_order_is_the_same_in_all_files_of_tmall():
    order = hashed("4012345678901234567")
    for name in ("tmall_orders", "tmall_order_items", "tmall_account", "tmall_bill"):
        assert records(name)[0].refers == order


def test_an_account_s_payments_and_fees_add_up_to_its_totals(tmp_path):
    found = records("tmall_account")
    assert [each.kind for each in found] == ["sale", "fee", "affiliate", "insurance", "refund"]
    assert columns(found, "received", "paid") == numbers("630 0", "0 3.78", "0 31.50", "0 1.20", "0 50")
    (fault,) = changed(tmp_path, "tmall_account", "630.00,86.48", "630.00,87.00")
    assert "支出金额(元) | the file's total is 87.00, its rows add up to 86.48: +0.52" in fault


def test_a_bill_has_a_row_for_each_payment_refund_and_fee():
    found = records("tmall_bill")
    assert [each.kind for each in found] == ["sale", "sale", "refund", "fee"]
    assert [each.day for each in found] == ["2027-01-16", "2027-01-16", "2027-01-18", "2027-01-16"]
    assert columns(found, "amount", "refund") == numbers("315 0", "315 0", "0 50", "-3.78 0")


# 生意参谋 and 万相台


def test_products_of_a_month():
    found = records("sycm_products")
    assert [each.item for each in found] == [f"71234567890{at}" for at in (1, 2, 3, 4)]
    assert columns(found, "visitors", "buyers", "pieces", "paid") == numbers(
        "31234 1039 1142 413860", "8120 211 225 71500.50", "12 0 0 0", "503 9 9 3150"
    )


def test_a_period_over_two_months_is_refused(tmp_path):
    faults = changed(tmp_path, "sycm_products", "2027-01-31,7", "2027-02-06,7")
    assert "2027-01-01 is not in 2027-01" in faults[0]


def test_a_shop_s_terminals_do_not_count_beside_all_of_them():
    found = records("sycm_shop")
    assert columns(found, "visitors", "buyers", "paid") == numbers("2345 51 17850", "1980 40 13200")


def test_a_product_lacks_a_required_column(tmp_path):
    (fault,) = changed(tmp_path, "sycm_products", ",支付件数", ",件数")
    assert "but lacks: 支付件数" in fault


def test_an_ad_report_has_rows_by_scene_that_add_up_to_its_totals(tmp_path):
    found = records("wanxiang")
    assert [each.item for each in found] == ["关键词推广", "关键词推广", "人群推广", "关键词推广"]
    assert columns(found, "impressions", "clicks", "spend", "attributed") == numbers(
        "18204 512 2816.40 5280", "1000 20 100 0", "9000 90 270 330", "17000 480 2640 4950"
    )
    (fault,) = changed(tmp_path, "wanxiang", "5,826.40", "5,826.00")
    assert "花费 | the file's total is 5,826.00, its rows add up to 5,826.40: -0.40" in fault


def test_an_ad_report_needs_neither_campaigns_nor_products(tmp_path):
    heading = "日期,场景ID,场景名字,原二级场景ID,展现量,点击量,花费\n"
    found, faults = read_text(tmp_path, f"{heading}2027-01-05,372,关键词推广,436,100,5,27.50\n")
    assert not faults and columns(found, "spend") == numbers("27.50")


# 抖音, 微信, 京东, 小红书


def test_an_amount_has_the_sign_of_its_direction_with_or_without_its_own():
    found = records("douyin")
    assert [each.kind for each in found] == ["sale", "refund", "insurance", "withdrawal", "deposit"]
    assert columns(found, "amount") == numbers("276.90", "-330", "-1.20", "-1000", "-500")
    assert columns(found[:1], "gross", "platform_fee", "commission") == numbers("330 -16.50 -33")
    assert found[0].item == "3600123456789" and found[0].refers == hashed("6912345678901234563")


@pytest.mark.parametrize(
    ("name", "direction", "column"),
    [
        ("douyin", "入账,2", "动账方向"),
        ("wechat_funds", "收入,`3", "收支类型"),
        ("wechat_shop_account", "收入,3", "收支类型"),
        ("jd_account", "收入,1", "收支方向"),
    ],
)
def test_an_unknown_direction_is_refused_without_its_text(name, direction, column, tmp_path):
    faults = changed(tmp_path, name, direction, f"钱小满{direction[2:]}")
    assert any(f"{column} | does not say whether the amount comes in or goes out" in each for each in faults)
    assert "钱小满" not in "".join(faults)


def test_payments_and_refunds_add_up_to_the_totals_below_them(tmp_path):
    found = records("wechat_trades")
    assert [each.kind for each in found] == ["sale", "sale", "sale", "refund"]
    assert columns(found, "settled", "refund", "fee") == numbers(
        "330 0 1.98", "1100 0 6.60", "50 0 0.30", "0 330 -1.98"
    )
    (fault,) = changed(tmp_path, "wechat_trades", "`4,`1480.00", "`4,`1480.50")
    assert fault.startswith(
        "export.csv:7 应结订单金额 | the file's total is 1,480.50, its rows add up to 1,480.00"
    )


def test_funds_add_up_either_way(tmp_path):
    found = records("wechat_funds")
    assert [each.kind for each in found] == ["sale", "fee", "refund", "withdrawal"]
    assert columns(found, "amount", "balance") == numbers(
        "330 58544.90", "-1.98 58542.92", "-328.02 58214.90", "-50000 8214.90"
    )
    (fault,) = changed(tmp_path, "wechat_funds", "`330.00,`3,`50330.00", "`330.00,`3,`50331.00")
    assert "收支金额(元) | the file's total is 50,331.00, its rows add up to 50,330.00: +1.00" in fault


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("wechat_funds", "`58214.90", "`58214.80"),
        ("wechat_shop_account", "1,295.90", "1,295.80"),
        ("xiaohongshu_account", '"1,627.00"', '"1,627.10"'),
    ],
)
def test_a_balance_follows_from_the_one_before(name, old, new, tmp_path):
    (fault,) = changed(tmp_path, name, old, new)
    assert "the balance does not follow from the row before" in fault


def test_a_shop_s_account_may_stand_newest_first():
    found = records("wechat_shop_account")
    assert [each.kind for each in found] == ["withdrawal", "insurance", "affiliate", "fee", "sale"]
    assert columns(found, "amount") == numbers("-1000", "-1.20", "-31", "-3.10", "330")


def test_an_order_of_two_products_counts_each_and_not_the_order_twice():
    found = records("wechat_shop_orders")
    assert [each.kind for each in found] == ["done", "done", "paid", "paid", "closed"]
    assert columns(found[:2], "paid", "pieces", "refund") == numbers("320 1 0", "320 2 160")
    assert found[0].refers == found[1].refers and found[0].item == "10000123456789"


def test_a_settlement_has_a_row_for_each_fee():
    found = records("jd_account")
    assert [each.kind for each in found] == ["sale", "fee", "fee", "sale", "fee"]
    assert columns(found, "amount") == numbers("330", "-26.40", "-1.98", "-330", "26.40")
    assert {each.refers for each in found} == {hashed("301234567890")}


def test_movements_without_a_number_are_told_apart_by_their_balance():
    found = records("xiaohongshu_account")
    assert [each.kind for each in found] == ["sale", "sale", "refund", "withdrawal"]
    assert columns(found, "received", "paid", "balance") == numbers(
        "313.50 0 1313.50", "313.50 0 1627", "0 313.50 1313.50", "0 1000 313.50"
    )


# What no reader knows


@pytest.mark.parametrize(
    ("name", "kind", "count", "amount"),
    [
        ("tmall_orders", "交易成功", 1, "630.00"),
        ("tmall_order_items", "交易成功", 2, "630.00"),
        ("tmall_account", "售后退款", 1, "50.00"),
        ("tmall_bill", "基础软件服务费", 1, "-3.78"),
        ("sycm_shop", "PC", 1, "330.00"),
        ("douyin", "极速退款", 1, "-330.00"),
        ("wechat_trades", "REFUND", 1, "330.00"),
        ("wechat_funds", "扣除交易手续费", 1, "-1.98"),
        ("wechat_shop_account", "订单支付", 1, "330.00"),
        ("wechat_shop_orders", "已完成", 2, "640.00"),
        ("jd_account", "交易服务费", 1, "-1.98"),
        ("xiaohongshu_account", "订单结算", 2, "627.00"),
    ],
)
def test_an_unknown_kind_is_refused_with_its_rows_and_amount(name, kind, count, amount, tmp_path):
    (fault,) = changed(tmp_path, name, kind, "杂项")
    assert f"rows of an unknown kind, 杂项: {count} of them, together {amount}" in fault
