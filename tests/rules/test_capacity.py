"""People answer and pack so much a month; what is above it waits, or is lost."""

from __future__ import annotations

from typing import Any

from artplan.engine.line import line
from artplan.operating import OperatingPlan
from artplan.result import Result
from tests.plans import load
from tests.rules.broken import failed, run


def shop(post: dict[str, Any], capacity: dict[str, Any], people: float = 2) -> OperatingPlan:
    """1,000 visits, 200 enquiries of which 40 end in an order, 100 orders, every month."""
    storefront = {
        "driven_by": "spend",
        "natural_visits_by": "forecast",
        "natural_visits": 1000,
        "conversion_rate": 0.1,
        "average_order_value": 500,
        "enquiry_rate": 0.2,
        "enquiry_conversion_rate": 0.2,
    }
    return load(
        {
            "plan": {"start": "2027-01", "months": 3},
            "departments": {"sales": {}},
            "posts": {"agent": {"department": "sales", **post}},
            "positions": {"agents": {"post": "agent", "people": people, "base_pay": 0}},
            "storefronts": {"shop": storefront},
            "capacity": capacity,
        }
    )


def year(result: Result, name: str) -> list[float]:
    return [round(float(value), 6) for value in result[name]]


def test_without_a_number_people_are_never_the_limit():
    result = shop({}, {"enquiries_lost_share": 1, "parcels_lost_share": 1}).run()
    assert year(result, "enquiries_answered") == [200, 200, 200]
    assert year(result, "orders_paid_total") == year(result, "parcels_sent") == [100, 100, 100]


def test_enquiries_above_capacity_wait():
    """Two agents answer 90 each: 20 wait, then 40, then 60. Their orders count all the same."""
    result = shop({"enquiries_per_person": 90}, {"enquiry_backlog_start": 5}).run()
    assert year(result, "enquiries_answered") == [180, 180, 180]
    assert year(result, "enquiry_backlog_closing") == [25, 45, 65]
    assert year(result, "alert_enquiries") == [25, 45, 65]
    assert year(result, "orders_paid_total") == [100, 100, 100]
    assert failed(result) == set() and "alert_enquiries" in failed(result, "alert")


def test_enquiries_above_capacity_are_lost_with_their_orders():
    """Half of the 40 above capacity is lost: 20 of 200 enquiries, and 4 of their 40 orders.

    The other half waits, so that the next months begin with 20 and 30.
    """
    result = shop({"enquiries_per_person": 80}, {"enquiries_lost_share": 0.5}).run()
    assert year(result, "enquiries_lost") == [20, 30, 35]
    assert year(result, "enquiry_backlog_closing") == [20, 30, 35]
    assert year(result, "orders_paid_total") == [96, 94, 93]


def test_parcels_above_capacity_wait_or_are_cancelled():
    """Two packers send 80: 20 orders wait each month, or are cancelled and are no sale."""
    waiting = shop({"parcels_per_person": 40}, {}).run()
    assert year(waiting, "parcel_backlog_closing") == [20, 40, 60]
    assert year(waiting, "orders_paid_total") == [100, 100, 100]
    cancelled = shop({"parcels_per_person": 40}, {"parcels_lost_share": 1}).run()
    assert year(cancelled, "parcel_backlog_closing") == [0, 0, 0]
    assert year(cancelled, "gross_sales_total") == [80 * 500] * 3
    assert "alert_parcels" in failed(cancelled, "alert") and failed(cancelled) == set()


def test_half_a_person_does_half_the_work():
    result = shop({"parcels_per_person": 40}, {}, people=0.5).run()
    assert year(result, "parcels_sent") == [20, 20, 20]
    assert year(result, "parcel_load_rate") == [5, 5, 5]


@line("enquiry", zh="", rolls="last")
def enquiry_backlog_closing(enquiry_work, enquiries_answered):
    """A broken rule: what is lost waits as well."""
    return enquiry_work - enquiries_answered


@line("order", zh="", rolls="last")
def parcel_backlog_closing(parcel_work, parcels_sent):
    """A broken rule: what is cancelled waits as well."""
    return parcel_work - parcels_sent


def test_backlogs_that_do_not_add_up_fire():
    half = {"enquiries_lost_share": 0.5, "parcels_lost_share": 0.5}
    plan = shop({"enquiries_per_person": 80, "parcels_per_person": 40}, half)
    broken = {
        "enquiry_backlog_closing": enquiry_backlog_closing,
        "parcel_backlog_closing": parcel_backlog_closing,
    }
    assert {"check_enquiry_backlog", "check_parcel_backlog"} <= failed(run(plan, rules=broken))
