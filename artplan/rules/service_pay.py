"""Pay under a service contract (劳务报酬): tax is withheld month by month, by a table of its own.

What a person is paid in a month is one payment. Up to a limit a fixed sum of it is free of tax, above the
limit a share; nothing else is deducted, and months before do not count. Interns and rehired pensioners are
taxed as employees are.
"""

from artplan.engine.line import line
from artplan.engine.vocabulary import brackets, maximum, round_half_up, total, where


@line("CNY/person", zh="人均劳务报酬", en="Service pay per head", per="person")
def service_pay_per_head(gross_pay_per_head, is_service):
    """The part of the month's pay that is earned under a service contract."""
    return total(gross_pay_per_head * is_service, over="stint", by="person")


@line("CNY/person", zh="人均劳务报酬应纳税所得额", en="Taxable service pay per head", per="person")
def service_pay_taxable(
    service_pay_per_head, service_pay_small, service_pay_free_amount, service_pay_free_share
):
    """The payment less a fixed sum where it is small, less a share where it is not."""
    return where(
        service_pay_per_head > service_pay_small,
        service_pay_per_head * (1 - service_pay_free_share),
        maximum(service_pay_per_head - service_pay_free_amount, 0),
    )


@line("CNY/person", zh="人均劳务报酬个税（舍入前）", en="Tax on service pay unrounded", per="person")
def service_tax_unrounded(service_pay_taxable, service_tax_floor, service_tax_ceiling, service_tax_rate):
    """The taxable payment through the tiers."""
    return brackets(
        service_pay_taxable, service_tax_floor, service_tax_ceiling, service_tax_rate, over="service_tax_tier"
    )


@line("CNY/person", zh="人均劳务报酬个税", en="Tax on service pay per head", per="person")
def service_tax_per_head(service_tax_unrounded, wage_tax_step):
    """The tax on the payment, to the cent."""
    return round_half_up(service_tax_unrounded, wage_tax_step)
