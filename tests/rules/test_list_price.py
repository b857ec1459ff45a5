"""The artists' share of the list price: at the sale, and where works come back."""

from __future__ import annotations

import pytest

from tests.plans import words
from tests.rules.small_shop import failed, row, run, shop


@pytest.mark.parametrize(("share_on", "share"), [("discounted", 0.6 * 800), ("list_price", 0.6 * 1_000)])
def test_a_discount_comes_off_before_the_artists_share_unless_the_contract_says_otherwise(share_on, share):
    """1,000 at list price, sold for 800 in a campaign of a fifth off; nothing is returned."""
    sale = {
        "storefront": "shop",
        "start": "2027-01-01",
        "end": "2027-01-31",
        "natural_visits": 1_000,
        "discount_rate": 0.2,
    }
    art = {"name": words("art"), "sales_share": 1, "artist_share": 0.6, "agent": True, "share_on": share_on}
    result = run(1, storefronts={"shop": shop()}, campaigns={"sale": sale}, products={"art": art})
    assert row(result, "artist_payout_total") == [share]
    assert row(result, "net_revenue") == [800 - share]
    assert failed(result) == []


def test_a_refund_takes_back_the_share_of_the_list_price_of_its_own_sale():
    """January's sale is a fifth off and of works only; a tenth of it comes back, prints sell then."""
    sale = {
        "storefront": "shop",
        "start": "2027-01-01",
        "end": "2027-01-31",
        "natural_visits": 1_000,
        "discount_rate": 0.2,
    }
    art = {"artist_share": 0.6, "agent": True, "share_on": "list_price"}
    products = {
        "works": {**art, "sales_share": {"2027-01-01": 1, "2027-02-01": 0}},
        "prints": {**art, "sales_share": {"2027-01-01": 0, "2027-02-01": 1}},
    }
    store = shop({"2027-02": 500}, return_rate={"2027-01-01": 0.1, "2027-02-01": 0}, return_delay=31)
    result = run(2, storefronts={"shop": store}, campaigns={"sale": sale}, products=products)
    # of January's sales, spread over its 31 days, 28 come back in February and 3 in March
    back = 0.1 * 28 / 31
    assert row(result, "artist_payout", "works") == [0.6 * 1_000, round(-0.6 * 1_000 * back, 6)]
    assert row(result, "artist_payout", "prints") == [0, 0.6 * 500]
    paid_back = 800 * back - 0.6 * 1_000 * back
    assert row(result, "net_revenue") == [800 - 0.6 * 1_000, round(500 - 0.6 * 500 - paid_back, 6)]
    assert failed(result) == []


def test_what_is_given_away_owes_the_share_of_its_list_price():
    gift = {
        "storefront": "shop",
        "start": "2027-01-01",
        "end": "2027-01-31",
        "natural_visits": 1_000,
        "discount_rate": 1,
    }
    art = {"sales_share": 1, "artist_share": 0.6, "share_on": "list_price"}
    result = run(1, storefronts={"shop": shop()}, campaigns={"gift": gift}, products={"art": art})
    assert row(result, "gross_profit") == [-0.6 * 1_000]
    assert failed(result) == []
