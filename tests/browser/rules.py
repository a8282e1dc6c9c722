"""What every page is held to in a browser, whoever sees it: answered, named, inside its window, accessible, in one language.

Pages are loaded at a phone's width with scripts on, so that whatever the content security policy refuses is heard.
axe looks at every page on which something stands where it has not yet seen it stand, at a desk's width in Chinese and at
a phone's in English; what concerns a page as a whole, its headings' order and its ids, is looked at on every page.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any, Final

from playwright.sync_api import ConsoleMessage, Page, Response

from tests.browser.inspector import axe_script
from tests.browser.person import DESK, PHONE
from web.translations.catalogue import fragments, merge

UNHEARD: Final = re.compile(r"Content Security Policy|status of [45]\d\d")
"""What a page's own listener tells better than the console, where axe's styles are refused too; and an answer's status."""
ERROR_WORDS: Final = ("错误：", "Error: ")
HAN: Final = re.compile(r"[\u4e00-\u9fff]")
ALWAYS_CHINESE: Final = (
    r"[\u4e00-\u9fff]-[0-9A-Z]{5,7}",  # a reference of ours
    r"证据\d+|“1月1日[^”]*”|国务院办公厅关于\d{4}年部分节假日安排的通知",  # examples of what is written in Chinese
    r"\d{4}-[\u4e00-\u9fff]-\d{4}",  # a number of the register
    r"(检举控告工作规则|个人信息保护法|工作方案)\s?(第[一二三四五六七八九十至、]+条)?",  # a law
    r"\S+〔\d{4}〕\s*\d*\s*号",  # the number of a document
    r"[一二三四五六]+(\s?[（(][一二三四五六]+[）)])?(第[\d一二三四五六]段|\s?¶\d|\s末段)?(?![\u4e00-\u9fff])",  # a clause, as it is cited
)
FACTS: Final = """() => {
  const kind = e => [e.tagName, e.getAttribute('class'), e.getAttribute('role'), e.getAttribute('type'),
    [...e.attributes].some(a => a.name === 'aria-current'), !e.textContent.trim() && !e.getAttribute('aria-label')].join('.');
  const stands = new Set([...document.body.querySelectorAll('*')].map(
    e => [kind(e), kind(e.parentElement), kind(e.parentElement.parentElement)].join(' in ')));
  const root = document.scrollingElement, words = [], shown = 'script, style, [lang^=zh], .words, textarea';
  const walk = document.createTreeWalker(document.documentElement, NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) {
    const holder = walk.currentNode.parentElement;
    if (holder.tagName === 'TITLE' && document.querySelector('[lang^=zh] h1')) continue;
    if (!holder.closest(shown)) words.push([!holder.closest('dd, td, .doc, svg'), walk.currentNode.data.trim()]);
  }
  for (const name of ['aria-label', 'data-label', 'alt'])
    for (const e of document.querySelectorAll(`[${name}]`)) if (!e.closest(shown)) words.push([true, e.getAttribute(name)]);
  return {
    refused: window.__refused || [], title: document.title, language: document.documentElement.lang,
    levels: [...document.querySelectorAll('h1, h2, h3, h4')].map(e => +e.tagName[1]),
    ids: [...document.querySelectorAll('[id]')].map(e => e.id),
    headings: [...document.querySelectorAll('h1')].map(e => e.textContent.trim()),
    beyond: root.scrollWidth - root.clientWidth,
    wide: root.scrollWidth <= root.clientWidth ? [] : [...document.querySelectorAll('body *')]
      .filter(e => e.getBoundingClientRect().right > root.clientWidth + 1).map(e => e.outerHTML.slice(0, 100)).slice(0, 3),
    stands: [...stands], words: words.filter(([_, text]) => /[\\u4e00-\\u9fff]/.test(text)),
    forms: [...document.querySelectorAll('main form[method=post]')].filter(
      e => e.querySelector('input:not([type=hidden]), textarea, select')).map(e => e.action),
    links: [...document.querySelectorAll('a[href]')].map(e => e.href.split('#')[0]),
  };
}"""
REFUSED: Final = """document.addEventListener('securitypolicyviolation',
  e => (window.__refused ||= []).push(e.violatedDirective + ' ' + e.blockedURI))"""
