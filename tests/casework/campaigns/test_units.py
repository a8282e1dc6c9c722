"""What units show and hand in: evidence, the principal's signature, deliverables, written requests, who is late."""

from datetime import date, datetime

import pytest

from casework.access import Role
from casework.campaigns import service
from casework.campaigns.answers import NotDone, Problem
from casework.campaigns.rows import AcknowledgementRow
from casework.campaigns.words import Duty
from casework.database import CHINA
from regulation.case_terms import ExceptionState
from regulation.decisions import Reason, Refused
from regulation.late_units import Deliverable, InPlace
from regulation.terms import Level, ManagedBy
from sealing import SealingError
from tests.casework.campaigns.conftest import City

FORMS, STATISTICS, REPORT = Deliverable
MEMO = "青交党〔2026〕7号"


def stand_on(city: City, *parts: int) -> None:
    city.staff.time.now = datetime(*parts, 9, 0, tzinfo=CHINA)  # type: ignore[misc, arg-type]  # year, month, day


def hand_in(city: City, item: Deliverable, day: date, *, organ: str = "") -> object:
    return service.record_delivery(
        city.staff.store,
        city.registrar,
        city.staff.time,
        campaign_id=city.campaign_id,
        organ_id=organ or city.unit_id,
        item=item,
        delivered_on=day,
        document=MEMO,
    )


def test_each_of_the_four_has_the_day_and_the_document_of_its_evidence(city: City) -> None:
    clerk = city.staff.officer(Role.UNIT_CLERK)

    def mark(evidence_on: date, document: str = MEMO) -> object:
        return service.set_checkmark(
            city.staff.store, clerk, city.staff.time, campaign_id=city.campaign_id, unit_id=city.unit_id,
            mark=InPlace.CONVEYED, evidence_on=evidence_on, document=document,
        )  # fmt: skip

    assert mark(date(2026, 11, 18)) is None
    assert mark(date(2026, 11, 19)) is None
    assert mark(date(2026, 11, 19), " ") == NotDone(Problem.DOCUMENT_MISSING)
    assert mark(date(2026, 11, 30)) == NotDone(Problem.IN_THE_FUTURE)
    with city.staff.store.read() as db:
        found = service.evidence_of(db, city.campaign_id, city.unit_id)
    assert found.marks[InPlace.CONVEYED].evidence_on == date(2026, 11, 19)
    assert found.wanting == (InPlace.ORGANISED, InPlace.SELF_CHECKED, InPlace.COMMITTED)


def test_a_clerk_shows_nothing_for_another_unit(city: City) -> None:
    answer = service.add_progress(
        city.staff.store, city.staff.officer(Role.UNIT_CLERK), city.staff.time, campaign_id=city.campaign_id,
        unit_id=city.unit("青澜市水务局"), duty=Duty.PRIMARY, checked_on=date(2026, 11, 19), document=MEMO,
    )  # fmt: skip
    assert answer == NotDone(Problem.UNKNOWN)


def test_the_principal_signs_once_and_an_altered_campaign_no_longer_carries_his_signature(city: City) -> None:
    staff = city.staff
    head = city.listed("苗若川", post="党组书记、局长", standing=["party_secretary", "principal_leader"])
    deputy = city.listed("谈念原", standing=["leadership_team_member"])
    for user_name, person_id in (("head", head), ("deputy", deputy)):
        staff.add(user_name, Role.COUNTERSIGNER, unit_id=city.unit_id, person_id=person_id)
    by_head, by_deputy = staff.officer("head"), staff.officer("deputy")

    def sign(officer: object) -> object:
        return service.acknowledge(staff.store, officer, staff.time, campaign_id=city.campaign_id)  # type: ignore[arg-type]  # an Officer

    assert sign(by_deputy) == NotDone(Problem.NOT_THE_PRINCIPAL)
    assert sign(by_head) is None
    assert sign(by_head) == NotDone(Problem.ALREADY_DONE)
    with staff.store.read() as db:
        (signed,) = service.evidence_of(db, city.campaign_id, city.unit_id).signed
    assert (signed.name, signed.genuine) == ("苗若川", True)
    with staff.store.write() as db:
        for row in db.query(AcknowledgementRow):
            row.signed_on = date(2026, 11, 1)
    with staff.store.read() as db:
        (signed,) = service.evidence_of(db, city.campaign_id, city.unit_id).signed
    assert not signed.genuine


def test_the_first_hand_in_counts_and_a_voided_one_never_did(city: City) -> None:
    city.listed("蔺书遥")
    stand_on(city, 2026, 12, 17)
    early = hand_in(city, STATISTICS, date(2026, 12, 14))
    hand_in(city, STATISTICS, date(2026, 12, 16))
    hand_in(city, REPORT, date(2026, 12, 16))
    with city.staff.store.read() as db:
        (line,) = service.figures(db, city.campaign_id)
        first, second = (
            each for each in service.deliveries_of(db, city.campaign_id) if each.item is STATISTICS
        )
    assert (line.obliged, line.on_time, line.all_on_time) == (1, {STATISTICS}, False)
    assert (first.correction, second.correction) == (False, True)
    assert isinstance(early, str)
    voided = service.void_delivery(
        city.staff.store, city.registrar, city.staff.time, delivery_id=early, reason="mistaken"
    )
    assert voided is None
    with city.staff.store.read() as db:
        (line,) = service.figures(db, city.campaign_id)
    assert (line.on_time, line.delivered[STATISTICS]) == (frozenset(), date(2026, 12, 16))


