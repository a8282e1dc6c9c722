"""What was found changes while a case is at work: what two people confirmed stays with what they confirmed."""

from dataclasses import replace
from typing import Any

import pytest

from casework.cases import service
from casework.cases.states import DiscrepancyState
from regulation.case_terms import NoticePart, Outcome
from regulation.decisions import Reason, Refused
from regulation.terms import Strand as StrandKind
from regulation.terms import Verdict
from tests.casework.cases.conftest import FIRST, PRINCIPAL, REVIEWER, SECOND, Bench, finding

CONFIRMED = "青澜澄远检测技术有限公司"
SECOND_FIRM = "青澜第二检测站"


def compare(bench: Bench, reference: str) -> str:
    answer = bench.act(service.compare_case, FIRST, reference)
    assert isinstance(answer, str)
    return answer


def record(bench: Bench, reference: str, **changes: Any) -> str:
    answer = bench.act(service.record_finding, FIRST, reference, body=finding(**changes))
    assert isinstance(answer, str)
    return answer


def propose(bench: Bench, reference: str, comparison: str, line: int) -> Any:
    return bench.act(
        service.propose_discrepancy, FIRST, reference, comparison_id=comparison, line=line, reason="申报为无"
    )


def put_forward(bench: Bench, reference: str) -> dict[str, DiscrepancyState]:
    """By firm, where the difference put forward about it stands, as the page shows it."""
    page = bench.page(reference)
    assert page.comparison is not None
    return {page.comparison.lines[number].entity: put.state for number, put in page.standing.items()}


@pytest.mark.parametrize("name", ["一心检测站", SECOND_FIRM])
def test_a_confirmation_stays_with_the_finding_that_two_people_confirmed(bench: Bench, name: str) -> None:
    reference = bench.open()
    bench.discrepancy(reference)
    record(bench, reference, name=name)
    comparison = compare(bench, reference)
    page = bench.page(reference)
    assert page.comparison is not None
    assert len(page.comparison.lines) == 2
    assert put_forward(bench, reference) == {CONFIRMED: DiscrepancyState.CONFIRMED}
    [old] = page.standing
    assert propose(bench, reference, comparison, old).reason is Reason.TRANSITION_FORBIDDEN
    assert isinstance(propose(bench, reference, comparison, 1 - old), str)
    assert put_forward(bench, reference) == {
        CONFIRMED: DiscrepancyState.CONFIRMED,
        name: DiscrepancyState.PROPOSED,
    }


def test_a_rejected_difference_stays_rejected_after_another_comparison(bench: Bench) -> None:
    reference = bench.open()
    record(bench, reference)
    put = propose(bench, reference, compare(bench, reference), 0)
    assert bench.act(service.settle_discrepancy, SECOND, reference, discrepancy_id=put, confirm=False) is None
    assert Reason.ITEM_OPEN not in {each.reason for each in bench.page(reference).missing}
    compare(bench, reference)
    assert put_forward(bench, reference) == {CONFIRMED: DiscrepancyState.REJECTED}
    assert Reason.ITEM_OPEN not in {each.reason for each in bench.page(reference).missing}


def test_what_was_put_forward_about_a_finding_taken_back_is_not_confirmed_any_more(bench: Bench) -> None:
    reference = bench.open()
    first = record(bench, reference)
    record(bench, reference, name=SECOND_FIRM)
    comparison = compare(bench, reference)
    puts = [propose(bench, reference, comparison, line) for line in (0, 1)]
    withdraw = {"finding_id": first, "reason": "登记档案看错了年份"}
    assert bench.act(service.withdraw_finding, FIRST, reference, **withdraw) is None
    compare(bench, reference)
    assert put_forward(bench, reference) == {SECOND_FIRM: DiscrepancyState.PROPOSED}
    answers = [
        bench.act(service.settle_discrepancy, SECOND, reference, discrepancy_id=put, confirm=True)
        for put in puts
    ]
    assert sum(isinstance(each, Refused) for each in answers) == 1
    assert put_forward(bench, reference) == {SECOND_FIRM: DiscrepancyState.CONFIRMED}


