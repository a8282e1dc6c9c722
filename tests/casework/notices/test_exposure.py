"""点名道姓通报曝光: what can stand in a notice, who can approve it, and that nothing else gets in."""

from datetime import date, timedelta

import pytest

from casework.access import Role
from casework.cases import service as cases
from casework.cases.disclosing import DisclosedFact
from casework.notices import service
from casework.notices.checks import faults_in
from casework.notices.composing import running
from casework.notices.words import Kin, Problem, Wrong
from casework.offices import service as offices
from casework.offices import walls
from casework.offices.rows import UnitRow
from regulation.case_terms import NoticePart, NoticeState, Outcome
from regulation.decisions import Reason, Refused
from regulation.terms import Strand as StrandKind
from tests.casework.cases.conftest import PRINCIPAL, REVIEWER
from tests.casework.notices.conftest import FACTS, NoticeDesk


def text_of(desk: NoticeDesk, reference: str) -> str:
    text = desk.packet(reference).material.text
    return text.title + "".join(words for _, words in text.parts)


def details(desk: NoticeDesk, reference: str) -> set[str]:
    return {fault.refused.detail for fault in faults_in(desk.packet(reference).checks)}


def test_a_notice_is_made_of_marked_facts_names_and_patterns(desk: NoticeDesk) -> None:
    reference = desk.draft()
    packet = desk.packet(reference)
    assert faults_in(packet.checks) == ()
    text = text_of(desk, reference)
    assert "蔺书遥瞒报配偶经商办企业问题" in text
    assert "苗若榆，没有核对公示期间收到的异议即签字同意。受到诫勉。" in text
    assert "云知遥" not in text
    assert "某检测技术公司" in text
    assert "澄远" not in text


def test_when_where_and_what_run_together_as_prose() -> None:
    told = {
        "a": "2012年3月至2026年10月。",
        "b": "青澜市石亭县。",
        "c": "其配偶经营一家企业。",
        "d": "违反规定。",
        "e": "受到诫勉。",
    }
    parts = (
        NoticePart.TIME,
        NoticePart.PLACE,
        NoticePart.FACTS,
        NoticePart.DISCIPLINE,
        NoticePart.RESULT,
    )
    facts = [
        DisclosedFact(id=key, part=part, text=text, strand=None, marked_by="", marked_on=date(2026, 11, 1))
        for (key, text), part in zip(told.items(), parts, strict=True)
    ]
    prose = "2012年3月至2026年10月，在青澜市石亭县，其配偶经营一家企业。违反规定，受到诫勉。"
    assert running(facts, told) == prose
    assert running(facts[:1], told) == "2012年3月至2026年10月。", "nothing follows: it stays a sentence"


def test_the_result_told_is_the_result_decided(desk: NoticeDesk) -> None:
    reference = desk.draft()
    stays = [desk.facts[text] for _, strand, text in FACTS if text != "受到诫勉"]
    other = desk.mark(desk.reference, NoticePart.RESULT, StrandKind.COUNTERSIGNER, "受到党内警告处分")
    desk.choose(reference, case_changes={"facts": (*stays, other)})
    [fault] = faults_in(desk.packet(reference).checks)
    assert (fault.refused.reason, fault.found) == (Reason.NOTICE_INCOMPLETE, "诫勉")


def test_the_order_is_the_drafters(desk: NoticeDesk) -> None:
    reference = desk.draft()
    ids = [desk.facts[text] for text in ("本人申报时填写“无”", "2013年9月至2026年11月")]
    desk.choose(reference, case_changes={"facts": tuple(ids)})
    text = text_of(desk, reference)
    assert text.index("填写“无”") < text.index("2013年9月")


def test_what_was_not_marked_is_no_choice(desk: NoticeDesk) -> None:
    reference = desk.draft()
    assert desk.choose(reference, case_changes={"facts": ("x" * 26,)}) is Problem.NOT_A_CHOICE
    taken_back = desk.facts["受到诫勉"]
    desk.bench.act(cases.unmark_disclosable, REVIEWER, desk.reference, fact_id=taken_back)
    assert desk.choose(reference, case_changes={"facts": (taken_back,)}) is Problem.NOT_A_CHOICE
    assert "处理结果" in details(desk, reference)


