"""上报、审核、归档: hop by hop, nobody skipped; reviewed by who did not file; archived when nothing is uncertain."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy.orm import Session

from casework import acts
from casework.access import OFFICE_ROLES, Officer, Role
from casework.campaigns import service as campaigns
from casework.campaigns.portfolio import Ways
from casework.database import Clock, Store, new_id
from casework.declarations import register
from casework.declarations.addressing import Recipients
from casework.declarations.answers import Answer, Moved
from casework.declarations.faults import ActFault, NotDone
from casework.declarations.rows import FORM, REVIEW, DeclarationRow, HopRow, ReviewRow, VersionRow
from casework.keyring import seal_document
from regulation.case_terms import DeclarationState
from regulation.decisions import Body, BodyKind, Reason, Refused
from regulation.lifecycles import clause_of, hops, may_move, may_review, may_submit
from regulation.terms import Verdict

COMMISSIONS = frozenset(
    {
        BodyKind.COUNTY_COMMISSION,
        BodyKind.CITY_COMMISSION,
        BodyKind.PROVINCE_COMMISSION,
        BodyKind.CONDUCT_SUPERVISION_OFFICE,
    }
)
"""Bodies with officers of their own here; the others act through the unit's clerk."""


@dataclass(frozen=True, slots=True)
class Judged:
    """What the reviewer says of one declared row: its id in the facts, the verdict, the reason."""

    of: str
    verdict: Verdict
    reason: str


def submit_up(store: Store, officer: Officer, clock: Clock, *, declaration_id: str) -> Answer:
    """Send the form one hop on: to the next body of its route and no other.

    Clause: 三(二), 二 ¶1
    """
    with store.write() as db:
        row = register.found(db, officer, declaration_id)
        if row is None:
            return NotDone(ActFault.UNKNOWN)
        entry = campaigns.roster_entry(db, row.campaign_id, row.person_id)
        if entry is None:
            return NotDone(ActFault.UNKNOWN)
        person = campaigns.facts_on_roster(db, entry)
        ways = Ways(db)
        way = ways.of(person)
        gone = [Body(BodyKind(each.body), each.of) for each in register.hops(db, row.id)]
        ahead = hops(way.route)
        reached = gone or list(ahead[:1])
        if len(reached) >= len(ahead):
            return Refused(Reason.STEP_SKIPPED, "二 ¶1", "已经到达最后一级")
        to = ahead[len(reached)]
        holder = ways.office_for(reached[-1], person) if reached[-1].kind in COMMISSIONS else None
        refused = may_send(officer, row, holder) or may_submit(way.route, reached, to)
        if refused is not None:
            return refused
        fresh = [*(reached if not gone else []), to]
        for n, body in enumerate(fresh, start=len(gone)):
            db.add(_hop(row, n, body, officer, clock))
        if row.state is DeclarationState.COUNTERSIGNED:
            row.state = DeclarationState.SUBMITTED
        acts.record(db, officer, clock, "submit_up", FORM, row.id, clause="三(二)")
        return Moved(row.id, row.state)


def review(
    store: Store,
    officer: Officer,
    clock: Clock,
    *,
    declaration_id: str,
    opinion: str,
    judged: tuple[Judged, ...] = (),
) -> Answer:
    """The reviewing office's opinion, with a verdict and reason for every declared business.

    Clause: 三(三)
    """
    with store.write() as db:
        row = register.found(db, officer, declaration_id)
        if row is None:
            return NotDone(ActFault.UNKNOWN)
        if not officer.roles & OFFICE_ROLES or officer.office_id != row.office_id:
            return Refused(Reason.NOT_COMPETENT, "二 ¶1", "由负责审核的纪委（纪检组）审核")
        refused = may_review(filed_by=row.filed_by, reviewer=officer.member_id) or may_move(
            row.state, DeclarationState.REVIEWED
        )
        if refused is not None:
            return refused
        version = register.version_in_force(db, row)
        expected = int(version.counts["businesses"]) + int(version.counts["foreign_posts"])
        if not opinion.strip() or len(judged) != expected or not all(each.reason.strip() for each in judged):
            return NotDone(ActFault.REASON_NEEDED)
        clause = clause_of(row.state, DeclarationState.REVIEWED)
        sealed_id = _add_review(db, officer, clock, row, version, opinion, judged)
        row.state = DeclarationState.REVIEWED
        acts.record(
            db, officer, clock, "review_declaration", REVIEW, sealed_id[0], clause=clause, new=sealed_id[1]
        )
        return Moved(row.id, row.state)


