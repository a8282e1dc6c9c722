"""Accepting, declining, asking, answering: each tells the reporter in a signed letter, none repeats the report."""

from datetime import date

import pytest
from sqlalchemy import select

from casework.access import Role
from casework.acts import ActRow, RecordAltered
from casework.reports import deciding, dialogue, queries, reading, service
from casework.reports.answers import NotDone, Problem
from casework.reports.clocks import ClockState
from casework.reports.deciding import Shown
from casework.reports.labels import DECLINE_ADVICE
from casework.reports.repeating import repeated_run
from casework.reports.rows import ReportRow
from casework.reports.words import Request, Stage, View
from regulation.case_terms import DeclineGround
from regulation.intake import ARTICLE_13
from regulation.labels import label
from tests.casework.reports.conftest import Desk, subject

LIN = subject("蔺书遥", "南桥区市场监督管理局", "副局长", "990103")


def arrived(desk: Desk, **options: object) -> tuple[str, Shown]:
    thread = desk.send(LIN, **options)  # type: ignore[arg-type]  # the options are those of `send`
    desk.sweep()
    desk.collect()
    reference = desk.references()[0]
    return thread, Shown(reference, desk.open(reference).version)


def accept(desk: Desk, shown: Shown, text: str = "") -> NotDone | None:
    return deciding.accept(desk.staff.store, desk.officer(), desk.staff.time, shown=shown, text=text)


def test_accepting_starts_the_clock_of_disposal_and_tells_the_reporter(desk: Desk) -> None:
    thread, shown = arrived(desk)
    assert accept(desk, shown) is None
    assert desk.letters(thread) == []
    assert desk.deliver() == 1
    assert desk.deliver() == 0
    [letter] = desk.letters(thread)
    assert (letter["kind"], letter["status"], letter["on"]) == ("status", "accepted", "2026-11-20")
    [row] = queries.inbox(desk.staff.store, desk.officer(), desk.staff.time).rows
    assert row.stage is Stage.ACCEPTED
    assert row.clock.term == "T-08"
    assert row.clock.latest == date(2026, 12, 21)
    assert desk.references(Role.INVESTIGATOR.value) == [shown.reference]


@pytest.mark.parametrize("ground", list(DeclineGround))
def test_a_report_is_declined_on_three_grounds_only_with_advice(desk: Desk, ground: DeclineGround) -> None:
    thread, shown = arrived(desk)
    done = deciding.decline(desk.staff.store, desk.officer(), desk.staff.time, shown=shown, ground=ground)
    assert done is None
    desk.deliver()
    [letter] = desk.letters(thread)
    assert letter["status"] == "declined"
    assert letter["reason"] == f"{label(ground)}。\n{DECLINE_ADVICE[ground]}"
    with desk.staff.store.read() as db:
        act = db.scalars(select(ActRow).where(ActRow.act == f"decline_{ground.value}")).one()
    assert act.clause == ARTICLE_13


def test_asking_for_more_holds_the_clock_until_the_reporter_writes(desk: Desk) -> None:
    thread, shown = arrived(desk, vault=b"vault")
    [row] = queries.inbox(desk.staff.store, desk.officer(), desk.staff.time).rows
    assert (row.clock.term, row.clock.latest) == ("T-01", date(2026, 12, 11))
    asked = deciding.ask_for_more(
        desk.staff.store, desk.officer(), desk.staff.time, shown=shown, text="请说大致是哪一年。"
    )
    assert asked is None
    [row] = queries.inbox(desk.staff.store, desk.officer(), desk.staff.time).rows
    assert row.clock.state is ClockState.HELD
    desk.add(thread, "是去年。")
    desk.sweep()
    desk.collect()
    [row] = queries.inbox(desk.staff.store, desk.officer(), desk.staff.time).rows
    assert (row.stage, row.unread, row.clock.term) == (Stage.PENDING, True, "T-01")
    desk.deliver()
    assert desk.letters(thread)[0]["status"] == "more_wanted"


