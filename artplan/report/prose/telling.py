"""What all paragraphs share: sentences, counts, lists, and the class that displays them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from html import escape
from typing import Any

from artplan.report.tables.statement import short_label
from artplan.report.words.format import money, number
from artplan.result import Result
from artplan.texts.catalogue import inside, text


@dataclass(frozen=True)
class Prose:
    """A heading and paragraphs; a notebook displays it as HTML."""

    heading: str
    paragraphs: tuple[str, ...]

    def html(self) -> str:
        heading = f"<h2>{escape(self.heading)}</h2>\n" if self.heading else ""
        message = "\n".join(f"<p>{escape(each)}</p>" for each in self.paragraphs)
        return f'<div class="prose">{heading}{message}</div>'

    def text(self) -> str:
        return "\n\n".join(filter(None, (self.heading, *self.paragraphs)))

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> dict[str, str]:
        return {"text/html": self.html(), "text/plain": self.text()}


@dataclass(frozen=True)
class Teller:
    """Fills in sentences about one result in one language."""

    result: Result
    lang: str

    def say(self, key: str, **values: object) -> str:
        return text(f"prose.{key}", self.lang, **values)

    def join(self, sentences: Iterable[str]) -> str:
        """Join sentences to a paragraph: with a space in English, without one in Chinese."""
        return text("list.sentence", self.lang).join(filter(None, sentences))

    def money(self, amount: float) -> str:
        return money(amount, self.lang)

    def month(self, month: str, year: bool = False) -> str:
        """Return a month's name: November; with the year if `year` is set or the plan has several years."""
        name = text(f"month.long.{month[5:]}", self.lang)
        if not year and len({each[:4] for each in self.result.months}) == 1:
            return name
        return text("month.of_year", self.lang, month=name, year=month[:4])

    def listed(self, names: Iterable[str]) -> str:
        """Join names: a, b and c / a、b和c; with semicolons if a name contains " and "."""
        result = list(names)
        if self.lang == "en" and any(" and " in name for name in result):
            return text("list.semicolon", self.lang).join(result)
        if len(result) < 2:
            return "".join(result)
        return text(
            "list.and", self.lang, others=text("list.comma", self.lang).join(result[:-1]), last=result[-1]
        )

    def counted(self, thing: str, count: float) -> str:
        """Return a count with its noun: 3 months / 3 个月, 1 month / 1 个月."""
        shown = number(count, 0 if float(count).is_integer() else 1)
        return text(f"count.{thing}.{'one' if count == 1 else 'many'}", self.lang, count=shown)

    def label(self, line: str) -> str:
        """Return a line's label for use inside a sentence."""
        return self.inside(short_label(str(self.result.label(line, self.lang))))

    def inside(self, name: str) -> str:
        return inside(name, self.lang)

    def member(self, dimension: str, member: object) -> str:
        return str(self.result.plan.label(dimension, member, self.lang))

    def clauses(self, sentences: Iterable[str]) -> str:
        """Join clauses, which in Chinese have a verb of their own: a and b / a，b."""
        return text("list.clause", "zh").join(sentences) if self.lang == "zh" else self.listed(sentences)

    def sum(self, line: str) -> float:
        """Return the sum of a line over all its members and all months."""
        return float(self.result.total(line).sum())

    def period(self) -> str:
        first, last = self.result.months[0], self.result.months[-1]
        if first == last:
            return self.month(first, year=True)
        if first[:4] == last[:4]:
            return self.say("period_in_year", first=self.month(first), last=self.month(last), year=first[:4])
        return self.say("period", first=self.month(first), last=self.month(last))


def times(share: float) -> str:
    """Format a share for a sentence: 0.35 -> 35%; below 10% with one decimal."""
    shown = share * 100
    return number(shown, 0 if abs(shown) >= 10 or shown == 0 else 1) + "%"
