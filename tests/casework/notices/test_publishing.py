"""From approval to take-down: one row in the mailbox, on its day, with nobody's key."""

import json
from datetime import timedelta

import pytest
from sqlalchemy import select

from casework import timers
from casework.acts import ActRow
from casework.cases import service as cases
from casework.notices import service
from casework.notices.rows import NoticeOutboxRow
from casework.notices.words import Problem, ReasonClass
from mailbox.notices import erase
from regulation.case_terms import NoticePart, NoticeState
from regulation.decisions import Refused
from regulation.terms import Strand as StrandKind
from tests.casework.cases.conftest import FIRST, REVIEWER
from tests.casework.notices.conftest import SIGNER, NoticeDesk

NAMES = ("蔺书遥", "苗若榆", "青澜市交通运输局", "检测")
BARE = {"number", "published_on", "take_down_on", "withdrawn_on", "state", "reason_class"}


def acts_of(desk: NoticeDesk, reference: str) -> list[tuple[str, str | None]]:
    notice_id = desk.notice(reference).id
    with desk.bench.staff.store.read() as db:
        rows = db.scalars(select(ActRow).where(ActRow.record_id == notice_id, ActRow.act != "open"))
        return [(row.act, row.clause) for row in sorted(rows, key=lambda each: each.seq)]


def test_what_was_approved_is_published_signed_under_a_stable_address(desk: NoticeDesk) -> None:
    reference = desk.publish()
    body = desk.public(reference)
    assert (body["number"], body["state"]) == ("青纪发〔2026〕1号", "published")
    assert body["issuer"] == "青澜市纪委监委"
    assert body["signed_by_office"] == ["中共青澜市纪律检查委员会", "青澜市监察委员会"]
    assert "蔺书遥" in json.dumps(body, ensure_ascii=False)
    assert desk.notice(reference).state is NoticeState.PUBLISHED


def test_however_often_the_sweep_runs_there_is_one_row(desk: NoticeDesk) -> None:
    reference = desk.publish()
    row = desk.rows()
    for _ in range(3):
        assert timers.run(desk.bench.staff.work, ["carry-notices"]) == []
    assert desk.rows() == row
    assert len(row) == 1
    assert [act for act, _ in acts_of(desk, reference)].count("carry_published") == 1


def test_a_sweep_cut_off_between_the_two_databases_is_made_good(desk: NoticeDesk) -> None:
    reference = desk.draft()
    desk.submit(reference)
    desk.approve(reference)
    staff = desk.bench.staff
    with staff.store.read() as db:
        waiting = db.scalars(select(NoticeOutboxRow).order_by(NoticeOutboxRow.due_on)).first()
    assert waiting is not None
    desk.carry()
    with staff.store.write() as db:
        row = db.get_one(NoticeOutboxRow, waiting.id)
        row.delivered_on, row.document = None, waiting.document
    desk.carry()
    assert len(desk.rows()) == 1


def test_it_waits_for_its_day_and_expires_on_its_day_without_a_key(desk: NoticeDesk) -> None:
    reference = desk.draft(take_down_on=desk.today + timedelta(days=30))
    desk.submit(reference)
    assert desk.approve(reference, publish_on=desk.today + timedelta(days=3)) is None
    assert (desk.carry(), desk.rows()) == (0, ())
    assert desk.notice(reference).state is NoticeState.APPROVED
    desk.bench.staff.time.pass_(days=3)
    desk.bench.officers.clear()
    assert desk.carry() == 1
    desk.bench.staff.time.pass_(days=27)
    assert desk.carry() == 0
    desk.bench.staff.time.pass_(days=1)
    assert desk.carry() == 1
    body = desk.public(reference)
    assert set(body) == BARE
    assert (body["state"], body["reason_class"]) == ("expired", "公布期满")
    notice = desk.notice(reference)
    assert (notice.state, notice.reason_class) == (NoticeState.EXPIRED, ReasonClass.EXPIRED)


def test_nothing_readable_is_left_in_the_outbox_once_it_was_carried(desk: NoticeDesk) -> None:
    desk.publish()
    with desk.bench.staff.store.read() as db:
        left = b"".join(row.document for row in db.scalars(select(NoticeOutboxRow)))
    assert not any(name.encode() in left for name in NAMES)


def test_a_withdrawn_notice_leaves_number_dates_and_class_of_reason(desk: NoticeDesk) -> None:
    reference = desk.publish()
    told = {"reference": reference, "reason": ReasonClass.UNDER_REVIEW}
    assert desk.act(service.withdraw, SIGNER, **told) is None
    desk.carry()
    body = desk.public(reference)
    assert set(body) == BARE
    assert (body["state"], body["reason_class"]) == ("withdrawn", "申诉复查")
    desk.bench.staff.time.pass_(days=1000)
    assert desk.carry() == 0
    assert desk.public(reference)["state"] == "withdrawn"
    refused = desk.act(service.withdraw, SIGNER, **told)
    assert isinstance(refused, Refused)
    assert desk.act(service.withdraw, SIGNER, reference=reference, reason=ReasonClass.EXPIRED) is (
        Problem.NOT_A_CHOICE
    )


