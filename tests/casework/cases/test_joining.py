"""A second report on the same official joins the open case: walls, the reporter's words, findings, the end, undoing."""

import re
from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import select

from casework.acts import ActRow
from casework.cases import rows, service
from casework.offices.walls import member_tag, person_tag
from casework.reports import deciding, judging, queries
from casework.reports.deciding import Shown
from casework.reports.judging import Decision
from casework.reports.rows import ReportRow, ReportTagRow
from casework.reports.words import Judgement, LinkKind, Stage
from regulation.decisions import Reason, Refused
from regulation.terms import ConductType
from tests.audit import audit
from tests.casework.cases.conftest import FIRST, PRINCIPAL, REVIEWER, SECOND, Bench, finding
from tests.casework.reports.conftest import Desk, subject

OFFICIAL = subject("蔺书遥", "青澜市交通运输局", "副局长")
SAME = {"reason": "反映的是同一家企业", "no_conflict_declared": True}
ANSWER = "经核实，已依规依纪处理。"


class Two:
    """A case opened from one report, and a second report, accepted and confirmed to be about the same official."""

    def __init__(self, bench: Bench) -> None:
        self.bench = bench
        self.desk = Desk(bench.staff)
        self.threads: dict[str, str] = {}
        self.first, self.second = (
            self.accepted("他爱人开的检测公司垄断了业务。"),
            self.accepted("检测费比别处贵一倍还多。"),
        )
        self.case = str(bench.open(report_reference=self.first, report_id=self.row(self.first).id))
        assert self.case.startswith("案-"), self.case

    def accepted(self, text: str, *subjects: dict[str, Any]) -> str:
        known = set(self.threads)
        before = set(self.desk.references())
        thread = self.desk.send(OFFICIAL, *subjects, text=text)
        self.desk.sweep()
        self.desk.collect()
        [told] = set(self.desk.references()) - before - known
        self.threads[told] = thread
        staff, officer = self.bench.staff, self.desk.officer()
        shown = Shown(told, self.desk.open(told).version)
        assert deciding.accept(staff.store, officer, staff.time, shown=shown) is None
        decision = Decision(LinkKind.OFFICIAL, self.bench.declarant, Judgement.YES, "单位和职务一致")
        assert judging.judge(staff.store, officer, staff.time, reference=told, decision=decision) is None
        return told

    def row(self, reference: str) -> ReportRow:
        with self.bench.staff.store.read() as db:
            return db.scalars(select(ReportRow).where(ReportRow.reference == reference)).one()

    def join(self, report: str = "", who: str = FIRST, **changes: Any) -> Any:
        told = {"report_ref": report or self.second, **SAME, **changes}
        return self.bench.act(service.join_report, who, self.case, **told)

    def statuses(self, reference: str) -> list[str]:
        """What the reporter reads with his receipt, in order."""
        self.desk.deliver()
        return [
            letter["status"] for letter in self.desk.letters(self.threads[reference]) if "status" in letter
        ]

    def joinable(self, who: str, report: str = "") -> tuple[str, ...]:
        store, officer = self.bench.staff.store, self.bench.officer(who)
        return service.joinable_cases(store, officer, report or self.second, self.bench.declarant)

    def exists(self, reference: str, officer: Any) -> bool:
        with self.bench.staff.store.read() as db:
            return queries.find(db, officer, reference) is not None

    def conclude(self, words: str = ANSWER) -> Any:
        bench = self.bench
        bench.discrepancy(self.case)
        for n, strand in enumerate(bench.page(self.case).strands):
            assert bench.conclude(self.case, strand.id, f"理由之{n}，各自写明") is None
        bench.act(service.record_conduct, FIRST, self.case, conduct=ConductType.T1A)
        return bench.act(service.close_case, PRINCIPAL, self.case, told_to_reporter=words)


@pytest.fixture
def two(bench: Bench) -> Two:
    return Two(bench)


