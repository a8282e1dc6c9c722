"""The gate: denied by default, refusals in the ledger, walls like nothing at all."""

import re
from collections.abc import Callable

import pytest
from flask import Blueprint, Response
from sqlalchemy import select

import casework
from casework import UnruledView, create_app
from casework.access import (
    ADMINISTRATORS,
    ALLOWED,
    KEY_HOLDERS,
    Action,
    Role,
    allow,
    may,
    open_to_all,
    role_conflict,
)
from casework.acts import ActRow
from tests.casework.conftest import Staff


def last_act(staff: Staff) -> tuple[str, str, str, str | None]:
    with staff.store.read() as db:
        row = db.scalars(select(ActRow).order_by(ActRow.seq.desc()).limit(1)).one()
    return row.act, row.kind, row.record_id, row.member_id


def test_every_action_has_a_line_and_somebody_who_may_do_it() -> None:
    assert set(ALLOWED) == set(Action)
    assert all(ALLOWED.values())


def test_what_no_line_names_nobody_may_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("casework.access.ALLOWED", {})
    assert not any(may({role}, action) for role in Role for action in Action)


def test_the_administrators_hold_no_key() -> None:
    assert ADMINISTRATORS.isdisjoint(KEY_HOLDERS)


@pytest.mark.parametrize(
    ("roles", "conflict"),
    [
        ({Role.AUDITOR}, False),
        ({Role.AUDITOR, Role.SECURITY_ADMINISTRATOR}, True),
        ({Role.SYSTEM_ADMINISTRATOR, Role.CUSTODIAN}, True),
        ({Role.PETITION_OFFICER, Role.INVESTIGATOR}, False),
        ({Role.UNIT_CLERK, Role.DECLARANT}, False),
        ({Role.UNIT_CLERK, Role.APPROVER}, True),
    ],
)
def test_one_account_never_holds_two_roles_that_must_be_two_people(roles: set[Role], conflict: bool) -> None:
    assert role_conflict(frozenset(roles)) is conflict


def door_with(
    staff: Staff, monkeypatch: pytest.MonkeyPatch, view: Callable[..., object], address: str = "/probe"
) -> None:
    """The door with one view more."""
    blueprint = Blueprint("probe", __name__)
    blueprint.get(address)(view)  # type: ignore[type-var]  # the app hands the arguments in
    monkeypatch.setattr(casework, "SUBJECTS", (*casework.SUBJECTS, blueprint))
    staff.app = create_app(staff.work.config, clock=staff.time, work=staff.work)


def test_the_door_does_not_start_with_a_view_nobody_decided_about(
    staff: Staff, monkeypatch: pytest.MonkeyPatch
) -> None:
    def bare() -> str:
        return "secret"

    with pytest.raises(UnruledView, match=r"probe\.bare"):
        door_with(staff, monkeypatch, bare)


def test_a_view_that_lost_its_rule_while_running_is_refused(
    staff: Staff, monkeypatch: pytest.MonkeyPatch
) -> None:
    @open_to_all
    def bare() -> Response:
        return Response("secret", mimetype="text/plain")

    door_with(staff, monkeypatch, bare)
    assert staff.client().get("/probe").text == "secret"
    staff.app.view_functions["probe.bare"] = lambda: "secret"
    assert staff.client().get("/probe").status_code == 403


def test_a_view_is_handed_the_officer_and_the_workplace_it_names(
    staff: Staff, monkeypatch: pytest.MonkeyPatch
) -> None:
    @allow(Action.READ_LEDGER)
    def named(officer: casework.Officer, work: casework.Workplace) -> Response:
        return Response(f"{officer.name} {work is staff.work}", mimetype="text/plain")

    door_with(staff, monkeypatch, named)
    assert staff.sign_in(Role.AUDITOR).get("/probe").text == "员auditor True"


def test_nobody_gets_in_without_signing_in(staff: Staff) -> None:
    client = staff.client()
    for address in ("/", "/account", "/office", "/units", "/ledger"):
        answer = client.get(address)
        assert answer.status_code == 303
        assert answer.headers["Location"].startswith("/sign-in")


def test_a_refusal_by_role_is_403_and_stands_in_the_ledger(staff: Staff) -> None:
    page = staff.sign_in(Role.INVESTIGATOR).get("/ledger")
    assert page.status_code == 403
    assert last_act(staff) == ("refuse", "page", "ledger.index", staff.members[Role.INVESTIGATOR])


def test_a_record_of_another_office_answers_exactly_like_none_and_both_are_recorded(staff: Staff) -> None:
    other_office = staff.add_office("东屿区纪委")
    other_unit = staff.add_unit("东屿区财政局", office_id=other_office)
    client = staff.sign_in(Role.REGISTRAR)
    there, nowhere = client.get(f"/units/{other_unit}"), client.get("/units/aaaaaaaaaaaaaaaaaaaaaaaaaa")
    assert there.status_code == nowhere.status_code == 404
    without_token = [
        re.sub(r'(name="csrf_token"[^>]*value=")[^"]*', r"\1", page.text) for page in (there, nowhere)
    ]
    assert without_token[0].replace(other_unit, "") == without_token[1].replace("a" * 26, "")
    assert last_act(staff)[:2] == ("refuse", "record")


def test_a_member_without_the_key_is_told_whom_to_ask(staff: Staff, monkeypatch: pytest.MonkeyPatch) -> None:
    @allow(Action.SEE_UNITS)
    def needs_key(officer: casework.Officer) -> str:
        return officer.open_keys.tag("person", "x")

    door_with(staff, monkeypatch, needs_key)
    staff.add("lin", Role.INVESTIGATOR)
    page = staff.sign_in("lin").get("/probe")
    assert page.status_code == 403
    assert "核对指纹后授予" in page.text


def test_a_form_from_another_site_is_refused(staff: Staff) -> None:
    client = staff.sign_in(Role.REGISTRAR)
    for site in ("cross-site", "same-site"):
        assert client.post("/sign-out", headers={"Sec-Fetch-Site": site}).status_code == 400
    client.environ_base.pop("HTTP_SEC_FETCH_SITE")
    assert client.post("/sign-out").status_code == 400
    assert client.get("/account").status_code == 200


def test_pages_say_what_a_page_of_secrets_must(staff: Staff) -> None:
    headers = staff.sign_in(Role.REGISTRAR).get("/account").headers
    assert headers["Cache-Control"] == "no-store"
    assert "default-src 'none'" in headers["Content-Security-Policy"]
    assert headers["Referrer-Policy"] == "no-referrer"
