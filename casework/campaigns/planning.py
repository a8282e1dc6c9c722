"""Founding and closing a campaign; its dates.

Rules kept here: the dates stand in the profile of the regulation, or are given for a campaign whose profile prints
none; they are kept with the campaign and follow one another. One campaign runs at a time. A city's or a superior
commission founds it, no district's, county's or unit's.
"""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from casework import acts
from casework.access import Officer
from casework.campaigns.answers import NotDone, Problem
from casework.campaigns.rows import CampaignRow
from casework.database import Clock, Store, day_of, new_id
from casework.keyring import open_sealed, seal_document
from casework.offices.facts import office_facts
from casework.offices.service import recipient_of, verify_keys_of
from regulation import chapters
from regulation.deadlines import CampaignDates, Milestone, campaign_dates
from regulation.decisions import Reason, Refused
from regulation.terms import Level
from sealing import Sealed

CLAUSE = "三"
CLOSING = "campaign_closing"
FOUNDING_LEVELS = frozenset({Level.CENTRE, Level.PROVINCE, Level.CITY})


@dataclass(frozen=True, slots=True)
class Campaign:
    """A campaign as others see it. `is_open`: not closed yet."""

    id: str
    office_id: str
    title: str
    profile: str
    dates: CampaignDates
    created_on: date
    closed_on: date | None

    @property
    def is_open(self) -> bool:
        return self.closed_on is None

    def reckoned_on(self, today: date) -> date:
        """The day up to which its clocks have run: they stop when it is closed."""
        return min(today, self.closed_on or today)

    def has_opened(self, day: date) -> bool:
        """Filing has begun: from then on the roster is fixed (SR-08)."""
        return day >= self.dates.opens_on


def create_campaign(
    store: Store,
    officer: Officer | None,
    clock: Clock,
    *,
    title: str,
    profile: str = chapters.DEFAULT_PROFILE,
    office_id: str = "",
    opens_on: date | None = None,
    declare_by: date | None = None,
    countersign_by: date | None = None,
    deliver_by: date | None = None,
    review_by: date | None = None,
) -> str | NotDone | Refused:
    """Found a campaign; days that are not given are those its profile prints. Returns its id.

    `office_id` is for the operator's commands, which act for no officer.
    """
    given = (opens_on, declare_by, countersign_by, deliver_by, review_by)
    found = dates_from(profile, given)
    if not isinstance(found, CampaignDates):
        return found
    with store.write() as db:
        if officer is not None and not may_found(db, officer):
            return NotDone(Problem.NOT_COMPETENT)
        running = current_campaign(db)
        if running is not None:
            return NotDone(Problem.CAMPAIGN_RUNNING, running.id)
        row = CampaignRow(
            id=new_id(),
            office_id=officer.office_id if officer is not None else office_id,
            title=title.strip(),
            profile=profile,
            opens_on=found.opens_on,
            declare_by=found.declare_by,
            countersign_by=found.countersign_by,
            deliver_by=found.deliver_by,
            review_by=found.review_by,
            inclusive=found.inclusive,
            counterpart=found.counterpart,
            created_on=day_of(clock),
        )
        db.add(row)
        db.flush()
        acts.record(db, officer, clock, "create_campaign", "campaign", row.id, clause=CLAUSE, new=_told(row))
        return row.id


def close_campaign(
    store: Store, officer: Officer, clock: Clock, *, campaign_id: str, reason: str
) -> NotDone | None:
    """End a campaign, so that the next can be founded. Its records stay as they are."""
    if not reason.strip():
        return NotDone(Problem.REASON_MISSING)
    with store.write() as db:
        row = db.get(CampaignRow, campaign_id)
        if row is None or row.office_id != officer.office_id:
            return NotDone(Problem.UNKNOWN)
        if row.closed_on is not None:
            return NotDone(Problem.CAMPAIGN_CLOSED)
        recipient = recipient_of(db, row.office_id)
        if recipient is None:
            return NotDone(Problem.NO_RECIPIENT)
        sealed = seal_document(
            [recipient],
            kind=CLOSING,
            id=row.id,
            version=1,
            body={"reason": reason.strip()},
            signer=officer.open_keys.member_signing,
        )
        row.closed_on, row.closed_by = day_of(clock), officer.member_id
        row.closing_header, row.closing_payload = sealed.header, sealed.payload
        acts.record(db, officer, clock, "close_campaign", "campaign", row.id, new=sealed.payload)
    return None


