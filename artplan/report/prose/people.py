"""Paragraphs on the organisation and its cost."""

from __future__ import annotations

from collections import Counter

from artplan.plan.people import for_a_time
from artplan.report.prose.telling import Teller, times
from artplan.report.tables.organisation import people_label, sentences_of_hands, sentences_of_moves
from artplan.report.tables.people_of_month import hands_for_a_time
from artplan.report.tables.post_costs import PAY_LINES, role_cost_parts, uncovered_departments
from artplan.report.words.format import DUST_OF_HEADS, heads, number, percent
from artplan.texts.catalogue import text

FEW = 4


def people(t: Teller) -> list[str]:
    """People in post at the start and at the end, hires, leavers, moves, hands for a time, vacancies."""
    if not t.result.members["post"]:
        return [t.say("people.none")]
    counts, planned = t.result.by_month("headcount_total"), t.result.by_month("headcount_planned_total")
    gone = t.result.by_month("expected_attrition_total")
    first = t.say(
        "people.path",
        start=people_label(float(counts[0]), t.lang, float(gone[0])),
        month=t.month(t.result.months[0]),
        end=people_label(float(counts[-1]), t.lang, float(gone[-1])),
        last=t.month(t.result.months[-1]),
        planned=people_label(float(planned[-1]), t.lang),
    )
    return [t.join((first, *_moves(t))), *filter(None, (_changes(t),)), _vacancies(t)]


def _moves(t: Teller) -> list[str]:
    """Hires and leavers by month, but for hands for a time; then the attrition expected beside them."""
    sentences = []
    brief = list(for_a_time(t.result.plan.sections))
    rows = {
        "hires": t.result.frame("position_joiners"),
        "leavers": t.result.frame("position_ending")
        + t.result.frame("position_headcount_opening") * t.result.frame("position_gone_share"),
    }
    for kind, frame in rows.items():
        moves = frame.drop(index=brief).sum()
        moves = moves[moves > DUST_OF_HEADS]
        if not len(moves):
            sentences.append(t.say(f"people.no_{kind}"))
            continue
        each = [
            t.say("people.in_month", month=t.month(str(month)), count=people_label(float(count), t.lang))
            for month, count in moves.items()
        ]
        if len(each) == 1:
            sentences.append(t.say(f"people.{kind}_once", move=each[0]))
            continue
        named = t.listed(each[:FEW]) + (t.say("people.and_more") if len(each) > FEW else "")
        total = people_label(float(moves.sum()), t.lang)
        sentences.append(t.say(f"people.{kind}", count=total, months=named))
    quits = float(t.result.frame("position_quits").to_numpy().sum())
    if quits > DUST_OF_HEADS:
        sentences.append(t.say("people.attrition", count=people_label(quits, t.lang)))
    return sentences


def _changes(t: Teller) -> str:
    """Who changes posts, and who is there for a time only."""
    between = text("list.semicolon", t.lang)
    moved = sentences_of_moves(t.result, t.lang)
    hands = sentences_of_hands(t.result, hands_for_a_time(t.result), t.lang)
    more = t.say("people.and_more") if len(moved) > FEW else ""
    return t.join(
        (
            t.say("people.moves", moves=between.join(moved[:FEW]) + more) if moved else "",
            t.say("people.for_a_time", hands=between.join(hands)) if hands else "",
        )
    )


def _vacancies(t: Teller) -> str:
    vacant = t.result.frame("headcount_vacancy").iloc[:, -1]
    open_ = [
        t.member("post", post)
        if count == 1
        else t.say("people.seats", post=t.member("post", post), count=heads(float(count)))
        for post, count in vacant[vacant > DUST_OF_HEADS].items()
    ]
    return t.say("people.vacant", posts=t.listed(open_)) if open_ else t.say("people.filled")


def processes(t: Teller) -> list[str]:
    """How many orders the processes handle, and how many of them are returned."""
    if not t.result.plan.sections.processes:
        return [t.say("processes.none")]
    paid, returned = (
        float(t.result.total(line).sum()) for line in ("orders_paid_total", "orders_returned_total")
    )
    share = percent(returned / paid if paid else 0.0)
    return [t.say("processes.orders", paid=number(paid), returned=number(returned), rate=share)]


def structure(t: Teller) -> list[str]:
    """Spans of control, departments without a post, and superiors that are only an assumption."""
    posts = t.result.plan.sections.posts
    if not posts:
        return [t.say("people.none")]
    first = t.say(
        "structure.size",
        departments=t.counted("department", len(t.result.members["department"])),
        posts=t.counted("post", len(posts)),
    )
    led = Counter(post.reports_to for post in posts.values() if post.reports_to)
    widest = t.say("structure.flat")
    if led:
        superior, count = led.most_common(1)[0]
        widest = t.say(
            "structure.span", name=t.inside(t.member("post", superior)), count=t.counted("post", count)
        )
    free = [t.member("department", each) for each in uncovered_departments(t.result)]
    uncovered = t.say("structure.uncovered", names=t.listed(free)) if free else t.say("structure.covered")
    assumed = [
        t.inside(t.member("post", name)) for name, post in posts.items() if post.reports_to_placeholder
    ]
    guess = t.say("structure.assumed", names=t.listed(assumed)) if assumed else ""
    return [t.join((first, widest)), t.join((uncovered, guess))]


def payroll(t: Teller) -> list[str]:
    """Payroll cost, its share of sales, and the department and the post that cost most."""
    cost, sales = t.sum("payroll_total"), t.sum("gross_sales_total")
    if not cost:
        return [t.say("payroll.none")]
    first = t.say("payroll.total", cost=t.money(cost), month=t.money(cost / len(t.result.months)))
    share = t.say("payroll.share", share=times(cost / sales)) if sales else ""
    departments = t.result.frame("payroll_cost_by_department").sum(axis=1)
    posts = t.result.frame("payroll_cost_by_post").sum(axis=1)
    most = t.say(
        "payroll.most",
        department=t.member("department", departments.idxmax()),
        share=times(float(departments.max()) / cost),
        post=t.inside(t.member("post", posts.idxmax())),
        amount=t.money(float(posts.max())),
    )
    return [t.join((first, share, most))]


def social_insurance(t: Teller) -> list[str]:
    """The employer's contributions on top of pay, and the part of pay that depends on performance."""
    parts = role_cost_parts(t.result).sum()
    pay = float(parts[list(PAY_LINES)].sum())
    if not pay:
        return [t.say("payroll.none")]
    social, fund = (
        float(parts[["social_insurance", "levy", "flat_burden"]].sum()),
        float(parts["housing_fund"]),
    )
    if social + fund:
        first = t.say(
            "social_insurance.on_top",
            pay=t.money(pay),
            social=t.money(social),
            fund=t.money(fund),
            extra=f"{100 * (social + fund) / pay:.0f}",
        )
    else:
        first = t.say("social_insurance.none", pay=t.money(pay))
    moved = float(parts["performance_pay"])
    performance = (
        t.say("social_insurance.performance", amount=t.money(moved), share=times(moved / pay))
        if moved
        else ""
    )
    sold = float(parts["commission"])
    commission = t.say("social_insurance.commission", amount=t.money(sold)) if sold else ""
    hired = float(parts["joining_cost"])
    hiring = t.say("social_insurance.hiring", amount=t.money(hired)) if hired else ""
    return [t.join((first, performance, commission, hiring))]
