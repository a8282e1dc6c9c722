"""Every page and state that a member of any role can come to is whole: answered, named, accessible, in both languages.

A walk begins at the first page after signing in and follows links. What the table of access rules allows a role and no
link shows is visited by its address; so an endpoint that nobody visits is a failure here.
"""

from collections.abc import Iterator
from typing import Final

import pytest
from playwright.sync_api import Browser

from casework.access import Role
from demo import staff
from tests.browser.doors import running
from tests.browser.failing import FAILING, send
from tests.browser.rules import Rules
from tests.journeys.addresses import names_in
from tests.journeys.lived import Lived
from tests.journeys.tours import Tours

pytestmark = pytest.mark.browser
MEMBERS: Final = {
    staff.PETITION: Role.PETITION_OFFICER,
    staff.FIRST: Role.INVESTIGATOR,
    staff.REVIEWER: Role.TRIAL_REVIEWER,
    staff.PRINCIPAL: Role.APPROVER,
    staff.REGISTRAR: Role.REGISTRAR,
    "bao1": Role.CUSTODIAN,
    "sscclerk": Role.UNIT_CLERK,
    "lin": Role.DECLARANT,
    "tan": Role.COUNTERSIGNER,
    "sysadmin": Role.SYSTEM_ADMINISTRATOR,
    "secadmin": Role.SECURITY_ADMINISTRATOR,
    "auditor": Role.AUDITOR,
}
NEWCOMERS: Final = ("p0102", "r0102", "newcomer", "newclerk", "firstclerk")
"""Members whose lists are empty; and those who hold no key yet and are told so where something sealed would stand."""
ANSWERS: Final = {
    "p0102": (200,),
    "r0102": (200,),
    "newcomer": (200, 403),
    "newclerk": (200, 403),
    "firstclerk": (200, 403),
}


@pytest.fixture(scope="module")
def lived(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lived]:
    """The staff's door of an installation that has been at work for forty days."""
    built = Lived.build(tmp_path_factory.mktemp("lived"))
    with running(built.house.casework):
        yield built


@pytest.fixture(scope="module")
def tours(lived: Lived, chromium: Browser) -> Iterator[Tours]:
    """Everybody's way through the pages."""
    made = Tours(lived, chromium, Rules(names_in(lived)))
    yield made
    made.end()


def test_every_role_has_a_member_here() -> None:
    assert set(MEMBERS.values()) == set(Role)


@pytest.mark.parametrize("user", MEMBERS)
def test_every_page_a_role_may_reach_is_whole_in_both_languages(tours: Tours, user: str) -> None:
    faults = tours.walk(user)
    unseen = tours.allowed(MEMBERS[user]) - tours.visited[user]
    faults += tours.by_address(user, unseen)
    assert tours.allowed(MEMBERS[user]) - tours.visited[user] == set()
    faults += tours.again_in_english(user)
    assert not faults, "\n".join(faults)


@pytest.mark.parametrize("user", NEWCOMERS)
def test_every_page_of_those_who_have_nothing_yet_is_whole(tours: Tours, user: str) -> None:
    faults = tours.walk(user, status=ANSWERS[user]) + tours.again_in_english(user)
    assert not faults, "\n".join(faults)


def test_every_form_sent_empty_is_answered_by_a_whole_page(tours: Tours) -> None:
    for user in (*MEMBERS, "firstclerk"):
        if user not in tours.visited:
            tours.walk(user)
            tours.by_address(user, tours.allowed(MEMBERS.get(user, Role.UNIT_CLERK)) - tours.visited[user])
    assert tours.asking() - set(tours.forms) == set()
    faults = []
    for endpoint in sorted(tours.forms):
        status, found = tours.send_empty(endpoint, "zh")
        faults += found
        if status == 422:
            faults += tours.send_empty(endpoint, "en")[1]
    assert not faults, "\n".join(faults)


def test_every_refusal_is_a_whole_page(tours: Tours, lived: Lived) -> None:
    member, faults = tours.member(staff.PETITION), []
    refusals = {"/ledger": 403, "/reports/nothing": 404, "/lock": 405, FAILING: 500}
    for language in ("zh", "en"):
        member.page.goto(f"{member.address}/account?lang={language}")
        for path, status in refusals.items():
            faults += tours.visit(staff.PETITION, member.address + path, language, status=(status,))[1]
        for path, change, status in (
            ("/basis/cases", "much", 413),
            (f"/reports/{lived.reports['fresh']}/accept", "stale", 409),
        ):
            member.page.goto(member.address + path)
            faults += tours.look(staff.PETITION, send(member.page, change), change, language, status)
    assert not faults, "\n".join(faults)


@pytest.mark.parametrize(("user", "language"), [("yu", "zh"), ("ruan", "en")])
def test_signing_in_locking_and_an_ended_session_are_whole_pages(
    tours: Tours, lived: Lived, chromium: Browser, user: str, language: str
) -> None:
    faults: list[str] = []
    member = tours.members[user] = lived.house.sign_in(chromium, user, language=language)
    page = tours.rules.listen(member.page)
    page.goto(f"{member.address}/account?lang={language}")
    member.press("锁定")
    faults += tours.look(user, page.reload(), "locked", language, 200)
    faults += tours.look(user, send(page, "nothing"), "unlocking with nothing", language, 422)
    member.write(密码=staff.PASSWORD, 动态码=lived.house.code(user)).press("解锁")
    member.go("/account/password")
    other = member.profile.new_page()
    other.goto(f"{member.address}/account")
    with other.expect_navigation():
        other.get_by_role("button", name=member.words("退出登录")).click()
    other.close()
    faults += tours.look(user, send(page, "nothing"), "an ended session, of no language any more,", "zh", 401)
    for path, status in (
        (lived.link_for(f"{user}-{language}"), 200),
        ("/enrol/nothing", 404),
        ("/sign-in", 200),
    ):
        answer = page.goto(f"{member.address}{path}?lang={language}")
        faults += tours.look(user, answer, path, language, status)
        if status == 200:
            faults += tours.look(user, send(page, "nothing"), f"{path} sent empty", language, 422)
    member.leave()
    del tours.members[user]
    assert not faults, "\n".join(faults)


def test_the_pages_of_the_day_fit_with_large_letters_and_in_forced_colours(
    tours: Tours, lived: Lived
) -> None:
    member, faults = tours.member(staff.FIRST), []
    case = f"/cases/{lived.cases['tester']}"
    for path in (
        "/reports",
        f"/reports/{lived.reports['tester']}",
        case,
        f"{case}/comparison",
        "/declarations",
        "/basis",
    ):
        faults += tours.visit(staff.FIRST, f"{member.address}{path}?big=1")[1]
        member.page.emulate_media(forced_colors="active")
        faults += tours.visit(staff.FIRST, f"{member.address}{path}?big=0")[1]
        member.page.emulate_media(forced_colors="none")
    assert not faults, "\n".join(faults)
