"""The page's figures, all from one snapshot, and the list behind each: the same question, asked for its references.

Reports and cases are counted as far as walls and the office let their reader see them; units as far as he reaches.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlalchemy.orm import Session

from casework import acts
from casework.access import Officer
from casework.campaigns import service as campaigns
from casework.cases import service as cases
from casework.cases.service import CaseFigure
from casework.database import Clock, Store, day_of
from casework.declarations import service as declarations
from casework.leadership.filing import Filing, filing_in
from casework.leadership.rates import Rate, within
from casework.notices import service as notices
from casework.offices.reach import organs_in_view
from casework.reports import service as reports
from casework.reports.service import ReportFigure

FIGURES = "figures"
CONFIRMED = "confirmed"
DIFFERENCES = "differences"
DISPOSED = (
    ReportFigure.TOOK_TO_CASE,
    ReportFigure.CLOSED_WITHOUT_CASE,
    ReportFigure.ACCEPTED,
    ReportFigure.DECLINED,
    ReportFigure.SENT_ON,
)
"""What became of the reports that are past the first look; together with those pending they are all."""


@dataclass(frozen=True, slots=True)
class Disposed:
    """One way a report went: how many, and the working days until it was decided, the shortest first."""

    figure: ReportFigure
    n: int
    days: tuple[int, ...]

    @property
    def half(self) -> int | None:
        """Half of them were decided within so many working days."""
        return within(self.days, 50)

    @property
    def most(self) -> int | None:
        """Nine in ten."""
        return within(self.days, 90)


@dataclass(frozen=True, slots=True)
class Page:
    """Everything the one page shows, as of one instant, for one reader."""

    as_of: datetime
    reports: dict[ReportFigure, int]
    cases: dict[CaseFigure, int]
    confirmed: Rate
    filing: Filing | None
    late: notices.LateList
    days: dict[ReportFigure, list[int]]
    choices: tuple[campaigns.Campaign, ...]

    @property
    def differences(self) -> int:
        """瞒报 and 漏报 confirmed by two, counted one by one."""
        return self.cases[CaseFigure.CONCEALED] + self.cases[CaseFigure.OMITTED]

    @property
    def disposed(self) -> tuple[Disposed, ...]:
        """What became of the reports past the first look."""
        return tuple(Disposed(each, self.reports[each], tuple(self.days[each])) for each in DISPOSED)


@dataclass(frozen=True, slots=True)
class Counted:
    """One line of the list behind a figure: a reference, and the id of what it names where this reader may open it."""

    reference: str
    kind: str
    record_id: str = ""


def page(store: Store, officer: Officer, clock: Clock, campaign_id: str = "") -> Page:
    """The figures for this reader, filing and lateness of the chosen campaign. Reading them is an opening in the
    ledger."""
    acts.record_opening(store, officer, clock, FIGURES, officer.office_id)
    today = day_of(clock)
    with store.snapshot() as db:
        organs = organs_in_view(db, officer)
        return Page(
            clock(),
            reports.report_counts(db, officer, today),
            cases.case_counts(db, officer),
            Rate(len(_confirmed(db, officer)), _concluded(db, officer, today)),
            filing_in(db, today, organs, campaign_id),
            _late_in(db, today, organs, campaign_id),
            reports.days_taken(db, officer, today),
            campaigns.campaigns(db),
        )


def _late_in(db: Session, today: date, organs: frozenset[str], campaign_id: str) -> notices.LateList:
    found = notices.late_units_in(db, today, campaign_id)
    return replace(found, units=tuple(unit for unit in found.units if unit.unit_id in organs))


def _concluded(db: Session, officer: Officer, today: date) -> int:
    return reports.report_counts(db, officer, today)[ReportFigure.CONCLUDED]


def _confirmed(db: Session, officer: Officer) -> list[str]:
    """Concluded reports whose case confirmed a concealment or an omission."""
    proven = set(cases.case_references(db, officer, CaseFigure.WITH_DIFFERENCE))
    led_to = reports.concluded_in_cases(db, officer)
    return sorted(reference for reference, case in led_to.items() if case in proven)


def behind(store: Store, officer: Officer, clock: Clock, figure: str) -> tuple[Counted, ...] | None:
    """The references a figure counts, or None for no such figure. The reading is recorded."""
    today = day_of(clock)
    with store.snapshot() as db:
        found = _references(db, officer, figure, today)
        if found is None:
            return None
        kind = "case" if figure == DIFFERENCES or figure in set(CaseFigure) else "report"
        opening = frozenset(found) if kind == "case" else reports.openable_reports(db, officer, found)
    acts.record_opening(store, officer, clock, FIGURES, figure)
    return tuple(Counted(each, kind, each if each in opening else "") for each in found)


def _references(db: Session, officer: Officer, figure: str, today: date) -> Sequence[str] | None:
    if figure == CONFIRMED:
        return _confirmed(db, officer)
    if figure == DIFFERENCES:
        both = (CaseFigure.CONCEALED, CaseFigure.OMITTED)
        return sorted(each for kind in both for each in cases.case_references(db, officer, kind))
    if figure in set(ReportFigure):
        return reports.report_references(db, officer, ReportFigure(figure), today)
    if figure in set(CaseFigure):
        return cases.case_references(db, officer, CaseFigure(figure))
    return None


def behind_unit(
    store: Store, officer: Officer, clock: Clock, unit_id: str, which: str, campaign_id: str = ""
) -> tuple[str, tuple[Counted, ...]] | None:
    """The unit's name and what one of its figures counts: who filed by declaration, others by roster entry. None for
    a unit out of the officer's reach, as for none at all."""
    with store.snapshot() as db:
        filing = filing_in(db, day_of(clock), organs_in_view(db, officer), campaign_id)
        signed = filing.declarations.values() if filing is not None else ()
        opening = declarations.openable(db, officer, frozenset(signed))
    unit = filing.unit(unit_id) if filing is not None else None
    if filing is None or unit is None:
        return None
    entries = {
        "obliged": unit.obliged,
        "filed": unit.filed,
        "on-time": unit.on_time,
        "unfiled": unit.unfiled,
    }.get(which)
    if entries is None:
        return None
    acts.record_opening(store, officer, clock, FIGURES, f"{which}:{unit_id}")
    lines = [_entry(filing, entry, opening) for entry in sorted(entries)]
    return unit.name, tuple(lines)


def _entry(filing: Filing, entry: str, opening: frozenset[str]) -> Counted:
    signed = filing.declarations.get(entry)
    reference = (signed or entry)[:8].upper()
    return Counted(
        reference, "declaration" if signed else "roster", signed if signed and signed in opening else ""
    )
