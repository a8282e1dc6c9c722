"""An older version of a notice laid back by whoever can write the tables: refused, said, and the list stands."""

from sqlalchemy import select

from casework.acts import ActRow
from casework.notices import service
from casework.notices.rows import NoticeApprovalRow, NoticeVersionRow
from regulation.case_terms import NoticePart
from regulation.terms import Strand as StrandKind
from tests.audit import audit
from tests.casework.cases.conftest import REVIEWER
from tests.casework.notices.conftest import SIGNER, NoticeDesk

ALTERED = "内容与台账不一致"


def refused(desk: NoticeDesk, reference: str) -> None:
    """The page refuses it, the ledger says who met it, and the list still shows the notice."""
    client = desk.bench.staff.sign_in(REVIEWER)
    page = client.get(f"/notices/{reference}")
    audit(page)
    assert page.status_code == 409
    assert ALTERED in page.text
    assert "蔺书遥" not in page.text
    with desk.bench.staff.store.read() as db:
        assert "notice" in db.scalars(select(ActRow.kind).where(ActRow.act == "open_altered")).all()
    listed = client.get("/notices")
    audit(listed)
    assert listed.status_code == 200


def test_an_older_draft_laid_back_is_refused(desk: NoticeDesk) -> None:
    reference = desk.draft()
    with desk.bench.staff.store.read() as db:
        older = db.scalars(select(NoticeVersionRow)).one().sealed_body
    assert desk.choose(reference, assessment="改过的影响评估") is None
    assert desk.bench.staff.sign_in(REVIEWER).get(f"/notices/{reference}").status_code == 200
    with desk.bench.staff.store.write() as db:
        db.scalars(select(NoticeVersionRow)).one().sealed_body = older
    refused(desk, reference)


def test_an_approval_that_a_correction_followed_is_refused_when_it_is_put_back(desk: NoticeDesk) -> None:
    reference = desk.publish()
    assert desk.act(service.start_correction, REVIEWER, reference=reference) is None
    old = desk.facts["受到诫勉处理"]
    new = desk.mark(desk.reference, NoticePart.RESULT, StrandKind.DECLARANT, "受到诫勉处理并作出检查")
    assert desk.swap(reference, old, new) is None
    assert desk.submit(reference) is None
    assert desk.approve(reference) is None
    desk.carry()
    client = desk.bench.staff.sign_in(SIGNER)
    assert client.get(f"/notices/{reference}").status_code == 200
    with desk.bench.staff.store.write() as db:
        [first, _second] = db.scalars(select(NoticeApprovalRow).order_by(NoticeApprovalRow.n)).all()
        db.delete(_second)
        db.flush()
        first.n = 2
    refused(desk, reference)


def test_after_a_dropped_correction_the_version_in_force_is_the_newest_again(desk: NoticeDesk) -> None:
    reference = desk.publish()
    for _ in range(2):
        assert desk.act(service.start_correction, REVIEWER, reference=reference) is None
        assert desk.choose(reference, assessment="更正用的影响评估") is None
        assert desk.act(service.drop_correction, REVIEWER, reference=reference) is None
    assert desk.bench.staff.sign_in(REVIEWER).get(f"/notices/{reference}").status_code == 200
