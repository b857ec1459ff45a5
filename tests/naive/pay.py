"""Pay of a stint: wage, probation, performance pay; and of a person: 13th month, severance, joining."""

from __future__ import annotations

from tests.naive.month import Month, add, per

STANDING = {
    "thirteenth_month_cost_by_stint": "thirteenth_month_cost",
    "severance_by_stint": "severance_pay",
    "joining_cost_by_stint": "joining_cost",
}


def wages(m: Month) -> None:
    """A full month's wage after raises, and what the days in post and probation leave of it."""
    n = m.now
    growth = m.open_each("pay_growth", "person")
    raised = {one: m.of("raise_rate", one) if m.of("raise_due", one) else 0.0 for one in growth}
    m.each("pay_growth_closing", "person", lambda one: growth[one] + raised[one] + growth[one] * raised[one])
    for name in ("monthly_pay_per_head", "paid_share", "earned_pay_per_head"):
        n[name] = {}
    for one in m.members("stint"):
        grown = 1 + n["pay_growth_closing"][m.group("stint", "person", one)]
        wage = m.of("base_pay", one) * grown * m.of("full_time_share", one)
        tried = m.of("days_on_probation", one) * (1 - m.of("probation_pay_share", one))
        paid = per(m.of("days_paid", one) - tried, m.of("pay_days_full"))
        n["monthly_pay_per_head"][one] = wage
        n["paid_share"][one], n["earned_pay_per_head"][one] = paid, wage * paid
    m.each(
        "fixed_pay_per_head",
        "stint",
        lambda one: n["earned_pay_per_head"][one] * (1 - m.of("performance_pay_share", one)),
    )
    m.each(
        "performance_pay_full_per_head",
        "stint",
        lambda one: n["earned_pay_per_head"][one] * m.of("performance_pay_share", one),
    )


def performance(m: Month) -> None:
    """The rate earned, by score or as entered; bonuses above 100 % share what gross profit allows."""
    n = m.now
    for name in ("performance_rate_earned", "bonus_earned", "performance_rate_due"):
        n[name] = {}
    for one in m.members("stint"):
        card, rate = m.group("stint", "scorecard", one), m.of("performance_rate", one)
        if m.of("is_appraised", one):
            rate = n["score_pay_rate"][card] if card else 0.0
        n["performance_rate_earned"][one] = rate
        over = max(rate - 1, 0.0)
        people = n["stint_heads"][one]
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
    paid = m.each("performance_pay_per_head", "stint", lambda one: full[one] * n["performance_rate_due"][one])
    fixed, commission, count = n["fixed_pay_per_head"], n["commission_per_head"], n["stint_heads"]
    days = n["in_post_share"]
    heat = n["high_temperature_pay_per_head"] = dict.fromkeys(m.members("stint"), 0.0)
    for one in m.members("stint"):
        if m.of("high_temperature_due", one):
            heat[one] = m.of("high_temperature_allowance") * days[one]
    m.each("high_temperature_pay", "stint", lambda one: heat[one] * count[one])
    m.each(
        "gross_pay_per_head", "stint", lambda one: add((fixed[one], paid[one], commission[one], heat[one]))
    )
    m.each("fixed_pay", "stint", lambda one: fixed[one] * count[one])
    m.each("performance_pay", "stint", lambda one: paid[one] * count[one])
    m.each("gross_pay", "stint", lambda one: n["gross_pay_per_head"][one] * count[one])
    m.each("flat_burden", "stint", lambda one: n["gross_pay"][one] * m.of("burden_rate"))
    n["flat_burden_total"] = add(n["flat_burden"].values())
    m.sum_by("performance_pay_by_scorecard", "stint", "scorecard", n["performance_pay"])
    m.sum_by("person_gross_pay", "stint", "person", n["gross_pay_per_head"])
    wage, share = n["monthly_pay_per_head"], n["in_post_share"]
    m.each(
        "person_in_post_share",
        "person",
        lambda one: per(m.of("person_days_paid", one), m.of("pay_days_full")),
    )
    bonus = {one: wage[one] * share[one] * m.of("thirteenth_month_share", one) for one in wage}
    m.sum_by("thirteenth_month_base", "stint", "person", bonus)
    held = {one: pay if m.of("in_state_at_cut_off", one) else 0.0 for one, pay in wage.items()}
    m.sum_by("monthly_pay", "stint", "person", held)


