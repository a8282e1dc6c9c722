"""Walks through the staff's pages: by links, by address, in both languages; and every form sent empty."""

import re
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final
from urllib.parse import quote, urlsplit

from flask import Flask
from playwright.sync_api import Browser, Response
from playwright.sync_api import Error as PlaywrightError
from werkzeug.exceptions import HTTPException

from casework.access import Role, may, rule_of
from tests.browser.failing import send
from tests.browser.person import Person
from tests.browser.rules import ERROR_WORDS, Rules
from tests.guards.doors import internal_door
from tests.journeys.addresses import Addresses
from tests.journeys.lived import Lived

AT_MOST: Final = 2
"""Pages of one endpoint that are looked at beside one for each role."""
SIGNED_OUT: Final = frozenset({"accounts.enrol", "sessions.sign_in", "sessions.unlock"})
"""What somebody signed in is led away from: looked at from outside."""


def _endpoints(app: Flask) -> dict[str, str]:
    """What answers GET, each with its path."""
    return {rule.endpoint: rule.rule for rule in app.url_map.iter_rules() if "GET" in (rule.methods or ())}


@dataclass
class Tours:
    """The members at their browsers, and what they have seen: addresses by member, endpoints by member."""

    lived: Lived
    browser: Browser
    rules: Rules
    members: dict[str, Person] = field(default_factory=dict)
    visited: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    pages: dict[str, dict[str, tuple[int, frozenset[str]]]] = field(default_factory=lambda: defaultdict(dict))
    in_english: dict[Any, set[str]] = field(default_factory=lambda: defaultdict(set))
    forms: dict[str, tuple[str, str, str]] = field(default_factory=dict)
    shown: Counter[str] = field(default_factory=Counter)

    def __post_init__(self) -> None:
        with tempfile.TemporaryDirectory() as folder:
            self.app = internal_door(Path(folder))
        self.book = Addresses(self.lived)
        self.routes = self.app.url_map.bind("door")
        self.paths = _endpoints(self.app)

    def end(self) -> None:
        """Close every browser."""
        for each in self.members.values():
            each.leave()

    def member(self, user: str) -> Person:
        """A member, signed in once."""
        if user not in self.members:
            self.members[user] = self.lived.house.sign_in(self.browser, user)
            assert "/sign-in" not in self.members[user].page.url, f"{user} cannot sign in"
            self.rules.listen(self.members[user].page)
        return self.members[user]

    def allowed(self, role: Role) -> set[str]:
        """The endpoints the access rules allow to somebody of this role alone."""
        rules = {endpoint: rule_of(self.app.view_functions[endpoint]) for endpoint in self.paths}
        return {
            endpoint
            for endpoint, rule in rules.items()
            if rule is not None and rule.action is not None and may({role}, rule.action)
        }

    def endpoint_of(self, address: str, method: str = "GET") -> str | None:
        """The endpoint behind an address of this door."""
        try:
            return self.routes.match(urlsplit(address).path, method=method)[0]
        except HTTPException:
            return None

    @staticmethod
    def _asked(address: str) -> list[str]:
        """The names of what the address asks for."""
        return sorted(re.findall(r"(\w+)=", urlsplit(address).query))

    def walk(self, user: str, *, status: Sequence[int] = (200,)) -> list[str]:
        """Follow links until no new kind of page turns up."""
        member = self.member(user)
        queue = [member.address + "/", *(member.address + each for each in self.book.beginnings(user))]
        known, kinds, faults = set(queue), Counter[str](), []
        while queue:
            address = queue.pop(0)
            links, found = self.visit(user, address, status=status)
            faults += found
            for link in links:
                endpoint = self.endpoint_of(link)
                if not link.startswith(member.address) or link in known or "lang=" in link or not endpoint:
                    continue
                kind = f"{endpoint} {self._asked(link)}"
                if kinds[kind] < 1 or self.shown[kind] < AT_MOST:
                    known.add(link)
                    kinds[kind] += 1
                    self.shown[kind] += 1
                    queue.append(link)
        return faults

    def visit(
        self, user: str, address: str, language: str = "zh", *, status: Sequence[int] = (200,)
    ) -> tuple[list[str], list[str]]:
        """Go to a page and hold it to the rules: its links, its faults."""
        member = self.member(user)
        answer = self.load(member, address)
        endpoint = self.endpoint_of(address)
        if endpoint:
            self.visited[user].add(endpoint)
        if answer is None:
            return [], []
        name = f"{user} {language} {address.removeprefix(member.address)}"
        if not answer.headers.get("content-type", "").startswith("text/html"):
            return [], [] if answer.ok else [f"{name} answers {answer.status}"]
        facts, faults = self.rules.faults(member.page, answer, language, status=status)
        for action in facts["forms"]:
            self.forms.setdefault(self.endpoint_of(action, "POST") or action, (user, address, action))
        if language == "zh":
            self.pages[user][address] = (answer.status, frozenset(facts["stands"]))
        return facts["links"], [f"{name} {fault}" for fault in faults]

    def look(self, user: str, answer: Response | None, name: str, language: str, status: int) -> list[str]:
        """Hold the page a member is at to the rules."""
        faults = self.rules.faults(self.members[user].page, answer, language, status=(status,))[1]
        return [f"{user} {language} {name} {fault}" for fault in faults]

    @staticmethod
    def load(member: Person, address: str) -> Response | None:
        """Load an address; None for a file that is put into the downloads."""
        try:
            return member.page.goto(address)
        except PlaywrightError as error:
            if "Download is starting" in str(error) or "ERR_ABORTED" in str(error):
                return None
            raise

    def by_address(self, user: str, endpoints: Iterable[str]) -> list[str]:
        """Visit what no link led to. A record a rule hides is 404, as if it were not there."""
        faults: list[str] = []
        for endpoint in sorted(endpoints):
            path, status = self.book.address(user, endpoint, self.paths[endpoint])
            address = self.member(user).address + quote(path, safe="/?=&")
            faults += self.visit(user, address, status=(status,))[1]
        return faults

    def _not_yet_in_english(self, user: str) -> Iterator[tuple[str, int]]:
        """This member's pages but those like one that somebody has already read in English."""
        for address, (status, stands) in self.pages[user].items():
            kind = (self.endpoint_of(address), status)
            if not stands <= self.in_english[kind]:
                self.in_english[kind] |= stands
                yield address, status

    def asking(self) -> set[str]:
        """The endpoints that show a form and take it."""
        both = {"GET", "POST"}
        rules = self.app.url_map.iter_rules()
        return {each.endpoint for each in rules if both <= (each.methods or set())} - SIGNED_OUT

    def send_empty(self, endpoint: str, language: str) -> tuple[int, list[str]]:
        """A form with nothing in it: how it was answered, and what is wrong with the answer."""
        user, address, action = self.forms[endpoint]
        member = self.member(user)
        member.page.goto(f"{member.address}/account?lang={language}")
        member.page.goto(address)
        answer = send(member.page, "nothing", action=action)
        facts, faults = self.rules.faults(member.page, answer, language, status=(200, 422))
        if answer.status == 422 and not facts["title"].startswith(ERROR_WORDS):
            faults.append(f"is refused under the title {facts['title']!r}")
        return answer.status, [f"{user} {language} {endpoint} sent empty {fault}" for fault in faults]

    def again_in_english(self, user: str) -> list[str]:
        """The same pages for somebody who reads English."""
        member, faults = self.member(user), []
        member.page.goto(member.address + "/account?lang=en")
        for address, status in self._not_yet_in_english(user):
            faults += self.visit(user, address, "en", status=(status,))[1]
        member.page.goto(member.address + "/account?lang=zh")
        return faults
