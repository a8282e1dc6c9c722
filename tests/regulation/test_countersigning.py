"""三(二): who signs, found as a person in the dated portfolio table."""

from dataclasses import replace
from datetime import date, datetime, timedelta, timezone

import pytest

from regulation.countersigning import expected_post, may_countersign
from regulation.decisions import Countersigner, CountersignRow, Flag, GapRule, Reason, Refused
from regulation.facts import PersonFacts, PersonId
from regulation.portfolios import Absence, Portfolio
from regulation.substitutes import expected_countersigner
from regulation.terms import Charge, LeaderPost, ManagedBy, Role, UnitKind
from tests.regulation import people
from tests.regulation.people import DAY, cadre, entry

T = Charge.TERRITORY


def with_role(*roles: Role, unit: people.UnitFacts = people.DISTRICT_GOVERNMENT) -> PersonFacts:
    return cadre(unit, ManagedBy.CITY, leadership_team_member=True, roles=frozenset(roles))


@pytest.mark.parametrize(
    ("person", "row", "post", "charge"),
    [
        (cadre(leadership_team_member=True), "C1", "party_secretary", (Charge.UNIT, "construction")),
        (with_role(Role.COUNTY_TEAM_MEMBER), "C1", "party_secretary", (T, people.DISTRICT)),
        (with_role(Role.COURT_PRESIDENT), "C1", "party_secretary", (T, people.DISTRICT)),
        (
            replace(with_role(Role.CHIEF_PROCURATOR), party_secretary=True),
            "C1",
            "party_secretary",
            (T, people.DISTRICT),
        ),
        (cadre(people.TOWN, principal_leader=True), "C1", "party_secretary", (Charge.UNIT, "town")),
        (cadre(), "C2", "leader_in_charge", (Charge.PERSON, "declarant")),
        (cadre(people.STATION), "C2", "leader_in_charge", (Charge.PERSON, "declarant")),
        (cadre(party_secretary=True), "C3", "city_leader_in_charge", (Charge.UNIT, "construction")),
        (
            cadre(replace(people.BUREAU, kind=UnitKind.COURT), party_secretary=True),
            "C3",
            "city_leader_in_charge",
            (Charge.UNIT, "construction"),
        ),
        (with_role(Role.COUNTY_PARTY_SECRETARY), "C4", "city_committee_principal", (T, people.CITY)),
        (
            with_role(Role.COUNTY_PARTY_SECRETARY, Role.COUNTY_CONGRESS_HEAD),
            "C4",
            "city_committee_principal",
            (T, people.CITY),
        ),
        (with_role(Role.COUNTY_GOVERNMENT_HEAD), "C5", "party_secretary", (T, people.DISTRICT)),
        (
            cadre(people.COUNTY_TAX, party_secretary=True),
            "C6",
            "superior_leader_in_charge",
            (Charge.UNIT, "county-tax"),
        ),
        (
            cadre(people.CITY_ENTERPRISE, party_secretary=True),
            "G1",
            "city_leader_in_charge",
            (Charge.UNIT, "investment"),
        ),
        (
            cadre(people.COUNTY_BUREAU, party_secretary=True),
            "G1",
            "county_leader_in_charge",
            (Charge.UNIT, "county-water"),
        ),
        (
            cadre(people.DISTRICT_INDUSTRY, party_secretary=True),
            "G1",
            "superior_leader_in_charge",
            (Charge.UNIT, "district-industry"),
        ),
        (
            cadre(people.INSTITUTE_UNDER_BUREAU, party_secretary=True),
            "G1",
            "leader_in_charge",
            (Charge.UNIT, "survey"),
        ),
        (
            with_role(Role.CITY_PARTY_SECRETARY, unit=people.CITY_COMMITTEE),
            "G2",
            "provincial_leader",
            (T, people.CITY),
        ),
        (
            replace(
                with_role(Role.CITY_STANDING_COMMITTEE, unit=people.CITY_COMMITTEE), party_secretary=True
            ),
            "G2",
            "city_committee_principal",
            (T, people.CITY),
        ),
    ],
)
def test_each_row_wants_its_post(
    person: PersonFacts, row: str, post: str, charge: tuple[Charge, str]
) -> None:
    expected = expected_post(person)
    assert (expected.row, expected.post, expected.charges[0]) == (row, post, charge)


