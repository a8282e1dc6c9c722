"""Who must declare, and who signs whose form on which day."""

from datetime import date

from casework.access import Role
from casework.campaigns import portfolio, service
from casework.campaigns.answers import NotDone, Problem
from casework.campaigns.portfolio_lines import portfolio_lines
from regulation.decisions import Countersigner, CountersignRow, GapRule, Reason, Refused, RouteRow
from regulation.terms import Charge, LeaderPost
from tests.casework.conftest import Staff
from tests.casework.filing import Filing, settle


def signer(
    filing: Filing, name: str, day: date = date(2014, 12, 9), concerned: tuple[str, ...] = ()
) -> Countersigner | Refused:
    with filing.staff.store.read() as db:
        entry = service.roster_entry(db, filing.campaign_id, filing.persons[name])
        assert entry is not None
        person = service.facts_on_roster(db, entry)
        return portfolio.countersigner_for(db, person, day, concerned=concerned)


def test_the_roster_says_of_each_person_why_he_is_obliged_and_is_not_counted_twice(staff: Staff) -> None:
    filing = settle(staff)
    again = service.fix_roster(
        staff.store,
        None,
        filing.clock,
        campaign_id=filing.campaign_id,
        unit_id=staff.unit_id,
        reason="overlooked",
    )
    assert again == ()
    with staff.store.read() as db:
        grounds = {
            row.name: (row.obliged, row.ground)
            for row in service.roster_of(db, filing.campaign_id, staff.unit_id)
        }
        assert service.obliged_by_unit(db, filing.campaign_id) == {staff.unit_id: 5}
    assert grounds["蔺书遥"] == (True, "SR-01")
    assert grounds["穆松年"] == (False, "SR-07")


def test_the_countersigner_is_a_person_found_in_the_table_of_the_day(staff: Staff) -> None:
    filing = settle(staff)
    found = {name: signer(filing, name) for name in ("蔺书遥", "尹予安", "苗若榆")}
    assert {
        name: (each.row, each.person) for name, each in found.items() if isinstance(each, Countersigner)
    } == {
        "蔺书遥": (CountersignRow.C1, filing.persons["苗若榆"]),
        "尹予安": (CountersignRow.C2, filing.persons["蔺书遥"]),
        "苗若榆": (CountersignRow.C3, filing.persons["郗望潮"]),
    }


def test_a_near_relative_gives_way_to_the_next_superior(staff: Staff) -> None:
    filing = settle(staff)
    answer = signer(filing, "尹予安", concerned=(filing.persons["蔺书遥"],))
    assert isinstance(answer, Countersigner)
    assert (answer.person, answer.gap) == (filing.persons["苗若榆"], GapRule.G4)


def test_a_missing_and_an_overlapping_row_block_and_are_named(staff: Staff) -> None:
    filing = settle(staff)
    missing = signer(filing, "尹予安", date(2013, 6, 1))
    assert isinstance(missing, Refused)
    assert (missing.reason, missing.detail) == (
        Reason.PORTFOLIO_MISSING,
        "分管领导（青澜市交通运输局），2013-06-01",
    )
    filing.charge("谈绍原", LeaderPost.PARTY_SECRETARY, Charge.UNIT, staff.unit_id)
    overlap = signer(filing, "蔺书遥")
    assert isinstance(overlap, Refused)
    assert (overlap.reason, overlap.detail) == (
        Reason.PORTFOLIO_OVERLAPS,
        "党委（党组）书记（青澜市交通运输局），2014-12-09",
    )


def test_a_longer_absence_needs_an_acting_leader_with_his_document(staff: Staff) -> None:
    filing = settle(staff)
    service.add_absence(
        staff.store,
        None,
        staff.time,
        document="请假条",
        leader_id=filing.persons["苗若榆"],
        from_on=date(2014, 12, 8),
        to_on=date(2014, 12, 12),
    )
    refused = signer(filing, "蔺书遥")
    assert isinstance(refused, Refused)
    assert refused.reason is Reason.AUTHORISATION_MISSING
    filing.charge(
        "谈绍原",
        LeaderPost.PARTY_SECRETARY,
        Charge.UNIT,
        staff.unit_id,
        acting=True,
        document="青交党〔2014〕9号",
    )
    acting = signer(filing, "蔺书遥")
    assert isinstance(acting, Countersigner)
    assert (acting.person, acting.document, acting.gap) == (
        filing.persons["谈绍原"],
        "青交党〔2014〕9号",
        GapRule.G3,
    )


def test_the_way_of_a_form_names_the_offices_of_this_house(staff: Staff) -> None:
    filing = settle(staff)
    with staff.store.read() as db:
        entry = service.roster_entry(db, filing.campaign_id, filing.persons["蔺书遥"])
        assert entry is not None
        person = service.facts_on_roster(db, entry)
        way = portfolio.route_for(db, person)
    assert (way.route.row, way.review, way.offices, way.escrow) == (
        RouteRow.R2,
        staff.office_id,
        (staff.office_id,),
        None,
    )
    assert person.jurisdiction.scope == frozenset({"公路"})


def test_an_ended_row_no_longer_counts_and_an_unknown_leader_is_refused(staff: Staff) -> None:
    filing = settle(staff)
    with staff.store.read() as db:
        lines = portfolio_lines(db, filing.officer(Role.REGISTRAR), on=date(2014, 12, 9))
    (line,) = (line for line in lines if line.entry.target == filing.persons["尹予安"])
    assert (line.leader, line.target) == ("蔺书遥", "尹予安")
    end = {"entry_id": line.id, "last_day": date(2014, 6, 30), "reason": "duties_changed"}
    assert service.end_portfolio_entry(staff.store, None, staff.time, **end) is None
    assert isinstance(signer(filing, "尹予安"), Refused)
    unknown = service.add_portfolio_entry(
        staff.store, None, staff.time, leader_id="nobody", post=LeaderPost.PARTY_SECRETARY, charge=Charge.UNIT,
        target=staff.unit_id, from_on=date(2014, 1, 1), document="青交党〔2014〕1号",
    )  # fmt: skip
    assert unknown == NotDone(Problem.TARGET_UNKNOWN)
