"""The Chinese characters of a page as a font inside it, for readers who have no Chinese font."""

from __future__ import annotations

from base64 import b64encode
from functools import lru_cache
from importlib.resources import as_file, files
from io import BytesIO

from fontTools import subset  # type: ignore[import-untyped]
from fontTools.ttLib import TTFont  # type: ignore[import-untyped]

FIRST_CHINESE = "\u2e80"


def font_face(text: str) -> str:
    """A CSS rule that carries the Chinese characters of the text; empty when it has none."""
    signs = frozenset(sign for sign in text if sign >= FIRST_CHINESE)
    if not signs:
        return ""
    packed = b64encode(_cut(signs)).decode("ascii")
    return f'@font-face{{font-family:"Noto Sans SC";src:url(data:font/woff;base64,{packed}) format("woff")}}'


@lru_cache(maxsize=8)
def _cut(signs: frozenset[str]) -> bytes:
    options = subset.Options(layout_features=[], hinting=False, glyph_names=False, notdef_outline=False)
    shipped = files(__package__).joinpath("fonts", "NotoSansSC-GBK.ttf")
    with as_file(shipped) as path, TTFont(path, lazy=True, recalcTimestamp=False) as font:
        cutter = subset.Subsetter(options)
        cutter.populate(unicodes=sorted(map(ord, signs)))
        cutter.subset(font)
        font.flavor = "woff"
        written = BytesIO()
        font.save(written)
    return written.getvalue()
