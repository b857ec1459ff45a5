"""The headline figures, each with its change from the scenario in its files, or from its forecast."""

from __future__ import annotations

from collections.abc import Mapping
from math import isnan

from artplan.app.views.tag import tag
from artplan.report.tables import headline
from artplan.report.words.format import short
from artplan.texts.catalogue import text


def cards(
    now: dict[str, float],
    then: dict[str, float],
    lang: str,
    beside: Mapping[str, str] | None = None,
    forecast: bool = False,
) -> str:
    """Return the cards as HTML. now, then: the current headline figures and those before any change.

    beside: what is said of an unchanged figure instead. forecast: whether they are those of a forecast.
    """
    more, same = beside or {}, text("app.same_forecast" if forecast else "app.same", lang)
    return tag("ul", *(_card(key, now, then, lang, more.get(key, same)) for key in now), class_="ap-cards")


def _card(key: str, now: dict[str, float], then: dict[str, float], lang: str, same: str) -> str:
    change = headline.change(key, now, then, lang)
    mark = headline.mark(key, now, then) if change else ""
    unchanged = "" if isnan(now[key]) else same
    return tag(
        "li",
        tag("span", words=text(f"headline.{key}", lang), class_="ap-name"),
        tag("span", words=short(now[key], headline.unit_of(key), lang), class_="ap-figure"),
        tag("span", words=change or unchanged, class_=f"ap-change {mark}"),
        data_figure=key,
        data_value=repr(now[key]),
    )
