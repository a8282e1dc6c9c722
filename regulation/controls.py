"""The control formulas of 附件2, and what of any count may be published.

Rules kept here: a formula that fails is named with both its sides and never mended silently; a published figure
hides every count from 1 to 4, shows 0, and lets no such count be worked out from a total.

Clause: 四 last paragraph; 附件2; H-37, H-38.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from regulation.statistics import SMALLEST_SHOWN, Column, Figures, roll_up


class Formula(StrEnum):
    """The formulas that the figures must satisfy."""

    COVERAGE = "coverage"
    FILED_WITHIN_OBLIGED = "filed_within_obliged"
    POSTED_WITHIN_FILED = "posted_within_filed"
    COUNTERSIGNED_WITHIN_POSTED = "countersigned_within_posted"
    BUSINESSES = "businesses"
    ENTITIES = "entities"
    ORDERS = "orders"
    SUPPLEMENTED_WITHIN_EXCUSED = "supplemented_within_excused"
    PARTS = "parts"


@dataclass(frozen=True, slots=True)
class Broken:
    """A formula that does not hold, with the two sides that were found."""

    formula: Formula
    left: int
    right: int


Sides = Callable[[Figures], tuple[int, int]]

_EQUAL: Mapping[Formula, Sides] = {
    Formula.BUSINESSES: lambda f: (
        f[Column.WITH_BUSINESS],
        f[Column.INSIDE] + f[Column.OUTSIDE] - f[Column.INSIDE_AND_OUTSIDE] + f[Column.UNCERTAIN_ONLY],
    ),
    Formula.ENTITIES: lambda f: (
        f[Column.ENTITIES],
        f[Column.ENTITIES_INSIDE] + f[Column.ENTITIES_OUTSIDE] + f[Column.ENTITIES_UNCERTAIN],
    ),
}
_NOT_LESS: Mapping[Formula, Sides] = {
    Formula.FILED_WITHIN_OBLIGED: lambda f: (f[Column.OBLIGED], f[Column.FILED]),
    Formula.POSTED_WITHIN_FILED: lambda f: (f[Column.FILED], f[Column.POSTED]),
    Formula.COUNTERSIGNED_WITHIN_POSTED: lambda f: (f[Column.POSTED], f[Column.COUNTERSIGNED]),
    Formula.ORDERS: lambda f: (
        f[Column.ORDERED],
        f[Column.RECTIFIED] + f[Column.LEFT_POST] + f[Column.REMOVED],
    ),
    Formula.SUPPLEMENTED_WITHIN_EXCUSED: lambda f: (f[Column.EXCUSED], f[Column.SUPPLEMENTED]),
}


def coverage(figures: Figures) -> tuple[int, int]:
    """The two sides of 2 + 4 − 5 = 1, equal when everybody has filed or is excused. Clause: 四(三); H-37."""
    left = figures[Column.FILED] + figures[Column.EXCUSED] - figures[Column.SUPPLEMENTED]
    return left, figures[Column.OBLIGED]


def check(figures: Figures, *, complete: bool = False) -> tuple[Broken, ...]:
    """The formulas that do not hold: 2 ≥ 7 ≥ 8; 10 = 11 + 12 − 兼有 + 待甄别; 15 ≥ 16 + 17 + 18; and for a unit that
    says it is `complete` 2 + 4 − 5 = 1.

    Clause: 四 last paragraph (附件2); H-37, H-38.
    """
    broken = [
        Broken(formula, *sides(figures)) for formula, sides in _EQUAL.items() if len(set(sides(figures))) > 1
    ]
    for formula, sides in _NOT_LESS.items():
        left, right = sides(figures)
        if left < right:
            broken.append(Broken(formula, left, right))
    left, right = coverage(figures)
    if complete and left != right:
        broken.append(Broken(Formula.COVERAGE, left, right))
    return tuple(broken)


def check_parts(total: Figures, parts: Iterable[Figures]) -> dict[Column, Broken]:
    """The columns in which a parent's figure is not the sum of its parts. Clause: 四 last paragraph (附件2)."""
    summed = roll_up(parts)
    return {
        column: Broken(Formula.PARTS, total[column], summed[column])
        for column in Column
        if total[column] != summed[column]
    }


def shown(count: int) -> int | None:
    """A single published count: 1 to 4 are hidden (None), 0 is shown. Clause: H-38."""
    return None if 0 < count < SMALLEST_SHOWN else count


@dataclass(frozen=True, slots=True)
class Published:
    """A column as it is published: hidden cells are None."""

    cells: Mapping[str, int | None]
    total: int | None


def published(cells: Mapping[str, int]) -> Published:
    """A column with its total, so that no hidden count can be worked out from what is shown.

    Where the hidden cells could be told from the total, further small cells are hidden until at least two are and
    together they make five; where that cannot be, the total is hidden as well.
    Clause: H-38.
    """
    total = sum(cells.values())
    hidden = {name for name, count in cells.items() if shown(count) is None}
    spare = sorted(
        (name for name in cells if name not in hidden and cells[name]), key=lambda name: cells[name]
    )
    while hidden and spare and not _is_safe(cells, hidden):
        hidden.add(spare.pop(0))
    safe = not hidden or _is_safe(cells, hidden)
    return Published(
        cells={name: None if name in hidden else count for name, count in cells.items()},
        total=shown(total) if safe else None,
    )


def _is_safe(cells: Mapping[str, int], hidden: set[str]) -> bool:
    return len(hidden) > 1 and sum(cells[name] for name in hidden) >= SMALLEST_SHOWN
