"""A report beside the declaration it may contradict: only after a person confirmed the official, and recorded."""

import pytest
from sqlalchemy import select

from casework.access import Role
from casework.acts import ActRow
from casework.declarations import service as declarations
from casework.declarations.answers import Imported, Moved
from casework.declarations.rows import DeclarationRow, VersionRow
from casework.reports import judging, queries
from casework.reports.judging import Decision
from casework.reports.words import Judgement, LinkKind, Verdict, View
from tests.casework.conftest import Staff
from tests.casework.filing import Filing, settle
from tests.casework.reports.conftest import Desk, subject
from tests.workbooks import filling

OFFICIAL = subject("藺書遙", "青澜交通局", "副局长", "990100")


@pytest.fixture
def filing(staff: Staff) -> Filing:
    """蔺书遥 has signed a form with two firms of his wife's; 苗若榆 is to countersign it."""
    filing = settle(staff)
    filed = declarations.import_workbook(
        staff.store,
        filing.officer(Role.UNIT_CLERK),
        filing.clock,
        campaign_id=filing.campaign_id,
        data=filling.unit_list(filling.untidy_rows()),
    )
    assert isinstance(filed, Imported), filed
    with staff.store.read() as db:
        row = db.scalars(select(DeclarationRow).where(DeclarationRow.name == "蔺书遥")).one()
        version = db.scalars(select(VersionRow).where(VersionRow.declaration_id == row.id)).one()
    officer = filing.account("蔺书遥", Role.DECLARANT)
    signed = declarations.sign_commitment(
        staff.store, officer, filing.clock, declaration_id=row.id, form_hash=version.form_hash
    )
    assert isinstance(signed, Moved)
    return filing


@pytest.fixture
def desk(filing: Filing) -> Desk:
    """The same commission's desk."""
    return Desk(filing.staff, persons=filing.persons)


@pytest.mark.parametrize(
    ("business", "verdict"),
    [
        ("青瀾拾光辦公用品經營部", Verdict.FIRM_DECLARED),
        ("小满食品", Verdict.FIRM_DOUBTFUL),
        ("青澜澄远检测技术有限公司", Verdict.FIRM_ABSENT),
        ("", Verdict.FIRM_NOT_TOLD),
    ],
)
def test_the_signed_form_is_held_beside_the_firm_the_report_names(
    desk: Desk, business: str, verdict: Verdict
) -> None:
    reference = desk.arrived(OFFICIAL, business=business)
    before = desk.open(reference)
    assert before.suggestions[0].target == desk.persons["蔺书遥"]
    assert before.declared == ()
    decision = Decision(LinkKind.OFFICIAL, desk.persons["蔺书遥"], Judgement.YES, "")
    store, time = desk.staff.store, desk.staff.time
    assert judging.judge(store, desk.officer(), time, reference=reference, decision=decision) is None
    [declared] = desk.open(reference).declared
    assert (declared.name, declared.n, declared.verdict) == ("蔺书遥", 1, verdict)
    with store.read() as db:
        opening = db.scalars(select(ActRow).where(ActRow.kind == "declaration", ActRow.act == "open")).first()
    assert opening is not None
    assert opening.record_id == declared.declaration_id


def test_whoever_is_to_countersign_for_the_subject_is_walled(desk: Desk) -> None:
    staff = desk.staff
    staff.add("miao", Role.PETITION_OFFICER, person_id=desk.persons["苗若榆"])
    staff.grant(Role.PETITION_OFFICER.value, "miao")
    with staff.store.read() as db:
        row = db.scalars(select(DeclarationRow).where(DeclarationRow.name == "蔺书遥")).one()
    assert row.expected_id == desk.persons["苗若榆"]
    desk.arrived(OFFICIAL)
    box = queries.inbox(staff.store, staff.officer("miao"), staff.time, view=View.ALL)
    assert (box.total, box.rows) == (0, ())
    assert len(desk.references()) == 1


def test_a_declaration_that_is_not_what_the_ledger_says_stays_closed_and_the_report_still_opens(
    desk: Desk,
) -> None:
    reference = desk.arrived(OFFICIAL, business="小满食品")
    decision = Decision(LinkKind.OFFICIAL, desk.persons["蔺书遥"], Judgement.YES, "")
    store, time = desk.staff.store, desk.staff.time
    assert judging.judge(store, desk.officer(), time, reference=reference, decision=decision) is None
    with store.write() as db:
        own = select(VersionRow).join(DeclarationRow, DeclarationRow.id == VersionRow.declaration_id)
        version = db.scalars(own.where(DeclarationRow.name == "蔺书遥")).one()
        version.sealed_body = db.scalars(own.where(DeclarationRow.name == "苗若榆")).one().sealed_body
    opened = desk.open(reference)
    assert opened.declared == ()
    assert opened.declared_altered == ("蔺书遥",)
    page = desk.staff.sign_in("petition_officer").get(f"/reports/{reference}")
    assert page.status_code == 200
    assert "内容与台账不一致" in page.text
    with store.read() as db:
        met = db.scalars(select(ActRow.record_id).where(ActRow.act == "open_altered")).all()
    assert set(met) == {version.id}
