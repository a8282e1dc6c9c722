"""What holds for every case: exactly one row, never one's own signature, no skipped step, never a crash."""

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from regulation.assessment import assess
from regulation.case_terms import RefusalGround
from regulation.cases import Case
from regulation.chapters import load
from regulation.commissions import management_committee
from regulation.decisions import Countersigner, Reason, Receiving, Refused, RouteRow
from regulation.directories import Directory
from regulation.dispositions import RUNG, Ladder, Order, RefusalFinding, may_take
from regulation.facts import Business, OfficeId, PersonFacts, PersonId, Place, SubjectFacts, UnitFacts, UnitId
from regulation.portfolios import Portfolio, PortfolioEntry
from regulation.reading import read, written
from regulation.receiving import route_report
from regulation.routing import ROWS, route_declaration
from regulation.substitutes import expected_countersigner
from regulation.terms import (
    Charge,
    LeaderPost,
    Level,
    ManagedBy,
    PlaceKind,
    Rank,
    Relation,
    Role,
    Step,
    SubjectLevel,
    UnitKind,
)
from tests.regulation import people

REGIONS = {Level.CITY: people.CITY, Level.DISTRICT: people.DISTRICT, Level.COUNTY: people.COUNTY}
NAMES = [PersonId(name) for name in ("declarant", "a", "b", "c", "d")]
DAY = date(2014, 12, 9)


@st.composite
def units(draw: st.DrawFn) -> UnitFacts:
    level = draw(st.sampled_from([Level.CITY, Level.DISTRICT, Level.COUNTY]))
    belongs = draw(st.sampled_from([Level.CENTRE, Level.PROVINCE, Level.CITY, level]))
    return UnitFacts(
        id=UnitId(draw(st.sampled_from(["u", "v"]))),
        kind=draw(st.sampled_from(UnitKind)),
        level=level,
        region=REGIONS[level],
        belongs_to=belongs,
        directly_under=draw(st.booleans()),
        vertical=draw(st.booleans()),
        parent=UnitId(draw(st.sampled_from(["", "parent"]))),
        has_commission=draw(st.booleans()),
    )


@st.composite
def cadres(draw: st.DrawFn) -> PersonFacts:
    return PersonFacts(
        id=NAMES[0],
        unit=draw(units()),
        rank=draw(st.sampled_from(Rank)),
        managed_by=draw(st.sampled_from(ManagedBy)),
        authority=UnitId(draw(st.sampled_from(["", "authority"]))),
        responsible_post=draw(st.booleans()),
        leadership_team_member=draw(st.booleans()),
        party_secretary=draw(st.booleans()),
        principal_leader=draw(st.booleans()),
        affiliation_local=draw(st.booleans()),
        party_member=draw(st.booleans()),
        roles=draw(st.frozensets(st.sampled_from(Role), max_size=2)),
        other_units=tuple(draw(st.lists(units(), max_size=1))),
    )


entries = st.builds(
    PortfolioEntry,
    leader=st.sampled_from(NAMES),
    post=st.sampled_from(LeaderPost),
    charge=st.sampled_from(Charge),
    target=st.sampled_from(["u", "v", "parent", "declarant", *REGIONS.values()]),
    from_on=st.just(date(2014, 1, 1)),
    to_on=st.sampled_from([None, date(2014, 6, 30)]),
    acting=st.booleans(),
    document=st.sampled_from(["", "1号"]),
)


@given(cadres())
def test_exactly_one_row_applies(person: PersonFacts) -> None:
    """SR-23: told independently of the code, the conditions of the rows exclude each other and leave R0 the rest."""
    unit, above = person.unit, person.managed_by in (ManagedBy.CENTRE, ManagedBy.PROVINCE, ManagedBy.SYSTEM)
    central = unit.belongs_to in (Level.CENTRE, Level.PROVINCE)
    nobodys = person.managed_by is ManagedBy.CENTRE and not central and unit.level is Level.CITY
    told = not (person.managed_by is ManagedBy.SYSTEM and not person.authority) and not nobodys
    city = unit.belongs_to is Level.CITY
    county = unit.level is not Level.CITY
    by_province = person.managed_by is ManagedBy.PROVINCE and not central
    by_city = person.managed_by is ManagedBy.CITY
    team = person.leadership_team_member or person.principal_leader or person.party_secretary
    r2 = city and not county and (by_city or (team and unit.directly_under))
    r3 = central and not county and team and unit.directly_under
    station = unit.kind is UnitKind.GRASSROOTS_STATION and (team or person.responsible_post)
    state = unit.kind in (UnitKind.STATE_ENTERPRISE, UnitKind.STATE_ENTERPRISE_BRANCH)
    below = person.rank.is_division_or_above or station or (team and (state or not unit.directly_under))
    free = told and not by_province
    conditions = {
        RouteRow.R1: told and by_province,
        RouteRow.R2: free and r2,
        RouteRow.R3: free and r3,
        RouteRow.R4: free and not county and (city or central) and below and not r2 and not r3,
        RouteRow.R5: free and county and by_city and unit.level is Level.DISTRICT,
        RouteRow.R6: free and county and not above and not by_city and unit.level is Level.DISTRICT,
        RouteRow.R7: free and county and by_city and unit.level is Level.COUNTY,
        RouteRow.R8: free and county and not above and not by_city and unit.level is Level.COUNTY,
        RouteRow.R9: free and county and above,
    }
    fitting = [row for row, holds in conditions.items() if holds]
    assert len(fitting) <= 1
    assert route_declaration(person).row is (fitting[0] if fitting else RouteRow.R0)


