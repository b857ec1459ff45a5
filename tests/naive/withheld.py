"""Contributions and wage tax, to the cent in Decimal, and what arrives in the employee's account."""

from __future__ import annotations

from tests.naive.month import HALF_UP, UP, Month, add, exact, per, through_tiers, to_steps


def declared_pay(m: Month) -> None:
    """The pay that contributions fall on: entered or agreed, the month's own, or last year's average."""
    n = m.now
    for name in ("year_pay", "year_months", "last_year_pay", "contribution_pay_kept"):
        n[f"{name}_opening"], n[f"{name}_closing"] = {}, {}
    names = ("agreed", "current", "average", "before")
    for name in (*[f"contribution_pay_{each}" for each in names], "first_full_pay", "contribution_pay"):
        n[name] = {}
    for one in m.members("person"):
        full, entered = n["monthly_pay"][one], m.of("contribution_pay_entered", one)
        whole_month = n["person_in_post_share"][one] >= 1
        agreed = entered if entered > 0 else full
        current = n["person_gross_pay"][one] if whole_month else full
        n["contribution_pay_agreed"][one], n["contribution_pay_current"][one] = agreed, current
        last_year = _last_year(m, one)
        for scheme in m.members("scheme"):
            n["contribution_pay_before"][one, scheme] = entered
            kept = _pay_kept(m, one, scheme, whole_month, last_year)
            average = n["contribution_pay_average"][one, scheme] = kept if kept > 0 else full
            ways = {"base_is_entered": agreed, "base_is_current": current, "base_is_average": average}
            n["contribution_pay"][one, scheme] = add(pay for way, pay in ways.items() if m.of(way))


def _pay_kept(m: Month, one: str, scheme: str, whole_month: bool, last_year: float) -> float:
    """The pay fixed for a year: the first full month's, then the average of the year that has ended."""
    n = m.now
    entered = n["contribution_pay_before"][one, scheme]
    kept_before = m.opening("contribution_pay_kept_closing", (one, scheme), entered)
    first = n["person_gross_pay"][one] if kept_before <= 0 and whole_month else 0.0
    kept = kept_before + first
    if m.of("contribution_reset", scheme) and last_year > 0:
        kept = last_year
    n["contribution_pay_kept_opening"][one, scheme] = kept_before
    n["first_full_pay"][one, scheme] = first
    n["contribution_pay_kept_closing"][one, scheme] = kept
    return kept


def _last_year(m: Month, one: str) -> float:
    """Pay and months of the calendar year so far, and the average of the year before."""
    n, january = m.now, bool(m.of("january"))
    starts = {"year_pay": m.of("year_pay_start", one), "year_months": m.of("year_months_start", one)}
    starts["last_year_pay"] = 0.0
    opens = {name: m.opening(f"{name}_closing", one, first) for name, first in starts.items()}
    own = n["person_gross_pay"][one] + n["thirteenth_month_per_head"][one]
    last_year = per(opens["year_pay"], opens["year_months"]) if january else opens["last_year_pay"]
    for name, value in opens.items():
        n[f"{name}_opening"][one] = value
    n["year_pay_closing"][one] = own + (0.0 if january else opens["year_pay"])
    n["year_months_closing"][one] = n["person_in_post_share"][one] + (
        0.0 if january else opens["year_months"]
    )
    n["last_year_pay_closing"][one] = last_year
    return last_year


def average_staff(m: Month) -> float:
    """Of the calendar year before; of this one so far, where that is not known."""
    n = m.now
    heads, months = m.opening("staff_months_closing"), m.opening("staff_counted_closing")
    before = m.opening("last_year_staff_closing", first=m.of("staff_last_year"))
    n["staff_months_opening"], n["staff_counted_opening"] = heads, months
    n["last_year_staff_opening"] = before
    if m.of("january"):
        before = heads / months if months else before
        heads = months = 0.0
    there = add(n["person_heads"][one] for one in m.members("person") if m.of("person_present", one))
    n["staff_of_month"] = there
    n["staff_months_closing"], n["staff_counted_closing"] = heads + there, months + 1
    n["last_year_staff_closing"] = before
    n["levy_staff"] = before if before > 0 else n["staff_months_closing"] / n["staff_counted_closing"]
    return float(n["levy_staff"])


def contributions(m: Month) -> None:
    """Scheme by scheme: the base between floor and cap, times the rate, to the scheme's step, times heads."""
    n, staff = m.now, average_staff(m)
    spared_up_to = m.of("levy_spared_up_to")
    m.each("scheme_charged", "scheme", lambda one: 1.0)
    for scheme in m.members("scheme"):
        if m.of("scheme_is_levy", scheme) and spared_up_to > 0 and staff <= spared_up_to:
            n["scheme_charged"][scheme] = 0.0
    n["contribution_base"] = {}
    for side in ("employer", "employee"):
        for name in ("contribution_unrounded", "contribution_per_head", "contribution"):
            n[f"{side}_{name}"] = {}
    for one in m.members("person"):
        for scheme in m.members("scheme"):
            pay = max(n["contribution_pay"][one, scheme], m.of("scheme_floor", scheme))
            base = n["contribution_base"][one, scheme] = min(pay, m.of("scheme_cap", scheme))
            for side in ("employer", "employee"):
                _contribution(m, side, one, scheme, base)
    _contribution_sums(m)


