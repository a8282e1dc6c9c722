"""The public site of the invented city behind a real server, with a simulated office at the mailbox."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Self

from config import PortalConfig
from mailbox.directory import Directory
from portal.desk import city_day
from tests.browser.doors import Door
from tests.portal import city
from tests.portal.office import Office


def directory_of_today(*, days: int = 90, version: int = 1) -> Directory:
    """The city's directory, in force from yesterday for so many days."""
    today = city_day(datetime.now(UTC))
    return replace(
        city.directory(version=version),
        issued_on=today - timedelta(days=100),
        expires_on=today + timedelta(days=days),
    )


@dataclass
class PublicSite:
    """A portal in a folder of its own."""

    folder: Path
    config: PortalConfig
    door: Door
    office: Office = field(init=False)

    def __post_init__(self) -> None:
        self.office = Office.at(self.config)

    @classmethod
    def found(
        cls,
        folder: Path,
        *,
        directory: Directory | None = None,
        certificate: tuple[Path, Path] | None = None,
        settings: Mapping[str, str] | None = None,
    ) -> Self:
        """Make databases and directory; the door is not started yet."""
        config = city.config(folder)
        city.found(config, directory or directory_of_today())
        told = {
            "SHUANGCHA_DATA": str(folder),
            "SHUANGCHA_ROOT_VERIFY_KEY": config.root_verify_key,
            "SHUANGCHA_RECEIPT_SALT": config.receipt_salt.hex(),
            "SHUANGCHA_LIMITS": "off",
            "SHUANGCHA_PORTAL_HOSTS": "127.0.0.1",
            **(settings or {}),
        }
        return cls(folder, config, Door("portal.wsgi:app", folder, told, certificate))
