"""No run of eight characters of a report leaves in a notice, unless the principal gives a reason."""

from sqlalchemy import select

from casework.cases import service as cases
from casework.notices.checks import faults_in
from casework.notices.words import CheckKind
from casework.reports import deciding
from casework.reports.deciding import Shown
from casework.reports.rows import ReportRow
from regulation.case_terms import NoticePart
from regulation.decisions import Reason, Refused
from regulation.terms import Strand as StrandKind
from tests.casework.cases.conftest import REVIEWER
from tests.casework.notices.conftest import SIGNER, NoticeDesk
from tests.casework.reports.conftest import Desk, subject

TOLD = "每逢周三傍晚他亲自开车去城南仓库收钱，门卫都认得那辆灰色面包车。"
COPIED = "每逢周三傍晚他亲自开车去城南仓库收钱"


def with_report(desk: NoticeDesk) -> str:
    """A closed case that grew out of a report; its reference."""
    staff = desk.bench.staff
    letters = Desk(staff)
    told = letters.arrived(subject("蔺书遥", "青澜市交通运输局", "副局长"), text=TOLD)
    opened = letters.open(told)
    answer = deciding.accept(
        staff.store, letters.officer(), staff.time, shown=Shown(told, opened.version), text=""
    )
    assert answer is None, answer
    reference = desk.close(report_reference=told)
    desk.mark_all(reference)
    return reference


def test_a_repeated_run_is_shown_and_only_a_reason_lets_it_pass(empty_desk: NoticeDesk) -> None:
    desk = empty_desk
    desk.reference = with_report(desk)
    assert faults_in(desk.packet(desk.draft()).checks) == ()
    fact = desk.mark(desk.reference, NoticePart.FACTS, StrandKind.DECLARANT, COPIED)
    reference = desk.draft()
    packet = desk.packet(reference)
    assert [(each.kind, each.found) for each in faults_in(packet.checks)] == [(CheckKind.REPORTER, COPIED)]
    assert packet.runs == (COPIED,)
    desk.submit(reference)
    refused = desk.approve(reference)
    assert isinstance(refused, Refused)
    assert refused.reason is Reason.REPEATS_REPORT
    page = desk.bench.staff.sign_in(SIGNER).get(f"/notices/{reference}/packet").get_data(as_text=True)
    assert COPIED in page
    assert "灰色面包车" not in page
    assert desk.approve(reference, override_reason="判决书已公开同一表述") is None
    desk.bench.act(cases.unmark_disclosable, REVIEWER, desk.reference, fact_id=fact)


def test_names_units_and_posts_do_not_count(empty_desk: NoticeDesk) -> None:
    desk = empty_desk
    desk.reference = with_report(desk)
    desk.mark(desk.reference, NoticePart.FACTS, StrandKind.DECLARANT, "青澜市交通运输局副局长蔺书遥隐瞒不报")
    assert faults_in(desk.packet(desk.draft()).checks) == ()


def test_a_report_the_drafter_cannot_open_stops_the_notice(empty_desk: NoticeDesk) -> None:
    desk = empty_desk
    desk.reference = with_report(desk)
    with desk.bench.staff.store.write() as db:
        for row in db.scalars(select(ReportRow)):
            row.sealed_header = b""
    reference = desk.draft()
    [fault] = faults_in(desk.packet(reference).checks)
    assert fault.unread
    desk.submit(reference)
    refused = desk.approve(reference, override_reason="内容与举报无关")
    assert isinstance(refused, Refused)