def why_closed(store: Store, officer: Officer, clock: Clock, campaign_id: str) -> str | None:
    """Why a campaign of the officer's office ended; None where there is nothing to tell him. Recorded before it is
    shown. Raises `KeyNotHeld` for an officer without the office's key."""
    with store.read() as db:
        row = db.get(CampaignRow, campaign_id)
        is_own = row is not None and row.office_id == officer.office_id and officer.unit_id is None
        if row is None or not is_own or not row.closing_header or not row.closing_payload:
            return None
        sealed, author = (
            Sealed(row.closing_header, row.closing_payload),
            verify_keys_of(db, row.closed_by or ""),
        )
    acts.record_opening(store, officer, clock, "campaign", campaign_id, payload=sealed.payload)
    body = open_sealed(sealed, officer.open_keys, kind=CLOSING, id=campaign_id, verify_keys=author)
    return str(body["reason"])


def may_found(db: Session, officer: Officer) -> bool:
    """A commission of the city or above, and an account of the office itself."""
    office = office_facts(db, officer.office_id)
    return officer.unit_id is None and not office.unit and office.level in FOUNDING_LEVELS


def campaigns(db: Session) -> tuple[Campaign, ...]:
    """Every campaign, the latest first."""
    rows = db.scalars(select(CampaignRow).order_by(CampaignRow.opens_on.desc(), CampaignRow.id))
    return tuple(_campaign(row) for row in rows)


def campaign_of(db: Session, campaign_id: str) -> Campaign | None:
    """A campaign, or None."""
    row = db.get(CampaignRow, campaign_id)
    return _campaign(row) if row is not None else None


def current_campaign(db: Session) -> Campaign | None:
    """The campaign that runs, or None."""
    statement = (
        select(CampaignRow).where(CampaignRow.closed_on.is_(None)).order_by(CampaignRow.opens_on.desc())
    )
    row = db.scalars(statement.limit(1)).first()
    return _campaign(row) if row is not None else None


def latest_campaign(db: Session) -> Campaign | None:
    """The campaign that runs; without one, that which was closed last. None before the first."""
    last = select(CampaignRow).order_by(CampaignRow.closed_on.desc(), CampaignRow.opens_on.desc())
    row = db.scalars(last.where(CampaignRow.closed_on.is_not(None)).limit(1)).first()
    return current_campaign(db) or (_campaign(row) if row is not None else None)


def chosen_campaign(db: Session, campaign_id: str) -> Campaign | None:
    """The campaign a reader chose; without a choice, or with one that does not exist, the latest."""
    chosen = campaign_of(db, campaign_id) if campaign_id else None
    return chosen or latest_campaign(db)


def dates_from(profile: str, given: tuple[date | None, ...]) -> CampaignDates | NotDone | Refused:
    """The dates a profile prints, with those that are given in their place, in order or refused."""
    if profile not in chapters.PROFILES:
        return NotDone(Problem.PROFILE_UNKNOWN)
    loaded = chapters.load(profile)
    printed = campaign_dates(loaded) if "deadlines.opens_on" in loaded.values else None
    if printed is None and not all(given):
        return NotDone(Problem.DATES_MISSING)
    days = [day or _printed(printed, n) for n, day in enumerate(given)]
    if days != sorted(days):
        return Refused(Reason.DATES_IMPOSSIBLE, CLAUSE, "申报、审签、报送、审核的日期须依次不早于前一个")
    opens, declare, countersign, deliver, review = days
    return CampaignDates(
        opens_on=opens,
        declare_by=declare,
        countersign_by=countersign,
        deliver_by=deliver,
        review_by=review,
        inclusive=loaded.truth("deadlines.inclusive", opens),
        counterpart=Milestone(loaded.text("deadlines.counterpart", opens)),
    )


def _printed(printed: CampaignDates | None, place: int) -> date:
    if printed is None:
        raise ValueError("a day that neither the profile nor the caller gives")
    return (printed.opens_on, *(printed.printed(milestone) for milestone in Milestone))[place]


def _campaign(row: CampaignRow) -> Campaign:
    return Campaign(
        id=row.id,
        office_id=row.office_id,
        title=row.title,
        profile=row.profile,
        dates=CampaignDates(
            opens_on=row.opens_on,
            declare_by=row.declare_by,
            countersign_by=row.countersign_by,
            deliver_by=row.deliver_by,
            review_by=row.review_by,
            inclusive=row.inclusive,
            counterpart=row.counterpart,
        ),
        created_on=row.created_on,
        closed_on=row.closed_on,
    )


def _told(row: CampaignRow) -> bytes:
    days = (row.opens_on, row.declare_by, row.countersign_by, row.deliver_by, row.review_by)
    return "\n".join([row.title, row.profile, *(day.isoformat() for day in days)]).encode()
