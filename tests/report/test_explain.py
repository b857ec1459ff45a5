"""How the tree of a number shows itself."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from typing import Any

import pytest

import artplan
from artplan.notebook import open_report
from artplan.report.explain.explanation import Explanation
from artplan.report.words import plain
from artplan.study.explain.explain import difference, explain


def shown(result: Any, line: str, when: str, lang: str = "en", depth: int | None = None) -> Explanation:
    return Explanation(explain(result, line, when), result, lang, depth)


class Balanced(HTMLParser):
    """Elements opened and closed, one inside the other."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.seen: list[str] = []

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        self.open.append(tag)
        self.seen.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def test_a_tree_says_amount_cell_and_rule_of_every_line(base: Any) -> None:
    title, heads, root, first, *_ = shown(base, "net_profit", "2027-11").text().splitlines()
    amount = f"{base['net_profit']['2027-11']:,.2f}"
    assert title == "Net profit (net_profit) · 2027-11 · scenario: Base plan"
    assert heads.split("  ")[-1].strip() == "How, or where from"
    assert root.split()[:3] == ["Net", "profit", amount]
    assert root.endswith(f"net_profit = {base.formula('net_profit')}")
    assert first.startswith("├─ Profit before tax ")


def test_what_was_taken_apart_before_is_not_taken_apart_again(base: Any) -> None:
    whole = list(records(shown(base, "net_profit", "2027-11", depth=9).record()))
    places = {(each["name"], str(each["members"]), each["month"]) for each in whole if "parts" in each}
    above = [each for each in whole if "above" in each]
    assert above
    assert all((each["name"], str(each["members"]), each["month"]) in places for each in above)


def records(record: dict[str, Any]) -> Iterator[dict[str, Any]]:
    if record["kind"] != "others":
        yield record
    for part in record.get("parts", ()):
        yield from records(part)


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize(
    "line", ["payroll_total", "income_tax", "visits_by_channel", "score", "indicator_gathered"]
)
def test_every_tree_shows_in_both_languages(line: str, lang: str, base: Any, scenarios: Any) -> None:
    growth = scenarios["growth"]
    for tree in (
        shown(base, line, "2027-03", lang),
        shown(base, line, "2027", lang),
        Explanation(difference(growth, base, line, "2027-Q3"), growth, lang, None, base),
    ):
        rows = tree.text().splitlines()
        assert len(rows) >= 3
        html = Balanced()
        html.feed(tree._repr_html_())
        assert html.open == []
        assert "details" in html.seen
        assert "script" not in html.seen


def test_names_are_text_never_markup(worked_out: Callable[..., Any]) -> None:
    named = worked_out("base", {"channels.zhitongche.name": {"zh": "<script>", "en": "<b>&"}})
    html = shown(named, "visits_by_channel", "2027-03").html()
    assert "&lt;b&gt;&amp;" in html
    assert "<b>" not in html


def test_a_change_by_set_is_told_from_the_plan_of_the_same_name(base: Any) -> None:
    dearer = artplan.load("base", {"overheads.rent.amount": "+1000"})
    tree = dearer.explain("net_profit", "2027-03", against="base", lang="en")
    assert tree.title() == "Net profit (net_profit) · 2027-03 · scenario: Base plan * against Base plan"
    assert (tree.record()["scenario"], tree.record()["against"]) == ("base *", "base")
    assert tree.record()["change"] == pytest.approx(
        dearer.run()["net_profit"]["2027-03"] - base["net_profit"]["2027-03"]
    )


def test_a_notebook_explains_the_weakest_month() -> None:
    story = open_report("base", {}, "zh")
    worst = story.result["net_profit"].idxmin()
    assert story.explain("net_profit").item.ours.month == worst
    assert story.explain("net_profit", "2027-05").item.ours.month == "2027-05"


def test_a_cut_line_keeps_within_its_columns() -> None:
    assert plain.cut("直通车访客", 10) == "直通车访客"
    assert plain.cut("直通车访客", 8) == "直通车…"
    assert all(plain.width(plain.cut("直通车abc", columns)) <= columns for columns in range(1, 9))
