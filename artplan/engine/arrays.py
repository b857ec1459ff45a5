"""The arrays that numbers stand in; each name says what an entry is.

The engine's own have an axis for each dimension of a line, in the model's order, then month, then case; month
and case have length 1 where nothing varies. Any other shape is said where the array is made or taken.

    Numbers    amounts, counts, shares, parameters' values: what a line, an input or a study works with
    Arrays     by name, what lines are worked out from and what they come to, in the engine's shape
    Indices    places in a sequence: each member's group, (member,) or (member, month); each column's case
    Booleans   which entries are meant: a mask of an array's shape or of one of its axes
    Bits       the 64 bits of each number of a sequence that is made bit by bit, (entry,)
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.float64]
Arrays = Mapping[str, Numbers]
Indices = NDArray[np.int64]
Booleans = NDArray[np.bool_]
Bits = NDArray[np.uint64]
