"""The pages of a case, in its states, audited; and a case driven through the pages alone."""

import re
from typing import Any

from casework.cases import service
from regulation.case_terms import NoticePart
from tests.audit import audit
from tests.casework.cases.conftest import FIRST, PRINCIPAL, REVIEWER, REVIEWER2, SECOND, Bench, finding


def pages(bench: Bench, who: str, reference: str) -> list[str]:
    """Every page this officer finds on the case's page, fetched and audited."""
    client = bench.staff.sign_in(who)
    texts = []
    for address in ("/cases", "/cases?view=closed", f"/cases/{reference}", f"/cases/{reference}/comparison"):
        answer = client.get(address)
        audit(answer)
        texts.append(answer.get_data(as_text=True))
    for address in sorted(set(re.findall(rf'href="(/cases/{reference}/[^"?]+)"', texts[2]))):
        audit(client.get(address))
    return texts


def test_every_page_of_a_case_keeps_the_rules_of_a_page_in_every_state(bench: Bench) -> None:
    reference = bench.open()
    pages(bench, FIRST, reference)
    bench.discrepancy(reference)
    told = {"part": NoticePart.FACTS, "strand": None, "text": "配偶经营一家检测公司"}
    bench.act(service.mark_disclosable, REVIEWER, reference, **told)
    for who in (FIRST, SECOND, REVIEWER, PRINCIPAL):
        texts = pages(bench, who, reference)
        assert "有出入" in texts[3] or "瞒报" in texts[3]
    first, second = bench.page(reference).strands
    bench.conclude(reference, first.id, "配偶企业未申报")
    bench.conclude(reference, second.id, "异议未核实即签字")
    texts = pages(bench, PRINCIPAL, reference)
    assert "第一线" in texts[2]
    assert "第二线" in texts[2]


def test_intent_is_never_stated_and_concealment_is_said_only_once_confirmed(bench: Bench) -> None:
    reference = bench.open()
    bench.act(service.record_finding, FIRST, reference, body=finding())
    bench.act(service.compare_case, FIRST, reference)
    client = bench.staff.sign_in(FIRST)
    text = client.get(f"/cases/{reference}/comparison").get_data(as_text=True)
    assert "有出入" in text
    assert "瞒报" not in text


def test_a_form_that_is_refused_keeps_what_was_typed_and_says_the_clause(bench: Bench) -> None:
    reference = bench.open()
    bench.discrepancy(reference)
    strand = bench.page(reference).strands[0].id
    client = bench.staff.sign_in(FIRST)
    answer = client.post(
        f"/cases/{reference}/strands/{strand}/proposal",
        data={"outcome": "held", "words": "瞒报成立，建议诫勉"},
    )
    audit(answer)
    text = answer.get_data(as_text=True)
    assert "先听取本人说明" in text
    assert "四（四）" in text
    assert "瞒报成立，建议诫勉" in text


def test_the_reason_of_a_difference_somebody_put_forward_meanwhile_is_not_lost(bench: Bench) -> None:
    reference = bench.open()
    bench.act(service.record_finding, FIRST, reference, body=finding())
    bench.act(service.compare_case, FIRST, reference)
    client = bench.staff.sign_in(FIRST)
    place = re.search(
        r'action="(/cases/[^/"]+/comparison/[^"]+/0)"',
        client.get(f"/cases/{reference}/comparison").text,
    )
    assert place is not None
    assert client.post(place[1], data={"words": "  "}).status_code == 200, "a reason is wanted"
    assert client.post(place[1], data={"words": "配偶一栏填无"}).status_code == 303
    answer = client.post(place[1], data={"words": "登记档案写的是配偶"})
    audit(answer)
    assert answer.status_code == 200
    assert "您写的：登记档案写的是配偶" in answer.text


def test_hostile_text_is_shown_as_text(bench: Bench) -> None:
    reference = bench.open(facts='<script>alert(1)</script>"><img src=x onerror=alert(1)> \u202e倒写 {{7*7}}')
    text = bench.staff.sign_in(FIRST).get(f"/cases/{reference}").get_data(as_text=True)
    assert "<script>" not in text
    assert "<img src=x" not in text
    assert "{{7*7}}" in text


def test_a_strand_is_worked_through_its_pages(bench: Bench) -> None:
    reference = bench.open()
    bench.discrepancy(reference)
    strand = bench.page(reference).strands[0].id
    base = f"/cases/{reference}/strands/{strand}"
    steps: list[tuple[str, str, dict[str, Any]]] = [
        (FIRST, "hearing", {"kind": "statement", "heard_on": "2026年11月19日", "words": "本人称不知情"}),
        (FIRST, "proposal", {"outcome": "held", "words": "建议诫勉"}),
        (REVIEWER, "review", {"outcome": "held", "words": "同意"}),
        (REVIEWER2, "review", {"outcome": "held", "words": "同意追究"}),
        (
            PRINCIPAL,
            "decision",
            {
                "outcome": "held",
                "form": "admonition",
                "form_words": "",
                "cited_clause": "工作方案四（四）",
                "evidence": "证据07",
                "reason": "配偶企业未申报，事实清楚",
                "in_force_on": "2026-11-20",
            },
        ),
    ]
    for who, page, data in steps:
        answer = bench.staff.sign_in(who).post(f"{base}/{page}", data=data)
        assert answer.status_code == 303, answer.get_data(as_text=True)
    assert bench.page(reference).strands[0].decided_on is not None
