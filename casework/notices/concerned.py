"""Who may not approve a notice: whoever had a hand in it, or stands near anybody in it (citizens' guide to 四(四))."""

from sqlalchemy.orm import Session

from casework.access import Action, Officer
from casework.notices.material import Material
from casework.offices import lookups, walls
from casework.offices import service as offices
from regulation.decisions import Refused
from regulation.facts import PersonId
from regulation.notices import Concerned, may_approve
from regulation.terms import Strand

NOBODY = PersonId("")


def person_of_member(db: Session, member_id: str) -> PersonId:
    """The person an account belongs to; the account itself where the rosters know nobody."""
    return PersonId(offices.person_behind(db, member_id) or member_id)


def concerned_by(db: Session, officer: Officer, material: Material) -> Concerned:
    """Everybody whose concern bars an approver; of kin, only whether this officer is."""
    found = material.cases
    strands = [strand for case in found for strand in case.item.case.strands]
    subjects = {strand.person_id for strand in strands}
    deciders = {member for case in found for member in case.item.case.handlers}
    own = person_of_member(db, officer.member_id)
    return Concerned(
        drafters=frozenset(person_of_member(db, member) for member in material.draft.drafters),
        deciders=frozenset(person_of_member(db, member) for member in deciders),
        countersigners=frozenset(
            PersonId(each.person_id) for each in strands if each.kind is Strand.COUNTERSIGNER
        ),
        superiors=frozenset(PersonId(each) for each in lookups.superiors_of(db, subjects)),
        kin=frozenset({own} if _is_kin(db, officer, subjects) else ()),
        named=frozenset(PersonId(each) for each in subjects),
    )


def _is_kin(db: Session, officer: Officer, subjects: set[str]) -> bool:
    if officer.person_id is None:
        return False
    kin = walls.kin_tags(db, officer, officer.person_id)
    return any(walls.person_tag(officer.open_keys, each) in kin for each in subjects)


def may_approve_notice(db: Session, officer: Officer, material: Material) -> Refused | None:
    """Whether this officer, as the commission's principal, may approve this notice.

    Clause: 四(四)
    """
    own = person_of_member(db, officer.member_id)
    principal = own if officer.may(Action.APPROVE_NOTICES) else NOBODY
    return may_approve(own, principal, concerned_by(db, officer, material))
