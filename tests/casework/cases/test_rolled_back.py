"""Whoever can write the tables lays an older, truly signed document back: the case says so and shows nothing of it."""

from typing import Any

import pytest
from sqlalchemy import select

from casework.acts import ActRow
from casework.cases import records, rows, service
from casework.cases.records import opened, sealed_for_office
from casework.cases.states import ServingManner
from casework.database import SealedColumns
from regulation.case_terms import NoticePart
from regulation.terms import Step, Verdict
from tests.audit import audit
from tests.casework.cases.conftest import FIRST, PRINCIPAL, REVIEWER, SECOND, Bench, finding

KINDS: dict[str, tuple[type[Any], str]] = {
    records.CASE: (rows.Case, "opened_by"),
    records.FINDING: (rows.Finding, "recorded_by"),
    records.AMENDMENT: (rows.Amendment, "made_by"),
    records.COMPARISON: (rows.Comparison, "made_by"),
    records.DISCREPANCY: (rows.Discrepancy, "proposed_by"),
    records.STRAND: (rows.Strand, "opened_by"),
    records.HEARING: (rows.Hearing, "heard_by"),
    records.OPINION: (rows.Opinion, "given_by"),
    records.DECISION: (rows.Decision, "decided_by"),
    records.SERVING: (rows.Serving, "recorded_by"),
    records.STEP: (rows.LadderStep, "recorded_by"),
    records.DISCLOSABLE: (rows.DisclosableFact, "marked_by"),
}
ALTERED = "内容与台账不一致"


def whole_case(bench: Bench) -> str:
    """A case in which every kind of document lies."""
    reference = str(bench.open())
    bench.discrepancy(reference)
    [found] = bench.page(reference).findings
    told = {"finding_id": found.id, "verdict": Verdict.IN, "reason": "经营地在南桥区"}
    assert bench.act(service.screen_finding, FIRST, reference, **told) is None
    told = {"part": NoticePart.FACTS, "strand": None, "text": "配偶经营一家检测公司"}
    assert isinstance(bench.act(service.mark_disclosable, REVIEWER, reference, **told), str)
    step = service.StepTold(
        Step.L1_REMIND, bench.staff.time().date(), "", "提醒谈话", None, by_committee=False
    )
    assert isinstance(bench.act(service.take_step, FIRST, reference, told=step), str)
    strand = bench.page(reference).strands[0]
    assert bench.conclude(reference, strand.id, "配偶企业未申报") is None
    told = {"strand_id": strand.id, "served_on": bench.staff.time().date(), "by": "楚临川", "words": ""}
    assert bench.act(service.record_serving, FIRST, reference, manner=ServingManner.HANDED, **told) is None
    return reference


def lay_back(bench: Bench, kind: str) -> str:
    """Put another document, sealed and signed by the same author, in the place of the newest; answers its id."""
    row_type, author_column = KINDS[kind]
    store = bench.staff.store
    authors = {
        bench.officer(who).member_id: bench.officer(who) for who in (FIRST, SECOND, REVIEWER, PRINCIPAL)
    }
    with store.write() as db:
        row: Any = db.scalars(select(row_type).where(getattr(row_type, author_column).in_(authors))).first()
        assert isinstance(row, SealedColumns)
        author = getattr(row, author_column)
        body = opened(db, bench.officer(PRINCIPAL), row, kind, row.id, author)
        row.sealed_body = sealed_for_office(authors[author], kind, row.id, body)
        return str(row.id)


@pytest.mark.parametrize("kind", KINDS)
def test_a_document_laid_back_is_refused_and_said_and_the_list_still_stands(bench: Bench, kind: str) -> None:
    reference = whole_case(bench)
    client = bench.staff.sign_in(PRINCIPAL)
    page = client.get(f"/cases/{reference}")
    assert page.status_code == 200
    assert ALTERED not in page.text
    altered = lay_back(bench, kind)
    page = client.get(f"/cases/{reference}")
    audit(page)
    assert page.status_code == 409
    assert ALTERED in page.text
    assert "蔺书遥" not in page.text
    with bench.staff.store.read() as db:
        told = db.execute(select(ActRow.kind, ActRow.record_id).where(ActRow.act == "open_altered")).all()
    assert [tuple(each) for each in told] == [(kind, altered)]
    listed = client.get("/cases")
    audit(listed)
    assert listed.status_code == 200
    assert reference in listed.text


def test_the_list_says_which_case_stays_closed_and_shows_the_others(bench: Bench) -> None:
    first = str(bench.open())
    lay_back(bench, records.CASE)
    second = str(bench.open())
    client = bench.staff.sign_in(PRINCIPAL)
    text = client.get("/cases").text
    assert first in text
    assert second in text
    assert text.count(ALTERED) == 1
    assert text.count("蔺书遥") == 1


def test_an_act_on_a_document_laid_back_changes_nothing(bench: Bench) -> None:
    reference = str(bench.open())
    bench.act(service.record_finding, FIRST, reference, body=finding())
    lay_back(bench, records.CASE)
    client = bench.staff.sign_in(FIRST)
    answer = client.post(f"/cases/{reference}/compare")
    assert answer.status_code == 409
    with bench.staff.store.read() as db:
        assert db.scalars(select(rows.Comparison)).all() == []
        assert "open_altered" in db.scalars(select(ActRow.act)).all()
