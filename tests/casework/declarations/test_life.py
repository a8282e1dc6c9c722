"""A declaration from the workbook to the archive: who signs, when, and what is refused with which clause."""

from datetime import date, datetime
from typing import Any

import pytest
from sqlalchemy import select

from casework.access import Officer, Role
from casework.acts import ActRow
from casework.declarations import publicity, register
from casework.declarations import service as declarations
from casework.declarations.answers import Imported, Moved
from casework.declarations.faults import ActFault, NotDone
from casework.declarations.form import short_code
from casework.declarations.rows import DeclarationRow, SignRole, VersionRow
from casework.declarations.service import Judged
from casework.declarations.submitting import may_send
from regulation.case_terms import DeclarationState
from regulation.decisions import CountersignRow, Reason, Refused
from regulation.publicity import PostingPlace
from regulation.screening import Undertaking
from regulation.terms import LeaderPost, Verdict
from sealing import NoMatch
from tests.casework.conftest import Staff
from tests.casework.filing import At, Filing, opened_by, settle
from tests.workbooks import filling

SECRETARY, DEPUTY, CHIEF, HEAD_OF_OFFICE = "苗若榆", "谈绍原", "裴念慈", "尹予安"


@pytest.fixture
def filing(staff: Staff) -> Filing:
    """The unit's five declarants filed on 2014-12-03 09:00."""
    filing = settle(staff)
    filed = bring(filing)
    assert isinstance(filed, Imported), filed
    return filing


def bring(filing: Filing, rows: filling.Rows | None = None, who: Officer | None = None, **more: Any) -> Any:
    return declarations.import_workbook(
        filing.staff.store, who or filing.officer(Role.UNIT_CLERK), filing.clock,
        campaign_id=filing.campaign_id, data=filling.unit_list(rows or filling.untidy_rows()), **more,
    )  # fmt: skip


def row_of(filing: Filing, name: str) -> DeclarationRow:
    with filing.staff.store.read() as db:
        return db.scalars(select(DeclarationRow).where(DeclarationRow.name == name)).one()


def version_of(filing: Filing, name: str) -> VersionRow:
    with filing.staff.store.read() as db:
        return register.version_in_force(db, row_of(filing, name))


def account(filing: Filing, name: str, *roles: Role) -> Officer:
    return filing.officers.get(name) or filing.account(name, *(roles or (Role.DECLARANT, Role.COUNTERSIGNER)))


def sign(filing: Filing, name: str) -> Any:
    return declarations.sign_commitment(
        filing.staff.store, account(filing, name), filing.clock,
        declaration_id=row_of(filing, name).id, form_hash=version_of(filing, name).form_hash,
    )  # fmt: skip


def post(filing: Filing, name: str, *, reason: str = "没有主管系统") -> Any:
    return declarations.post_publicity(
        filing.staff.store, filing.officer(Role.UNIT_CLERK), filing.clock,
        declaration_id=row_of(filing, name).id, place=PostingPlace.OWN_UNIT, reason=reason,
    )  # fmt: skip


def posted(filing: Filing, name: str = CHIEF, *, on: tuple[int, ...] = (2014, 12, 3, 9)) -> str:
    """Signed and hung out at that moment; returns the declaration's id."""
    filing.clock = At.on(*on)
    assert isinstance(sign(filing, name), Moved)
    assert isinstance(post(filing, name), Moved)
    return row_of(filing, name).id


def countersign(filing: Filing, name: str, signer: str, *at: int) -> Any:
    officer = account(filing, signer)
    return declarations.countersign(
        filing.staff.store, officer, At.on(*at),
        declaration_id=row_of(filing, name).id, form_hash=version_of(filing, name).form_hash,
    )  # fmt: skip


def test_a_second_import_of_the_same_rows_doubles_nothing(filing: Filing) -> None:
    assert bring(filing) == Imported(already=("蔺书遥", DEPUTY, CHIEF, HEAD_OF_OFFICE, SECRETARY))
    with filing.staff.store.read() as db:
        assert len(db.scalars(select(VersionRow)).all()) == 5


def test_one_person_who_is_not_on_the_roster_keeps_everybody_out(staff: Staff) -> None:
    filing = settle(staff)
    rows = dict(filling.untidy_rows())
    rows["本人"] = [*rows["本人"], filling.person(6, "穆松年", "科员", 61)]
    rows["承诺"] = [*rows["承诺"], filling.statement(6, nil=True) | {"确无配偶、子女及其配偶": "是"}]
    answer = bring(filing, rows)
    assert [(error.cell, error.fault.value) for error in answer.errors] == [("B11", "not_on_roster")]
    with staff.store.read() as db:
        assert db.scalars(select(DeclarationRow)).all() == []


