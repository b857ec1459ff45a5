"""What a score is worth: a month's score is paid with the next month's performance pay.

Bands of score, or for a scorecard that is paid by its grade the grade's rate, say which share of the
performance pay is paid; what goes beyond all of it is a bonus, which last month's gross profit may cap.
Who has no scorecard keeps the rate that is entered for him.
"""

from artplan.engine.line import line, opening
from artplan.engine.vocabulary import maximum, minimum, of, ratio, total, where

score_opening = opening("score", first="score_before_plan", zh="上月考核得分", en="Score of last month")


@line("1", zh="落入绩效档", en="In the pay band", per=("scorecard", "pay_band"), rolls="average")
def score_in_pay_band(score_opening, pay_floor, pay_floor_open, pay_ceiling, pay_ceiling_open, pay_ends):
    """1 in the band of last month's score; each band says whether its edge belongs to it."""
    return where(pay_floor_open, score_opening > pay_floor, score_opening >= pay_floor) * (
        1 - pay_ends * where(pay_ceiling_open, score_opening > pay_ceiling, score_opening >= pay_ceiling)
    )


@line("1", zh="绩效档计得系数", en="Rate in the pay band", per=("scorecard", "pay_band"), rolls="average")
def pay_band_rate(pay_rate, pay_slope, score_opening, pay_beyond):
    """The band's rate, and so much for each point beyond its start."""
    return pay_rate + pay_slope * (score_opening - pay_beyond)


@line("1", zh="分档绩效系数", en="Pay rate by band", per="scorecard", rolls="average", good="up")
def band_pay_rate(score_in_pay_band, pay_band_rate):
    """The share of performance pay for last month's score: gate, straight line, accelerator or table."""
    return maximum(total(score_in_pay_band * pay_band_rate, over="pay_band"), 0)


@line("1", zh="等级绩效系数", en="Pay rate by grade", per="scorecard", rolls="average", good="up")
def grade_pay_rate(score_in_grade_opening, grade_rate):
    """The share of performance pay for last month's grade."""
    return total(score_in_grade_opening * grade_rate, over="grade")


@line("1", zh="得分绩效系数", en="Score turned into pay", per="scorecard", rolls="average", good="up")
def score_pay_rate(paid_by_grade, grade_pay_rate, band_pay_rate):
    """The share of performance pay that last month's work is worth, by its grade or by its score."""
    return where(paid_by_grade, grade_pay_rate, band_pay_rate)


@line("1", zh="应得绩效系数", en="Performance rate earned", per="stint", rolls="average", good="up")
def performance_rate_earned(is_appraised, score_pay_rate, performance_rate):
    """By the scorecard of the row or its post; where there is none, the rate entered."""
    return where(is_appraised, of(score_pay_rate, by="scorecard", per="stint"), performance_rate)


@line("CNY", zh="应得奖金", en="Bonus earned", per="stint")
def bonus_earned(performance_pay_full_per_head, stint_heads, performance_rate_earned):
    """Performance pay above 100 %."""
    return performance_pay_full_per_head * stint_heads * maximum(performance_rate_earned - 1, 0)


@line("CNY", zh="应得奖金合计", en="Bonuses earned")
def bonus_earned_total(bonus_earned):
    """Performance pay above 100 % of the whole company."""
    return total(bonus_earned, over="stint")


gross_profit_opening = opening(
    "gross_profit", first="gross_profit_before_plan", zh="上月毛利", en="Gross profit of last month"
)


@line("CNY", zh="奖金上限", en="Bonuses at most")
def bonus_limit(gross_profit_opening, bonus_profit_share):
    """The share of last month's gross profit out of which bonuses are paid."""
    return maximum(gross_profit_opening, 0) * bonus_profit_share


@line("1", zh="奖金发放比例", en="Share of bonuses paid", rolls="average")
def bonus_paid_share(bonus_capped, bonus_limit, bonus_earned_total):
    """All bonuses, or the same part of each where together they pass the limit."""
    return where(bonus_capped, minimum(ratio(bonus_limit, bonus_earned_total, 1), 1), 1)


@line("1", zh="实发绩效系数", en="Performance rate due", per="stint", rolls="average", good="up")
def performance_rate_due(performance_rate_earned, bonus_paid_share):
    """The rate earned up to 1, and the part of what is above it that is paid."""
    return minimum(performance_rate_earned, 1) + maximum(performance_rate_earned - 1, 0) * bonus_paid_share


@line("CNY", zh="考核表绩效工资", en="Performance pay by scorecard", per="scorecard")
def performance_pay_by_scorecard(performance_pay):
    """What falls due to those whom the scorecard judges."""
    return total(performance_pay, over="stint", by="scorecard")
