"""Posts become persons by the table of the day; what the table lacks is named, never guessed."""

from datetime import date

from casework.access import Role
from casework.campaigns import service
from casework.campaigns.answers import NotDone, Problem
from regulation.decisions import Countersigner, CountersignRow, GapRule, Reason, Refused, RouteRow
from regulation.facts import Jurisdiction
from regulation.terms import Charge, LeaderPost, Level, ManagedBy, Rank
from regulation.terms import Role as PostRole
from tests.casework.campaigns.conftest import DAY, DOCUMENT, City

SECRETARY = LeaderPost.PARTY_SECRETARY
IN_CHARGE = LeaderPost.LEADER_IN_CHARGE
TEAM = ["leadership_team_member"]


def test_a_team_member_is_signed_by_the_secretary_and_others_by_the_leader_in_charge(city: City) -> None:
    secretary = city.listed("蔺书遥", standing=["party_secretary", "principal_leader"])
    deputy = city.listed("谈念原", standing=TEAM)
    other = city.listed("裴绍安", post="四级调研员")
    city.charge(secretary, SECRETARY)
    city.charge(deputy, IN_CHARGE)
    by_secretary, by_deputy = city.signer(deputy), city.signer(other)
    assert (by_secretary.row, by_secretary.person) == (CountersignRow.C1, secretary)
    assert (by_deputy.row, by_deputy.person, by_deputy.document) == (CountersignRow.C2, deputy, DOCUMENT)


def test_a_missing_row_is_named_by_post_and_unit(city: City) -> None:
    deputy = city.listed("谈念原", standing=TEAM)
    assert city.signer(deputy) == Refused(
        Reason.PORTFOLIO_MISSING, "三(二)", "党委（党组）书记（青澜市交通运输局），2026-12-09"
    )


def test_overlapping_rows_block_until_one_is_ended(city: City) -> None:
    deputy = city.listed("谈念原", standing=TEAM)
    first = city.charge(city.person("蔺书遥"), SECRETARY)
    second = city.person("裴绍安")
    city.charge(second, SECRETARY, from_on=date(2026, 12, 1))
    assert city.signer(deputy).reason is Reason.PORTFOLIO_OVERLAPS
    ended = service.end_portfolio_entry(
        city.staff.store,
        city.registrar,
        city.staff.time,
        entry_id=first,
        last_day=date(2026, 11, 30),
        reason="post_changed",
    )
    assert ended is None
    assert city.signer(deputy).person == second
    assert city.signer(deputy, date(2026, 11, 30)).person == city.persons["蔺书遥"]


def test_a_row_that_was_ended_before_it_began_was_never_in_force(city: City) -> None:
    deputy = city.listed("谈念原", standing=TEAM)
    wrong = city.charge(city.person("蔺书遥"), SECRETARY)
    end = {"entry_id": wrong, "last_day": date(2025, 12, 31), "reason": "mistaken"}
    assert service.end_portfolio_entry(city.staff.store, city.registrar, city.staff.time, **end) is None
    again = service.end_portfolio_entry(city.staff.store, city.registrar, city.staff.time, **end)
    assert again == NotDone(Problem.ALREADY_DONE)
    assert city.signer(deputy, date(2026, 1, 1)).reason is Reason.PORTFOLIO_MISSING


def test_a_longer_absence_wants_the_acting_leader_with_his_authorisation(city: City) -> None:
    deputy = city.listed("谈念原", standing=TEAM)
    secretary, acting = city.person("蔺书遥"), city.person("裴绍安")
    city.charge(secretary, SECRETARY)

    def away(first: date, last: date) -> object:
        return service.add_absence(
            city.staff.store, city.registrar, city.staff.time,
            leader_id=secretary, from_on=first, to_on=last, document="请假条",
        )  # fmt: skip

    assert isinstance(away(date(2026, 12, 8), date(2026, 12, 10)), str)
    assert city.signer(deputy).person == secretary  # three working days
    assert isinstance(away(date(2026, 12, 7), date(2026, 12, 10)), str)
    assert city.signer(deputy).reason is Reason.AUTHORISATION_MISSING
    city.charge(acting, SECRETARY, acting=True, from_on=date(2026, 12, 7), to_on=date(2026, 12, 10))
    found = city.signer(deputy)
    assert (found.person, found.gap) == (acting, GapRule.G3)
    assert away(date(2026, 12, 7), date(2099, 12, 10)) == NotDone(Problem.TOO_FAR)


