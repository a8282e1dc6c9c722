"""What campaigns and declarations ask of the rosters inside their own transactions: rows as plain values."""

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from casework.access import Role
from casework.offices.facts import offices_facts
from casework.offices.rows import GrantRow, MemberRow, OfficeRow, OrganRow, PersonRow, UnitRow
from regulation.directories import Directory
from regulation.terms import ManagedBy, Rank


@dataclass(frozen=True, slots=True)
class PersonEntry:
    """A person of a roster, in the clear."""

    id: str
    name: str
    unit_id: str
    post: str
    rank: Rank
    managed_by: ManagedBy
    standing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class UnitEntry:
    """A unit with the office that reviews it."""

    id: str
    name: str
    office_id: str
    parent_id: str
    region_code: str
    superior_system: str


def persons_in(db: Session, unit_id: str) -> list[PersonEntry]:
    """Who serves in a unit now, by name."""
    statement = select(PersonRow).where(PersonRow.unit_id == unit_id, PersonRow.left_on.is_(None))
    return [_person(row) for row in db.scalars(statement.order_by(PersonRow.name, PersonRow.id))]


def person(db: Session, person_id: str) -> PersonEntry | None:
    """A person, or None."""
    row = db.get(PersonRow, person_id)
    return _person(row) if row is not None else None


def persons_like(db: Session, part: str, *, most: int = 50) -> list[PersonEntry]:
    """Persons whose name holds this part; nothing for an empty one."""
    if not part:
        return []
    statement = select(PersonRow).where(PersonRow.name.contains(part, autoescape=True))
    return [_person(row) for row in db.scalars(statement.order_by(PersonRow.name, PersonRow.id).limit(most))]


def unit(db: Session, unit_id: str) -> UnitEntry | None:
    """A unit, or None."""
    row = db.get(UnitRow, unit_id)
    return _unit(row) if row is not None else None


def units_of(db: Session, office_id: str) -> list[UnitEntry]:
    """The units an office reviews, by name."""
    statement = select(UnitRow).where(UnitRow.office_id == office_id).order_by(UnitRow.name)
    return [_unit(row) for row in db.scalars(statement)]


def names(db: Session, ids: Collection[str]) -> dict[str, str]:
    """The names of persons, units and offices, by id; an unknown id has none."""
    found: dict[str, str] = {}
    for table in (PersonRow, UnitRow, OfficeRow):
        rows = db.execute(select(table.id, table.name).where(table.id.in_(list(ids))))
        found |= {row[0]: row[1] for row in rows}
    return found


def members_for(db: Session, person_id: str) -> list[str]:
    """The accounts in force that a person has, enrolled ones only."""
    statement = select(MemberRow.id).where(
        MemberRow.person_id == person_id, MemberRow.enrolled_on.is_not(None), MemberRow.disabled_on.is_(None)
    )
    return list(db.scalars(statement.order_by(MemberRow.id)))


def members_by_person(db: Session) -> dict[str, list[str]]:
    """The same for everybody who has an account."""
    statement = select(MemberRow.person_id, MemberRow.id).where(
        MemberRow.person_id.is_not(None), MemberRow.enrolled_on.is_not(None), MemberRow.disabled_on.is_(None)
    )
    found: dict[str, list[str]] = {}
    for person_id, member_id in db.execute(statement.order_by(MemberRow.id)):
        found.setdefault(person_id or "", []).append(member_id)
    return found


def granted_accounts(db: Session) -> dict[str, list[str]]:
    """The accounts in force of everybody who has one, those only that hold their organ's key by a colleague's grant."""
    granted = set(db.scalars(select(GrantRow.member_id)))
    found = {
        person_id: [each for each in accounts if each in granted]
        for person_id, accounts in members_by_person(db).items()
    }
    return {person_id: accounts for person_id, accounts in found.items() if accounts}


def keyed_organs(db: Session) -> frozenset[str]:
    """The offices and units that have a key."""
    return frozenset(db.scalars(select(OrganRow.id).where(OrganRow.recipient.is_not(None))))


def holds_key_of(db: Session, member_id: str, organ_id: str) -> bool:
    """Whether a member was granted the keys of an organ."""
    return db.get(GrantRow, (organ_id, member_id)) is not None


def roles_of(db: Session, member_id: str) -> frozenset[Role]:
    """A member's roles; none for an unknown member."""
    row = db.get(MemberRow, member_id)
    return row.roles if row is not None else frozenset()


def directory(db: Session) -> Directory:
    """Every commission of this house as the tree the regulation asks."""
    return Directory.of(offices_facts(db))


def _person(row: PersonRow) -> PersonEntry:
    standing = tuple(row.standing)
    return PersonEntry(row.id, row.name, row.unit_id or "", row.post, row.rank, row.managed_by, standing)


def _unit(row: UnitRow) -> UnitEntry:
    return UnitEntry(
        row.id, row.name, row.office_id, row.parent_id or "", row.region_code, row.superior_system
    )


SUPERIOR_STANDING = frozenset({"party_secretary", "principal_leader"})


def superiors_of(db: Session, person_ids: Collection[str]) -> frozenset[str]:
    """Who heads the units these persons serve in, or the units above them; never the persons themselves."""
    persons = select(PersonRow.unit_id).where(PersonRow.id.in_(list(person_ids)))
    waiting = {unit_id for unit_id in db.scalars(persons) if unit_id}
    units: set[str] = set()
    while waiting:
        units |= waiting
        above = select(UnitRow.parent_id).where(UnitRow.id.in_(waiting), UnitRow.parent_id.is_not(None))
        waiting = {unit_id for unit_id in db.scalars(above) if unit_id} - units
    heads = select(PersonRow).where(PersonRow.unit_id.in_(units), PersonRow.left_on.is_(None))
    found = {row.id for row in db.scalars(heads) if SUPERIOR_STANDING & set(row.standing)}
    return frozenset(found - set(person_ids))
