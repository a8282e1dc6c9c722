"""四(三): the ladder of measures for family business, one step after the other; no step is skipped (SR-49 to SR-53).

An order is recorded with issuer, number and due date; what became of it is confirmed by a second officer.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from casework import acts
from casework.access import Officer
from casework.cases.competence import own_commission
from casework.cases.findings import findings_of
from casework.cases.records import (
    STEP,
    contents_of,
    is_open,
    one_of_case,
    open_case_for,
    opened,
    sealed_for_office,
    touch,
)
from casework.cases.rows import Case, LadderStep
from casework.cases.states import StepState
from casework.database import Clock, Store, day_of, new_id
from casework.offices.facts import person_facts
from regulation.accountability import may_confirm
from regulation.case_terms import ActOfTwo, RefusalGround
from regulation.commissions import management_committee
from regulation.decisions import Body, Reason, Refused
from regulation.dispositions import (
    RUNG,
    Ladder,
    Order,
    RefusalFinding,
    may_take,
    next_step,
)
from regulation.facts import PersonFacts, PersonId
from regulation.routing import route_declaration
from regulation.terms import Step, Verdict

CLAUSE = "四（三）"


@dataclass(frozen=True, slots=True)
class StepTold:
    """A step as an officer records it. `by_committee`: ordered by the committee with management authority."""

    step: Step
    ordered_on: date
    number: str
    content: str
    due_on: date | None
    by_committee: bool


@dataclass(frozen=True, slots=True)
class StepShown:
    """A recorded step, opened."""

    id: str
    step: Step
    state: StepState
    ordered_on: date
    due_on: date | None
    number: str
    content: str
    recorded_by: str
    outcome: str
    settled_on: date | None


def take_step(
    store: Store, officer: Officer, clock: Clock, *, reference: str, told: StepTold
) -> str | Refused:
    """Record a step of the ladder. Refused with its clause when it is not this step's turn."""
    if told.ordered_on > day_of(clock):
        return Refused(Reason.DATES_IMPOSSIBLE, CLAUSE, "作出的日期不能晚于今天")
    with store.write() as db:
        case = open_case_for(db, officer, reference)
        if not is_open(case):
            return Refused(Reason.TRANSITION_FORBIDDEN, CLAUSE, "案件已结")
        person = person_facts(db, contents_of(db, officer, case).declarant.person_id)
        issuer = management_committee(person) if told.by_committee else own_commission(db, officer)
        order = Order(told.step, told.ordered_on, issuer, told.number, told.content, told.due_on)
        if refused := may_take(
            order, ladder_of(db, officer, case, person), person, route_declaration(person)
        ):
            return refused
        row = LadderStep(
            id=new_id(),
            case_id=case.id,
            step=told.step,
            state=StepState.DONE if RUNG[told.step] in (1, 4) else StepState.ORDERED,
            ordered_on=told.ordered_on,
            due_on=told.due_on,
            recorded_by=officer.member_id,
        )
        body = {"number": told.number, "content": told.content, "issuer": [issuer.kind.value, issuer.of]}
        row.sealed_body = sealed_for_office(officer, STEP, row.id, body)
        db.add(row)
        touch(case)
        acts.record(
            db, officer, clock, f"take_{told.step.value}", STEP, row.id, clause=CLAUSE, new=row.sealed_payload
        )
        return row.id


def settle_step(
    store: Store, officer: Officer, clock: Clock, *, reference: str, step_id: str, obeyed: bool, on: date
) -> Refused | None:
    """Record whether an order was obeyed. 拒不纠正 is a finding by two: never by who recorded the order alone."""
    with store.write() as db:
        case = open_case_for(db, officer, reference)
        row = one_of_case(
            db, select(LadderStep).where(LadderStep.id == step_id, LadderStep.case_id == case.id)
        )
        if row.state is not StepState.ORDERED or not row.ordered_on <= on <= day_of(clock):
            return Refused(Reason.TRANSITION_FORBIDDEN, CLAUSE, "这一步已有结果，或者日期不对")
        pair = (PersonId(row.recorded_by), PersonId(officer.member_id))
        if not obeyed and (refused := may_confirm(ActOfTwo.FIND_REFUSAL, pair)):
            return refused
        row.state = StepState.DONE if obeyed else StepState.REFUSED
        row.confirmed_by, row.settled_on = officer.member_id, on
        touch(case)
        act = "step_done" if obeyed else "step_refused"
        acts.record(db, officer, clock, act, STEP, row.id, clause=CLAUSE, new=row.sealed_payload)
        return None


def ladder_of(db: Session, officer: Officer, case: Case, person: PersonFacts) -> Ladder:
    """What the findings require and what has been done, as the regulation is told it."""
    verdicts = [each.verdict for each in findings_of(db, officer, case)]
    steps = steps_of(db, officer, case)
    second = next((each for each in steps if RUNG[each.step] == 2), None)
    third = next((each for each in steps if RUNG[each.step] == 3), None)
    return Ladder(
        required=required_step(verdicts),
        orders=tuple(_order(each, person, db, officer) for each in steps),
        finding=_refusal(db, second) if second else None,
        disobeyed_on=third.settled_on if third and third.state is StepState.REFUSED else None,
    )


MEASURE = {Verdict.IN: Step.L2_ORDER_RECTIFY, Verdict.OUT: Step.L1_REMIND}


def required_step(verdicts: Iterable[Verdict]) -> Step | None:
    """The highest measure that any finding's verdict asks for; UNCERTAIN asks for none yet (H-24)."""
    asked = (MEASURE[verdict] for verdict in verdicts if verdict in MEASURE)
    return max(asked, key=RUNG.__getitem__, default=None)


def _order(shown: StepShown, person: PersonFacts, db: Session, officer: Officer) -> Order:
    issuer: Body = management_committee(person) if RUNG[shown.step] == 3 else own_commission(db, officer)
    return Order(shown.step, shown.ordered_on, issuer, shown.number, shown.content, shown.due_on)


def _refusal(db: Session, shown: StepShown) -> RefusalFinding | None:
    if shown.state is not StepState.REFUSED or shown.settled_on is None:
        return None
    row = db.get_one(LadderStep, shown.id)
    officers = (PersonId(row.recorded_by), PersonId(row.confirmed_by or ""))
    return RefusalFinding(
        shown.settled_on, officers, RefusalGround.DUE_DATE_PASSED, heard=True, efforts_weighed=True
    )


def step_that_comes_next(db: Session, officer: Officer, case: Case) -> Step | None:
    """The next step of this cadre's ladder, if there is one."""
    person = person_facts(db, contents_of(db, officer, case).declarant.person_id)
    return next_step(ladder_of(db, officer, case, person))


def steps_of(db: Session, officer: Officer, case: Case) -> tuple[StepShown, ...]:
    """The steps taken, lowest first."""
    rows = db.scalars(select(LadderStep).where(LadderStep.case_id == case.id))
    shown = [_shown(row, opened(db, officer, row, STEP, row.id, row.recorded_by)) for row in rows]
    return tuple(sorted(shown, key=lambda each: (RUNG[each.step], each.ordered_on)))


def _shown(row: LadderStep, body: dict[str, Any]) -> StepShown:
    return StepShown(
        row.id,
        Step(row.step),
        row.state,
        row.ordered_on,
        row.due_on,
        body["number"],
        body["content"],
        row.recorded_by,
        row.state.value,
        row.settled_on,
    )
