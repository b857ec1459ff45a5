"""The result of a run: every line by member, month and case, read as numbers or as pandas tables.

A rate whose divisor is negative, 0 or dust is no number and read as NaN; only `array`, which the model itself
works with, has 0 there.

pandas is imported when the first table is made: a command that only prints numbers starts without it.

>>> import artplan
>>> result = artplan.load("base").run()
>>> result["net_profit"].name  # no dimension: a Series by month
'net_profit'
>>> result["headcount_closing"].shape == (len(result.members["post"]), 12)  # posts by months
True
>>> result.frame("net_profit", by="quarter").shape
(1, 4)
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import product
from typing import TYPE_CHECKING, Any, Literal

import numpy as np

from artplan.checks import SIZES, Check, outcome, tolerance
from artplan.engine import trace
from artplan.engine.arrays import Arrays, Numbers
from artplan.engine.line import Line
from artplan.engine.program import Program
from artplan.engine.roll import rolled
from artplan.engine.undefined import undefined
from artplan.plan.inputs.build import Inputs
from artplan.plan.inputs.lineage import Origins, origins
from artplan.plan.plan import Plan
from artplan.plan.written.calendar import period_name
from artplan.rules.dimensions import DIMENSIONS
from artplan.texts.catalogue import text
from artplan.texts.closest import nearest

if TYPE_CHECKING:
    import pandas as pd

By = Literal["month", "quarter", "half", "year"]


@dataclass(frozen=True)
class Result:
    """The numbers of a plan, or of several plans with the same months and members as cases.

    values: arrays of lines and inputs by name, shape (one axis for each dimension of the line, month, case);
    the month and case axes have length 1 where nothing varies along them. `array` gives them with all months.

    In a notebook it shows itself as tables; after result["net, the tab key completes the names of lines and
    inputs.

    >>> import artplan
    >>> result = artplan.load("base").run()
    >>> list(result["net_profit"].index)[:2]
    ['2027-01', '2027-02']
    >>> result.per("visits_by_channel"), result.unit("net_profit")
    (('channel',), 'CNY')
    """

    plan: Plan
    program: Program
    data: Inputs
    values: Arrays

    @property
    def lines(self) -> Mapping[str, Line]:
        """The cards of the lines that were requested, by name, in the order of the model."""
        return {name: self.program.model.lines[name] for name in self.program.requested}

    @property
    def months(self) -> tuple[str, ...]:
        """The plan's months, as '2027-01'."""
        return self.data.months

    @property
    def members(self) -> Mapping[str, tuple[str, ...]]:
        """The members of each dimension, in the order of the plan's files."""
        return self.data.members

    @cached_property
    def cases(self) -> int:
        """The number of cases: 1 for the run of a single plan."""
        return max(array.shape[-1] for array in self.data.arrays.values())

    @cached_property
    def origins(self) -> Origins:
        """The parameters that stand unchanged in inputs, by the input's name and index (member, month)."""
        return origins(self.plan)

    def array(self, name: str) -> Numbers:
        """The numbers of a line or input, shape (dimensions..., month, case), in its unit; a read-only view.

        The case axis has length 1 where the line is the same in all cases. Raises KeyError with the nearest
        names.

        >>> import artplan
        >>> artplan.load("base").run(["net_profit"]).array("net_profit").shape
        (12, 1)
        """
        if name not in self.values:
            raise KeyError(f"no line or input '{name}': {nearest(name, self.values)}")
        array = self.values[name]
        return np.broadcast_to(array, array.shape[:-2] + (len(self.months), array.shape[-1]))

    def value(self, name: str, member: str | tuple[str, ...] = (), month: str = "", case: int = 0) -> float:
        """One number: of a member (a tuple for several dimensions), in a month (by default the first).

        Raises KeyError for an unknown line, and ValueError for an unknown member or month or a wrong number
        of members.

        >>> import artplan
        >>> result = artplan.load("base").run()
        >>> f"{result.value('net_profit', month='2027-11') - result['net_profit']['2027-11']:.2f}"
        '0.00'
        """
        names = (member,) if isinstance(member, str) else member
        place = [self.members[dim].index(each) for dim, each in zip(self.per(name), names, strict=True)]
        self.array(name)
        at = self.months.index(month) if month else 0
        return float(self.read(name, [(at, at + 1)], case)[(*place, 0)])

    def per(self, name: str) -> tuple[str, ...]:
        """The dimensions of a line or input, in the order of its axes. Raises KeyError."""
        return self.program.model.cards[name].per

    def frame(self, name: str, by: By = "month", case: int = 0) -> pd.DataFrame:
        """A table of one line or input: members by months, fiscal quarters, half-years or years.

        A line without dimensions has one row, named after itself; one of several dimensions has a MultiIndex.
        Months are rolled up as the line's card says (sum, first, last, average, max, or recomputed from its
        rolled-up parts). Raises KeyError.

        >>> import artplan
        >>> list(artplan.load("base").run().frame("net_profit", by="half").columns)
        ['2027-H1', '2027-H2']
        """
        import pandas as pd

        numbers = self.numbers(name, by, case)
        return pd.DataFrame(numbers, index=self._index(name), columns=list(self.periods(by)[0]))

    def numbers(self, name: str, by: By = "month", case: int = 0) -> Numbers:
        """The numbers of `frame`, shape (member, period), in the order of `rows` and `periods`; no pandas.

        Raises KeyError.

        >>> import artplan
        >>> artplan.load("base").run(["net_profit"]).numbers("net_profit", "quarter").shape
        (1, 4)
        """
        self.array(name)
        labels, periods = self.periods(by)
        return self.read(name, periods, case).reshape(-1, len(labels))

    def read(self, name: str, periods: Sequence[tuple[int, int]], case: int = 0) -> Numbers:
        """The numbers of a line or input, shape (dimensions..., period), NaN where a rate is undefined.

        periods: for each the first month's position and that past the last.
        """
        whole = rolled(self.program, self.values, self.data, name, periods)
        none = undefined(self.program, self.values, self.data, name, periods)
        read = whole if none is None else np.where(none, np.nan, whole)
        return read[..., min(case, read.shape[-1] - 1)]

    def rows(self, name: str) -> list[tuple[str, ...]]:
        """The rows of `numbers`: a member of each dimension; one empty tuple for a line without dimensions.

        Raises KeyError.
        """
        return list(product(*(self.members[dim] for dim in self.per(name))))

    def _ipython_key_completions_(self) -> list[str]:
        return list(self.values)

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> dict[str, str]:
        from artplan.api import display

        return {"text/html": display.result(self, self.plan.language).html(), "text/plain": repr(self)}

    def __repr__(self) -> str:
        from artplan.api import display

        return display.aligned(display.result(self, self.plan.language))

    def __getitem__(self, name: str) -> pd.Series | pd.DataFrame:
        """The line by month: a Series where it has no dimension, else members by months. Raises KeyError."""
        frame = self.frame(name)
        return frame if self.per(name) else frame.loc[name]

    def total(self, name: str, by: By = "month", case: int = 0) -> pd.Series:
        """The line summed over all its members, by period.

        Meaningful for amounts and counts; the sum of a rate over its members is not. Raises KeyError.

        >>> import artplan
        >>> result = artplan.load("base").run()
        >>> visits = result.total("visits_by_channel", by="quarter")
        >>> visits.name, len(visits)
        ('visits_by_channel', 4)
        """
        frame = self.frame(name, by, case)
        return frame.sum(min_count=min(1, len(frame))).rename(name)

    def by_month(self, name: str, case: int = 0) -> Numbers:
        """The line summed over its members, shape (month,); faster than `total`. Raises KeyError."""
        array = self.array(name)
        return array[..., min(case, array.shape[-1] - 1)].reshape(-1, len(self.months)).sum(axis=0)

    def year(self, name: str, case: int = 0) -> float | pd.Series:
        """The line over the whole horizon, rolled up as its card says: a number, or a Series by member.

        >>> import artplan
        >>> result = artplan.load("base").run()
        >>> f"{abs(result.year('net_profit') - result['net_profit'].sum()):.2f}"
        '0.00'
        """
        return self.by_member(name, case) if self.per(name) else float(self._whole(name, case)[0])

    def by_member(self, name: str, case: int = 0) -> pd.Series:
        """The line over the whole horizon, rolled up as its card says, as a Series by member."""
        import pandas as pd

        return pd.Series(self._whole(name, case), index=self._index(name), name=name)

    def _whole(self, name: str, case: int) -> Numbers:
        """The line over the whole horizon, shape (member,)."""
        return self.read(name, [(0, len(self.months))], case).reshape(-1)

    def periods(self, by: By = "month") -> tuple[tuple[str, ...], list[tuple[int, int]]]:
        """The labels of the periods, and for each the range of months (first, past the last) as positions.

        Labels are '2027-01', '2027-Q1', '2027-H1' and '2027'; all but months follow the fiscal year, labelled
        'FY2027' where that does not begin in January. The first and last period may be incomplete.

        >>> import artplan
        >>> artplan.load("base").run(["net_profit"]).periods("half")
        (('2027-H1', '2027-H2'), [(0, 6), (6, 12)])
        """
        names = [period_name(month, by, self.plan.sections.plan.first_fiscal_month) for month in self.months]
        starts = [at for at, name in enumerate(names) if at == 0 or name != names[at - 1]]
        return tuple(names[at] for at in starts), list(zip(starts, [*starts[1:], len(names)], strict=True))

    def label(self, name: str, lang: str = "en") -> str:
        """The label of a line, input or dimension in `zh` or `en`. Raises KeyError."""
        if name in DIMENSIONS:
            return DIMENSIONS[name][lang]
        card = self.program.model.cards[name]
        return card.zh if lang == "zh" else card.en

    def unit(self, name: str) -> str:
        """The unit of a line or input, such as 'CNY', 'order/visit', or '1' for a share. Raises KeyError."""
        return self.program.model.cards[name].unit

    def formula(self, name: str, lang: str = "en") -> str:
        """The line's rule in words. Raises KeyError for a name that is no line.

        >>> import artplan
        >>> artplan.load("base").run().formula("net_profit")
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
        """Long format, one row a number: line, unit, member, month, value.

        Members of two dimensions are joined by ' / '. lines: all requested lines by default. Raises KeyError.

        >>> import artplan
        >>> list(artplan.load("base").run(["net_profit"]).tidy().columns)
        ['line', 'unit', 'member', 'month', 'value']
        """
        import pandas as pd

        rows: list[tuple[str, str, str, str, float]] = []
        for name in lines or self.program.requested:
            members = [" / ".join(each) for each in self.rows(name)]
            numbers, unit = self.numbers(name, case=case).T.tolist(), self.unit(name)
            for month, values in zip(self.months, numbers, strict=True):
                pairs = zip(members, values, strict=True)
                rows += [(name, unit, member, month, value) for member, value in pairs]
        return pd.DataFrame(rows, columns=["line", "unit", "member", "month", "value"])

    def checks(self, case: int = 0) -> list[Check]:
        """The outcome of every check line among the requested lines.

        An `error` passes where its size is within `tolerance` in every month and for every member; so does an
        `alert`.

        >>> import artplan
        >>> {check.state for check in artplan.load("base").run().checks()} <= {"passed", "alert"}
        True
        """
        allowed = self.tolerance(case)
        return [
            outcome(line, self.numbers(line.name, case=case), self.rows(line.name), self.months, allowed)
            for line in self.lines.values()
            if line.check
        ]

    def tolerance(self, case: int = 0) -> float:
        """How far from 0 a check may be, in CNY: half a cent, or 1e-12 of the plan's largest amount if more.

        Double precision has 16 digits, so that sums of amounts in trillions differ by more than half a cent.
        The largest amount is that of monthly sales, payments and assets.
        """
        amounts = [abs(self.by_month(name, case)).max() for name in SIZES if name in self.values]
        return tolerance(map(float, amounts))

    def _index(self, name: str) -> pd.Index:
        import pandas as pd

        per = self.per(name)
        if len(per) > 1:
            return pd.MultiIndex.from_tuples(self.rows(name), names=list(per))
        return pd.Index(
            list(self.members[per[0]]) if per else [name], name=per[0] if per else "line", dtype=object
        )
