"""Recusal walls: which records a session must not see, as blind tags that SQL compares.

Rules kept here:
- A hard conflict the system can prove cuts access at once: oneself, recorded near kin, the own unit, the
  own signature, a decided recusal. Clause: 监督执纪规则 48; 监察法 67; 公务员法 76.
- A record names those who must never open it by tags in a table of its own (subject, countersigner, their
  kin, the subject's unit). A session computes the tags it stands for. Where the two meet, the record does
  not exist for that session: not in pages, counts, search or exports.
- Kin are edges between two tags; the edge itself lies sealed. Nobody without the wall key can read who is
  kin to whom, or whom a record concerns.
"""

from collections.abc import Iterable
from enum import StrEnum

from sqlalchemy import ColumnElement, exists, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from casework import acts
from casework.access import Officer
from casework.database import Clock, Store, new_id
from casework.keyring import UnlockedKeys, seal_document
from casework.offices.answers import Fault, NotDone
from casework.offices.rows import KinRow, PersonRow

KIN = "kin"


class Kinship(StrEnum):
    """Near kin. Clause: 公务员法 74."""

    SPOUSE = "spouse"
    DIRECT = "direct"
    COLLATERAL = "collateral"
    IN_LAW = "in_law"


def person_tag(keys: UnlockedKeys, person_id: str) -> str:
    """The tag a record carries for a person who must not open it."""
    return keys.tag("person", person_id)


def unit_tag(keys: UnlockedKeys, unit_id: str) -> str:
    """The tag a record carries for a unit whose staff must not open it."""
    return keys.tag("unit", unit_id)


def member_tag(keys: UnlockedKeys, member_id: str) -> str:
    """The tag a record carries for a member whose recusal was decided."""
    return keys.tag("member", member_id)


def walls(db: Session, officer: Officer) -> frozenset[str]:
    """Every tag this session is walled by. Raises `KeyNotHeld` for a member without the organ's keys."""
    keys = officer.open_keys
    tags = {member_tag(keys, officer.member_id)}
    if officer.person_id is not None:
        tags.add(person_tag(keys, officer.person_id))
        tags.update(kin_tags(db, officer, officer.person_id))
        tags.update(unit_tag(keys, unit) for unit in _units_of(db, officer.person_id))
    if officer.unit_id is not None:
        tags.add(unit_tag(keys, officer.unit_id))
    return frozenset(tags)


def kin_tags(db: Session, officer: Officer, person_id: str) -> frozenset[str]:
    """The person tags of everybody recorded as near kin of this person."""
    of_tag = officer.open_keys.tag("kin-of", person_id)
    return frozenset(db.scalars(select(KinRow.wall_tag).where(KinRow.of_tag == of_tag)))


def outside_walls(
    tags: Iterable[str],
    *,
    record: InstrumentedAttribute[str],
    tagged: InstrumentedAttribute[str],
    tag: InstrumentedAttribute[str],
) -> ColumnElement[bool]:
    """SQL for "no tag of this record is among these": `record` is the record's id, `tagged` and `tag` are
    the columns of the subject's own table of tags."""
    return ~exists().where(tagged == record, tag.in_(sorted(tags)))


def record_kin(
    store: Store, officer: Officer, clock: Clock, *, person_id: str, kin_id: str, kinship: Kinship
) -> NotDone | None:
    """Record that two persons of the rosters are near kin, both ways."""
    keys = officer.open_keys
    with store.write() as db:
        if person_id == kin_id:
            return NotDone(Fault.SAME_PERSON)
        if db.get(PersonRow, person_id) is None or db.get(PersonRow, kin_id) is None:
            return NotDone(Fault.UNKNOWN)
        if person_tag(keys, kin_id) in kin_tags(db, officer, person_id):
            return NotDone(Fault.ALREADY_DONE)
        for one, other in ((person_id, kin_id), (kin_id, person_id)):
            edge_id = new_id()
            body = {"person": one, "kin": other, "kinship": kinship.value}
            recipients = [keys.office_identity.recipient]
            sealed = seal_document(recipients, kind=KIN, id=edge_id, version=1, body=body)
            db.add(
                KinRow(
                    id=edge_id,
                    office_id=officer.office_id,
                    of_tag=keys.tag("kin-of", one),
                    wall_tag=person_tag(keys, other),
                    sealed_body=sealed,
                )
            )
            acts.record(db, officer, clock, "record_kin", KIN, edge_id, new=sealed.payload)
    return None


def _units_of(db: Session, person_id: str) -> list[str]:
    statement = select(PersonRow.unit_id).where(PersonRow.id == person_id, PersonRow.unit_id.is_not(None))
    return [unit for unit in db.scalars(statement) if unit is not None]
