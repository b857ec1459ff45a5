"""Points in the unit interval for each parameter of a simulation, computed in fixed blocks of draws.

A parameter's draws depend on the seed, its path and the number of the block; not on how many draws are
evaluated together, on the number of threads, or on what else is uncertain: each pair of path and block has
its own stream of the generator Philox (Salmon et al. 2011).

    latin    Latin hypercube (McKay, Beckman & Conover 1979) within each block: one draw in each of as many
             strata as the block has draws
    random   independent draws
    sobol    Sobol sequence (Sobol 1967) with the direction numbers of Joe & Kuo (2008), scrambled by a random
             linear map and a digital shift (Matoušek 1998); best with 1024, 2048, ... draws

A Sobol sequence needs different, low dimensions. They go to the parameters in the order of their paths, so
that one more uncertain parameter changes the draws of those that follow it. (A dimension fixed by path would
keep them, but be high: one pair of dimensions in a hundred is then strongly correlated.)
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256

import numpy as np

from artplan.engine.arrays import Bits, Numbers

KINDS = ("latin", "sobol", "random")
BLOCK = 4096  # draws; part of what a seed means
BITS = 30  # of a Sobol point; more draws than 2 ** BITS repeat themselves
DIMENSIONS = 21201  # of the published table of Sobol sequences


@dataclass(frozen=True)
class Points:
    """Where each input's draws come from: `block(path, number, count)` gives those of one block."""

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
        """The input's points of a block."""
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
    """For each dimension of a Sobol sequence, the number that each bit of a draw's number turns over.

    Read off the plain sequence, which goes from point to point in the order of a Gray code: at draw 2^k it
    has turned over the bits k and k - 1.
    """
    from scipy.stats import qmc  # slow to import, and only needed here

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
    """Each bit mixed with the bits above it, and all points moved by one shift, which comes last."""
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
