"""A month by its drivers: known answers of changed plans, recovered from their exports through the store."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from itertools import combinations, permutations
from pathlib import Path

import pytest

import artplan
from artplan.actuals.close import close, reopen
from artplan.actuals.closed import closed_drivers
from artplan.actuals.imports import import_files
from artplan.actuals.measured import measured_month
from artplan.cli import main
from artplan.operating import OperatingPlan, checked
from artplan.plan.read.plan import overridden
from artplan.plan.written.faults import PlanFault
from artplan.result import Result
from artplan.study.variance.measures import measurable, measures_of
from tests.actuals.drivers_of_plan import (
    ADS_HEADING,
    EXACT,
    PAYROLL_HEADING,
    PRODUCTS_HEADING,
    SCENES,
    SHOP_HEADING,
    ad_report,
    payroll,
    shop_analytics,
)
from tests.actuals.ledger_of_plan import ledger

FEBRUARY, MARCH = "2027-02", "2027-03"
MAPPING = "storefronts: {sycm_shop: pc_store}\nchannels:\n" + "".join(
    f"  {scene}: {channel}\n" for channel, scene in SCENES.items()
)
CHANGES: dict[str, tuple[str, Callable[[float], float]]] = {
    "conversion": ("storefronts.pc_store.conversion_rate", lambda rate: rate * 0.9),
    "price": ("channels.zhitongche.cost_per_click", lambda price: price * 1.2),
    "refunds": ("storefronts.pc_store.return_rate", lambda rate: rate + 0.02),
}
KNOWN = {
    "storefronts": {"pc_store": ["PC端店铺"], "mobile_store": ["手机微商店铺"]},
    "channels": {channel: [channel] for channel in SCENES},
    "products": {"prints": ["装饰画"], "editions": ["限量版画"]},
}


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "actuals").mkdir()
    (tmp_path / "actuals" / "mapping.yaml").write_text(MAPPING, "utf-8")
    return tmp_path


@pytest.fixture(scope="module")
def plan() -> OperatingPlan:
    return artplan.load("base")


@pytest.fixture(scope="module")
def changed(plan: OperatingPlan) -> OperatingPlan:
    """A March in which a tenth fewer visitors buy, clicks cost a fifth more, and 2 % more is returned."""
    return in_march(plan.committed(), CHANGES)


def in_march(plan: OperatingPlan, groups: Iterable[str]) -> OperatingPlan:
    """The plan with these changes in March alone."""
    tables = {}
    for path, change in (CHANGES[group] for group in groups):
        months = {f"{month}-01": plan[path].at(at) for at, month in enumerate(plan.plan.months)}
        tables[path] = {**months, f"{MARCH}-01": change(months[f"{MARCH}-01"])}
    return checked(overridden(plan.plan, tables))


def bring(month: str, **files: str) -> None:
    """Write and import the files; payroll does not say its month."""
    paths = [Path(f"{name}.csv") for name in files]
    for path, text in zip(paths, files.values(), strict=True):
        path.write_text(text, "utf-8")
    import_files(paths, month)


def bring_month(result: Result, digits: int) -> None:
    bring(
        MARCH,
        ledger=ledger(result, MARCH),
        shop=shop_analytics(result, "pc_store", MARCH, digits),
        ads=ad_report(result, MARCH, digits),
        payroll=payroll(result, MARCH),
    )


def drivers_of_march(capsys: pytest.CaptureFixture[str], *options: str) -> dict:
    assert main(["variance", MARCH, "--drivers", "--json", *options]) == 0
    return json.loads(capsys.readouterr().out)["drivers"]


def net_profit(drivers: dict) -> dict:
    return next(each for each in drivers["flexed"] if each["line"] == "net_profit")


def profit(plan: OperatingPlan, groups: Iterable[str]) -> float:
    return float(in_march(plan, groups).run(["net_profit"])["net_profit"][MARCH])


def test_a_month_that_went_as_planned_has_no_effects(plan, capsys):
    """Exports without rounding of counts; the ledger has cents: net profit adds up fourteen lines of it."""
    bring_month(plan.run(), EXACT)
    line = net_profit(drivers_of_march(capsys))
    assert line["effects"] == pytest.approx(dict.fromkeys(line["effects"], 0), abs=0.01)
    assert line["remainder"] == pytest.approx(0, abs=14 * 0.005)


def test_three_changed_drivers_explain_the_month(plan, changed, capsys):
    """The same three by hand: each change's gains, averaged over the six orders of the three."""
    result, held = changed.run(), plan.committed()
    bring_month(result, EXACT)
    line = net_profit(drivers_of_march(capsys))
    profits = {
        frozenset(some): profit(held, some) for count in range(4) for some in combinations(CHANGES, count)
    }
    gains = dict.fromkeys(CHANGES, 0.0)
    for order in permutations(CHANGES):
        for at, group in enumerate(order):
            gains[group] += (profits[frozenset(order[: at + 1])] - profits[frozenset(order[:at])]) / 6
    others = dict.fromkeys(("spend", "visits", "order_value", "pay", "overheads"), 0.0)
    assert line["effects"] == pytest.approx({**gains, **others}, abs=0.01)
    assert max(gains.values()) < -1000
    assert line["flexed"] == pytest.approx(result["net_profit"][MARCH], abs=0.01)
    assert line["flexed"] + line["remainder"] == pytest.approx(line["actual"], abs=1e-6)


