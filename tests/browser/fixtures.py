"""What browser and journey tests share: one Chromium, one inspector, a public site of the invented city."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.browser.doors import running
from tests.browser.publicsite import PublicSite
from tests.requirements import need

if TYPE_CHECKING:
    from playwright.sync_api import Browser

    from tests.browser.inspector import Inspector

CHROMIUM = Path("/usr/bin/chromium")
ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-quic",
)


@pytest.fixture(scope="session")
def chromium() -> Iterator["Browser"]:
    """One Chromium for the whole run, without a network of its own."""
    need(present=CHROMIUM.exists(), what="Chromium")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=CHROMIUM, args=list(ARGUMENTS))
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def inspector(chromium: "Browser") -> Iterator["Inspector"]:
    """Looks at every page anybody comes to, once."""
    from tests.browser.inspector import Inspector

    made = Inspector(chromium)
    yield made
    made.close()


@pytest.fixture(scope="session")
def public_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PublicSite]:
    """The public site alone, its office simulated."""
    site = PublicSite.found(tmp_path_factory.mktemp("public"))
    with running(site.door):
        yield site
