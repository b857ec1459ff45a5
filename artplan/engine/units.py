"""Units of measure as products of powers of base units: CNY/person/month, order/visit, 1.

A share has the unit `1`. The number 0 fits any unit and has None.

>>> str(unit("CNY/person/month").times(unit("person")))
'CNY/month'
"""

from __future__ import annotations

from functools import cache
from typing import NamedTuple


class Unit(NamedTuple):
    """A unit as pairs of base unit and exponent, sorted by name, without zero exponents."""

    powers: tuple[tuple[str, int], ...] = ()

    def times(self, other: Unit, sign: int = 1) -> Unit:
        """The product with another unit; with sign -1 the quotient."""
        powers = dict(self.powers)
        for base, power in other.powers:
            powers[base] = powers.get(base, 0) + sign * power
        return Unit(tuple(sorted((base, power) for base, power in powers.items() if power)))

    def over(self, other: Unit) -> Unit:
        """The quotient by another unit."""
        return self.times(other, -1)

    def __str__(self) -> str:
        above = [base for base, power in self.powers for _ in range(power)]
        below = [base for base, power in self.powers for _ in range(-power)]
        below.sort(key=lambda base: base in ("day", "month", "year"))
        return "/".join(["*".join(above) or "1", *below])


ONE = Unit()


@cache
def unit(text: str) -> Unit:
    """Parse a unit: what stands before the first slash is multiplied, what follows a slash divides.

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
