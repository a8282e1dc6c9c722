"""Finding a case, opening what lies sealed in it, sealing what is put into it.

A case is found only by an officer of its office who is not walled from it; anything else does not exist. An
investigator sees the cases he works on; trial reviewers and the principal see those of the office.
"""

import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from casework import acts
from casework.access import Action, Officer
from casework.cases.rows import Case, CaseMember, CaseTag, Strand
from casework.cases.states import CaseState, Duty, StrandState
from casework.database import SealedColumns, Store
from casework.keyring import open_sealed, seal_document
from casework.offices import service as offices
from casework.offices.walls import outside_walls, walls
from sealing import Sealed

CASE = "case"
JOINED = "joined_report"
FINDING = "finding"
AMENDMENT = "finding_amendment"
COMPARISON = "comparison"
DISCREPANCY = "discrepancy"
STRAND = "strand"
HEARING = "hearing"
OPINION = "opinion"
DECISION = "decision"
SERVING = "serving"
STEP = "ladder_step"
DISCLOSABLE = "disclosable_fact"

VERSION = 1
Part = TypeVar("Part")
ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"


class NoSuchCase(LookupError):
    """No case of this name exists for this officer; a wall answers the same."""


class StaleEdition(RuntimeError):
    """Somebody else changed the case since the page was shown."""


@dataclass(frozen=True, slots=True)
class PersonIn:
    """A person as a case names him: his id, and the words of the day the case was opened."""

    person_id: str
    name: str
    unit_id: str
    unit: str
    post: str

    @classmethod
    def from_body(cls, body: Mapping[str, str]) -> "PersonIn":
        return cls(body["person_id"], body["name"], body["unit_id"], body["unit"], body["post"])

    def body(self) -> dict[str, str]:
        return {
            "person_id": self.person_id,
            "name": self.name,
            "unit_id": self.unit_id,
            "unit": self.unit,
            "post": self.post,
        }


@dataclass(frozen=True, slots=True)
class CaseContents:
    """What the sealed document of a case says."""

    declarant: PersonIn
    declaration_ids: tuple[str, ...]
    report_id: str
    report_reference: str
    facts: str
    business_names: tuple[str, ...] = ()

    def body(self) -> dict[str, Any]:
        return {
            "declarant": self.declarant.body(),
            "declarations": list(self.declaration_ids),
            "report_id": self.report_id,
            "report_reference": self.report_reference,
            "facts": self.facts,
            "businesses": list(self.business_names),
        }

    @classmethod
    def from_body(cls, body: Mapping[str, Any]) -> "CaseContents":
        return cls(
            PersonIn.from_body(body["declarant"]),
            tuple(body["declarations"]),
            body["report_id"],
            body["report_reference"],
            body["facts"],
            tuple(body["businesses"]),
        )


def draw_reference() -> str:
    """A random reference that tells neither order nor number."""
    return "案-" + "".join(secrets.choice(ALPHABET) for _ in range(6))


def next_number(db: Session, office_id: str, year: int) -> int:
    """The next gapless number of this office and year; the caller's transaction writes it."""
    last = db.scalar(select(func.max(Case.number)).where(Case.office_id == office_id, Case.year == year))
    return (last or 0) + 1


def visible_cases(db: Session, officer: Officer) -> Select[Case]:
    """The cases that exist for this officer: his office's, unwalled, and for an investigator his own."""
    cases = select(Case).where(
        Case.office_id == officer.office_id,
        outside_walls(walls(db, officer), record=Case.id, tagged=CaseTag.case_id, tag=CaseTag.tag),
    )
    if not officer.may(Action.SEE_ALL_CASES):
        mine = select(CaseMember.case_id).where(CaseMember.member_id == officer.member_id)
        cases = cases.where(Case.id.in_(mine))
    return cases


def case_of(db: Session, officer: Officer, reference: str) -> Case:
    """The case of this reference. Raises `NoSuchCase` also where a wall stands."""
    case = db.scalars(visible_cases(db, officer).where(Case.reference == reference)).one_or_none()
    if case is None:
        raise NoSuchCase(reference)
    return case


def case_exists(store: Store, officer: Officer, reference: str) -> bool:
    """Whether there is a case of this reference for this officer; behind a wall there is none."""
    with store.read() as db:
        return db.scalar(visible_cases(db, officer).where(Case.reference == reference)) is not None


def open_case_for(db: Session, officer: Officer, reference: str, edition: int | None = None) -> Case:
    """The case, for an act that changes it. Raises `NoSuchCase`, and `StaleEdition` when the page was old."""
    case = case_of(db, officer, reference)
    if edition is not None and case.edition != edition:
        raise StaleEdition(reference)
    return case


def one_of_case(db: Session, chosen: Select[Part]) -> Part:
    """The one record of a case that a query asks for by its id. Raises `NoSuchCase`: an id of another case is none."""
    row = db.scalars(chosen).one_or_none()
    if row is None:
        raise NoSuchCase("no such record in the case")
    return row


def facts_are_fixed(db: Session, case: Case) -> bool:
    """Whether every strand is decided or referred: what they stand on is changed no more."""
    ended = (StrandState.DECIDED, StrandState.REFERRED)
    states = db.scalars(select(Strand.state).where(Strand.case_id == case.id)).all()
    return bool(states) and all(state in ended for state in states)


def touch(case: Case) -> None:
    """Every act that changes a case raises its edition, so that two people cannot overwrite each other."""
    case.edition += 1


def duty_of(db: Session, case_id: str, member_id: str) -> Duty | None:
    """What this member does in the case, if anything."""
    return db.scalar(
        select(CaseMember.duty).where(CaseMember.case_id == case_id, CaseMember.member_id == member_id)
    )


def walled_among(
    db: Session, officer: Officer, tags: frozenset[str], members: Iterable[offices.MemberEntry]
) -> frozenset[str]:
    """Which of these members a record with these tags is walled from."""
    return frozenset(
        entry.member.id
        for entry in members
        if tags
        & walls(
            db,
            replace(
                officer,
                member_id=entry.member.id,
                person_id=entry.member.person_id,
                unit_id=entry.member.unit_id,
            ),
        )
    )


def members_on(db: Session, case_id: str, duty: Duty) -> tuple[str, ...]:
    """The members who have this duty in the case, in no telling order."""
    found = select(CaseMember.member_id).where(CaseMember.case_id == case_id, CaseMember.duty == duty)
    return tuple(sorted(db.scalars(found)))


def is_open(case: Case) -> bool:
    return case.state is not CaseState.CLOSED


def sealed_for_office(officer: Officer, kind: str, record_id: str, body: dict[str, Any]) -> Sealed:
    """Seal a record of a case to the office, signed by its author."""
    keys = officer.open_keys
    return seal_document(
        [keys.office_identity.recipient],
        kind=kind,
        id=record_id,
        version=VERSION,
        body=body,
        signer=keys.member_signing,
    )


def opened(
    db: Session, officer: Officer, row: SealedColumns, kind: str, record_id: str, author: str
) -> dict[str, Any]:
    """The body of one sealed record of a case: as the ledger has it, signed by its author.

    Raises `RecordAltered` and `DocumentError`.
    """
    acts.hold(db, kind, record_id, row.sealed_payload)
    verify_keys = offices.verify_keys_of(db, author)
    return open_sealed(row.sealed_body, officer.open_keys, kind=kind, id=record_id, verify_keys=verify_keys)


def contents_of(db: Session, officer: Officer, case: Case) -> CaseContents:
    """What the case says about whom."""
    return CaseContents.from_body(opened(db, officer, case, CASE, case.id, case.opened_by))