def test_whole_visitors_and_buyers_move_effects_by_half_an_order(plan, changed, capsys):
    """Exports count whole visitors, buyers and clicks: each is off by half of one at most.

    Half an order more at the same sales is conversion for order value. Of net profit, it moves only what each
    order costs: courier, packing and the way back.
    """
    result = changed.run()
    bring_month(result, EXACT)
    exact = net_profit(drivers_of_march(capsys))
    bring_month(result, 0)
    whole = net_profit(drivers_of_march(capsys))
    shop = "storefronts.pc_store."
    half_an_order = plan[f"{shop}average_order_value"].at(2) / 2
    assert whole["effects"] == pytest.approx(exact["effects"], abs=half_an_order)
    costs = ("courier_cost", "packing_cost", "return_shipping_cost")
    handling = sum(plan[f"{shop}{each}"].at(2) for each in costs)
    assert whole["flexed"] == pytest.approx(exact["flexed"], abs=handling / 2)


def test_earlier_months_are_substituted_too(plan, capsys):
    """Refunds of February's sales are paid in March: with February's exports, they are no part of March's."""
    held, path = plan.committed(), "storefronts.pc_store.return_rate"
    months = {f"{month}-01": held[path].at(at) for at, month in enumerate(held.plan.months)}
    result = checked(overridden(held.plan, {path: {**months, "2027-02-01": 0.10}})).run()
    bring_month(result, EXACT)
    bring(FEBRUARY, shop=shop_analytics(result, "pc_store", FEBRUARY, EXACT))
    drivers = drivers_of_march(capsys)
    assert drivers["substituted"] == [FEBRUARY, MARCH]
    line = net_profit(drivers)
    assert line["flexed"] == pytest.approx(result["net_profit"][MARCH], abs=0.01)
    assert line["effects"]["refunds"] == pytest.approx(line["flexed"] - line["budget"], abs=0.01)


def test_the_year_to_date_is_the_sum_of_its_months(plan, changed, capsys):
    result, budget = changed.run(), plan.run()
    bring_month(result, EXACT)
    february = {
        "ledger": ledger(result, FEBRUARY),
        "shop": shop_analytics(result, "pc_store", FEBRUARY, EXACT),
    }
    bring(FEBRUARY, **february)
    march, both = drivers_of_march(capsys), drivers_of_march(capsys, "--ytd")
    assert both["months"] == [FEBRUARY, MARCH]
    effects = net_profit(both)["effects"]
    assert effects == pytest.approx(net_profit(march)["effects"], abs=0.01), "February went as planned"
    planned = budget["net_profit"]
    assert net_profit(both)["budget"] == pytest.approx(planned[FEBRUARY] + planned[MARCH], abs=0.001)
    (shop,) = (each for each in both["factors"] if each["kind"] == "storefront")
    visits, conversion = shop["drivers"][:2]
    sums = [
        sum(result.value(f"{line}_by_storefront", "pc_store", month) for month in (FEBRUARY, MARCH))
        for line in ("visits", "orders_paid")
    ]
    assert visits["actual"] == pytest.approx(sums[0])
    assert conversion["actual"] == pytest.approx(sums[1] / sums[0])
    assert sum(each["effect"] for each in shop["drivers"]) == pytest.approx(shop["actual"] - shop["budget"])


def test_a_closed_month_keeps_its_drivers_whatever_the_mapping_says_later(plan, capsys):
    bring_month(plan.run(), 0)
    open_month = drivers_of_march(capsys)
    close(MARCH, "Li", measurable(plan.plan))
    Path("actuals/mapping.yaml").unlink()
    assert drivers_of_march(capsys) == open_month
    with pytest.raises(PlanFault, match=r"2027-03 pc_store \| no storefront of the plan: pc_store"):
        measures_of(artplan.load("cases/taobao_annual_budget").plan, closed_drivers())
    reopen(MARCH, "Li", "a late bill")
    assert not Path("actuals/closed/2027-03.drivers.csv").exists()


