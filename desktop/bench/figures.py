"""A figure of a benchmark: what was measured, beside what, and the bar it must not pass."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

MS_PER_NS = 1e-6


@dataclass(frozen=True, slots=True)
class Figure:
    """One line of the result. Without a floor the bar is for the value itself, else the ratio.

    Without a bar it only says what the others must be read beside.
    """

    name: str
    floor: float | None
    value: float
    bar: float | None
    unit: str
    runs: int

    @property
    def ratio(self) -> float | None:
        """How many times the floor."""
        return None if self.floor is None else self.value / self.floor

    @property
    def holds(self) -> bool:
        """Whether the bar is kept."""
        judged = self.value if self.ratio is None else self.ratio
        return self.bar is None or judged <= self.bar


def percentile(samples: Sequence[float], hundredth: float) -> float:
    """The smallest sample that so many hundredths do not exceed; 50 is the median."""
    ordered = sorted(samples)
    if not ordered:
        raise ValueError("nothing was measured")
    rank = -(-len(ordered) * hundredth // 100)
    return ordered[max(int(rank), 1) - 1]


def against_floor(
    name: str, floor: Sequence[float], samples: Sequence[float], *, bar: float, hundredth: float
) -> Figure:
    """A percentile of the samples over the same percentile of the floor; both in milliseconds."""
    return Figure(
        f"{name} p{hundredth:g}",
        percentile(floor, hundredth),
        percentile(samples, hundredth),
        bar,
        "ms",
        len(samples),
    )


def against_itself(name: str, samples: Sequence[float], *, bar: float | None) -> Figure:
    """How far the slowest hundredth is from the median of the same samples, in milliseconds."""
    return Figure(
        f"{name} p99 to own p50",
        percentile(samples, 50),
        percentile(samples, 99),
        bar,
        "ms",
        len(samples),
    )


def middle_batch(name: str, batches: Sequence[Sequence[float]], *, bar: float) -> Figure:
    """`against_itself` of the batch in the middle: a disk has slow seconds that are not ours."""
    figures = [against_itself(name, batch, bar=bar) for batch in batches]
    return sorted(figures, key=lambda figure: figure.ratio or 0)[(len(figures) - 1) // 2]