@given(cadres())
def test_a_form_is_never_reviewed_in_substance_by_those_it_concerns(person: PersonFacts) -> None:
    route = route_declaration(person)
    assert route.substance is None or route.substance != route.review
    assert len(ROWS) == 7


@given(cadres(), st.lists(entries, max_size=12), st.frozensets(st.sampled_from(NAMES[1:]), max_size=3))
def test_the_countersigner_is_never_the_declarant_nor_his_kin(
    person: PersonFacts, table: list[PortfolioEntry], kin: frozenset[PersonId]
) -> None:
    """SR-36."""
    found = expected_countersigner(person, Portfolio.of(table), DAY, concerned=kin)
    if isinstance(found, Countersigner):
        assert found.person not in kin | {person.id}


OWN_ROUTE = route_declaration(people.cadre())
orders = st.builds(
    Order,
    step=st.sampled_from(Step),
    on=st.dates(date(2014, 12, 17), date(2015, 6, 30)),
    issuer=st.sampled_from([OWN_ROUTE.file, management_committee(people.cadre())]),
    number=st.sampled_from(["", "1号"]),
    content=st.sampled_from(["", "谈话"]),
    due_on=st.dates(date(2015, 1, 1), date(2015, 12, 31)) | st.none(),
)
findings = st.none() | st.builds(
    RefusalFinding,
    found_on=st.dates(date(2014, 12, 17), date(2015, 6, 30)),
    officers=st.tuples(st.sampled_from(NAMES), st.sampled_from(NAMES)),
    ground=st.sampled_from(RefusalGround),
    heard=st.booleans(),
    efforts_weighed=st.booleans(),
)


@given(
    st.lists(orders, max_size=6),
    findings,
    st.sampled_from([None, Step.L1_REMIND, Step.L2_ORDER_RECTIFY]),
    st.none() | st.dates(date(2014, 12, 17), date(2015, 6, 30)),
)
def test_a_skipped_step_is_always_refused(
    tried: list[Order], finding: RefusalFinding | None, required: Step | None, disobeyed: date | None
) -> None:
    """SR-53: whatever is tried in whatever order, what was taken has every rung below it."""
    person = people.cadre()
    ladder = Ladder(required, (), finding=finding, disobeyed_on=disobeyed)
    for order in tried:
        if may_take(order, ladder, person, OWN_ROUTE) is None:
            ladder = replace(ladder, orders=(*ladder.orders, order))
    taken = {RUNG[order.step] for order in ladder.orders}
    assert 4 not in taken or 3 in taken
    assert 3 not in taken or 2 in taken
    assert 2 not in taken or required is Step.L2_ORDER_RECTIFY


@given(
    st.lists(
        st.builds(
            SubjectFacts,
            name=st.sampled_from(["", "某人"]),
            post=st.sampled_from(["", "局长", "区委书记", "科员"]),
            level=st.sampled_from(SubjectLevel),
            region=st.sampled_from([people.RegionCode(""), *REGIONS.values()]),
            unit=st.none() | units(),
            managed_by=st.none() | st.sampled_from(ManagedBy),
            commission=st.sampled_from([OfficeId(""), OfficeId("city"), OfficeId("county")]),
        ),
        max_size=3,
    )
)
def test_a_report_never_reaches_the_subjects_commission_nor_a_county_on_an_unknown_level(
    subjects: list[SubjectFacts],
) -> None:
    found = route_report(subjects, Directory.of(people.OFFICES), load("CURRENT"), date(2026, 11, 20))
    if isinstance(found, Refused):
        assert found.reason is Reason.NO_RECIPIENT
        return
    assert isinstance(found, Receiving)
    assert all(each.commission != found.office for each in subjects)
    local = found.office in ("district", "other-district", "county")
    assert not (
        local and any(each.level is SubjectLevel.UNKNOWN and not each.managed_by for each in subjects)
    )


@settings(max_examples=60)
@given(cadres(), st.lists(entries, max_size=4), st.sampled_from(Relation), st.sampled_from(PlaceKind))
def test_every_case_has_an_answer_that_can_be_written_and_read_back(
    person: PersonFacts, table: list[PortfolioEntry], relation: Relation, place: PlaceKind
) -> None:
    firm = Business("firm", PersonId("kin"), relation, (Place(place, people.DISTRICT),))
    case = Case(as_of=DAY + timedelta(days=30), declarant=person, businesses=(firm,), portfolio=tuple(table))
    assert assess(case) == assess(case)
    assert read(Case, written(case)) == case
