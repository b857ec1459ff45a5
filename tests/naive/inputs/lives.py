"""What the rules are given of persons and stints: days in post and on probation, moves, raises, pay."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise

from tests.naive.inputs import people
from tests.naive.inputs.book import Book, Groups, Values, after, day, days_of, length
from tests.naive.inputs.days import days_within, paid_days, pay_period, whole
from tests.naive.inputs.people import Person, Stint, is_full_time, persons, stints
from tests.naive.inputs.schemes import in_force, own

OF_STINT = {
    "full_time_share": 1,
    "base_pay": 0,
    "performance_pay_share": 0,
    "performance_rate": 1,
    "commission_sales_share": 1,
}
OF_PERSON = {
    "contribution_pay": "contribution_pay_entered",
    "hiring_cost": "hiring_cost",
    "equipment_cost": "equipment_cost",
    "training_cost": "training_cost",
    "severance_months": "severance_months",
}
OF_THE_PAST = {  # of those with whom the row begins; nobody who joins later brings any of it
    "thirteenth_month_earned": "thirteenth_month_start",
    "taxable_pay_ytd_start": "taxable_pay_ytd_start",
    "wage_tax_withheld_start": "wage_tax_withheld_start",
    "year_pay_start": "year_pay_start",
    "year_months_start": "year_months_start",
}


def inputs(book: Book) -> Values:
    periods = [pay_period(book, month) for month in book.months]
    result: Values = {
        "days_full": {"": [whole(book, days_of(month)) for month in book.months]},
        "pay_days_full": {"": [whole(book, period) for period in periods]},
    }
    for person in persons(book):
        for name, months in of_person(book, person):
            result.setdefault(name, {})[person.name] = months
    for stint in stints(book):
        for name, months in of_stint(book, stint):
            result.setdefault(name, {})[stint.name] = months
    more = {
        "contribution_due": owed(book),
        "is_employed": employed(book),
        "severance_wage_times": {"": book.same(3)},
    }
    return {**empty(), **result, **moves(book), **more}


def owed(book: Book) -> dict[object, list[float]]:
    """Each scheme of each person, by the state of the cut-off day: as he is employed, unless it is said."""
    result: dict[object, list[float]] = {}
    for scheme, entries in in_force(book).items():
        for person in persons(book):
            result[person.name, scheme] = book.same(0)
        for stint in stints(book):
            row = result[stint.person.name, scheme]
            name, _, city = scheme.partition("@")
            if stint.says.get("city", own(book)) != (city or own(book)):
                continue
            for at, (month, entry) in enumerate(zip(book.months, entries, strict=True)):
                covers = entry.get("covers", ["full_time"]) if entry else []
                usual = stint.says.get("employment", "full_time") in covers
                if stint.first <= cut_off(book, month) <= stint.last:
                    row[at] = float(stint.says.get("insured", {}).get(name, usual))
    return result


def employed(book: Book) -> dict[object, list[float]]:
    """Months with a day on which a person is there and not under a service contract."""
    result: dict[object, list[float]] = {each.name: book.same(0) for each in persons(book)}
    for stint in stints(book):
        for at, month in enumerate(book.months):
            there = any(stint.first <= each <= stint.last for each in days_of(month))
            if there and stint.says.get("employment") != "service":
                result[stint.person.name][at] = 1.0
    return result


def empty() -> Values:
    """Names that nobody fills where nobody is."""
    months = Book({"plan": {"start": "2027-01", "months": 1}}, {})
    someone = Person("", "", {}, date.min, date.max, True)
    of_both = [*of_person(months, someone), *of_stint(months, Stint("", someone, {}, date.min, date.max))]
    return {name: {} for name, _ in of_both}


def of_person(book: Book, who: Person) -> Iterator[tuple[str, list[float]]]:
    there = [days_there(who, month) for month in book.months]
    day_before = book.months[0] - timedelta(days=1)
    firm = book.all("pay")
    begun = max(book.months[0], who.first.replace(day=1))
    raised = [month.month == firm.get("raise_month", 1) and month > begun for month in book.months]
    yield "person_at_start", book.same(who.first <= day_before and who.last > day_before)
    yield "person_days_paid", [paid_days(book, who, who.first, who.last, month) for month in book.months]
    yield "person_present", book.when([bool(days) for days in there])
    yield "person_leaves", book.when([who.last in days for days in there])
    yield "has_joined", book.when([who.first < month for month in book.months])
    yield "raise_due", book.when(raised)
    yield "raise_rate", book.numbers(who.says.get("raise_rate", firm.get("raise_rate")))
    own = who.says.get("special_deductions", firm.get("special_deductions"))
    yield "special_deductions", book.numbers(own)
    yield from of_leaving(book, who)
    for parameter, name in OF_PERSON.items():
        yield name, book.numbers(who.says.get(parameter))
    for parameter, name in OF_THE_PAST.items():
        yield name, book.numbers(who.says.get(parameter) if who.early else None)


def of_leaving(book: Book, who: Person) -> Iterator[tuple[str, list[float]]]:
    """What somebody let go in each month is owed: a pay a year, and for what is left over, half or one."""
    firm = book.all("pay")
    wanted = who.says.get("severance", firm.get("severance", "entered")) == "by_service"
    pays = [years_owed(book, who, month) if wanted else 0.0 for month in book.months]
    yield "severance_by_service", book.same(wanted)
    yield "severance_pays", pays
    yield "severance_pays_capped", [min(each, 12.0) for each in pays]
    yield "local_average_wage", book.numbers(who.says.get("average_wage", firm.get("average_wage")))


def years_owed(book: Book, who: Person, month: date) -> float:
    """Anniversary by anniversary, to the last day: the month's, or where work decides, the day before it."""
    last = month - timedelta(days=1) if "sized_by" in who.says else days_of(month)[-1]
    if who.last < month or who.last in days_of(month):
        last = who.last
    since = who.first
    if who.early and "service_since" in who.says:
        since = day(who.says["service_since"])
    if since == date.min or last < max(who.first, since):
        return 0.0
    state = next(each for each in people.of_person(book, who) if each.first <= last <= each.last)
    if not is_full_time(state.says):
        return 0.0
    years, over = 0, last + timedelta(days=1)
    while later(since, 12 * (years + 1)) <= over:
        years += 1
    if later(since, 12 * years + 6) <= over:
        return years + 1.0
    return years + (0.5 if later(since, 12 * years) < over else 0.0)