@pytest.mark.parametrize(
    "text",
    [
        "关于辖区十几家商户都被要求换成的事，我们已知道。",
        "关于辖区十几家，商户都被 要求 换成的事，我们已知道。",
        "關於轄區十幾家商戶都被要求換成的事",
    ],
)
def test_a_reply_that_repeats_eight_characters_of_the_report_is_refused(desk: Desk, text: str) -> None:
    thread, shown = arrived(desk)
    answer = dialogue.send_reply(
        desk.staff.store,
        desk.officer(),
        desk.staff.time,
        reference=shown.reference,
        version=shown.version,
        text=text,
    )
    assert answer == NotDone(Problem.REPEATS_REPORT, run="辖区十几家商户都被要求换成")
    assert accept(desk, shown, text) == answer
    assert desk.deliver() == 0
    assert desk.letters(thread) == []


def test_what_an_addition_or_a_linked_report_says_may_not_be_repeated_either(desk: Desk) -> None:
    thread, shown = arrived(desk)
    desk.add(thread, "通知是三月十二日在办公楼二层会议室发的")
    desk.sweep()
    desk.collect()
    answer = dialogue.send_reply(
        desk.staff.store,
        desk.officer(),
        desk.staff.time,
        reference=shown.reference,
        version=desk.open(shown.reference).version,
        text="请说明办公楼二层会议室发的通知。",
    )
    assert answer == NotDone(Problem.REPEATS_REPORT, run="办公楼二层会议室发的")


def test_names_units_and_posts_may_be_named() -> None:
    told = ["蔺书遥是南桥区市场监督管理局的副局长，他家开公司"]
    assert repeated_run("关于南桥区市场监督管理局的问题", told, ["南桥区市场监督管理局"]) == ""
    assert repeated_run("关于南桥区市场监督管理局的副局长", told) == "南桥区市场监督管理局的副局长"
    assert repeated_run("七个字的一段话", ["七个字的一段话"]) == ""


def test_a_reply_reaches_the_reporter_and_clears_the_unread_mark(desk: Desk) -> None:
    thread, shown = arrived(desk)
    desk.add(thread, "补充一点。")
    desk.sweep()
    desk.collect()
    assert desk.references(view=View.UNREAD) == [shown.reference]
    version = desk.open(shown.reference).version
    sent = dialogue.send_reply(
        desk.staff.store,
        desk.officer(),
        desk.staff.time,
        reference=shown.reference,
        version=version,
        text="已经收到，请再说说大致的时间。",
    )
    assert sent is None
    desk.deliver()
    [letter] = desk.letters(thread)
    assert (letter["kind"], letter["text"]) == ("reply", "已经收到，请再说说大致的时间。")
    assert desk.references(view=View.UNREAD) == []
    messages = desk.open(shown.reference).messages
    assert [(m.from_reporter, m.text) for m in messages] == [
        (True, "补充一点。"),
        (False, "已经收到，请再说说大致的时间。"),
    ]


def test_two_officers_saving_the_same_report_do_not_overwrite_each_other(desk: Desk) -> None:
    _, shown = arrived(desk)
    assert accept(desk, shown) is None
    second = deciding.decline(
        desk.staff.store, desk.officer(), desk.staff.time, shown=shown, ground=DeclineGround.OTHER_ORGAN
    )
    assert second == NotDone(Problem.STALE, now=shown.version + 1)


def test_requests_for_protection_stand_first(desk: Desk) -> None:
    _first, _ = arrived(desk)
    thread = desk.send(subject("张伟", "柳溪区交通运输局"))
    desk.sweep()
    desk.collect()
    desk.add(thread, "单位在查是谁写的。", request="retaliation")
    desk.sweep()
    desk.collect()
    top = queries.inbox(desk.staff.store, desk.officer(), desk.staff.time).rows[0]
    assert top.urgent
    assert [m.request for m in desk.open(top.reference).requests] == [Request.RETALIATION]


