"""Signing in: one answer for whatever was wrong, a lockout that tells nothing, codes that are spent."""

import pyotp
import pytest
from sqlalchemy import select

from casework.access import Role
from casework.acts import ActRow
from casework.database import day_of
from casework.offices import enrolment, sessions, signing_in
from casework.offices.answers import Fault, NotDone
from casework.offices.known import is_known
from casework.offices.passwords import password_fault
from casework.offices.rows import MemberRow, SessionRow
from tests.casework.conftest import HOST, PASSWORD, Staff

WHO = Role.INVESTIGATOR


def attempt(staff: Staff, user_name: str, password: str, code: str) -> bytes | None:
    return signing_in.sign_in(
        staff.store, staff.time, staff.work.config, user_name=user_name, password=password, code=code
    )


def test_a_member_signs_in_and_sees_the_own_account(staff: Staff) -> None:
    page = staff.sign_in(WHO).get("/account")
    assert page.status_code == 200
    assert "员investigator" in page.text


def test_an_officer_holds_the_office_key_and_an_administrator_does_not(staff: Staff) -> None:
    held = {role: staff.officer(role).open_keys.holds_office_keys for role in Role}
    without = {Role.SYSTEM_ADMINISTRATOR, Role.SECURITY_ADMINISTRATOR, Role.AUDITOR, Role.CUSTODIAN}
    assert {role for role, holds in held.items() if not holds} == without


@pytest.mark.parametrize("wrong", ["user_name", "password", "code"])
def test_the_answer_is_the_same_for_an_unknown_name_a_wrong_password_and_a_wrong_code(
    staff: Staff, wrong: str
) -> None:
    typed = {"user_name": WHO.value, "password": PASSWORD, "code": staff.code(WHO)}
    right_page = staff.client().post("/sign-in", data={**typed, "code": "000000"})
    typed[wrong] = {"user_name": "nobody", "password": "not the password", "code": "123"}[wrong]
    page = staff.client().post("/sign-in", data=typed)
    assert page.status_code == 403
    assert page.headers.getlist("Set-Cookie") == []
    assert page.text.replace("nobody", WHO.value) == right_page.text


def test_every_attempt_does_one_password_derivation(staff: Staff, monkeypatch: pytest.MonkeyPatch) -> None:
    derived: list[str] = []
    original = signing_in.password_identity

    def counted(config: object, password: str, salt: bytes) -> object:
        derived.append(password)
        return original(staff.work.config, password, salt)

    monkeypatch.setattr(signing_in, "password_identity", counted)
    attempt(staff, "nobody", "a", "1")
    attempt(staff, WHO.value, "b", "1")
    attempt(staff, WHO.value, PASSWORD, "1")
    assert derived == ["a", "b", PASSWORD]


def test_a_code_is_accepted_once(staff: Staff) -> None:
    code = staff.code(WHO)
    assert attempt(staff, WHO.value, PASSWORD, code) is not None
    assert attempt(staff, WHO.value, PASSWORD, code) is None


def test_a_code_older_than_the_last_accepted_is_refused(staff: Staff) -> None:
    earlier = staff.code(WHO)
    assert attempt(staff, WHO.value, PASSWORD, staff.code(WHO)) is not None
    assert attempt(staff, WHO.value, PASSWORD, earlier) is None


def test_the_enrolment_code_does_not_sign_in(bare_staff: Staff) -> None:
    bare_staff.add("zhou", WHO)
    code = pyotp.TOTP(bare_staff.secrets["zhou"]).at(bare_staff.time())
    assert attempt(bare_staff, "zhou", PASSWORD, code) is None


def test_after_five_failures_the_right_password_is_refused_for_a_quarter_of_an_hour(staff: Staff) -> None:
    for _ in range(5):
        assert attempt(staff, WHO.value, "wrong", "1") is None
    assert attempt(staff, WHO.value, PASSWORD, staff.code(WHO)) is None
    staff.time.pass_(minutes=15)
    assert attempt(staff, WHO.value, PASSWORD, staff.code(WHO)) is not None


def form(staff: Staff, password: str = PASSWORD) -> dict[str, str]:
    return {"user_name": WHO.value, "password": password, "code": staff.code(WHO)}