def test_a_correction_is_a_new_version_whose_note_nobody_wrote(desk: NoticeDesk) -> None:
    reference = desk.publish()
    before = desk.public(reference)
    desk.bench.staff.time.pass_(days=1)
    desk.bench.act(
        cases.unmark_disclosable, REVIEWER, desk.reference, fact_id=desk.facts["2013年9月至2026年11月"]
    )
    new = desk.mark(desk.reference, NoticePart.TIME, None, "2014年3月至2026年11月")
    assert desk.act(service.start_correction, REVIEWER, reference=reference) is None
    assert desk.swap(reference, desk.facts["2013年9月至2026年11月"], new) is None
    assert desk.public(reference) == before
    desk.submit(reference)
    assert desk.approve(reference) is None
    desk.carry()
    after = desk.public(reference)
    assert (after["number"], after["state"]) == (before["number"], "corrected")
    assert (after["published_on"], after["corrected_on"]) == ("2026-11-20", "2026-11-21")
    assert after["correction"] == "“2013年9月”更正为“2014年3月”。"
    assert len(desk.rows()) == 1
    assert desk.notice(reference).state is NoticeState.CORRECTED
    desk.bench.staff.time.pass_(days=800)
    desk.carry()
    assert set(desk.public(reference)) == BARE


def test_a_correction_without_a_change_and_one_not_wanted_leave_the_notice_alone(desk: NoticeDesk) -> None:
    reference = desk.publish()
    desk.act(service.start_correction, REVIEWER, reference=reference)
    desk.submit(reference)
    assert desk.approve(reference) is Problem.NOTHING_CHANGED
    assert desk.act(service.drop_correction, REVIEWER, reference=reference) is None
    assert desk.notice(reference).state is NoticeState.PUBLISHED
    assert desk.act(service.drop_correction, REVIEWER, reference=reference) is Problem.WRONG_STATE


def test_an_approval_taken_back_before_its_day_keeps_the_number(desk: NoticeDesk) -> None:
    reference = desk.draft()
    desk.submit(reference)
    desk.approve(reference, publish_on=desk.today + timedelta(days=3))
    assert desk.act(service.undo_approval, SIGNER, reference=reference) is None
    desk.bench.staff.time.pass_(days=5)
    assert (desk.carry(), desk.rows()) == (0, ())
    desk.submit(reference)
    assert desk.approve(reference) is None
    assert desk.notice(reference).number == "青纪发〔2026〕1号"
    desk.carry()
    assert isinstance(desk.act(service.undo_approval, SIGNER, reference=reference), Refused)


def test_every_act_stands_in_the_ledger_with_its_clause(desk: NoticeDesk) -> None:
    reference = desk.publish()
    desk.act(service.withdraw, SIGNER, reference=reference, reason=ReasonClass.MISTAKE)
    desk.carry()
    clause = "四(四)"
    assert acts_of(desk, reference) == [
        ("draft_notice", clause),
        ("change_notice", clause),
        ("submit_notice", clause),
        ("approve_notice", clause),
        ("carry_published", clause),
        ("withdraw_notice", clause),
        ("carry_withdrawn", clause),
    ]


def test_a_draft_does_not_exist_for_handlers_and_the_archive_stays_with_those_who_work_on_it(
    desk: NoticeDesk,
) -> None:
    reference = desk.draft()
    with pytest.raises(service.NoSuchNotice):
        desk.act(service.notice_page, FIRST, reference=reference)
    desk.publish(reference)
    assert desk.act(service.notice_page, FIRST, reference=reference).approval is not None
    desk.act(service.withdraw, SIGNER, reference=reference, reason=ReasonClass.MISTAKE)
    assert desk.act(service.notice_page, FIRST, reference=reference).approval is None
    assert desk.act(service.notice_page, REVIEWER, reference=reference).approval is not None


def test_another_version_saved_meanwhile_is_not_overwritten(desk: NoticeDesk) -> None:
    reference = desk.draft()
    edition = desk.packet(reference).notice.edition
    desk.choose(reference)
    assert desk.act(service.hand_in, REVIEWER, reference=reference, edition=edition) is Problem.CHANGED_SINCE


def test_a_mailbox_that_lost_its_row_gets_the_next_shape_all_the_same(desk: NoticeDesk) -> None:
    reference = desk.publish()
    notice = desk.notice(reference)
    with desk.bench.staff.work.mailbox.write() as box:
        erase(box, notice.id)
    desk.act(service.withdraw, SIGNER, reference=reference, reason=ReasonClass.MISTAKE)
    desk.carry()
    assert desk.public(reference)["state"] == "withdrawn"
    assert desk.mark(desk.reference, NoticePart.FACTS, StrandKind.DECLARANT, "又一条")
    assert isinstance(desk.act(service.start_correction, REVIEWER, reference=reference), Refused)
