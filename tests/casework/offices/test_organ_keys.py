"""Founding an office's key between two members, and granting it."""

import pytest
from sqlalchemy import select, update

from casework.access import Officer, Role
from casework.acts import ActRow
from casework.offices import organ_keys, service
from casework.offices.answers import Fault, NotDone
from casework.offices.rows import GrantRow, MemberRow, OrganRow
from sealing import HybridIdentity
from tests.casework.conftest import Staff

FIRST, SECOND = Role.PETITION_OFFICER.value, Role.INVESTIGATOR.value


@pytest.fixture
def two(bare_staff: Staff) -> Staff:
    """An office with two enrolled members and no key."""
    bare_staff.add(FIRST, Role.PETITION_OFFICER)
    bare_staff.add(SECOND, Role.INVESTIGATOR)
    return bare_staff


def start(staff: Staff, who: str, second: str, typed: str) -> NotDone | None:
    return organ_keys.start_founding(
        staff.store,
        staff.officer(who),
        staff.time,
        organ_id=staff.office_id,
        second_id=staff.members[second],
        typed=typed,
    )


def confirm(staff: Staff, who: str, typed: str) -> NotDone | None:
    return organ_keys.confirm_founding(
        staff.store, staff.officer(who), staff.time, organ_id=staff.office_id, typed=typed
    )


def organ(staff: Staff) -> OrganRow:
    found = service.organ_of(staff.store, staff.office_id)
    assert found is not None
    return found


def test_the_key_is_born_when_the_second_member_confirms_and_both_hold_it(two: Staff) -> None:
    assert start(two, FIRST, SECOND, two.fingerprint(SECOND)) is None
    assert organ(two).recipient is None
    assert confirm(two, SECOND, two.fingerprint(FIRST)) is None
    keys = [two.officer(who).open_keys for who in (FIRST, SECOND)]
    assert {str(key.office_identity.recipient) for key in keys} == {organ(two).recipient}
    assert keys[0].tag("person", "x") == keys[1].tag("person", "x")
    with two.store.read() as db:
        recorded = [row.act for row in db.scalars(select(ActRow).order_by(ActRow.seq))]
    assert [act for act in recorded if act.endswith("founding")] == ["start_founding", "confirm_founding"]


def test_one_member_alone_makes_no_key(two: Staff) -> None:
    own = two.fingerprint(FIRST)
    assert start(two, FIRST, FIRST, own) == NotDone(Fault.SAME_PERSON)
    assert start(two, FIRST, SECOND, two.fingerprint(SECOND)) is None
    assert confirm(two, FIRST, own) == NotDone(Fault.NOT_STARTED)
    assert organ(two).recipient is None


def test_a_fingerprint_that_differs_stops_either_half_and_is_recorded(two: Staff) -> None:
    wrong = "00000 00000 00000 00000 00000"
    assert start(two, FIRST, SECOND, wrong) == NotDone(Fault.FINGERPRINT_DIFFERS)
    assert start(two, FIRST, SECOND, two.fingerprint(SECOND).replace(" ", "-")) is None
    assert confirm(two, SECOND, wrong) == NotDone(Fault.FINGERPRINT_DIFFERS)
    assert organ(two).recipient is None
    with two.store.read() as db:
        recorded = [row.act for row in db.scalars(select(ActRow))]
    assert recorded.count("fingerprint_differs") == 2


def test_a_key_exchanged_between_the_halves_is_noticed(two: Staff) -> None:
    assert start(two, FIRST, SECOND, two.fingerprint(SECOND)) is None
    officer = two.officer(SECOND)
    with two.store.write() as db:
        planted = str(HybridIdentity.generate().recipient)
        db.execute(update(MemberRow).where(MemberRow.id == two.members[SECOND]).values(recipient=planted))
    answer = organ_keys.confirm_founding(
        two.store, officer, two.time, organ_id=two.office_id, typed=two.fingerprint(FIRST)
    )
    assert answer == NotDone(Fault.FINGERPRINT_DIFFERS)


def test_an_office_is_founded_once(staff: Staff) -> None:
    before = organ(staff).recipient
    assert start(staff, FIRST, SECOND, staff.fingerprint(SECOND)) == NotDone(Fault.ALREADY_DONE)
    assert organ(staff).recipient == before


@pytest.mark.parametrize(
    "role",
    [Role.SYSTEM_ADMINISTRATOR, Role.SECURITY_ADMINISTRATOR, Role.AUDITOR, Role.CUSTODIAN],
)
def test_no_administrator_and_no_custodian_is_granted_the_key(staff: Staff, role: Role) -> None:
    answer = organ_keys.grant(
        staff.store,
        staff.officer(FIRST),
        staff.time,
        member_id=staff.members[role],
        typed=staff.fingerprint(role.value),
    )
    assert answer == NotDone(Fault.NOT_ENTITLED)


def test_a_planted_grant_gives_an_administrator_nothing(staff: Staff) -> None:
    giver = staff.officer(FIRST)
    with staff.store.write() as db:
        member = db.get_one(MemberRow, staff.members[Role.AUDITOR])
        db.add(organ_keys._granted(staff.time, giver, staff.office_id, member, giver.open_keys.organ_keys))
    assert not staff.officer(Role.AUDITOR).open_keys.holds_office_keys


def test_a_key_is_not_granted_to_another_office_or_unit(staff: Staff) -> None:
    answer = organ_keys.grant(
        staff.store,
        staff.officer(FIRST),
        staff.time,
        member_id=staff.members[Role.UNIT_CLERK],
        typed=staff.fingerprint(Role.UNIT_CLERK.value),
    )
    assert answer == NotDone(Fault.UNKNOWN)


