"""What is judged: readings, points and scores.

An indicator reads a line of the plan or an entered value, is held against a target in steps, and earns
points; all kinds are the same few lines with other numbers. The points of a scorecard's indicators are
its score.
"""

from artplan.engine.line import gather, line, opening
from artplan.engine.vocabulary import between, maximum, ratio, round_down, round_up, total, where

indicator_gathered = gather(per="indicator", step="indicator_step", zh="指标取数", en="Reading from the plan")
indicator_target_gathered = gather(
    per="indicator", step="indicator_step", zh="目标取数", en="Target from the plan"
)


@line("1", zh="指标实际（步数）", en="Reading in steps", per="indicator", rolls="average")
def indicator_reading(indicator_gathered, indicator_days, indicator_value, indicator_step):
    """The plan's line, by month or by average day, or the value entered, in steps."""
    return indicator_gathered / indicator_days + indicator_value / indicator_step


indicator_reading_opening = opening(
    "indicator_reading", zh="上月指标实际（步数）", en="Reading a month ago, in steps"
)


@line("1", zh="指标目标（步数）", en="Target in steps", per="indicator", rolls="average")
def indicator_target(
    indicator_target_gathered,
    indicator_days,
    indicator_target_value,
    indicator_step,
    indicator_from_before,
    indicator_reading_opening,
):
    """A line of the plan, a value entered, or the month before, in steps."""
    return (
        indicator_target_gathered / indicator_days
        + indicator_target_value / indicator_step
        + indicator_from_before * indicator_reading_opening
    )


@line("1", zh="指标完成率", en="Share of the target reached", per="indicator", rolls="average")
def indicator_attainment(indicator_reading, indicator_target):
    """The reading over its target; 1 where the target is nothing."""
    return ratio(indicator_reading, indicator_target, 1)


@line("1", zh="指标水平", en="Level judged", per="indicator", rolls="average")
def indicator_level(indicator_by_share, indicator_attainment, indicator_reading):
    """What is judged: the share of the target that is reached, or the reading itself."""
    return where(indicator_by_share, indicator_attainment, indicator_reading)


@line("1", zh="偏离步数", en="Steps from the target", per="indicator", rolls="average", good="up")
def indicator_gap(
    indicator_compared,
    indicator_direction,
    indicator_level,
    indicator_by_share,
    indicator_target,
    indicator_share_step,
):
    """Steps by which the level is better than its target; negative where it falls short."""
    return (
        indicator_compared
        * indicator_direction
        * (indicator_level - where(indicator_by_share, 1, indicator_target))
        / indicator_share_step
    )


@line("1", zh="不足步数", en="Steps short", per="indicator", rolls="average", good="down")
def indicator_steps_short(indicator_gap, indicator_started, indicator_whole):
    """Steps short of the target that count: full ones, started ones, or in part."""
    return where(
        indicator_started,
        round_up(maximum(0 - indicator_gap, 0), indicator_whole),
        round_down(maximum(0 - indicator_gap, 0), indicator_whole),
    )


@line("1", zh="超出步数", en="Steps over", per="indicator", rolls="average", good="up")
def indicator_steps_over(indicator_gap, indicator_whole):
    """Steps above the target that count: full ones, or in part; a started one never."""
    return round_down(maximum(indicator_gap, 0), indicator_whole)


@line("point", zh="加扣分（封顶前）", en="Points moved, before caps", per="indicator", rolls="average")
def indicator_movement(
    indicator_times, indicator_steps_over, indicator_add, indicator_steps_short, indicator_deduct
):
    """Points added less points deducted, as often as they fall."""
    return indicator_times * (indicator_steps_over * indicator_add - indicator_steps_short * indicator_deduct)


@line("point", zh="加扣分", en="Points moved", per="indicator", rolls="average", good="up")
def indicator_points_moved(
    indicator_movement,
    indicator_malus_cap,
    indicator_full_points,
    indicator_start,
    indicator_bonus_cap,
):
    """The movement, held between the most that may be deducted and what is left to earn."""
    return between(
        indicator_movement,
        0 - indicator_malus_cap,
        indicator_full_points - indicator_start + indicator_bonus_cap,
    )


@line("1", zh="分档水平", en="Level held against the bands", per="indicator", rolls="average", good="up")
def indicator_banded_level(indicator_level, indicator_direction, level_dust):
    """The level, higher being better, and a billionth: an edge is met however the level was worked out."""
    return indicator_level * indicator_direction + level_dust


