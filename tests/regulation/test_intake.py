"""三(四): what is taken in and what may be declined."""

import pytest

from regulation.case_terms import (
    Advice,
    Channel,
    DeclineGround,
    ForwardStep,
    Naming,
    Particular,
    ReporterRequest,
    Truth,
)
from regulation.decisions import Reason, Refused
from regulation.intake import (
    Handling,
    ReportContent,
    decline_ground,
    handling,
    may_clarify,
    may_decline,
    may_find_false_accusation,
    may_reply,
    may_trace_reporter,
    may_work_on_superiors_report,
    naming,
    opens_a_report_of_its_own,
    truth_of,
    unpublished_channels,
)
from regulation.terms import Level

WITH_FACTS = ReportContent(frozenset({Particular.BUSINESS}))


def test_every_channel_is_to_be_published() -> None:
    """SR-41."""
    assert unpublished_channels(frozenset(Channel)) == ()
    assert Channel.PHONE in unpublished_channels(frozenset({Channel.SITE}))


@pytest.mark.parametrize(
    ("name", "contact", "verified", "kind"),
    [
        (True, True, None, Naming.NAMED),
        (True, True, True, Naming.NAMED),
        (True, True, False, Naming.ANONYMOUS),
        (True, False, None, Naming.ANONYMOUS),
        (False, True, None, Naming.ANONYMOUS),
    ],
)
def test_named_needs_a_name_a_contact_and_no_failed_check(
    name: bool, contact: bool, verified: bool | None, kind: Naming
) -> None:
    assert naming(name=name, contact=contact, verified=verified) is kind


def test_a_named_report_goes_first_and_is_answered_a_repeat_is_not_told_again() -> None:
    assert handling(Naming.NAMED) == Handling(Naming.NAMED, True, True, True)
    assert handling(Naming.NAMED, is_repeat=True) == Handling(Naming.NAMED, True, False, True)
    assert handling(Naming.ANONYMOUS) == Handling(Naming.ANONYMOUS, False, False, False)


@pytest.mark.parametrize(
    ("report", "ground", "advice"),
    [
        (ReportContent(settled_by_law=True), DeclineGround.SETTLED_BY_LAW, Advice.WHERE_TO_GO),
        (ReportContent(belongs_to_another_organ=True), DeclineGround.OTHER_ORGAN, Advice.WHERE_TO_GO),
        (ReportContent(), DeclineGround.NO_SUBSTANCE, Advice.GIVE_FACTS),
    ],
)
def test_each_ground_comes_with_its_advice(
    report: ReportContent, ground: DeclineGround, advice: Advice
) -> None:
    assert decline_ground(report) is ground
    assert may_decline(report, ground) is advice


def test_an_accepted_report_cannot_be_declined_for_another_reason() -> None:
    outside = Refused(Reason.OUTSIDE_ARTICLE_13, "检举控告工作规则 第十三条")
    assert decline_ground(WITH_FACTS) is None
    assert may_decline(WITH_FACTS, None) == outside
    assert may_decline(WITH_FACTS, DeclineGround.NO_SUBSTANCE) == outside


def test_nobody_traces_an_anonymous_reporter() -> None:
    assert may_trace_reporter().reason is Reason.TRACING_FORBIDDEN


def test_an_answer_needs_a_checked_receipt_and_repeats_nothing() -> None:
    assert may_reply(receipt_checked=True, repeats_report=False) is None
    assert may_reply(receipt_checked=False, repeats_report=False) is not None
    assert may_reply(receipt_checked=True, repeats_report=True) is not None


def test_retaliation_is_a_report_of_its_own() -> None:
    assert [each for each in ReporterRequest if opens_a_report_of_its_own(each)] == [
        ReporterRequest.RETALIATION
    ]


def test_a_superiors_report_is_resealed_step_by_step_and_nothing_else() -> None:
    done: list[ForwardStep] = []
    for step in ForwardStep:
        assert may_work_on_superiors_report(step, done) is None
        done.append(step)
    refused = Refused(Reason.SUPERIORS_REPORT, "检举控告工作规则 第十五条")
    assert may_work_on_superiors_report(None, []) == refused
    assert may_work_on_superiors_report(ForwardStep.DESTROY_LOCAL, [ForwardStep.RESEAL]) == refused
    assert may_work_on_superiors_report(ForwardStep.RESEAL, done) == refused


@pytest.mark.parametrize(
    ("told", "truth"),
    [
        ({"confirmed": True}, Truth.CONFIRMED),
        ({"confirmed": False}, Truth.UNFOUNDED),
        ({"confirmed": False, "mistaken": True}, Truth.MISTAKEN),
        ({"confirmed": False, "intent_proven": True}, Truth.FALSE_ACCUSATION_PROPOSED),
        (
            {"confirmed": False, "intent_proven": True, "approved_by": Level.DISTRICT},
            Truth.FALSE_ACCUSATION_PROPOSED,
        ),
        ({"confirmed": False, "intent_proven": True, "approved_by": Level.CITY}, Truth.FALSE_ACCUSATION),
    ],
)
def test_an_unfounded_report_is_called_unfounded(told: dict[str, object], truth: Truth) -> None:
    assert truth_of(**told) is truth


def test_only_a_city_level_body_approves_a_false_accusation() -> None:
    assert may_find_false_accusation(Level.CITY) is None
    assert may_find_false_accusation(Level.DISTRICT) == Refused(
        Reason.NOT_CITY_LEVEL, "检举控告工作规则 第三十九条"
    )


def test_a_clarification_is_approved_by_the_principal_and_holds_no_trace_of_the_reporter() -> None:
    assert may_clarify(Truth.UNFOUNDED, approved_by_principal=True, holds_reporter_data=False) is None
    assert may_clarify(Truth.UNFOUNDED, approved_by_principal=False, holds_reporter_data=False) is not None
    assert may_clarify(Truth.UNFOUNDED, approved_by_principal=True, holds_reporter_data=True) is not None
    assert may_clarify(Truth.CONFIRMED, approved_by_principal=True, holds_reporter_data=False) is not None
