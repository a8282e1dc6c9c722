"""Suggestions and judgements: homonyms tie, nothing is preselected, everything can be undone and is recorded."""

import pytest
from sqlalchemy import select

from casework.access import Role
from casework.acts import ActRow
from casework.linkage import ReasonCode, Weights
from casework.reports import judging, service
from casework.reports.answers import NotDone, Problem
from casework.reports.judging import Decision
from casework.reports.links import link_body
from casework.reports.rows import ReportLinkRow
from casework.reports.words import Judgement, LinkKind
from tests.casework.reports.conftest import Desk, subject


def judge(
    desk: Desk, reference: str, person: str, judgement: Judgement, reason: str = "核对过名册"
) -> NotDone | None:
    decision = Decision(LinkKind.OFFICIAL, desk.persons[person], judgement, reason)
    return judging.judge(
        desk.staff.store, desk.officer(), desk.staff.time, reference=reference, decision=decision
    )


@pytest.mark.parametrize(
    ("written", "pair"), [("張偉", ("zhang-a", "zhang-b")), ("蕭遠山", ("xiao-a", "xiao-b"))]
)
def test_two_homonyms_are_a_tie_and_neither_is_preselected(
    desk: Desk, written: str, pair: tuple[str, str]
) -> None:
    opened = desk.open(desk.arrived(subject(written)))
    assert {s.target for s in opened.suggestions} == {desk.persons[key] for key in pair}
    assert [s.tied for s in opened.suggestions] == [True, True]
    assert [s.link for s in opened.suggestions] == [None, None]
    for suggestion in opened.suggestions:
        assert {ReasonCode.TIED, ReasonCode.NAME_ALONE} <= {r.code for r in suggestion.reasons}


def test_a_unit_in_short_and_a_slip_in_the_name_still_lead_to_the_official(desk: Desk) -> None:
    opened = desk.open(desk.arrived(subject("蔺舒遥", "南桥市监局", "副局长", "990103")))
    assert opened.suggestions[0].target == desk.persons["lin"]
    assert not opened.suggestions[0].tied


def test_a_judgement_is_signed_with_its_evidence_and_model_and_can_be_undone(desk: Desk) -> None:
    reference = desk.arrived(subject("蔺书遥", "南桥市监局"))
    assert judge(desk, reference, "lin", Judgement.YES) is None
    officer = desk.officer()
    assert service.linked_declarants(desk.staff.store, officer, reference) == (desk.persons["lin"],)
    with desk.staff.store.read() as db:
        [row] = db.scalars(select(ReportLinkRow)).all()
        body = link_body(db, officer, row)
    assert body["model"] == Weights.shipped().version
    assert body["by"] == officer.member_id
    assert {line["field"] for line in body["rows"]} == {"name", "unit", "post", "region"}
    link = desk.open(reference).suggestions[0].link
    assert link is not None
    assert (link.judgement, link.reason) == (Judgement.YES, "核对过名册")
    assert (
        judging.undo(desk.staff.store, officer, desk.staff.time, reference=reference, link_id=link.id) is None
    )
    assert service.linked_declarants(desk.staff.store, officer, reference) == ()
    assert desk.open(reference).suggestions[0].link is None
    again = judging.undo(desk.staff.store, officer, desk.staff.time, reference=reference, link_id=link.id)
    assert again == NotDone(Problem.ALREADY_DONE)
    assert judge(desk, reference, "lin", Judgement.YES) is None
    with desk.staff.store.read() as db:
        acts = list(db.scalars(select(ActRow.act).where(ActRow.kind == "report_link").order_by(ActRow.seq)))
        rows = db.scalars(select(ReportLinkRow)).all()
    assert acts == ["link_yes", "undo_link", "link_yes"]
    assert sorted(row.undone_by is None for row in rows) == [False, True]


def test_a_later_judgement_takes_the_earlier_out_of_force(desk: Desk) -> None:
    reference = desk.arrived(subject("蔺书遥", "南桥市监局"))
    judge(desk, reference, "lin", Judgement.YES)
    judge(desk, reference, "lin", Judgement.UNSURE, "单位简称不明确")
    link = desk.open(reference).suggestions[0].link
    assert link is not None
    assert link.judgement is Judgement.UNSURE
    assert service.linked_declarants(desk.staff.store, desk.officer(), reference) == ()


def test_no_and_unsure_need_a_reason(desk: Desk) -> None:
    reference = desk.arrived(subject("蔺书遥", "南桥市监局"))
    assert judge(desk, reference, "lin", Judgement.NO, " ") == NotDone(Problem.REASON_MISSING)


def test_someone_who_is_not_on_the_roster_cannot_be_linked(desk: Desk) -> None:
    reference = desk.arrived(subject("蔺书遥"))
    decision = Decision(LinkKind.OFFICIAL, "nobody", Judgement.YES, "是")
    answer = judging.judge(
        desk.staff.store, desk.officer(), desk.staff.time, reference=reference, decision=decision
    )
    assert answer == NotDone(Problem.UNKNOWN)


def test_reports_about_the_same_official_are_shown_as_similar_and_can_be_linked(desk: Desk) -> None:
    first = desk.arrived(subject("蔺书遥", "南桥市监局"))
    second = desk.arrived(subject("藺書遙", "南桥区市场监管局", "副局长"))
    third = desk.arrived(subject("张伟", "柳溪区交通运输局"))
    [similar] = desk.open(second).similar
    assert similar.reference == first
    decision = Decision(LinkKind.REPORT, similar.report_id, Judgement.YES, "")
    assert (
        judging.judge(desk.staff.store, desk.officer(), desk.staff.time, reference=second, decision=decision)
        is None
    )
    assert desk.open(second).similar[0].link is not None
    assert desk.open(third).similar == ()


def test_an_investigator_cannot_link_what_is_not_yet_a_clue(desk: Desk) -> None:
    reference = desk.arrived(subject("蔺书遥", "南桥市监局"))
    decision = Decision(LinkKind.OFFICIAL, desk.persons["lin"], Judgement.YES, "是")
    officer = desk.officer(Role.INVESTIGATOR)
    answer = judging.judge(desk.staff.store, officer, desk.staff.time, reference=reference, decision=decision)
    assert answer == NotDone(Problem.UNKNOWN)


def test_opening_writes_the_ledger_before_anything_is_shown(desk: Desk) -> None:
    reference = desk.arrived(subject("蔺书遥"))
    opened = desk.open(reference)
    with desk.staff.store.read() as db:
        last = db.scalars(select(ActRow).where(ActRow.act == "open").order_by(ActRow.seq.desc())).first()
    assert last is not None
    assert (last.kind, last.record_id) == ("report", opened.id)
