"""Points in the unit interval for each parameter of a simulation, computed in fixed blocks of draws.

A parameter's draws depend on the seed, its path and the number of the block. They do not depend on how many
draws are evaluated together, on the number of threads, or on the other uncertain parameters: each pair of
path and block has its own stream of the generator Philox (Salmon et al. 2011).

    latin    Latin hypercube (McKay, Beckman & Conover 1979) within each block: one draw in each of as many
             strata as the block has draws
    random   independent draws
    sobol    Sobol sequence (Sobol 1967) with the direction numbers of Joe & Kuo (2008), scrambled by a random
             linear map and a digital shift (Matoušek 1998); best with 1024, 2048, ... draws

A Sobol sequence needs different, low dimensions. They are assigned to the parameters in the order of their
paths, so that an additional uncertain parameter changes the draws of those after it. (A dimension fixed by
path would avoid this, but would be high: one pair of high dimensions in a hundred is strongly correlated.)
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256

import numpy as np

from artplan.engine.arrays import Bits, Numbers

KINDS = ("latin", "sobol", "random")
BLOCK = 4096  # draws; changing it changes the draws of every seed
BITS = 30  # of a Sobol point; the sequence repeats after 2 ** BITS draws
DIMENSIONS = 21201  # of the published table of Sobol sequences


@dataclass(frozen=True)
class Points:
    """The source of each parameter's draws: `block(path, number, count)` returns those of one block."""

    kind: str
    seed: int
    draws: int
    numbers: dict[str, Bits]

    @staticmethod
    def of(kind: str, seed: int, draws: int, paths: Iterable[str]) -> Points:
        if kind != "sobol":
            return Points(kind, seed, draws, {})
        inputs = sorted(paths)
        table = _directions(len(inputs), draws)
        numbers = {
            path: _scrambled(row, _stream(seed, path)) for path, row in zip(inputs, table, strict=True)
        }
        return Points(kind, seed, draws, numbers)

    @property
    def blocks(self) -> int:
        return -(-self.draws // BLOCK)

    def block(self, path: str, number: int) -> Numbers:
        """Return the parameter's points of a block."""
        count = min(BLOCK, self.draws - number * BLOCK)
        if self.kind == "sobol":
            return _sequence(self.numbers[path], number * BLOCK, count)
        stream = _stream(self.seed, path, number)
        if self.kind == "latin":
            return (stream.permutation(count) + stream.random(count)) / count
        return stream.random(BLOCK)[:count]


def _stream(seed: int, path: str, block: int = 0) -> np.random.Generator:
    key = sha256(f"{seed} {path} {block}".encode()).digest()
    return np.random.Generator(np.random.Philox(int.from_bytes(key[:16], "little")))


def _directions(dimensions: int, draws: int) -> Bits:
    """Return, for each dimension of a Sobol sequence, the number that each bit of a draw's number flips.

    The numbers are read from the unscrambled sequence, which visits its points in the order of a Gray code:
    at draw 2^k it has flipped the bits k and k - 1.
    """
    from scipy.stats import qmc  # slow to import, and needed only here

    needed = max(1, int(draws - 1).bit_length())
    plain = qmc.Sobol(dimensions, scramble=False, bits=BITS)
    plain.random(1)
    turned = np.zeros((needed, dimensions), dtype=np.uint64)
    for bit in range(needed):
        ahead = 2**bit - plain.num_generated
        if ahead:
            plain.fast_forward(ahead)
        point = (plain.random(1)[0] * 2.0**BITS).astype(np.uint64)
        turned[bit] = point ^ turned[bit - 1] if bit else point
    return turned.T


def _scrambled(numbers: Bits, stream: np.random.Generator) -> Bits:
    """Scramble: mix each bit with the bits above it; the last number is the shift of all points."""
    mixed = np.zeros(len(numbers) + 1, dtype=np.uint64)
    for bit in range(BITS):
        above = int(stream.integers(0, 2**bit)) << (BITS - bit)
        row = np.uint64(above | 1 << (BITS - 1 - bit))
        odd = np.bitwise_count(numbers & row) & np.uint8(1)
        mixed[:-1] |= odd.astype(np.uint64) << np.uint64(BITS - 1 - bit)
    mixed[-1] = stream.integers(0, 2**BITS)
    return mixed


def _sequence(numbers: Bits, start: int, count: int) -> Numbers:
    draws = np.arange(start, start + count, dtype=np.uint64)
    points = np.full(count, numbers[-1], dtype=np.uint64)
    for bit, number in enumerate(numbers[:-1]):
        points ^= (draws >> np.uint64(bit) & np.uint64(1)) * number
    return (points.astype(float) + 0.5) / 2.0**BITS
