"""Recording what was found, and taking back what turned out wrong. Nothing is edited; a new finding replaces."""

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from casework import acts
from casework.access import Officer
from casework.cases.facts import FoundFact, finding_from
from casework.cases.records import (
    FINDING,
    is_open,
    one_of_case,
    open_case_for,
    opened,
    sealed_for_office,
    touch,
)
from casework.cases.rows import Case, Finding
from casework.database import Clock, Store, day_of, new_id
from regulation.decisions import Reason, Refused
from regulation.terms import Verdict


def record_finding(
    store: Store, officer: Officer, clock: Clock, *, reference: str, body: dict[str, Any]
) -> str | Refused:
    """Record one finding (the body of `casework.cases.facts`) and answer its id.

    Refused on a closed case, and when the interval ends before it begins.
    """
    finding_id = new_id()
    fact = finding_from(finding_id, body)
    begun, ended = fact.of.held_from, fact.of.held_to
    if begun is not None and ended is not None and ended < begun:
        return Refused(Reason.DATES_IMPOSSIBLE, "四（四）", "结束的日期不能早于开始的日期")
    with store.write() as db:
        case = open_case_for(db, officer, reference)
        if not is_open(case):
            return Refused(Reason.TRANSITION_FORBIDDEN, "四（四）", "案件已结，不能再记查明事实")
        row = Finding(
            id=finding_id, case_id=case.id, recorded_by=officer.member_id, recorded_on=day_of(clock)
        )
        row.sealed_body = sealed_for_office(officer, FINDING, finding_id, body)
        db.add(row)
        touch(case)
        acts.record(
            db,
            officer,
            clock,
            "record_finding",
            FINDING,
            finding_id,
            clause="四（四）",
            new=row.sealed_payload,
        )
    return finding_id


def withdraw_finding(
    store: Store, officer: Officer, clock: Clock, *, reference: str, finding_id: str
) -> None:
    """Take a finding back while the case is open: it stays in the file, marked, and is compared no more."""
    with store.write() as db:
        case = open_case_for(db, officer, reference)
        row = one_of_case(db, select(Finding).where(Finding.id == finding_id, Finding.case_id == case.id))
        if row.withdrawn_on is None and is_open(case):
            row.withdrawn_on = day_of(clock)
            touch(case)
            acts.record(db, officer, clock, "withdraw_finding", FINDING, finding_id, old=row.sealed_payload)


def findings_of(db: Session, officer: Officer, case: Case) -> tuple[FoundFact, ...]:
    """The findings that stand, oldest first by what they tell, opened."""
    rows = db.scalars(select(Finding).where(Finding.case_id == case.id, Finding.withdrawn_on.is_(None)))
    found = [_found(db, officer, row) for row in rows]
    return tuple(sorted(found, key=lambda each: (each.relation, each.relative, each.name, each.id)))


def _found(db: Session, officer: Officer, row: Finding) -> FoundFact:
    body = opened(db, officer, row, FINDING, row.id, row.recorded_by)
    return FoundFact(
        id=row.id,
        fact=finding_from(row.id, body),
        relative=body["relative"],
        name=body["name"],
        basis=body["basis"],
        evidence=body["evidence"],
        note=body["note"],
        verdict=Verdict(body["verdict"]),
        verdict_reason=body["verdict_reason"],
        recorded_by=row.recorded_by,
        recorded_on=row.recorded_on,
    )
