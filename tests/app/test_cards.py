"""What a headline card says beside its figure."""

from __future__ import annotations

from math import nan

import artplan
from artplan.app.views.cards import cards
from artplan.report.tables import headline

FORMER, NOW = {"net_margin": 0.05}, {"net_margin": nan}  # there is no net revenue now


def test_a_margin_that_is_none_is_not_called_unchanged():
    assert headline.change("net_margin", NOW, FORMER, "en") == ""
    assert "as in the scenario" not in cards(NOW, FORMER, "en")
    assert "as in the scenario" in cards(FORMER, FORMER, "en")


def test_people_are_whole_and_the_attrition_stands_beside_them():
    """The base plan's last service agent, of whom 3% quit a month, and his seat's month of waiting."""
    result = artplan.load("base").run()
    now = headline.figures(result)
    assert now["headcount_closing"] == 11
    shown = {lang: cards(now, now, lang, headline.beside(result, lang)) for lang in ("zh", "en")}
    assert "预计流失 0.06 人" in shown["zh"] and "expected attrition 0.06" in shown["en"]
    assert headline.beside(artplan.load("cases/vat_small_scale").run(), "en") == {}
