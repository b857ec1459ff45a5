"""Art in pieces: what is not there is not sold, and everything else follows what is really sold."""

from __future__ import annotations

from typing import Any

import pytest

from artplan.engine.line import line
from artplan.operating import OperatingPlan
from artplan.plan.written.faults import PlanFault
from artplan.result import Result
from tests.plans import load
from tests.rules.broken import failed, run

SHOP = {
    "driven_by": "spend",
    "natural_visits_by": "forecast",
    "natural_visits": 1000,
    "conversion_rate": 0.1,
    "average_order_value": 500,
    "return_rate": 0.1,
    "courier_cost": 20,
    "platform_commission_rate": 0.05,
}


def shop(products: dict[str, Any], months: int = 3, standard: str = "small", **others: Any) -> OperatingPlan:
    """A shop in which buyers want 100 orders of 500, so 50,000 a month."""
    return load(
        {
            "plan": {"start": "2027-01", "months": months, "accounting_standard": standard},
            "storefronts": {"shop": {**SHOP, **others}},
            "products": {name: {"sales_share": 1, **each} for name, each in products.items()},
            "tax": {"taxpayer": "general", "vat_rate": 0.13, "surcharge_rate": 0},
        }
    )


def works(**others: Any) -> dict[str, Any]:
    return {"works": {"supply": "open", "price": 1000, **others}}


def row(result: Result, name: str, member: str = "works") -> list[float]:
    return [round(float(value), 6) for value in result.frame(name).loc[member]]


def test_without_a_supply_everything_wanted_is_sold():
    result = shop({"works": {"price": 1000}}).run()
    assert row(result, "pieces_wanted") == row(result, "pieces_sold") == [50, 50, 50]
    assert row(result, "pieces_closing") == [0, 0, 0]
    assert list(result["gross_sales_total"]) == [50_000] * 3
    assert failed(result) == set()


def test_what_is_not_there_is_not_sold():
    """60 pieces: 50 go and a tenth comes back; then 15 go and 1.5 come back; then 1.5."""
    result = shop(works(stock_start=60)).run()
    assert row(result, "pieces_sold") == [50, 15, 1.5]
    assert row(result, "pieces_returned") == [5, 1.5, 0.15]
    assert row(result, "pieces_closing") == [15, 1.5, 0.15]
    assert list(result["gross_sales_total"].round(6)) == [50_000, 15_000, 1_500]
    assert row(result, "alert_stock_out") == [0, 35_000, 48_500]
    assert row(result, "pieces_sold_share") == [round(50 / (60 + 5), 6), *[round(15 / (15 + 1.5), 6)] * 2]
    # refunds, fees and parcels follow what is sold, not what is wanted
    assert list(result["refunds_total"].round(6)) == [5_000, 1_500, 150]
    assert list(result["logistics_paid"].round(6)) == [2_000, 600, 60]
    assert list(result["fees_paid"].round(6)) == [2_250, 675, 67.5]
    assert failed(result) == set()
    assert "alert_stock_out" in failed(result, "alert")


def test_sell_through_is_the_share_of_items_sold_at_least_once():
    """50 pieces a month on 80 items: each item misses every one of them with (79/80)^50."""
    result = shop({"prints": {"price": 1000, "items_listed": 80}}).run()
    assert row(result, "sell_through_rate", "prints") == [round(1 - (79 / 80) ** 50, 6)] * 3
    # over the quarter, the items that 150 pieces have missed
    assert result.year("sell_through_rate")["prints"] == pytest.approx(1 - (79 / 80) ** 150)


def test_each_unique_work_is_an_item():
    result = shop(works(supply="unique", stock_start=60)).run()
    assert row(result, "sell_through_rate") == row(result, "pieces_sold_share")
    assert row(result, "sell_through_rate")[0] == round(50 / (60 + 5), 6)


def test_without_items_nothing_is_said_of_them():
    assert row(shop(works(stock_start=60)).run(), "sell_through_rate") == [0, 0, 0]
    assert row(shop(works(stock_start=60, items_listed=1)).run(), "sell_through_rate") == [1, 1, 1]


@pytest.mark.parametrize(
    ("product", "told"),
    [
        ({"items_listed": 0.5}, "lies between 0 and 1"),
        ({"supply": "unique", "items_listed": 5}, "is an item"),
    ],
)
def test_items_that_cannot_be(product, told):
    with pytest.raises(PlanFault, match=told):
        shop(works(**product))


def test_a_shortage_leaves_the_other_products_alone():
    """Half of what is wanted are prints without limit; of 25 works wanted, 10 are there."""
    result = shop({**works(stock_start=10), "prints": {}}, months=1).run()
    assert row(result, "pieces_sold") == [10]
    assert row(result, "product_gross_sales") == [10_000]
    assert row(result, "product_gross_sales", "prints") == [25_000]
    assert result.value("orders_paid_total") == pytest.approx(100 * 35 / 50)
    assert failed(result) == set()


