"""一案双查 at work: what a case asks for at each step, and what it refuses."""

from datetime import date
from typing import Any

import pytest

from casework.access import Role
from casework.cases import service
from casework.cases.records import NoSuchCase
from casework.cases.states import CaseState, Duty, HearingKind, StrandState
from regulation.case_terms import NoticePart, Outcome
from regulation.decisions import Reason, Refused
from regulation.terms import ConductType, DiscrepancyKind, Step
from regulation.terms import Strand as StrandKind
from tests.casework.cases.conftest import FIRST, PRINCIPAL, REVIEWER, REVIEWER2, SECOND, Bench, finding


def reason_of(answer: Any) -> Reason:
    assert isinstance(answer, Refused), answer
    return answer.reason


def test_recusal_is_asked_before_a_case_is_opened(bench: Bench) -> None:
    assert reason_of(bench.open(no_conflict_declared=False)) is Reason.RECUSAL_PENDING


def test_one_person_alone_opens_no_case(bench: Bench) -> None:
    alone = bench.open(second_handler=bench.staff.members[FIRST])
    assert reason_of(alone) is Reason.TWO_PERSONS_REQUIRED


def test_a_handler_who_is_the_declarants_colleague_is_walled_from_opening(bench: Bench) -> None:
    bench.staff.add("colleague", Role.INVESTIGATOR, person_id=bench.countersigner)
    bench.staff.grant(Role.PETITION_OFFICER.value, "colleague")
    answer = bench.open(second_handler=bench.staff.members["colleague"])
    assert reason_of(answer) is Reason.HARD_CONFLICT


def test_a_firm_the_form_does_not_name_is_concealment_and_confirmed_by_two_opens_both_strands(
    bench: Bench,
) -> None:
    reference = bench.open()
    bench.discrepancy(reference)
    page = bench.page(reference)
    assert page.state is CaseState.STRANDS_OPEN
    assert [(each.kind, each.person.name) for each in page.strands] == [
        (StrandKind.DECLARANT, "蔺书遥"),
        (StrandKind.COUNTERSIGNER, "苗若榆"),
    ]
    assert page.comparison is not None
    assert [line.kind for line in page.comparison.lines] == [DiscrepancyKind.CONCEALMENT]


def test_nobody_confirms_the_difference_he_put_forward(bench: Bench) -> None:
    reference = bench.open()
    bench.act(service.record_finding, FIRST, reference, body=finding())
    comparison = bench.act(service.compare_case, FIRST, reference)
    put = bench.act(
        service.propose_discrepancy, FIRST, reference, comparison_id=comparison, line=0, reason="申报为无"
    )
    own = bench.act(service.settle_discrepancy, FIRST, reference, discrepancy_id=put, confirm=True)
    assert reason_of(own) is Reason.TWO_PERSONS_REQUIRED
    assert bench.page(reference).strands == ()


def test_what_arose_after_the_signature_is_no_discrepancy(bench: Bench) -> None:
    reference = bench.open()
    bench.act(service.record_finding, FIRST, reference, body=finding(held_from="2015-03-01"))
    comparison = bench.act(service.compare_case, FIRST, reference)
    page = bench.page(reference)
    assert page.comparison is not None
    assert page.comparison.lines[0].kind is DiscrepancyKind.AROSE_LATER
    put = bench.act(
        service.propose_discrepancy, FIRST, reference, comparison_id=comparison, line=0, reason="后来才有"
    )
    assert reason_of(put) is Reason.NOT_COMPARED


def test_a_strand_is_not_decided_before_the_person_was_heard(bench: Bench) -> None:
    reference = bench.open()
    bench.discrepancy(reference)
    strand = bench.page(reference).strands[0].id
    early = bench.act(
        service.propose_outcome, FIRST, reference, strand_id=strand, outcome=Outcome.HELD, words="瞒报"
    )
    assert reason_of(early) is Reason.STATEMENT_MISSING
    decided = bench.act(
        service.decide_strand, PRINCIPAL, reference, strand_id=strand, told=bench.decision("瞒报成立")
    )
    assert reason_of(decided) is Reason.STATEMENT_MISSING


