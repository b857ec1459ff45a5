"""Files of any kind as rows of texts, and damaged ones, which are refused."""

from __future__ import annotations

import io
import zipfile
from time import process_time

import pytest

from artplan.exports.sheets import Row, sheets_of
from artplan.plan.written.faults import PlanFault


def rows(content: str | bytes) -> list[Row]:
    content = content if isinstance(content, bytes) else content.encode()
    return [row for sheet in sheets_of(content, "export") for row in sheet.rows]


@pytest.mark.parametrize("separator", ["\t", ";"])
def test_the_commas_of_amounts_separate_no_cells(separator):
    first, second = ["日期", "收入"], ["合计", "1,234,567.89"]
    text = "\n".join(separator.join(row) for row in (first, second))
    assert rows(text) == [(1, first), (2, second)]


def test_commas_separate_numbers_below_a_heading():
    assert rows("a,b,c,d\n1,234,567,890\n")[1] == (2, ["1", "234", "567", "890"])


@pytest.mark.parametrize(
    "part",
    [f"<td>&#{'9' * 5000};", "<td colspan=999>" * 10_000],
    ids=["a sign of no number", "millions of cells"],
)
def test_hostile_html_is_refused(part):
    with pytest.raises(PlanFault, match="is damaged"):
        rows(f"<table><tr><td>1</td>{part}</table>")


@pytest.mark.parametrize(
    "part",
    [
        "<!--",
        "</",
        "<a ",
        "<td ",
        "<",
        "&#",
        "<![x[",
        "<![if x]>",
        "<td colspan=",
        "<?",
        "<p title='",
    ],
)
def test_broken_html_takes_no_time(part):
    begun = process_time()
    assert rows(f"<table><tr><td>1</td></tr>{part * 100_000}")[0] == (1, ["1"])
    assert process_time() - begun < 2


@pytest.mark.parametrize("text", ["a,b\n" + "1," * 20_000, "<table>\n<tr>" + "<td>1" * 20_000])
def test_a_row_wider_than_a_spreadsheet_is_refused(text):
    with pytest.raises(PlanFault, match=r"export:2 \| is damaged"):
        rows(text)


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ("<td>a &lt; b &amp; c</td>", "a < b & c"),
        ("<td>a < b</td>", "a < b"),
        ("<TD class=x>a<br/><b>b</b></TD>", "ab"),
        ("<td>a<!-- <td>x</td> -->b", "ab"),
        ("<!--[if gte mso 9]><td>x</td><![endif]--><td>a", "a"),
        ("<td style='mso-number-format:\"\\@\"'>007</td>", "007"),
        ("<td colspan=0>a", "a"),
    ],
)
def test_cells_of_html(cell, text):
    assert rows(f"<table>\n<tr>{cell}</table>") == [(2, [text])]


def test_cells_that_span_columns_are_followed_by_empty_ones():
    assert rows("<table><tr><th colspan=2>a<th>b<tr><td>1<td>2<td>3</table>") == [
        (1, ["a", "", "b"]),
        (1, ["1", "2", "3"]),
    ]


def packed(method: int) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", method) as archive:
        archive.writestr("a.csv", "订单编号,金额\n" * 100)
    return file.getvalue()


def test_a_damaged_zip_is_refused():
    content = packed(zipfile.ZIP_DEFLATED)
    assert len(rows(content)) == 100
    for at in range(35, 60):
        with pytest.raises(PlanFault, match="is damaged"):
            rows(content[:at] + b"\xff\xff\xff" + content[at + 3 :])


def test_a_file_without_a_name_in_a_zip_is_read_all_the_same():
    assert len(rows(packed(zipfile.ZIP_DEFLATED).replace(b"a.csv", b"\0.csv"))) == 100


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_a_zip_that_no_platform_writes_is_refused(method):
    with pytest.raises(PlanFault, match="is damaged"):
        rows(packed(method))