def _contribution(m: Month, side: str, one: str, scheme: str, base: float) -> None:
    rate, fixed = m.of(f"scheme_{side}_rate", scheme), m.of(f"scheme_{side}_fixed", scheme)
    amount = exact(base * rate + fixed)  # the base may be an average, a third of a cent among it
    way, step = UP if m.of("scheme_rounds_up", scheme) else HALF_UP, m.of("scheme_rounding_step", scheme)
    billed = to_steps(amount, step, way)
    if not (m.of("contribution_due", (one, scheme)) and m.now["scheme_charged"][scheme]):
        billed = 0.0
    m.now[f"{side}_contribution_unrounded"][one, scheme] = float(amount)
    m.now[f"{side}_contribution_per_head"][one, scheme] = billed
    m.now[f"{side}_contribution"][one, scheme] = billed * m.now["person_heads"][one]


def _contribution_sums(m: Month) -> None:
    n, schemes = m.now, m.members("scheme")
    employer, employee = n["employer_contribution"], n["employee_contribution"]
    m.each("employee_contribution_total", "person", lambda one: add(employee[one, s] for s in schemes))
    n["employer_contribution_by_kind"] = {
        (one, kind): add(employer[one, s] for s in m.within("scheme", "contribution_kind", kind))
        for one in m.members("person")
        for kind in m.members("contribution_kind")
    }
    for side, each in (("employer", employer), ("employee", employee)):
        n[f"{side}_contribution_by_scheme"] = {
            s: add(each[one, s] for one in m.members("person")) for s in schemes
        }
    m.each(
        "contributions_by_scheme",
        "scheme",
        lambda s: add(each[one, s] for each in (employer, employee) for one in m.members("person")),
    )
    m.each(
        "employer_contribution_total",
        "person",
        lambda one: add(employer[one, s] for s in schemes),
    )
    m.each(
        "employee_contribution_per_head_total",
        "person",
        lambda one: add(n["employee_contribution_per_head"][one, s] for s in schemes),
    )


TAXED = (
    "service_pay_per_head",
    "service_pay_taxable",
    "service_tax_unrounded",
    "service_tax_per_head",
    "wage_tax_free",
    "taxable_pay_before_bonus",
    "taxable_pay_expected",
    "year_tax_expected",
    "bonus_tax_merged",
    "bonus_is_apart",
    "bonus_tax_per_head",
    "taxable_pay_ytd_closing",
    "wage_tax_unrounded",
    "wage_tax_ytd",
    "wage_tax_per_head",
    "wage_tax_withheld_closing",
    "income_tax_per_head",
    "net_pay_per_head",
    "leaver_tax_unrounded",
    "leaver_bonus_tax_merged",
    "wage_tax_per_leaver",
    "net_pay_of_leavers",
    "wage_tax_withheld",
    "net_pay",
    "check_take_home",
    "alert_net_pay",
)
YEARS_BONUS = ("bonus_year", "bonus_merged_year", "bonus_alone_year")


def wage_tax(m: Month) -> None:
    """Tax on the calendar year's pay so far, less what has been withheld; never given back."""
    n = m.now
    m.open_each("taxable_pay_ytd", "person", "taxable_pay_ytd_start")
    m.open_each("wage_tax_withheld", "person", "wage_tax_withheld_start")
    for name in TAXED:
        n[name] = {}
    _apart(m, n["thirteenth_month_per_head"], "bonus_tax")
    _apart(m, n["thirteenth_month_per_leaver"], "leaver_bonus_tax")
    for one in m.members("person"):
        service = _of_service(m, one)
        for name, value in zip(TAXED, (*service, *_taxed(m, one, service[0], service[-1])), strict=True):
            n[name][one] = value
    _both_ways(m)
    n["wage_tax_total"] = add(n["wage_tax_withheld"].values())
    n["net_pay_total"] = add(n["net_pay"].values())


def _of_service(m: Month, one: str) -> tuple[float, float, float, float]:
    """A payment under a service contract: 800 of a small one is free, a fifth of any other."""
    stints = [each for each in m.within("stint", "person", one) if m.of("is_service", each)]
    pay = add(m.now["gross_pay_per_head"][each] for each in stints)
    amount, share = m.of("service_pay_free_amount"), m.of("service_pay_free_share")
    taxable = pay - pay * share if pay > m.of("service_pay_small") else max(pay - amount, 0.0)
    tax = _through(m, "service_tax", taxable)
    return pay, taxable, tax, to_steps(tax, m.of("wage_tax_step"))