def test_both_reporters_read_in_hand_and_later_the_outcome_each_with_his_own_receipt(two: Two) -> None:
    assert two.statuses(two.first)[-1] == "in_hand"
    assert two.statuses(two.second)[-1] == "accepted"
    assert two.join() is None
    assert two.statuses(two.second)[-1] == "in_hand"
    assert two.row(two.second).stage is Stage.IN_CASE
    assert two.row(two.second).due_on is None
    assert two.conclude() == ()
    for report in (two.first, two.second):
        assert two.statuses(report)[-1] == "closed"
        assert two.row(report).stage is Stage.CLOSED
        assert two.row(report).case_ref == two.case


def test_words_that_repeat_one_of_the_reports_tell_nobody_and_close_nothing(two: Two) -> None:
    assert two.join() is None
    [refused] = two.conclude("您反映的检测费比别处贵一倍还多，已处理。")
    assert refused.reason is Reason.REPEATS_REPORT
    for report in (two.first, two.second):
        assert two.statuses(report)[-1] == "in_hand"
        assert two.row(report).stage is Stage.IN_CASE


def test_a_finding_cites_either_report_and_no_other(two: Two) -> None:
    stranger = two.accepted("这是另外一件没有并入的举报。")
    assert two.join() is None
    record = service.record_finding
    for report in (two.first, two.second):
        body = finding(report=report, name=f"公司{report}")
        assert isinstance(two.bench.act(record, FIRST, two.case, body=body), str)
    assert isinstance(two.bench.act(record, FIRST, two.case, body=finding(report=stranger)), Refused)
    cited = {each.report for each in two.bench.page(two.case).findings}
    assert cited == {two.first, two.second}


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"no_conflict_declared": False}, Reason.RECUSAL_PENDING),
        ({"reason": " "}, Reason.REASON_MISSING),
    ],
)
def test_recusal_is_asked_again_and_a_reason_is_given(two: Two, changes: Any, reason: Reason) -> None:
    refused = two.join(**changes)
    assert isinstance(refused, Refused)
    assert refused.reason is reason
    assert two.row(two.second).stage is Stage.ACCEPTED


def test_only_who_handles_the_case_is_offered_it_and_may_join(two: Two) -> None:
    assert two.joinable(FIRST) == two.joinable(SECOND) == (two.case,)
    assert two.joinable(REVIEWER) == ()
    two.bench.staff.add("third", next(iter(two.bench.officer(FIRST).roles)))
    two.bench.staff.grant("petition_officer", "third")
    assert two.joinable("third") == ()
    with pytest.raises(service.NoSuchCase):
        two.join(who="third")
    address = f"/cases/join/{two.second}/{two.bench.declarant}"
    assert two.bench.staff.sign_in("third").get(address).status_code == 404
    assert "并入在办案件" not in two.bench.staff.sign_in("third").get(f"/reports/{two.second}").text


def test_a_report_joins_once_and_only_about_the_same_official(two: Two) -> None:
    assert two.join() is None
    refused = two.join()
    assert isinstance(refused, Refused)
    assert refused.reason is Reason.TRANSITION_FORBIDDEN
    other = two.accepted("另一件。")
    staff = two.bench.staff
    decision = Decision(LinkKind.OFFICIAL, two.bench.declarant, Judgement.NO, "不是这一位")
    assert (
        judging.judge(staff.store, two.desk.officer(), staff.time, reference=other, decision=decision) is None
    )
    assert two.joinable(FIRST, other) == ()
    assert isinstance(two.join(other), Refused)


def wall(two: Two, report: str, tag: str) -> None:
    with two.bench.staff.store.write() as db:
        db.add(ReportTagRow(report_id=two.row(report).id, tag=tag, subject=False))


def test_the_walls_of_the_report_come_with_it_and_cover_the_case_and_its_other_report(two: Two) -> None:
    petition = two.desk.officer()
    walled = replace(petition, person_id="p" * 26, member_id="m" * 26)
    tag = person_tag(petition.open_keys, walled.person_id or "")
    wall(two, two.second, tag)
    assert two.exists(two.first, walled)
    assert not two.exists(two.second, walled)
    assert two.join() is None
    principal = replace(two.bench.officer(PRINCIPAL), person_id=walled.person_id, member_id=walled.member_id)
    assert not service.case_exists(two.bench.staff.store, principal, two.case)
    assert not two.exists(two.first, walled)
    assert two.exists(two.first, petition)


