"""What a model refuses, with the line's name in the message; and its order."""

from __future__ import annotations

import pytest

from artplan.engine.faults import ModelFault
from artplan.engine.line import line, opening
from artplan.engine.units import unit
from artplan.engine.vocabulary import maximum, of, one_month, total, where
from tests.engine.tiny import Card, model_of

PAY = Card("CNY/person/month", ("post",))
PEOPLE = Card("person", ("post",))
INPUTS = {"pay": PAY, "people": PEOPLE, "start": Card("CNY"), "rate": Card("1")}


def refused(rule, unit="CNY", per=(), inputs=INPUTS, **lines) -> str:
    rule.__name__ = "answer"
    with pytest.raises(ModelFault) as raised:
        model_of(inputs, answer=line(unit, zh="", per=per)(rule), **lines)
    assert str(raised.value).startswith("answer")
    return str(raised.value)


def test_units_of_parts_must_agree():
    assert "CNY/person/month and person do not go together" in refused(lambda pay, people: pay + people)


def test_the_card_must_say_what_the_rule_gives():
    message = refused(lambda pay, people: total(one_month(pay) * people, over="post"))
    assert "total takes a line or a product of lines" in message
    assert "the card says CNY, the rule gives CNY/month" in refused(
        lambda pay, people: total(pay * people, over="post")
    )


def test_a_month_of_what_is_no_rate():
    assert "CNY is no rate per month" in refused(lambda start: one_month(start))


def test_a_power_needs_plain_numbers():
    assert "CNY where a plain number is needed" in refused(lambda start, rate: start**rate)


def test_zero_has_any_unit_and_one_has_none():
    model_of(INPUTS, answer=line("CNY", zh="")(named("answer", lambda start: maximum(start, 0))))
    assert "1 and CNY do not go together" in refused(lambda start: maximum(start, 1))


def test_dimensions_must_be_on_the_card():
    assert "varies by post" in refused(lambda people: people, unit="person")


def test_a_total_needs_something_to_add_up():
    assert "nothing in it is per post" in refused(lambda rate: total(rate, over="post"), unit="1")


def test_of_needs_a_group_and_gives_a_member():
    assert "nothing in it is per department" in refused(
        lambda rate: of(rate, by="department", per="post"), unit="1", per="post"
    )


def test_an_unknown_name_is_answered_with_the_nearest():
    assert refused(lambda peple: peple) == "answer reads 'peple', no line or input: did you mean people?"


def test_a_circle_inside_the_month_is_named_from_end_to_end():
    a = line("1", zh="")(named("a", lambda b: b))
    b = line("1", zh="")(named("b", lambda c: c))
    c = line("1", zh="")(named("c", lambda a, rate: a * rate))
    with pytest.raises(ModelFault, match="circle inside the month, a → b → c → a"):
        model_of(INPUTS, a=a, b=b, c=c)


def test_an_opening_breaks_the_circle():
    debt_opening = opening("debt_closing", first="start", zh="")
    debt_closing = line("CNY", zh="", rolls="last")(
        named("debt_closing", lambda debt_opening, rate: debt_opening * rate)
    )
    model = model_of(INPUTS, debt_opening=debt_opening, debt_closing=debt_closing)
    assert model.steps == (("debt_opening", "debt_closing"),)
    assert model.lines["debt_opening"].unit == "CNY"


def test_an_opening_starts_from_something_of_its_kind():
    debt_opening = opening("debt_closing", first="rate", zh="")
    debt_closing = line("CNY", zh="")(named("debt_closing", lambda debt_opening: debt_opening))
    with pytest.raises(ModelFault, match=r"debt_opening is CNY per .*, but starts from rate, which is 1"):
        model_of(INPUTS, debt_opening=debt_opening, debt_closing=debt_closing)


def test_a_name_may_stand_only_once():
    with pytest.raises(ModelFault, match="stands among the inputs already"):
        model_of(INPUTS, rate=line("1", zh="")(named("rate", lambda start: start / start)))


def test_branches_have_one_unit():
    assert "CNY and person do not go together" in refused(
        lambda rate, start, people: where(rate > 0, start, people), per="post"
    )


def test_inputs_that_nothing_reads_are_known():
    model = model_of(INPUTS, answer=line("CNY", zh="")(named("answer", lambda start: start)))
    assert model.unread() == ["pay", "people", "rate"]


def test_units_are_read_and_written():
    assert str(unit("CNY/person/month")) == "CNY/person/month"
    assert unit("CNY/person").times(unit("person")) == unit("CNY")
    assert unit("order/visit").times(unit("CNY/order")) == unit("CNY/visit")
    with pytest.raises(ValueError, match="a part is empty"):
        unit("CNY//month")


def named(name, rule):
    rule.__name__ = name
    return rule
