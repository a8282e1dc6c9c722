"""甄别: area, portfolio, own unit, rebuttal, and one step for the cadre."""

from dataclasses import replace
from datetime import date

import pytest

from regulation.decisions import Flag
from regulation.facts import (
    Business,
    Jurisdiction,
    PersonFacts,
    PersonId,
    Place,
    Post,
    RegionCode,
    UnitFacts,
    UnitId,
)
from regulation.screening import (
    CadreOpinion,
    Rebuttal,
    Screening,
    ScreeningReason,
    Undertaking,
    opinion,
    screen,
    undertaking,
)
from regulation.terms import (
    Activity,
    Appointer,
    BusinessState,
    ConductType,
    EnterpriseKind,
    Level,
    ManagedBy,
    PlaceKind,
    Rank,
    Relation,
    Role,
    Step,
    UnitKind,
    Verdict,
)

DAY = date(2014, 12, 3)
NANGANG, DAOWAI, HULAN, BIN, SONGBEI, SHENZHEN = "230103", "230104", "230111", "230125", "230109", "440300"
WIFE = PersonId("wife")


def unit(
    kind: UnitKind = UnitKind.GOVERNMENT,
    region: str = "230100",
    level: Level = Level.CITY,
    subordinates: tuple[str, ...] = (),
) -> UnitFacts:
    return UnitFacts(
        UnitId("own"),
        kind,
        level,
        RegionCode(region),
        level,
        subordinates=frozenset(UnitId(each) for each in subordinates),
    )


def cadre(
    *areas: str,
    scope: frozenset[str] | None = frozenset(),
    at: UnitFacts | None = None,
    principal: bool = False,
    roles: frozenset[Role] = frozenset(),
) -> PersonFacts:
    return PersonFacts(
        PersonId("cadre"),
        at or unit(),
        Rank.DIVISION_PRINCIPAL,
        ManagedBy.CITY,
        principal_leader=principal,
        roles=roles,
        jurisdiction=Jurisdiction(frozenset(RegionCode(each) for each in areas), scope),
    )


def head(area: str, role: Role = Role.COUNTY_PARTY_SECRETARY) -> PersonFacts:
    return cadre(
        area,
        at=unit(UnitKind.PARTY_ORGAN, area, Level.DISTRICT),
        principal=True,
        roles=frozenset({role}),
    )


def place(region: str, kind: PlaceKind = PlaceKind.OPERATING, of: str = "") -> Place:
    return Place(kind, RegionCode(region), UnitId(of))


def firm(*places: Place, scope: frozenset[str] = frozenset(), id: str = "firm") -> Business:  # noqa: A002
    return Business(id, WIFE, Relation.SPOUSE, places=places, scope=scope)


def outcome(found: Screening) -> tuple[Verdict | None, ScreeningReason, ConductType | None, Step | None]:
    return found.verdict, found.reason, found.conduct, found.step


INSIDE = (Verdict.IN, ScreeningReason.IN_TERRITORY, ConductType.T1A, Step.L2_ORDER_RECTIFY)
OUTSIDE = (Verdict.OUT, ScreeningReason.OUTSIDE_AREA, None, Step.L1_REMIND)


def test_the_secretary_of_a_district_has_every_business_of_it() -> None:
    """S01."""
    restaurant = firm(place(NANGANG, PlaceKind.REGISTERED), place(NANGANG))
    found = screen(head(NANGANG), restaurant, DAY)
    assert found == Screening(
        of="firm",
        verdict=Verdict.IN,
        reason=ScreeningReason.IN_TERRITORY,
        place=place(NANGANG, PlaceKind.REGISTERED),
        conduct=ConductType.T1A,
        step=Step.L2_ORDER_RECTIFY,
        clause="四(三)",
    )


