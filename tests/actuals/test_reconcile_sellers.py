"""Ad reports and invoices are compared by platform: sellers are mapped to storefronts."""

from __future__ import annotations

from pathlib import Path

import pytest

from artplan.actuals.measured import measured_month
from artplan.actuals.reconcile.answer import Reconciliation, SourceComparison
from artplan.actuals.reconcile.reconcile import reconcile
from artplan.plan.written.faults import PlanFault
from tests.actuals import small_month as month
from tests.actuals.small_month import ADS, bring

MAPPING = """storefronts: {wanxiang: tmall, qianchuan: live}
sellers: {某某阿里*: tmall, 某某千川公司: live, 某某媒体: none}
"""
HEAD = (
    "数电发票号码,销方识别号,销方名称,开票日期,货物或应税劳务名称,金额,税率,税额,价税合计,发票票种,发票状态\n"
)
QIANCHUAN = "日期,计划名称,消耗,展示次数,点击次数\n2027-01-05,直播,318,900,30\n"


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    Path("actuals").mkdir()
    Path("actuals/mapping.yaml").write_text(MAPPING, "utf-8")
    return tmp_path


def invoices(*sold: tuple[str, int]) -> str:
    """Invoices with 6 % of VAT: the seller and the net amount of each."""
    return HEAD + "".join(
        f"{at},91330100MA0000000{at},{seller},2027-01-31,*广告服务*推广费,{net},6%,{net * 6 / 100:.2f},"
        f"{net * 106 / 100:.2f},数电发票（增值税专用发票）,正常\n"
        for at, (seller, net) in enumerate(sold)
    )


def spends(answer: Reconciliation) -> dict[str, SourceComparison]:
    """The comparisons of spend with invoices, by report."""
    return {each.left.source: each for each in answer.compared if each.name == "advertising_spend"}


def test_each_report_is_compared_with_the_invoices_of_its_own_sellers():
    sold = invoices(("某某阿里巴巴公司", 1000), ("某某千川公司", 300), ("某某媒体", 50))
    bring(ads=month.ads(ADS), qianchuan=QIANCHUAN, invoices=sold)
    shown = spends(reconcile("2027-01"))
    assert {name: (each.left.amount, each.right.amount) for name, each in shown.items()} == {
        "wanxiang": (530 + 530, 1000 + 60),
        "qianchuan": (318, 300 + 18),
    }
    assert not any(each.remarks for each in shown.values())


def test_a_seller_that_nothing_maps_is_listed_and_may_be_the_cause():
    sold = invoices(("某某阿里巴巴公司", 1000), ("某某直播公司", 300))
    bring(ads=month.ads(ADS), qianchuan=QIANCHUAN, invoices=sold)
    shown = spends(reconcile("2027-01"))
    assert [(each.name, each.amount, each.standing) for each in shown["qianchuan"].causes] == [
        ("unmapped_sellers", 300 + 18, "open")
    ]
    assert "某某直播公司 318.00" in [each.words.get("sellers") for each in shown["qianchuan"].remarks]
    assert shown["wanxiang"].difference == 0


def test_with_a_single_report_a_seller_that_nothing_maps_is_its_own():
    bring(ads=month.ads(ADS), invoices=invoices(("某某直播公司", 1000), ("某某媒体", 50)))
    assert spends(reconcile("2027-01"))["wanxiang"].right.amount == 1000 + 60


def test_an_invoice_that_the_next_month_lacks_came_too_early():
    bring("2027-02", later=month.ads([("2027-02-03", "372", "106")]))
    bring(ads=month.ads(ADS), invoices=invoices(("某某阿里巴巴公司", 1000), ("某某阿里巴巴公司", 100)))
    (cause,) = spends(reconcile("2027-01"))["wanxiang"].causes
    assert (cause.name, cause.amount, cause.standing) == ("invoice_ahead", -106, "explained")


def test_a_seller_of_no_storefront_of_the_plan_is_refused():
    bring(ads=month.ads(ADS))
    known = {"storefronts": {"tmall": ["Tmall"]}, "channels": {"keyword_ads": ["关键词推广"]}, "products": {}}
    with pytest.raises(PlanFault, match=r"sellers.某某千川公司 \| no storefront of the plan: live"):
        measured_month("2027-01", known)
