"""What last month's traffic leaves to be done: visits that go on by themselves, and the gap to be bought.

A channel's visits of last month are taken per day, rounded where the plan says so, and carried over the
days of the month; the gap is what the plan needs beyond that.
"""

from artplan.engine.line import line
from artplan.engine.vocabulary import ratio, round_half_up, total


@line("visit", zh="上月渠道访客数合计", en="Visits of channels last month", per="storefront", rolls="first")
def last_month_channel_visits(channel_last_month_visits):
    """What the storefront's channels brought last month."""
    return total(channel_last_month_visits, over="channel", by="storefront")


@line("visit", zh="上月自然访客数", en="Natural visits last month", per="storefront", rolls="first")
def last_month_natural_visits(storefront_last_month_visits, last_month_channel_visits):
    """All visits of last month less those of channels."""
    return storefront_last_month_visits - last_month_channel_visits


@line("visit/day", zh="上月渠道日均访客数", en="Visits a day last month", per="channel", rolls="first")
def last_month_visits_per_day(channel_last_month_visits, history_days, history_daily_step):
    """Last month's visits over its days, rounded before it is multiplied."""
    return round_half_up(ratio(channel_last_month_visits, history_days, 0), history_daily_step)


@line("visit", zh="按日沿用访客数", en="Visits carried over", per="channel")
def visits_carried(last_month_visits_per_day, days_in_month):
    """Last month's visits a day over the days of the month."""
    return last_month_visits_per_day * days_in_month


@line("visit", zh="可沿用访客数", en="Visits counted on", per="channel")
def visits_counted_on(visits_carried, history_total_step, channel_goes_on):
    """Visits carried over, rounded after the multiplication; of channels that go on."""
    return round_half_up(visits_carried, history_total_step) * channel_goes_on


@line("visit", zh="渠道访客数缺口", en="Gap of visits by channel", per="channel", good="down")
def visits_gap(visits_by_channel, visits_counted_on):
    """What the plan asks of the channel beyond what is counted on."""
    return visits_by_channel - visits_counted_on


@line("visit", zh="付费访客数缺口", en="Gap of paid visits", per="storefront", good="down")
def paid_visits_gap(paid_visits_by_storefront, visits_counted_on):
    """Paid visits of the storefront beyond what is counted on."""
    return paid_visits_by_storefront - total(visits_counted_on, over="channel", by="storefront")
