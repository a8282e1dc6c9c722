"""三(二) 公示审签: who countersigns a declaration.

The rules stand in the order of the clause and in its words: first its two general rules, then the cases it
introduces with 「其中」. A case introduced with 「其中」 goes before a general rule, and 区、县(市)党委书记 before the
other heads (H-12). Two gap rules close what the clause leaves open (G1, G2) [P].
"""

from collections.abc import Callable
from datetime import datetime

from regulation.decisions import Countersigner, CountersignRow, ExpectedPost, Reason, Refused
from regulation.facts import PersonFacts, PersonId, RegionCode
from regulation.labels import label
from regulation.scope import DIRECT_ORGANS
from regulation.terms import Charge, LeaderPost, Level, Role

CLAUSE = "三(二)"


def member_of_a_county_team(person: PersonFacts) -> ExpectedPost | None:
    """属班子成员的，由所在地方党委书记审签: the four teams of a district or county, 法院院长 and 检察长 (C1, SR-30, H-15).

    Clause: 三(二)
    """
    if not (person.roles & COUNTY_TEAMS and any(unit.is_in_county for unit in person.units)):
        return None
    return _expected(CountersignRow.C1, LeaderPost.PARTY_SECRETARY, (Charge.TERRITORY, _county(person)))


def team_member(person: PersonFacts) -> ExpectedPost | None:
    """属班子成员的，由所在单位党委(党组)书记审签 (C1, SR-30).

    Clause: 三(二)
    """
    if not person.is_in_the_team:
        return None
    return _expected(CountersignRow.C1, LeaderPost.PARTY_SECRETARY, (Charge.UNIT, person.unit.id))


def other_cadre(person: PersonFacts) -> ExpectedPost:
    """其他领导干部的，由分管领导同志审签: who has the person, his division or his unit in charge (C2, SR-31).

    Clause: 三(二)
    """
    charges = [(Charge.PERSON, str(person.id)), (Charge.UNIT, person.division), (Charge.UNIT, person.unit.id)]
    return _expected(
        CountersignRow.C2, LeaderPost.LEADER_IN_CHARGE, *(charge for charge in charges if charge[1])
    )


def secretary_of_a_city_department(person: PersonFacts) -> ExpectedPost | None:
    """市属部门党委(党组)书记的，由市级分管领导同志审签; 人民团体, courts and procuratorate of the city too (C3, SR-32, H-16).

    Clause: 三(二)
    """
    unit = person.unit
    in_a_department = (
        unit.belongs_to is Level.CITY
        and unit.directly_under
        and not unit.is_in_county
        and unit.kind in DIRECT_ORGANS
    )
    if not (person.party_secretary and in_a_department):
        return None
    return _expected(CountersignRow.C3, LeaderPost.CITY_LEADER_IN_CHARGE, (Charge.UNIT, unit.id))


def county_secretary(person: PersonFacts) -> ExpectedPost | None:
    """区、县(市)党委书记的，由市委主要领导同志审签, whatever other post he holds (C4, SR-33, H-12).

    Clause: 三(二)
    """
    if Role.COUNTY_PARTY_SECRETARY not in person.roles:
        return None
    city = (Charge.TERRITORY, city_of(person.unit.region))
    return _expected(CountersignRow.C4, LeaderPost.CITY_COMMITTEE_PRINCIPAL, city)


def county_principal(person: PersonFacts) -> ExpectedPost | None:
    """人大、政府、政协主要负责人的，由区、县(市)党委书记审签 (C5, SR-34).

    Clause: 三(二)
    """
    if not person.roles & COUNTY_PRINCIPALS:
        return None
    return _expected(CountersignRow.C5, LeaderPost.PARTY_SECRETARY, (Charge.TERRITORY, _county(person)))


def secretary_of_a_central_unit(person: PersonFacts) -> ExpectedPost | None:
    """中直省属在哈单位党委(党组)书记的，由上级主管领导同志审签 (C6, SR-35).

    Clause: 三(二)
    """
    if not (person.party_secretary and person.unit.is_central_or_provincial):
        return None
    return _expected(CountersignRow.C6, LeaderPost.SUPERIOR_LEADER_IN_CHARGE, (Charge.UNIT, person.unit.id))