def thirteenth_month(m: Month) -> None:
    """Everybody of a person has an account; a payment empties it, and leaving does, paid or lost."""
    n = m.now
    parts = ("earned", "due", "of_former", "of_ending", "of_leavers", "paid", "lost", "closing", "cost")
    parts += ("to_former", "per_head", "per_leaver")
    m.open_each("thirteenth_month", "person", "thirteenth_month_start")
    for part in parts:
        n[f"thirteenth_month_{part}"] = {}
    for one in m.members("person"):
        worked = _thirteenth(m, one, n["thirteenth_month_opening"][one])
        for part, value in zip(parts, worked, strict=True):
            n[f"thirteenth_month_{part}"][one] = value
    accrues = m.of("thirteenth_month_accrues")
    start = add(m.of("thirteenth_month_start", one) for one in m.members("person"))
    n["bonus_accrued_before"] = start if accrues else 0.0
    n["bonus_accrued_opening"] = m.opening("bonus_accrued_closing", first=n["bonus_accrued_before"])
    n["bonus_accrued_closing"] = add(n["thirteenth_month_closing"].values()) if accrues else 0.0
    n["bonus_accrued_movement"] = n["bonus_accrued_closing"] - n["bonus_accrued_opening"]


def _thirteenth(m: Month, one: str, owed: float) -> tuple[float, ...]:
    n, kept = m.now, m.of("thirteenth_month_leaver_share")
    heads, before = n["person_heads"][one], n["person_headcount_opening"][one]
    former = owed * per(n["person_dismissed"][one], before)
    a_head = n["thirteenth_month_base"][one] / 12
    earned, staying = a_head * heads, owed - former
    due = 0.0
    if m.of("thirteenth_month_payment") and m.of("person_present", one):
        due = staying + earned if m.of("thirteenth_month_with_own_month") else staying
    ending = n["person_ending"][one]
    last_days = (staying + earned - due) * per(ending, heads)
    leavers = former + last_days
    paid, lost = due + leavers * kept, leavers * (1 - kept)
    cost = earned - lost if m.of("thirteenth_month_accrues") else paid
    to_former = former * kept if heads > 0 else paid
    closing = staying + earned - due - last_days
    shares = (to_former, per(due, heads), per(last_days * kept, ending))
    return earned, due, former, last_days, leavers, paid, lost, closing, cost, *shares


def joining_and_leaving(m: Month) -> None:
    """What it costs when somebody comes, and when somebody is sent away."""
    n, hires, people = m.now, m.now["person_hires"], m.members("person")
    n["joining_cost"] = dict.fromkeys(people, 0.0)
    n["severance_monthly_pay"], n["severance_per_head"] = {}, {}
    for kind in ("hiring_cost", "equipment_cost", "training_cost"):
        due = m.each(f"{kind}_due", "person", lambda one, kind=kind: m.of(kind, one) * hires[one])
        n["joining_cost"] = {one: n["joining_cost"][one] + due[one] for one in people}
    m.each(
        "severance_pay",
        "person",
        lambda one: n["person_let_go"][one] * _severance(m, one),
    )


def _severance(m: Month, one: str) -> float:
    """One head's: so many monthly pays as entered, or years of average pay; both within the law's limits."""
    n = m.now
    pay, months = n["year_pay_closing"][one], n["year_months_closing"][one]
    before = n["last_year_pay_closing"][one]
    if before > 0 and months < 12:
        pay, months = pay + before * (12 - months), 12.0
    average = pay / months if months else n["monthly_pay"][one]
    years, at_most = m.of("severance_pays", one), m.of("severance_pays_capped", one)
    most = m.of("local_average_wage", one) * m.of("severance_wage_times")
    base = average
    if 0 < most < average:
        years, base = at_most, most
    n["severance_monthly_pay"][one], n["severance_per_head"][one] = average, base * years
    if m.of("severance_by_service", one):
        return base * years
    return m.of("severance_months", one) * n["monthly_pay"][one]


