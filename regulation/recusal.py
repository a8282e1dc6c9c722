"""回避 and the walls around a record: who may never open it, who must ask, what a mere request freezes.

Hard conflicts that the system can prove (self, recorded kin, own unit, own signature) cut access at once, and a
wall answers as if the record did not exist. A recusal that is only asked for freezes the officer's final acts and
not the work, so that it cannot be used to stall. The same guard holds on every later hop of a report.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from regulation.case_terms import FinalAct, Tie
from regulation.commissions import one_level_above
from regulation.decisions import Body, Reason, Refused
from regulation.facts import OfficeFacts, PersonFacts, PersonId, UnitId
from regulation.terms import Relation

CLAUSE = "检举控告工作规则 第四十八条"
SECRECY = "检举控告工作规则 第四十七条"
HARD = frozenset({Tie.SELF, Tie.RECORDED_KIN, Tie.OWN_UNIT, Tie.OWN_SIGNATURE})
NEAR_KIN = frozenset(
    {
        Relation.SPOUSE,
        Relation.CHILD,
        Relation.CHILD_SPOUSE,
        Relation.PARENT,
        Relation.SIBLING,
        Relation.GRANDPARENT,
        Relation.GRANDCHILD,
        Relation.COLLATERAL_KIN,
        Relation.AFFINE_KIN,
    }
)


@dataclass(frozen=True, slots=True)
class Guarded:
    """Whom a record must be kept from: its subjects, their units, their countersigners, near kin of these."""

    subjects: frozenset[PersonId] = frozenset()
    units: frozenset[UnitId] = frozenset()
    countersigners: frozenset[PersonId] = frozenset()
    kin: frozenset[PersonId] = frozenset()


def is_near_kin(relation: Relation) -> bool:
    """夫妻、直系血亲、三代以内旁系血亲、近姻亲 (W-04).

    Clause: 公务员法 第七十四条
    """
    return relation in NEAR_KIN


def hard_ties(person: PersonId, units: Iterable[UnitId], guarded: Guarded) -> frozenset[Tie]:
    """The ties that the system can prove (W-02, W-03).

    Clause: 检举控告工作规则 第四十八条
    """
    proven = {
        Tie.SELF: person in guarded.subjects,
        Tie.RECORDED_KIN: person in guarded.kin,
        Tie.OWN_UNIT: not guarded.units.isdisjoint(units),
        Tie.OWN_SIGNATURE: person in guarded.countersigners,
    }
    return frozenset(tie for tie, holds in proven.items() if holds)


def may_open(person: PersonId, units: Iterable[UnitId], guarded: Guarded) -> Refused | None:
    """The subject, his unit's staff, his countersigner and his kin can never open the record (W-03).

    The reason is for the audit trail; to the person the record does not exist.
    Clause: 检举控告工作规则 第四十八条
    """
    ties = hard_ties(person, units, guarded)
    return Refused(Reason.HARD_CONFLICT, CLAUSE, " ".join(sorted(ties))) if ties else None


def must_recuse(ties: Iterable[Tie], *, kin_check_says_recuse: bool = False) -> bool:
    """Subject or near kin of the subject or the reporter, witness, interest in the matter, other doubt (W-01).

    Kin of the reporter are known only to the custodian of the vault, who answers 「recuse」 or 「no finding」 (H-44).
    Clause: 监察法 第六十七条; 检举控告工作规则 第四十八条
    """
    return kin_check_says_recuse or any(True for _ in ties)


def may_act(act: FinalAct | None, *, recusal_requested: bool) -> Refused | None:
    """A recusal merely asked for freezes signing, closing and exporting; the work goes on (W-02). None is other work.

    Clause: 检举控告工作规则 第四十八条
    """
    if act is None or not recusal_requested:
        return None
    return Refused(Reason.RECUSAL_PENDING, CLAUSE)


def decides_recusal(commission: Body, member: PersonFacts, *, is_head: bool) -> Body | None:
    """The commission decides on its members, the superior on its head (W-02).

    Clause: 政务处分法 第四十八条
    """
    return one_level_above(commission, member) if is_head else commission


def may_be_handed_to(
    office: OfficeFacts,
    persons: Iterable[PersonId],
    guarded: Guarded,
    *,
    own_commissions: frozenset[str] = frozenset(),
) -> Refused | None:
    """Never the accused, his unit, his countersigner or their kin, on any later hop (rules on transfer, referral).

    `persons` are those who would work on it there; `own_commissions` the offices in which a subject serves (Q6).
    An inquiry puts questions to the subject in person: the guard covers the report, not those questions (H-06).
    Clause: 检举控告工作规则 第四十七条
    """
    in_the_unit = bool(office.unit) and office.unit in guarded.units
    if in_the_unit or office.id in own_commissions:
        return Refused(Reason.HARD_CONFLICT, SECRECY, office.id)
    barred = guarded.subjects | guarded.countersigners | guarded.kin
    if not barred.isdisjoint(persons):
        return Refused(Reason.HARD_CONFLICT, SECRECY, office.id)
    return None
