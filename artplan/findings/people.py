"""Work that nobody has time for, and seats that nobody fills."""

from __future__ import annotations

from collections.abc import Iterator

from artplan.findings.answer import Finding
from artplan.findings.subject import Subject
from artplan.plan.written.faults import PlanFault

# The backlog beyond capacity, the part of it that is lost, and the work that a head of a post can do.
WORK = {
    "enquiries_overload": ("alert_enquiries", "capacity.enquiries_lost_share", "enquiries_per_person"),
    "parcels_overload": ("alert_parcels", "capacity.parcels_lost_share", "parcels_per_person"),
}


def overloads(subject: Subject) -> Iterator[Finding]:
    """Work above capacity: the profit of the orders that it costs, and what one more head would change."""
    for kind, (line, lost_share, work) in WORK.items():
        months = subject.months_above(line, above=0.5)
        if not months:
            continue
        lost = subject.changed({lost_share: 0.0})
        post, pay = _post_for(subject, work)
        amounts = _hire(subject, post, pay, months[0]) if post else {}
        yield Finding(
            kind, lost, "profit", "positions" if post else lost_share, "02_organisation",
            "post" if post else "", post, months, amounts,
        )  # fmt: skip


def _post_for(subject: Subject, work: str) -> tuple[str, float]:
    """The cheapest post that does the work, and what a head of it is paid; "" where nobody does."""
    sections = subject.plan.plan.sections
    able = subject.by_member(work)
    paid = {
        seat.post: float(seat.base_pay.values[0])
        for seat in sections.positions.values()
        if seat.base_pay is not None and able.get(seat.post, 0) > 0
    }
    return min(((post, pay) for post, pay in paid.items()), key=lambda each: each[1], default=("", 0.0))


def _hire(subject: Subject, post: str, pay: float, month: str) -> dict[str, float]:
    """What one more head from that month on costs, and what the orders bring that he or she saves."""
    settings = {"positions.one_more": {"post": post, "base_pay": pay, "start": f"{month}-01"}}
    try:
        profit, cost = subject.changed(settings), subject.changed(settings, "payroll_total")
    except PlanFault:  # a seat that this plan cannot have
        return {}
    return {"cost": cost, "saves": profit + cost}


def empty_seats(subject: Subject) -> Iterator[Finding]:
    """Posts with planned heads that nobody fills: their pay is not in the plan's profit."""
    result = subject.result
    vacancies, heads = result.array("headcount_vacancy")[..., 0], result.array("headcount_closing")[..., 0]
    paid = result.array("payroll_cost_by_post")[..., 0]
    average = paid.sum() / (heads.sum() or 1)
    for place, post in enumerate(result.members["post"]):
        a_month = paid[place].sum() / heads[place].sum() if heads[place].sum() else average
        yield Finding(
            "empty_seat", float(vacancies[place].sum() * a_month), "profit", f"posts.{post}",
            "02_organisation", "post", post, subject.months_above("headcount_vacancy", post),
        )  # fmt: skip
