"""Pages that are written from the code are the code's own."""

from __future__ import annotations

from artplan.model import model
from docs.build import PAGE, page


def test_the_model_page_is_fresh():
    assert PAGE.read_text(encoding="utf-8") == page(model()), "run `make docs`"
