"""The layout of the organisation chart, and the measuring and wrapping of its texts.

The layout is a tidy tree: siblings are as close together as their subtrees allow, and their superior is
centred over them. Small organisations grow downwards, large ones to the right, so that a long row of posts
becomes a long column.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

FOUNDER = ""
WIDE = 9  # with more posts than this in a row the chart grows to the right, or the page would be too wide
BOX_WIDTH, GAP, DROP, MARGIN = 1.22, 0.14, 0.5, 0.12


@dataclass(frozen=True)
class PostBox:
    """The position of a post's box, in inches from the top left; `name` is the post, or FOUNDER."""

    name: str
    left: float
    top: float
    width: float
    height: float

    @property
    def middle(self) -> tuple[float, float]:
        return self.left + self.width / 2, self.top + self.height / 2


@dataclass(frozen=True)
class ChartLayout:
    """The boxes by name and the size of the chart, in inches."""

    boxes: Mapping[str, PostBox]
    width: float
    height: float
    downwards: bool


def tidy(children: Mapping[str, Sequence[str]], root: str) -> dict[str, tuple[float, int]]:
    """Return each node's position along its row, and its depth.

    Siblings are at least 1 apart; the leftmost node is at 0.
    """
    places: dict[str, tuple[float, int]] = {}

    def settle(node: str, depth: int) -> tuple[float, list[tuple[float, float]]]:
        """Place a subtree relative to its own origin.

        Returns the position of its root and, for each depth, the lowest and the highest position.
        """
        extent: list[tuple[float, float]] = []
        heads: list[float] = []
        for child in children.get(node, ()):
            head, family = settle(child, depth + 1)
            shift = max(
                (known[1] + 1 - new[0] for known, new in zip(extent, family, strict=False)), default=0.0
            )
            _move(children, child, shift, places)
            heads.append(head + shift)
            moved = [(low + shift, high + shift) for low, high in family]
            both = [(known[0], new[1]) for known, new in zip(extent, moved, strict=False)]
            extent = both + extent[len(both) :] + moved[len(both) :]
        own = (heads[0] + heads[-1]) / 2 if heads else 0.0
        places[node] = (own, depth)
        return own, [(own, own), *extent]

    _, extent = settle(root, 0)
    least = min(low for low, _ in extent)
    return {node: (place - least, depth) for node, (place, depth) in places.items()}


def _move(
    children: Mapping[str, Sequence[str]], node: str, shift: float, places: dict[str, tuple[float, int]]
) -> None:
    place, depth = places[node]
    places[node] = (place + shift, depth)
    for child in children.get(node, ()):
        _move(children, child, shift, places)


def layout(reports_to: Mapping[str, str | None], box_height: float) -> ChartLayout:
    """Compute the position of every post's box; a post without a superior reports to the founder."""
    children: dict[str, list[str]] = {}
    for post, superior in reports_to.items():
        children.setdefault(superior or FOUNDER, []).append(post)
    places = tidy(children, FOUNDER)
    longest = max(place for place, _ in places.values())
    downwards = longest < WIDE
    across = (BOX_WIDTH + GAP, box_height + DROP) if downwards else (BOX_WIDTH + DROP, box_height + GAP)
    boxes = {}
    for name, (place, depth) in places.items():
        column, row = (place, depth) if downwards else (depth, place)
        boxes[name] = PostBox(
            name, MARGIN + column * across[0], MARGIN + row * across[1], BOX_WIDTH, box_height
        )
    return ChartLayout(
        boxes,
        max(box.left for box in boxes.values()) + BOX_WIDTH + MARGIN,
        max(box.top for box in boxes.values()) + box_height + MARGIN,
        downwards,
    )


def em(text: str) -> float:
    """Return the approximate width of a text in em: 1 for a Chinese character, 0.62 for any other."""
    return sum(1.0 if ord(sign) > 0x2E80 else 0.62 for sign in text)


def wrapped(text: str, width: float) -> list[str]:
    """Split a text into lines of at most `width` em.

    Lines break between words. Chinese text, and a word that is too long, break between characters.
    """
    lines = [""]
    for word in _words(text):
        if em(lines[-1] + word.rstrip()) <= width or not lines[-1].strip():
            lines[-1] += word
        else:
            lines.append(word)
        while em(lines[-1].rstrip()) > width:
            cut = next(
                end for end in range(len(lines[-1]), 0, -1) if em(lines[-1][:end]) <= width or end == 1
            )
            lines[-1:] = [lines[-1][:cut], lines[-1][cut:]]
    return [line.strip() for line in lines if line.strip()]


def shortened(text: str, width: float) -> str:
    """Cut a text to at most `width` em; an ellipsis replaces what is cut off."""
    if em(text) <= width:
        return text
    kept = text
    while kept and em(kept + "…") > width:
        kept = kept[:-1]
    return kept + "…"


def _words(text: str) -> list[str]:
    """Split a text into words with the space that follows them; each Chinese character is a word."""
    words: list[str] = []
    for sign in text:
        joins = words and ord(sign) <= 0x2E80 and not words[-1].endswith(" ") and ord(words[-1][-1]) <= 0x2E80
        if joins:
            words[-1] += sign
        else:
            words.append(sign)
    return words