def test_strangers_close_nobody_out_of_a_browser_the_member_has_used(staff: Staff) -> None:
    own = staff.sign_in(WHO)
    assert own.post("/sign-out").status_code == 303
    stranger = staff.client()
    for _ in range(6):
        assert stranger.post("/sign-in", data=form(staff, "guessed")).status_code == 403
    assert stranger.post("/sign-in", data=form(staff)).status_code == 403
    assert own.post("/sign-in", data=form(staff)).status_code == 303


def test_a_stolen_mark_buys_no_more_tries_than_anybody_has(staff: Staff) -> None:
    own = staff.sign_in(WHO)
    own.post("/sign-out")
    for _ in range(5):
        assert own.post("/sign-in", data=form(staff, "guessed")).status_code == 403
    assert own.post("/sign-in", data=form(staff)).status_code == 403
    assert staff.client().post("/sign-in", data=form(staff)).status_code == 303


@pytest.mark.parametrize("wrong", ["forged", "another member's", "too old", "of an earlier password"])
def test_a_mark_that_is_not_this_members_own_and_fresh_counts_as_a_strangers(
    staff: Staff, wrong: str
) -> None:
    own = staff.sign_in(Role.APPROVER if wrong == "another member's" else WHO)
    cookie = own.get_cookie("__Host-known", domain=HOST)
    assert cookie is not None
    mark = cookie.value
    if wrong == "forged":
        mark = mark[:-1] + ("0" if mark[-1] != "0" else "1")
    elif wrong == "too old":
        staff.time.pass_(days=181)
    elif wrong == "of an earlier password":
        with staff.store.write() as db:
            db.get_one(MemberRow, staff.members[WHO]).password_salt = bytes(16)
    with staff.store.read() as db:
        member = db.get_one(MemberRow, staff.members[WHO])
        assert not is_known(staff.work.config, member, mark, day_of(staff.time))


