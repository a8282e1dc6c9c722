"""The roster: everybody with a verdict and its ground, fixed when filing opens, nothing rubbed out."""

from datetime import datetime

from sqlalchemy import select

from casework.access import Role
from casework.acts import ActRow
from casework.campaigns import service
from casework.campaigns.answers import NotDone, Problem
from casework.campaigns.service import NewEntry
from casework.campaigns.words import WhyListed, WhyRemoved
from casework.database import CHINA
from regulation.terms import Level, Rank, UnitKind
from tests.casework.campaigns.conftest import City


def test_every_entry_carries_its_verdict_and_ground(city: City) -> None:
    city.listed("蔺书遥")
    city.listed("谈念原", post="科员", rank=Rank.NONE)
    with city.staff.store.read() as db:
        found = service.roster_of(db, city.campaign_id)
        counted = service.obliged_by_unit(db, city.campaign_id)
        obliged = service.obliged_persons(db, city.campaign_id, [city.unit_id])
    assert [(entry.name, entry.obliged, entry.ground, entry.clause) for entry in found] == [
        ("蔺书遥", True, "SR-01", "一 ¶1"),
        ("谈念原", False, "SR-07", "一 ¶1"),
    ]
    assert counted == {city.unit_id: 1}
    assert obliged == {city.persons["蔺书遥"]}


def test_once_filing_has_opened_a_change_needs_a_reason_that_stays(city: City) -> None:
    first, second = city.listed("蔺书遥"), city.person("谈念原")
    city.staff.time.now = datetime(2026, 12, 1, 8, 0, tzinfo=CHINA)
    assert city.list_(second) == NotDone(Problem.REASON_MISSING)
    assert isinstance(city.list_(second, reason=WhyListed.OVERLOOKED), tuple)
    with city.staff.store.write() as db:
        entry = service.roster_entry(db, city.campaign_id, first)
        assert entry is not None
        without = service.remove_roster(db, city.registrar, city.staff.time, entry.id, reason="被留置")
        assert without == NotDone(Problem.REASON_MISSING)
        service.remove_roster(db, city.registrar, city.staff.time, entry.id, reason=WhyRemoved.RETIRED)
    with city.staff.store.read() as db:
        now = service.roster_of(db, city.campaign_id)
        whole = service.roster_of(db, city.campaign_id, removed=True)
    assert [(entry.name, entry.added_reason) for entry in now] == [("谈念原", WhyListed.OVERLOOKED)]
    assert {(entry.name, entry.removed_reason) for entry in whole} == {
        ("谈念原", ""),
        ("蔺书遥", WhyRemoved.RETIRED),
    }


def test_a_person_stands_on_the_roster_once(city: City) -> None:
    person = city.listed("蔺书遥")
    assert city.list_(person) == NotDone(Problem.ALREADY_LISTED, person)
    other = city.person("谈念原")
    assert city.list_(other, other) == NotDone(Problem.ALREADY_LISTED, other)
    with city.staff.store.read() as db:
        assert len(service.roster_of(db, city.campaign_id)) == 1


def test_a_clerk_lists_his_own_unit_and_those_under_it_only(city: City) -> None:
    clerk = city.staff.officer(Role.UNIT_CLERK)
    elsewhere = city.person("裴绍安", unit_id=city.unit("青澜市水务局"))
    below = city.person(
        "尹予榆", unit_id=city.unit("青澜市公路处", parent_id=city.unit_id, directly_under=False)
    )
    with city.staff.store.write() as db:
        refused = service.add_roster(db, clerk, city.staff.time, city.campaign_id, [NewEntry(elsewhere)])
        taken = service.add_roster(db, clerk, city.staff.time, city.campaign_id, [NewEntry(below)])
    assert refused == NotDone(Problem.NOT_YOURS, elsewhere)
    assert isinstance(taken, tuple)


def test_the_ledger_knows_who_listed_whom_by_which_clause(city: City) -> None:
    city.listed("蔺书遥")
    with city.staff.store.read() as db:
        act = db.scalars(select(ActRow).where(ActRow.act == "add_roster")).one()
    assert (act.member_id, act.clause) == (city.registrar.member_id, "一 ¶1")
    assert act.new_commitment is not None


def test_the_facts_of_a_listed_person_are_those_of_the_roster(city: City) -> None:
    root = city.unit("青澜城投", kind=UnitKind.STATE_ENTERPRISE)
    middle = city.unit(
        "青澜城投路桥公司", kind=UnitKind.STATE_ENTERPRISE, parent_id=root, directly_under=False
    )
    below = city.unit(
        "青澜城投路桥东屿分公司",
        kind=UnitKind.STATE_ENTERPRISE_BRANCH,
        parent_id=middle,
        directly_under=False,
    )
    person = city.listed(
        "苗若川", unit_id=below, rank=Rank.NONE, post="经理", standing=["leadership_team_member"],
        entry={"other_units": (root,)},
    )  # fmt: skip
    head = city.person("郁听澜", unit_id=root)
    with city.staff.store.read() as db:
        facts, top = service.facts_for(db, person), service.facts_for(db, head)
    assert (facts.unit.root_id, facts.leadership_team_member, facts.party_secretary) == (root, True, False)
    assert [unit.name for unit in facts.other_units] == ["青澜城投"]
    assert top.unit.subordinates == {middle, below}
    assert top.unit.level is Level.CITY