@pytest.mark.parametrize("left", [Outcome.NOT_HELD])
def test_a_strand_not_held_is_left_out_entirely_and_is_no_empty_part(
    empty_desk: NoticeDesk, left: Outcome
) -> None:
    desk = empty_desk
    desk.reference = desk.close({StrandKind.COUNTERSIGNER: left})
    desk.mark_all(desk.reference)
    reference = desk.draft()
    assert faults_in(desk.packet(reference).checks) == ()
    assert "苗若榆" not in text_of(desk, reference)
    assert "审签人青澜" not in text_of(desk, reference)
    assert desk.choose(reference, case_changes={"facts": (desk.facts["受到诫勉"],)}) is Problem.NOT_A_CHOICE


def test_who_is_not_named_may_not_stand_in_a_common_fact_either(empty_desk: NoticeDesk) -> None:
    desk = empty_desk
    desk.reference = desk.close({StrandKind.COUNTERSIGNER: Outcome.NOT_HELD})
    desk.mark_all(desk.reference)
    desk.mark(desk.reference, NoticePart.FACTS, None, "申报表由苗若榆审签")
    found = faults_in(desk.packet(desk.draft()).checks)
    assert [(each.refused.detail, each.found) for each in found] == [("无关人员姓名", "苗若榆")]


def test_the_declarant_himself_not_held_means_no_notice(empty_desk: NoticeDesk) -> None:
    desk = empty_desk
    desk.reference = desk.close({StrandKind.DECLARANT: Outcome.NOT_HELD})
    desk.mark_all(desk.reference)
    reference = desk.draft()
    assert Reason.NOT_IN_FORCE in {each.refused.reason for each in faults_in(desk.packet(reference).checks)}
    assert "蔺书遥" not in text_of(desk, reference)


@pytest.mark.parametrize(
    ("part", "missing"),
    [(NoticePart.PLACE, "地点"), (NoticePart.TIME, "时间"), (NoticePart.DISCIPLINE, "违反的纪律")],
)
def test_each_missing_part_is_named_and_stops_the_notice(
    desk: NoticeDesk, part: NoticePart, missing: str
) -> None:
    reference = desk.draft()
    kept = tuple(desk.facts[text] for fact_part, _, text in FACTS if fact_part is not part)
    desk.choose(reference, case_changes={"facts": kept})
    assert details(desk, reference) == {missing}
    assert desk.submit(reference) is None
    refused = desk.approve(reference)
    assert isinstance(refused, Refused)
    assert refused.reason is Reason.NOTICE_INCOMPLETE


@pytest.mark.parametrize(
    ("text", "detail"),
    [
        ("身份证号11010119900307721X", "身份证号"),
        ("联系电话13900000000", "电话号码"),
        ("家住南桥区云水路12号", "住址"),
        ("其配偶云知遥代持股份", "无关人员姓名"),
        ("其子尚未成年，挂名股东", "未成年人"),
        ("由澄远公司承揽", "企业名称"),
    ],
)
def test_what_no_notice_may_hold_is_found_and_stops_it(desk: NoticeDesk, text: str, detail: str) -> None:
    desk.mark_before_the_rule(NoticePart.FACTS, StrandKind.DECLARANT, text)
    assert details(desk, desk.draft()) == {detail}


def test_a_firm_is_named_only_with_a_recorded_reason(desk: NoticeDesk) -> None:
    reference = desk.draft(
        case_changes={"firm_reasons": {"青澜澄远检测技术有限公司": "涉及公共安全，须提示公众"}}
    )
    assert faults_in(desk.packet(reference).checks) == ()
    assert "青澜澄远检测技术有限公司" in text_of(desk, reference)
    unknown = {"firm_reasons": {"别的公司": "理由"}}
    assert desk.choose(reference, case_changes=unknown) is Problem.NOT_A_CHOICE


def test_concealment_is_said_only_where_two_officers_confirmed_it(desk: NoticeDesk) -> None:
    reference = desk.draft(case_changes={"wrong": Wrong.OMITTED, "kin": Kin.CHILD})
    assert Reason.NOT_COMPARED in {each.refused.reason for each in faults_in(desk.packet(reference).checks)}


def test_a_notice_needs_its_end_and_its_impact_assessment(desk: NoticeDesk) -> None:
    assert details(desk, desk.draft(take_down_on=None)) == {"下架日期"}
    assert details(desk, desk.draft(assessment="")) == {"个人信息保护影响评估"}
    assert details(desk, desk.draft(take_down_on=desk.today)) == {"下架日期要晚于今天"}


