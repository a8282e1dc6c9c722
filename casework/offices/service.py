"""The register of offices, units, persons and members: what other subjects ask of this one.

Rosters lie in the clear. Queries take the officer where an office's own members are concerned; units and
persons are common knowledge of all offices, because a report may be about anybody.
"""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from functools import lru_cache

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from casework import acts
from casework.access import Officer
from casework.database import Clock, Store, new_id
from casework.offices.answers import Fault, NotDone
from casework.offices.rows import (
    GrantRow,
    MemberRow,
    OfficeRow,
    OrganKind,
    OrganRow,
    PersonRow,
    UnitRow,
    VerifyKeyRow,
)
from mailbox.directory import Contact
from regulation.terms import Level, ManagedBy, Rank, UnitKind
from sealing import HybridRecipient
from sealing.signing import VerifyKey


@dataclass(frozen=True, slots=True)
class MemberEntry:
    """A line of the members page."""

    member: MemberRow
    holds_key: bool


def add_office(
    store: Store,
    officer: Officer | None,
    clock: Clock,
    *,
    name: str,
    level: Level,
    region_code: str,
    parent_id: str | None = None,
    unit_id: str | None = None,
    contact: Contact | None = None,
) -> str | NotDone:
    """Make an office without keys. Returns its id."""
    with store.write() as db:
        if db.scalar(select(OfficeRow.id).where(OfficeRow.name == name)) is not None:
            return NotDone(Fault.NAME_TAKEN)
        if parent_id is not None and db.get(OfficeRow, parent_id) is None:
            return NotDone(Fault.UNKNOWN)
        office = OfficeRow(
            id=new_id(),
            name=name,
            level=level,
            region_code=region_code,
            parent_id=parent_id,
            unit_id=unit_id,
            contact=asdict(contact) if contact is not None else {},
        )
        db.add(OrganRow(id=office.id, kind=OrganKind.OFFICE))
        db.flush()
        db.add(office)
        acts.record(db, officer, clock, "add_office", "organ", office.id)
        return office.id


def add_unit(
    store: Store,
    officer: Officer | None,
    clock: Clock,
    *,
    office_id: str,
    name: str,
    kind: UnitKind,
    level: Level,
    belongs_to: Level,
    region_code: str,
    aliases: Sequence[str] = (),
    parent_id: str | None = None,
    directly_under: bool = True,
    vertical: bool = False,
    has_commission: bool = True,
    superior_system: str = "",
) -> str | NotDone:
    """Make a unit without keys, reviewed by this office. Returns its id."""
    with store.write() as db:
        if db.get(OfficeRow, office_id) is None or (officer is not None and office_id != officer.office_id):
            return NotDone(Fault.UNKNOWN)
        taken = select(UnitRow.id).where(UnitRow.office_id == office_id, UnitRow.name == name)
        if db.scalar(taken) is not None:
            return NotDone(Fault.NAME_TAKEN)
        unit = UnitRow(
            id=new_id(),
            office_id=office_id,
            name=name,
            aliases=list(aliases),
            kind=kind,
            level=level,
            belongs_to=belongs_to,
            region_code=region_code,
            parent_id=parent_id,
            directly_under=directly_under,
            vertical=vertical,
            has_commission=has_commission,
            superior_system=superior_system,
        )
        db.add(OrganRow(id=unit.id, kind=OrganKind.UNIT))
        db.flush()
        db.add(unit)
        acts.record(db, officer, clock, "add_unit", "organ", unit.id)
        return unit.id


def add_person(
    db: Session,
    officer: Officer | None,
    clock: Clock,
    *,
    name: str,
    unit_id: str | None = None,
    office_id: str | None = None,
    post: str = "",
    rank: Rank = Rank.NONE,
    managed_by: ManagedBy = ManagedBy.UNIT,
    standing: Sequence[str] = (),
) -> str:
    """Add a person to the rosters, in the caller's transaction: rosters arrive by the workbook."""
    person = PersonRow(
        id=new_id(),
        name=name,
        unit_id=unit_id,
        office_id=office_id,
        post=post,
        rank=rank,
        managed_by=managed_by,
        standing=sorted(standing),
    )
    db.add(person)
    db.flush()
    acts.record(db, officer, clock, "add_person", "person", person.id)
    return person.id


def office_of(store: Store, office_id: str) -> OfficeRow | None:
    """An office, or None."""
    with store.read() as db:
        return db.get(OfficeRow, office_id)


def offices(store: Store) -> list[OfficeRow]:
    """Every office, by name."""
    with store.read() as db:
        return list(db.scalars(select(OfficeRow).order_by(OfficeRow.name)))


