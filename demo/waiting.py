"""Who has something waiting in the campaign that runs, asked of the same lists the pages show."""

from collections.abc import Callable, Iterator

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from casework.access import Action, Officer, Role
from casework.campaigns import service as campaigns
from casework.database import Clock, Store
from casework.declarations import register
from casework.declarations import service as declarations
from casework.declarations.rows import DeclarationRow, ObjectionRow, SignatureRow, VersionRow
from casework.offices.rows import MemberRow
from regulation.case_terms import DeclarationState
from regulation.decisions import Reason

Told = Iterator[tuple[int, str]]
"""How many, and what is to be done with them."""


def waiting(store: Store, clock: Clock, user_names: list[str]) -> dict[str, str]:
    """What waits for each of these accounts, in words; who has nothing is left out."""
    with store.read() as db:
        campaign = campaigns.current_campaign(db)
        if campaign is None:
            return {}
        members = {row.user_name: _officer(row) for row in db.scalars(select(MemberRow))}
        told = {
            user: [
                (n, words) for ask in ASKED for n, words in ask(db, members[user], campaign.id, clock) if n
            ]
            for user in user_names
            if user in members
        }
    return {user: "；".join(f"{n}{words}" for n, words in each) for user, each in told.items() if each}


def _officer(row: MemberRow) -> Officer:
    """The member without keys: counting opens nothing."""
    roles = frozenset(each.role for each in row.role_rows)
    return Officer(row.id, row.office_id, row.unit_id, row.person_id, row.name, roles, None)


def _of_declarant(db: Session, officer: Officer, campaign_id: str, _clock: Clock) -> Told:
    if Role.DECLARANT not in officer.roles or officer.person_id is None:
        return
    states = [
        row.state for row in declarations.declared_by(db, officer.person_id) if row.campaign_id == campaign_id
    ]
    yield states.count(DeclarationState.DRAFT), "份申报表等本人签字"
    yield states.count(DeclarationState.RETURNED), "份被退回，等补齐后重新签字"


def _of_countersigner(db: Session, officer: Officer, campaign_id: str, clock: Clock) -> Told:
    if not officer.may(Action.COUNTERSIGN):
        return
    refused = [
        declarations.standing(db, row, clock()).why_not
        for row in register.waiting_for(db, officer)
        if row.campaign_id == campaign_id and row.state is DeclarationState.POSTED
    ]
    reasons = [each.reason if each else None for each in refused]
    yield reasons.count(None), "份公示已满，等审签"
    yield reasons.count(Reason.OBJECTION_PENDING), "份有异议，核实前不能审签"
    yield len(reasons) - reasons.count(None) - reasons.count(Reason.OBJECTION_PENDING), "份还在公示"


def _of_clerk(db: Session, officer: Officer, campaign_id: str, _clock: Clock) -> Told:
    if not officer.may(Action.ATTEST_PAPER):
        return
    half = (
        select(func.count())
        .select_from(SignatureRow)
        .join(VersionRow, VersionRow.id == SignatureRow.version_id)
        .join(DeclarationRow, DeclarationRow.id == VersionRow.declaration_id)
        .where(
            DeclarationRow.campaign_id == campaign_id,
            DeclarationRow.unit_id == officer.unit_id,
            SignatureRow.complete_at.is_(None),
            SignatureRow.first_member != officer.member_id,
        )
    )
    counts = register.counted(db, officer, register.Filters(campaign_id))
    obliged = campaigns.obliged_by_unit(db, campaign_id).get(officer.unit_id or "", 0)
    yield db.scalar(half) or 0, "份纸面签字等复核"
    yield counts.get(DeclarationState.SIGNED, 0), "份等公示"
    yield counts.get(DeclarationState.COUNTERSIGNED, 0), "份等上报"
    yield obliged - sum(counts.values()), "人还没有填报"


def _of_commission(db: Session, officer: Officer, campaign_id: str, _clock: Clock) -> Told:
    here = (DeclarationRow.campaign_id == campaign_id, DeclarationRow.office_id == officer.office_id)
    if officer.may(Action.DECIDE_OBJECTIONS):
        raised = (
            select(func.count())
            .select_from(ObjectionRow)
            .join(DeclarationRow, DeclarationRow.id == ObjectionRow.declaration_id)
        )
        yield db.scalar(raised.where(*here, ObjectionRow.found_at.is_(None))) or 0, "件异议等核实"
    if officer.may(Action.REVIEW_DECLARATIONS):
        sent = select(func.count()).select_from(DeclarationRow)
        yield (
            db.scalar(sent.where(*here, DeclarationRow.state == DeclarationState.SUBMITTED)) or 0,
            "份等审核",
        )


ASKED: tuple[Callable[[Session, Officer, str, Clock], Told], ...] = (
    _of_declarant,
    _of_countersigner,
    _of_clerk,
    _of_commission,
)