def test_the_principal_approves_and_the_number_is_drawn_without_a_gap(desk: NoticeDesk) -> None:
    first, second = desk.draft(), desk.draft()
    for reference in (first, second):
        assert desk.submit(reference) is None
        assert desk.approve(reference) is None
    assert [desk.notice(each).number for each in (first, second)] == [
        "青纪发〔2026〕1号",
        "青纪发〔2026〕2号",
    ]


def test_a_refused_approval_takes_no_number(desk: NoticeDesk) -> None:
    reference = desk.draft()
    desk.submit(reference)
    assert isinstance(desk.approve(reference, typical=False), Refused)
    assert desk.approve(reference, publish_on=desk.today - timedelta(days=1)) is Problem.DATE_PAST
    late = desk.today + timedelta(days=731)
    assert desk.approve(reference, publish_on=late) is Problem.TAKE_DOWN_EARLY
    assert desk.approve(reference) is None
    assert desk.notice(reference).number == "青纪发〔2026〕1号"


def test_who_decided_a_strand_may_not_approve_the_notice(desk: NoticeDesk) -> None:
    reference = desk.draft()
    desk.submit(reference)
    refused = desk.approve(reference, PRINCIPAL)
    assert isinstance(refused, Refused)
    assert refused.reason is Reason.APPROVER_CONCERNED
    assert desk.notice(reference).state is NoticeState.DRAFT


def test_the_head_of_a_superior_unit_may_not_approve(desk: NoticeDesk) -> None:
    staff = desk.bench.staff
    reference = desk.draft()
    above = staff.add_unit("青澜市监管系统")
    with staff.store.write() as db:
        db.get_one(UnitRow, staff.unit_id).parent_id = above
        head = offices.add_person(
            db, None, staff.time, name="阎九思", unit_id=above, post="党组书记", standing=["party_secretary"]
        )
    staff.add("approver3", Role.APPROVER, person_id=head)
    staff.grant(Role.PETITION_OFFICER.value, "approver3")
    barred = desk.packet(reference, "approver3").bars_approver
    assert barred is not None
    assert barred.reason is Reason.APPROVER_CONCERNED


def test_for_kin_of_the_named_the_notice_does_not_exist_before_the_public_sees_it(desk: NoticeDesk) -> None:
    staff = desk.bench.staff
    reference = desk.draft()
    with staff.store.write() as db:
        kin = offices.add_person(db, None, staff.time, name="蔺书宁", unit_id=None, post="")
    registrar = staff.officer(Role.REGISTRAR)
    told = {"person_id": kin, "kin_id": desk.bench.declarant, "kinship": walls.Kinship.COLLATERAL}
    assert walls.record_kin(staff.store, registrar, staff.time, **told) is None
    staff.add("approver3", Role.APPROVER, person_id=kin)
    staff.grant(Role.PETITION_OFFICER.value, "approver3")
    with pytest.raises(service.NoSuchNotice):
        desk.packet(reference, "approver3")
    assert service.notice_lines(staff.store, desk.bench.officer("approver3")) == ()


def test_what_changed_after_the_principal_looked_is_not_approved(desk: NoticeDesk) -> None:
    reference = desk.draft()
    desk.submit(reference)
    seen = desk.packet(reference).digest
    desk.choose(reference, case_changes={"kin": Kin.FAMILY})
    desk.submit(reference)
    assert desk.approve(reference, digest=seen) is Problem.CHANGED_SINCE


def test_a_draft_that_was_changed_must_be_handed_in_again(desk: NoticeDesk) -> None:
    reference = desk.draft()
    desk.submit(reference)
    desk.choose(reference)
    assert desk.approve(reference) is Problem.WRONG_STATE


def test_several_cases_stand_in_one_notice_each_under_its_heading(desk: NoticeDesk) -> None:
    other = desk.close()
    desk.mark_all(other)
    reference = desk.draft(desk.reference, other)
    text = desk.packet(reference).material.text
    assert text.title.replace("｜", "") == "关于2起领导干部家属违规经商办企业典型问题的通报"
    assert [words[:2] for kind, words in text.parts if kind == "h"] == ["一、", "二、"]


def test_a_case_that_is_open_or_behind_a_wall_is_no_choice(desk: NoticeDesk) -> None:
    still_open = desk.bench.open()
    assert desk.act(service.draft_exposure, REVIEWER, references=[still_open]) is Problem.NOT_A_CHOICE
    assert desk.act(service.draft_exposure, REVIEWER, references=[]) is Problem.NOTHING_CHOSEN