def _benefits(m: Month) -> None:
    """Welfare and union fee, each a share of what is earned and of the 13th month."""
    n = m.now
    gross, bonus = n["gross_pay"], n["thirteenth_month_cost_by_stint"]
    wages = m.each("wages_for_benefits", "stint", lambda one: gross[one] + bonus[one])
    fee = m.each("union_fee", "stint", lambda one: m.of("union_fee_rate") * wages[one])
    welfare = m.each("staff_welfare", "stint", lambda one: m.of("welfare_rate") * wages[one])
    m.each("benefits_cost", "stint", lambda one: fee[one] + welfare[one])


def payroll(m: Month) -> None:
    """Everything the company pays for its people, by stint, post and department."""
    n = m.now
    n["check_payroll_parts"] = n["check_payroll"] = 0.0
    _where_it_stands(m)
    _benefits(m)
    pieces = ("fixed_pay", "performance_pay", "commission_pay", "high_temperature_pay")
    pieces += ("thirteenth_month_cost_by_stint", "severance_by_stint")
    parts = m.each("pay_by_parts", "stint", lambda one: add(n[piece][one] for piece in pieces))
    m.each(
        "payroll_cost",
        "stint",
        lambda one: add(
            [
                parts[one],
                *(
                    n[piece][one]
                    for piece in ("employer_contribution_by_stint", "benefits_cost", "joining_cost_by_stint")
                ),
            ]
        ),
    )
    for name, source in (
        ("gross_pay_by_post", "gross_pay"),
        ("employer_contribution_by_post", "employer_contribution_by_stint"),
        ("payroll_cost_by_post", "payroll_cost"),
    ):
        m.sum_by(name, "stint", "post", n[source])
    m.sum_by("payroll_cost_by_department", "stint", "department", n["payroll_cost"])
    n["gross_pay_total"] = add(n["gross_pay"].values())
    n["payroll_total"] = add(n["payroll_cost"].values())


def _where_it_stands(m: Month) -> None:
    """What is a person's as a whole is a cost of the state on the cut-off day."""
    n = m.now
    for name in (*STANDING, "stint_contribution_by_kind", "employer_contribution_by_stint"):
        n[name] = {}
    for one in m.members("stint"):
        who, bears = m.group("stint", "person", one), m.of("in_state_at_cut_off", one)
        for name, source in STANDING.items():
            n[name][one] = n[source][who] if bears else 0.0
        for kind in m.members("contribution_kind"):
            paid = n["employer_contribution_by_kind"][who, kind] if bears else 0.0
            n["stint_contribution_by_kind"][one, kind] = paid
        whole = n["employer_contribution_total"][who] if bears else 0.0
        n["employer_contribution_by_stint"][one] = whole + n["flat_burden"][one]


def payroll_cash(m: Month) -> None:
    """A part of pay and contributions is paid a month later; a bonus when it falls due."""
    n = m.now
    n["payroll_due"] = n["payroll_total"] - n["bonus_accrued_movement"]
    pay = add(n["gross_pay"].values()) + add(n["thirteenth_month_paid"].values())
    employers = add(n["employer_contribution_by_stint"].values())
    later = pay * m.of("pay_later_share") + employers * m.of("contributions_later_share")
    n["payroll_deferred"] = n["payroll_payable_closing"] = later
    n["payroll_payable_opening"] = m.opening("payroll_payable_closing", first=m.of("payroll_payable_start"))
    n["payroll_paid"] = n["payroll_payable_opening"] + n["payroll_due"] - later
    moved = later - n["payroll_payable_opening"]
    n["payroll_liability_movement"] = moved + n["bonus_accrued_movement"]
