"""Responses that may be S-shaped: value = top * spend^k / (half^k + spend^k), the Hill curve (Hill 1910).

Hill, A. V. (1910), The possible effects of the aggregation of the molecules of haemoglobin on its
dissociation curves, Journal of Physiology 40. Above k = 1 the marginal value rises up to the inflection and
falls beyond it. The curve's concave hull is a straight line from the lowest spend to the point where that
line touches the curve, and the curve itself from there on. A spend that maximises the hull less a price per
yuan also maximises the curve less that price.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from artplan.engine.arrays import Booleans, Numbers

NEWTON = 100  # most steps; about eight are needed, except near the inflection
HALVINGS = 200
LAST_DIGITS = 1e-14


@dataclass(frozen=True)
class Curves:
    """The response curves of items, arrays of shape (item,).

    top: the value in CNY at unlimited spend. half: the spend in CNY at which half of it is reached.
    steepness: the exponent k.
    """

    top: Numbers
    half: Numbers
    steepness: Numbers

    def value(self, spends: Numbers) -> Numbers:
        """The value in CNY at these spends, (item,)."""
        with np.errstate(divide="ignore", over="ignore"):
            return self.top / (1 + np.exp(-self._logit(spends)))

    def slope(self, spends: Numbers) -> Numbers:
        """The marginal value per yuan at spends above 0, (item,)."""
        return self.top * self.steepness / self.half * np.exp(self._bent(self._logit(spends)))

    @property
    def inflection(self) -> Numbers:
        """The spend above which marginal value falls; 0 if k is at most 1."""
        part = np.maximum(self.steepness - 1, 0) / (self.steepness + 1)
        return self.half * part ** (1 / self.steepness)

    def at_slope(self, price: Numbers) -> Numbers:
        """Return the spend at or above the inflection at which the marginal value equals the price (above 0).

        The result is the inflection if the marginal value never reaches the price. The logarithm of the slope
        is concave in the logit of value / top, so Newton's method, started where the slope is too low, never
        overshoots.
        """
        with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
            wanted = np.log(price) - np.log(self.top * self.steepness / self.half)
            reached = wanted < self._highest
            logit = np.maximum((np.maximum(-self._early, 0) - wanted) / self._late, 0)
            for _ in range(NEWTON):
                step = (self._bent(logit) - wanted) / (2 / (1 + np.exp(-logit)) - self._early)
                step = np.where(reached, step, 0.0)
                logit = logit + step
                if not (abs(step) > LAST_DIGITS * (1 + abs(logit))).any():
                    break
            spends = self.half * np.exp(logit / self.steepness)
        return np.where(reached, np.maximum(spends, self.inflection), self.inflection)

    def touch(self, low: Numbers, high: Numbers) -> Numbers:
        """Return the end of the hull's straight part on each interval; the low end if there is none."""
        left, right = self.inflection, np.maximum(high, low)
        bent = low < np.minimum(self.inflection, right)
        straight = bent & ((high <= self.inflection) | (self._above_chord(low, right) >= 0))
        for _ in range(HALVINGS):
            middle = (left + right) / 2
            if ((middle == left) | (middle == right) | ~bent | straight).all():
                break
            above = self._above_chord(low, middle) > 0
            left, right = np.where(above, middle, left), np.where(above, right, middle)
        return np.where(straight, high, np.where(bent, right, low))

    def of(self, items: Booleans) -> Curves:
        """Return the curves of the items selected by a mask."""
        return Curves(self.top[items], self.half[items], self.steepness[items])

    def _above_chord(self, low: Numbers, spends: Numbers) -> Numbers:
        """Return by how much slope times distance from `low` exceeds the curve's rise from `low`."""
        with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
            return self.slope(spends) * (spends - low) - (self.value(spends) - self.value(low))

    @property
    def _highest(self) -> Numbers:
        """The logarithm of the highest slope, without its scale: at the inflection, or at spend 0."""
        early = np.maximum(self._early, 0)
        at_inflection = self._bent(np.log(early) - np.log(2 - early))
        return np.where(early > 0, at_inflection, np.where(self._early < 0, np.inf, 0.0))

    @property
    def _early(self) -> Numbers:
        return 1 - 1 / self.steepness

    @property
    def _late(self) -> Numbers:
        return 1 + 1 / self.steepness

    def _logit(self, spends: Numbers) -> Numbers:
        """Return the logarithm of value / (top - value)."""
        return self.steepness * (np.log(spends) - np.log(self.half))

    def _bent(self, logit: Numbers) -> Numbers:
        """Return the logarithm of the slope, without its scale."""
        return -self._early * np.logaddexp(0, -logit) - self._late * np.logaddexp(0, logit)
