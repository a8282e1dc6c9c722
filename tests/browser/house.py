"""Both doors of a small installation: the demonstration's offices and accounts, and the campaign of six units.

Everything is made through the demonstration's own steps. What differs from an installation in service: passwords
cost little, and the timers' work is done when a test says so.
"""

import hashlib
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final, Self

import pyotp
from playwright.sync_api import Browser

from casework import timers
from casework.checkpoints import read_key
from casework.database import CHINA, Store, open_engine, system_clock
from casework.workplace import Workplace
from config import CaseworkConfig, database_url
from demo import campaign, people, places, staff
from demo.city import Person as Official
from deploy import settings
from mailbox.blobs import BlobStore
from migrations.running import History, upgrade
from tests.browser.casework_door import cheap
from tests.browser.doors import Door
from tests.browser.inspector import Inspector
from tests.browser.person import DESK, Person

UNITS: Final = frozenset({"swb", "szf", "ssc", "sjt", "q22w", "q22z", "q22j"})


def few_people() -> list[Official]:
    """Of each unit its head, one deputy and whoever the story needs: a secretary above everybody who declares."""
    units: dict[str, list[Official]] = defaultdict(list)
    for each in people.roster():
        if each.unit.key in UNITS:
            units[each.unit.key].append(each)
    return [
        each
        for members in units.values()
        for place, each in enumerate(members)
        if place < 2 or each.name in people.CAST_NAMES
    ]


@dataclass
class House:
    """A folder with everything in it, and the two doors."""

    folder: Path
    settings: Mapping[str, str]
    town: staff.Town
    campaign: campaign.Campaign
    persons: Mapping[str, str]
    portal: Door
    casework: Door
    codes: dict[str, int] = field(default_factory=dict)

    @classmethod
    def build(cls, folder: Path, *, days: int = 3) -> Self:
        """Make settings, databases, offices, accounts, forms and the directory, as if `days` ago.

        The doors are not started yet.
        """
        told = settings.ensure(
            {
                "SHUANGCHA_DATA": str(folder),
                "SHUANGCHA_LIMITS": "off",
                "SHUANGCHA_PORTAL_HOSTS": "127.0.0.1",
                "SHUANGCHA_FILE_LIMIT_MB": "1",
                "SHUANGCHA_CASEWORK_HOSTS": "127.0.0.1",
            }
        )
        for history in History:
            upgrade(history, database_url(history, told))
        config = cheap(CaseworkConfig.from_environment(told))
        work = Workplace(
            store=Store(open_engine(config.casework_database)),
            mailbox=Store(open_engine(config.mailbox_database)),
            blobs=BlobStore(config.blobs),
            clock=system_clock,
            config=config,
        )
        clock = staff.MovingClock(datetime.now(CHINA) - timedelta(days=days))
        town = staff.Town(replace(work, clock=clock), clock)
        places.add_offices(town)
        places.add_units(town)
        staff.add_accounts(town)
        made, persons = campaign.run(town, few_people())
        clock.at(datetime.now(CHINA) - timedelta(days=days - 1))
        ledger = read_key(folder / "ledger.key")
        staff.sign_directory(town, read_key(settings.root_key_file(told)), ledger.verify_key)
        town.work = work
        return cls(
            folder,
            told,
            town,
            made,
            persons,
            Door("portal.wsgi:app", folder, told),
            Door("tests.browser.casework_door:app", folder, told),
        )

    def pass_time(self) -> None:
        """What the timers do every few minutes."""
        assert timers.run(self.town.work) == []

    def sign_in(
        self, browser: Browser, user: str, *, language: str = "zh", inspector: Inspector | None = None
    ) -> Person:
        """A member at a desk, signed in through the page."""
        member = Person.at(
            browser,
            self.casework.address,
            language=language,
            scripts=True,
            viewport=DESK,
            inspector=inspector,
        )
        member.go(f"/sign-in?lang={language}")
        member.write(用户名=user, 密码=staff.PASSWORD, 动态码=self.code(user)).press("登录")
        return member

    def code(self, user: str) -> str:
        """A one-time code this member has not used yet."""
        step = max(int(datetime.now(CHINA).timestamp()) // 30, self.codes.get(user, 0) + 1)
        self.codes[user] = step
        return pyotp.TOTP(self.town.secrets[user], digest=hashlib.sha1).at(step * 30)