def test_what_is_declared_lies_sealed_to_unit_and_reviewing_office(filing: Filing) -> None:
    version = version_of(filing, "蔺书遥")
    assert set(version.recipients) == {filing.unit_id, filing.staff.office_id}
    assert "云知遥".encode() not in version.sealed_payload + version.sealed_header
    opened = opened_by(filing, version, filing.officer(Role.INVESTIGATOR))
    assert [row["name"] for row in opened.form.kin] == ["云知遥", "蔺未晞"]
    with pytest.raises(NoMatch):
        opened_by(filing, version, filing.officer(Role.SYSTEM_ADMINISTRATOR))


def test_the_promise_follows_from_what_is_declared(filing: Filing) -> None:
    found = {name: version_of(filing, name).undertaking for name in ("蔺书遥", CHIEF, SECRETARY)}
    assert found == {
        "蔺书遥": Undertaking.COMMITMENT_WITH_RESERVATION,
        CHIEF: Undertaking.COMMITMENT_WITH_RESERVATION,
        SECRETARY: Undertaking.COMMITMENT,
    }


def test_a_business_inside_the_jurisdiction_is_never_silently_promised_away(staff: Staff) -> None:
    filing = settle(staff)
    rows = dict(filling.untidy_rows())
    rows["经商办企业"] = [filling.shop(1, "云知遥", 与本人管辖关系自评="在")]
    rows["承诺"] = [*rows["承诺"][:1], filling.statement(2), *rows["承诺"][2:]]
    assert isinstance(bring(filing, rows), Imported)
    version = version_of(filing, "蔺书遥")
    assert version.undertaking is Undertaking.RECTIFICATION_UNDERTAKING
    text = opened_by(filing, version, filing.officer(Role.UNIT_CLERK)).commitment["text"]
    assert "不作不在管辖范围内的承诺" in text
    assert "青澜拾光办公用品经营部" in text


def test_only_the_declarant_signs_and_only_what_he_was_shown(filing: Filing) -> None:
    row, version = row_of(filing, CHIEF), version_of(filing, CHIEF)
    other = account(filing, DEPUTY)
    args = {"declaration_id": row.id, "form_hash": version.form_hash}
    assert declarations.sign_commitment(filing.staff.store, other, filing.clock, **args) == NotDone(
        ActFault.UNKNOWN
    )
    clerk = filing.officer(Role.UNIT_CLERK)
    assert declarations.sign_commitment(filing.staff.store, clerk, filing.clock, **args) == NotDone(
        ActFault.NOT_YOURS
    )
    own = account(filing, CHIEF)
    stale = {"declaration_id": row.id, "form_hash": "0" * 64}
    assert declarations.sign_commitment(filing.staff.store, own, filing.clock, **stale) == NotDone(
        ActFault.CODE_DIFFERS
    )
    assert declarations.sign_commitment(filing.staff.store, own, filing.clock, **args) == Moved(
        row.id, DeclarationState.SIGNED
    )
    with filing.staff.store.read() as db:
        signature = register.signature(db, version.id, SignRole.DECLARANT)
        assert signature is not None
        assert declarations.is_genuine(db, row, version, signature)
        signature.form_hash = "0" * 64
        assert not declarations.is_genuine(db, row, version, signature)


def test_without_a_signature_nothing_is_hung_out(filing: Filing) -> None:
    refused = post(filing, CHIEF)
    assert isinstance(refused, Refused)
    assert (refused.reason, refused.clause) == (Reason.COMMITMENT_MISSING, "三(一)")
    assert row_of(filing, CHIEF).state is DeclarationState.DRAFT


def test_the_right_countersigner_signs_from_the_close_of_office_on_the_third_day(filing: Filing) -> None:
    posted(filing, on=(2014, 12, 5, 9))
    early = countersign(filing, CHIEF, SECRETARY, 2014, 12, 10, 16, 59)
    assert (early.reason, early.clause, early.detail) == (
        Reason.PUBLICITY_NOT_ENDED,
        "三(二)",
        "公示至2014年12月10日17:00",
    )
    assert countersign(filing, CHIEF, SECRETARY, 2014, 12, 10, 17, 0) == Moved(
        row_of(filing, CHIEF).id, DeclarationState.COUNTERSIGNED
    )
    row, version = row_of(filing, CHIEF), version_of(filing, CHIEF)
    assert (row.countersign_row, row.countersign_clause) == (CountersignRow.C1, "三(二)")
    assert version.countersigner_id == filing.persons[SECRETARY]


