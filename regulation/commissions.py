"""Which commission is which: the unit's own, the one of a district or county, the one above, the authority's.

These are the words 「本级纪委（纪检组）」, 「上级纪委」 and 「属地纪委」 of 二, read once for every table.
"""

from regulation.decisions import Body, BodyKind
from regulation.facts import PersonFacts, UnitFacts
from regulation.terms import ManagedBy, Role, UnitKind

CITY = Body(BodyKind.CITY_COMMISSION)
PROVINCE = Body(BodyKind.PROVINCE_COMMISSION)
CENTRE = Body(BodyKind.CENTRAL_COMMISSION)


def unit_commission(unit: UnitFacts) -> Body:
    """本单位纪委(纪检组): that of the unit directly under the city or of the central or provincial unit (H-19).

    A unit without a discipline body is served by its superior's (A26); a commission is its own.
    Clause: 二 ¶3
    """
    if unit.kind is UnitKind.DISCIPLINE_COMMISSION:
        return county_commission(unit) if unit.is_in_county else CITY
    if unit.has_commission:
        return Body(BodyKind.UNIT_COMMISSION, unit.root_id)
    if unit.is_in_county and not unit.is_central_or_provincial:
        return county_commission(unit)
    if unit.is_central_or_provincial and unit.parent:
        return Body(BodyKind.UNIT_COMMISSION, unit.parent)
    return CITY


def county_commission(unit: UnitFacts) -> Body:
    """属地纪委: the commission of the district or county over which the unit's jurisdiction reaches.

    Clause: 二 ¶4
    """
    return Body(BodyKind.COUNTY_COMMISSION, unit.region)


def authority_commission(person: PersonFacts) -> Body:
    """The commission at the level whose committee manages the cadre (干部管理权限).

    Clause: 二 ¶1
    """
    match person.managed_by:
        case ManagedBy.CENTRE:
            return CENTRE
        case ManagedBy.PROVINCE:
            return PROVINCE
        case ManagedBy.CITY:
            return CITY
        case ManagedBy.SYSTEM:
            return Body(BodyKind.AUTHORITY_COMMISSION, person.authority)
        case ManagedBy.COUNTY:
            return county_commission(person.unit)
        case ManagedBy.UNIT:
            return unit_commission(person.unit)


def management_committee(person: PersonFacts) -> Body:
    """The party committee that holds 干部管理权限: it alone orders a cadre to leave his post (SR-51).

    Clause: 四(三)
    """
    match person.managed_by:
        case ManagedBy.CENTRE:
            return Body(BodyKind.CENTRAL_COMMITTEE)
        case ManagedBy.PROVINCE:
            return Body(BodyKind.PROVINCE_COMMITTEE)
        case ManagedBy.CITY:
            return Body(BodyKind.CITY_COMMITTEE)
        case ManagedBy.COUNTY:
            return Body(BodyKind.COUNTY_COMMITTEE, person.unit.region)
        case ManagedBy.SYSTEM:
            return Body(BodyKind.AUTHORITY_COMMITTEE, person.authority)
        case ManagedBy.UNIT:
            return Body(BodyKind.UNIT_PARTY_COMMITTEE, person.authority or person.unit.root_id)


def one_level_above(commission: Body, person: PersonFacts) -> Body | None:
    """The commission above another, seen from a person's unit; None above the centre and above an authority.

    Above a unit commission stands 市纪委, for a central or provincial unit the authority's commission (H-09).
    Clause: 二 ¶1
    """
    match commission.kind:
        case BodyKind.COUNTY_COMMISSION:
            return CITY
        case BodyKind.UNIT_COMMISSION:
            if not person.unit.is_central_or_provincial:
                return CITY
            return _above_a_central_unit(person)
        case BodyKind.CITY_COMMISSION:
            return PROVINCE
        case BodyKind.PROVINCE_COMMISSION:
            return CENTRE
        case _:
            return None


def _above_a_central_unit(person: PersonFacts) -> Body:
    """A cadre managed by his own unit has no authority outside it: then the parent of that unit, else 市纪委 (H-04)."""
    if person.managed_by in (ManagedBy.CENTRE, ManagedBy.PROVINCE, ManagedBy.SYSTEM):
        return authority_commission(person)
    outside = person.unit.parent if person.unit.directly_under else ""
    return Body(BodyKind.AUTHORITY_COMMISSION, outside) if outside else CITY


def serves_in(person: PersonFacts) -> Body | None:
    """The commission of which a person is a member or a member of staff, if any (H-18).

    Clause: 三(三)
    """
    for unit in person.units:
        if unit.kind is UnitKind.DISCIPLINE_COMMISSION:
            return unit_commission(unit)
    if {Role.COMMISSION_SECRETARY, Role.COMMISSION_STAFF} & person.roles:
        return Body(BodyKind.UNIT_COMMISSION, person.unit.root_id)
    return None


def is_the_secretary_it_serves(person: PersonFacts, commission: Body) -> bool:
    """Whether the commission works under the party committee that this person leads (A4).

    Clause: 三(三)
    """
    match commission.kind:
        case BodyKind.COUNTY_COMMISSION:
            return Role.COUNTY_PARTY_SECRETARY in person.roles and any(
                unit.region == commission.of for unit in person.units
            )
        case BodyKind.CITY_COMMISSION:
            return Role.CITY_PARTY_SECRETARY in person.roles
        case BodyKind.UNIT_COMMISSION:
            return person.party_secretary and person.unit.id == commission.of
        case _:
            return False


def common_superior(one: PersonFacts, other: PersonFacts) -> Body | None:
    """The commission that leads two linked cases: the first that stands above, or is, the authority of both (SR-12).

    Clause: 一 ¶2
    """
    theirs = _upward(other)
    return next((each for each in _upward(one) if each in theirs), None)


def _upward(person: PersonFacts) -> list[Body]:
    """The authority of a person and every commission above it."""
    chain = [authority_commission(person)]
    while above := one_level_above(chain[-1], person):
        chain.append(above)
    return chain