def test_a_new_colleague_is_granted_the_key_once_on_the_right_fingerprint(staff: Staff) -> None:
    staff.add("lin", Role.INVESTIGATOR)
    assert not staff.officer("lin").open_keys.holds_office_keys

    def give(giver: Officer, typed: str) -> NotDone | None:
        return organ_keys.grant(staff.store, giver, staff.time, member_id=staff.members["lin"], typed=typed)

    giver = staff.officer(FIRST)
    assert give(giver, staff.fingerprint(SECOND)) == NotDone(Fault.FINGERPRINT_DIFFERS)
    assert give(giver, staff.fingerprint("lin")) is None
    assert give(giver, staff.fingerprint("lin")) == NotDone(Fault.ALREADY_DONE)
    assert staff.officer("lin").open_keys.index_key == giver.open_keys.index_key


def test_a_registrar_founds_a_units_key_with_its_clerk_and_receives_no_grant(staff: Staff) -> None:
    unit_id = staff.add_unit("青澜城投")
    staff.add("clerk2", Role.UNIT_CLERK, unit_id=unit_id)
    staff.found(unit_id, Role.REGISTRAR.value, "clerk2")
    assert staff.officer("clerk2").open_keys.holds_office_keys
    with staff.store.read() as db:
        holders = set(db.scalars(select(GrantRow.member_id).where(GrantRow.organ_id == unit_id)))
    assert holders == {staff.members["clerk2"]}


def test_an_office_and_its_units_hold_different_keys(staff: Staff) -> None:
    office, unit = staff.officer(FIRST).open_keys, staff.officer(Role.UNIT_CLERK).open_keys
    assert office.tag("person", "x") != unit.tag("person", "x")


def test_old_signatures_stay_verifiable_after_a_new_enrolment(staff: Staff) -> None:
    with staff.store.read() as db:
        keys = service.verify_keys_of(db, staff.members[SECOND], staff.office_id)
    officer = staff.officer(SECOND).open_keys
    assert {officer.member_signing.verify_key, officer.office_signing.verify_key} == set(keys)
    with staff.store.read() as db:
        assert service.verify_keys_of(db) == []


class TestPages:
    def test_two_members_found_the_key_on_their_pages(self, two: Staff) -> None:
        first, second = two.sign_in(FIRST), two.sign_in(SECOND)
        page = f"/office/key/{two.office_id}"
        assert two.fingerprint(FIRST) in first.get(page).text
        assert two.fingerprint(SECOND) not in first.get(page).text
        form = {"second": two.members[SECOND], "typed": two.fingerprint(SECOND)}
        assert first.post(page, data=form).status_code == 303
        assert two.fingerprint(FIRST) not in second.get(page).text
        assert second.post(page, data={"typed": "1"}).status_code == 422
        assert second.post(page, data={"typed": two.fingerprint(FIRST)}).status_code == 303
        assert "密钥已经生成" in first.get(page).text

    def test_a_holder_grants_the_key_on_the_members_page(self, staff: Staff) -> None:
        staff.add("lin", Role.INVESTIGATOR)
        client = staff.sign_in(FIRST)
        address = f"/office/members/{staff.members['lin']}/grant"
        assert address in client.get("/office").text
        assert staff.fingerprint("lin") not in client.get(address).text
        assert client.post(address, data={"typed": staff.fingerprint("lin")}).status_code == 303
        assert staff.officer("lin").open_keys.holds_office_keys

    def test_another_organs_founding_does_not_exist(self, staff: Staff) -> None:
        other = staff.sign_in(Role.UNIT_CLERK)
        assert other.get(f"/office/key/{staff.office_id}").status_code == 404
        assert other.get("/office/key/nothing").status_code == 404

    def test_the_security_administrator_makes_and_closes_accounts(self, staff: Staff) -> None:
        client = staff.sign_in(Role.SECURITY_ADMINISTRATOR)
        form = {"name": "裴映川", "user_name": "pei", "roles": ["investigator"]}
        page = client.post("/office/members/new", data=form)
        assert page.status_code == 200
        assert "https://casework.test/enrol/" in page.text
        assert client.post("/office/members/new", data=form).status_code == 422
        member_id = service.member_id_of(staff.store, "pei")
        assert client.post(f"/office/members/{member_id}/link").status_code == 200
        assert client.post(f"/office/members/{member_id}/disable").status_code == 303

    def test_a_registrar_makes_accounts_of_units_only(self, staff: Staff) -> None:
        client = staff.sign_in(Role.REGISTRAR)
        assert client.get("/office/members/new").status_code == 403
        page = f"/units/{staff.unit_id}/members/new"
        form = {"name": "梁知微", "user_name": "liang", "roles": ["declarant"]}
        assert "/enrol/" in client.post(page, data=form).text
        assert client.post(f"/office/members/{staff.members[SECOND]}/link").status_code == 404
        clerk = staff.members[Role.UNIT_CLERK]
        assert client.get(f"/office/members/{clerk}").status_code == 200
        assert (
            client.post(f"/office/members/{clerk}/disable").headers["Location"] == f"/units/{staff.unit_id}"
        )
        for page in ("", "/disable"):
            address = f"/office/members/{staff.members[SECOND]}{page}"
            assert (client.post(address) if page else client.get(address)).status_code == 404

    def test_nobody_of_another_office_touches_an_account(self, staff: Staff) -> None:
        elsewhere = staff.add_office("东屿区纪委")
        staff.add("guard", Role.SECURITY_ADMINISTRATOR, office_id=elsewhere)
        client = staff.sign_in("guard")
        address = f"/office/members/{staff.members[SECOND]}"
        assert client.get(address).status_code == 404
        assert client.post(f"{address}/link").status_code == 404
        assert client.post(f"{address}/disable").status_code == 404
        assert staff.officer(SECOND).open_keys.holds_office_keys