def unit_of(store: Store, unit_id: str) -> UnitRow | None:
    """A unit, or None."""
    with store.read() as db:
        return db.get(UnitRow, unit_id)


def units(store: Store, *, office_id: str | None = None) -> list[UnitRow]:
    """The units an office reviews, or all of them, by name."""
    statement = select(UnitRow).order_by(UnitRow.name)
    if office_id is not None:
        statement = statement.where(UnitRow.office_id == office_id)
    with store.read() as db:
        return list(db.scalars(statement))


def person_of(store: Store, person_id: str) -> PersonRow | None:
    """A person of the rosters, or None."""
    with store.read() as db:
        return db.get(PersonRow, person_id)


def persons_named(store: Store, name: str, *, unit_id: str | None = None) -> list[PersonRow]:
    """Persons of the rosters with this name, in any unit or in one."""
    statement = select(PersonRow).where(PersonRow.name == name).order_by(PersonRow.id)
    if unit_id is not None:
        statement = statement.where(PersonRow.unit_id == unit_id)
    with store.read() as db:
        return list(db.scalars(statement))


def members(store: Store, officer: Officer) -> list[MemberEntry]:
    """The accounts of the officer's office, or for a unit's account those of the unit; with who holds keys."""
    if officer.unit_id is not None:
        return _entries(store, MemberRow.unit_id == officer.unit_id)
    return _entries(store, (MemberRow.office_id == officer.office_id) & MemberRow.unit_id.is_(None))


def unit_members(store: Store, officer: Officer, unit_id: str) -> list[MemberEntry]:
    """The accounts of a unit the officer's office reviews."""
    return _entries(store, (MemberRow.office_id == officer.office_id) & (MemberRow.unit_id == unit_id))


def _entries(store: Store, which: ColumnElement[bool]) -> list[MemberEntry]:
    statement = select(MemberRow).where(which).order_by(MemberRow.user_name)
    with store.read() as db:
        rows = list(db.scalars(statement))
        held = {
            (row.organ_id, row.member_id) for row in db.execute(select(GrantRow.organ_id, GrantRow.member_id))
        }
    return [MemberEntry(row, (row.organ_id, row.id) in held) for row in rows]


def member_of(store: Store, officer: Officer, member_id: str) -> MemberRow | None:
    """An account of the officer's own office, for a unit's account one of the unit, or None."""
    with store.read() as db:
        row = db.get(MemberRow, member_id)
    if row is None or row.office_id != officer.office_id:
        return None
    return row if officer.unit_id is None or row.unit_id == officer.unit_id else None


def organ_of(store: Store, organ_id: str) -> OrganRow | None:
    """An office's or unit's public keys, or None."""
    with store.read() as db:
        return db.get(OrganRow, organ_id)


def name_of(store: Store, member_id: str) -> str:
    """A member's name; empty for an unknown one."""
    with store.read() as db:
        return names_of(db, [member_id]).get(member_id, "")


def person_behind(db: Session, member_id: str) -> str | None:
    """The person on a roster that an account belongs to, if any."""
    return db.scalar(select(MemberRow.person_id).where(MemberRow.id == member_id))


def member_id_of(store: Store, user_name: str) -> str | None:
    """The id of an account by its user name."""
    with store.read() as db:
        return db.scalar(select(MemberRow.id).where(MemberRow.user_name == user_name))


def names_of(db: Session, member_ids: Sequence[str]) -> dict[str, str]:
    """The names of these members, by id."""
    statement = select(MemberRow.id, MemberRow.name).where(MemberRow.id.in_(list(member_ids)))
    return {row.id: row.name for row in db.execute(statement)}


def recipient_of(db: Session, owner_id: str) -> HybridRecipient | None:
    """The recipient of an office, a unit or a member; None before it has keys."""
    organ = db.get(OrganRow, owner_id)
    member = db.get(MemberRow, owner_id) if organ is None else None
    found = organ.recipient if organ is not None else member.recipient if member is not None else None
    return _parsed(found) if found is not None else None


@lru_cache(maxsize=4096)
def _parsed(recipient: str) -> HybridRecipient:
    """Public keys, read once: reading the two thousand characters costs more than sealing to them."""
    return HybridRecipient.from_string(recipient)


def verify_keys_of(db: Session, *owner_ids: str) -> list[VerifyKey]:
    """Every public signing key these members or organs have or had: what old signatures verify with."""
    statement = select(VerifyKeyRow.verify_key).where(VerifyKeyRow.owner_id.in_(owner_ids))
    return [VerifyKey.from_string(key) for key in db.scalars(statement)]