def test_who_is_walled_from_the_case_loses_the_report_that_joins_it(two: Two) -> None:
    petition = two.desk.officer()
    walled = replace(petition, person_id="q" * 26, member_id="n" * 26)
    with two.bench.staff.store.write() as db:
        case = db.scalars(select(rows.Case)).one()
        db.add(rows.CaseTag(case_id=case.id, tag=person_tag(petition.open_keys, "q" * 26)))
    assert two.exists(two.second, walled)
    assert two.join() is None
    assert not two.exists(two.second, walled)


def test_a_report_from_which_a_handler_is_walled_stays_out(two: Two) -> None:
    second = two.bench.officer(SECOND)
    wall(two, two.second, member_tag(second.open_keys, second.member_id))
    refused = two.join()
    assert isinstance(refused, Refused)
    assert refused.reason is Reason.HARD_CONFLICT
    assert two.row(two.second).stage is Stage.ACCEPTED
    assert two.statuses(two.second)[-1] == "accepted"


def test_taking_it_out_gives_back_the_report_and_takes_its_walls_away(two: Two) -> None:
    petition = two.desk.officer()
    walled = replace(petition, person_id="p" * 26, member_id="m" * 26)
    wall(two, two.second, person_tag(petition.open_keys, "p" * 26))
    assert two.join() is None
    [_, joined] = two.bench.page(two.case).reports
    out = two.bench.act(service.take_out_report, SECOND, two.case, joined_id=joined.id)
    assert out is None
    row = two.row(two.second)
    assert (row.stage, row.case_ref) == (Stage.ACCEPTED, None)
    assert row.due_on is not None
    assert two.exists(two.first, walled)
    assert not two.exists(two.second, walled)
    assert [each.reference for each in two.bench.page(two.case).reports] == [two.first]
    assert two.join() is None
    with two.bench.staff.store.read() as db:
        acts = db.scalars(select(ActRow.act).where(ActRow.kind == "joined_report").order_by(ActRow.seq)).all()
    assert acts == ["join_report", "take_out_report", "join_report"]


def test_a_closed_case_takes_no_report_and_lets_none_go(two: Two) -> None:
    assert two.join() is None
    [_, joined] = two.bench.page(two.case).reports
    assert two.conclude() == ()
    third = two.accepted("结案以后才来的举报。")
    assert two.joinable(FIRST, third) == ()
    assert isinstance(two.join(third), Refused)
    assert isinstance(two.bench.act(service.take_out_report, FIRST, two.case, joined_id=joined.id), Refused)


def test_through_the_pages_from_the_report_into_the_case_and_out_again(two: Two) -> None:
    client = two.bench.staff.sign_in(FIRST)
    page = client.get(f"/reports/{two.second}")
    audit(page)
    address = re.search(r'href="(/cases/join/[^"]+)"', page.text)
    assert address is not None
    form = client.get(address[1])
    audit(form)
    assert two.case in form.text
    answer = client.post(address[1], data={"case": two.case, "words": "", "no_conflict": "y"})
    audit(answer)
    assert "写明为什么是同一件事" in answer.text
    told = {"case": two.case, "words": "反映的是同一家企业", "no_conflict": "y"}
    assert client.post(address[1], data=told).status_code == 303
    shown = client.get(f"/cases/{two.case}")
    audit(shown)
    assert two.first in shown.text
    assert two.second in shown.text
    assert "反映的是同一家企业" in shown.text
    found = client.get(f"/cases/{two.case}/findings/new")
    audit(found)
    assert f'value="{two.second}"' in found.text
    out = re.search(r'href="(/cases/[^"]+/taking-out)"', shown.text)
    assert out is not None
    audit(client.get(out[1]))
    audit(client.post(out[1], data={}))
    assert client.post(out[1], data={"sure": "y"}).status_code == 303
    assert two.second not in client.get(f"/cases/{two.case}").text.split("程序的时间线")[0]
