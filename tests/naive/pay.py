"""Pay of a position: wage and raises, probation, performance pay, 13th month, severance, joining."""

from __future__ import annotations

from tests.naive.month import Month, add, per


def wages(m: Month) -> None:
    """A full month's wage after raises, and what the days in post and probation leave of it."""
    n = m.now
    m.open_each("pay_growth", "position")
    for name in ("pay_growth_closing", "monthly_pay_per_head", "paid_share", "earned_pay_per_head"):
        n[name] = {}
    for one in m.members("position"):
        growth, rate = n["pay_growth_opening"][one], m.of("raise_rate", one)
        if m.of("raise_due", one):
            growth = (1 + growth) * (1 + rate) - 1
        wage = m.of("base_pay", one) * (1 + growth) * m.of("full_time_share", one)
        unpaid = per(m.of("days_on_probation", one), m.of("days_full", one))
        unpaid *= 1 - m.of("probation_pay_share", one)
        paid = n["in_post_share"][one] - unpaid
        n["pay_growth_closing"][one], n["monthly_pay_per_head"][one] = growth, wage
        n["paid_share"][one], n["earned_pay_per_head"][one] = paid, wage * paid
    m.each(
        "fixed_pay_per_head",
        "position",
        lambda one: n["earned_pay_per_head"][one] * (1 - m.of("performance_pay_share", one)),
    )
    m.each(
        "performance_pay_full_per_head",
        "position",
        lambda one: n["earned_pay_per_head"][one] * m.of("performance_pay_share", one),
    )


def performance(m: Month) -> None:
    """The rate earned, by score or as entered; bonuses above 100 % share what gross profit allows."""
    n = m.now
    for name in ("performance_rate_earned", "bonus_earned", "performance_rate_due"):
        n[name] = {}
    for one in m.members("position"):
        card, rate = m.group("position", "scorecard", one), m.of("performance_rate", one)
        if m.of("position_appraised", one):
            rate = n["score_pay_rate"][card] if card else 0.0
        n["performance_rate_earned"][one] = rate
        over = max(rate - 1, 0.0)
        people = n["position_heads"][one]
        n["bonus_earned"][one] = n["performance_pay_full_per_head"][one] * people * over
    all_bonuses = n["bonus_earned_total"] = add(n["bonus_earned"].values())
    before = m.opening("gross_profit", first=m.of("gross_profit_before_plan"))
    n["gross_profit_opening"] = before
    limit = n["bonus_limit"] = max(before, 0.0) * m.of("bonus_profit_share")
    part = min(limit / all_bonuses, 1.0) if m.of("bonus_capped") and all_bonuses else 1.0
    n["bonus_paid_share"] = part
    for one, rate in n["performance_rate_earned"].items():
        n["performance_rate_due"][one] = 1 + (rate - 1) * part if rate > 1 else rate


def gross_pay(m: Month) -> None:
    """Fixed, performance and commission: a head's, and all heads'."""
    n, full = m.now, m.now["performance_pay_full_per_head"]
    paid = m.each(
        "performance_pay_per_head", "position", lambda one: full[one] * n["performance_rate_due"][one]
    )
    fixed, commission, count = n["fixed_pay_per_head"], n["commission_per_head"], n["position_heads"]
    days, hot = n["in_post_share"], m.members("position")
    n["high_temperature_pay_per_head"] = {one: 0.0 for one in hot}
    for one in hot:
        if m.of("high_temperature_due", one):
            n["high_temperature_pay_per_head"][one] = m.of("high_temperature_allowance") * days[one]
    heat = n["high_temperature_pay_per_head"]
    m.each("high_temperature_pay", "position", lambda one: heat[one] * count[one])
    m.each(
        "gross_pay_per_head", "position", lambda one: add((fixed[one], paid[one], commission[one], heat[one]))
    )
    m.each("fixed_pay", "position", lambda one: fixed[one] * count[one])
    m.each("performance_pay", "position", lambda one: paid[one] * count[one])
    m.each("gross_pay", "position", lambda one: n["gross_pay_per_head"][one] * count[one])
    m.each("flat_burden", "position", lambda one: n["gross_pay"][one] * m.of("burden_rate"))
    n["flat_burden_total"] = add(n["flat_burden"].values())
    m.sum_by("performance_pay_by_scorecard", "position", "scorecard", n["performance_pay"])


