"""What a headline card says beside its figure."""

from __future__ import annotations

from math import nan

from artplan.app.views.cards import cards
from artplan.report.tables import headline

FORMER, NOW = {"net_margin": 0.05}, {"net_margin": nan}  # there is no net revenue now


def test_a_margin_that_is_none_is_not_called_unchanged():
    assert headline.change("net_margin", NOW, FORMER, "en") == ""
    assert "as in the scenario" not in cards(NOW, FORMER, "en")
    assert "as in the scenario" in cards(FORMER, FORMER, "en")
