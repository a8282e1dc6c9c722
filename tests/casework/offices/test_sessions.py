"""Sessions: idle lock, absolute end, unlocking, what an ended session does with a form."""

import html
import re
from datetime import date
from io import BytesIO

import pytest
from flask import Blueprint, Response
from sqlalchemy import select

import casework
from casework.access import Action, Role, allow, rule_of
from casework.offices import sessions, signing_in
from casework.offices.rows import MemberRoleRow, MemberRow, SessionRow, UnitRow
from casework.offices.views_accounts import WITH_AN_OLD_PASSWORD
from casework.timers import run
from tests.casework.conftest import PASSWORD, Staff
from web.receiving import Limits, Part
from web.uploads import accepts

WHO = Role.REGISTRAR
NEW_UNIT = {
    "name": "青澜市水务局",
    "aliases": "",
    "kind": "government",
    "level": "city",
    "belongs_to": "city",
    "region_code": "990100",
}


def rows(staff: Staff) -> list[SessionRow]:
    with staff.store.read() as db:
        return list(db.scalars(select(SessionRow).where(SessionRow.member_id == staff.members[WHO])))


def find(staff: Staff, key: bytes) -> sessions.Live | sessions.Locked | None:
    return sessions.find(staff.store, staff.time, staff.work.config, key)


def test_a_session_locks_after_a_quarter_of_an_hour_and_holds_no_key_then(staff: Staff) -> None:
    key = staff.session_of(WHO)
    staff.time.pass_(minutes=14)
    assert isinstance(find(staff, key), sessions.Live)
    staff.time.pass_(minutes=15)
    assert isinstance(find(staff, key), sessions.Locked)
    assert [row.keys_payload for row in rows(staff) if row.name == _name(key)] == [None]


def test_the_timer_locks_idle_sessions_without_a_request(staff: Staff) -> None:
    staff.session_of(WHO)
    staff.time.pass_(minutes=15)
    assert run(staff.work, ["lock-idle-sessions"]) == []
    assert {row.keys_header for row in rows(staff)} == {None}


def test_a_session_ends_after_twelve_hours_however_busy(staff: Staff) -> None:
    key = staff.session_of(WHO)
    for _ in range(71):
        staff.time.pass_(minutes=10)
        assert isinstance(find(staff, key), sessions.Live)
    staff.time.pass_(minutes=10)
    assert find(staff, key) is None
    run(staff.work, ["lock-idle-sessions"])
    assert _name(key) not in {row.name for row in rows(staff)}


def test_unlocking_draws_a_new_key_and_keeps_the_absolute_end(staff: Staff) -> None:
    key = staff.session_of(WHO)
    started_at = next(row.started_at for row in rows(staff) if row.name == _name(key))
    staff.time.pass_(hours=2)
    locked = find(staff, key)
    assert isinstance(locked, sessions.Locked)
    new = signing_in.unlock(
        staff.store,
        staff.time,
        staff.work.config,
        session_id=locked.session_id,
        password=PASSWORD,
        code=staff.code(WHO),
    )
    assert new is not None
    assert find(staff, key) is None
    assert isinstance(find(staff, new), sessions.Live)
    assert next(row.started_at for row in rows(staff) if row.name == _name(new)) == started_at


def test_a_locked_page_leads_to_unlocking_and_back(staff: Staff) -> None:
    client = staff.sign_in(WHO)
    assert client.post("/lock").headers["Location"] == "/unlock"
    asked = client.get("/units?before=3")
    assert asked.headers["Location"] == "/unlock?next=/units?before%3D3"
    page = client.get(asked.headers["Location"])
    assert "员registrar" in page.text
    form = {"password": PASSWORD, "code": staff.code(WHO), "next": "/units?before=3"}
    assert client.post("/unlock", data=form).headers["Location"] == "/units?before=3"
    assert client.get("/units").status_code == 200


