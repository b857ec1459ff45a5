"""The style of every chart: fonts, colours, axes, and how a figure is rendered as SVG or PNG.

Nothing here uses pyplot or the user's matplotlib settings: figures are drawn and rendered inside
`settings()`. The colours can be distinguished by colour-blind readers. Gain and loss are blue and orange,
since red means up to some readers and down to others; signs and hatching repeat the distinction. A character
that neither font has raises an error instead of being drawn as a box.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from html import escape
from importlib.resources import as_file, files
from io import BytesIO, StringIO
from typing import Any

import matplotlib
from matplotlib import font_manager
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.layout_engine import ConstrainedLayoutEngine
from matplotlib.text import Text

from artplan.texts.language import of_environment
from artplan.texts.message import Message, message

CHINESE = "Noto Sans SC"
FAMILIES = ("DejaVu Sans", CHINESE)

INK, QUIET, GRID, PAPER = "#1f2a33", "#66737d", "#dfe4e8", "#ffffff"
MAIN, SECOND, GAIN, LOSS, TOTAL = "#3b6ea5", "#8ab6d6", "#3b6ea5", "#d98a3d", "#4a5661"
# Nine colours that stay distinct under every kind of colour-blindness; further categories share REST.
CATEGORIES = (
    "#3b6ea5",
    "#da944e",
    "#91adca",
    "#761919",
    "#ebc7a2",
    "#191976",
    "#da4e71",
    "#602e54",
    "#7a2bca",
)
REST = "#bbc2c8"
LOSS_HATCH = "////"
# The background of a number that may overlap a line.
CLEAR = {"facecolor": PAPER, "edgecolor": "none", "pad": 0.8, "alpha": 0.8}
WIDTH = 9.0
LONGEST_NAME = 28  # maximum width of a scenario's name, in columns

SETTINGS: dict[str, Any] = {
    "font.family": list(FAMILIES),
    "font.size": 10,
    "svg.fonttype": "none",
    "svg.hashsalt": "artplan",
    "text.parse_math": False,
    "text.color": INK,
    "axes.edgecolor": QUIET,
    "axes.labelcolor": QUIET,
    "axes.facecolor": PAPER,
    "figure.facecolor": PAPER,
    "savefig.facecolor": PAPER,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.spines.left": False,
    "axes.axisbelow": True,
    "axes.grid": False,
    "axes.unicode_minus": True,
    "grid.color": GRID,
    "grid.linewidth": 0.8,
    "xtick.color": QUIET,
    "ytick.color": QUIET,
    "xtick.major.size": 0,
    "ytick.major.size": 0,
    "xtick.labelsize": 9,
    "ytick.labelsize": 9,
    "legend.frameon": False,
    "legend.fontsize": 9,
    "hatch.linewidth": 0.6,
    "lines.linewidth": 2,
}


class GlyphMissing(ValueError):
    """A text of a chart or of the PDF has a character that no font of the package can draw."""

    def __init__(self, message: Message) -> None:
        self.message = message
        super().__init__(message)

    def text(self, lang: str) -> str:
        """Return the message in `zh` or `en`: the place, the text and the missing characters."""
        return self.message.text(lang)

    def __str__(self) -> str:
        return self.text(of_environment())


@contextmanager
def settings() -> Iterator[None]:
    """Apply the style while drawing; matplotlib's own settings are restored afterwards."""
    _fonts()
    base: dict[Any, Any] = {
        key: value for key, value in matplotlib.rcParamsDefault.items() if not key.startswith("backend")
    }
    base.update(SETTINGS)
    with matplotlib.rc_context(base):
        yield


def figure(height: float = 3.9, width: float = WIDTH) -> Figure:
    """Return an empty figure whose layout keeps every part inside it."""
    return Figure(figsize=(width, height), layout=ConstrainedLayoutEngine(w_pad=0.08, h_pad=0.08))


def titled(axes: Axes, title: str, note: str) -> None:
    """Write the title and, smaller, the note with the unit above the plot, aligned left."""
    axes.set_title(title, loc="left", fontsize=12.5, pad=24, color=INK)
    axes.annotate(
        note,
        (0, 1),
        xytext=(0, 9),
        xycoords="axes fraction",
        textcoords="offset points",
        fontsize=9,
        color=QUIET,
    )


def ruled(axes: Axes, axis: str = "y") -> None:
    """Draw thin grid lines, to read values by."""
    axes.grid(True, axis=axis)  # type: ignore[arg-type]


def colours(count: int) -> list[str]:
    """Return one colour per category; from the tenth on, all have the same grey."""
    return [CATEGORIES[each] if each < len(CATEGORIES) else REST for each in range(count)]


def svg(drawn: Figure, alt: str, name: str) -> str:
    """Render a figure as an SVG element with its alternative text.

    The same figure gives the same bytes. Raises GlyphMissing if no font has a character of its texts.
    """
    written = StringIO()
    _refuse_boxes(drawn, name)
    with settings(), matplotlib.rc_context({"svg.hashsalt": f"artplan {name}"}):
        metadata = dict.fromkeys(("Date", "Creator", "Format", "Type"))
        drawn.savefig(written, format="svg", metadata=metadata)
    body = written.getvalue()
    body = body[body.index("<svg") :]
    # The ids of groups are not used, and would occur twice on a page with two charts.
    body = re.sub(r'<g id="[^"]*"', "<g", body)
    # The Chinese font comes first: browsers lay out a text once, and a font in second place may load too
    # late.
    body = body.replace(f"'DejaVu Sans', '{CHINESE}'", f"'{CHINESE}', 'DejaVu Sans', sans-serif")
    shown = escape(alt, quote=True)
    return body.replace("<svg ", f'<svg role="img" aria-label="{shown}" ', 1)


def png(drawn: Figure, name: str, dpi: int = 110) -> bytes:
    """Render a figure as PNG with the package's own fonts; raises GlyphMissing as `svg` does."""
    written = BytesIO()
    _refuse_boxes(drawn, name)
    with settings():
        drawn.savefig(written, format="png", dpi=dpi, metadata={"Software": None})
    return written.getvalue()


def _refuse_boxes(drawn: Figure, name: str) -> None:
    for each in drawn.findobj(Text):
        if isinstance(each, Text) and each.get_visible():
            refuse_boxes(message("glyph.chart", name=name), each.get_text())


def refuse_boxes(place: Message | str, written: str) -> None:
    """Raise GlyphMissing if a text has a character that no font of the package has."""
    known = characters()
    missing = sorted({sign for sign in written if sign not in known and not sign.isspace()})
    if missing:
        signs = ", ".join(f"{sign} (U+{ord(sign):04X})" for sign in missing)
        raise GlyphMissing(message("glyph.missing", place=place, written=written, signs=signs))


@cache
def characters() -> frozenset[str]:
    """Return every character that one of the two fonts can draw."""
    _fonts()
    result: set[str] = set()
    for family in FAMILIES:
        face = font_manager.get_font(font_manager.findfont(family, fallback_to_default=False))
        result |= {chr(code) for code in face.get_charmap()}
    return frozenset(result)


@cache
def _fonts() -> None:
    """Register the package's Chinese font with matplotlib, once."""
    with as_file(files("artplan.report").joinpath("fonts", "NotoSansSC-GBK.ttf")) as path:
        font_manager.fontManager.addfont(path)
