"""送达 of a decision: recorded once, after it was made, by who handles the case; the term for 复审 runs from it."""

from datetime import date, timedelta
from typing import Any
from urllib.parse import quote

import pytest

from casework.cases import service
from casework.cases.states import ServingManner
from regulation.case_terms import Outcome
from regulation.decisions import Reason, Refused
from regulation.terms import ConductType
from tests.audit import audit
from tests.casework.cases.conftest import FIRST, PRINCIPAL, REVIEWER, SECOND, Bench


def today(bench: Bench) -> date:
    return bench.staff.time().date()


def serve(bench: Bench, reference: str, strand_id: str, who: str = FIRST, **changes: Any) -> Any:
    told = {
        "served_on": today(bench),
        "manner": ServingManner.HANDED,
        "by": "楚临川、岑以安",
        "words": "",
        **changes,
    }
    return bench.act(service.record_serving, who, reference, strand_id=strand_id, **told)


def decided(bench: Bench, outcome: Outcome = Outcome.HELD) -> tuple[str, str]:
    """A case whose first strand is decided; its reference and the strand."""
    reference = str(bench.open())
    bench.discrepancy(reference)
    strand = bench.page(reference).strands[0]
    assert bench.conclude(reference, strand.id, "配偶企业未申报", outcome) is None
    return reference, strand.id


def test_the_term_for_review_runs_from_the_day_it_was_served(bench: Bench) -> None:
    reference, strand = decided(bench)
    assert bench.page(reference).strands[0].serving is None
    assert serve(bench, reference, strand) is None
    served = bench.page(reference).strands[0].serving
    assert served is not None
    assert (served.served_on, served.manner, served.by) == (
        today(bench),
        ServingManner.HANDED,
        "楚临川、岑以安",
    )
    assert served.review_until is not None
    # 2026-11-20 and a month is Sunday 2026-12-20: a last day that is no working day moves to the next (H-34)
    assert served.review_until.latest == date(2026, 12, 21)


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"by": " "}, Reason.REASON_MISSING),
        ({"manner": ServingManner.LEFT}, Reason.REASON_MISSING),
        ({"days": 1}, Reason.DATES_IMPOSSIBLE),
        ({"days": -1}, Reason.DATES_IMPOSSIBLE),
        ({"who": REVIEWER}, Reason.NOT_COMPETENT),
        ({"who": PRINCIPAL}, Reason.NOT_COMPETENT),
    ],
)
def test_what_is_not_served_is_not_recorded(bench: Bench, changes: dict[str, Any], reason: Reason) -> None:
    reference, strand = decided(bench)
    told = {key: value for key, value in changes.items() if key != "days"}
    served_on = today(bench) + timedelta(changes.get("days", 0))
    refused = serve(bench, reference, strand, **{"served_on": served_on, **told})
    assert isinstance(refused, Refused)
    assert refused.reason is reason
    assert bench.page(reference).strands[0].serving is None


def test_it_is_recorded_once_and_only_after_the_decision(bench: Bench) -> None:
    reference, first = decided(bench)
    second = bench.page(reference).strands[1].id
    early = serve(bench, reference, second)
    assert isinstance(early, Refused)
    left = {"manner": ServingManner.LEFT, "words": "本人拒绝签收，见证人邻居两名在场，留置于其住处"}
    assert serve(bench, reference, first, SECOND, **left) is None
    assert isinstance(serve(bench, reference, first), Refused)


def test_a_closed_case_takes_it_and_closing_does_not_ask_for_it(bench: Bench) -> None:
    reference, first = decided(bench)
    second = bench.page(reference).strands[1].id
    assert bench.conclude(reference, second, "异议未核实即签字", Outcome.NOT_HELD) is None
    bench.act(service.record_conduct, FIRST, reference, conduct=ConductType.T1A)
    assert bench.act(service.close_case, PRINCIPAL, reference, told_to_reporter="") == ()
    assert serve(bench, reference, first) is None
    assert bench.page(reference).strands[0].serving is not None


def test_through_the_page_and_refused_receipt_asks_how_it_went(bench: Bench) -> None:
    reference, strand = decided(bench)
    client = bench.staff.sign_in(FIRST)
    shown = client.get(f"/cases/{reference}")
    assert "还没有记送达" in shown.text
    address = f"/cases/{reference}/strands/{strand}/serving"
    assert quote(address) in shown.text
    audit(client.get(address))
    told = {"served_on": "2026年11月20日", "manner": "left", "by": "楚临川、岑以安", "words": ""}
    answer = client.post(address, data=told)
    audit(answer)
    assert "写明经过和在场的见证人" in answer.text
    assert client.post(address, data={**told, "words": "邻居两名在场见证"}).status_code == 303
    shown = client.get(f"/cases/{reference}")
    audit(shown)
    assert "本人拒绝签收，留置送达" in shown.text
    assert "2026年12月21日" in shown.text
    assert "监察法" in shown.text
    assert "记送达</a>" not in shown.text
