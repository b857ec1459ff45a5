"""Random products: who owns them, how their artists are taxed, how they are stocked."""

from __future__ import annotations

from hypothesis import strategies as st

from tests.money_plans import Sections, amounts, optionally, shares, words

WITHHELD = ("royalty", "service", "manuscript", "property")


def artists() -> st.SearchStrategy[Sections]:
    """How artists are taxed in half of the products, with and without invoices, some by the shop."""
    invoice = st.sampled_from(
        [{}, {"artist_invoice": "none"}, {"artist_invoice": "special", "artist_input_vat_rate": 0.03}]
    )
    taxed = st.builds(
        lambda fixed, some: {**fixed, **some},
        st.fixed_dictionaries(
            {"artist_kind": st.sampled_from(WITHHELD)},
            optional={
                "artist_tax_borne_by": st.just("shop"),
                "artists_per_month": st.integers(1, 30),
                "artist_withholding_rate": amounts(0, 0.3),
                "artist_vat_rate": st.sampled_from([0.01, 0.03]),
            },
        ),
        invoice,
    )
    return st.one_of(invoice, taxed)


def as_the_law_has_it(product: Sections) -> Sections:
    """What goes with the product's way of selling: no special invoice for a true agent, fees before tax."""
    if product.get("vat_base") == "commission" and product.get("artist_invoice") == "special":
        product = {name: value for name, value in product.items() if not name.startswith("artist_in")}
    if product.get("procurement") == "commissioned" and "artist_kind" in product:
        product = {**product, "artist_tax_borne_by": "artist"}
        product.setdefault("artists_per_month", 3)
    return product


@st.composite
def products(draw: st.DrawFn) -> Sections:
    return as_the_law_has_it(
        {
            "name": words("product"),
            "sales_share": draw(amounts(0.1, 1)),
            "artist_share": draw(amounts(0, 0.4)),
            **draw(st.sampled_from([{}, {"agent": True}, {"agent": True, "vat_base": "commission"}])),
            "share_on": draw(st.sampled_from(["discounted", "list_price"])),
            **draw(optionally(return_factor=amounts(0.5, 2), returned_saleable_share=shares)),
            **draw(artists()),
            **draw(supplies()),
        }
    )


@st.composite
def supplies(draw: st.DrawFn) -> Sections:
    """How many pieces there are: without limit, or of a stock that may run out."""
    kind = draw(st.sampled_from(["unlimited", "unlimited", "unique", "edition", "open"]))
    if kind == "unlimited":
        as_rate = st.fixed_dictionaries({"cost_rate": amounts(0, 0.6)})
        return draw(st.one_of(as_rate, st.fixed_dictionaries({"goods_cost": amounts(0, 9_000)})))
    cost = draw(amounts(1, 500))
    start = draw(amounts(0, 200))
    bought = draw(st.booleans())
    marked_up = bought and draw(st.booleans())
    return {
        "supply": kind,
        **({"markup_rate": draw(amounts(0.1, 5))} if marked_up else {"price": draw(amounts(10, 5_000))}),
        **draw(st.fixed_dictionaries({}, optional={"reference_price": amounts(10, 5_000)})),
        "stock_start": start,
        "purchases": draw(amounts(0, 200)),
        "cover_months": draw(st.sampled_from([0, 0.75, 1, 2.5])),
        "minimum_lot": draw(st.sampled_from([0, 1, 12])),
        "lead_time": draw(st.integers(0, 3)),
        "framing_cost": draw(amounts(0, 50)),
        **({"run": draw(amounts(1, 500))} if kind == "edition" else {}),
        **(
            {
                "procurement": "purchased",
                "unit_cost": cost,
                "stock_value_start": round(start * cost, 4),
                "write_down_after": draw(st.integers(0, 3)),
                "write_down_rate": draw(shares),
            }
            if bought
            else {}
        ),
    }
