"""A person at a browser: reads headings, follows links, fills in labels and presses buttons by their visible words.

All words are given in Chinese, the language the pages are written in; a person who reads English looks the same
words up in the catalogue. Every new page is looked at by the inspector on arrival.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Self

from playwright.sync_api import Browser, BrowserContext, Locator, Page, Response

from tests.browser.inspector import Inspector
from web.translations.catalogue import translations

PHONE = {"width": 360, "height": 740}
DESK = {"width": 1280, "height": 900}
FilePart = dict[str, Any]


def in_language(language: str, chinese: str, **values: object) -> str:
    """Chinese words as a page shows them in a language."""
    words: str = translations(language).gettext(chinese)
    words = words.replace("｜", "")
    return words % values if values else words


def file(name: str, data: bytes, kind: str = "") -> FilePart:
    """A file as it is chosen from a device."""
    kinds = {"pdf": "application/pdf", "png": "image/png", "txt": "text/plain", "jpg": "image/jpeg"}
    return {"name": name, "mimeType": kind or kinds[name.rpartition(".")[2]], "buffer": data}


@dataclass
class Person:
    """Somebody at one browser window."""

    page: Page
    address: str
    language: str = "zh"
    inspector: Inspector | None = None
    answers: list[Response] = field(default_factory=list)

    @classmethod
    def at(
        cls,
        browser: Browser,
        address: str,
        *,
        language: str = "zh",
        scripts: bool = False,
        viewport: Mapping[str, int] = PHONE,
        inspector: Inspector | None = None,
        **options: Any,
    ) -> Self:
        """A fresh browser profile in the city's time; no scripts unless asked for."""
        context = browser.new_context(
            java_script_enabled=scripts,
            viewport={"width": viewport["width"], "height": viewport["height"]},
            locale="zh-CN",
            timezone_id="Asia/Shanghai",
            accept_downloads=True,
            **options,
        )
        context.set_default_timeout(15_000)
        person = cls(context.new_page(), address, language, inspector)
        person.page.on("response", lambda answer: person.answers.append(answer))  # noqa: PLW0108 - playwright marks it
        return person

    @property
    def entry(self) -> str:
        """The first page, in this person's language."""
        return "/" if self.language == "zh" else f"/?lang={self.language}"

    @property
    def profile(self) -> BrowserContext:
        """Cookies and the like."""
        return self.page.context

    def leave(self) -> None:
        """Close the window and forget the profile."""
        self.page.context.close()

    def words(self, chinese: str, **values: object) -> str:
        """Words as this person's pages show them."""
        return in_language(self.language, chinese, **values)

    def go(self, path: str) -> Self:
        """Type an address."""
        self.page.goto(self.address + path)
        return self._arrived()

    def follow(self, chinese: str, *, within: Locator | None = None, whole: bool = False) -> Self:
        """Follow the first link that has these words."""
        return self._click((within or self.page).get_by_role("link", name=self.words(chinese), exact=whole))

    def press(self, chinese: str, *, within: Locator | None = None, **values: object) -> Self:
        """Press the button with exactly these words."""
        name = self.words(chinese, **values)
        return self._click((within or self.page).get_by_role("button", name=name, exact=True))

    def unfold(self, chinese: str) -> Self:
        """Open the first thing that is folded away under exactly these words."""
        self.page.locator("summary").get_by_text(self.words(chinese), exact=True).first.click()
        return self

    def write(self, *, within: Locator | None = None, **said: str) -> Self:
        """Type into the fields with these labels; a label's field is emptied first."""
        for label, text in said.items():
            self.field(label, within=within).fill(text)
        return self

    def field(self, chinese: str, *, within: Locator | None = None) -> Locator:
        """The control with this label."""
        place, words = within or self.page, self.words(chinese)
        exact = place.get_by_label(words, exact=True)
        return (
            exact.first if exact.count() else place.get_by_label(re.compile(rf"^\s*{re.escape(words)}")).first
        )

    def choose(self, *labels: str, within: Locator | None = None) -> Self:
        """Pick options and tick boxes by their words."""
        for chinese in labels:
            words = self.words(chinese)
            whole = re.compile(rf"^\s*{re.escape(words)}")
            (within or self.page).get_by_label(whole).first.check()
        return self

    def attach(self, label: str, files: Sequence[FilePart] | Sequence[Path]) -> Self:
        """Choose files."""
        self.field(label).set_input_files(list(files))  # type: ignore[arg-type]  # parts or paths, as documented
        return self

    @property
    def heading(self) -> str:
        """The page's h1."""
        return self.page.locator("h1").inner_text().replace("\n", "")

    @property
    def text(self) -> str:
        """What stands in the main part."""
        return self.page.locator("main").inner_text()

    def sees(self, *chinese: str) -> Self:
        """These words stand on the page."""
        for each in chinese:
            words = self.words(each)
            assert words in self.text.replace("\n", ""), (
                f"{words!r} is not on {self.page.url}: {self.text[:1500]}"
            )
        return self

    def at_page(self, chinese: str) -> Self:
        """The page has this heading."""
        assert self.heading == self.words(chinese), (self.heading, self.page.url, self.text[:800])
        return self

    def _click(self, found: Locator) -> Self:
        with self.page.expect_navigation():
            found.first.click()
        return self._arrived()

    def _arrived(self) -> Self:
        if self.inspector is not None:
            self.inspector.look(self.page, self.language)
        return self
