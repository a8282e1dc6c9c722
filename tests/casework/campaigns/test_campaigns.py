"""A campaign has five days that follow one another, runs alone, and is founded by the city's commission."""

from datetime import date

from casework.access import Role
from casework.campaigns import service
from casework.campaigns.answers import NotDone, Problem
from regulation.deadlines import CampaignDates, Milestone
from regulation.decisions import Reason, Refused
from tests.casework.campaigns.conftest import DATES, City
from tests.casework.conftest import Staff


def test_a_campaign_without_days_of_its_own_takes_those_the_plan_prints(staff: Staff) -> None:
    founded = service.create_campaign(
        staff.store, staff.officer(Role.REGISTRAR), staff.time, title="2014年专项治理", profile="HRB-2014"
    )
    with staff.store.read() as db:
        found = service.current_campaign(db)
    assert found is not None
    assert found.id == founded
    assert found.dates == CampaignDates(
        opens_on=date(2014, 12, 1),
        declare_by=date(2014, 12, 5),
        countersign_by=date(2014, 12, 10),
        deliver_by=date(2014, 12, 15),
        review_by=date(2014, 12, 16),
        inclusive=True,
        counterpart=Milestone.D3,
    )


def test_a_profile_that_prints_no_days_asks_for_them(staff: Staff) -> None:
    def found(**days: date) -> object:
        registrar = staff.officer(Role.REGISTRAR)
        return service.create_campaign(
            staff.store, registrar, staff.time, title="专项治理", profile="CURRENT", **days
        )

    assert found() == NotDone(Problem.DATES_MISSING)
    assert isinstance(found(**DATES), str)


def test_days_out_of_order_are_refused_with_the_clause(staff: Staff) -> None:
    refused = service.create_campaign(
        staff.store,
        staff.officer(Role.REGISTRAR),
        staff.time,
        title="专项治理",
        profile="HRB-2014",
        **DATES | {"declare_by": date(2026, 11, 30)},
    )
    assert isinstance(refused, Refused)
    assert (refused.reason, refused.clause) == (Reason.DATES_IMPOSSIBLE, "三")


def test_a_second_campaign_waits_until_the_first_is_closed(city: City) -> None:
    staff = city.staff

    def another() -> object:
        return service.create_campaign(
            staff.store, city.registrar, staff.time, title="另一个", profile="HRB-2014", **DATES
        )

    assert another() == NotDone(Problem.CAMPAIGN_RUNNING, city.campaign_id)
    closed = {"campaign_id": city.campaign_id, "reason": "已办结"}
    assert service.close_campaign(staff.store, city.registrar, staff.time, **closed) is None
    assert isinstance(another(), str)
    with staff.store.read() as db:
        assert [campaign.is_open for campaign in service.campaigns(db)].count(True) == 1


def test_a_unit_founds_no_campaign(staff: Staff) -> None:
    clerk = staff.officer(Role.UNIT_CLERK)
    answer = service.create_campaign(
        staff.store, clerk, staff.time, title="本单位专项治理", profile="HRB-2014", **DATES
    )
    assert answer == NotDone(Problem.NOT_COMPETENT)
