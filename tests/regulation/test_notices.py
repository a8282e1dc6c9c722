"""四(二), 四(四): what a notice holds, whom it names, who approves it, and what leaves the office."""

from dataclasses import replace
from datetime import date

import pytest

from regulation.case_terms import ForbiddenPart, NoticeKind, NoticePart, NoticeState, Outcome
from regulation.decisions import Body, BodyKind, Reason, Refused
from regulation.facts import PersonId, UnitId
from regulation.notices import (
    REQUIRED,
    Concerned,
    DecidedStrand,
    ExposureBasis,
    NoticeDraft,
    may_approve,
    may_release_criticism,
    may_release_exposure,
    persons_to_be_named,
    visible_parts,
)
from regulation.outgoing import Override, may_leave, personal_data_in, shared_runs

SUBJECT, LEADER, CLEARED = PersonId("subject"), PersonId("leader"), PersonId("cleared")
CITY = Body(BodyKind.CITY_COMMISSION)


def draft(kind: NoticeKind, **told: object) -> NoticeDraft:
    whole = NoticeDraft(
        kind=kind,
        issuer=CITY,
        parts=dict.fromkeys(REQUIRED[kind], "有"),
        take_down_on=date(2016, 3, 1),
        impact_assessed=True,
    )
    return replace(whole, **told)


EXPOSURE = draft(NoticeKind.EXPOSURE, named=frozenset({SUBJECT, LEADER}))
BASIS = ExposureBasis(
    decided=True,
    in_force=True,
    typical=True,
    strands=(
        DecidedStrand(LEADER, Outcome.HELD, in_force=True),
        DecidedStrand(CLEARED, Outcome.NOT_HELD, in_force=True),
        DecidedStrand(PersonId("appealing"), Outcome.HELD, in_force=False),
        DecidedStrand(PersonId("referred"), Outcome.REFERRED, in_force=False),
        DecidedStrand(PersonId("open"), Outcome.OPEN, in_force=False),
    ),
)


def reasons(refused: tuple[Refused, ...]) -> list[Reason]:
    return [each.reason for each in refused]


def test_only_those_whose_own_strand_was_decided_and_is_in_force_are_named() -> None:
    assert persons_to_be_named(BASIS, SUBJECT) == {SUBJECT, LEADER}


def test_a_whole_notice_of_exposure_may_be_released() -> None:
    """SR-58."""
    assert may_release_exposure(EXPOSURE, BASIS, SUBJECT) == ()


@pytest.mark.parametrize(
    ("told", "basis", "reason"),
    [
        ({"parts": {**EXPOSURE.parts, NoticePart.PLACE: " "}}, BASIS, Reason.NOTICE_INCOMPLETE),
        ({"take_down_on": None}, BASIS, Reason.NOTICE_INCOMPLETE),
        ({"impact_assessed": False}, BASIS, Reason.NOTICE_INCOMPLETE),
        ({"named": frozenset({SUBJECT})}, BASIS, Reason.NOTICE_INCOMPLETE),
        ({"named": frozenset({SUBJECT, LEADER, CLEARED})}, BASIS, Reason.NOTICE_FORBIDDEN_PART),
        ({"contains": frozenset({ForbiddenPart.MINOR})}, BASIS, Reason.NOTICE_FORBIDDEN_PART),
        ({"contains": frozenset({ForbiddenPart.FIRM_NAME})}, BASIS, Reason.NOTICE_FORBIDDEN_PART),
        ({}, replace(BASIS, typical=False), Reason.NOT_TYPICAL),
        ({}, replace(BASIS, in_force=False), Reason.NOT_IN_FORCE),
        ({}, replace(BASIS, decided=False), Reason.NOT_IN_FORCE),
    ],
)
def test_what_stands_against_a_notice_of_exposure(
    told: dict[str, object], basis: ExposureBasis, reason: Reason
) -> None:
    assert reasons(may_release_exposure(replace(EXPOSURE, **told), basis, SUBJECT)) == [reason]


def test_a_firm_is_named_only_with_a_recorded_reason() -> None:
    named = replace(
        EXPOSURE, contains=frozenset({ForbiddenPart.FIRM_NAME}), firm_name_reason="该企业仍在承接公共工程"
    )
    assert may_release_exposure(named, BASIS, SUBJECT) == ()