def test_a_sons_wife_is_in_the_circle_and_an_agency_is_an_intermediary_service() -> None:
    """S03."""
    agency = Business(
        "agency",
        PersonId("daughter-in-law"),
        Relation.CHILD_SPOUSE,
        places=(place(SONGBEI, PlaceKind.REGISTERED),),
        activity=Activity.INTERMEDIARY_SERVICE,
    )
    assert outcome(screen(head(SONGBEI, Role.COUNTY_GOVERNMENT_HEAD), agency, DAY)) == INSIDE


@pytest.mark.parametrize("relation", [Relation.SIBLING, Relation.PARENT, Relation.COHABITING_PARTNER])
def test_outside_the_closed_circle_nothing_is_screened_and_no_step_follows(relation: Relation) -> None:
    """S04, H-30."""
    builder = replace(firm(place(NANGANG)), relation=relation)
    found = screen(head(NANGANG, Role.COUNTY_CONGRESS_HEAD), builder, DAY)
    assert outcome(found) == (None, ScreeningReason.OUTSIDE_CIRCLE, None, None)


def test_a_firm_only_in_another_city_is_outside_and_asks_for_a_reminder() -> None:
    """S05."""
    decoration = firm(place(SHENZHEN, PlaceKind.REGISTERED), place(SHENZHEN), scope=frozenset({"建设"}))
    director = cadre("230100", scope=frozenset({"建设"}), principal=True)
    assert outcome(screen(director, decoration, DAY)) == OUTSIDE


def test_a_firm_registered_elsewhere_that_works_in_the_county_is_inside() -> None:
    """S11."""
    transport = firm(place("230100", PlaceKind.REGISTERED), place(BIN))
    found = screen(head(BIN), transport, DAY)
    assert outcome(found) == INSIDE
    assert found.place == place(BIN)


def test_a_town_head_has_his_town_and_not_the_whole_county() -> None:
    """S13, with the town's own nine digits."""
    town = cadre("230125101", at=unit(UnitKind.TOWNSHIP, BIN, Level.COUNTY), principal=True)
    assert outcome(screen(town, firm(place("230125101")), DAY)) == INSIDE
    assert outcome(screen(town, firm(place("230125102")), DAY)) == OUTSIDE
    coarse = screen(town, firm(place(BIN)), DAY)
    assert outcome(coarse) == (Verdict.UNCERTAIN, ScreeningReason.PLACE_TOO_COARSE, None, None)


def test_the_head_of_a_territory_without_a_recorded_area_has_that_of_his_unit() -> None:
    town = cadre(at=unit(UnitKind.TOWNSHIP, BIN, Level.COUNTY), principal=True)
    assert outcome(screen(town, firm(place(BIN)), DAY)) == INSIDE


def test_a_jurisdiction_over_every_business_needs_no_portfolio() -> None:
    everything = cadre("230100", scope=None)
    assert outcome(screen(everything, firm(place(NANGANG)), DAY)) == INSIDE


def test_mutual_favours_do_not_change_the_place_of_a_firm() -> None:
    """S20: A's wife's firm acts only in 呼兰."""
    a = cadre(DAOWAI, scope=frozenset({"建设"}), at=unit(region=DAOWAI, level=Level.DISTRICT))
    assert outcome(screen(a, firm(place(HULAN), scope=frozenset({"建设"})), DAY)) == OUTSIDE


POST = Post(
    "post",
    WIFE,
    Relation.SPOUSE,
    kind=EnterpriseKind.SINO_FOREIGN_JOINT_VENTURE,
    senior=True,
    appointed_by=Appointer.FOREIGN_SIDE,
    places=(place(BIN),),
    office="副总经理",
)


def test_a_senior_post_appointed_by_the_foreign_side_inside_the_county_is_t1b() -> None:
    """S12."""
    found = screen(head(BIN, Role.COUNTY_GOVERNMENT_HEAD), POST, DAY)
    assert outcome(found) == (
        Verdict.IN,
        ScreeningReason.IN_TERRITORY,
        ConductType.T1B,
        Step.L2_ORDER_RECTIFY,
    )