@pytest.mark.parametrize(
    "elsewhere",
    [
        "https://elsewhere.test/",
        "//elsewhere.test",
        "/\\elsewhere.test",
        "/\t/elsewhere.test",
        "/ /elsewhere.test",
        "javascript:alert(1)",
        "elsewhere.test",
    ],
)
def test_signing_in_never_leads_to_another_site(staff: Staff, elsewhere: str) -> None:
    form = {"user_name": WHO.value, "password": PASSWORD, "code": staff.code(WHO), "next": elsewhere}
    assert staff.client().post("/sign-in", data=form).headers["Location"] == "/"


def test_a_form_sent_after_the_session_ended_is_offered_again_after_signing_in(staff: Staff) -> None:
    client = staff.sign_in(WHO)
    staff.time.pass_(hours=13)
    held = client.post("/units/new", data=NEW_UNIT)
    assert held.status_code == 401
    assert "青澜市水务局" in held.text
    signed_in = client.post(
        "/sign-in",
        data=_fields(held.text)
        | {
            "user_name": WHO.value,
            "password": PASSWORD,
            "code": staff.code(WHO),
        },
    )
    assert signed_in.status_code == 200
    again = client.post("/units/new", data=_fields(signed_in.text))
    assert again.status_code == 303
    assert "青澜市水务局" in client.get("/units").text


def test_a_password_too_old_holds_a_form_until_it_is_changed_and_does_nothing_before(staff: Staff) -> None:
    staff.time.pass_(days=181)
    client = staff.sign_in(WHO)
    held = client.post("/units/new", data=NEW_UNIT)
    assert held.status_code == 403
    with staff.store.read() as db:
        assert "青澜市水务局" not in db.scalars(select(UnitRow.name)).all()
    new = "另一条 long enough 密码"
    changed = client.post(
        "/account/password",
        data=_fields(held.text)
        | {"old_password": PASSWORD, "code": staff.code(WHO), "password": new, "again": new},
    )
    assert changed.status_code == 200
    assert PASSWORD not in changed.text
    told = _fields(changed.text) | {"user_name": WHO.value, "password": new, "code": staff.code(WHO)}
    resumed = client.post("/sign-in", data=told)
    assert client.post("/units/new", data=_fields(resumed.text)).status_code == 303
    assert "青澜市水务局" in client.get("/units").text


def test_with_a_password_too_old_no_form_of_any_page_gets_through(staff: Staff) -> None:
    """Every POST of the route table, for a member whom every one of them is allowed."""
    with staff.store.write() as db:
        member = db.get_one(MemberRow, staff.members[WHO])
        member.role_rows = [MemberRoleRow(role=role) for role in Role]
        member.password_set_on = date(2026, 1, 1)
    client = staff.sign_in(WHO)
    rules = [rule for rule in staff.app.url_map.iter_rules() if "POST" in (rule.methods or ())]
    for rule in rules:
        policy = rule_of(staff.app.view_functions[rule.endpoint])
        if policy is None or policy.action is None or rule.endpoint in WITH_AN_OLD_PASSWORD:
            continue
        built = staff.app.url_map.bind("").build(
            rule.endpoint, dict.fromkeys(rule.arguments, 1), method="POST"
        )
        page = client.post(built, data={"note": "留住"})
        assert page.status_code == 403, rule.endpoint
        assert _fields(page.text)["held_to"] == built
        assert "留住" in page.text


def test_a_held_form_survives_a_wrong_password_and_never_holds_one(staff: Staff) -> None:
    client = staff.sign_in(WHO)
    client.post("/lock")
    held = client.post(
        "/account/password", data={"old_password": PASSWORD, "password": "新的密码", "note": "留住"}
    )
    assert PASSWORD not in held.text
    assert "新的密码" not in held.text
    wrong = client.post("/unlock", data=_fields(held.text) | {"password": "wrong", "code": "1"})
    assert wrong.status_code == 403
    assert "留住" in wrong.text


def test_what_was_typed_into_an_ended_session_is_stored_nowhere(staff: Staff) -> None:
    client = staff.sign_in(WHO)
    staff.time.pass_(hours=13)
    client.post("/units/new", data={"name": "留痕字样"})
    if staff.store.engine.dialect.name == "sqlite":
        files = sorted(staff.work.config.blobs.parent.glob("casework.db*"))
        assert not any("留痕字样".encode() in path.read_bytes() for path in files)


