"""The pages of notices, in every state, audited by the browser that fetches them; and a notice made through them."""

import re
from urllib.parse import quote, unquote

from sqlalchemy import select

from casework.access import Role
from casework.cases import service as cases
from casework.cases.rows import Case, CaseTag, Strand
from casework.offices.walls import member_tag
from regulation.case_terms import Outcome
from regulation.terms import Strand as StrandKind
from tests.casework.cases.conftest import PRINCIPAL, REVIEWER
from tests.casework.conftest import Browser
from tests.casework.notices.conftest import SIGNER, NoticeDesk


def text(client: Browser, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, (address, answer.status_code)
    return answer.get_data(as_text=True)


def walk(client: Browser, reference: str) -> str:
    """Every page a notice's page leads to; the notice's own words."""
    page = text(client, f"/notices/{reference}")
    text(client, "/notices")
    for address in sorted(set(re.findall(rf'href="(/notices/{quote(reference)}/[^"?]+)"', page))):
        text(client, address)
    return page


def test_a_notice_is_made_through_its_pages_alone(desk: NoticeDesk) -> None:
    drafter = desk.bench.staff.sign_in(REVIEWER)
    assert desk.reference in text(drafter, "/notices/new")
    answer = drafter.post("/notices/new", data={"pick": desk.reference})
    assert answer.status_code == 303
    address = answer.location
    reference = unquote(address.split("/")[2])
    form = text(drafter, address)
    fields = dict(re.findall(r'name="(place-[a-z0-9]+)"', form) and _selected(form))
    sent = {
        "edition": re.search(r'name="edition"[^>]*value="(\d+)"', form)[1],  # type: ignore[index]  # it is on the page
        "wrong-1": "concealed",
        "kin-1": "spouse",
        "addressee": "city",
        "copies": "inspection_office",
        "take_down_on": "2028年11月18日",
        "assessment": "依法公布，两年后撤下",
        **fields,
    }
    assert drafter.post(address, data=sent).status_code == 303
    walk(drafter, reference)
    assert drafter.post(f"/notices/{reference}/hand-in").status_code == 303
    signer = desk.bench.staff.sign_in(SIGNER)
    packet = text(signer, f"/notices/{reference}/packet")
    assert "配偶企业" in packet or "理由" in packet
    refused = signer.post(f"/notices/{reference}/packet", data={"publish_on": "2026-11-20"})
    assert refused.status_code == 422
    digest = re.search(r'name="digest"[^>]*value="([0-9a-f]{64})"', packet)[1]  # type: ignore[index]  # it is on the page
    told = {"digest": digest, "publish_on": "2026年11月20日", "typical": "y", "agreed": "y"}
    assert signer.post(f"/notices/{reference}/packet", data=told).status_code == 303
    assert desk.public(reference)["state"] == "published"
    walk(signer, reference)
    assert signer.post(f"/notices/{reference}/withdraw", data={}).status_code == 422
    assert signer.post(f"/notices/{reference}/withdraw", data={"reason": "mistake"}).status_code == 303
    assert desk.public(reference)["state"] == "withdrawn"
    assert "不得外传" in walk(signer, reference)


def _selected(form: str) -> list[tuple[str, str]]:
    found = []
    for name, options in re.findall(
        r'<select[^>]*name="(place-[a-z0-9]+)"[^>]*>(.*?)</select>', form, re.DOTALL
    ):
        chosen = re.search(r"<option selected>(\d+)", options)
        found.append((name, chosen[1] if chosen else ""))
    return found


def test_every_state_has_sound_pages_for_everybody_who_may_see_them(desk: NoticeDesk) -> None:
    staff = desk.bench.staff
    drafter, signer = staff.sign_in(REVIEWER), staff.sign_in(SIGNER)
    reference = desk.draft(assessment="")
    assert "没有通过" in walk(drafter, reference)
    assert drafter.post(f"/notices/{reference}/hand-in").status_code == 422
    desk.choose(reference)
    desk.submit(reference)
    walk(drafter, reference)
    assert "签发" in walk(signer, reference)
    assert "批准人与通报对象有关" in text(staff.sign_in(PRINCIPAL), f"/notices/{reference}/packet")
    desk.publish(reference)
    handler = staff.sign_in(Role.PETITION_OFFICER.value)
    assert "蔺书遥" in walk(handler, reference)
    assert drafter.post(f"/notices/{reference}/correct").status_code == 303
    assert "更正稿" in walk(drafter, reference)
    assert drafter.post(f"/notices/{reference}/drop-correction").status_code == 303
    signer.post(f"/notices/{reference}/withdraw", data={"reason": "mistake"})
    gone = walk(handler, reference)
    assert "蔺书遥" not in gone
    assert "内容有误" in gone
    assert drafter.get("/notices/通-NONE22").status_code == 404


def test_what_was_typed_stays_when_a_form_is_refused(desk: NoticeDesk) -> None:
    reference = desk.draft()
    drafter = desk.bench.staff.sign_in(REVIEWER)
    answer = drafter.post(f"/notices/{reference}/edit", data={"assessment": "写了一半", "edition": "1"})
    assert answer.status_code == 422
    assert "写了一半" in answer.get_data(as_text=True)


def test_a_case_without_facts_says_where_to_mark_them(desk: NoticeDesk) -> None:
    for fact_id in list(desk.facts.values()):
        desk.bench.act(cases.unmark_disclosable, REVIEWER, desk.reference, fact_id=fact_id)
    drafter = desk.bench.staff.sign_in(REVIEWER)
    answer = drafter.post("/notices/new", data={"pick": desk.reference})
    assert "去标注" in text(drafter, answer.location)


def test_the_pages_speak_english(desk: NoticeDesk) -> None:
    reference = desk.draft()
    drafter = desk.bench.staff.sign_in(REVIEWER)
    assert "Draft" in text(drafter, "/notices?lang=en")
    text(drafter, f"/notices/{reference}?lang=en")
    text(drafter, f"/notices/{reference}/edit?lang=en")


def test_who_chooses_a_case_sees_whom_it_concerns_and_what_was_decided(desk: NoticeDesk) -> None:
    mixed = desk.close({StrandKind.COUNTERSIGNER: Outcome.NOT_HELD})
    page = text(desk.bench.staff.sign_in(REVIEWER), "/notices/new")
    choices = re.findall(r'<label for="pick-\d+">(.*?)</label>', page, re.S)
    told = {choice[: len(mixed)]: choice for choice in choices}
    assert set(told) == {desk.reference, mixed}
    for choice in choices:
        assert "蔺书遥" in choice
        assert "苗若榆" in choice
        assert '追究（<span class="words">诫勉</span>）' in choice
    assert "不予追究" in told[mixed]
    assert "不予追究" not in told[desk.reference]


def test_a_case_behind_a_wall_is_no_choice_and_one_that_was_altered_says_so(desk: NoticeDesk) -> None:
    other = desk.close()
    staff, reviewer = desk.bench.staff, desk.bench.officer(REVIEWER)
    with staff.store.write() as db:
        hidden = db.scalars(select(Case).where(Case.reference == other)).one()
        db.add(CaseTag(case_id=hidden.id, tag=member_tag(reviewer.open_keys, reviewer.member_id)))
    client = staff.sign_in(REVIEWER)
    page = text(client, "/notices/new")
    assert desk.reference in page
    assert other not in page
    assert client.post("/notices/new", data={"pick": other}).status_code == 422
    with staff.store.write() as db:
        seen = db.scalars(select(Case).where(Case.reference == desk.reference)).one()
        first, second = db.scalars(select(Strand).where(Strand.case_id == seen.id).order_by(Strand.kind))
        first.sealed_body = second.sealed_body
    page = text(client, "/notices/new")
    assert f'value="{desk.reference}"' not in page
    assert "内容与台账不一致" in page