def test_the_post_is_found_as_a_person_in_the_table_of_the_day() -> None:
    table = Portfolio.of(
        [
            entry("former", LeaderPost.PARTY_SECRETARY, "construction", to_on=date(2014, 12, 8)),
            entry("secretary", LeaderPost.PARTY_SECRETARY, "construction", from_on=date(2014, 12, 9)),
        ]
    )
    assert expected_countersigner(cadre(leadership_team_member=True), table, DAY) == Countersigner(
        row=CountersignRow.C1,
        clause="三(二)",
        post=LeaderPost.PARTY_SECRETARY,
        person=PersonId("secretary"),
    )


def test_the_leader_in_charge_of_the_person_comes_before_that_of_the_unit() -> None:
    table = Portfolio.of(
        [
            entry("of-the-unit", LeaderPost.LEADER_IN_CHARGE, "construction"),
            entry("of-the-division", LeaderPost.LEADER_IN_CHARGE, "planning"),
            entry("of-the-person", LeaderPost.LEADER_IN_CHARGE, "declarant", Charge.PERSON),
        ]
    )
    others = cadre(id=PersonId("colleague"), division=people.UnitId("planning"))
    assert signer(cadre(), table) == "of-the-person"
    assert signer(others, table) == "of-the-division"
    assert signer(cadre(id=PersonId("newcomer")), table) == "of-the-unit"


def signer(person: PersonFacts, table: Portfolio, **told: frozenset[PersonId]) -> str:
    found = expected_countersigner(person, table, DAY, **told)
    assert isinstance(found, Countersigner), found
    return found.person


def test_a_missing_row_blocks_and_is_named() -> None:
    assert expected_countersigner(cadre(leadership_team_member=True), Portfolio(), DAY) == Refused(
        Reason.PORTFOLIO_MISSING, "三(二)", "党委（党组）书记（construction），2014-12-09"
    )


def test_an_overlapping_row_blocks_and_is_named() -> None:
    table = Portfolio.of(
        [
            entry("first", LeaderPost.PARTY_SECRETARY, "construction"),
            entry("second", LeaderPost.PARTY_SECRETARY, "construction", from_on=date(2014, 12, 9)),
        ]
    )
    assert expected_countersigner(cadre(leadership_team_member=True), table, DAY) == Refused(
        Reason.PORTFOLIO_OVERLAPS, "三(二)", "党委（党组）书记（construction），2014-12-09"
    )


ACTING = entry("deputy", LeaderPost.PARTY_SECRETARY, "construction", acting=True, document="青委〔2014〕31号")
HOLDER = entry("secretary", LeaderPost.PARTY_SECRETARY, "construction")


def test_a_vacant_post_is_filled_by_the_acting_leader_with_his_authorisation() -> None:
    found = expected_countersigner(cadre(leadership_team_member=True), Portfolio.of([ACTING]), DAY)
    assert found == Countersigner(
        row=CountersignRow.C1,
        clause="三(二)",
        post=LeaderPost.PARTY_SECRETARY,
        person=PersonId("deputy"),
        gap=GapRule.G3,
        document="青委〔2014〕31号",
        flags=frozenset({Flag.ACTING_LEADER}),
    )


def test_an_acting_leader_without_a_number_signs_nothing() -> None:
    table = Portfolio.of([replace(ACTING, document="")])
    found = expected_countersigner(cadre(leadership_team_member=True), table, DAY)
    assert isinstance(found, Refused)
    assert found.reason is Reason.AUTHORISATION_MISSING


@pytest.mark.parametrize(("working_days", "signed_by"), [(3, "secretary"), (4, "deputy")])
def test_an_absence_of_more_than_three_working_days_calls_the_acting_leader(
    working_days: int, signed_by: str
) -> None:
    away = Absence(PersonId("secretary"), date(2014, 12, 5), date(2014, 12, 12), working_days)
    table = Portfolio.of([HOLDER, ACTING], [away])
    assert signer(cadre(leadership_team_member=True), table) == signed_by


CITY_LEADER = entry("city-leader", LeaderPost.CITY_LEADER_IN_CHARGE, "construction")
CITY_PRINCIPAL = entry("city-secretary", LeaderPost.CITY_COMMITTEE_PRINCIPAL, people.CITY, T)
DISTRICT_SECRETARY = entry("district-secretary", LeaderPost.PARTY_SECRETARY, people.DISTRICT, T)
IN_CHARGE = entry("in-charge", LeaderPost.LEADER_IN_CHARGE, "construction")
TABLE = Portfolio.of([HOLDER, CITY_LEADER, CITY_PRINCIPAL, DISTRICT_SECRETARY, IN_CHARGE])