def other_secretary(person: PersonFacts) -> ExpectedPost | None:
    """Every other party secretary: the leader in charge one level up, as 市属部门 have theirs (G1, SR-36, H-16) [P].

    Clause: 三(二)
    """
    unit = person.unit
    if not person.party_secretary:
        return None
    if unit.vertical:
        post = LeaderPost.SUPERIOR_LEADER_IN_CHARGE
    elif unit.is_in_county:
        post = LeaderPost.COUNTY_LEADER_IN_CHARGE
    elif unit.directly_under:
        post = LeaderPost.CITY_LEADER_IN_CHARGE
    else:
        post = LeaderPost.LEADER_IN_CHARGE
    return _expected(CountersignRow.G1, post, (Charge.UNIT, unit.id))


def city_leader(person: PersonFacts) -> ExpectedPost | None:
    """市委书记: a provincial leader, by hand; other members of the city's four teams: 市委书记 (G2, SR-36, H-16) [P].

    Clause: 三(二)
    """
    if not person.roles & CITY_TEAMS:
        return None
    is_secretary = Role.CITY_PARTY_SECRETARY in person.roles
    post = LeaderPost.PROVINCIAL_LEADER if is_secretary else LeaderPost.CITY_COMMITTEE_PRINCIPAL
    return _expected(CountersignRow.G2, post, (Charge.TERRITORY, city_of(person.unit.region)))


ROWS: tuple[Callable[[PersonFacts], ExpectedPost | None], ...] = (
    secretary_of_a_central_unit,
    county_secretary,
    county_principal,
    city_leader,
    secretary_of_a_city_department,
    member_of_a_county_team,
    other_secretary,
    team_member,
)


def expected_post(person: PersonFacts) -> ExpectedPost:
    """The one row that applies: the first that matches from the particular to the general.

    Clause: 三(二)
    """
    for row in ROWS:
        if expected := row(person):
            return expected
    return other_cadre(person)


def may_countersign(
    signer: PersonId,
    declarant: PersonId,
    expected: Countersigner,
    *,
    at: datetime,
    publicity_ends_at: datetime,
    objection_pending: bool = False,
) -> Refused | None:
    """公示后审签: the expected leader, never oneself, not before publicity ended nor while an objection is open.

    Clause: 三(二) (SR-29, G0, A19)
    """
    if signer == declarant or signer != expected.person:
        return Refused(Reason.COUNTERSIGNER_MISMATCH, expected.clause, f"应由{label(expected.post)}审签")
    if objection_pending:
        return Refused(Reason.OBJECTION_PENDING, CLAUSE)
    if at < publicity_ends_at:
        return Refused(Reason.PUBLICITY_NOT_ENDED, CLAUSE, f"公示于{publicity_ends_at:%Y-%m-%d %H:%M}届满")
    return None


COUNTY_PRINCIPALS = frozenset(
    {Role.COUNTY_CONGRESS_HEAD, Role.COUNTY_GOVERNMENT_HEAD, Role.COUNTY_CPPCC_HEAD}
)
COUNTY_TEAMS = frozenset({Role.COUNTY_TEAM_MEMBER, Role.COURT_PRESIDENT, Role.CHIEF_PROCURATOR})
CITY_TEAMS = frozenset(
    {
        Role.CITY_PARTY_SECRETARY,
        Role.CITY_STANDING_COMMITTEE,
        Role.CITY_CONGRESS_LEADER,
        Role.CITY_GOVERNMENT_LEADER,
        Role.CITY_CPPCC_LEADER,
    }
)


def city_of(region: RegionCode) -> RegionCode:
    """The city of a district or county by its code: the first four digits."""
    return RegionCode(region[:4] + "00")


def _county(person: PersonFacts) -> RegionCode:
    return next((unit.region for unit in person.units if unit.is_in_county), person.unit.region)


def _expected(row: CountersignRow, post: LeaderPost, *charges: tuple[Charge, str]) -> ExpectedPost:
    return ExpectedPost(row, CLAUSE, post, charges)
