"""The dated portfolio table (分工表): who has which unit, person, territory or business in charge on a day.

Posts are found here as persons. A row that is missing or that overlaps another blocks, and is named: a signature
is never guessed. A leader who is away for more than three working days, or whose post is vacant, is replaced by
the acting leader whose authorisation bears a number (G3).
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from regulation.calendar import Calendar
from regulation.decisions import ExpectedPost, Reason, Refused
from regulation.facts import PersonId
from regulation.labels import label
from regulation.terms import Charge, LeaderPost

LONGEST_ABSENCE_WITHOUT_SUBSTITUTE = 3


@dataclass(frozen=True, slots=True)
class PortfolioEntry:
    """One row of the dated portfolio table: who has what in charge, from when to when, by which document."""

    leader: PersonId
    post: LeaderPost
    charge: Charge
    target: str
    from_on: date
    to_on: date | None = None
    document: str = ""
    acting: bool = False

    def is_in_force(self, day: date) -> bool:
        """Both ends count."""
        return self.from_on <= day and (self.to_on is None or day <= self.to_on)


@dataclass(frozen=True, slots=True)
class Absence:
    """A leader away from his post; both days count. `working_days` is its length by the official calendar."""

    leader: PersonId
    from_on: date
    to_on: date
    working_days: int


def working_days_of(from_on: date, to_on: date, calendar: Calendar) -> int:
    """How many working days an absence has by the official calendar, both ends counted."""
    return calendar.between(from_on - timedelta(days=1), to_on)


@dataclass(frozen=True, slots=True)
class Found:
    """The leader found for a post on a day."""

    leader: PersonId
    document: str
    acting: bool


@dataclass(frozen=True, slots=True)
class Portfolio:
    """The table with the absences, indexed by post and charge."""

    entries: Mapping[tuple[LeaderPost, Charge, str], tuple[PortfolioEntry, ...]] = field(default_factory=dict)
    absences: Mapping[PersonId, tuple[Absence, ...]] = field(default_factory=dict)

    @classmethod
    def of(cls, entries: Iterable[PortfolioEntry], absences: Iterable[Absence] = ()) -> "Portfolio":
        """Index the rows as they come."""
        by_charge: dict[tuple[LeaderPost, Charge, str], tuple[PortfolioEntry, ...]] = {}
        for entry in entries:
            key = (entry.post, entry.charge, entry.target)
            by_charge[key] = (*by_charge.get(key, ()), entry)
        away: dict[PersonId, tuple[Absence, ...]] = {}
        for absence in absences:
            away[absence.leader] = (*away.get(absence.leader, ()), absence)
        return cls(by_charge, away)

    def leader_for(self, wanted: ExpectedPost, day: date) -> Found | Refused:
        """The leader who holds the post for the first of its charges that the table knows on that day."""
        for charge, target in wanted.charges:
            rows = [
                row for row in self.entries.get((wanted.post, charge, target), ()) if row.is_in_force(day)
            ]
            if rows:
                return self._among(rows, wanted, target, day)
        return Refused(Reason.PORTFOLIO_MISSING, wanted.clause, _named(wanted, wanted.charges[0][1], day))

    def _among(
        self, rows: Sequence[PortfolioEntry], wanted: ExpectedPost, target: str, day: date
    ) -> Found | Refused:
        holders = [row for row in rows if not row.acting]
        substitutes = [row for row in rows if row.acting]
        if len(holders) > 1 or len(substitutes) > 1:
            return Refused(Reason.PORTFOLIO_OVERLAPS, wanted.clause, _named(wanted, target, day))
        if holders and not self.is_away(holders[0].leader, day):
            return Found(holders[0].leader, holders[0].document, acting=False)
        if substitutes and substitutes[0].document:
            return Found(substitutes[0].leader, substitutes[0].document, acting=True)
        return Refused(Reason.AUTHORISATION_MISSING, wanted.clause, _named(wanted, target, day))

    def is_away(self, leader: PersonId, day: date) -> bool:
        """Away for more than three working days, this day among them (H-17).

        Clause: 三(二) (G3)
        """
        return any(
            absence.from_on <= day <= absence.to_on
            and absence.working_days > LONGEST_ABSENCE_WITHOUT_SUBSTITUTE
            for absence in self.absences.get(leader, ())
        )


def _named(wanted: ExpectedPost, target: str, day: date) -> str:
    return f"{label(wanted.post)}（{target}），{day.isoformat()}"
