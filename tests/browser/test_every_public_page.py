"""Every page and state of the public site is whole, by its table of routes: answered, named, inside its window, in one language.

A route that nobody visits here is a failure. axe has looked at most of them in test_public_pages too, without scripts;
here the site's own policy is listened to, and elder mode, forced colours and every refusal are looked at.
"""

from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from sealing.receipts import Receipt, grouped
from tests.browser import citizen as way
from tests.browser.doors import Door, running
from tests.browser.failing import FAILING, send
from tests.browser.person import Person, file
from tests.browser.publicsite import PublicSite, directory_of_today
from tests.browser.rules import Rules
from tests.guards.doors import public_door
from tests.portal.test_notices import BODY

pytestmark = pytest.mark.browser
LANGUAGES = ("zh", "en")
NOT_PAGES = {
    "assets.send": "the stylesheet",
    "pages.leave": "leads away to an ordinary site",
    "pages.form": "a file",
    "notices.feed": "a feed",
    "sending.download": "a file",
    "replies.proof": "a file",
}
"""What answers GET and is no page, each for a reason."""
SAYING = {
    "pages.home": "/",
    "pages.protection": "/protection",
    "pages.accessibility": "/accessibility",
    "pages.contact": "/contact",
    "pages.statistics": "/statistics",
    "pages.forms": "/forms",
    "pages.which": "/which-office",
    "notices.index": "/notices",
    "notices.show": "/notices/p1",
    "replies.look": "/mailbox/open",
    "sending.done": "/report/done",
}
ASKING = {
    "reports.who": ("/report", "/report/who/2"),
    "reports.province": ("/report/province", "/report/province/2"),
    "reports.city": ("/report/city", "/report/city/2"),
    "reports.county": ("/report/county", "/report/county/2"),
    "reports.commission": ("/report/commission", "/report/commission/2"),
    "reports.others": ("/report/others",),
    "reports.business": ("/report/business",),
    "reports.details": ("/report/details",),
    "reports.files": ("/report/files",),
    "reports.naming": ("/report/naming",),
    "reports.identity": ("/report/identity",),
    "sending.check": ("/report/check",),
    "sending.discard": ("/report/discard",),
}
SENT = {"sending.receipt": "/report/receipt"}
MAILBOX = {"replies.mailbox": ("/mailbox",), "replies.ask": tuple(f"/mailbox/ask/{each}" for each in
    ("protection", "recusal", "complaint", "retaliation"))}  # fmt: skip
NOTICES = {
    "p1": {},
    "p2": {"state": "withdrawn", "number": "青纪发〔2026〕22号", "reason_class": "处理决定变更"},
    "p3": {"state": "expired", "number": "青纪发〔2026〕23号"},
    "p4": {"state": "corrected", "number": "青纪发〔2026〕24号"},
}


@dataclass
class Visitor:
    """Somebody with scripts on, and every fault met."""

    person: Person
    rules: Rules
    faults: list[str] = field(default_factory=list)

    def visit(self, path: str, *, status: int = 200) -> None:
        """Go to a page, and hold it to the rules."""
        page, language = self.person.page, self.person.language
        answer = page.goto(f"{self.person.address}{path}{'&' if '?' in path else '?'}lang={language}")
        self.look(path, answer, status)

    def look(self, name: str, answer: object, status: int = 200) -> None:
        """Hold the page one is at to the rules."""
        found = self.rules.faults(self.person.page, answer, self.person.language, status=(status,))[1]  # type: ignore[arg-type]  # what goto answered
        self.faults += [f"{self.person.language} {name} {each}" for each in found]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PublicSite]:
    """A public site with limits, a page that fails, and a notice in every state."""
    made = PublicSite.found(tmp_path_factory.mktemp("whole"), settings={"SHUANGCHA_LIMITS": "on"})
    made.door = Door("tests.browser.public_door:app", made.folder, made.door.settings)
    for name, changes in NOTICES.items():
        made.office.publish(name, **{**BODY, **changes})
    with running(made.door):
        yield made


@pytest.fixture(scope="module")
def rules() -> Rules:
    """One set of rules for the module: what axe has seen stand somewhere it need not see again."""
    city = directory_of_today()
    names = [each.name for each in (*city.offices, *city.regions, *city.units)]
    names += [words for each in city.offices for words in asdict(each.contact).values()]
    names += ["蔺书遥", "郁承砚", "东屿区教育局", "南桥区市场监督管理局"]
    return Rules([*names, *city.issuers, city.site_name, *BODY["number"].split()])


@pytest.fixture(params=LANGUAGES)
def visitor(
    chromium: Browser, site: PublicSite, rules: Rules, request: pytest.FixtureRequest
) -> Iterator[Visitor]:
    """A reader of either language."""
    person = Person.at(chromium, site.door.address, language=request.param, scripts=True)
    rules.listen(person.page)
    yield Visitor(person, rules)
    person.leave()


def test_no_route_is_left_out(tmp_path: Path) -> None:
    rules = public_door(tmp_path).url_map.iter_rules()
    pages = {each.endpoint for each in rules if "GET" in (each.methods or ())}
    assert pages == {*NOT_PAGES, *SAYING, *ASKING, *SENT, *MAILBOX}


def test_every_page_that_only_says_something_is_whole(visitor: Visitor) -> None:
    paths = [*SAYING.values(), *(f"/notices/{each}" for each in NOTICES), "/notices?words=none"]
    for path in paths:
        visitor.visit(path)
        visitor.visit(f"{path}{'&' if '?' in path else '?'}big=1")
    visitor.person.page.emulate_media(forced_colors="active")
    for path in paths[:8]:
        visitor.visit(path)
    assert not visitor.faults, "\n".join(visitor.faults)


def test_every_question_receipt_and_mailbox_is_whole(visitor: Visitor, site: PublicSite) -> None:
    citizen = way.to_check(visitor.person, files=[file("收据.pdf", way.PDF)])
    citizen.go("/report/others").choose("还有一位").press("继续").write(
        姓名="郁承砚", 单位="东屿区教育局"
    ).press("继续")
    for _ in range(2):
        citizen.choose("不清楚").press("继续")
    citizen.go("/report/naming").choose("实名举报").press("继续")
    for big in ("0", "1"):
        for path in (each for paths in ASKING.values() for each in paths):
            visitor.visit(f"{path}?big={big}")
    citizen.go("/report/naming?big=0").choose("匿名举报").press("继续")
    receipt = way.send(citizen.at_page("发送前请核对"))
    for path in SENT.values():
        visitor.visit(path)
    citizen.go("/mailbox/open").write(输入25位回执=" ".join(grouped(Receipt(receipt)))).press("打开信箱")
    for path in (each for paths in MAILBOX.values() for each in paths):
        visitor.visit(path)
        visitor.visit(f"{path}?big=1")
    assert not visitor.faults, "\n".join(visitor.faults)


def test_every_refusal_is_a_whole_page(visitor: Visitor) -> None:
    page = visitor.person.page
    visitor.visit("/nowhere", status=404)
    visitor.visit("/report/files/remove", status=405)
    visitor.visit(FAILING, status=500)
    visitor.visit("/report")
    visitor.look("far too much", send(page, "much"), 413)
    for _ in range(40):
        visitor.person.go(f"/mailbox/open?lang={visitor.person.language}")
        answer = send(page, "")
        if answer.status == 429:
            break
    visitor.look("too often", answer, 429)
    assert not visitor.faults, "\n".join(visitor.faults)
