"""Addresses nobody would write by hand, on every page of the route table: refused or not found, never a failure."""

import pytest
from flask.testing import FlaskClient
from sqlalchemy import delete
from werkzeug.routing import Rule

from casework.access import ADMINISTRATORS, UNIT_ROLES, Role
from casework.offices.rows import MemberRoleRow, MemberRow
from tests.casework.conftest import HOST, Browser, Staff

WORDS = ("\0", "a" * 3000, "../' OR 1=1 --", "\ud7ff\U0010ffff")
NUMBERS = (0, 10**30)
QUERIES = ("page", "first", "before", "day", "month", "act", "state", "name", "words", "unit", "lang", "next", "year", "sort", "handler", "stage", "channel", "q")  # fmt: skip


def everybody(staff: Staff) -> Browser:
    """A member of the office to whom nearly every page is open."""
    with staff.store.write() as db:
        member = db.get_one(MemberRow, staff.members[Role.INVESTIGATOR])
        db.execute(delete(MemberRoleRow).where(MemberRoleRow.member_id == member.id))
        db.add_all(
            MemberRoleRow(member_id=member.id, role=role)
            for role in Role
            if role not in ADMINISTRATORS | UNIT_ROLES
        )
    return staff.sign_in(Role.INVESTIGATOR)


def addresses(staff: Staff, rule: Rule, method: str) -> list[str]:
    """The rule's address with each hostile value in each place."""
    bare = staff.app.url_map.bind("")
    numbers = {name for name in rule.arguments if f"int:{name}" in rule.rule}
    found = [
        bare.build(
            rule.endpoint,
            {name: number if name in numbers else word for name in rule.arguments},
            method=method,
        )
        for word in WORDS
        for number in NUMBERS
        if numbers or number == 0
    ]
    return list(dict.fromkeys(found))


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_no_hostile_address_makes_a_page_fail(staff: Staff, method: str) -> None:
    client = everybody(staff)
    for rule in staff.app.url_map.iter_rules():
        if method not in (rule.methods or ()) or not rule.arguments or rule.endpoint == "assets.send":
            continue
        for address in addresses(staff, rule, method):
            answer = FlaskClient.open(client, address, method=method, base_url=f"https://{HOST}")
            assert answer.status_code < 500, address
            assert "%00" not in address or answer.status_code == 404


@pytest.mark.parametrize("word", [*WORDS, str(10**30), "0", "2026-13-45"], ids=range(len(WORDS) + 3))
def test_no_hostile_query_makes_a_page_fail(staff: Staff, word: str) -> None:
    client = everybody(staff)
    for rule in staff.app.url_map.iter_rules():
        if "GET" not in (rule.methods or ()) or rule.arguments:
            continue
        query = dict.fromkeys(QUERIES, word)
        answer = FlaskClient.open(client, rule.rule, query_string=query, base_url=f"https://{HOST}")
        assert answer.status_code < 500, rule.rule


@pytest.mark.parametrize("n", [2**31, 10**30])
def test_a_number_no_table_holds_is_no_record(staff: Staff, n: int) -> None:
    client = staff.sign_in(Role.APPROVER)
    assert client.get(f"/basis/calendar/{n}").status_code == 404