def thirteenth_month(m: Month) -> None:
    """Earned a twelfth a month; paid in its month or, in part, to leavers; the rest of leavers is lost."""
    n = m.now
    parts = ("earned", "due_share", "own_due_share", "paid", "lost", "closing", "cost", "per_head")
    m.open_each("thirteenth_month", "position", "thirteenth_month_start")
    for part in parts:
        n[f"thirteenth_month_{part}"] = {}
    accrues = m.of("thirteenth_month_accrues")
    for one in m.members("position"):
        count = n["position_heads"][one]
        share = m.of("thirteenth_month_share", one) / 12
        earned = n["monthly_pay_per_head"][one] * count * n["in_post_share"][one] * share
        leaves, kept = m.of("position_leaves", one), m.of("thirteenth_month_leaver_share")
        due = kept if leaves else 0.0
        own_due, own_month = due, m.of("thirteenth_month_with_own_month")
        if m.of("thirteenth_month_payment") and n["position_present"][one]:
            due, own_due = 1.0, 1.0 if own_month else own_due
        before = n["thirteenth_month_opening"][one]
        paid, stands = before * due + earned * own_due, before + earned
        lost = before * (1 - due) + earned * (1 - own_due) if leaves else 0.0
        cost = earned - lost if accrues else paid
        worked = (earned, due, own_due, paid, lost, stands - paid - lost, cost, per(paid, count))
        for part, value in zip(parts, worked, strict=True):
            n[f"thirteenth_month_{part}"][one] = value
    start = add(m.of("thirteenth_month_start", one) for one in m.members("position"))
    n["bonus_accrued_before"] = start if accrues else 0.0
    n["bonus_accrued_opening"] = m.opening("bonus_accrued_closing", first=n["bonus_accrued_before"])
    n["bonus_accrued_closing"] = add(n["thirteenth_month_closing"].values()) if accrues else 0.0
    n["bonus_accrued_movement"] = n["bonus_accrued_closing"] - n["bonus_accrued_opening"]


def joining_and_leaving(m: Month) -> None:
    """What it costs when somebody comes, and when somebody is sent away."""
    n, hires = m.now, m.now["position_hires"]
    m.each("hiring_cost_due", "position", lambda one: m.of("hiring_cost", one) * hires[one])
    m.each("equipment_cost_due", "position", lambda one: m.of("equipment_cost", one) * hires[one])
    m.each("training_cost_due", "position", lambda one: m.of("training_cost", one) * hires[one])
    m.each(
        "joining_cost",
        "position",
        lambda one: (
            (m.of("hiring_cost", one) + m.of("equipment_cost", one) + m.of("training_cost", one)) * hires[one]
        ),
    )
    m.each(
        "severance_pay",
        "position",
        lambda one: (
            n["position_let_go"][one] * m.of("severance_months", one) * n["monthly_pay_per_head"][one]
        ),
    )


def benefits(m: Month) -> None:
    """Welfare and union fee, each a share of what is earned and of the 13th month."""
    n = m.now
    gross, bonus = n["gross_pay"], n["thirteenth_month_cost"]
    wages = m.each("wages_for_benefits", "position", lambda one: gross[one] + bonus[one])
    fee = m.each("union_fee", "position", lambda one: m.of("union_fee_rate") * wages[one])
    welfare = m.each("staff_welfare", "position", lambda one: m.of("welfare_rate") * wages[one])
    m.each("benefits_cost", "position", lambda one: fee[one] + welfare[one])


def payroll(m: Month) -> None:
    """Everything the company pays for its people, by position, post and department."""
    n = m.now
    pieces = ["fixed_pay", "performance_pay", "commission_pay", "high_temperature_pay"]
    pieces += ["thirteenth_month_cost", "severance_pay"]
    parts = m.each("pay_by_parts", "position", lambda one: add(n[piece][one] for piece in pieces))
    n["check_payroll_parts"] = n["check_payroll"] = 0.0
    m.each(
        "payroll_cost",
        "position",
        lambda one: add(
            (
                parts[one],
                n["employer_contribution_total"][one],
                n["benefits_cost"][one],
                n["joining_cost"][one],
            )
        ),
    )
    for name, source in (
        ("gross_pay_by_post", "gross_pay"),
        ("employer_contribution_by_post", "employer_contribution_total"),
        ("payroll_cost_by_post", "payroll_cost"),
    ):
        m.sum_by(name, "position", "post", n[source])
    m.sum_by("payroll_cost_by_department", "position", "department", n["payroll_cost"])
    n["gross_pay_total"] = add(n["gross_pay"].values())
    n["payroll_total"] = add(n["payroll_cost"].values())


def payroll_cash(m: Month) -> None:
    """A part of pay and contributions is paid a month later; a bonus when it falls due."""
    n = m.now
    n["payroll_due"] = n["payroll_total"] - n["bonus_accrued_movement"]
    pay = add(n["gross_pay"].values()) + add(n["thirteenth_month_paid"].values())
    employers = add(n["employer_contribution_total"].values())
    later = pay * m.of("pay_later_share") + employers * m.of("contributions_later_share")
    n["payroll_deferred"] = n["payroll_payable_closing"] = later
    n["payroll_payable_opening"] = m.opening("payroll_payable_closing", first=m.of("payroll_payable_start"))
    n["payroll_paid"] = n["payroll_payable_opening"] + n["payroll_due"] - later
    moved = later - n["payroll_payable_opening"]
    n["payroll_liability_movement"] = moved + n["bonus_accrued_movement"]