AXE: Final = """async () => (await axe.run(document, {resultTypes: ['violations'], preload: false})).violations.map(
  v => v.id + ': ' + v.help + ' ' + v.nodes.slice(0, 3).map(n => n.html.slice(0, 160)).join(' | '))"""


@dataclass
class Rules:
    """The rules, and what was looked at. `names` are the words of the installation that no translation knows."""

    names: Iterable[str] = ()
    seen: set[tuple[str, str]] = field(default_factory=set)
    axed: int = 0
    looked: int = 0
    heard: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        names = sorted({each for each in self.names if HAN.search(each)}, key=len, reverse=True)
        self._known = re.compile("|".join((*map(re.escape, names), *ALWAYS_CHINESE)))
        self._said = {str(each.id) for each in merge(fragments()) if each.id and isinstance(each.id, str)}

    def listen(self, page: Page) -> Page:
        """Hear what the page complains of."""
        page.set_viewport_size({"width": PHONE["width"], "height": PHONE["height"]})
        page.add_init_script(REFUSED)
        page.on("console", self._hear)
        page.on("pageerror", lambda error: self.heard.append(str(error)))
        return page

    def _hear(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"} and not UNHEARD.search(message.text):
            self.heard.append(message.text[:200])

    def faults(
        self, page: Page, answer: Response | None, language: str, *, status: Sequence[int] = (200,)
    ) -> tuple[dict[str, Any], list[str]]:
        """What is on the page, and what is wrong with it."""
        facts: dict[str, Any] = page.evaluate(FACTS)
        self.looked += 1
        found = [f"complains: {each}" for each in self.heard]
        found += [f"is refused {each}" for each in facts["refused"]]
        if answer is None or answer.status not in status:
            found.append(f"answers {answer.status if answer else 'nothing'}")
        found += _named(facts)
        if facts["beyond"] > 0:
            found.append(f"is {facts['beyond']} px too wide: {facts['wide']}")
        if not facts["language"].startswith(language):
            found.append(f"is in {facts['language']}")
        if language == "en":
            found += [f"is not translated: {each}" for each in self._foreign(facts["words"])]
        found += self._axe(page, language, facts["stands"])
        self.heard.clear()
        return facts, found

    def _foreign(self, words: Iterable[tuple[bool, str]]) -> list[str]:
        """Chinese left on an English page: all of it but names in the page's own words; our own words anywhere."""
        left = []
        for is_ours, text in words:
            rest = self._known.sub("", text)
            if (is_ours and HAN.search(rest)) or rest.strip(" 　：，、") in self._said:
                left.append(text[:80])
        return left

    def _axe(self, page: Page, language: str, stands: Iterable[str]) -> list[str]:
        fresh = {(language, each) for each in stands} - self.seen
        if not fresh:
            return []
        self.seen |= fresh
        self.axed += 1
        size = DESK if language == "zh" else PHONE
        page.set_viewport_size({"width": size["width"], "height": size["height"]})
        page.evaluate(axe_script())
        found: list[str] = page.evaluate(AXE)
        page.set_viewport_size({"width": PHONE["width"], "height": PHONE["height"]})
        return found


def _named(facts: dict[str, Any]) -> list[str]:
    """One h1, and a title that begins with it."""
    headings = facts["headings"]
    if len(headings) != 1:
        return [f"has {len(headings)} h1"]
    name, title = (re.sub(r"\s+", " ", each) for each in (headings[0], facts["title"]))
    for each in ERROR_WORDS:
        title = title.removeprefix(each)
    found = [f"leaves out a level of heading: {facts['levels']}"] if _leaves_out(facts["levels"]) else []
    found += [f"has the id {each!r} twice" for each, times in Counter(facts["ids"]).items() if times > 1]
    return found if title.startswith(name) else [f"has the title {facts['title']!r} over {name!r}", *found]


def _leaves_out(levels: Sequence[int]) -> bool:
    """Whether a heading stands more than one level under the one before."""
    return any(below > above + 1 for above, below in pairwise(levels))