def test_a_discount_lowers_what_is_paid_not_how_many_pieces_go():
    plan = shop(works(stock_start=100), months=1)
    sale = {"storefront": "shop", "start": "2027-01-01", "end": "2027-01-31", "natural_visits": 1000}
    with_sale = load(
        {
            "plan": {"start": "2027-01", "months": 1},
            "storefronts": {"shop": {**SHOP, "natural_visits": 0}},
            "campaigns": {"sale": {**sale, "discount_rate": 0.2}},
            "products": {"works": {"sales_share": 1, "supply": "open", "price": 1000, "stock_start": 100}},
        }
    ).run()
    assert row(with_sale, "pieces_sold") == row(plan.run(), "pieces_sold") == [50]
    assert with_sale.value("gross_sales_total") == pytest.approx(0.8 * 50_000)


def test_orders_arrive_after_their_lead_time():
    ordered = {"2027-01": 30, "2027-02": 10}
    result = shop(works(purchases=ordered, lead_time=1.5), months=5, natural_visits=0).run()
    assert row(result, "pieces_received") == [0, 0, 30, 10, 0]
    assert row(result, "pieces_closing") == [0, 0, 30, 40, 40]
    on_order = result.frame("pieces_on_order_closing").groupby("product").sum()
    assert list(on_order.loc["works"]) == [30, 40, 10, 0, 0]


def test_an_edition_ends_with_its_run():
    edition = {"works": {"supply": "edition", "price": 1000, "run": 45, "purchases": 30}}
    result = shop(edition, natural_visits=0).run()
    assert row(result, "pieces_received") == [30, 15, 0]
    assert row(result, "edition_left_closing") == [15, 0, 0]


def test_stock_is_worth_its_moving_average():
    """40 pieces at 100 and 40 at 226 with 13 % VAT: 200 net, so 150 a piece; 45 are sold and kept."""
    bought = works(
        procurement="purchased",
        unit_cost=226,
        input_vat_rate=0.13,
        stock_start=40,
        stock_value_start=4_000,
        purchases={"2027-01": 40},
    )
    result = shop(bought, months=1).run()
    assert row(result, "piece_cost_average") == [150]
    assert row(result, "stock_cost_sold") == [45 * 150]
    assert row(result, "stock_value_closing") == [35 * 150]
    assert result.value("goods_bought_total") == 40 * 226
    assert result.value("goods_input_vat") == pytest.approx(40 * 26)
    assert result.value("cost_of_goods") == pytest.approx(45 * 150)
    assert failed(result) == set()


def test_old_pieces_are_written_down_once():
    old = works(
        procurement="purchased",
        unit_cost=100,
        stock_start=10,
        stock_value_start=1_000,
        write_down_after=2,
        write_down_rate=0.3,
    )
    result = shop(old, months=4, standard="enterprise", natural_visits=0).run()
    assert row(result, "stock_written_down") == [0, 300, 0, 0]
    assert row(result, "stock_value_closing") == [1_000, 700, 700, 700]
    assert list(result["cost_of_goods"].round(6)) == [0, 300, 0, 0]
    assert failed(result) == set()


def test_small_enterprises_write_nothing_down_and_are_told_so():
    old = works(stock_start=10, stock_value_start=1_000, write_down_after=2, write_down_rate=0.3)
    plan = shop(old, months=4, natural_visits=0)
    assert row(plan.run(), "stock_value_closing") == [1_000] * 4
    notes = {note.path: str(note.message) for note in plan.plan.notes}
    assert "small enterprises book no write-downs" in notes["products.works.write_down_rate"]


def test_a_price_is_grossed_up_from_the_net_that_the_artist_wants():
    result = shop({"works": {"artist_net_wanted": 600, "artist_share": 0.6}}, months=1, return_rate=0).run()
    assert row(result, "piece_price") == [1_000]
    assert row(result, "artist_payout") == [50 * 600]


def test_a_price_marked_up_on_cost_earns_the_margin_of_the_mark_up():
    """At 25 % on cost, a fifth of the price is left: 1 - 1 / 1.25."""
    bought = {"procurement": "purchased", "unit_cost": 80, "markup_rate": 0.25, "input_vat_rate": 0.13}
    there = {"supply": "open", "stock_start": 500, "stock_value_start": 500 * 80 / 1.13}
    free = {"return_rate": 0, "courier_cost": 0, "platform_commission_rate": 0}
    result = shop({"works": {**there, **bought}}, months=1, **free).run()
    assert row(result, "piece_price") == [80 * 1.25]
    assert result.value("gross_margin_rate") == pytest.approx(1 - 1 / 1.25)