def test_overdue_counts_and_order_follow_working_days(desk: Desk) -> None:
    _, shown = arrived(desk, vault=b"vault", received_on=date(2026, 10, 30))
    box = queries.inbox(desk.staff.store, desk.officer(), desk.staff.time)
    assert box.counts[View.SOON] == 1
    assert box.rows[0].clock.left == 0
    desk.staff.time.pass_(days=3)
    box = queries.inbox(desk.staff.store, desk.officer(), desk.staff.time, view=View.NAMED_OVERDUE)
    assert [row.reference for row in box.rows] == [shown.reference]
    assert (box.counts[View.OVERDUE], box.counts[View.NAMED_OVERDUE], box.rows[0].clock.left) == (1, 1, -1)


def test_a_clock_that_reaches_an_unpublished_year_is_provisional_and_never_red(desk: Desk) -> None:
    desk.staff.time.pass_(days=40)
    arrived(desk, vault=b"vault", received_on=date(2026, 12, 28))
    [row] = queries.inbox(desk.staff.store, desk.officer(), desk.staff.time).rows
    assert row.clock.provisional
    assert row.clock.earliest != row.clock.latest
    assert queries.inbox(desk.staff.store, desk.officer(), desk.staff.time).counts[View.OVERDUE] == 0


def test_an_altered_report_is_an_alarm_and_is_not_shown(desk: Desk) -> None:
    _, shown = arrived(desk)
    with desk.staff.store.write() as db:
        row = db.scalars(select(ReportRow)).one()
        row.sealed_payload = row.sealed_payload[:-1] + bytes([row.sealed_payload[-1] ^ 1])
    with pytest.raises(RecordAltered):
        reading.open_report(desk.staff.store, desk.officer(), desk.staff.time, reference=shown.reference)
    with desk.staff.store.read() as db:
        assert db.scalar(select(ActRow.act).order_by(ActRow.seq.desc()).limit(1)) == "open_altered"


def test_a_case_takes_a_clue_and_tells_the_reporter(desk: Desk) -> None:
    thread, shown = arrived(desk)
    officer, time = desk.officer(), desk.staff.time
    with desk.staff.store.write() as db:
        early = service.mark_in_case(db, officer, time, shown.reference, "案-1")
    assert early == NotDone(Problem.WRONG_STAGE)
    accept(desk, shown)
    with desk.staff.store.write() as db:
        assert service.subject_tags(db, officer, shown.reference)
        assert service.mark_in_case(db, officer, time, shown.reference, "案-1") is None
    found = service.summary(desk.staff.store, officer, time, shown.reference)
    assert found is not None
    assert (found.stage, found.case_ref) == (Stage.IN_CASE, "案-1")
    assert found.object_line == "南桥区市场监督管理局　副局长"
    desk.deliver()
    assert [letter["status"] for letter in desk.letters(thread)] == ["accepted", "in_hand"]


def test_only_a_holder_of_the_key_who_may_read_is_given_reports(desk: Desk) -> None:
    _, shown = arrived(desk)
    members = desk.staff.members
    officer = desk.officer()
    given = deciding.assign(
        desk.staff.store,
        officer,
        desk.staff.time,
        references=[shown.reference],
        handler_id=members[Role.REGISTRAR.value],
    )
    assert given == NotDone(Problem.NOT_A_HANDLER)
    given = deciding.assign(
        desk.staff.store,
        officer,
        desk.staff.time,
        references=[shown.reference, "网-222222"],
        handler_id=members[Role.INVESTIGATOR.value],
    )
    assert given == NotDone(Problem.UNKNOWN)
    assert desk.open(shown.reference).handler_id is None
    given = deciding.assign(
        desk.staff.store,
        officer,
        desk.staff.time,
        references=[shown.reference],
        handler_id=members[Role.INVESTIGATOR.value],
    )
    assert given is None
    assert desk.open(shown.reference).handler_id == members[Role.INVESTIGATOR.value]