def test_nobody_signs_for_himself_nor_for_his_kin(city: City) -> None:
    secretary = city.listed("蔺书遥", standing=["party_secretary", "principal_leader"])
    leader = city.person("裴绍安", unit_id=city.unit("青澜市人民政府"))
    deputy = city.listed("谈念原", standing=TEAM)
    city.charge(secretary, SECRETARY)
    city.charge(leader, LeaderPost.CITY_LEADER_IN_CHARGE)
    own = city.signer(secretary)
    assert (own.row, own.person) == (CountersignRow.C3, leader)
    for_kin = city.signer(deputy, concerned=[secretary])
    assert (for_kin.person, for_kin.gap) == (leader, GapRule.G4)


def test_a_district_secretary_is_signed_by_the_city_s_principal(city: City) -> None:
    committee = city.unit("东屿区委", level=Level.DISTRICT, belongs_to=Level.DISTRICT, region_code="990102")
    principal = city.person("殷疏桐")
    city.charge(principal, LeaderPost.CITY_COMMITTEE_PRINCIPAL, Charge.TERRITORY, "990100")
    secretary = city.listed(
        "章亦岳", unit_id=committee, rank=Rank.BUREAU_DEPUTY, managed_by=ManagedBy.CITY,
        standing=["party_secretary", "principal_leader"],
        entry={"roles": frozenset({PostRole.COUNTY_PARTY_SECRETARY})},
    )  # fmt: skip
    assert city.signer(secretary) == Countersigner(
        CountersignRow.C4, "三(二)", LeaderPost.CITY_COMMITTEE_PRINCIPAL, principal, document=DOCUMENT
    )
    with city.staff.store.read() as db:
        assert service.route_for(db, secretary).row is RouteRow.R5
        assert service.jurisdiction_of(db, secretary, DAY) == Jurisdiction(frozenset({"990102"}), None)


def test_a_deputy_s_scope_is_what_the_table_charges_him_with(city: City) -> None:
    deputy = city.listed("谈念原", standing=TEAM)
    with city.staff.store.read() as db:
        assert service.jurisdiction_of(db, deputy, DAY) == Jurisdiction(frozenset({"990100"}), frozenset())
    city.charge(deputy, IN_CHARGE, Charge.BUSINESS, "道路运输")
    city.charge(deputy, IN_CHARGE, Charge.BUSINESS, "检验检测", to_on=date(2026, 6, 30))
    with city.staff.store.read() as db:
        assert service.jurisdiction_of(db, deputy, DAY) == Jurisdiction(
            frozenset({"990100"}), frozenset({"道路运输"})
        )


def test_a_unit_enters_its_own_leaders_and_nobody_above_it(city: City) -> None:
    clerk = city.staff.officer(Role.UNIT_CLERK)
    leader = city.person("蔺书遥")
    city.charge(leader, SECRETARY, by=clerk)

    def enter(post: LeaderPost, target: str, charge: Charge = Charge.UNIT) -> object:
        return service.add_portfolio_entry(
            city.staff.store, clerk, city.staff.time,
            leader_id=leader, post=post, charge=charge, target=target, from_on=DAY, document=DOCUMENT,
        )  # fmt: skip

    assert enter(LeaderPost.CITY_LEADER_IN_CHARGE, city.unit_id) == NotDone(Problem.POST_NOT_YOURS)
    assert enter(SECRETARY, city.unit("青澜市水务局")) == NotDone(Problem.NOT_YOURS)
    assert enter(SECRETARY, "990100", Charge.TERRITORY) == NotDone(Problem.NOT_YOURS)


def test_the_gaps_of_a_unit_are_counted_by_the_row_they_wait_for(city: City) -> None:
    city.listed("谈念原", standing=TEAM)
    city.listed("裴绍安", standing=TEAM)
    city.listed("尹予榆")
    with city.staff.store.read() as db:
        found = service.gaps(db, city.campaign_id, [city.unit_id], DAY)
    assert [(gap.reason, gap.persons, gap.detail) for gap in found] == [
        (Reason.PORTFOLIO_MISSING, 2, "党委（党组）书记（青澜市交通运输局），2026-12-09"),
        (Reason.PORTFOLIO_MISSING, 1, "分管领导（青澜市交通运输局），2026-12-09"),
    ]