def test_a_password_changed_while_somebody_signs_in_with_the_old_one_wins(
    staff: Staff, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The stolen password is being tried when its owner changes it: no session may come of that try."""
    owner, code = staff.officer(WHO), staff.code(WHO)
    original = signing_in._step_of

    def meanwhile(*arguments: object) -> int | None:
        monkeypatch.setattr(signing_in, "_step_of", original)
        with staff.store.read() as db:
            member = db.get_one(MemberRow, owner.member_id)
        keys = signing_in._keys_of(staff.work.config, member, PASSWORD)
        assert keys is not None
        changed = enrolment.change_password(
            staff.store, owner, staff.time, staff.work.config,
            keys=keys, old_password=PASSWORD, new_password="另一条 long enough 密码",
        )  # fmt: skip
        assert changed is None
        return original(*arguments)  # type: ignore[arg-type]  # handed through

    monkeypatch.setattr(signing_in, "_step_of", meanwhile)
    assert attempt(staff, WHO.value, PASSWORD, code) is None


def test_a_flood_of_sign_ins_leaves_those_at_work_alone(staff: Staff) -> None:
    at_work = staff.sign_in(WHO)
    for _ in range(10):
        signing_in._IN_ALL.acquire()
    try:
        busy = staff.client().post("/sign-in", data=form(staff))
        assert (busy.status_code, busy.headers["Retry-After"]) == (503, "5")
        assert PASSWORD not in busy.text
        assert at_work.get("/account").status_code == 200
    finally:
        for _ in range(10):
            signing_in._IN_ALL.release()
    assert staff.client().post("/sign-in", data=form(staff)).status_code == 303


def test_failures_before_a_success_are_forgotten(staff: Staff) -> None:
    for _ in range(4):
        attempt(staff, WHO.value, "wrong", "1")
    assert attempt(staff, WHO.value, PASSWORD, staff.code(WHO)) is not None
    for _ in range(4):
        attempt(staff, WHO.value, "wrong", "1")
    assert attempt(staff, WHO.value, PASSWORD, staff.code(WHO)) is not None


def test_a_closed_account_does_not_sign_in_and_its_sessions_end(staff: Staff) -> None:
    client = staff.sign_in(WHO)
    officer = staff.officer(Role.SECURITY_ADMINISTRATOR)
    assert enrolment.disable(staff.store, officer, staff.time, member_id=staff.members[WHO]) is None
    assert attempt(staff, WHO.value, PASSWORD, staff.code(WHO)) is None
    assert client.get("/account").status_code == 303


def test_every_attempt_stands_in_the_ledger(staff: Staff) -> None:
    attempt(staff, "nobody", "wrong", "1")
    attempt(staff, WHO.value, "wrong", "1")
    attempt(staff, WHO.value, PASSWORD, staff.code(WHO))
    with staff.store.read() as db:
        rows = list(db.scalars(select(ActRow).order_by(ActRow.seq.desc()).limit(3)))
    assert [(row.act, row.record_id) for row in reversed(rows)] == [
        ("refuse_sign_in", "unknown"),
        ("refuse_sign_in", staff.members[WHO]),
        ("sign_in", staff.members[WHO]),
    ]


def test_an_account_not_used_for_ninety_days_is_closed(staff: Staff) -> None:
    staff.time.pass_(days=60)
    staff.officer(WHO)
    staff.time.pass_(days=31)
    assert enrolment.disable_unused(staff.store, staff.time, staff.work.config) == len(Role) - 1
    assert attempt(staff, WHO.value, PASSWORD, staff.code(WHO)) is not None


def test_signing_in_draws_a_new_key_each_time(staff: Staff) -> None:
    assert staff.session_of(WHO) != staff.session_of(WHO)


def test_the_database_alone_opens_no_session_and_no_account(staff: Staff) -> None:
    staff.session_of(WHO)
    with staff.store.read() as db:
        row = db.scalars(select(SessionRow).where(SessionRow.member_id == staff.members[WHO])).first()
    assert row is not None
    assert sessions.find(staff.store, staff.time, staff.work.config, bytes.fromhex(row.name)) is None
    with staff.store.read() as db:
        member = db.get_one(MemberRow, staff.members[WHO])
    assert staff.secrets[WHO].encode() not in (member.keys_payload or b"")


class TestPasswords:
    @pytest.mark.parametrize(
        ("password", "fault"),
        [
            ("elevenchars", Fault.PASSWORD_SHORT),
            ("aaaaaaaaaaaaaa", Fault.PASSWORD_PLAIN),
            ("abcabcabcabcabc", Fault.PASSWORD_PLAIN),
            ("1234567890123456", Fault.PASSWORD_PLAIN),
            ("investigator-of-qinglan", Fault.PASSWORD_PLAIN),
            ("员investigator的密码很长很长", Fault.PASSWORD_PLAIN),
            (PASSWORD, None),
            ("春潮带雨晚来急野渡无人舟自横", None),
        ],
    )
    def test_a_new_password_is_long_and_not_plain(
        self, staff: Staff, password: str, fault: Fault | None
    ) -> None:
        with staff.store.read() as db:
            member = db.get_one(MemberRow, staff.members[WHO])
        assert password_fault(password, member) == fault

    def test_a_new_password_ends_every_session_and_keeps_the_keys(self, staff: Staff) -> None:
        client, other = staff.sign_in(WHO), staff.sign_in(WHO)
        before = staff.officer(WHO).open_keys
        new = "另一句很长而且没有规律的话"
        form = {"old_password": PASSWORD, "code": staff.code(WHO), "password": new, "again": new}
        assert client.post("/account/password", data=form).status_code == 303
        assert [each.get("/account").status_code for each in (client, other)] == [303, 303]
        assert attempt(staff, WHO.value, PASSWORD, staff.code(WHO)) is None
        key = attempt(staff, WHO.value, new, staff.code(WHO))
        assert key is not None
        live = sessions.find(staff.store, staff.time, staff.work.config, key)
        assert isinstance(live, sessions.Live)
        assert live.officer.open_keys.wall_key == before.wall_key

    def test_the_old_password_is_asked_for_and_may_not_stay(self, staff: Staff) -> None:
        client = staff.sign_in(WHO)
        new = "另一句很长而且没有规律的话"
        form = {"old_password": "wrong", "code": staff.code(WHO), "password": new, "again": new}
        assert client.post("/account/password", data=form).status_code == 422
        form = {"old_password": PASSWORD, "code": staff.code(WHO), "password": PASSWORD, "again": PASSWORD}
        page = client.post("/account/password", data=form)
        assert page.status_code == 422
        assert "新密码要与原来的不同" in page.text

    def test_a_password_older_than_half_a_year_must_be_changed_first(self, staff: Staff) -> None:
        staff.time.pass_(days=181)
        client = staff.sign_in(WHO)
        page = client.get("/office")
        assert page.headers["Location"] == "/account/password"
        assert client.get("/account/password").status_code == 200


class TestEnrolmentLinks:
    def link(self, staff: Staff, **changed: object) -> str | NotDone:
        who = {
            "user_name": "pei",
            "name": "裴映川",
            "office_id": staff.office_id,
            "roles": frozenset({Role.INVESTIGATOR}),
        }
        return enrolment.add_member(
            staff.store,
            None,
            staff.time,
            staff.work.config,
            **(who | changed),  # type: ignore[arg-type]
        )

    def test_a_link_works_once_and_the_member_signs_in_with_the_next_code(self, bare_staff: Staff) -> None:
        link = self.link(bare_staff)
        client = bare_staff.client()
        page = client.get(f"/enrol/{link}")
        secret = page.text.split('name="totp_secret"')[1].split('value="')[1].split('"')[0]
        code = pyotp.TOTP(secret).at(bare_staff.time())
        form = {"password": PASSWORD, "again": PASSWORD, "totp_secret": secret, "code": code}
        assert client.post(f"/enrol/{link}", data=form).status_code == 303
        assert client.get(f"/enrol/{link}").status_code == 404
        assert client.post(f"/enrol/{link}", data=form).status_code == 404
        bare_staff.secrets["pei"] = secret
        assert attempt(bare_staff, "pei", PASSWORD, bare_staff.code("pei")) is not None

    def test_a_mistake_keeps_the_same_secret_on_the_page(self, bare_staff: Staff) -> None:
        link = self.link(bare_staff)
        client = bare_staff.client()
        secret = enrolment.draw_totp_secret()
        form = {"password": PASSWORD, "again": "x", "totp_secret": secret, "code": "1"}
        page = client.post(f"/enrol/{link}", data=form)
        assert page.status_code == 422
        assert f'value="{secret}"' in page.text

    def test_a_link_dies_after_a_week(self, bare_staff: Staff) -> None:
        link = self.link(bare_staff)
        bare_staff.time.pass_(days=7)
        assert bare_staff.client().get(f"/enrol/{link}").status_code == 404

    def test_a_new_link_ends_keys_grants_and_sessions(self, staff: Staff) -> None:
        client = staff.sign_in(WHO)
        officer = staff.officer(Role.SECURITY_ADMINISTRATOR)
        link = enrolment.renew_link(
            staff.store, officer, staff.time, staff.work.config, member_id=staff.members[WHO]
        )
        assert isinstance(link, str)
        assert client.get("/account").status_code == 303
        assert attempt(staff, WHO.value, PASSWORD, staff.code(WHO)) is None

    @pytest.mark.parametrize(
        ("changed", "fault"),
        [
            ({"roles": frozenset()}, Fault.ROLES_MISSING),
            ({"roles": frozenset({Role.AUDITOR, Role.SYSTEM_ADMINISTRATOR})}, Fault.ROLES_CONFLICT),
            ({"roles": frozenset({Role.AUDITOR, Role.INVESTIGATOR})}, Fault.ROLES_CONFLICT),
            ({"roles": frozenset({Role.UNIT_CLERK})}, Fault.ROLES_CONFLICT),
            ({"roles": frozenset({Role.UNIT_CLERK, Role.INVESTIGATOR})}, Fault.ROLES_CONFLICT),
            ({"office_id": "elsewhere"}, Fault.UNKNOWN),
        ],
    )
    def test_an_account_is_not_made_with_roles_that_must_be_different_people(
        self, bare_staff: Staff, changed: dict[str, object], fault: Fault
    ) -> None:
        assert self.link(bare_staff, **changed) == NotDone(fault)

    def test_a_user_name_is_one_persons(self, bare_staff: Staff) -> None:
        assert isinstance(self.link(bare_staff), str)
        assert self.link(bare_staff) == NotDone(Fault.NAME_TAKEN)
