"""Signing in, sessions, locking."""

from casework.access import Role
from tests.casework.conftest import PASSWORD, Staff


def test_a_member_signs_in_and_sees_the_own_account(staff: Staff) -> None:
    client = staff.sign_in(Role.INVESTIGATOR)
    page = client.get("/account")
    assert page.status_code == 200
    assert "员investigator" in page.text


def test_an_officer_holds_the_office_key_and_an_administrator_does_not(staff: Staff) -> None:
    keys = staff.officer(Role.APPROVER).keys
    assert keys is not None
    assert keys.holds_office_keys
    keys = staff.officer(Role.AUDITOR).keys
    assert keys is not None
    assert not keys.holds_office_keys
    assert PASSWORD
