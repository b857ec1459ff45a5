"""The headline figures, each with its change from the scenario in its files."""

from __future__ import annotations

from collections.abc import Mapping
from math import isnan

from artplan.app.views.tag import tag
from artplan.report.tables import headline
from artplan.report.words.format import short
from artplan.texts.catalogue import text


def cards(
    now: dict[str, float], then: dict[str, float], lang: str, beside: Mapping[str, str] | None = None
) -> str:
    """Return the cards as HTML. now, then: the current headline figures and those of the scenario.

    beside: what is said of an unchanged figure instead.
    """
    more = beside or {}
    return tag("ul", *(_card(key, now, then, lang, more.get(key, "")) for key in now), class_="ap-cards")


def _card(key: str, now: dict[str, float], then: dict[str, float], lang: str, beside: str) -> str:
    change = headline.change(key, now, then, lang)
    mark = headline.mark(key, now, then) if change else ""
    same = "" if isnan(now[key]) else text("app.same", lang)
    return tag(
        "li",
        tag("span", words=text(f"headline.{key}", lang), class_="ap-name"),
        tag("span", words=short(now[key], headline.unit_of(key), lang), class_="ap-figure"),
        tag("span", words=change or beside or same, class_=f"ap-change {mark}"),
        data_figure=key,
        data_value=repr(now[key]),
    )
