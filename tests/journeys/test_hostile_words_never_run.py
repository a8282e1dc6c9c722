"""Hostile words in every field and file name: no page that shows them, at either door, runs one of them.

The pages are opened with scripts on and with the site's own policy; a binding tells of anything that runs. That the
policy holds is not enough: a copy of each page without the policy must be as harmless.
"""

from urllib.parse import urljoin

import pytest
from playwright.sync_api import Browser

from demo import staff
from tests.browser import citizen as way
from tests.browser.house import House
from tests.browser.person import DESK, Person, file
from tests.journeys.story import paper

pytestmark = pytest.mark.browser
PAYLOADS = (
    "<script>__canary(1)</script>",
    '"><img src=x onerror=__canary(2)>',
    "'><svg onload=__canary(3)>",
    "</textarea><script>__canary(4)</script>",
    "</title><script>__canary(5)</script>",
    '<a href="javascript:__canary(6)" autofocus onfocus=__canary(6)>x</a>',
    "{{ self.__init__.__globals__ }}${__canary(7)}",
    '<iframe srcdoc="<script>parent.__canary(8)</script>">',
    '" autofocus onfocus=__canary(9) x="',
    "--><style>@import 'x'</style><details open ontoggle=__canary(10)>",
)
ALL = " ".join(PAYLOADS)
RIDES = ("unit", "post", "business", "acts", "text")


def _armed(person: Person) -> list[object]:
    """From now on whatever runs is written down."""
    ran: list[object] = []
    person.profile.expose_binding("__canary", lambda _source, n: ran.append(n))
    person.page.on("dialog", lambda dialog: ran.append(dialog.message))
    return ran


def test_nothing_that_a_reporter_writes_runs_in_any_browser(chromium: Browser, house: House) -> None:
    ran: list[object] = []
    for n, payload in enumerate(PAYLOADS):
        citizen = Person.at(chromium, house.portal.address, scripts=True, bypass_csp=n % 2 == 1)
        ran.append(_armed(citizen))
        said = {**dict.fromkeys(RIDES, payload), "acts": ALL, "text": ALL}
        way.to_check(
            citizen,
            name=payload,
            county="市直单位，不在某个区县",
            files=[file(f"{payload.replace('/', '∕')}.pdf", paper(), "application/pdf")],
            **said,
        )
        if n == 0:
            receipt = way.send(citizen)
            citizen.choose("我已抄下、打印或下载了回执").press("完成，结束会话")
            citizen.go("/").write(输入25位回执=receipt).press("打开信箱").write(写给受理机关=ALL)
            citizen.press("发送")
        else:
            way.send(citizen)
        citizen.go(f"/notices?words={payload}")
        citizen.leave()
    house.pass_time()
    assert [each for each in ran if each] == []
    _staff_pages(chromium, house)


def _staff_pages(chromium: Browser, house: House) -> None:
    """Every page within two links of the inbox, with the policy and without it."""
    officer = house.sign_in(chromium, staff.PETITION2)
    officer.press("收取新件")
    [key] = [each for each in officer.profile.cookies() if each["name"] == "__Host-staff"]
    for bypass in (False, True):
        reader = Person.at(chromium, house.casework.address, scripts=True, viewport=DESK, bypass_csp=bypass)
        reader.profile.add_cookies([key])
        ran = _armed(reader)
        seen = 0
        for path in _paths(reader):
            reader.page.goto(path)
            seen += any(each in reader.page.content() for each in ("__canary", "&lt;script&gt;"))
        assert seen >= 2 * len(PAYLOADS), "the payloads were not shown"
        assert ran == []
        reader.leave()
    officer.leave()


def _paths(reader: Person) -> list[str]:
    """The inbox with every view, and what its rows and the rows' pages link to."""
    reader.go("/reports?view=all")
    links = "[...document.querySelectorAll('main a')].map(each => each.getAttribute('href'))"
    first = [urljoin(reader.page.url, each) for each in reader.page.evaluate(links)]
    found = dict.fromkeys(each for each in first if "/reports" in each)
    for path in list(found):
        reader.page.goto(path)
        further = [urljoin(path, each) for each in reader.page.evaluate(links)]
        found |= dict.fromkeys(each for each in further if "/reports/" in each and "#" not in each)
    return list(found)
