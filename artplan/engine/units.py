"""Units of measure, as products of base units: CNY/person/month, order/visit, 1.

A share is `1`. The number 0 has any unit, so its unit is None.
"""

from __future__ import annotations

from functools import cache
from typing import NamedTuple


class Unit(NamedTuple):
    """Base units with their powers, sorted by name, none of them zero."""

    powers: tuple[tuple[str, int], ...] = ()

    def times(self, other: Unit, sign: int = 1) -> Unit:
        powers = dict(self.powers)
        for base, power in other.powers:
            powers[base] = powers.get(base, 0) + sign * power
        return Unit(tuple(sorted((base, power) for base, power in powers.items() if power)))

    def over(self, other: Unit) -> Unit:
        return self.times(other, -1)

    def __str__(self) -> str:
        above = [base for base, power in self.powers for _ in range(power)]
        below = [base for base, power in self.powers for _ in range(-power)]
        below.sort(key=lambda base: base in ("day", "month", "year"))
        return "/".join(["*".join(above) or "1", *below])


ONE = Unit()


@cache
def unit(text: str) -> Unit:
    """Read `CNY/person/month`: what stands first is multiplied, what follows a slash divides.

    Raises ValueError for an empty part, as in `CNY//month`.
    """
    first, *below = text.split("/")
    result = ONE
    for sign, names in [(1, first.split("*")), *((-1, [name]) for name in below)]:
        for name in names:
            if not name.strip():
                raise ValueError(f"unit '{text}': a part is empty; write it as in CNY/person/month")
            if name.strip() != "1":
                result = result.times(Unit(((name.strip(), 1),)), sign)
    return result
