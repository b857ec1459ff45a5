"""What holds for any plan: overlays, order of members, forms of a value."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path
from typing import Any

import numpy as np
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from artplan.plan.inputs.build import Inputs, build, declared
from artplan.plan.plan import Plan
from artplan.plan.read.plan import read_plan
from artplan.plan.written.faults import PlanFault

few = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
MONTHS = [f"2027-{month:02}" for month in range(1, 13)]
money = st.integers(0, 10**6) | st.floats(0, 1e6).map(lambda x: round(x, 2))
factors = st.floats(0, 5).map(lambda x: round(x, 3))


@st.composite
def tables(draw: st.DrawFn) -> Any:
    """Money in any form."""
    plain, table = money, st.dictionaries(st.sampled_from(MONTHS), money, min_size=1)
    later = st.dictionaries(st.sampled_from([f"{m}-01" for m in MONTHS[1:]]), money)
    dated = later.map(lambda values: {"2027-01-01": 5, **values})
    value = draw(st.one_of(plain, table, dated))
    published = {"range": [draw(money), 10**6], "source": "list"}
    cards = {"value": value, "source": "list"}, {"value": value, "published": published}
    return draw(st.sampled_from([value, *cards]))


def channel(draw: st.DrawFn) -> dict[str, Any]:
    return {"storefront": "shop", "prices_by": "click", "cost_per_click": 2, "spend": draw(tables())}


@st.composite
def plans(draw: st.DrawFn) -> dict[str, Any]:
    names = draw(st.lists(st.sampled_from("abcdefgh"), min_size=1, max_size=5, unique=True))
    return {
        "plan": {"start": "2027-01"},
        "sources": {"list": {"title": "A list"}},
        "departments": {"one": {}, "two": {}},
        "posts": {f"p_{name}": {"department": draw(st.sampled_from(["one", "two"]))} for name in names},
        "positions": {f"q_{name}": {"post": f"p_{name}", "base_pay": draw(money)} for name in names},
        "storefronts": {"shop": {"conversion_rate": 0.03, "average_order_value": 730}},
        "channels": {name: channel(draw) for name in names},
    }


def read(sections: dict[str, Any], overrides: dict[str, Any] | None = None) -> Plan:
    with tempfile.TemporaryDirectory() as folder:
        base = Path(folder) / "base"
        base.mkdir()
        (base / "all.yaml").write_text(json.dumps(sections), encoding="utf-8")
        return read_plan("base", folder, overrides)


def by_name(inputs: Inputs) -> dict[tuple[str, ...], list[float]]:
    """Every value of every input under the names of its members."""
    found = {}
    for entry in declared().values():
        array = inputs.arrays[entry.name]
        for index in np.ndindex(array.shape[:-2]):
            names = [inputs.members[dim][i] for dim, i in zip(entry.per, index, strict=True)]
            found[(entry.name, *names)] = np.broadcast_to(array[index][:, 0], len(inputs.months)).tolist()
    for (many, one), to in inputs.groupings.items():
        names_of = inputs.months if many == "month" else inputs.members[many]
        groups = (*inputs.members[one], "in no group")  # -1 is none
        found |= {(many, one, name): groups[i] for name, i in zip(names_of, to, strict=True)}
    return found


@few
@given(plans())
def test_times_one_changes_nothing_and_is_reported(sections: dict[str, Any]) -> None:
    changed = read(sections, {"channels.*.spend": "x1", "positions.*.base_pay": "+0"})
    assert changed.hash == read(sections).hash
    assert changed.overrides == ()
    reported = [note.path for note in changed.notes if "changes nothing" in str(note)]
    assert reported == ["channels.*.spend", "positions.*.base_pay"]


@few
@given(plans(), factors)
def test_a_wildcard_is_the_same_as_naming_each(sections: dict[str, Any], factor: float) -> None:
    wild = read(sections, {"channels.*.spend": f"x{factor}"})
    named = read(sections, {f"channels.{name}.spend": f"x{factor}" for name in sections["channels"]})
    assert wild.hash == named.hash
    assert wild.overrides == named.overrides


@few
@given(plans(), factors)
def test_a_factor_multiplies_every_month(sections: dict[str, Any], factor: float) -> None:
    before = build(read(sections)).arrays["channel_spend"]
    after = build(read(sections, {"channels.*.spend": f"x{factor}"})).arrays["channel_spend"]
    np.testing.assert_allclose(*np.broadcast_arrays(after, before * factor), rtol=1e-12)


@few
@given(plans(), money)
def test_an_addition_adds_to_every_month(sections: dict[str, Any], more: float) -> None:
    before = build(read(sections)).arrays["channel_spend"]
    after = build(read(sections, {"channels.*.spend": f"+{more:f}"})).arrays["channel_spend"]
    np.testing.assert_allclose(*np.broadcast_arrays(after, before + more), rtol=1e-9, atol=1e-5)


@few
@given(plans(), st.randoms(use_true_random=False))
def test_the_order_of_members_changes_no_value(sections: dict[str, Any], random: Any) -> None:
    shuffled = {}
    for name, section in random.sample(list(sections.items()), len(sections)):
        shuffled[name] = dict(random.sample(list(section.items()), len(section)))
    assert by_name(build(read(shuffled))) == by_name(build(read(sections)))


@few
@given(plans())
def test_month_tables_and_dated_values_that_say_the_same_agree(sections: dict[str, Any]) -> None:
    """Each spend written out month by month, and again as dates."""
    plan = read(sections)
    spends = {
        name: [plan.leaves[f"channels.{name}.spend"].at(i) for i in range(12)]
        for name in sections["channels"]
    }
    for suffix in ("", "-01"):
        other = json.loads(json.dumps(sections))
        for name, spend in spends.items():
            card = sections["channels"][name]["spend"]
            keys = ("source", "published") if isinstance(card, dict) else ()
            said = {key: card[key] for key in keys if key in card}
            table = {f"{month}{suffix}": value for month, value in zip(MONTHS, spend, strict=True)}
            other["channels"][name]["spend"] = {"value": table, **said}
        assert read(other).hash == plan.hash


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.sampled_from(
        ["base/plan.yaml", "base/organisation.yaml", "base/storefronts.yaml", "base/channels.yaml"]
    ),
    st.integers(0, 9),
    st.sampled_from(
        ["", "  - x", "x: [", "    *a : 1", "  a:\n  a:", "\t", "posts: 5", "    post: {a: 1}", "...", "{}"]
    ),
)
def test_whatever_is_wrong_is_told_as_faults(folder: Any, name: str, at: int, junk: str) -> None:
    """A line of a file replaced by junk: the plan is read, or it is told what is wrong, nothing else."""
    path = folder.root / "params" / name
    before = path.read_text(encoding="utf-8")
    lines = before.splitlines()
    lines[at % len(lines)] = junk
    path.write_text("\n".join(lines), encoding="utf-8")
    try:
        build(folder.read())
    except PlanFault as told:
        assert all(fault.place and fault.fault and fault.remedy for fault in told.faults)
    finally:
        path.write_text(before, encoding="utf-8")