def of_stint(book: Book, stint: Stint) -> Iterator[tuple[str, list[float]]]:
    who, firm = stint.person, book.all("pay")
    for parameter, otherwise in OF_STINT.items():
        yield parameter, book.numbers(stint.says.get(parameter), otherwise)
    share = who.says.get("probation_pay_share", firm.get("probation_pay_share"))
    yield "probation_pay_share", book.numbers(share, 1)
    firms = firm.get("thirteenth_month_share") if is_full_time(stint.says) else None
    of_service = stint.says.get("employment") == "service"
    bonus = None if of_service else who.says.get("thirteenth_month_share", firms)
    yield "thirteenth_month_share", book.numbers(bonus)
    yield "is_service", book.same(of_service)
    yield "high_temperature_due", hot(book, stint.says.get("post", ""))
    own = (stint.first, stint.last)
    yield "days_in_post", [days_within(book, days_of(month), who, *own) for month in book.months]
    yield "days_paid", [paid_days(book, who, *own, month) for month in book.months]
    tried = (stint.first, min(stint.last, probation_ends(book, stint)))
    yield "days_on_probation", [paid_days(book, who, *tried, month) for month in book.months]
    for name, which in (
        ("first", lambda month: month),
        ("last", lambda month: days_of(month)[-1]),
        ("cut_off", lambda month: cut_off(book, month)),
    ):
        held = [stint.first <= nearest(who, which(month)) <= stint.last for month in book.months]
        yield f"in_state_at_{name}", book.when(held)
    yield "stands_for_row", book.same(who.name == who.row)


def probation_ends(book: Book, stint: Stint) -> date:
    """The last day of probation; the day before the first where there is none."""
    who = stint.person
    firms = book.all("pay").get("probation_months", 0) if is_full_time(stint.says) else 0
    months = who.says.get("probation_months", firms)
    passed = later(who.first, months) if "start" in who.says or not who.early else who.first
    if not months or passed == date.min:
        return date.min
    return passed - timedelta(days=1)


def days_there(who: Person, month: date) -> list[date]:
    return [each for each in days_of(month) if who.first <= each <= who.last]


def nearest(who: Person, wanted: date) -> date:
    """The day, or the one nearest to it that the person is in post."""
    if wanted < who.first:
        return who.first
    return min(wanted, who.last)


def cut_off(book: Book, month: date) -> date:
    wanted = book.all("contributions").get("cut_off_day", 15)
    return month.replace(day=min(wanted, length(month)))


def hot(book: Book, post: str) -> list[float]:
    """The months of the allowance, to the posts that work in the heat; to all where none is named."""
    firm = book.all("pay")
    posts, months = firm.get("high_temperature_posts", []), firm.get("high_temperature_months", [6, 7, 8, 9])
    named = not posts or post in posts
    return book.when([named and month.month in months for month in book.months])


def later(first: date, months: int) -> date:
    """The same day so many months later; the first of the next month where there is no such day."""
    target = after(first.replace(day=1), months)
    return target + timedelta(days=min(first.day - 1, length(target)))


def moves(book: Book) -> Values:
    """Where a person's next state is in another post or department, in the month in which it begins."""
    posts, everybody = book.all("posts"), stints(book)
    places = {
        ("moves_in", "moves_out"): lambda stint: stint.says["post"],
        ("moves_into_department", "moves_out_of_department"): lambda stint: posts[stint.says["post"]][
            "department"
        ],
    }
    names = [*(name for pair in places for name in pair), "next_state_at_first"]
    result: Values = {name: {each.name: book.same(0) for each in everybody} for name in names}
    for former, following in pairwise(everybody):
        if former.person == following.person:
            at_first = [
                following.first <= nearest(former.person, month) <= following.last for month in book.months
            ]
            result["next_state_at_first"][former.name] = book.when(at_first)
    for (into, out_of), place in places.items():
        for former, following in pairwise(everybody):
            if former.person == following.person and place(former) != place(following):
                when = book.when([following.first in days_of(month) for month in book.months])
                result[into][following.name] = result[out_of][former.name] = when
    return result


def groups(book: Book) -> Groups:
    posts, people, everybody = book.all("posts"), persons(book), stints(book)
    follows = {a.name: b.name if b.row == a.row else None for a, b in pairwise(people)}
    return {
        ("stint", "person"): {each.name: each.person.name for each in everybody},
        ("stint", "position"): {each.name: each.person.row for each in everybody},
        ("stint", "post"): {each.name: each.says["post"] for each in everybody},
        ("stint", "department"): {each.name: posts[each.says["post"]]["department"] for each in everybody},
        ("person", "position"): {each.name: each.row for each in people},
        ("person", "next_person"): {each.name: follows.get(each.name) for each in people},
        ("next_person", "person"): {each.name: each.name for each in people},
    }
