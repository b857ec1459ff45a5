"""Every text a reader sees is there in both languages, and every text asked for is there."""

from __future__ import annotations

import re
from pathlib import Path
from string import Formatter

import pytest

import artplan.report
from artplan.report import story
from artplan.report.prose import studies
from artplan.report.tables.headline import UNITS
from artplan.report.tables.post_costs import COST_PARTS
from artplan.texts.catalogue import LANGUAGES, catalogue, has, text

ROOM = Path(artplan.report.__file__).parent
SOURCES = [path for kind in ("*.py", "*.j2") for path in ROOM.rglob(kind)]


def test_every_entry_has_both_languages_and_the_same_values_in_both() -> None:
    assert [key for key, entry in catalogue().items() if set(entry) != set(LANGUAGES)] == []
    empty = [key for key, entry in catalogue().items() if not all(entry.values())]
    assert empty == ["list.sentence"], "Chinese sentences follow one another without a space"
    assert [key for key, entry in catalogue().items() if _filled(entry["zh"]) != _filled(entry["en"])] == []


def _filled(template: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(template) if name}


def test_every_text_that_the_code_names_is_in_the_catalogue() -> None:
    named = {
        key
        for path in SOURCES
        for key in re.findall(r"(?:text|say)\(\s*[\"']([a-z0-9_.]+)[\"']", path.read_text(encoding="utf-8"))
    }
    rows = {key for key in named if not has(key)}
    assert {key for key in rows if not has(f"prose.{key}") and key not in story.PROSE} == {"scenarios"} & rows


def test_every_chart_table_and_topic_has_its_words() -> None:
    assert [
        topic
        for topic in (*story.PROSE, *story.COMPARING_PROSE, *studies.PROSE)
        if not has(f"prose.{topic}.heading")
    ] == []
    assert [
        name for name in (*story.TABLES, *story.COMPARING_TABLES) if not has(f"tables.{name}.caption")
    ] == []
    assert [topic for topic in studies.PROSE if not has(f"prose.{topic}.none")] == []
    assert [figure for figure in UNITS if not has(f"headline.{figure}")] == []


def test_every_part_of_a_posts_cost_has_its_words() -> None:
    assert [part for part in COST_PARTS if not has(f"people.part.{part}")] == []


def test_a_space_parts_chinese_from_what_is_filled_in() -> None:
    assert text("tables.scenarios.change", "zh", name="lean") == "较 lean"
    assert text("tables.scenarios.change", "zh", name="增长") == "较增长"
    assert text("list.and", "zh", others="lean", last="growth") == "lean 和 growth"


def test_an_unknown_text_and_a_value_not_given_fail() -> None:
    with pytest.raises(KeyError):
        text("charts.no_such", "en")
    with pytest.raises(KeyError):
        text("count.month.many", "en")
