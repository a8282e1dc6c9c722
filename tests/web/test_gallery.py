"""The sample pages keep every rule, in every edition; in a browser they fit and axe finds nothing."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from tests.audit import audit, text_of
from tests.web.gallery.__main__ import main
from tests.web.gallery.sample import NAMES, application, door_of

OVERFLOWING = """() => {
  const width = document.documentElement.clientWidth;
  return [...document.querySelectorAll('body *')]
    .filter(e => e.getBoundingClientRect().right > width + 1 && !e.closest('.vh, .skip, thead'))
    .map(e => e.tagName + '.' + e.getAttribute('class'));
}"""
SMALL_TARGETS = """least => [...document.querySelectorAll('.btn, .in, .opt label, nav a, summary')]
  .filter(e => e.getBoundingClientRect().height < least - 0.5 && e.offsetParent)
  .map(e => e.className + ' ' + e.textContent.trim().slice(0, 20) + ' ' + e.getBoundingClientRect().height)"""


@pytest.mark.parametrize("edition", ["", "?big=1", "?lang=en"])
@pytest.mark.parametrize("name", NAMES)
def test_every_sample_page_keeps_every_rule(name: str, edition: str) -> None:
    page = audit(application(door_of(name)).test_client().get(f"/{name}{edition}"))
    assert len(page.findall(".//a[@class='skip']")) == 1


def test_the_navigation_says_where_one_is_and_shows_only_what_exists() -> None:
    page = audit(application("casework").test_client().get("/C1"))
    assert [text_of(link) for link in page.findall(".//header//nav/a")] == [
        "收件",
        "案件",
        "申报",
        "通报",
        "统计",
        "依据",
    ]
    assert "检索" not in text_of(page)


@pytest.fixture
def browser(chromium: Browser) -> Browser:
    """The one Chromium of the whole run: two at once would need two threads."""
    return chromium


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample pages as files."""
    out = tmp_path_factory.mktemp("gallery")
    main(out)
    return out


def each(
    browser: Browser, files: Path, width: int, ending: str = "", **options: Any
) -> Iterator[tuple[str, Page]]:
    """Every sample page at one width."""
    page = browser.new_page(viewport={"width": width, "height": 800}, **options)
    for name in NAMES:
        page.goto(files.joinpath(f"{name}{ending}.html").as_uri())
        yield name, page
    page.close()


@pytest.mark.browser
@pytest.mark.parametrize(
    ("width", "ending"),
    [(320, ""), (320, "-big"), (320, "-en"), (360, ""), (768, ""), (1024, ""), (1280, ""), (1280, "-big")],
)
def test_nothing_reaches_beyond_the_page(browser: Browser, files: Path, width: int, ending: str) -> None:
    found = {name: page.evaluate(OVERFLOWING) for name, page in each(browser, files, width, ending)}
    assert {name: elements for name, elements in found.items() if elements} == {}


@pytest.mark.browser
@pytest.mark.parametrize(("ending", "least"), [("", 44), ("-big", 60)])
def test_targets_are_large_enough_on_a_phone(browser: Browser, files: Path, ending: str, least: int) -> None:
    found = {name: page.evaluate(SMALL_TARGETS, least) for name, page in each(browser, files, 360, ending)}
    assert {name: elements for name, elements in found.items() if elements} == {}


@pytest.mark.browser
@pytest.mark.parametrize("width", [360, 1280])
def test_axe_finds_no_violation(browser: Browser, files: Path, width: int) -> None:
    axe = Axe()
    found = {name: axe.run(page).response["violations"] for name, page in each(browser, files, width)}
    said = {
        name: [(v["id"], [node["html"][:120] for node in v["nodes"][:3]]) for v in violations]
        for name, violations in found.items()
        if violations
    }
    assert said == {}


@pytest.mark.browser
def test_a_formal_notice_and_the_receipt_print_on_one_page(browser: Browser, files: Path) -> None:
    page = browser.new_page()
    for name in ("P4", "P6", "C6"):
        page.goto(files.joinpath(f"{name}.html").as_uri())
        printed = page.pdf(prefer_css_page_size=True)
        assert printed.count(b"/Type /Page\n") == 1, name
    page.close()
