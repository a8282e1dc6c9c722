"""附件2 自查情况统计表: the columns counted from the records of persons, and the formulas that must hold.

Rules kept here: a person is counted in one block, the first that fits; once in 16 to 18, at the last step reached;
a foreign-appointed senior post counts among the entities of 10 to 12 and again in 13; 待甄别 counts persons who
have nothing but uncertain entities, 兼有 those who stand in both 11 and 12; 补报 counts only persons who are also
in column 4; a rate is rounded half up to two decimals and is "—" where nobody is obliged. A parent's figures are
the sum of its parts. What is published hides 1 to 4 and shows 0.

Clause: 四 last paragraph (统计表), 四(三) (应申报的全部申报); SR-47, SR-59; 附件2; H-37, H-38.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum

from regulation.facts import PersonFacts, UnitId
from regulation.screening import Screening
from regulation.terms import ManagedBy, UnitKind, Verdict

NO_RATE = "—"
SMALLEST_SHOWN = 5


class Block(StrEnum):
    """The rank groups of the table, in the order in which the first that fits is taken (H-38)."""

    CITY_MANAGED = "city_managed"
    TOWNSHIP = "township"
    STATION = "station"
    STATE_ENTERPRISE = "state_enterprise"
    DIVISION = "division"
    SECTION = "section"
    OTHER = "other"


class Column(StrEnum):
    """The columns of the table by their numbers. Where a column has persons and entities, `h` are the entities."""

    OBLIGED = "1"
    FILED = "2"
    NIL = "3"
    EXCUSED = "4"
    SUPPLEMENTED = "5"
    POSTED = "7"
    COUNTERSIGNED = "8"
    OBJECTIONS = "9"
    WITH_BUSINESS = "10"
    ENTITIES = "10h"
    INSIDE = "11"
    ENTITIES_INSIDE = "11h"
    OUTSIDE = "12"
    ENTITIES_OUTSIDE = "12h"
    INSIDE_AND_OUTSIDE = "both"
    UNCERTAIN_ONLY = "uncertain"
    ENTITIES_UNCERTAIN = "uncertain-h"
    FOREIGN_POST = "13"
    ENTITIES_FOREIGN_POST = "13h"
    REMINDED = "14"
    ORDERED = "15"
    RECTIFIED = "16"
    LEFT_POST = "17"
    REMOVED = "18"
    REPORTS = "19"
    CONCEALED = "20"
    OMITTED = "21"
    DECLARANTS_HELD = "22"
    COUNTERSIGNERS_HELD = "23"
    CASES_EXPOSED = "24"
    PERSONS_EXPOSED = "24p"


class LastStep(StrEnum):
    """How far an ordered correction has come; each person stands in one (H-38)."""

    NONE = "none"
    ORDERED = "ordered"
    RECTIFIED = "rectified"
    LEFT_POST = "left_post"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class PersonRecord:
    """What the records say of one obliged person at the moment of the snapshot. Numbers only, no name.

    `excused`: a written request was approved at some time. `inside`, `outside` and `uncertain` count businesses
    and foreign-appointed senior posts by verdict, `foreign_posts` the latter alone. `reminders` are times reminded.
    """

    unit: UnitId
    block: Block
    filed: bool = False
    nil: bool = False
    excused: bool = False
    posted: bool = False
    countersigned: bool = False
    objections: int = 0
    inside: int = 0
    outside: int = 0
    uncertain: int = 0
    foreign_posts: int = 0
    reminders: int = 0
    last_step: LastStep = LastStep.NONE
    reports: int = 0
    concealed: bool = False
    omitted: bool = False
    declarant_held: bool = False
    countersigner_held: bool = False
    cases_exposed: int = 0
    persons_exposed: int = 0


@dataclass(frozen=True, slots=True)
class Figures:
    """The figures of one row or one block of the table; figures of different persons may be added."""

    counts: Mapping[Column, int]

    def __getitem__(self, column: Column) -> int:
        """The count of a column; 0 where nothing was counted."""
        return self.counts.get(column, 0)

    def __add__(self, other: "Figures") -> "Figures":
        """The figures of two disjoint groups of persons together."""
        return Figures({column: self[column] + other[column] for column in Column})

    @property
    def rate(self) -> str:
        """Column 6: filed over obliged, in percent."""
        return percentage(self[Column.FILED], self[Column.OBLIGED])


NOTHING = Figures(dict.fromkeys(Column, 0))


def block_of(person: PersonFacts) -> Block:
    """The first block that fits of 市管, 乡镇街道, 站所, 国企, 处级, 科级. Clause: 四 last paragraph (附件2); H-38."""
    kind = person.unit.kind
    fits = (
        (Block.CITY_MANAGED, person.managed_by is ManagedBy.CITY),
        (Block.TOWNSHIP, kind in (UnitKind.TOWNSHIP, UnitKind.SUBDISTRICT)),
        (Block.STATION, kind is UnitKind.GRASSROOTS_STATION),
        (Block.STATE_ENTERPRISE, kind in (UnitKind.STATE_ENTERPRISE, UnitKind.STATE_ENTERPRISE_BRANCH)),
        (Block.DIVISION, person.rank.is_division_or_above),
        (Block.SECTION, person.rank.is_section_or_above),
    )
    return next((block for block, fit in fits if fit), Block.OTHER)


def verdicts(screenings: Iterable[Screening]) -> tuple[int, int, int]:
    """How many businesses and posts that still exist are IN, OUT and UNCERTAIN."""
    found = [each.verdict for each in screenings if not each.ended]
    return found.count(Verdict.IN), found.count(Verdict.OUT), found.count(Verdict.UNCERTAIN)


def figures(records: Iterable[PersonRecord]) -> Figures:
    """Columns 1 to 24 of a group of persons. Clause: 四 last paragraph; 附件2."""
    total = dict.fromkeys(Column, 0)
    for record in records:
        for column, count in _columns(record).items():
            total[column] += count
    return Figures(total)


def _columns(record: PersonRecord) -> dict[Column, int]:
    """What one person adds to each column."""
    entities = record.inside + record.outside + record.uncertain
    known = record.inside + record.outside
    step = record.last_step
    return {
        Column.OBLIGED: 1,
        Column.FILED: record.filed,
        Column.NIL: record.filed and record.nil,
        Column.EXCUSED: record.excused,
        Column.SUPPLEMENTED: record.excused and record.filed,
        Column.POSTED: record.posted,
        Column.COUNTERSIGNED: record.countersigned,
        Column.OBJECTIONS: record.objections,
        Column.WITH_BUSINESS: entities > 0,
        Column.ENTITIES: entities,
        Column.INSIDE: record.inside > 0,
        Column.ENTITIES_INSIDE: record.inside,
        Column.OUTSIDE: record.outside > 0,
        Column.ENTITIES_OUTSIDE: record.outside,
        Column.INSIDE_AND_OUTSIDE: record.inside > 0 and record.outside > 0,
        Column.UNCERTAIN_ONLY: record.uncertain > 0 and not known,
        Column.ENTITIES_UNCERTAIN: record.uncertain,
        Column.FOREIGN_POST: record.foreign_posts > 0,
        Column.ENTITIES_FOREIGN_POST: record.foreign_posts,
        Column.REMINDED: record.reminders,
        Column.ORDERED: step is not LastStep.NONE,
        Column.RECTIFIED: step is LastStep.RECTIFIED,
        Column.LEFT_POST: step is LastStep.LEFT_POST,
        Column.REMOVED: step is LastStep.REMOVED,
        Column.REPORTS: record.reports,
        Column.CONCEALED: record.concealed,
        Column.OMITTED: record.omitted,
        Column.DECLARANTS_HELD: record.declarant_held,
        Column.COUNTERSIGNERS_HELD: record.countersigner_held,
        Column.CASES_EXPOSED: record.cases_exposed,
        Column.PERSONS_EXPOSED: record.persons_exposed,
    }


def table(records: Iterable[PersonRecord]) -> dict[tuple[UnitId, Block], Figures]:
    """The table itself: a row for each unit, a column block for each rank group that has anybody in it."""
    groups: dict[tuple[UnitId, Block], list[PersonRecord]] = {}
    for record in records:
        groups.setdefault((record.unit, record.block), []).append(record)
    return {place: figures(group) for place, group in groups.items()}


def roll_up(parts: Iterable[Figures]) -> Figures:
    """The figures of a parent: the sum of its parts. Clause: 二 ¶1 逐级上报; 附件2."""
    total = NOTHING
    for part in parts:
        total = total + part
    return total


def percentage(part: int, whole: int) -> str:
    """A percentage with two decimals, rounded half up; "—" of nothing. Clause: H-38."""
    if whole == 0:
        return NO_RATE
    exact = Decimal(part * 100) / Decimal(whole)
    return f"{exact.quantize(Decimal('0.01'), rounding=ROUND_HALF_UP)}%"