@pytest.mark.parametrize(
    ("hung", "last_refused", "first_allowed"),
    [
        ((2014, 12, 31, 9), (2015, 1, 6, 16, 59), (2015, 1, 6, 17, 0)),
        ((2014, 9, 29, 9), (2014, 10, 9, 16, 59), (2014, 10, 9, 17, 0)),
    ],
)
def test_a_holiday_does_not_count(
    staff: Staff, hung: tuple[int, ...], last_refused: tuple[int, ...], first_allowed: tuple[int, ...]
) -> None:
    filing = settle(staff)
    filing.clock = At.on(*hung)
    bring(filing)
    posted(filing, on=hung)
    assert countersign(filing, CHIEF, SECRETARY, *last_refused).reason is Reason.PUBLICITY_NOT_ENDED
    assert isinstance(countersign(filing, CHIEF, SECRETARY, *first_allowed), Moved)


def test_the_wrong_leader_and_oneself_are_refused_with_the_expected_post_and_person(filing: Filing) -> None:
    posted(filing)
    wrong = countersign(filing, CHIEF, DEPUTY, 2014, 12, 9, 10)
    assert (wrong.reason, wrong.clause, wrong.detail) == (
        Reason.COUNTERSIGNER_MISMATCH,
        "三(二)",
        "应由党委（党组）书记（苗若榆）审签",
    )
    assert countersign(filing, CHIEF, CHIEF, 2014, 12, 9, 10).reason is Reason.COUNTERSIGNER_MISMATCH
    posted(filing, SECRETARY)
    himself = countersign(filing, SECRETARY, SECRETARY, 2014, 12, 9, 10)
    assert himself.detail == "应由市级分管领导（郗望潮）审签"


def test_an_objection_blocks_until_the_commission_has_found_and_does_not_reset_the_clock(
    filing: Filing,
) -> None:
    declaration_id = posted(filing)
    clerk, inspector = filing.officer(Role.UNIT_CLERK), filing.officer(Role.INVESTIGATOR)
    store = filing.staff.store
    raised = declarations.record_objection(
        store, clerk, At.on(2014, 12, 5, 15), declaration_id=declaration_id, text="该店常给局里送货。"
    )
    assert isinstance(raised, Moved)
    assert countersign(filing, CHIEF, SECRETARY, 2014, 12, 9, 9).reason is Reason.OBJECTION_PENDING
    with store.read() as db:
        (objection,) = register.objections(db, declaration_id)
    said = {"objection_id": objection.id, "upheld": False, "finding": "没有供货，附发票清单。"}
    own = declarations.decide_objection(store, clerk, At.on(2014, 12, 9, 9), **said)
    assert isinstance(own, Refused)
    assert own.reason is Reason.DECIDER_CONCERNED
    assert isinstance(declarations.decide_objection(store, inspector, At.on(2014, 12, 9, 10), **said), Moved)
    assert isinstance(countersign(filing, CHIEF, SECRETARY, 2014, 12, 9, 10, 1), Moved)


def test_an_objection_is_read_by_the_reviewing_commission_and_by_nobody_in_the_unit(filing: Filing) -> None:
    declaration_id = posted(filing)
    store, clerk = filing.staff.store, filing.officer(Role.UNIT_CLERK)
    words = "该店常给局里送货。"
    told = {"declaration_id": declaration_id, "text": words, "objector": "云知遥"}
    assert isinstance(declarations.record_objection(store, clerk, At.on(2014, 12, 5, 15), **told), Moved)
    with store.read() as db:
        (objection,) = register.objections(db, declaration_id)
        inspector = filing.officer(Role.INVESTIGATOR)
        assert publicity.open_objection(db, objection, inspector.open_keys)["text"] == words
        for inside in (clerk, account(filing, CHIEF), account(filing, SECRETARY)):
            with pytest.raises(NoMatch):
                publicity.open_objection(db, objection, inside.open_keys)
    page = f"/declarations/{declaration_id}"
    for who, reads in ((Role.UNIT_CLERK, False), (Role.INVESTIGATOR, True)):
        shown = filing.staff.sign_in(who).get(page).get_data(as_text=True)
        assert (words in shown, "云知遥" in shown) == (reads, reads)
        assert "暂不能审签" in shown or "记录处理意见" in shown
    with store.read() as db:
        opened = db.scalars(
            select(ActRow.member_id).where(ActRow.act == "open", ActRow.record_id == objection.id)
        )
        assert list(opened) == [inspector.member_id]


