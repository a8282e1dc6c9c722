"""A rate with what it rests on: part, whole, and Wilson's interval for 95 in a hundred."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt

Z = 1.959963984540054
"""The two-sided 95 % point of the normal distribution."""


@dataclass(frozen=True, slots=True)
class Rate:
    """`part` of `whole`."""

    part: int
    whole: int

    @property
    def percent(self) -> float | None:
        """In a hundred; None where there is nothing to divide by."""
        return 100 * self.part / self.whole if self.whole else None

    @property
    def interval(self) -> tuple[float, float] | None:
        """Wilson's score interval in a hundred; None where nothing was counted.

        Source: E. B. Wilson, Journal of the American Statistical Association 22 (1927), 209-212.
        """
        if not self.whole:
            return None
        n, share = self.whole, self.part / self.whole
        middle = share + Z * Z / (2 * n)
        spread = Z * sqrt(share * (1 - share) / n + Z * Z / (4 * n * n))
        below, above = ((middle - spread), (middle + spread))
        scale = 100 / (1 + Z * Z / n)
        return max(0.0, below * scale), min(100.0, above * scale)


def within(days: Sequence[int], share: int) -> int | None:
    """How many days `share` in a hundred needed at most, by the nearest rank; `days` come sorted. None of nothing."""
    return days[-(-len(days) * share // 100) - 1] if days else None


def floored(rate: Rate) -> int | None:
    """A whole percentage that reaches 100 only when all are counted."""
    return 100 * rate.part // rate.whole if rate.whole else None