def test_every_piece_has_its_own_costs():
    costs = {"framing_cost": 80, "certificate_cost": 20, "packing_cost": 30, "transit_insurance_rate": 0.01}
    plain, framed = shop(works(stock_start=99), months=1), shop(works(stock_start=99, **costs), months=1)
    assert row(framed.run(), "piece_finishing") == [50 * 100]
    assert row(framed.run(), "piece_logistics") == [50 * 30 + 500]
    assert plain.run().value("contribution_margin") - framed.run().value(
        "contribution_margin"
    ) == pytest.approx(7_000)


def test_low_stock_warns():
    result = shop(works(stock_start=60, low_stock=20), months=1).run()
    assert row(result, "alert_low_stock") == [5]
    assert "alert_low_stock" in failed(result, "alert")


@pytest.mark.parametrize(
    ("product", "what"),
    [
        ({"supply": "open"}, "no price"),
        ({"stock_start": 5}, "supply is unlimited"),
        ({"supply": "edition", "price": 1, "purchases": 5}, "no run"),
        ({"supply": "open", "price": 1, "run": 5}, "run is given"),
        ({"supply": "open", "price": 1, "procurement": "purchased"}, "no unit_cost"),
        ({"supply": "open", "price": 1, "unit_cost": 5}, "nothing is bought"),
        (
            {"supply": "open", "price": 1, "procurement": "purchased", "unit_cost": 5, "cost_rate": 0.1},
            "both cost_rate",
        ),
        ({"artist_net_wanted": 5}, "no artist_share"),
        ({"supply": "open", "price": 1, "markup_rate": 1}, "both markup_rate and a price"),
        ({"artist_net_wanted": 1, "artist_share": 1, "markup_rate": 1}, "both markup_rate and a price"),
        ({"markup_rate": 1}, "markup_rate, but no unit_cost"),
    ],
)
def test_what_does_not_go_together_is_refused(product, what):
    with pytest.raises(PlanFault, match=what):
        shop({"works": product})


@line("piece", zh="", per="product")
def pieces_served(pieces_wanted):
    """A broken rule: stock is never looked at."""
    return pieces_wanted


def test_selling_more_than_there_is_fires():
    unique = {"works": {"supply": "unique", "price": 1000, "stock_start": 10}}
    result = failed(run(shop(unique), rules={"pieces_served": pieces_served}))
    assert {"check_stock_negative", "check_unique_works"} <= result


@line("piece", zh="", per="product")
def pieces_closing(pieces_available, pieces_sold):
    """A broken rule: what comes back is forgotten."""
    return pieces_available - pieces_sold


def test_forgotten_returns_fire():
    assert "check_stock_account" in failed(
        run(shop(works(stock_start=60)), rules={"pieces_closing": pieces_closing})
    )


@line("piece", zh="", per="product")
def pieces_received(pieces_arriving):
    """A broken rule: the run is never looked at."""
    return pieces_arriving * 1


def test_an_edition_beyond_its_run_fires():
    edition = {"works": {"supply": "edition", "price": 1000, "run": 45, "purchases": 30}}
    assert "check_edition" in failed(run(shop(edition), rules={"pieces_received": pieces_received}))


@line("CNY", zh="", per="product")
def stock_cost_sold(pieces_sold, piece_unit_cost):
    """A broken rule: sold at what a new piece costs."""
    return pieces_sold * piece_unit_cost


@line("piece", zh="", per=("product", "age"))
def pieces_by_age_closing(pieces_by_age):
    """A broken rule: nothing of an age is ever sold."""
    return pieces_by_age * 1


@line("piece", zh="", per="product")
def pieces_sold(pieces_served):
    """A broken rule: pieces leave although their parcel was cancelled."""
    return pieces_served * 1


def test_other_broken_rules_fire():
    bought = works(procurement="purchased", unit_cost=100, stock_start=60, stock_value_start=600)
    assert "check_stock_value" in failed(run(shop(bought), rules={"stock_cost_sold": stock_cost_sold}))
    result = failed(run(shop(bought), rules={"pieces_by_age_closing": pieces_by_age_closing}))
    assert "check_stock_ages" in result
    sections = {"capacity": {"parcels_lost_share": 1}, "departments": {"d": {}}}
    packers = {"posts": {"packer": {"department": "d", "parcels_per_person": 10}}}
    plan = load(
        {
            "plan": {"start": "2027-01", "months": 1},
            "storefronts": {"shop": SHOP},
            "products": {"works": {"sales_share": 1, "supply": "open", "price": 1000, "stock_start": 60}},
            **sections,
            **packers,
        }
    )
    assert failed(plan.run()) == set()
    assert "check_pieces_sales" in failed(run(plan, rules={"pieces_sold": pieces_sold}))