def archive(store: Store, officer: Officer, clock: Clock, *, declaration_id: str) -> Answer:
    """Put the reviewed form into the file; not while a business is uncertain (SR-39).

    Clause: 三(五)
    """
    with store.write() as db:
        row = register.found(db, officer, declaration_id)
        if row is None:
            return NotDone(ActFault.UNKNOWN)
        refused = may_move(row.state, DeclarationState.ARCHIVED)
        if refused is not None:
            return refused
        if officer.office_id != row.office_id or officer.unit_id is not None:
            return Refused(Reason.NOT_COMPETENT, "三(五)", "由负责审核的纪委（纪检组）归档")
        reviews = register.reviews(db, row.id)
        if not reviews or reviews[-1].uncertain:
            return Refused(Reason.UNCERTAIN_OPEN, "三(三)", "还有待甄别的经商办企业情况")
        row.state = DeclarationState.ARCHIVED
        version = register.version_in_force(db, row)
        acts.record(
            db, officer, clock, "archive", FORM, version.id, clause="三(五)", new=version.sealed_payload
        )
        return Moved(row.id, row.state)


def may_send(officer: Officer, row: DeclarationRow, holder: str | None) -> Refused | NotDone | None:
    """Whoever has it sends it on: a commission by its own officers, everybody below by the unit's clerk."""
    by_unit = Role.UNIT_CLERK in officer.roles and officer.unit_id == row.unit_id
    by_office = bool(officer.roles & OFFICE_ROLES) and officer.unit_id is None
    sends = by_office and officer.office_id == holder if holder is not None else by_unit or by_office
    if not sends:
        return NotDone(ActFault.NOT_YOURS)
    if row.state in (DeclarationState.SUBMITTED, DeclarationState.REVIEWED):
        return None
    return may_move(row.state, DeclarationState.SUBMITTED)


def _hop(row: DeclarationRow, n: int, body: Body, officer: Officer, clock: Clock) -> HopRow:
    return HopRow(
        id=new_id(),
        declaration_id=row.id,
        n=n,
        body=body.kind.value,
        of=body.of,
        at=clock(),
        by=officer.member_id,
    )


def _add_review(
    db: Session,
    officer: Officer,
    clock: Clock,
    row: DeclarationRow,
    version: VersionRow,
    opinion: str,
    judged: tuple[Judged, ...],
) -> tuple[str, bytes]:
    counts: Mapping[Verdict, int] = {
        verdict: sum(each.verdict is verdict for each in judged) for verdict in Verdict
    }
    review_id = new_id()
    offices = [office for office in register.offices_of(db, row.id) if office in version.recipients]
    body = {
        "opinion": opinion.strip(),
        "verdicts": [[each.of, each.verdict.value, each.reason] for each in judged],
    }
    sealed = seal_document(
        list(Recipients(db).among([*offices, officer.office_id]).values()),
        kind=REVIEW, id=review_id, version=1, body=body, signer=officer.open_keys.member_signing,
    )  # fmt: skip
    db.add(
        ReviewRow(
            id=review_id,
            declaration_id=row.id,
            version_id=version.id,
            reviewed_at=clock(),
            reviewed_by=officer.member_id,
            inside=counts[Verdict.IN],
            outside=counts[Verdict.OUT],
            uncertain=counts[Verdict.UNCERTAIN],
            sealed_body=sealed,
        )
    )
    return review_id, sealed.payload