@pytest.mark.parametrize(
    "post",
    [
        replace(POST, appointed_by=Appointer.CHINESE_SIDE),
        replace(POST, senior=False),
        replace(POST, kind=EnterpriseKind.LIMITED),
    ],
)
def test_one_of_its_elements_missing_and_a_post_is_mere_employment(post: Post) -> None:
    """S12b."""
    found = screen(head(BIN, Role.COUNTY_GOVERNMENT_HEAD), post, DAY)
    assert (found.conduct, found.step) == (None, None)


def test_a_foreign_appointed_post_outside_the_area_is_no_t1b_and_asks_for_nothing() -> None:
    found = screen(head(NANGANG), POST, DAY)
    assert outcome(found) == (Verdict.OUT, ScreeningReason.OUTSIDE_AREA, None, None)


@pytest.mark.parametrize(
    ("mine", "theirs", "expected"),
    [
        ({"建设"}, {"建设", "装修"}, (Verdict.IN, ScreeningReason.IN_AREA_AND_SCOPE)),
        ({"建设"}, {"餐饮"}, (Verdict.UNCERTAIN, ScreeningReason.OUTSIDE_SCOPE)),
        ({"建设"}, set(), (Verdict.UNCERTAIN, ScreeningReason.SCOPE_UNKNOWN)),
        (set(), {"餐饮"}, (Verdict.UNCERTAIN, ScreeningReason.SCOPE_UNKNOWN)),
    ],
)
def test_for_a_leader_with_a_portfolio_area_and_scope_must_both_hold(
    mine: set[str], theirs: set[str], expected: tuple[Verdict, ScreeningReason]
) -> None:
    leader = cadre("230100", scope=frozenset(mine))
    found = screen(leader, firm(place(NANGANG), scope=frozenset(theirs)), DAY)
    assert (found.verdict, found.reason) == expected
    if found.verdict is Verdict.UNCERTAIN:
        assert (found.conduct, found.step) == (None, None)


def test_a_customer_in_the_area_leaves_the_question_open() -> None:
    """A2."""
    found = screen(head(NANGANG), firm(place(SHENZHEN), place(NANGANG, PlaceKind.CUSTOMER)), DAY)
    assert (found.verdict, found.reason) == (Verdict.UNCERTAIN, ScreeningReason.OTHER_CUSTOMER_IN_AREA)


def test_a_project_in_the_area_is_inside() -> None:
    found = screen(head(NANGANG), firm(place(SHENZHEN), place(NANGANG, PlaceKind.PROJECT)), DAY)
    assert outcome(found) == INSIDE


@pytest.mark.parametrize("customer", ["own", "below"])
def test_a_sale_to_the_own_unit_or_one_below_it_is_inside_whatever_area_and_portfolio(customer: str) -> None:
    """H-20, S19."""
    leader = cadre("230100", scope=frozenset({"建设"}), at=unit(subordinates=("below",)))
    sale = firm(place(SHENZHEN), place(SHENZHEN, PlaceKind.CUSTOMER, customer), scope=frozenset({"餐饮"}))
    found = screen(leader, sale, DAY)
    assert outcome(found) == (
        Verdict.IN,
        ScreeningReason.OWN_UNIT_CUSTOMER,
        ConductType.T1A,
        Step.L2_ORDER_RECTIFY,
    )


def test_what_is_not_recorded_is_uncertain() -> None:
    nothing = screen(cadre(), firm(place(NANGANG)), DAY)
    assert nothing.reason is ScreeningReason.AREA_UNKNOWN
    nowhere = screen(head(NANGANG), firm(), DAY)
    assert nowhere.reason is ScreeningReason.PLACE_UNKNOWN
    unnamed = screen(head(NANGANG), firm(place("")), DAY)
    assert unnamed.reason is ScreeningReason.PLACE_UNKNOWN
    assert {each.verdict for each in (nothing, nowhere, unnamed)} == {Verdict.UNCERTAIN}