def test_trial_needs_two_who_did_not_investigate(bench: Bench) -> None:
    reference = bench.open()
    bench.discrepancy(reference)
    strand = bench.page(reference).strands[0].id
    bench.act(
        service.hear,
        FIRST,
        reference,
        strand_id=strand,
        kind=HearingKind.WAIVER,
        heard_on=date(2026, 11, 19),
        words="书面放弃",
    )
    told = {"strand_id": strand, "outcome": Outcome.HELD, "words": "瞒报"}
    assert bench.act(service.propose_outcome, FIRST, reference, **told) is None
    assert reason_of(bench.act(service.review_strand, SECOND, reference, **told)) is Reason.DECIDER_CONCERNED
    assert bench.act(service.review_strand, REVIEWER, reference, **told) is None
    again = bench.act(service.review_strand, REVIEWER, reference, **told)
    assert reason_of(again) is Reason.TWO_PERSONS_REQUIRED
    early = bench.act(
        service.decide_strand, PRINCIPAL, reference, strand_id=strand, told=bench.decision("瞒报成立")
    )
    assert reason_of(early) is Reason.TWO_PERSONS_REQUIRED


def test_each_strand_has_its_own_reasoned_end_and_one_text_is_not_copied_across(bench: Bench) -> None:
    reference = bench.open()
    bench.discrepancy(reference)
    first, second = bench.page(reference).strands
    assert bench.conclude(reference, first.id, "配偶企业未申报，事实清楚") is None
    copied = bench.conclude(reference, second.id, "配偶企业未申报，事实清楚")
    assert reason_of(copied) is Reason.SAME_TEXT
    told = bench.decision("公示异议未核实，但签字时案卷无从得知", Outcome.HELD)
    assert bench.act(service.decide_strand, PRINCIPAL, reference, strand_id=second.id, told=told) is None
    states = [
        (each.state, each.decision.outcome if each.decision else None)
        for each in bench.page(reference).strands
    ]
    assert states == [(StrandState.DECIDED, Outcome.HELD), (StrandState.DECIDED, Outcome.HELD)]


def test_not_held_accountable_is_an_end_like_any_other(bench: Bench) -> None:
    reference = bench.open()
    bench.discrepancy(reference)
    second = bench.page(reference).strands[1]
    assert bench.conclude(reference, second.id, "签字时案卷无从得知", Outcome.NOT_HELD) is None
    assert bench.page(reference).strands[1].decision is not None


def test_a_case_is_not_closed_with_an_open_strand_or_without_a_comparison(bench: Bench) -> None:
    reference = bench.open()
    missing = bench.act(service.close_case, PRINCIPAL, reference, told_to_reporter="")
    assert Reason.NOT_COMPARED in {each.reason for each in missing}
    bench.discrepancy(reference)
    missing = bench.act(service.close_case, PRINCIPAL, reference, told_to_reporter="")
    assert [each.reason for each in missing].count(Reason.ITEM_OPEN) == 2
    assert bench.page(reference).state is CaseState.STRANDS_OPEN


def test_a_concluded_case_is_closed_by_somebody_who_did_not_handle_it(bench: Bench) -> None:
    reference = bench.open()
    bench.discrepancy(reference)
    first, second = bench.page(reference).strands
    assert bench.conclude(reference, first.id, "配偶企业未申报，事实清楚") is None
    assert bench.conclude(reference, second.id, "公示异议未核实即签字") is None
    bench.act(service.record_conduct, FIRST, reference, conduct=ConductType.T1A)
    assert bench.act(service.close_case, PRINCIPAL, reference, told_to_reporter="") == ()
    page = bench.page(reference)
    assert (page.state, page.closed_on) == (CaseState.CLOSED, date(2026, 11, 20))


def test_a_referred_strand_counts_as_settled_only_with_its_return_receipt(bench: Bench) -> None:
    reference = bench.open()
    bench.discrepancy(reference)
    second = bench.page(reference).strands[1]
    assert bench.act(service.refer_strand, PRINCIPAL, reference, strand_id=second.id, to="南桥区纪委") is None
    assert Reason.RECEIPT_MISSING in {each.reason for each in bench.page(reference).missing}
    receipt = {"strand_id": second.id, "received_on": date(2026, 11, 20)}
    alone = bench.act(service.record_receipt, PRINCIPAL, reference, **receipt)
    assert reason_of(alone) is Reason.TWO_PERSONS_REQUIRED, "else one person could end a strand unheard"
    assert Reason.RECEIPT_MISSING in {each.reason for each in bench.page(reference).missing}
    assert bench.act(service.record_receipt, FIRST, reference, **receipt) is None
    assert Reason.RECEIPT_MISSING not in {each.reason for each in bench.page(reference).missing}


def test_a_record_of_no_or_another_case_is_not_there(bench: Bench) -> None:
    reference = bench.open()
    bench.discrepancy(reference)
    strand = bench.page(reference).strands[0]
    other = bench.open(report_id="", facts="另一案")
    for name, path, data in (
        (FIRST, "strands/{}/hearing", {"kind": "statement", "heard_on": "2026-11-20", "words": "说明"}),
        (FIRST, "findings/{}/withdrawal", {"words": "记错了"}),
        (PRINCIPAL, "discrepancies/{}", {"answer": "confirm"}),
        (PRINCIPAL, "steps/{}", {"obeyed": "yes", "on": "2026-11-20"}),
        (REVIEWER, "disclosure/{}", {}),
    ):
        client = bench.staff.sign_in(name)
        for foreign in ("nosuch", strand.id):
            assert client.post(f"/cases/{other}/{path.format(foreign)}", data=data).status_code == 404, path


