"""What hangs on the months alone: days, beginnings of years, ages; and ones that carry a unit."""

from __future__ import annotations

from tests.naive.inputs.book import AGES, Book, Groups, Values, taxed_in


def inputs(book: Book) -> Values:
    fiscal = book.plan.get("first_fiscal_month", 1)
    count = len(book.months)
    company = {
        "days_in_month": [float(book.counted_days(month)) for month in book.months],
        "year_begins": book.when([month.month == fiscal for month in book.months]),
        "year_turns": book.when([month.month == fiscal and n > 0 for n, month in enumerate(book.months)]),
        "year_ends": book.when([month.month == (fiscal + 10) % 12 + 1 for month in book.months]),
        "plan_begins": book.when([n == 0 for n in range(count)]),
        "month_number": [float(n) for n in range(1, count + 1)],
        "tax_payment_month": book.when([month.month % 3 == 1 for month in book.months]),
        "january": book.when([month.month == 1 for month in book.months]),
        "tax_year_begins": book.when([taxed_in(book, month).month == 1 for month in book.months]),
        "tax_year_ends": book.when([taxed_in(book, month).month == 12 for month in book.months]),
        "impressions_per_thousand": book.same(1000),
        "seat_dust": book.same(1e-9),
    }
    for one in ("most_clicks", "most_visits", "most_orders", "most_enquiries", "customers_per_order"):
        company[one] = book.same(1)
    for one in ("a_person", "a_piece", "an_item"):
        company[one] = book.same(1)
    return {
        **{name: {"": months} for name, months in company.items()},
        "age_is_new": {age: book.same(age == "0") for age in AGES},
        "age_months": {age: book.same(int(age)) for age in AGES},
    }


def groups(book: Book) -> Groups:
    return {
        ("month", "base_month"): {month.isoformat()[:7]: f"{month.month:02d}" for month in book.months},
        ("festival_month", "base_month"): {"01": "01", "02": "02"},
    }