CRITICISM = draft(NoticeKind.UNIT_CRITICISM, named_units=frozenset({UnitId("late")}))


def test_a_late_unit_is_criticised_by_the_city_commission_alone() -> None:
    assert may_release_criticism(CRITICISM, frozenset()) == ()
    local = replace(CRITICISM, issuer=Body(BodyKind.COUNTY_COMMISSION, "990102"))
    assert reasons(may_release_criticism(local, frozenset())) == [Reason.WRONG_ISSUER]


def test_an_excused_unit_is_never_named() -> None:
    assert may_release_criticism(CRITICISM, frozenset({UnitId("late")})) == (
        Refused(Reason.UNIT_EXCUSED, "四(二)", "late"),
    )


PRINCIPAL = PersonId("principal")


def test_the_principal_approves_unless_he_had_a_hand_in_it() -> None:
    assert may_approve(PRINCIPAL, PRINCIPAL, Concerned()) is None
    refused = may_approve(PersonId("deputy"), PRINCIPAL, Concerned())
    assert refused == Refused(Reason.NOT_COMPETENT, "四(四)")


@pytest.mark.parametrize("part", ["drafters", "deciders", "countersigners", "superiors", "kin", "named"])
def test_a_concerned_principal_does_not_approve(part: str) -> None:
    concerned = Concerned(**{part: frozenset({PRINCIPAL})})
    refused = may_approve(PRINCIPAL, PRINCIPAL, concerned)
    assert refused is not None
    assert (refused.reason, refused.clause) == (Reason.APPROVER_CONCERNED, "四(四)")
    assert refused.detail.startswith("批准人"), "it says what concerns him"


@pytest.mark.parametrize("state", [NoticeState.WITHDRAWN, NoticeState.EXPIRED])
def test_of_a_withdrawn_notice_only_number_dates_and_class_of_reason_remain(state: NoticeState) -> None:
    assert visible_parts(state, NoticeKind.EXPOSURE) == {
        NoticePart.NUMBER,
        NoticePart.DATES,
        NoticePart.REASON_CLASS,
    }


def test_a_draft_shows_nothing_and_a_published_notice_its_parts() -> None:
    assert visible_parts(NoticeState.DRAFT, NoticeKind.EXPOSURE) == frozenset()
    assert NoticePart.NAME in visible_parts(NoticeState.PUBLISHED, NoticeKind.EXPOSURE)


REPORT = "我看见他妻子的装饰公司在去年夏天承包了局里的食堂改造。"


def test_a_quotation_of_eight_characters_is_found_even_across_punctuation() -> None:
    assert shared_runs("经查，装饰公司在去年，夏天承包工程", REPORT) == ("装饰公司在去年夏天承包",)


def test_seven_characters_are_no_quotation() -> None:
    assert shared_runs("装饰公司在去年", REPORT) == ()


def test_identity_fields_are_no_quotation() -> None:
    report = "青澜市建设委员会主任办公室主任收了礼"
    text = "致青澜市建设委员会主任办公室主任"
    assert shared_runs(text, report)
    assert shared_runs(text, report, ["青澜市建设委员会", "主任办公室主任"]) == ()


def test_two_quotations_are_both_found() -> None:
    text = "他妻子的装饰公司在某处。另：夏天承包了局里的食堂"
    assert shared_runs(text, REPORT) == ("他妻子的装饰公司在", "夏天承包了局里的食堂")


def test_a_document_that_quotes_leaves_only_with_an_approvers_reason() -> None:
    assert may_leave(runs=()) is None
    assert may_leave(runs=("装饰公司在去年夏天承包",)) is not None
    assert may_leave(runs=(), facts_only_in_report=1) is not None
    assert may_leave(runs=("x",), override=Override("principal", "原句出自公开登记")) is None
    assert may_leave(runs=("x",), override=Override("principal", " ")) is not None


def test_identity_and_phone_numbers_in_a_text_are_found() -> None:
    assert personal_data_in("证件11010519491231002X，电话13800138000") == {
        ForbiddenPart.ID_NUMBER,
        ForbiddenPart.PHONE,
    }
    assert personal_data_in("2014年12月9日，第91号") == frozenset()
