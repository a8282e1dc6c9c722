"""What could not be taken in is set aside: it holds up nothing else, it is counted and shown, and it is tried again.

Two places: a deposit whose payload is missing or damaged never reached the register (the sweep, which has no key,
tries it every time); a report or an addition that this office cannot open lies in the register (collecting tries it
again once a day). The first time is recorded; a deposit that got through after all leaves the list.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import delete, func, or_, select
from sqlalchemy.orm import Session

from casework.access import Officer
from casework.acts import record
from casework.database import Clock, Store, day_of
from casework.offices import service as offices
from casework.reports.rows import ReportMessageRow, ReportRow, SetAsideRow
from casework.reports.words import SetAside, Stage


@dataclass(frozen=True, slots=True)
class Troubles:
    """What of this office's is set aside just now."""

    deposits: tuple[tuple[date, SetAside], ...] = ()
    unopened: int = 0

    @property
    def total(self) -> int:
        """All of it."""
        return len(self.deposits) + self.unopened


def keep_list(
    store: Store, clock: Clock, *, failed: Mapping[str, tuple[str, SetAside]], passed: Collection[str]
) -> None:
    """Note the deposits of one sweep: `failed` by id with office and ground, `passed` those that got through."""
    today = day_of(clock)
    with store.write() as db:
        for deposit_id, (office_id, why) in failed.items():
            row = db.get(SetAsideRow, deposit_id)
            if row is None:
                db.add(SetAsideRow(deposit_id=deposit_id, office_id=office_id, why=why, since=today))
                record(db, None, clock, "set_aside", "deposit", deposit_id)
            else:
                row.office_id, row.why = office_id, why
        waiting = db.scalars(select(SetAsideRow.deposit_id)).all()
        db.execute(delete(SetAsideRow).where(SetAsideRow.deposit_id.in_(set(waiting) & set(passed))))


def put_aside(db: Session, officer: Officer, clock: Clock, row: ReportRow | ReportMessageRow) -> None:
    """A report or an addition that cannot be opened, or is not what was registered: an alarm the first time."""
    if isinstance(row, ReportRow):
        first, row.unopenable_on = row.unopenable_on is None, day_of(clock)
        kind = "report"
    else:
        first, row.set_aside_on = row.set_aside_on is None, day_of(clock)
        db.get_one(ReportRow, row.report_id).unopenable_on = day_of(clock)
        kind = "message"
    if first:
        record(db, officer, clock, "alarm_unopenable", kind, row.id)


def take_back(db: Session, report: ReportRow, message: ReportMessageRow | None = None) -> None:
    """What was set aside could be opened after all; the alarm ends with the last of its report."""
    if message is not None:
        message.set_aside_on = None
        db.flush()
    others = select(ReportMessageRow.id).where(
        ReportMessageRow.report_id == report.id, ReportMessageRow.set_aside_on.is_not(None)
    )
    if db.scalar(others.limit(1)) is None:
        report.unopenable_on = None


def troubles(store: Store, officer: Officer) -> Troubles:
    """What of the officer's office is set aside. A deposit for an office nobody knows is told to every office."""
    known = [office.id for office in offices.offices(store)]
    with store.read() as db:
        rows = db.execute(
            select(SetAsideRow.since, SetAsideRow.why)
            .where(or_(SetAsideRow.office_id == officer.office_id, SetAsideRow.office_id.not_in(known)))
            .order_by(SetAsideRow.since, SetAsideRow.why)
        ).all()
        reports = select(func.count(ReportRow.id)).where(
            ReportRow.office_id == officer.office_id,
            ReportRow.stage == Stage.SEALED,
            ReportRow.unopenable_on.is_not(None),
        )
        messages = (
            select(func.count(ReportMessageRow.id))
            .join(ReportRow, ReportRow.id == ReportMessageRow.report_id)
            .where(ReportRow.office_id == officer.office_id, ReportMessageRow.set_aside_on.is_not(None))
        )
        unopened = (db.scalar(reports) or 0) + (db.scalar(messages) or 0)
    return Troubles(tuple((since, why) for since, why in rows), unopened)