def test_an_office_without_a_key_takes_no_objection(filing: Filing) -> None:
    declaration_id = posted(filing)
    keyless = filing.staff.add_office("青澜市东屿区纪委")
    with filing.staff.store.write() as db:
        db.get_one(DeclarationRow, declaration_id).office_id = keyless
    answer = declarations.record_objection(
        filing.staff.store,
        filing.officer(Role.UNIT_CLERK),
        At.on(2014, 12, 5, 15),
        declaration_id=declaration_id,
        text="有",
    )
    assert answer == NotDone(ActFault.OFFICE_WITHOUT_KEY)


def test_amended_facts_are_signed_again_and_their_publicity_starts_anew(filing: Filing) -> None:
    posted(filing)
    filing.clock = At.on(2014, 12, 5, 9)
    rows = dict(filling.untidy_rows())
    rows["社会中介"] = []
    rows["承诺"] = [*rows["承诺"][:2], filling.statement(3, nil=True), *rows["承诺"][3:]]
    assert [error.fault.value for error in bring(filing, rows).errors] == ["already_signed"]
    assert bring(filing, rows, amend=True).replaced == (CHIEF,)
    assert countersign(filing, CHIEF, SECRETARY, 2014, 12, 8, 18).reason is Reason.COMMITMENT_MISSING
    posted(filing, on=(2014, 12, 5, 10))
    assert countersign(filing, CHIEF, SECRETARY, 2014, 12, 8, 18).reason is Reason.PUBLICITY_NOT_ENDED
    assert isinstance(countersign(filing, CHIEF, SECRETARY, 2014, 12, 10, 17), Moved)
    assert version_of(filing, CHIEF).n == 2


def test_the_paper_way_needs_the_code_of_this_version_and_two_members(filing: Filing) -> None:
    store, clerk, second = (
        filing.staff.store,
        filing.officer(Role.UNIT_CLERK),
        account(filing, DEPUTY, Role.UNIT_CLERK),
    )
    row, version = row_of(filing, HEAD_OF_OFFICE), version_of(filing, HEAD_OF_OFFICE)
    code = short_code(version.form_hash)
    grouped = "-".join(code[n : n + 5].lower() for n in range(0, 25, 5))
    other = short_code(version_of(filing, CHIEF).form_hash)
    told = {"declaration_id": row.id, "signed_on": date(2014, 12, 3)}
    attest, confirm = declarations.attest_paper, declarations.confirm_paper
    assert attest(store, clerk, filing.clock, code=other, **told) == NotDone(ActFault.CODE_DIFFERS)
    assert confirm(store, second, filing.clock, declaration_id=row.id, code=code) == NotDone(
        ActFault.NOT_STARTED
    )
    begun = attest(
        store, clerk, filing.clock, code=grouped, scan=declarations.Scan("image/jpeg", b"ink"), **told
    )
    assert begun == Moved(row.id, DeclarationState.DRAFT)
    assert isinstance(post(filing, HEAD_OF_OFFICE), Refused)
    assert confirm(store, clerk, filing.clock, declaration_id=row.id, code=code) == NotDone(
        ActFault.SAME_MEMBER
    )
    assert confirm(store, second, filing.clock, declaration_id=row.id, code=other) == NotDone(
        ActFault.CODE_DIFFERS
    )
    assert confirm(store, second, filing.clock, declaration_id=row.id, code=code) == Moved(
        row.id, DeclarationState.SIGNED
    )
    with store.read() as db:
        signature = register.signature(db, version.id, SignRole.DECLARANT)
        assert signature is not None
        assert declarations.is_genuine(db, row, version, signature)
        assert signature.scan_payload is not None
        assert b"ink" not in signature.scan_payload