def test_districts_owe_through_their_commission_and_units_below_through_the_one_above(city: City) -> None:
    from casework.offices import service as offices

    district = offices.add_office(
        city.staff.store, None, city.staff.time, name="东屿区纪委", level=Level.DISTRICT, region_code="990102",
        parent_id=city.staff.office_id,
    )  # fmt: skip
    assert isinstance(district, str)
    bureau = city.unit(
        "东屿区住建局",
        office_id=district,
        level=Level.DISTRICT,
        belongs_to=Level.DISTRICT,
        region_code="990102",
    )
    below = city.unit("青澜市公路处", parent_id=city.unit_id, directly_under=False)
    with city.staff.store.read() as db:
        found = {each.name: each.units for each in service.deliverers(db, city.campaign_id)}
    assert found == {
        "东屿区纪委": frozenset({bureau}),
        "青澜市交通运输局": frozenset({city.unit_id, below}),
    }


def test_a_unit_is_named_after_d3_for_what_is_missing_and_for_who_has_not_filed(city: City) -> None:
    missing = city.listed("蔺书遥")
    stand_on(city, 2026, 12, 17)
    for item in (FORMS, STATISTICS):
        hand_in(city, item, date(2026, 12, 15))

    def named(on: date) -> object:
        with city.staff.store.read() as db:
            return service.late_units(db, city.campaign_id, on, unfiled=lambda obliged: obliged)

    early = named(date(2026, 12, 15))
    assert isinstance(early, Refused)
    assert early.reason is Reason.STEP_NOT_DUE
    (standing,) = named(date(2026, 12, 17))  # type: ignore[misc]  # a tuple once D3 has passed
    assert ([each.item for each in standing.missing], standing.unfiled, standing.unit) == (
        [REPORT],
        1,
        city.unit_id,
    )
    assert missing


def asked_for(city: City, person: str, **words: str) -> object:
    return service.request_late_filing(
        city.staff.store,
        city.staff.officer(Role.UNIT_CLERK),
        city.staff.time,
        campaign_id=city.campaign_id,
        person_id=person,
        requested_on=date(2026, 11, 19),
        **{"number": MEMO, "reason": "住院手术，暂不能签字"} | words,
    )


def test_an_approved_request_saves_the_unit_and_is_closed_by_the_supplementary_form(city: City) -> None:
    staff, person = city.staff, city.listed("蔺书遥", managed_by=ManagedBy.CITY)
    clerk, approver = staff.officer(Role.UNIT_CLERK), staff.officer(Role.APPROVER)
    request = asked_for(city, person)
    assert isinstance(request, str), request
    assert asked_for(city, person) == NotDone(Problem.ALREADY_DONE)
    by_unit = service.decide_late_filing(staff.store, clerk, staff.time, request_id=request, approved=True)
    assert by_unit == NotDone(Problem.UNKNOWN)
    assert (
        service.decide_late_filing(staff.store, approver, staff.time, request_id=request, approved=True)
        is None
    )
    assert service.list_in_report(staff.store, clerk, staff.time, request_id=request) is None
    stand_on(city, 2026, 12, 17)
    for item in Deliverable:
        hand_in(city, item, date(2026, 12, 15))
    with staff.store.read() as db:
        late = service.late_units(db, city.campaign_id, date(2026, 12, 17), unfiled=lambda obliged: obliged)
    assert late == ()
    ended = {"request_id": request, "ended_on": date(2026, 12, 14)}
    assert service.end_obstacle(staff.store, clerk, staff.time, **ended) is None
    with staff.store.read() as db:
        (due,) = service.late_filings(db, clerk, city.campaign_id, date(2026, 12, 17))
        (late_now,) = service.late_filings(db, approver, city.campaign_id, date(2026, 12, 22))
    assert (due.state, due.due and due.due.day, due.name) == (
        ExceptionState.DUE,
        date(2026, 12, 21),
        "蔺书遥",
    )
    assert late_now.state is ExceptionState.OVERDUE
    with staff.store.write() as db:
        service.pass_supplementary(db, clerk, staff.time, campaign_id=city.campaign_id, person_id=person)
    with staff.store.read() as db:
        (closed,) = service.late_filings(db, clerk, city.campaign_id, date(2026, 12, 22))
    assert closed.state is ExceptionState.CLOSED


def test_the_reason_is_read_by_the_unit_and_the_approving_office_alone(city: City) -> None:
    staff, person = city.staff, city.listed("蔺书遥", managed_by=ManagedBy.CITY)
    request = asked_for(city, person)
    assert isinstance(request, str)
    for role in (Role.UNIT_CLERK, Role.APPROVER):
        told = service.reason_of(staff.store, staff.officer(role), staff.time, request)
        assert told == "住院手术，暂不能签字"
    stranger = city.unit("青澜市水务局")
    staff.add("elsewhere", Role.UNIT_CLERK, unit_id=stranger)
    assert service.reason_of(staff.store, staff.officer("elsewhere"), staff.time, request) is None
    staff.add("keyless", Role.UNIT_CLERK, unit_id=city.unit_id)
    with pytest.raises(SealingError):
        service.reason_of(staff.store, staff.officer("keyless"), staff.time, request)


def test_a_request_without_number_or_reason_is_refused(city: City) -> None:
    person = city.listed("蔺书遥", managed_by=ManagedBy.CITY)
    answer = asked_for(city, person, number="")
    assert isinstance(answer, Refused)
    assert (answer.reason, answer.clause) == (Reason.REQUEST_INCOMPLETE, "四(三)")