def test_a_month_is_closed_when_ledger_and_exports_are_mapped_and_says_at_once_what_is_not(plan):
    strange = ledger(plan.run(), MARCH).replace("1123,预付账款", "1999,某")
    bring(MARCH, ledger=strange, shop=SHOP_HEADING + "2027-03-01 ~ 2027-03-31,130,7,1700,50\n")
    Path("actuals/mapping.yaml").unlink()
    with pytest.raises(PlanFault) as caught:
        close(MARCH, "Li", KNOWN)
    account, shop = str(caught.value).splitlines()
    assert account.startswith("ledger.csv:5 1999 某") and shop.startswith("shop.csv:2 sycm_shop")
    assert not Path("actuals/closed").exists()


def test_a_row_of_the_month_goes_before_those_of_days():
    """Of 80 and 70 visitors on two days, 130 were different ones."""
    days = "2027-03-01,80,4,400,0\n2027-03-02,70,3,300,50\n"
    bring(MARCH, days=SHOP_HEADING + days)
    by_days = measured_month(MARCH, KNOWN)
    assert by_days.amounts["visits"] == {"pc_store": 80 + 70} and by_days.added == ("pc_store",)
    assert by_days.amounts["paid"] == {"pc_store": 700} and by_days.amounts["refunds"] == {"pc_store": 50}
    bring(MARCH, whole=SHOP_HEADING + "2027-03-01 ~ 2027-03-31,130,7,700,50\n")
    of_month = measured_month(MARCH, KNOWN)
    assert of_month.amounts["visits"] == {"pc_store": 130} and of_month.added == ()


def test_people_are_those_who_were_paid():
    rows = "A001,某,9000,0,0,0,0,0\nA002,某,6000.50,0,0,0,0,0\nA003,某,0,0,0,0,0,0\n"
    bring(MARCH, payroll=PAYROLL_HEADING + rows)
    amounts = measured_month(MARCH, KNOWN).amounts
    assert amounts["heads"] == {"": 2} and float(amounts["gross_pay"][""]) == 9000 + 6000.5


def test_what_nothing_maps_is_refused_all_at_once_with_the_nearest_member():
    Path("actuals/mapping.yaml").write_text("channels: {人群*: zuanzhang, 关键词*: none}\n", "utf-8")
    ads = "2027-03-05,1,关键词推广,1,0,9,90\n2027-03-05,2,portal,2,0,5,12.50\n2027-03-06,2,portal,2,0,5,7.5\n"
    bring(
        MARCH,
        shop=SHOP_HEADING + "2027-03-01 ~ 2027-03-31,130,7,1700,50\n",
        ads=ADS_HEADING + ads,
        goods=PRODUCTS_HEADING + "2027-03-01 ~ 2027-03-31,610000000001,9,2,3,990\n",
    )
    shops = {"wechat_store": ["微信小店"], "tmall_store": ["天猫旗舰店"]}
    with pytest.raises(PlanFault) as caught:
        measured_month(MARCH, {**KNOWN, "storefronts": shops})
    strange, scene, product, shop = str(caught.value).splitlines()
    assert strange.startswith("actuals/mapping.yaml channels.人群* | no channel of the plan")
    assert strange.endswith("zuanzhang | did you mean zuanzhan?")
    assert shop.startswith("shop.csv:2 sycm_shop | has sales (1,700.00)") and "nearest is tmall_store" in shop
    assert scene.startswith("ads.csv:3 portal | an advertising scene with spend (20.00)")
    assert "nearest is portals" in scene
    assert product.startswith("goods.csv:2 610000000001 | a product with sales (990.00)")


def test_the_command_in_both_languages(plan, capsys):
    bring(MARCH, ledger=ledger(plan.run(), MARCH))
    assert main(["variance", MARCH, "--drivers", "--lang", "en"]) == 2
    assert "no export of the month that measures drivers" in capsys.readouterr().err
    bring_month(plan.run(), 0)
    Path("actuals/mapping.yaml").write_text(MAPPING + "products: {'61*': prints}\n", "utf-8")
    bring(MARCH, goods=PRODUCTS_HEADING + "2027-03-01 ~ 2027-03-31,610000000001,9,2,3,990\n")
    assert main(["variance", MARCH, "--drivers", "--lang", "zh"]) == 0
    shown = capsys.readouterr().out
    for part in ("弹性预算", "其余差异", "转化率", "平均点击花费", "人均应发工资", "手机微商店铺、地区代理"):
        assert part in shown
    assert main(["variance", MARCH, "--drivers", "--lang", "en"]) == 0
    shown = capsys.readouterr().out
    for part in ("Flexed budget", "Remainder", "Refund rate", "volume, mix and price", "Pay per head"):
        assert part in shown
    bring(
        FEBRUARY, ledger=ledger(plan.run(), FEBRUARY), shop=shop_analytics(plan.run(), "pc_store", FEBRUARY)
    )
    assert main(["variance", MARCH, "--ytd", "--lang", "zh"]) == 0
    assert "2027-02 至 2027-03 累计" in capsys.readouterr().out
