"""What a plan comes to: every line by member, month and case, as pandas tables.

result["net_profit"]                       a Series by month
result["headcount_closing"]                a table, posts by months
result.frame("net_profit", by="quarter")   rolled up as the line's card says
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import product
from typing import Any, Literal

import numpy as np
import pandas as pd

from artplan.engine import trace
from artplan.engine.evaluate import Program
from artplan.engine.faults import nearest
from artplan.engine.line import Line
from artplan.engine.roll import rolled
from artplan.plan.inputs.build import Inputs
from artplan.plan.plan import Plan
from artplan.rules.dimensions import DIMENSIONS
from artplan.texts.catalogue import text

By = Literal["month", "quarter", "half", "year"]
HALF_A_CENT = 0.005
# What sums leave that cancel: this part of the largest of these lines (the workbook's checks use the same).
DUST = 1e-12
SIZES = ("gross_sales_total", "payments_total", "assets_total")


@dataclass(frozen=True)
class Check:
    """How a check line came out. kind: `error`, the model is broken; `alert`, the business is in trouble.

    worst: its largest size; members and month: where that is, if it did not pass.
    """

    name: str
    kind: str
    passed: bool
    worst: float
    members: tuple[str, ...] = ()
    month: str = ""

    @property
    def state(self) -> str:
        if self.passed:
            return "passed"
        return "failed" if self.kind == "error" else "alert"

    @property
    def where(self) -> str:
        return " ".join(filter(None, (" / ".join(self.members), self.month)))

    def record(self) -> dict[str, object]:
        """For JSON."""
        told = {"name": self.name, "kind": self.kind, "state": self.state, "passed": self.passed}
        return {**told, "worst": self.worst, "where": self.where}


@dataclass(frozen=True)
class Result:
    """Numbers of a plan. `values` holds lines and inputs as (dimensions..., month, case).

    Shows itself as tables; after result["net, the tab key completes the names of lines and inputs.

    >>> import artplan
    >>> result = artplan.load().run()
    >>> list(result["net_profit"].index)[:2]
    ['2027-01', '2027-02']
    """

    plan: Plan
    program: Program
    data: Inputs
    values: Mapping[str, np.ndarray]

    @property
    def lines(self) -> Mapping[str, Line]:
        return {name: self.program.model.lines[name] for name in self.program.asked}

    @property
    def months(self) -> tuple[str, ...]:
        return self.data.months

    @property
    def members(self) -> Mapping[str, tuple[str, ...]]:
        return self.data.members

    @cached_property
    def cases(self) -> int:
        return max(array.shape[-1] for array in self.values.values())

    def array(self, name: str) -> np.ndarray:
        """A line's or input's numbers, (dimensions..., T, case). Raises KeyError for an unknown name."""
        if name not in self.values:
            raise KeyError(f"no line or input '{name}': {nearest(name, self.values)}")
        array = self.values[name]
        return np.broadcast_to(array, array.shape[:-2] + (len(self.months), array.shape[-1]))

    def value(self, name: str, member: str | tuple[str, ...] = (), month: str = "", case: int = 0) -> float:
        """One number; without a month, that of the plan's first month."""
        names = (member,) if isinstance(member, str) else member
        place = [self.members[dim].index(each) for dim, each in zip(self.per(name), names, strict=True)]
        array = self.array(name)
        at = self.months.index(month) if month else 0
        return float(array[(*place, at, min(case, array.shape[-1] - 1))])

    def per(self, name: str) -> tuple[str, ...]:
        return self.program.model.cards[name].per

    def frame(self, name: str, by: By = "month", case: int = 0) -> pd.DataFrame:
        """Members (the name itself where there are none) by months, fiscal quarters, half-years or years.

        >>> import artplan
        >>> list(artplan.load().run().frame("net_profit", by="half").columns)
        ['2027-H1', '2027-H2']
        """
        numbers = self._numbers(name, by, case)
        return pd.DataFrame(numbers, index=self._index(name), columns=list(self.periods(by)[0]))

    def _numbers(self, name: str, by: By, case: int) -> np.ndarray:
        """The line by member and period."""
        self.array(name)
        labels, periods = self.periods(by)
        whole = rolled(self.program, self.values, self.data, name, periods)
        return whole[..., min(case, whole.shape[-1] - 1)].reshape(-1, len(labels))

    def _ipython_key_completions_(self) -> list[str]:
        return list(self.values)

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> dict[str, str]:
        from artplan.api import display

        return {"text/html": display.result(self, self.plan.language).html(), "text/plain": repr(self)}

    def __repr__(self) -> str:
        from artplan.api import display

        return display.aligned(display.result(self, self.plan.language))

    def __getitem__(self, name: str) -> pd.Series | pd.DataFrame:
        frame = self.frame(name)
        return frame if self.per(name) else frame.loc[name]

    def total(self, name: str, by: By = "month", case: int = 0) -> pd.Series:
        """The line summed over its members."""
        return self.frame(name, by, case).sum().rename(name)

    def by_month(self, name: str, case: int = 0) -> np.ndarray:
        """The line summed over its members, (month,): for what is drawn again and again."""
        array = self.array(name)
        return array[..., min(case, array.shape[-1] - 1)].reshape(-1, len(self.months)).sum(axis=0)

    def year(self, name: str, case: int = 0) -> float | pd.Series:
        """The line over the whole horizon, rolled as its card says: a number, or one per member."""
        members = self.by_member(name, case)
        return members if self.per(name) else float(members.iloc[0])

    def by_member(self, name: str, case: int = 0) -> pd.Series:
        """The line over the whole horizon, rolled as its card says, one number a member; one without any."""
        whole = rolled(self.program, self.values, self.data, name, [(0, len(self.months))])
        numbers = whole[..., 0, min(case, whole.shape[-1] - 1)].reshape(-1)
        return pd.Series(numbers, index=self._index(name), name=name)

    def periods(self, by: By = "month") -> tuple[tuple[str, ...], list[tuple[int, int]]]:
        """Labels and month ranges: '2027-01', '2027-Q1', '2027-H1', '2027'; all but months are fiscal."""
        names = [period_name(month, by, self.plan.sections.plan.first_fiscal_month) for month in self.months]
        starts = [at for at, name in enumerate(names) if at == 0 or name != names[at - 1]]
        return tuple(names[at] for at in starts), list(zip(starts, [*starts[1:], len(names)], strict=True))

    def label(self, name: str, lang: str = "en") -> str:
        """The line's, input's or dimension's label."""
        if name in DIMENSIONS:
            return DIMENSIONS[name][lang]
        card = self.program.model.cards[name]
        return card.zh if lang == "zh" else card.en

    def unit(self, name: str) -> str:
        return self.program.model.cards[name].unit

    def formula(self, name: str, lang: str = "en") -> str:
        """The line's rule in words.

        >>> import artplan
        >>> artplan.load().run().formula("net_profit")
        'Profit before tax − Income tax'
        """
        line = self.program.model.lines[name]
        if line.closing:
            return text("formula.last_month", lang, label=self.label(line.closing, lang))
        return trace.text(
            self.program.model.expressions[name],
            lambda each: self.label(each, lang),
            lang,
            lambda dimension, member: self.plan.label(dimension, member, lang),
        )

    def tidy(self, lines: Sequence[str] | None = None, case: int = 0) -> pd.DataFrame:
        """Long form: line, unit, member, month, value; members of two dimensions joined by ' / '."""
        rows: list[tuple[str, str, str, str, float]] = []
        for name in lines or self.program.asked:
            members = [" / ".join(each) for each in product(*(self.members[dim] for dim in self.per(name)))]
            numbers, unit = self._numbers(name, "month", case).T.tolist(), self.unit(name)
            for month, values in zip(self.months, numbers, strict=True):
                pairs = zip(members, values, strict=True)
                rows += [(name, unit, member, month, value) for member, value in pairs]
        return pd.DataFrame(rows, columns=["line", "unit", "member", "month", "value"])

    def checks(self, case: int = 0) -> list[Check]:
        """Every check line: an error must be 0 within the tolerance, an alert should be."""
        allowed = self.tolerance(case)
        return [self._check(line, case, allowed) for line in self.lines.values() if line.check]

    def tolerance(self, case: int = 0) -> float:
        """Half a cent, or 1e-12 of the plan's largest amount (sales, payments, assets) where that is more.

        Sixteen digits are all a number has: the sums of a plan in trillions differ by more than half a cent.
        """
        amounts = [self.total(name, case=case).abs().max() for name in SIZES if name in self.values]
        return max([HALF_A_CENT, *(DUST * float(each) for each in amounts)])

    def _check(self, line: Line, case: int, allowed: float) -> Check:
        sizes = self.frame(line.name, case=case).abs()
        worst = float(sizes.to_numpy().max(initial=0.0))
        if worst <= allowed:
            return Check(line.name, line.check, True, worst)
        row, column = divmod(int(sizes.to_numpy().argmax()), len(self.months))
        found = sizes.index[row] if line.per else ()
        members = found if isinstance(found, tuple) else (str(found),)
        return Check(line.name, line.check, False, worst, members, str(sizes.columns[column]))

    def where(self, check: Check, lang: str) -> str:
        """Where a check did not pass, by the members' labels."""
        names = zip(self.per(check.name), check.members, strict=False)
        labels = " / ".join(self.plan.label(dimension, member, lang) for dimension, member in names)
        return " ".join(filter(None, (labels, check.month)))

    def _index(self, name: str) -> pd.Index:
        per = self.per(name)
        if len(per) > 1:
            return pd.MultiIndex.from_tuples(
                list(product(*(self.members[dim] for dim in per))), names=list(per)
            )
        return pd.Index(
            list(self.members[per[0]]) if per else [name], name=per[0] if per else "line", dtype=object
        )


def period_name(month: str, by: By, first_fiscal_month: int) -> str:
    """'2027-04' as itself, as '2027-Q2', '2027-H1', or '2027'; 'FY2027' begins in 2027, after January."""
    year, number = (int(part) for part in month.split("-"))
    place = (number - first_fiscal_month) % 12
    fiscal = year - (number < first_fiscal_month)
    name = f"{fiscal}" if first_fiscal_month == 1 else f"FY{fiscal}"
    parts = {"quarter": f"{name}-Q{place // 3 + 1}", "half": f"{name}-H{place // 6 + 1}"}
    return {"month": month, **parts, "year": name}[by]
