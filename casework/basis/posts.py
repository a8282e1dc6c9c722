"""The kinds of posts the calculator knows, each as the facts the regulation is told about such a person."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from regulation.facts import PersonFacts, PersonId, RegionCode, UnitFacts, UnitId
from regulation.terms import Level, ManagedBy, Rank, Role, UnitKind


class PostKind(StrEnum):
    """Kinds of posts, in the order of the plan."""

    CITY_SECRETARY = "city_secretary"
    CITY_TEAM = "city_team"
    CITY_DIVISION = "city_division"
    ENTERPRISE_SECRETARY = "enterprise_secretary"
    CENTRAL_SECRETARY = "central_secretary"
    CENTRAL_TEAM = "central_team"
    COUNTY_SECRETARY = "county_secretary"
    COUNTY_PRINCIPAL = "county_principal"
    COUNTY_TEAM = "county_team"
    BUREAU_SECRETARY = "bureau_secretary"
    BUREAU_TEAM = "bureau_team"
    TOWNSHIP_SECRETARY = "township_secretary"
    TOWNSHIP_TEAM = "township_team"
    STATION_HEAD = "station_head"


@dataclass(frozen=True, slots=True)
class Kind:
    """The unit's kind and level, and what marks the person."""

    unit: UnitKind
    level: Level
    belongs_to: Level
    rank: Rank
    managed_by: ManagedBy
    team: bool = True
    principal: bool = False
    secretary: bool = False
    role: Role | None = None


GOVERNMENT, PARTY = UnitKind.GOVERNMENT, UnitKind.PARTY_ORGAN
CITY, COUNTY = Level.CITY, Level.DISTRICT
DIVISION, SECTION = Rank.DIVISION_PRINCIPAL, Rank.SECTION_PRINCIPAL

KINDS: Mapping[PostKind, Kind] = {
    PostKind.CITY_SECRETARY: Kind(
        GOVERNMENT, CITY, CITY, DIVISION, ManagedBy.CITY, principal=True, secretary=True
    ),
    PostKind.CITY_TEAM: Kind(GOVERNMENT, CITY, CITY, Rank.DIVISION_DEPUTY, ManagedBy.CITY),
    PostKind.CITY_DIVISION: Kind(GOVERNMENT, CITY, CITY, Rank.DIVISION_DEPUTY, ManagedBy.UNIT, team=False),
    PostKind.ENTERPRISE_SECRETARY: Kind(
        UnitKind.STATE_ENTERPRISE, CITY, CITY, DIVISION, ManagedBy.CITY, principal=True, secretary=True
    ),
    PostKind.CENTRAL_SECRETARY: Kind(
        GOVERNMENT, CITY, Level.PROVINCE, DIVISION, ManagedBy.SYSTEM, principal=True, secretary=True
    ),
    PostKind.CENTRAL_TEAM: Kind(
        GOVERNMENT, CITY, Level.PROVINCE, Rank.DIVISION_DEPUTY, ManagedBy.SYSTEM
    ),
    PostKind.COUNTY_SECRETARY: Kind(
        PARTY, COUNTY, COUNTY, DIVISION, ManagedBy.CITY,
        principal=True, secretary=True, role=Role.COUNTY_PARTY_SECRETARY,
    ),
    PostKind.COUNTY_PRINCIPAL: Kind(
        GOVERNMENT, COUNTY, COUNTY, DIVISION, ManagedBy.CITY,
        principal=True, role=Role.COUNTY_GOVERNMENT_HEAD,
    ),
    PostKind.COUNTY_TEAM: Kind(
        GOVERNMENT, COUNTY, COUNTY, Rank.DIVISION_DEPUTY, ManagedBy.CITY, role=Role.COUNTY_TEAM_MEMBER
    ),
    PostKind.BUREAU_SECRETARY: Kind(
        GOVERNMENT, COUNTY, COUNTY, SECTION, ManagedBy.COUNTY, principal=True, secretary=True
    ),
    PostKind.BUREAU_TEAM: Kind(GOVERNMENT, COUNTY, COUNTY, Rank.SECTION_DEPUTY, ManagedBy.COUNTY),
    PostKind.TOWNSHIP_SECRETARY: Kind(
        UnitKind.TOWNSHIP, COUNTY, COUNTY, SECTION, ManagedBy.COUNTY, principal=True, secretary=True
    ),
    PostKind.TOWNSHIP_TEAM: Kind(UnitKind.TOWNSHIP, COUNTY, COUNTY, SECTION, ManagedBy.COUNTY),
    PostKind.STATION_HEAD: Kind(
        UnitKind.GRASSROOTS_STATION, COUNTY, COUNTY, Rank.SECTION_DEPUTY, ManagedBy.COUNTY, team=False
    ),
}  # fmt: skip


def person_of(
    post: PostKind, managed_by: ManagedBy | None, *, county: bool, affiliation_local: bool
) -> PersonFacts:
    """The facts of such a post. `managed_by` None: as such a post usually is; `county`: a 县(市), not a 区."""
    kind = KINDS[post]
    level = Level.COUNTY if county and kind.level is Level.DISTRICT else kind.level
    belongs_to = level if kind.belongs_to is Level.DISTRICT else kind.belongs_to
    region = RegionCode(
        "990121" if level is Level.COUNTY else "990103" if level is Level.DISTRICT else "990100"
    )
    unit = UnitFacts(UnitId("unit"), kind.unit, level, region, belongs_to)
    authority = managed_by or kind.managed_by
    person = PersonFacts(
        PersonId("declarant"),
        unit,
        kind.rank,
        authority,
        responsible_post=True,
        leadership_team_member=kind.team,
        principal_leader=kind.principal,
        party_secretary=kind.secretary,
        authority=UnitId("superior") if authority is ManagedBy.SYSTEM else UnitId(""),
        affiliation_local=affiliation_local,
    )
    return replace(person, roles=frozenset({kind.role})) if kind.role else person
