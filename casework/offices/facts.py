"""Rows of the rosters as the facts the regulation is told."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from sqlalchemy import event, select
from sqlalchemy.exc import NoResultFound
from sqlalchemy.orm import Session, joinedload

from casework.offices.rows import OfficeRow, PersonRow, UnitRow
from regulation.facts import OfficeFacts, OfficeId, PersonFacts, PersonId, RegionCode, UnitFacts, UnitId
from regulation.terms import ManagedBy, Rank, Role


def unit_facts(db: Session, unit_id: str) -> UnitFacts:
    """A unit's facts. Raises NoResultFound for an unknown unit."""
    found = units_facts(db, [unit_id])
    if not found:
        raise NoResultFound(f"no unit {unit_id}")
    return found[unit_id]


def units_facts(db: Session, unit_ids: Iterable[str]) -> dict[str, UnitFacts]:
    """The facts of many units at once, by id; an unknown one is left out."""
    read, wanted = _read(db), set(unit_ids)
    fresh = wanted - read.facts.keys()
    if fresh:
        rows = db.scalars(select(UnitRow).where(UnitRow.id.in_(fresh)))
        read.facts |= {row.id: _unit(row, read.ladder) for row in rows}
    return {unit_id: read.facts[unit_id] for unit_id in wanted & read.facts.keys()}


@dataclass(frozen=True, slots=True)
class _Ladder:
    """Which unit stands under which: `below` the next ones down, `above` the next one up and whether a unit
    stands directly under its level."""

    above: dict[str, tuple[str | None, bool]]
    below: dict[str, list[str]]

    def subordinates(self, unit_id: str) -> frozenset[UnitId]:
        """Every unit below this one, however far."""
        found: set[str] = set()
        waiting = [unit_id]
        while waiting:
            new = [unit for unit in self.below.get(waiting.pop(), ()) if unit not in found]
            found.update(new)
            waiting += new
        return frozenset(UnitId(unit) for unit in found)

    def root(self, unit_id: str) -> UnitId:
        """The unit directly under its level that this one belongs to; itself where nothing stands between."""
        seen: set[str] = set()
        while unit_id not in seen:
            seen.add(unit_id)
            parent, directly = self.above[unit_id]
            if directly or parent is None:
                break
            unit_id = parent
        return UnitId(unit_id)


@dataclass(slots=True)
class _Read:
    """What one transaction has read of units: a rule asks for the same few again and again."""

    ladder: _Ladder
    facts: dict[str, UnitFacts] = field(default_factory=dict)


READ = "units read"


def _read(db: Session) -> _Read:
    if READ not in db.info:
        db.info[READ] = _Read(_ladder(db))
    found: _Read = db.info[READ]
    return found


@event.listens_for(Session, "after_flush")
@event.listens_for(Session, "after_transaction_end")
def _forget(db: Session, *_: object) -> None:
    """A unit that is written, and the end of the transaction, end what was read."""
    if READ in db.info and (
        not db.in_transaction()
        or any(isinstance(each, UnitRow) for each in (*db.new, *db.dirty, *db.deleted))
    ):
        del db.info[READ]


def _ladder(db: Session) -> _Ladder:
    rows = db.execute(select(UnitRow.id, UnitRow.parent_id, UnitRow.directly_under)).all()
    below: dict[str, list[str]] = {}
    for unit_id, parent_id, _ in rows:
        if parent_id is not None:
            below.setdefault(parent_id, []).append(unit_id)
    return _Ladder({unit_id: (parent, directly) for unit_id, parent, directly in rows}, below)


def _unit(row: UnitRow, ladder: _Ladder) -> UnitFacts:
    return UnitFacts(
        id=UnitId(row.id),
        kind=row.kind,
        level=row.level,
        region=RegionCode(row.region_code),
        belongs_to=row.belongs_to,
        directly_under=row.directly_under,
        vertical=row.vertical,
        parent=UnitId(row.parent_id or ""),
        root=UnitId("") if row.directly_under else ladder.root(row.id),
        subordinates=ladder.subordinates(row.id),
        superior_system=row.superior_system,
        has_commission=row.has_commission,
        name=row.name,
    )


def person_facts(db: Session, person_id: str) -> PersonFacts:
    """A person's facts as the roster holds them now. Raises NoResultFound for an unknown person or one
    without a unit."""
    row = db.get_one(PersonRow, person_id)
    return facts_from(
        person_id=row.id,
        unit=unit_facts(db, row.unit_id or ""),
        rank=row.rank,
        managed_by=row.managed_by,
        post=row.post,
        name=row.name,
        standing=row.standing,
    )


def facts_from(
    *,
    person_id: str,
    unit: UnitFacts,
    rank: Rank,
    managed_by: ManagedBy,
    post: str,
    name: str,
    standing: Iterable[str],
) -> PersonFacts:
    """A person's facts from a roster's columns. `standing` holds the yes-or-no fields that are true and the
    values of `regulation.terms.Role` that his posts give him."""
    words = frozenset(standing)
    return PersonFacts(
        id=PersonId(person_id),
        unit=unit,
        rank=rank,
        managed_by=managed_by,
        post=post,
        name=name,
        roles=frozenset(role for role in Role if role.value in words),
        rank_equivalent="rank_equivalent" in words,
        responsible_post="responsible_post" in words,
        leadership_team_member="leadership_team_member" in words,
        principal_leader="principal_leader" in words,
        party_secretary="party_secretary" in words,
        non_leading_post="non_leading_post" in words,
        rehired="rehired" in words,
        affiliation_local="affiliation_local" in words,
        party_member="party_member" in words,
        party_post="party_post" in words,
    )


def office_facts(db: Session, office_id: str) -> OfficeFacts:
    """An office's facts. Raises NoResultFound for an unknown office."""
    return _office(db.get_one(OfficeRow, office_id))


def offices_facts(db: Session) -> list[OfficeFacts]:
    """The facts of every office of this house, in one reading."""
    return [_office(row) for row in db.scalars(select(OfficeRow).options(joinedload(OfficeRow.organ)))]


def _office(row: OfficeRow) -> OfficeFacts:
    return OfficeFacts(
        id=OfficeId(row.id),
        level=row.level,
        region=RegionCode(row.region_code),
        parent=OfficeId(row.parent_id or ""),
        unit=UnitId(row.unit_id or ""),
        has_recipient=row.organ.recipient is not None,
        name=row.name,
    )
