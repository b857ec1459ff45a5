"""What grade a score is given: by its points, or by rank where the distribution of grades is forced.

By points a grade begins at a score. By rank all who are judged are put in order of their scores and each
grade takes its share of people, from the top: a percentile rank is a score of 0 to 100 like any other, so
both read the same floors. A scorecard's people stand together, in the middle of the ranks that they take.
"""

from artplan.engine.line import line, opening
from artplan.engine.vocabulary import maximum, of, ratio, round_half_up, total, where


@line("person", zh="考核人数", en="People judged", per="scorecard", rolls="average")
def people_appraised(full_time_equivalent):
    """Full-time equivalents in post that the scorecard judges."""
    return total(full_time_equivalent, over="stint", by="scorecard")


@line("person", zh="考核总人数", en="People judged, all scorecards", rolls="average")
def people_appraised_total(people_appraised):
    """Full-time equivalents whose pay hangs on a score."""
    return total(people_appraised, over="scorecard")


@line("point", zh="排名用得分", en="Score to rank by", per="scorecard", rolls="average")
def ranked_score(score, rank_step):
    """The score in the steps that tell scores apart, so that equal ones stand equal."""
    return round_half_up(score, rank_step)


@line("person", zh="对比考核表人数", en="People of the rival", per="rival", rolls="average")
def rival_people(people_appraised):
    """Full-time equivalents whom the other scorecard judges."""
    return of(people_appraised, by="scorecard", per="rival")


@line("1", zh="得分低于本表", en="Rival scores lower", per=("scorecard", "rival"), rolls="average")
def rival_lower(ranked_score):
    """1 for each rival whose score is lower."""
    return of(ranked_score, by="scorecard", per="rival") < ranked_score


@line("1", zh="得分不高于本表", en="Rival scores no higher", per=("scorecard", "rival"), rolls="average")
def rival_no_higher(ranked_score):
    """1 for each rival whose score is lower or the same, the scorecard itself among them."""
    return of(ranked_score, by="scorecard", per="rival") <= ranked_score


@line("person", zh="排名在后的人数", en="People ranked below", per="scorecard", rolls="average")
def people_ranked_below(rival_lower, rival_people):
    """People with a lower score."""
    return total(rival_lower * rival_people, over="rival")


@line("person", zh="得分并列的人数", en="People ranked equal", per="scorecard", rolls="average")
def people_ranked_equal(rival_no_higher, rival_people, people_ranked_below):
    """People with the same score, the scorecard's own among them."""
    return total(rival_no_higher * rival_people, over="rival") - people_ranked_below


@line("1", zh="超过人数占比", en="Share of people outranked", per="scorecard", rolls="average", good="up")
def outranked_share(people_ranked_below, people_ranked_equal, people_appraised_total, tie_share):
    """Everybody below and half of those who stand equal; the middle where nobody is judged."""
    return ratio(people_ranked_below + tie_share * people_ranked_equal, people_appraised_total, tie_share)


@line("point", zh="百分位排名", en="Percentile rank", per="scorecard", rolls="average", good="up")
def percentile_rank(score_full, outranked_share, percentile_step):
    """The share of people outranked in points of a full score, clean of the dust of part-time sums."""
    return round_half_up(score_full * outranked_share, percentile_step)


@line("point", zh="评级用分", en="Points to be graded", per="scorecard", rolls="average", good="up")
def graded_points(grades_by_rank, percentile_rank, score):
    """What the grade is read from: the percentile rank or the score itself."""
    return where(grades_by_rank, percentile_rank, score)


@line("1", zh="考核等级归属", en="In the grade", per=("scorecard", "grade"), rolls="last")
def score_in_grade(graded_points, grade_floor, grade_ceiling, grade_ends):
    """1 in the highest grade that is reached; an edge belongs to the better grade."""
    return (graded_points >= grade_floor) * (1 - grade_ends * (graded_points >= grade_ceiling))


score_in_grade_opening = opening(
    "score_in_grade", first="grade_before_plan", zh="上月考核等级归属", en="In the grade last month"
)


@line("person", zh="等级人数", en="People by grade", per="grade", rolls="average")
def people_by_grade(people_appraised, score_in_grade):
    """Full-time equivalents whose scorecard falls into the grade."""
    return total(people_appraised * score_in_grade, over="scorecard")


@line("1", zh="等级人数占比", en="Share of people by grade", per="grade", rolls="average")
def grade_share(people_by_grade, people_appraised_total):
    """The grade's part of all who are judged."""
    return ratio(people_by_grade, people_appraised_total, 0)


@line("1", zh="等级占比超限", en="Too many in a grade", per="grade", rolls="max", check="alert")
def alert_grade_share(grade_share, grade_share_limit, grades_by_rank):
    """How far the grade's share passes what is allowed; by rank the shares are given and none is too big."""
    return where(grades_by_rank, 0, maximum(grade_share - grade_share_limit, 0))
