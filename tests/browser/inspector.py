"""Looks at every page a person comes to: axe at a phone's and a desk's width, and nothing beyond 320 px.

The people of these tests have scripts off, and axe is a script. So the inspector has a browser profile of its own:
it is shown the very document the person sees, under the same address, with the site's own stylesheet.
"""

import re
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, Final

import axe_playwright_python
from playwright.sync_api import Browser, Page, Route

WIDTHS: Final = (360, 1280)
NARROW: Final = 320
_AXE: Final = """async () => (await axe.run(document, {resultTypes: ['violations'], preload: false})).violations.map(
  v => v.id + ': ' + v.help + ' ' + v.nodes.slice(0, 3).map(n => n.html.slice(0, 160)).join(' | '))"""
_BEYOND: Final = """() => {
  const width = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= width) return [];
  return [...document.querySelectorAll('body *')]
    .filter(e => e.getBoundingClientRect().right > width + 1 && !e.closest('.vh, .skip, thead'))
    .map(e => e.outerHTML.slice(0, 120)).slice(0, 5);
}"""
_ID: Final = re.compile(r"[0-9a-f]{16,}|[0-9A-Za-z_-]{20,}|%[0-9A-F]{2}[^/?&]*|\d+")
_NUMBER: Final = re.compile(r"\S-[0-9A-Z]{5,}|\d+")


@cache
def axe_script() -> str:
    """axe-core as the test package ships it."""
    folder = Path(axe_playwright_python.__file__).parent
    return next(folder.rglob("axe.min.js")).read_text("utf-8")


@dataclass
class Inspector:
    """One page that is shown documents; remembers what it has seen, and every fault."""

    browser: Browser
    seen: set[tuple[str, ...]] = field(default_factory=set)
    faults: list[str] = field(default_factory=list)
    shown: str = ""
    page: Page | None = None

    def look(self, visited: Page, language: str) -> None:
        """Inspect a document unless one like it was inspected; raises AssertionError with what is wrong."""
        if not visited.locator("main").count():
            return
        name = _ID.sub("…", visited.url.split("//", 1)[1].split("/", 1)[1])
        state = (language, name, _NUMBER.sub("…", visited.title()))
        if state in self.seen:
            return
        self.seen.add(state)
        found = self._inspect(visited.url.split("#")[0], visited.content())
        faults = [f"{language} /{name} {fault}" for fault in found]
        assert faults == [], "\n".join(faults)

    def _inspect(self, address: str, document: str) -> list[str]:
        page = self._window()
        self.shown = document
        page.set_viewport_size({"width": NARROW, "height": 740})
        page.goto(address)
        found = [f"reaches beyond {NARROW} px: {each}" for each in page.evaluate(_BEYOND)]
        page.evaluate(axe_script())
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            found += [f"at {width} px {violation}" for violation in page.evaluate(_AXE)]
        return found

    def _window(self) -> Page:
        if self.page is None:
            context = self.browser.new_context(bypass_csp=True, ignore_https_errors=True)
            context.set_default_timeout(15_000)
            self.page = context.new_page()
            self.page.route("**/*", self._serve)
        return self.page

    def _serve(self, route: Route) -> Any:
        if route.request.resource_type == "document":
            return route.fulfill(body=self.shown, content_type="text/html; charset=utf-8")
        if route.request.resource_type == "stylesheet":
            return route.continue_()
        return route.abort()

    def close(self) -> None:
        """Close the window."""
        if self.page is not None:
            self.page.context.close()
