"""The roster in the clear, flat, for linkage: who serves where, under which names, in which region."""

from dataclasses import dataclass

from sqlalchemy import func, literal, select
from sqlalchemy.orm import Session

from casework.access import Role
from casework.offices.rows import GrantRow, MemberRow, OfficeRow, PersonRow, UnitRow

_TAILS = ("纪律检查委员会监察委员会", "纪律检查委员会", "纪委监委", "纪委")


@dataclass(frozen=True, slots=True)
class RosterPerson:
    """One person with the unit or office of his present post; empty strings where there is none."""

    id: str
    name: str
    unit_id: str
    office_id: str
    organ_name: str
    aliases: tuple[str, ...]
    region_code: str
    post: str


@dataclass(frozen=True, slots=True)
class Colleague:
    """An account of an office that holds its key."""

    id: str
    name: str
    roles: frozenset[Role]


def persons(db: Session) -> list[RosterPerson]:
    """Everyone on the rosters of this house."""
    statement = (
        select(PersonRow, UnitRow, OfficeRow)
        .outerjoin(UnitRow, UnitRow.id == PersonRow.unit_id)
        .outerjoin(OfficeRow, OfficeRow.id == PersonRow.office_id)
        .order_by(PersonRow.id)
    )
    return [_flat(person, unit, office) for person, unit, office in db.execute(statement)]


def _flat(person: PersonRow, unit: UnitRow | None, office: OfficeRow | None) -> RosterPerson:
    organ = unit if unit is not None else office
    return RosterPerson(
        id=person.id,
        name=person.name,
        unit_id=unit.id if unit is not None else "",
        office_id=office.id if office is not None else "",
        organ_name=organ.name if organ is not None else "",
        aliases=tuple(unit.aliases) if unit is not None else (),
        region_code=organ.region_code if organ is not None else "",
        post=person.post,
    )


def names_in(db: Session, text: str, *, shortest: int = 3) -> frozenset[str]:
    """The names of the rosters that stand in a text. Names of two characters are often words and are left out."""
    holds = literal(text).like("%" + PersonRow.name + "%")
    statement = select(PersonRow.name).where(func.length(PersonRow.name) >= shortest, holds)
    return frozenset(db.scalars(statement))


def mark(db: Session) -> tuple[str, ...]:
    """Changes whenever the roster has, for nearly every change: counts, sums and outermost ids, not a proof."""
    people = select(
        func.count(PersonRow.id),
        func.min(PersonRow.id),
        func.max(PersonRow.id),
        func.sum(func.length(PersonRow.name) + 31 * func.length(PersonRow.post)),
        func.count(PersonRow.unit_id),
        func.count(PersonRow.left_on),
    )
    units = select(
        func.count(UnitRow.id),
        func.min(UnitRow.id),
        func.max(UnitRow.id),
        func.sum(func.length(UnitRow.name)),
    )
    return tuple(str(value) for value in (*db.execute(people).one(), *db.execute(units).one()))


def regions(db: Session) -> dict[str, str]:
    """Names of the regions that have an office, by code: 东屿区纪委 is the commission of 东屿区."""
    rows = db.execute(select(OfficeRow.name, OfficeRow.region_code))
    return {code: place for name, code in rows if (place := place_of(name))}


def place_of(office_name: str) -> str:
    """The place whose commission an office is by its name; empty for a commission of another name."""
    place = office_name.removeprefix("中共").removeprefix("中国共产党")
    for tail in _TAILS:
        if place.endswith(tail) and len(place) > len(tail):
            return place.removesuffix(tail)
    return ""


def office_members(db: Session, office_id: str) -> frozenset[str]:
    """The accounts of an office."""
    return frozenset(db.scalars(select(MemberRow.id).where(MemberRow.office_id == office_id)))


def colleagues(db: Session, office_id: str) -> list[Colleague]:
    """The accounts in force that hold the office's key, by name."""
    statement = (
        select(MemberRow)
        .join(GrantRow, GrantRow.member_id == MemberRow.id)
        .where(GrantRow.organ_id == office_id, MemberRow.disabled_on.is_(None))
        .order_by(MemberRow.name, MemberRow.id)
    )
    return [Colleague(row.id, row.name, row.roles) for row in db.scalars(statement)]


def is_office(db: Session, organ_id: str) -> bool:
    """Whether this is an office of this house."""
    return db.get(OfficeRow, organ_id) is not None


def superior_of(db: Session, office_id: str) -> str | None:
    """The commission one level above, if this house knows it."""
    return db.scalar(select(OfficeRow.parent_id).where(OfficeRow.id == office_id))