def test_a_finding_of_a_closed_case_stays(bench: Bench) -> None:
    reference = bench.open()
    bench.discrepancy(reference)
    first, second = bench.page(reference).strands
    assert bench.conclude(reference, first.id, "配偶企业未申报，事实清楚") is None
    assert bench.conclude(reference, second.id, "公示异议未核实即签字") is None
    bench.act(service.record_conduct, FIRST, reference, conduct=ConductType.T1A)
    assert bench.act(service.close_case, PRINCIPAL, reference, told_to_reporter="") == ()
    [kept] = bench.page(reference).findings
    late = {"finding_id": kept.id, "reason": "记错了"}
    assert bench.act(service.withdraw_finding, FIRST, reference, **late).reason is Reason.TRANSITION_FORBIDDEN
    assert [each.id for each in bench.page(reference).findings] == [kept.id]


def test_a_step_of_the_ladder_is_not_skipped(bench: Bench) -> None:
    reference = bench.open()
    bench.act(service.record_finding, FIRST, reference, body=finding())

    def step(step: Step, *, by_committee: bool = False) -> Any:
        told = service.StepTold(
            step, date(2026, 11, 19), "青纪令〔2026〕3号", "责令纠正", date(2026, 12, 20), by_committee
        )
        return bench.act(service.take_step, FIRST, reference, told=told)

    assert reason_of(step(Step.L3_ADJUST_POST, by_committee=True)) is Reason.STEP_SKIPPED
    assert reason_of(step(Step.L4_REMOVE_PARTY_POST, by_committee=True)) is Reason.STEP_SKIPPED
    assert isinstance(step(Step.L2_ORDER_RECTIFY), str)
    assert reason_of(step(Step.L3_ADJUST_POST, by_committee=True)) is Reason.REFUSAL_NOT_FOUND


def test_a_refusal_to_correct_is_found_by_two(bench: Bench) -> None:
    reference = bench.open()
    bench.act(service.record_finding, FIRST, reference, body=finding())
    told = service.StepTold(
        Step.L2_ORDER_RECTIFY,
        date(2026, 11, 2),
        "青纪令〔2026〕3号",
        "责令纠正",
        date(2026, 11, 18),
        by_committee=False,
    )
    order = bench.act(service.take_step, FIRST, reference, told=told)
    refusal = {"step_id": order, "obeyed": False, "on": date(2026, 11, 19)}
    assert (
        reason_of(bench.act(service.settle_step, FIRST, reference, **refusal)) is Reason.TWO_PERSONS_REQUIRED
    )
    assert bench.act(service.settle_step, SECOND, reference, **refusal) is None


def test_facts_for_publication_are_marked_by_who_did_not_investigate(bench: Bench) -> None:
    reference = bench.open()
    told = {"part": NoticePart.FACTS, "strand": StrandKind.DECLARANT, "text": "配偶经营一家检测公司，未申报"}
    marked = bench.act(service.mark_disclosable, REVIEWER, reference, **told)
    assert isinstance(marked, str)
    assert [each.text for each in bench.page(reference).disclosed] == ["配偶经营一家检测公司，未申报"]
    assert bench.act(service.unmark_disclosable, REVIEWER2, reference, fact_id=marked) is None
    assert bench.page(reference).disclosed == ()


def test_verification_and_trial_are_in_different_hands(bench: Bench) -> None:
    reference = bench.open()
    member = bench.staff.members[FIRST]
    assert reason_of(bench.act(service.assign, PRINCIPAL, reference, member_id=member, duty=Duty.TRIAL)) is (
        Reason.DECIDER_CONCERNED
    )


def test_a_case_does_not_exist_for_an_investigator_who_is_not_on_it_nor_behind_a_wall(bench: Bench) -> None:
    reference = bench.open()
    staff = bench.staff
    staff.add("other", Role.INVESTIGATOR)
    staff.add("boss", Role.APPROVER, person_id=bench.countersigner)
    for name in ("other", "boss"):
        staff.grant(Role.PETITION_OFFICER.value, name)
        with pytest.raises(NoSuchCase):
            bench.page(reference, name)
        client = staff.sign_in(name)
        assert client.get(f"/cases/{reference}").status_code == 404
        assert reference not in client.get("/cases").get_data(as_text=True)