REBUTTAL = Rebuttal("只在线上销售旧书，与公务无涉", PersonId("a"), PersonId("b"))


def test_a_rebuttal_confirmed_by_a_second_person_takes_t1a_away_and_leaves_the_reminder() -> None:
    """A5, H-22."""
    found = screen(head(NANGANG), firm(place(NANGANG)), DAY, rebuttal=REBUTTAL)
    assert outcome(found) == (Verdict.IN, ScreeningReason.IN_TERRITORY, None, Step.L1_REMIND)


@pytest.mark.parametrize(
    "rebuttal",
    [
        replace(REBUTTAL, confirmed_by=PersonId("")),
        replace(REBUTTAL, confirmed_by=PersonId("a")),
        replace(REBUTTAL, reason=" "),
    ],
)
def test_a_rebuttal_without_reason_or_second_person_changes_nothing(rebuttal: Rebuttal) -> None:
    assert outcome(screen(head(NANGANG), firm(place(NANGANG)), DAY, rebuttal=rebuttal)) == INSIDE


def test_a_rebuttal_is_of_no_use_outside_or_for_a_foreign_post() -> None:
    assert outcome(screen(head(NANGANG), firm(place(HULAN)), DAY, rebuttal=REBUTTAL)) == OUTSIDE
    assert screen(head(BIN), POST, DAY, rebuttal=REBUTTAL).conduct is ConductType.T1B


def test_what_has_ended_was_conduct_all_the_same_and_leaves_nothing_to_correct() -> None:
    gone = replace(firm(place(NANGANG)), held_to=date(2014, 12, 2))
    struck_off = replace(firm(place(NANGANG)), state=BusinessState.DEREGISTERED)
    for each in (gone, struck_off):
        found = screen(head(NANGANG), each, DAY)
        assert found.ended
        assert outcome(found) == (
            Verdict.IN,
            ScreeningReason.IN_TERRITORY,
            ConductType.T1A,
            None,
        )
        assert undertaking([found]) is Undertaking.COMMITMENT
    revoked = replace(firm(place(NANGANG)), state=BusinessState.LICENCE_REVOKED)
    assert outcome(screen(head(NANGANG), revoked, DAY)) == INSIDE


def test_a_nominee_holding_is_marked() -> None:
    assert screen(head(NANGANG), replace(firm(place(NANGANG)), nominee=True), DAY).flags == {Flag.NOMINEE}


def test_the_step_of_the_cadre_is_the_highest_and_each_outside_business_is_reminded_besides() -> None:
    """H-24."""
    inside = screen(head(NANGANG), firm(place(NANGANG), id="in"), DAY)
    outside = screen(head(NANGANG), firm(place(HULAN), id="out"), DAY)
    unclear = screen(head(NANGANG), firm(id="unclear"), DAY)
    assert opinion([outside, inside, unclear]) == CadreOpinion(
        Step.L2_ORDER_RECTIFY, reminders=("out",), uncertain=("unclear",)
    )
    assert opinion([outside]).step is Step.L1_REMIND
    assert opinion([]) == CadreOpinion(None, (), ())


def test_the_commitment_follows_the_facts() -> None:
    """SR-26, H-24."""
    inside = screen(head(NANGANG), firm(place(NANGANG)), DAY)
    outside = screen(head(NANGANG), firm(place(HULAN)), DAY)
    unclear = screen(head(NANGANG), firm(), DAY)
    assert undertaking([outside]) is Undertaking.COMMITMENT
    assert undertaking([]) is Undertaking.COMMITMENT
    assert undertaking([outside, unclear]) is Undertaking.COMMITMENT_WITH_RESERVATION
    assert undertaking([unclear, inside]) is Undertaking.RECTIFICATION_UNDERTAKING