@line("1", zh="落入得分档", en="In the band", per=("indicator", "band"), rolls="average")
def indicator_in_band(indicator_banded_level, band_floor, band_ceiling, band_ends):
    """1 in the best band that the level reaches; an edge belongs to the better band."""
    return (indicator_banded_level >= band_floor) * (1 - band_ends * (indicator_banded_level >= band_ceiling))


@line("point", zh="分档得分", en="Points by band", per="indicator", rolls="average", good="up")
def indicator_band_points(indicator_in_band, band_points):
    """Points of the band that the level falls into."""
    return total(indicator_in_band * band_points, over="band")


@line("point", zh="比例得分", en="Points by share", per="indicator", rolls="average", good="up")
def indicator_share_points(
    indicator_attains, indicator_full_points, indicator_attainment, indicator_share_cap
):
    """Points times the share of the target that is reached, up to a cap."""
    return indicator_attains * indicator_full_points * between(indicator_attainment, 0, indicator_share_cap)


@line("point", zh="指标得分", en="Points earned", per="indicator", rolls="average", good="up")
def indicator_points(
    indicator_start,
    indicator_points_moved,
    indicator_band_points,
    indicator_share_points,
    indicator_points_given,
    indicator_floor,
):
    """What the indicator earns, never below its floor; each kind earns in one of these ways."""
    return maximum(
        indicator_start
        + indicator_points_moved
        + indicator_band_points
        + indicator_share_points
        + indicator_points_given,
        indicator_floor,
    )


@line("point", zh="考核表分值合计", en="Points of the scorecard", per="scorecard", rolls="average")
def scorecard_full_points(indicator_full_points):
    """What the scorecard's indicators can earn without bonuses."""
    return total(indicator_full_points, over="indicator", by="scorecard")


@line("point", zh="考核得分合计", en="Points earned on the scorecard", per="scorecard", rolls="average")
def scorecard_points(indicator_points):
    """What the scorecard's indicators earn."""
    return total(indicator_points, over="indicator", by="scorecard")


@line("point", zh="考核得分", en="Score", per="scorecard", rolls="average", good="up")
def score(scorecard_points):
    """The points of the scorecard, never below 0."""
    return maximum(scorecard_points, 0)


bad_months_opening = opening("bad_months_closing", zh="期初连续不合格月数", en="Bad months in a row before")


@line("1", zh="连续不合格月数", en="Bad months in a row", per="scorecard", rolls="last", good="down")
def bad_months_closing(bad_months_opening, score, bad_score_limit):
    """Months in a row with a score below the limit; one good month begins anew."""
    return where(score < bad_score_limit, bad_months_opening + 1, 0)


@line("1", zh="连续不合格预警", en="Bad months: warning", per="scorecard", rolls="max", check="alert")
def alert_bad_months_warning(bad_months_closing, bad_months_warning):
    """Bad months in a row, from the number on that calls for a warning."""
    return where(bad_months_closing >= bad_months_warning, bad_months_closing, 0)


@line("1", zh="连续不合格处理", en="Bad months: action", per="scorecard", rolls="max", check="alert")
def alert_bad_months_action(bad_months_closing, bad_months_action):
    """Bad months in a row, from the number on that calls for more than a warning."""
    return where(bad_months_closing >= bad_months_action, bad_months_closing, 0)


@line("point", zh="考核分值合计为满分", en="Points add to the full score", per="scorecard", check="error")
def check_scorecard_points(scorecard_full_points, score_full):
    """The points of a scorecard's indicators, less the full score."""
    return scorecard_full_points - score_full


@line(
    "point",
    zh="得分不超过满分与奖励分",
    en="Scores within points and bonuses",
    per="scorecard",
    check="error",
)
def check_score(score, scorecard_full_points, scorecard_bonus_points):
    """Points above what the indicators and their bonuses can earn."""
    return maximum(score - scorecard_full_points - scorecard_bonus_points, 0)


@line("point", zh="指标奖励分上限", en="Bonus points possible", per="indicator", rolls="average")
def indicator_bonus_possible(
    indicator_bonus_cap, indicator_attains, indicator_full_points, indicator_share_cap
):
    """What the indicator can earn above its points: bonus steps, or shares above 1."""
    return indicator_bonus_cap + indicator_attains * indicator_full_points * maximum(
        indicator_share_cap - 1, 0
    )


@line("point", zh="考核奖励分上限", en="Bonus points of the scorecard", per="scorecard", rolls="average")
def scorecard_bonus_points(indicator_bonus_possible):
    """What the scorecard's indicators can earn above their points."""
    return total(indicator_bonus_possible, over="indicator", by="scorecard")
