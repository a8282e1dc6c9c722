"""一 ¶2: the four kinds of conduct, and what evidence each of them needs.

Rules kept here: T1A and T1B know only spouse, children and their spouses and need the jurisdiction; T2 and T3 need
a use of power, not the jurisdiction, and widen to other kin; a cohabiting partner is no kin but may be a
特定关系人; a reminder for T1 never closes T2 or T3; of T3 there are always two cases, linked, under the common superior.

Clause: 一 ¶2, 四(四); SR-09 to SR-12, SR-54; A6, H-30, H-41; S04, S12, S12b, S20.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from regulation.facts import Business, PersonId, Post
from regulation.terms import Appointer, ConductType, EnterpriseKind, Relation

FOREIGN = frozenset({EnterpriseKind.FOREIGN_OWNED, EnterpriseKind.SINO_FOREIGN_JOINT_VENTURE})
KIN = frozenset(Relation) - {Relation.COHABITING_PARTNER, Relation.SPECIFIC_RELATED_PERSON}


def is_t1b_but_for_place(post: Post) -> bool:
    """Whether a post is a senior one in a foreign-owned or Sino-foreign enterprise, appointed by the foreign side.

    One of the three missing and it is no T1B; the fourth, the jurisdiction, is screened.
    Clause: 一 ¶2 "由外方委派、聘任的高级职务"; SR-10.
    """
    return post.kind in FOREIGN and post.senior and post.appointed_by is Appointer.FOREIGN_SIDE


class ClueType(StrEnum):
    """What 四(四) wants verified: profit inside the jurisdiction, or favours for a specific related person."""

    PROFIT_IN_JURISDICTION = "profit_in_jurisdiction"
    FAVOUR_SPECIFIC_PERSON = "favour_specific_person"


@dataclass(frozen=True, slots=True)
class Favour:
    """An alleged or found favour: cadre `by` helps the business of a relative of cadre `of`.

    For a favour to his own kin `by` and `of` are the same person. `relation` is the beneficiary's to `of`.
    `used_power` is a finding: that power or the influence of the post was used.
    """

    by: PersonId
    of: PersonId
    relation: Relation
    used_power: bool
    id: str = ""


def clue_type(found: Business | Post | Favour) -> ClueType:
    """As which of the two clues of 四(四) something must be verified: a favour as one for a specific related person,
    whoever shares the interest, kin or not; a business or post as profit inside the jurisdiction.

    Clause: 四(四); SR-54, H-30.
    """
    return ClueType.FAVOUR_SPECIFIC_PERSON if isinstance(found, Favour) else ClueType.PROFIT_IN_JURISDICTION


def favours_own_kin(favour: Favour) -> ConductType | None:
    """T2: power used for the business of one's own kin, in any degree; the jurisdiction is not asked.

    Clause: 一 ¶2 "为配偶、子女及其配偶以及其他亲属经商办企业提供便利和优惠条件"; SR-11.
    """
    own = favour.by == favour.of
    return ConductType.T2 if own and favour.used_power and favour.relation in KIN else None


@dataclass(frozen=True, slots=True)
class MutualFavours:
    """T3: two cadres and the favours that run each way. One case each, linked; their common superior leads."""

    cadres: tuple[PersonId, PersonId]
    favours: tuple[Favour, ...]
    conduct: ConductType = ConductType.T3
    clause: str = "一 ¶2"


def mutual_favours(favours: Iterable[Favour]) -> tuple[MutualFavours, ...]:
    """Every pair of cadres who used their power for each other's kin.

    One direction alone is no T3. Clause: 一 ¶2 "互相为对方…提供便利条件"; SR-12; S20.
    """
    between: dict[tuple[PersonId, PersonId], list[Favour]] = {}
    for favour in favours:
        if favour.by != favour.of and favour.used_power and favour.relation in KIN:
            between.setdefault((favour.by, favour.of), []).append(favour)
    return tuple(
        MutualFavours((one, other), (*there, *between[other, one]))
        for (one, other), there in between.items()
        if one < other and (other, one) in between
    )


def a_reminder_closes(conduct: ConductType) -> bool:
    """Whether L1 may end the matter: for T1 only. T2 and T3 are handled as cases. Clause: A6, H-41."""
    return conduct in (ConductType.T1A, ConductType.T1B)
