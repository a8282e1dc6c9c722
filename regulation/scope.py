"""一 工作对象: who must declare, and by which words of the first paragraph.

Each rule below is one limb of the sentence, in its order. The reference day is the day filing opens (H-14): who
holds no post on it is not obliged (A14). Every verdict names the requirement it rests on.
"""

from collections.abc import Iterable
from datetime import date

from regulation.decisions import Flag, Obligation
from regulation.facts import PersonFacts
from regulation.terms import Level, UnitKind

CLAUSE = "一 ¶1"

ORGANS = frozenset(
    {
        UnitKind.PARTY_ORGAN,
        UnitKind.DISCIPLINE_COMMISSION,
        UnitKind.PEOPLES_CONGRESS,
        UnitKind.GOVERNMENT,
        UnitKind.CPPCC,
        UnitKind.COURT,
        UnitKind.PROCURATORATE,
        UnitKind.DEVELOPMENT_ZONE,  # as a district organ (H-30)
    }
)
GROUPS_AND_INSTITUTIONS = frozenset(
    {
        UnitKind.MASS_ORGANIZATION,
        UnitKind.DEMOCRATIC_PARTY,  # as a 人民团体 (H-30)
        UnitKind.INSTITUTION,
        UnitKind.RESEARCH_INSTITUTE,
    }
)
DIRECT_ORGANS = ORGANS | {UnitKind.MASS_ORGANIZATION, UnitKind.DEMOCRATIC_PARTY}
STATE_ENTERPRISES = frozenset({UnitKind.STATE_ENTERPRISE, UnitKind.STATE_ENTERPRISE_BRANCH})
TOWNSHIPS = frozenset({UnitKind.TOWNSHIP, UnitKind.SUBDISTRICT})
CITY_AND_BELOW = frozenset({Level.CITY, Level.DISTRICT, Level.COUNTY})


def is_division_cadre_of_an_organ(person: PersonFacts) -> bool:
    """Cadres of 县(处)级 and above in the six kinds of organs of the city, its districts and counties (SR-01).

    Clause: 一 ¶1
    """
    unit = person.unit
    return unit.kind in ORGANS and unit.belongs_to in CITY_AND_BELOW and person.rank.is_division_or_above


def is_equivalent_cadre_of_an_institution(person: PersonFacts) -> bool:
    """Cadres equal to 县(处)级 and above in mass organizations and institutions (SR-02).

    Clause: 一 ¶1
    """
    unit = person.unit
    return (
        unit.kind in GROUPS_AND_INSTITUTIONS
        and unit.belongs_to in CITY_AND_BELOW
        and person.rank.is_division_or_above
    )


def is_leader_of_a_state_enterprise(person: PersonFacts) -> bool:
    """Leaders of state-owned and state-controlled enterprises and their branches, of any rank (SR-03).

    领导人员 are the members of the enterprise's or the branch's leadership team (H-30).
    Clause: 一 ¶1
    """
    return person.unit.kind in STATE_ENTERPRISES and person.is_in_the_team


def is_section_head_in_a_county(person: PersonFacts) -> bool:
    """Heads of 科级 and above in the organs directly under a district or county, its court and procuratorate (SR-04).

    Clause: 一 ¶1
    """
    unit = person.unit
    return (
        unit.kind in DIRECT_ORGANS
        and unit.belongs_to in CITY_AND_BELOW
        and unit.is_in_county
        and person.rank.is_section_or_above
        and is_responsible(person)
    )


def is_township_head(person: PersonFacts) -> bool:
    """Heads of townships and subdistricts, irrespective of rank (SR-05).

    Clause: 一 ¶1
    """
    return person.unit.kind in TOWNSHIPS and is_responsible(person)


def is_station_head(person: PersonFacts) -> bool:
    """Heads of grassroots stations and offices, irrespective of rank (SR-06).

    Clause: 一 ¶1
    """
    return person.unit.kind is UnitKind.GRASSROOTS_STATION and is_responsible(person)


def serves_in_a_central_or_provincial_unit(person: PersonFacts) -> bool:
    """二 routes the forms of central and provincial units in the city, so their cadres are obliged too (A21).

    Clause: 二 ¶3
    """
    return person.unit.is_central_or_provincial and (
        person.rank.is_division_or_above or person.is_in_the_team
    )


LIMBS = (
    ("SR-05", CLAUSE, is_township_head),
    ("SR-06", CLAUSE, is_station_head),
    ("SR-03", CLAUSE, is_leader_of_a_state_enterprise),
    ("SR-01", CLAUSE, is_division_cadre_of_an_organ),
    ("SR-02", CLAUSE, is_equivalent_cadre_of_an_institution),
    ("SR-04", CLAUSE, is_section_head_in_a_county),
    ("A21", "二 ¶3", serves_in_a_central_or_provincial_unit),
)


def obligation(person: PersonFacts, day: date) -> Obligation:
    """Whether a person must declare, with the ground of the verdict (SR-07). `day` is the day filing opens.

    Clause: 一 ¶1
    """
    if not holds_a_post(person, day):
        return Obligation(obliged=False, ground="A14", clause=CLAUSE)
    for ground, clause, covers in LIMBS:
        if covers(person):
            return Obligation(obliged=True, ground=ground, clause=clause, flags=_flags(person))
    return Obligation(obliged=False, ground="SR-07", clause=CLAUSE)


def obliged_roster(people: Iterable[PersonFacts], day: date) -> tuple[PersonFacts, ...]:
    """The obliged of a unit, fixed before filing opens: their number is 应申报人数 (SR-08).

    Clause: 四(三)
    """
    return tuple(person for person in people if obligation(person, day).obliged)


def holds_a_post(person: PersonFacts, day: date) -> bool:
    """A person is in scope only while he holds a post; a retired leader who was rehired holds one (A14).

    Clause: 一 ¶1
    """
    began = person.in_post_from is None or person.in_post_from <= day
    return began and (person.in_post_to is None or day <= person.in_post_to)


def is_responsible(person: PersonFacts) -> bool:
    """负责人 means heads and deputies (A15); a member of a township's party committee is one (H-30).

    Clause: 一 ¶1
    """
    return person.responsible_post or person.is_in_the_team


def _flags(person: PersonFacts) -> frozenset[Flag]:
    marks = {Flag.NON_LEADING_POST: person.non_leading_post, Flag.REHIRED: person.rehired}
    return frozenset(flag for flag, holds in marks.items() if holds)
