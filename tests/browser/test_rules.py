"""The rules themselves: each finds what is planted against it."""

import pytest
from playwright.sync_api import Browser

from tests.browser.person import Person
from tests.browser.publicsite import PublicSite
from tests.browser.rules import Rules

pytestmark = pytest.mark.browser
NAMES = ("青澜市纪委监委", "中共青澜市纪律检查委员会", "青澜市监察委员会")
PLANTED = (
    (f"<pre>{'long ' * 20}</pre>", "px too wide"),
    ("<p style='width:400px'>wide</p>", "is refused style-src-attr inline"),
    ("<h4>two levels left out</h4>", "leaves out a level of heading"),
    ("<h1>a second name</h1>", "has 2 h1"),
    ("<p id='main'>twice</p>", "has the id 'main' twice"),
    ("<h2>没有翻译</h2>", "is not translated: 没有翻译"),
    ("<table><tr><td>未申报</td></tr></table>", "is not translated: 未申报"),
    ("<form><input name='unlabelled'></form>", "label: "),
)


@pytest.mark.parametrize(("markup", "expected"), PLANTED)
def test_a_planted_fault_is_found(
    chromium: Browser, public_site: PublicSite, markup: str, expected: str
) -> None:
    reader = Person.at(chromium, public_site.door.address, language="en", scripts=True)
    rules = Rules(NAMES)
    page = rules.listen(reader.page)
    answer = page.goto(f"{reader.address}/protection?lang=en")
    assert rules.faults(page, answer, "en")[1] == []
    page.evaluate(
        "markup => document.querySelector('main .wrap').insertAdjacentHTML('beforeend', markup)", markup
    )
    assert any(expected in fault for fault in rules.faults(page, answer, "en")[1])
    reader.leave()


def test_names_of_the_installation_and_what_is_marked_as_chinese_may_stand_on_an_english_page(
    chromium: Browser, public_site: PublicSite
) -> None:
    reader = Person.at(chromium, public_site.door.address, language="en", scripts=True)
    rules = Rules([*NAMES, "青澜市市场监督管理局"])
    page = rules.listen(reader.page)
    answer = page.goto(f"{reader.address}/protection?lang=en")
    page.evaluate(
        "document.querySelector('main .wrap').insertAdjacentHTML('beforeend',"
        " '<h2>Report of 青澜市市场监督管理局 under 网-7K2M9Q</h2><h2 lang=zh-Hans>没有翻译</h2>')"
    )
    assert rules.faults(page, answer, "en")[1] == []
    reader.leave()