def kin(*names: str) -> frozenset[PersonId]:
    return frozenset(PersonId(name) for name in names)


@pytest.mark.parametrize(
    ("person", "concerned", "signed_by"),
    [
        (cadre(), kin("in-charge"), "secretary"),
        (cadre(), kin("in-charge", "secretary"), "city-leader"),
        (cadre(leadership_team_member=True), kin("secretary"), "city-leader"),
        (cadre(leadership_team_member=True), kin("secretary", "city-leader"), "city-secretary"),
        (cadre(party_secretary=True), kin("city-leader"), "city-secretary"),
        (with_role(Role.COUNTY_TEAM_MEMBER), kin("district-secretary"), "city-secretary"),
        (with_role(Role.COUNTY_GOVERNMENT_HEAD), kin("district-secretary"), "city-secretary"),
    ],
)
def test_a_relative_or_a_partner_gives_way_to_the_next_superior(
    person: PersonFacts, concerned: frozenset[PersonId], signed_by: str
) -> None:
    found = expected_countersigner(person, TABLE, DAY, concerned=concerned)
    assert isinstance(found, Countersigner)
    assert (found.person, found.gap) == (signed_by, GapRule.G4)


def test_nobody_countersigns_his_own_form() -> None:
    himself = cadre(id=PersonId("secretary"), leadership_team_member=True)
    found = expected_countersigner(himself, TABLE, DAY)
    assert isinstance(found, Countersigner)
    assert (found.person, found.gap) == ("city-leader", GapRule.G0)


@pytest.mark.parametrize(
    ("person", "post"),
    [
        (with_role(Role.COUNTY_PARTY_SECRETARY), LeaderPost.PROVINCIAL_LEADER),
        (with_role(Role.CITY_PARTY_SECRETARY, unit=people.CITY_COMMITTEE), LeaderPost.PROVINCIAL_LEADER),
    ],
)
def test_above_the_city_secretary_the_signer_is_found_by_hand(person: PersonFacts, post: LeaderPost) -> None:
    found = expected_countersigner(person, TABLE, DAY, concerned=kin("city-secretary"))
    assert isinstance(found, Countersigner)
    assert (found.person, found.post, found.flags) == ("", post, {Flag.BY_HAND})


def test_above_a_superior_organ_the_signer_is_found_by_hand() -> None:
    table = Portfolio.of([entry("superior", LeaderPost.SUPERIOR_LEADER_IN_CHARGE, "county-tax")])
    head = cadre(people.COUNTY_TAX, party_secretary=True)
    found = expected_countersigner(head, table, DAY, concerned=kin("superior"))
    assert found == Countersigner(
        row=CountersignRow.C6,
        clause="三(二)",
        post=LeaderPost.SUPERIOR_LEADER_IN_CHARGE,
        gap=GapRule.G4,
        flags=frozenset({Flag.BY_HAND}),
    )


CHINA = timezone(timedelta(hours=8))
ENDS = datetime(2014, 12, 10, 17, 0, tzinfo=CHINA)
EXPECTED = Countersigner(CountersignRow.C1, "三(二)", LeaderPost.PARTY_SECRETARY, PersonId("secretary"))


def test_a_signature_by_anyone_else_is_refused_with_the_expected_post() -> None:
    refused = may_countersign(
        PersonId("deputy"), PersonId("declarant"), EXPECTED, at=ENDS, publicity_ends_at=ENDS
    )
    assert refused == Refused(Reason.COUNTERSIGNER_MISMATCH, "三(二)", "应由党委（党组）书记审签")


def test_one_minute_before_publicity_ends_nobody_signs() -> None:
    told = {"publicity_ends_at": ENDS}
    ask = PersonId("secretary"), PersonId("declarant"), EXPECTED
    early = may_countersign(*ask, at=ENDS - timedelta(minutes=1), **told)
    assert early == Refused(Reason.PUBLICITY_NOT_ENDED, "三(二)", "公示于2014-12-10 17:00届满")
    assert may_countersign(*ask, at=ENDS, **told) is None


def test_a_pending_objection_blocks_the_signature() -> None:
    refused = may_countersign(
        PersonId("secretary"),
        PersonId("declarant"),
        EXPECTED,
        at=ENDS,
        publicity_ends_at=ENDS,
        objection_pending=True,
    )
    assert refused == Refused(Reason.OBJECTION_PENDING, "三(二)")
