"""送达: a decision on a strand reaches its person. The day, the manner, by whom; from it the term for 复审 runs.

Whoever refuses to sign is served all the same by leaving it with him, and how that went is written down. It is
recorded once, after the decision, by who handles the case; a closed case takes it too. Closing and publishing do not
ask for it: the plan asks that a decision is in force.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from casework import acts
from casework.access import Officer
from casework.calendar.service import calendar_in
from casework.cases.records import SERVING, duty_of, open_case_for, opened, sealed_for_office, touch
from casework.cases.rows import Serving, Strand
from casework.cases.states import Duty, ServingManner, StrandState
from casework.cases.strands import strand_of
from casework.database import Clock, Store, day_of, new_id
from regulation.calendar import Due
from regulation.chapters import load
from regulation.clocks import ClockId, profile_of, start_clock
from regulation.decisions import Reason, Refused

CLAUSE = "监察法 第五十六条"


@dataclass(frozen=True, slots=True)
class ServingShown:
    """How a decision was served. `review_until`: to when its person may apply for 复审; None where the law of that day
    knows no such term."""

    served_on: date
    manner: ServingManner
    by: str
    words: str
    review_until: Due | None


def record_serving(
    store: Store,
    officer: Officer,
    clock: Clock,
    *,
    reference: str,
    strand_id: str,
    served_on: date,
    manner: ServingManner,
    by: str,
    words: str,
) -> Refused | None:
    """Record that the decision was served. Refused before it was made, twice, and for an impossible day; leaving it
    with who refuses to sign needs how it went."""
    if not by.strip():
        return Refused(Reason.REASON_MISSING, CLAUSE, "写明由谁送达")
    if manner is ServingManner.LEFT and not words.strip():
        return Refused(Reason.REASON_MISSING, CLAUSE, "本人拒绝签收的，写明经过和在场的见证人")
    with store.write() as db:
        case = open_case_for(db, officer, reference)
        strand = strand_of(db, case, strand_id)
        if duty_of(db, case.id, officer.member_id) is not Duty.INVESTIGATION:
            return Refused(Reason.NOT_COMPETENT, CLAUSE, "送达由本案承办人记")
        if strand.state is not StrandState.DECIDED or strand.decided_on is None:
            return Refused(Reason.TRANSITION_FORBIDDEN, CLAUSE, "作出决定以后才有送达")
        if serving_of(db, strand) is not None:
            return Refused(Reason.TRANSITION_FORBIDDEN, CLAUSE, "这一线的送达已经记下")
        if not strand.decided_on <= served_on <= day_of(clock):
            return Refused(Reason.DATES_IMPOSSIBLE, CLAUSE, "送达的日期不早于决定，也不晚于今天")
        row = Serving(
            id=new_id(),
            strand_id=strand.id,
            manner=manner,
            served_on=served_on,
            recorded_by=officer.member_id,
            recorded_on=day_of(clock),
        )
        body: dict[str, Any] = {"by": by.strip(), "words": words.strip()}
        row.sealed_body = sealed_for_office(officer, SERVING, row.id, body)
        db.add(row)
        touch(case)
        act = f"serve_{manner.value}"
        acts.record(db, officer, clock, act, SERVING, row.id, clause=CLAUSE, new=row.sealed_payload)
        return None


def serving_of(db: Session, strand: Strand) -> Serving | None:
    """The serving of a strand's decision, if it was recorded."""
    return db.scalars(select(Serving).where(Serving.strand_id == strand.id)).one_or_none()


def serving_shown(db: Session, officer: Officer, strand: Strand) -> ServingShown | None:
    """The same, opened, with the term that runs from it.

    Clause: 监察法 第五十六条 (T-13)
    """
    row = serving_of(db, strand)
    if row is None:
        return None
    body = opened(db, officer, row, SERVING, row.id, row.recorded_by)
    chapters = load(profile_of(row.served_on))
    term = start_clock(ClockId.REVIEW_APPLIED_FOR, row.served_on, calendar_in(db, chapters), chapters)
    return ServingShown(
        row.served_on, row.manner, body["by"], body["words"], term.due if term is not None else None
    )
