"""Exports of orders: what is read of them, whatever their encoding, and what is refused without a name."""

from __future__ import annotations

import random
from collections import Counter
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from artplan.exports.orders import PaidOrders, read_orders
from artplan.plan.written.faults import PlanFault

HEADING = "订单编号,买家会员名,订单付款时间\n"


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    return tmp_path


def read(*texts: str | bytes, **options: str) -> PaidOrders:
    """The orders of files called 1.csv, 2.csv and so on."""
    paths = [Path(f"{at}.csv") for at in range(1, len(texts) + 1)]
    for path, text in zip(paths, texts, strict=True):
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return read_orders(paths, **options)


def refused(*texts: str | bytes, **options: str) -> list[str]:
    with pytest.raises(PlanFault) as caught:
        read(*texts, **options)
    return str(caught.value).splitlines()


def test_orders_are_pairs_of_a_buyer_s_number_and_a_month():
    orders = read(HEADING + "1,ann,2027-01-05 21:14:02\n2,bob,2027/1/5 21:14\n\n3,ann,2027-02-28\n4,cid,\n")
    assert orders.pairs == ((0, "2027-01"), (1, "2027-01"), (0, "2027-02"))
    assert (orders.files, orders.unpaid, orders.further) == (1, 1, 0)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
@pytest.mark.parametrize("separator", [",", "\t"])
def test_encoding_and_separator_are_told_from_the_file(encoding, separator):
    text = HEADING + "1,张三,2027-01-05\n2,李四,2027-02-05\n"
    assert len(read(text.replace(",", separator).encode(encoding)).pairs) == 2


def test_an_order_in_several_rows_and_files_is_one():
    first = '="7",ann,2027-01-05\n="7",ann,2027-01-05\n'
    second = "'7,ann,2027-01-05\n`8,ann,2027-02-01\n"
    orders = read(HEADING + first, HEADING + second)
    assert orders.pairs == ((0, "2027-01"), (0, "2027-02")) and orders.further == 2


def test_without_order_numbers_every_row_is_an_order():
    orders = read("buyer,paid_at\nann,2027-01-05\nann,2027-01-05\n")
    assert len(orders.pairs) == 2 and not orders.numbered


def test_identifiers_stand_before_names_and_options_before_all():
    rows = "1,t**1,ann,2027-01-05,2027-02-05\n2,t**1,ann,2027-01-06,2027-02-06\n"
    text = f"Buyer ID,买家昵称,Alias,支付时间,Shipped\n{rows}"
    assert len(dict(read(text).pairs)) == 2
    assert read(text, buyer="alias", paid="shipped").pairs == ((0, "2027-02"), (0, "2027-02"))


ORDERS = st.lists(st.tuples(st.integers(1, 9), st.integers(1, 12)), min_size=1, max_size=30)


@given(orders=ORDERS, cuts=st.integers(1, 4), seed=st.integers(0, 99))
def test_neither_the_order_of_rows_nor_their_files_matter(orders, cuts, seed):
    """Every third row stands in two files."""
    rows = [f"{at},b{buyer},2027-{month:02}-05\n" for at, (buyer, month) in enumerate(orders)]
    mixed = [*rows, *rows[::3]]
    random.Random(seed).shuffle(mixed)
    with TemporaryDirectory() as folder:
        paths = [Path(folder) / f"{at}.csv" for at in range(cuts)]
        for at, path in enumerate(paths):
            path.write_text(HEADING + "".join(mixed[at::cuts]), "utf-8")
        result = read_orders(paths)
    by_buyer = Counter(Counter(buyer for buyer, _ in result.pairs).values())
    assert by_buyer == Counter(Counter(buyer for buyer, _ in orders).values())
    assert Counter(month for _, month in result.pairs) == Counter(f"2027-{month:02}" for _, month in orders)


# What is refused: never with a buyer's name


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("1,t**1,2027-01-05", "the buyer's name is masked"),
        ("1,,2027-01-05", "a paid order without a buyer"),
        (",ann,2027-01-05", "a paid order without its number"),
        ("1,ann,ann", "the payment time is none"),
        ("1,ann,2027-02-30", "the payment time is none"),
        ("1,ann", "too few cells"),
        ("3.14E+18,ann,2027-01-05", "a spreadsheet has rounded the number"),
        ("9,ann,2027-01-05", "the order's number has another buyer before"),
        ('1,"ann,2027-01-05', "quotation marks do not match"),
    ],
)
def test_a_row_is_refused_at_its_line(row, message):
    (fault,) = refused(f"{HEADING}9,bob,2027-01-05\n{row}\n")
    assert fault.startswith("1.csv:3 | ") and message in fault
    assert "ann" not in fault.replace("cannot", "")


def test_all_files_are_read_before_they_are_refused_a_few_faults_of_a_kind():
    masked = "".join(f"{at},t**1,2027-01-05\n" for at in range(10))
    faults = refused(HEADING + masked + "11,ann,x\n", HEADING + "1,,2027-01-05\n")
    places = [fault.partition(" | ")[0] for fault in faults]
    assert places == ["1.csv:2", "1.csv:3", "1.csv:4", "1.csv:5", "1.csv:12", "2.csv:2"]
    assert "rows with the fault of line 2 from here on: 7" in faults[3]


def test_a_column_that_is_not_there_is_answered_with_those_that_are():
    fault, other = refused("Nick,When\nann,2027-01-05\n")
    assert fault.endswith("no column of buyers | name it with --buyer; there are: Nick, When")
    assert other.endswith("no column of payment times | name it with --paid; there are: Nick, When")
    (fault,) = refused("Nick,paid\nann,2027-01-05\n", buyer="Nik")
    assert fault.startswith("1.csv:1 Nik | no column of buyers")


@pytest.mark.parametrize("row", ["1,ann,2027-01-05\n", "ann,\n", "", "\n"])
def test_a_first_row_that_may_be_an_order_is_not_repeated(row):
    (fault,) = refused(row)
    assert "the first row is no heading" in fault and "ann" not in fault


def test_files_that_tell_buyers_apart_by_different_columns_are_refused():
    (fault,) = refused(HEADING + "1,ann,2027-01-05\n", "order_id,buyer_id,paid\n2,77,2027-01-06\n")
    assert fault.startswith("2.csv:1 buyer_id | not the column of buyers of the files before (买家会员名)")
    assert len(read("Buyer ID,paid\n1,2027-01-05\n", "buyer_id,paid\n1,2027-02-05\n").pairs) == 2


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"PK\x03\x04...", "is damaged, or too large to read | export it again"),
        (b"a\0b", "not readable as text"),
        (b"\xff\xff\xff", "not readable as text"),
        (HEADING.encode() + b"1,ann,\n", "no paid order"),
    ],
)
def test_what_is_no_export_is_refused(content, message):
    (fault,) = refused(content)
    assert fault.startswith("1.csv | ") and message in fault


def test_a_file_that_is_given_twice_or_is_none_is_refused():
    Path("1.csv").write_text(HEADING + "1,ann,2027-01-05\n", "utf-8")
    with pytest.raises(PlanFault) as caught:
        read_orders([Path("1.csv"), Path("1.csv"), Path("no.csv")])
    first, second = str(caught.value).splitlines()
    assert first.startswith("1.csv | given twice") and second.startswith("no.csv | cannot be read")
