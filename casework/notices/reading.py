"""What the pages of notices show: the list, one notice with its history, what there is to choose."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from casework import acts
from casework.access import Officer
from casework.cases import service as cases
from casework.database import Clock, Store, day_of
from casework.notices.approving import parts_in
from casework.notices.composing import nameable, usable_facts
from casework.notices.drafts import CaseChosen, Draft
from casework.notices.issuing import head_for
from casework.notices.material import opened_case
from casework.notices.patterns import Head
from casework.notices.records import (
    NOTICE,
    SHOWN,
    Approval,
    approval_of,
    draft_in,
    notice_of,
    pending,
    visible_notices,
    works_on_notices,
)
from casework.notices.rows import NoticeRow, NoticeVersionRow
from casework.offices import service as offices
from regulation.case_terms import NoticeState


@dataclass(frozen=True, slots=True)
class NoticeLine:
    """One line of the list. It carries no title: a title may name a person."""

    notice: NoticeRow
    submitted_on: date | None
    is_being_corrected: bool


@dataclass(frozen=True, slots=True)
class NoticePage:
    """One notice as its page shows it: what is public now, and whether something is being drafted."""

    notice: NoticeRow
    head: Head
    approval: Approval | None
    approved_by: str
    drafting: NoticeVersionRow | None
    drafted_by: str

    @property
    def parts(self) -> list[tuple[str, str]]:
        return parts_in(self.approval.document) if self.approval is not None else []

    @property
    def dated(self) -> date | None:
        """成文日期 of what was approved."""
        return date.fromisoformat(self.approval.document["dated"]) if self.approval is not None else None


@dataclass(frozen=True, slots=True)
class CaseToChoose:
    """One case of a draft with what may be chosen of it."""

    case: cases.CaseForNotice
    chosen: CaseChosen
    facts: tuple[cases.DisclosedFact, ...]
    named: tuple[cases.DecidedStrand, ...]
    left_out: tuple[cases.DecidedStrand, ...]


def notice_lines(store: Store, officer: Officer) -> tuple[NoticeLine, ...]:
    """The notices that exist for this officer: drafts first, then by number, newest first."""
    with store.read() as db:
        rows = db.scalars(visible_notices(db, officer).order_by(NoticeRow.reference)).all()
        versions = {
            (row.notice_id, row.n): row
            for row in db.scalars(
                select(NoticeVersionRow).where(NoticeVersionRow.notice_id.in_([each.id for each in rows]))
            )
        }
    lines = [_line(row, versions.get((row.id, row.current + 1))) for row in rows]
    return tuple(sorted(lines, key=_place))


def _line(row: NoticeRow, drafting: NoticeVersionRow | None) -> NoticeLine:
    submitted_on = drafting.submitted_on if drafting is not None else None
    return NoticeLine(row, submitted_on, drafting is not None and row.current > 0)


def _place(line: NoticeLine) -> tuple[int, int, int, str]:
    row = line.notice
    is_drafting = line.submitted_on is None and row.state is not NoticeState.DRAFT
    return (int(is_drafting), -(row.year or 9999), -(row.sequence or 0), row.reference)


def notice_page(store: Store, officer: Officer, clock: Clock, *, reference: str) -> NoticePage:
    """One notice. What was taken down is opened for drafters and approvers only. Raises `NoSuchNotice`."""
    with store.read() as db:
        notice_id = notice_of(db, officer, reference).id
    acts.record_opening(store, officer, clock, NOTICE, notice_id)
    with store.read() as db:
        notice = notice_of(db, officer, reference)
        drafting = pending(db, notice) if works_on_notices(officer) else None
        approval = None
        if notice.state in SHOWN or works_on_notices(officer):
            approval = approval_of(db, officer, notice, notice.current)
        names = _names(db, [approval.approved_by] if approval else [], [drafting] if drafting else [])
        return NoticePage(
            notice,
            head_for(db, notice.office_id),
            approval,
            names.get(approval.approved_by, "") if approval is not None else "",
            drafting,
            names.get(drafting.drafted_by, "") if drafting is not None else "",
        )


def _names(db: Session, members: Sequence[str], versions: Sequence[NoticeVersionRow]) -> dict[str, str]:
    return offices.names_of(db, [*members, *(each.drafted_by for each in versions)])


def draft_of(store: Store, officer: Officer, *, reference: str) -> tuple[NoticeRow, Draft] | None:
    """The draft and the notice's row, to fill the form with; None where nothing is being drafted."""
    with store.read() as db:
        notice = notice_of(db, officer, reference)
        row = pending(db, notice)
        return (notice, draft_in(db, officer, row)) if row is not None else None


def cases_to_choose_from(
    store: Store, officer: Officer, clock: Clock, draft: Draft
) -> tuple[CaseToChoose, ...]:
    """Each case of the draft with its usable facts: the chosen ones first, in their order."""
    today = day_of(clock)
    found = []
    for chosen in draft.cases:
        case = opened_case(store, officer, clock, chosen.reference)
        place = {fact_id: n for n, fact_id in enumerate(chosen.facts)}
        facts = sorted(usable_facts(case, today), key=lambda each: place.get(each.id, len(place)))
        named = nameable(case, today)
        left_out = tuple(each for each in case.strands if each not in named)
        found.append(CaseToChoose(case, chosen, tuple(facts), named, left_out))
    return tuple(found)
