"""Every staff page of the offices: who gets in, and what it says. Each page fetched is audited."""

import re

import pytest

from casework.access import ALLOWED, Role, rule_of
from casework.offices import service
from casework.offices.walls import Kinship
from regulation.labels import label
from regulation.terms import UnitKind
from tests.audit import audit
from tests.casework.conftest import Staff

OWN = ("sessions", "accounts", "offices", "units", "ledger")


@pytest.mark.parametrize("role", list(Role))
def test_a_role_gets_into_exactly_the_pages_its_actions_allow(staff: Staff, role: Role) -> None:
    client = staff.sign_in(role)
    found = {}
    wanted = {}
    for rule in staff.app.url_map.iter_rules():
        policy = rule_of(staff.app.view_functions[rule.endpoint])
        if "GET" not in (rule.methods or ()) or rule.arguments or policy is None or policy.action is None:
            continue
        if rule.endpoint.split(".")[0] in OWN:
            found[rule.endpoint] = client.get(rule.rule).status_code != 403
            wanted[rule.endpoint] = role in ALLOWED[policy.action]
    narrower = {"offices.new_member": role == Role.SECURITY_ADMINISTRATOR}
    assert found == wanted | narrower


def test_the_account_page_leads_to_what_the_member_may_see(staff: Staff) -> None:
    auditor, registrar = staff.sign_in(Role.AUDITOR), staff.sign_in(Role.REGISTRAR)
    assert 'href="/ledger"' in auditor.get("/account").text
    assert 'href="/units"' not in auditor.get("/account").text
    assert 'href="/ledger"' not in registrar.get("/account").text
    assert 'href="/units"' in registrar.get("/account").text


def test_the_bar_names_the_member_and_the_office(staff: Staff) -> None:
    assert "员registrar　青澜市纪委" in staff.sign_in(Role.REGISTRAR).get("/units").text
    assert "员unit_clerk　青澜市交通运输局" in staff.sign_in(Role.UNIT_CLERK).get("/account").text


def test_a_registrar_makes_a_unit_and_its_accounts(staff: Staff) -> None:
    client = staff.sign_in(Role.REGISTRAR)
    unit = {
        "name": "青澜城投",
        "aliases": "城投 青澜城投集团",
        "kind": "state_enterprise",
        "level": "city",
        "belongs_to": "city",
        "region_code": "990100",
    }
    assert client.post("/units/new", data=unit | {"region_code": "99"}).status_code == 422
    assert client.post("/units/new", data=unit | {"kind": "bakery"}).status_code == 422
    made = client.post("/units/new", data=unit)
    assert made.status_code == 303
    assert client.post("/units/new", data=unit).status_code == 422
    page = client.get(made.headers["Location"]).text
    assert "城投、青澜城投集团" in page
    assert label(UnitKind.STATE_ENTERPRISE) in page
    assert "state_enterprise" not in page


def test_a_unit_without_accounts_can_be_founded_only_when_there_is_somebody(staff: Staff) -> None:
    unit_id = staff.add_unit("青澜城投")
    page = staff.sign_in(Role.REGISTRAR).get(f"/office/key/{unit_id}")
    assert "还没有别的账号可以一起生成" in page.text


def test_pages_are_whole_in_english_too(staff: Staff) -> None:
    client = staff.sign_in(Role.REGISTRAR)
    client.get("/account?lang=en")
    for address in ("/account", "/account/password", "/office", "/units", "/units/new", "/units/kin"):
        page = client.get(address)
        assert page.status_code == 200
        assert '<html lang="en"' in page.text


class TestTheLedgerPage:
    def test_it_shows_metadata_in_words_and_no_names_of_persons(self, staff: Staff) -> None:
        with staff.store.write() as db:
            one = service.add_person(db, None, staff.time, name="蔺书遥")
        page = staff.sign_in(Role.AUDITOR).get("/ledger").text
        assert "登记人员" in page
        assert one in page
        assert "蔺书遥" not in page
        assert "add_person" not in page.split("<tbody")[1]

    def test_it_is_read_page_by_page_and_filtered(self, staff: Staff) -> None:
        for _ in range(12):
            staff.officer(Role.APPROVER)
        client = staff.sign_in(Role.AUDITOR)
        first = client.get("/ledger").text
        assert 'rel="next"' in first
        older = first.split('<nav class="pages"')[1].split('href="')[1].split('"')[0]
        assert 'rel="next"' not in client.get(older).text
        only = client.get("/ledger?act=sign_in&user_name=approver").text
        assert only.count("员approver") >= 4
        assert "建立机关" not in only.split("</thead>")[1]
        assert client.get("/ledger?day=2026-11-20").status_code == 200
        assert client.get("/ledger?day=nonsense&before=x&act=y").status_code == 200

    def test_the_auditor_verifies_it(self, staff: Staff) -> None:
        page = staff.sign_in(Role.AUDITOR).post("/ledger")
        assert "条记录完整" in page.text


def test_kinship_has_its_chinese_names(staff: Staff) -> None:
    page = staff.sign_in(Role.REGISTRAR).get("/units/kin").text
    assert all(f'value="{kinship.value}"' in page for kinship in Kinship)
    assert "三代以内旁系血亲" in page


def test_a_unit_s_account_meets_no_account_of_another_unit_or_of_the_office(staff: Staff) -> None:
    other = staff.add_unit("青澜市财政局")
    staff.add("otherclerk", Role.UNIT_CLERK, unit_id=other)
    client = staff.sign_in(Role.UNIT_CLERK)
    assert client.get(f"/office/members/{staff.members[Role.COUNTERSIGNER.value]}/grant").status_code == 200
    for foreign in ("otherclerk", Role.PETITION_OFFICER.value):
        assert client.get(f"/office/members/{staff.members[foreign]}/grant").status_code == 404


@pytest.mark.parametrize(
    ("role", "offered"),
    [
        (Role.REGISTRAR, {"/declarations", "/campaigns", "/units"}),
        (Role.INVESTIGATOR, {"/declarations", "/campaigns", "/units"}),
        (Role.UNIT_CLERK, {"/declarations", "/campaigns"}),
        (Role.DECLARANT, set()),
    ],
)
def test_campaigns_and_units_stand_under_declarations_for_those_who_may_open_them(
    staff: Staff, role: Role, offered: set[str]
) -> None:
    client = staff.sign_in(role)
    page = client.get("/declarations")
    audit(page)
    [main] = re.findall(r'<nav aria-label="主要">(.*?)</nav>', page.text, re.S)
    assert re.findall(r'href="([^"]+)" aria-current="page"', main) == ["/declarations"]
    under = re.findall(r'<nav class="util" aria-label="申报">(.*?)</nav>', page.text, re.S)
    assert {each for row in under for each in re.findall(r'href="([^"]+)"', row)} == offered
    for address in offered:
        answer = client.get(address)
        audit(answer)
        assert answer.status_code == 200
        [main] = re.findall(r'<nav aria-label="主要">(.*?)</nav>', answer.text, re.S)
        assert re.findall(r'href="([^"]+)" aria-current="page"', main) == ["/declarations"]
