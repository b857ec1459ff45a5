"""The PDF of a plan: front page, the notebooks as chapters, an appendix with the assumptions.

typst typesets it from `book.typ`, which only lays out data. The fonts are the package's own and matplotlib's,
so that the same inputs give the same bytes on every machine. A character that neither font has raises an
error instead of being drawn as a box.
"""

from __future__ import annotations

import json
from base64 import b64decode
from collections.abc import Mapping, Sequence
from importlib.resources import as_file
from importlib.resources import files as package_files
from pathlib import Path
from typing import Any

import matplotlib

from artplan.report.charts import style
from artplan.report.pdf.blocks import Block, of_html, of_notebook
from artplan.texts.catalogue import text
from artplan.writing.scratch import scratch

Chapter = tuple[str, list[Block]]
SCREEN = f"'{style.CHINESE}', 'DejaVu Sans', sans-serif"  # as `style.svg` writes it
PRINT = f"'DejaVu Sans', '{style.CHINESE}'"


def chapters(executed: Sequence[tuple[str, Mapping[str, Any]]]) -> list[Chapter]:
    """Return a chapter for each notebook: its title and its blocks."""
    return [(title, of_notebook(notebook)) for title, notebook in executed]


def appendix(tables: Sequence[tuple[str, str]], lang: str) -> Chapter:
    """Return the appendix: tables given as HTML, each under a heading."""
    blocks: list[Block] = []
    for title, html in tables:
        blocks += [{"kind": "heading", "level": 2, "text": title}, *of_html(html)]
    return text("pdf.appendix", lang), blocks


def set_book(front: Mapping[str, Any], parts: Sequence[Chapter], lang: str) -> bytes:
    """Return the PDF.

    front: title, under, about, verdict, cards, findings (trouble, decision), alarms and foot, as on the front
    page; to_decide: the heading of the findings.
    Raises GlyphMissing if a text has a character that no font can draw.
    """
    import typst  # type: ignore[import-not-found, unused-ignore]

    book = {
        **front,
        "lang": lang,
        "contents": text("pages.contents", lang),
        "fonts": [style.CHINESE, "DejaVu Sans"],
        "chapters": [{"title": title, "blocks": blocks} for title, blocks in parts],
    }
    _refuse_boxes(book)
    with scratch() as folder, as_file(_own("fonts")) as fonts:
        place = Path(folder)
        _write_pictures(book, place)
        (place / "book.json").write_text(json.dumps(book, ensure_ascii=False), encoding="utf-8")
        (place / "book.typ").write_text(_own("pdf", "book.typ").read_text("utf-8"), encoding="utf-8")
        latin = Path(matplotlib.get_data_path()) / "fonts" / "ttf"
        result: list[Any] = [str(fonts), str(latin)]
        compiler = typst.Compiler(place / "book.typ", root=place, font_paths=result, ignore_system_fonts=True)
        made = compiler.compile(format="pdf", timestamp=0)
        assert isinstance(made, bytes)
        return made


def _own(*names: str) -> Any:
    return package_files("artplan.report").joinpath(*names)


def _write_pictures(book: Mapping[str, Any], place: Path) -> None:
    pictures = [block for chapter in book["chapters"] for block in chapter["blocks"]]
    for number, block in enumerate(each for each in pictures if each["kind"] in ("chart", "picture")):
        if block["kind"] == "chart":
            block["file"] = f"{number}.svg"
            (place / block["file"]).write_text(block.pop("svg").replace(SCREEN, PRINT), encoding="utf-8")
        else:
            block["file"] = f"{number}.png"
            (place / block["file"]).write_bytes(b64decode(block.pop("png")))


def _refuse_boxes(value: Any) -> None:
    if isinstance(value, str):
        style.refuse_boxes("plan.pdf", value)
    elif isinstance(value, Mapping):
        for name, each in value.items():
            if name not in ("svg", "png"):
                _refuse_boxes(each)
    elif isinstance(value, list | tuple):
        for each in value:
            _refuse_boxes(each)