def test_signing_out_ends_the_session_and_clears_the_browser(staff: Staff) -> None:
    client = staff.sign_in(WHO)
    out = client.post("/sign-out")
    assert out.headers["Clear-Site-Data"] == '"cache", "storage"'
    gone = [cookie.split("=")[0] for cookie in out.headers.getlist("Set-Cookie") if "Max-Age=0" in cookie]
    assert gone == ["__Host-staff", "__Host-form"]
    assert client.get("/account").headers["Location"].startswith("/sign-in")


def test_signing_in_again_ends_the_session_it_replaces(staff: Staff) -> None:
    client = staff.sign_in(WHO)
    before = len(rows(staff))
    form = {"user_name": WHO.value, "password": PASSWORD, "code": staff.code(WHO)}
    assert client.post("/sign-in", data=form).status_code == 303
    assert len(rows(staff)) == before


def test_the_cookie_is_for_this_host_alone(staff: Staff) -> None:
    form = {"user_name": WHO.value, "password": PASSWORD, "code": staff.code(WHO)}
    cookie = staff.client().post("/sign-in", data=form).headers["Set-Cookie"]
    assert cookie.startswith("__Host-staff=")
    assert re.search("; Secure; HttpOnly; Path=/; SameSite=Strict$", cookie)


def test_a_member_ends_another_of_the_own_sessions_but_no_one_elses(staff: Staff) -> None:
    client, lost = staff.sign_in(WHO), staff.sign_in(WHO)
    other = staff.sign_in(Role.AUDITOR)
    with staff.store.read() as db:
        all_rows = list(db.scalars(select(SessionRow).order_by(SessionRow.started_at)))
    own_lost = [row for row in all_rows if row.member_id == staff.members[WHO]][-1]
    foreign = [row for row in all_rows if row.member_id == staff.members[Role.AUDITOR]][-1]
    client.post(f"/account/sessions/{own_lost.id}/end")
    client.post(f"/account/sessions/{foreign.id}/end")
    assert lost.get("/account").status_code == 303
    assert other.get("/account").status_code == 200


def test_a_malformed_cookie_is_no_session(staff: Staff) -> None:
    client = staff.client()
    for value in ("", "x", "é", "A" * 43, "A" * 500):
        client.set_cookie("__Host-staff", value, domain="casework.test", secure=True)
        assert client.get("/account").status_code == 303


def test_the_language_is_kept_with_the_account(staff: Staff) -> None:
    staff.sign_in(WHO).get("/account?lang=en")
    assert '<html lang="en"' in staff.sign_in(WHO).get("/account").text


def _name(key: bytes) -> str:
    return sessions.session_name(key)


def _fields(page: str) -> dict[str, str]:
    """The hidden fields of a page's form."""
    found = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)">', page)
    found += [
        (n, v) for n, v in re.findall(r'<input id="\w+" name="(\w+)" type="hidden" value="([^"]*)">', page)
    ]
    return {name: html.unescape(value) for name, value in found}


def test_a_file_sent_after_the_session_ended_is_kept_nowhere_and_the_text_is_held(
    staff: Staff, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[Part] = []

    class Nothing:
        def write(self, _data: bytes) -> None:
            raise AssertionError("a byte of the file arrived")

        def finish(self) -> None: ...

        def abort(self) -> None: ...

    def sink(part: Part) -> Nothing:
        opened.append(part)
        return Nothing()

    @allow(Action.KEEP_UNITS)
    @accepts(Limits(files=2, file=1000), sink)
    def take() -> Response:
        return Response("taken", mimetype="text/plain")

    blueprint = Blueprint("probe", __name__)
    blueprint.post("/probe")(take)
    monkeypatch.setattr(casework, "SUBJECTS", (*casework.SUBJECTS, blueprint))
    staff.app = casework.create_app(staff.work.config, clock=staff.time, work=staff.work)
    client = staff.sign_in(WHO)
    staff.time.pass_(hours=13)
    held = client.post(
        "/probe",
        data={"note": "留住这段文字", "file": (BytesIO(b"scan"), "a.pdf")},
        content_type="multipart/form-data",
    )
    assert held.status_code == 401
    assert "留住这段文字" in held.text
    assert opened == []
