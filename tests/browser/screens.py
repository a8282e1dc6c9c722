"""`python -m tests.browser.screens OUTDIR`: pictures of all main pages of both sites, to look at the product.

Takes them from the sites that `make run` started (PORTAL_PORT, CASEWORK_PORT, SHUANGCHA_DATA), or starts the
demonstration itself when nothing answers there. Chinese and English, 360 and 1280 px wide, whole pages.
"""

import contextlib
import json
import os
import re
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Final

import pyotp
from playwright.sync_api import Browser, sync_playwright

from casework.database import CHINA
from config import data_folder
from tests.browser.doors import ROOT
from tests.browser.fixtures import ARGUMENTS, CHROMIUM
from tests.browser.person import DESK, PHONE, Person

PATIENCE_SECONDS: Final = 900
PORTAL: Final = {
    "home": "/",
    "protection": "/protection",
    "contact": "/contact",
    "statistics": "/statistics",
    "forms": "/forms",
    "notices": "/notices",
    "question": "/report",
    "look": "/mailbox/open",
    "not-found": "/nowhere",
}
CASEWORK: Final = {
    "miao": {"inbox": "/reports", "inbox-all": "/reports?view=all", "record": "/reports/record"},
    "pei": {"cases": "/cases", "declarations": "/declarations", "campaigns": "/campaigns", "basis": "/basis"},
    "shui": {"notices": "/notices", "notice-new": "/notices/new"},
    "teng": {"figures": "/figures", "late-units": "/notices/new-criticism"},
    "tang": {"members": "/office", "units": "/units", "register": "/reports/register"},
    "auditor": {"ledger": "/ledger"},
    "yu": {"declarant": "/declarations"},
    "ruan": {"countersigner": "/declarations/countersign"},
    "sjtclerk": {"unit-declarations": "/declarations", "import": "/declarations/import"},
}
FIRST: Final = {
    "miao": {"report": ("/reports?view=all", r"^/reports/[^/?]+-[0-9A-Z]+$")},
    "pei": {
        "case": ("/cases", r"^/cases/[^/?]+-[0-9A-Z]+$"),
        "comparison": ("/cases", r"^/cases/[^/?]+-[0-9A-Z]+$"),
        "declaration": ("/declarations", r"^/declarations/[0-9a-z]{20,}$"),
    },
    "ruan": {"to-sign": ("/declarations/countersign", r"^/declarations/[0-9a-z]{20,}/countersign$")},
    "shui": {"notice": ("/notices", r"^/notices/[^/?]+-[0-9A-Z]+$")},
}
"""Pages that are found on another: of whom, under which name, from where, what the first link looks like."""


def main(arguments: list[str]) -> int:
    """Take every picture. Answers the exit status."""
    if len(arguments) != 1:
        print(__doc__, file=sys.stderr)
        return 2
    out = Path(arguments[0])
    out.mkdir(parents=True, exist_ok=True)
    ports = os.environ.get("PORTAL_PORT", "8000"), os.environ.get("CASEWORK_PORT", "8001")
    portal, casework = (f"http://127.0.0.1:{port}" for port in ports)
    with demonstration(portal, casework), sync_playwright() as play:
        browser = play.chromium.launch(executable_path=CHROMIUM, args=list(ARGUMENTS))
        public_pictures(browser, portal, out)
        told = json.loads((data_folder(os.environ) / "demo-accounts.json").read_text("utf-8"))
        secrets = {each["user"]: each["totp"] for each in told["accounts"]}
        for user in CASEWORK:
            staff_pictures(browser, casework, out, user, told["password"], secrets[user])
        browser.close()
    return 0


@contextlib.contextmanager
def demonstration(*addresses: str) -> Iterator[None]:
    """Both sites answer; started here, and stopped again, if nobody had started them."""
    if all(answers(each) for each in addresses):
        yield
        return
    process = subprocess.Popen([sys.executable, "-m", "deploy.run"], cwd=ROOT)
    try:
        until = time.monotonic() + PATIENCE_SECONDS
        while not all(answers(each) for each in addresses):
            if process.poll() is not None or time.monotonic() > until:
                raise SystemExit("the demonstration does not start")
            time.sleep(1)
        yield
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(60)


def answers(address: str) -> bool:
    """Whether somebody answers there, whatever is said."""
    try:
        urllib.request.urlopen(address, timeout=5).close()
    except urllib.error.HTTPError:
        return True
    except OSError:
        return False
    return True


def with_language(path: str, language: str) -> str:
    """The path, asked for in a language."""
    return f"{path}{'&' if '?' in path else '?'}lang={language}"


def take(person: Person, out: Path, name: str, path: str) -> None:
    """One page in both languages and widths."""
    for language in ("zh", "en"):
        person.page.goto(person.address + with_language(path, language))
        for size in (PHONE, DESK):
            person.page.set_viewport_size({"width": size["width"], "height": size["height"]})
            person.page.screenshot(path=out / f"{name}-{language}-{size['width']}.png", full_page=True)


def public_pictures(browser: Browser, address: str, out: Path) -> None:
    """What a citizen sees."""
    reader = Person.at(browser, address)
    for name, path in PORTAL.items():
        take(reader, out, f"portal-{name}", path)
    notice = reader.go("/notices").page.locator("main dl a").first
    if notice.count():
        take(reader, out, "portal-notice", notice.get_attribute("href") or "/notices")
    reader.leave()


def staff_pictures(browser: Browser, address: str, out: Path, user: str, password: str, secret: str) -> None:
    """What one member sees; a member signs in once, because a one-time code is accepted once."""
    member = Person.at(browser, address, scripts=True, viewport=DESK)
    member.go("/sign-in").write(用户名=user, 密码=password, 动态码=pyotp.TOTP(secret).at(datetime.now(CHINA)))
    member.press("登录")
    for name, path in CASEWORK[user].items():
        take(member, out, f"casework-{name}", path)
    for name, (origin, wanted) in FIRST.get(user, {}).items():
        member.go(with_language(origin, "zh"))
        links = member.page.locator("main a").evaluate_all(
            "links => links.map(link => decodeURI(link.pathname))"
        )
        found = next((each for each in links if re.search(wanted, each)), None)
        if found is None:
            print(f"{user} has no {name} to show", file=sys.stderr)
            continue
        take(member, out, f"casework-{name}", found + ("/comparison" if name == "comparison" else ""))
    member.leave()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
