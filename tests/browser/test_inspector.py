"""The inspector itself: it finds what is planted, also in documents that were shown to somebody without scripts."""

import pytest
from playwright.sync_api import Browser

from tests.browser.inspector import Inspector
from tests.browser.person import Person
from tests.browser.publicsite import PublicSite

pytestmark = pytest.mark.browser


def test_a_planted_fault_is_found(chromium: Browser, public_site: PublicSite) -> None:
    strict = Inspector(chromium)
    reader = Person.at(chromium, public_site.door.address).go("/protection")
    strict.look(reader.page, "zh")
    planted = (
        ("<p style='width:400px'>wide</p>", "reaches beyond 320 px"),
        ("<p style='color:#bbb'>grey on paper</p>", "color-contrast"),
        ("<input name='unlabelled'>", "label"),
        ("<h4>a level left out</h4>", "heading-order"),
    )
    for state, (markup, expected) in zip("甲乙丙丁", planted, strict=True):
        reader.page.evaluate(
            "([markup, state]) => { document.querySelector('main .wrap').insertAdjacentHTML('beforeend', markup); document.title += state }",
            [markup, state],
        )
        with pytest.raises(AssertionError, match=expected):
            strict.look(reader.page, "zh")
    strict.close()
    reader.leave()
