"""Every page that a member of any role reaches by links is whole: answered, accessible, in both languages, at every width.

The walk begins at the first page after signing in and follows links, two of each kind of address at most.
"""

import re
from collections import Counter
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Error as PlaywrightError

from demo import staff
from tests.browser.person import Person
from tests.journeys.story import Story

pytestmark = pytest.mark.browser
EACH_KIND = 2
CITY_MEMBERS = (staff.PETITION, staff.FIRST, staff.REVIEWER, staff.PRINCIPAL2, staff.REGISTRAR)
KEYLESS_MEMBERS = ("bao1", "sysadmin", "secadmin", "auditor")
UNIT_MEMBERS = ("sscclerk", "lin", "tan")
LINKS = (
    """() => [...document.querySelectorAll('a[href]:not([download])')].map(link => link.href.split('#')[0])"""
)
KIND = re.compile(r"[0-9a-z]{20,}|[^\x00-\x7f]+-[0-9A-Z]{4,}|%[0-9A-F]{2}[^/?&]*|\d+")
CHINESE = re.compile(r"[\u4e00-\u9fff]{2,}")


def kind_of(address: str) -> str:
    """The address with every id, number and name taken out; of its questions only the names."""
    parts = urlsplit(address)
    return KIND.sub("…", parts.path) + "?" + ",".join(sorted(re.findall(r"(\w+)=", parts.query)))


def walk(member: Person) -> list[str]:
    """Follow links until nothing new turns up; what was not answered as a page should be."""
    queue, known, kinds, faults = [member.page.url], {member.page.url}, Counter[str](), []
    while queue:
        address = queue.pop(0)
        member.answers.clear()
        try:
            member.page.goto(address)
        except PlaywrightError as error:
            if "Download is starting" not in str(error) and "ERR_ABORTED" not in str(error):
                raise
            continue
        status = member.answers[0].status if member.answers else 0
        if status >= 400:
            faults.append(f"{status} {address.removeprefix(member.address)}")
        if member.page.locator("html").get_attribute("lang") is None:
            continue
        member._arrived()
        for found in member.page.evaluate(LINKS):
            fresh = found.startswith(member.address) and found not in known and "lang=" not in found
            if fresh and kinds[kind_of(found)] < EACH_KIND:
                known.add(found)
                kinds[kind_of(found)] += 1
                queue.append(found)
    return faults


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("user", CITY_MEMBERS + KEYLESS_MEMBERS + UNIT_MEMBERS)
def test_every_link_leads_to_a_whole_page(story: Story, user: str, language: str) -> None:
    assert story.published
    member = story.house.sign_in(story.browser, user, language=language, inspector=story.inspector)
    assert walk(member) == []
    member.leave()