def test_a_countersignature_on_paper_is_judged_by_the_moment_beside_the_ink(filing: Filing) -> None:
    declaration_id = posted(filing, on=(2014, 12, 5, 9))
    store, clerk, second = (
        filing.staff.store,
        filing.officer(Role.UNIT_CLERK),
        account(filing, DEPUTY, Role.UNIT_CLERK),
    )
    code = short_code(version_of(filing, CHIEF).form_hash)
    later = At.on(2014, 12, 12, 9)

    def attest(*moment: int) -> Any:
        signed_at = At.on(*moment).now
        return declarations.attest_countersignature(
            store, clerk, later, declaration_id=declaration_id, code=code, signed_at=signed_at
        )

    assert attest(2014, 12, 10, 16, 59).reason is Reason.PUBLICITY_NOT_ENDED
    assert isinstance(attest(2014, 12, 10, 17, 30), Moved)
    same = declarations.confirm_countersignature(
        store, clerk, later, declaration_id=declaration_id, code=code
    )
    assert same == NotDone(ActFault.SAME_MEMBER)
    done = declarations.confirm_countersignature(
        store, second, later, declaration_id=declaration_id, code=code
    )
    assert done == Moved(declaration_id, DeclarationState.COUNTERSIGNED)
    assert version_of(filing, CHIEF).countersigned_at == datetime(
        2014, 12, 10, 17, 30, tzinfo=later.now.tzinfo
    )


def test_a_returned_form_comes_back_as_a_new_version(filing: Filing) -> None:
    declaration_id = posted(filing)
    store, secretary = filing.staff.store, account(filing, SECRETARY)
    at = At.on(2014, 12, 4, 9)
    assert declarations.return_to_declarant(
        store, secretary, at, declaration_id=declaration_id, reason=" "
    ) == NotDone(ActFault.REASON_NEEDED)
    back = declarations.return_to_declarant(
        store, secretary, at, declaration_id=declaration_id, reason="请补充业务往来。"
    )
    assert back == Moved(declaration_id, DeclarationState.RETURNED)
    assert sign(filing, CHIEF) == NotDone(ActFault.ALREADY_SIGNED)
    rows = dict(filling.untidy_rows())
    rows["业务往来"] = [
        {
            "序号": 3,
            "市场主体名称": "澄远会计师事务所",
            "往来单位": "本单位",
            "往来内容": "审计",
            "时间": "2014-5-1",
        }
    ]
    assert bring(filing, rows).replaced == (CHIEF,)
    posted(filing, on=(2014, 12, 5, 9))
    assert isinstance(countersign(filing, CHIEF, SECRETARY, 2014, 12, 10, 17), Moved)


def test_a_leader_of_another_unit_gets_a_stanza_for_this_form_only_when_it_reaches_him(
    filing: Filing,
) -> None:
    filing.staff.add(
        "mayor", Role.COUNTERSIGNER, unit_id=filing.leader_unit, person_id=filing.persons["郗望潮"]
    )
    mayor = filing.officers["郗望潮"] = filing.staff.officer("mayor")
    with pytest.raises(NoMatch):
        opened_by(filing, version_of(filing, SECRETARY), mayor)
    posted(filing, SECRETARY)
    assert mayor.member_id in version_of(filing, SECRETARY).recipients
    assert opened_by(filing, version_of(filing, SECRETARY), mayor).form.own["name"] == SECRETARY
    with pytest.raises(NoMatch):
        opened_by(filing, version_of(filing, "蔺书遥"), mayor)
    with filing.staff.store.read() as db:
        assert [row.name for row in declarations.waiting_for(db, mayor)] == [SECRETARY]
        assert declarations.found(db, mayor, row_of(filing, "蔺书遥").id) is None
    assert isinstance(countersign(filing, SECRETARY, "郗望潮", 2014, 12, 9, 9), Moved)
    assert row_of(filing, SECRETARY).countersign_row is CountersignRow.C3


def test_a_near_relative_of_the_declarant_is_passed_over(staff: Staff) -> None:
    filing = settle(staff)
    rows = dict(filling.untidy_rows())
    rows["家庭成员"] = [*rows["家庭成员"], filling.spouse(4, "蔺书遥")]
    rows["承诺"] = [*rows["承诺"][:3], filling.statement(4, nil=True), *rows["承诺"][4:]]
    assert isinstance(bring(filing, rows), Imported)
    posted(filing, HEAD_OF_OFFICE)
    assert row_of(filing, HEAD_OF_OFFICE).expected_id == filing.persons[SECRETARY]
    assert isinstance(countersign(filing, HEAD_OF_OFFICE, SECRETARY, 2014, 12, 9, 9), Moved)


def test_what_a_commission_has_is_sent_on_by_its_own_officers_alone(filing: Filing) -> None:
    posted(filing)
    row = row_of(filing, CHIEF)
    clerk, inspector = filing.officer(Role.UNIT_CLERK), filing.officer(Role.INVESTIGATOR)
    row.state = DeclarationState.SUBMITTED
    assert may_send(clerk, row, None) is None
    assert may_send(inspector, row, inspector.office_id) is None
    assert may_send(inspector, row, "another office") == NotDone(ActFault.NOT_YOURS)
    assert may_send(clerk, row, inspector.office_id) == NotDone(ActFault.NOT_YOURS)