def _taxed(m: Month, one: str, service: float, service_tax: float) -> tuple[float, ...]:
    """A head's tax and net pay; a leaver's last bonus is taxed on top; then all heads and leavers."""
    n, new_year, step = m.now, bool(m.of("tax_year_begins")), m.of("wage_tax_step")
    own = n["employee_contribution_per_head_total"][one]
    allowance = m.of("wage_tax_allowance") + m.of("special_deductions", one)
    free = own + (allowance if m.of("is_employed", one) else 0.0)
    due, pay = n["thirteenth_month_per_head"][one], n["person_gross_pay"][one]
    before = pay - service - free + (0.0 if new_year else n["taxable_pay_ytd_opening"][one])
    expected, usual, merged, apart = _way(m, one, before, pay - service - free)
    alone = n["bonus_tax_alone"][one] if apart else 0.0
    year = before + (0.0 if apart else due)
    held = 0.0 if new_year else n["wage_tax_withheld_opening"][one]
    raw, year_tax = _of_year(m, year), to_steps(_of_year(m, year), step)
    tax = max(year_tax - held, 0.0)
    bonus, leavers = n["thirteenth_month_per_leaver"][one], n["person_ending"][one]
    with_bonus = _of_year(m, year + bonus)
    ways = [max(to_steps(with_bonus, step) - held - tax, 0.0), n["leaver_bonus_tax_alone"][one]]
    more = min(ways) if m.of("bonus_better", one) else ways[1] if m.of("bonus_apart", one) else ways[0]
    left = (bonus - more) * leavers + n["thirteenth_month_to_former"][one]
    all_tax = tax + alone + service_tax
    net, count = pay + due - own - all_tax, n["person_heads"][one]
    short = max(-net, 0.0) if count > 0 else 0.0
    way = (free, before, expected, usual, merged, apart, alone)
    head = (*way, year, raw, year_tax, tax, held + tax, all_tax, net, with_bonus, ways[0], more, left)
    return (*head, all_tax * count + more * leavers, net * count + left, 0.0, short)


def _way(m: Month, one: str, before: float, month: float) -> tuple[float, float, float, float]:
    """The year as it looks now, its tax, what the bonus would add, and whether it is taxed apart."""
    bonus = m.now["thirteenth_month_per_head"][one]
    expected = max(before + month * m.of("wage_months_left", one), 0.0)
    usual = _of_year(m, expected)
    merged = _of_year(m, expected + bonus) - usual
    if m.of("bonus_better", one):
        return expected, usual, merged, float(m.now["bonus_tax_alone"][one] < merged)
    return expected, usual, merged, m.of("bonus_apart", one)


def _both_ways(m: Month) -> None:
    """What the year's bonus costs merged and apart, and in December what the wrong choice has cost."""
    n = m.now
    for name in YEARS_BONUS:
        m.open_each(name, "person")
        n[f"{name}_closing"] = {}
    for name in ("year_tax_merged", "year_tax_apart", "alert_bonus_tax"):
        n[name] = {}
    for one in m.members("person"):
        due = n["thirteenth_month_per_head"][one]
        new = (due, 0.0 if n["bonus_is_apart"][one] else due, n["bonus_tax_alone"][one])
        before = [0.0 if m.of("tax_year_begins") else n[f"{name}_opening"][one] for name in YEARS_BONUS]
        bonus, merged, alone = (a + b for a, b in zip(before, new, strict=True))
        for name, value in zip(YEARS_BONUS, (bonus, merged, alone), strict=True):
            n[f"{name}_closing"][one] = value
        wages = n["taxable_pay_ytd_closing"][one] - merged
        taxes = _of_year(m, wages + bonus), _of_year(m, wages) + alone
        n["year_tax_merged"][one], n["year_tax_apart"][one] = taxes
        paid, other = taxes if merged > 0 else taxes[::-1]
        judged = m.of("tax_year_ends") and m.of("bonus_better", one)
        n["alert_bonus_tax"][one] = max(paid - other, 0.0) if judged else 0.0


def _apart(m: Month, bonuses: dict[str, float], name: str) -> None:
    """A bonus by the table of a month's pay, in which a twelfth of it is looked up."""
    n = m.now
    n[f"{name}_in_tier"], n[f"{name}_alone"] = {}, {}
    for one, bonus in bonuses.items():
        rate = deduction = 0.0
        for tier in m.members("wage_tax_tier"):
            low, high = m.of("wage_tax_floor", tier) / 12, m.of("wage_tax_ceiling", tier) / 12
            n[f"{name}_in_tier"][one, tier] = 0.0
            if low < round(bonus, 2) / 12 <= high:
                rate, deduction = m.of("wage_tax_rate", tier), m.of("bonus_quick_deduction", tier)
                n[f"{name}_in_tier"][one, tier] = bonus * rate - deduction
        # a bonus may be a third of a cent: exact is what the product is, not its factors
        n[f"{name}_alone"][one] = to_steps(exact(bonus * rate - deduction), m.of("wage_tax_step"))


def _of_year(m: Month, taxable: float) -> float:
    """Through the tiers; nothing on less than nothing."""
    return _through(m, "wage_tax", max(taxable, 0.0))


def _through(m: Month, tax: str, taxable: float) -> float:
    tiers = [
        (m.of(f"{tax}_floor", tier), m.of(f"{tax}_ceiling", tier), m.of(f"{tax}_rate", tier))
        for tier in m.members(f"{tax}_tier")
    ]
    return through_tiers(taxable, tiers)
