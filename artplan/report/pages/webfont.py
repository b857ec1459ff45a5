"""A font with a page's Chinese characters, embedded in the page for readers who have no Chinese font.

Most of these characters occur in artplan's own texts and labels or in the shipped plan. A font of these is
cut from the whole font once, and the pages' fonts are cut from that much smaller one.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable
from functools import cache, lru_cache
from importlib.resources import files
from io import BytesIO

from fontTools import subset  # type: ignore[import-untyped]
from fontTools.ttLib import TTFont  # type: ignore[import-untyped]

from artplan.plan.written.shipped import PACKAGE, shipped

FIRST_CHINESE = "\u2e80"


def font_face(text: str) -> str:
    """Return a CSS rule that embeds a font of the text's Chinese characters; "" if it has none."""
    signs = _chinese([text])
    if not signs:
        return ""
    packed = b64encode(_cut(signs)).decode("ascii")
    return f'@font-face{{font-family:"Noto Sans SC";src:url(data:font/woff;base64,{packed}) format("woff")}}'


@lru_cache(maxsize=8)
def _cut(signs: frozenset[str]) -> bytes:
    held, font = stock()
    return _subset(font if signs <= held else _whole(), signs, "woff")


@cache
def stock() -> tuple[frozenset[str], bytes]:
    """Return the characters that pages are likely to use, and a font of just these."""
    own = (path for path in PACKAGE.rglob("*") if path.suffix in (".py", ".toml"))
    rows = [*sorted(own), *sorted(shipped("params").rglob("*.yaml"))]
    signs = _chinese(path.read_text("utf-8") for path in rows)
    return signs, _subset(_whole(), signs)


def _whole() -> bytes:
    return files("artplan.report").joinpath("fonts", "NotoSansSC-GBK.ttf").read_bytes()


def _chinese(texts: Iterable[str]) -> frozenset[str]:
    return frozenset(sign for text in texts for sign in text if sign >= FIRST_CHINESE)


def _subset(font: bytes, signs: frozenset[str], flavor: str | None = None) -> bytes:
    options = subset.Options(layout_features=[], hinting=False, glyph_names=False, notdef_outline=False)
    with TTFont(BytesIO(font), lazy=True, recalcTimestamp=False) as cut:
        cutter = subset.Subsetter(options)
        cutter.populate(unicodes=sorted(map(ord, signs)))
        cutter.subset(cut)
        cut.flavor = flavor
        written = BytesIO()
        cut.save(written)
    return written.getvalue()