def test_the_form_goes_hop_by_hop_is_reviewed_by_another_and_archived_when_nothing_is_uncertain(
    filing: Filing,
) -> None:
    declaration_id = posted(filing)
    store, clerk, inspector = (
        filing.staff.store,
        filing.officer(Role.UNIT_CLERK),
        filing.officer(Role.INVESTIGATOR),
    )
    at = At.on(2014, 12, 12, 9)
    early = declarations.submit_up(store, clerk, at, declaration_id=declaration_id)
    assert isinstance(early, Refused)
    countersign(filing, CHIEF, SECRETARY, 2014, 12, 9, 9)
    assert declarations.submit_up(store, clerk, at, declaration_id=declaration_id) == Moved(
        declaration_id, DeclarationState.SUBMITTED
    )
    assert isinstance(declarations.submit_up(store, clerk, at, declaration_id=declaration_id), Moved)
    assert isinstance(declarations.submit_up(store, clerk, at, declaration_id=declaration_id), Refused)
    with store.read() as db:
        assert [hop.body for hop in register.hops(db, declaration_id)] == [
            "unit_party_committee",
            "unit_commission",
            "city_commission",
        ]
    said: dict[str, Any] = {"declaration_id": declaration_id, "opinion": "与管辖业务无关。"}
    assert isinstance(declarations.review(store, clerk, at, **said), Refused)
    assert declarations.review(store, inspector, at, **said) == NotDone(ActFault.REASON_NEEDED)
    judged = (Judged("m1", Verdict.OUT, "审计业务与公路无关。"),)
    assert isinstance(declarations.review(store, inspector, at, **said, judged=judged), Moved)
    assert declarations.archive(store, inspector, at, declaration_id=declaration_id) == Moved(
        declaration_id, DeclarationState.ARCHIVED
    )


def test_uncertain_blocks_the_archive(filing: Filing) -> None:
    declaration_id = posted(filing)
    store, inspector = filing.staff.store, filing.officer(Role.INVESTIGATOR)
    countersign(filing, CHIEF, SECRETARY, 2014, 12, 9, 9)
    judged = (Judged("m1", Verdict.UNCERTAIN, "待查合同。"),)
    at = At.on(2014, 12, 12, 9)
    declarations.review(store, inspector, at, declaration_id=declaration_id, opinion="待查。", judged=judged)
    refused = declarations.archive(store, inspector, at, declaration_id=declaration_id)
    assert isinstance(refused, Refused)
    assert refused.reason is Reason.UNCERTAIN_OPEN


def test_the_archive_gives_each_version_as_it_stood(filing: Filing) -> None:
    declaration_id = posted(filing)
    countersign(filing, CHIEF, SECRETARY, 2014, 12, 9, 9)
    with filing.staff.store.read() as db:
        inspector = filing.officer(Role.INVESTIGATOR)
        (stood,) = declarations.versions_of(db, inspector, filing.persons[CHIEF])
        assert declarations.version(db, inspector, declaration_id, 1) == stood
        day = date(2014, 12, 3)
        within = declarations.versions_signed_within(
            db, inspector, filing.persons[CHIEF], from_on=day, to_on=day
        )
        assert within == (stood,)
        assert (
            declarations.versions_signed_within(
                db, inspector, filing.persons[CHIEF], from_on=date(2014, 12, 4), to_on=date(2015, 1, 1)
            )
            == ()
        )
        assert declarations.versions_of(db, filing.officer(Role.AUDITOR), filing.persons[CHIEF]) == ()
    assert (stood.n, stood.countersigner, stood.countersigner_post) == (
        1,
        SECRETARY,
        LeaderPost.PARTY_SECRETARY,
    )
    assert (stood.publicity_from, stood.publicity_to) == (
        At.on(2014, 12, 3, 9).now,
        At.on(2014, 12, 8, 17).now,
    )
    assert [business.name for business in stood.facts.businesses] == ["澄远会计师事务所"]
    assert stood.facts.businesses[0].places[0].region == "990103"
    assert stood.declared[0].words.startswith("机构：澄远会计师事务所；业务类别：审计")
    assert stood.declared[0].id == stood.facts.businesses[0].id