def test_a_finding_is_taken_back_with_a_reason_and_never_by_one_after_two_confirmed_it(bench: Bench) -> None:
    reference = bench.open()
    wrong = record(bench, reference, name=SECOND_FIRM)
    without = bench.act(service.withdraw_finding, FIRST, reference, finding_id=wrong, reason=" ")
    assert without.reason is Reason.REASON_MISSING
    assert bench.act(service.withdraw_finding, FIRST, reference, finding_id=wrong, reason="写错了") is None
    again = bench.act(service.withdraw_finding, FIRST, reference, finding_id=wrong, reason="写错了")
    assert again.reason is Reason.TRANSITION_FORBIDDEN
    bench.discrepancy(reference)
    [confirmed] = bench.page(reference).findings
    told = {"finding_id": confirmed.id, "reason": "不想再提"}
    refused = bench.act(service.withdraw_finding, FIRST, reference, **told)
    assert refused.reason is Reason.TWO_PERSONS_REQUIRED
    assert [each.name for each in bench.page(reference).findings] == [CONFIRMED]


def test_an_uncertain_finding_is_screened_anew_and_the_case_waits_for_it(bench: Bench) -> None:
    reference = bench.open()
    uncertain = record(bench, reference, verdict="uncertain", verdict_reason="经营地待查")
    compare(bench, reference)
    assert Reason.UNCERTAIN_OPEN in {each.reason for each in bench.page(reference).missing}
    told = {"finding_id": uncertain, "verdict": Verdict.OUT, "reason": "经营地在外省"}
    assert bench.act(service.screen_finding, FIRST, reference, **told) is None
    page = bench.page(reference, PRINCIPAL)
    [found] = page.findings
    assert (found.verdict, found.verdict_reason) == (Verdict.OUT, "经营地在外省")
    assert Reason.UNCERTAIN_OPEN not in {each.reason for each in page.missing}
    empty = bench.act(service.screen_finding, FIRST, reference, **{**told, "reason": ""})
    assert empty.reason is Reason.REASON_MISSING


def test_what_a_decision_stands_on_is_changed_no_more(bench: Bench) -> None:
    reference = bench.open()
    bench.discrepancy(reference)
    other = record(bench, reference, name=SECOND_FIRM, held_from="2020-01-01")
    for number, strand in enumerate(bench.page(reference).strands):
        assert not bench.page(reference).facts_are_fixed
        assert bench.conclude(reference, strand.id, f"事实清楚（{number}）") is None
    assert bench.page(reference).facts_are_fixed
    late = bench.act(service.withdraw_finding, FIRST, reference, finding_id=other, reason="记错了")
    assert late.reason is Reason.TRANSITION_FORBIDDEN
    more = bench.act(service.record_finding, FIRST, reference, body=finding(name="第三家"))
    assert more.reason is Reason.TRANSITION_FORBIDDEN


def test_a_decision_to_hold_somebody_accountable_says_in_which_form(bench: Bench) -> None:
    reference = bench.open()
    bench.discrepancy(reference)
    strand = bench.page(reference).strands[0]
    bench.heard_and_reviewed(reference, strand.id)
    for told in (
        replace(bench.decision("事实清楚"), form=" "),
        replace(bench.decision("事实不清", Outcome.NOT_HELD), form="诫勉"),
    ):
        refused = bench.act(service.decide_strand, PRINCIPAL, reference, strand_id=strand.id, told=told)
        assert refused.reason in {Reason.RESULT_MISSING, Reason.TWO_PERSONS_REQUIRED}
    assert bench.page(reference).strands[0].decision is None


@pytest.mark.parametrize("text", ["其妻云知遥经营一家企业", "证件号110101199003078515", "电话13800138000"])
def test_names_of_kin_and_numbers_are_no_facts_for_publication(bench: Bench, text: str) -> None:
    reference = bench.open()
    bench.discrepancy(reference)
    told = {"part": NoticePart.FACTS, "strand": StrandKind.DECLARANT, "text": text}
    answer = bench.act(service.mark_disclosable, REVIEWER, reference, **told)
    assert answer.reason is Reason.NOTICE_FORBIDDEN_PART
    assert bench.page(reference).disclosed == ()
