"""In which of its two states a plan was studied."""

from __future__ import annotations

from artplan.study.compare.answer import Comparison
from artplan.study.seek.answer import Drawn
from artplan.study.uncertainty.answer import Sensitivity, Simulation
from artplan.texts.catalogue import text


def state(answer: Simulation | Sensitivity | Drawn | Comparison, lang: str) -> str:
    """Say whether the plan's decisions were held, or followed its targets anew."""
    return text("study.state.committed" if answer.committed else "study.state.planning", lang)
