"""The two loaders of settings. Each is frozen, read from the environment once, and refuses to start on doubt.

`PortalConfig` has no field that could hold a private key; the portal never imports `CaseworkConfig`.
"""

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, Self

from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError

PREFIX: Final = "SHUANGCHA_"
_ROOT: Final = Path(__file__).resolve().parent
_HISTORIES: Final = ("portal", "mailbox", "casework")
_LEAVE_URL: Final = "https://www.baidu.com/s?wd=%E5%A4%A9%E6%B0%94"


class ConfigError(Exception):
    """The settings leave a doubt; the message lists every one of them by name, never a value."""

    def __init__(self, doubts: list[str]) -> None:
        super().__init__("the settings are not sound: " + "; ".join(doubts))
        self.doubts = tuple(doubts)


class Reader:
    """Reads settings by name and gathers the doubts, so that all are said at once."""

    def __init__(self, environment: Mapping[str, str]) -> None:
        self._environment = environment
        self.doubts: list[str] = []

    def text(self, name: str, default: str | None = None) -> str:
        """A setting as text; without a default it must be there."""
        value = self._environment.get(PREFIX + name, "").strip()
        if value:
            return value
        if default is None:
            self.doubts.append(f"{PREFIX}{name} is missing")
            return ""
        return default

    def number(self, name: str, default: int, *, least: int, most: int) -> int:
        """A whole number within bounds."""
        value = self.text(name, str(default))
        if re.fullmatch(r"[0-9]{1,12}", value) is None or not least <= int(value) <= most:
            self.doubts.append(f"{PREFIX}{name} must be a number from {least} to {most}")
            return default
        return int(value)

    def switch(self, name: str, default: bool) -> bool:  # noqa: FBT001 - a switch is what it reads
        """on or off."""
        match self.text(name, "on" if default else "off"):
            case "on":
                return True
            case "off":
                return False
            case _:
                self.doubts.append(f"{PREFIX}{name} must be on or off")
                return default

    def names(self, name: str, default: str) -> tuple[str, ...]:
        """A list parted by commas; never empty."""
        found = tuple(part.strip() for part in self.text(name, default).split(",") if part.strip())
        if not found:
            self.doubts.append(f"{PREFIX}{name} names nothing")
        return found

    def hex_bytes(self, name: str, *, least: int) -> bytes:
        """Bytes written in hexadecimal digits."""
        value = self.text(name)
        if re.fullmatch(r"([0-9a-fA-F]{2})+", value) is None or len(value) < 2 * least:
            if value:
                self.doubts.append(f"{PREFIX}{name} must be at least {least} bytes in hexadecimal digits")
            return b""
        return bytes.fromhex(value)

    def secret_file(self, name: str, *, least: int) -> bytes:
        """Bytes read from a file that only its owner may read. The file is named, its content never."""
        path = Path(self.text(name))
        if not path.name:
            return b""
        if not path.is_file():
            self.doubts.append(f"{PREFIX}{name} names no file")
            return b""
        if path.stat().st_mode & 0o077:
            self.doubts.append(f"{PREFIX}{name} must be readable by its owner alone (chmod 600)")
        content = path.read_bytes()
        if len(content) < least:
            self.doubts.append(f"{PREFIX}{name} must hold at least {least} bytes")
        return content

    def database(self, history: str) -> str:
        """A database address; SQLite in the data folder when none is given."""
        url = database_url(history, self._environment)
        try:
            known = make_url(url).drivername in ("sqlite", "postgresql+psycopg")
        except ArgumentError:
            known = False
        if not known:
            self.doubts.append(f"{PREFIX}{history.upper()}_DATABASE must be sqlite or postgresql+psycopg")
        return url

    def finish(self) -> None:
        """Raise ConfigError if anything was in doubt."""
        if self.doubts:
            raise ConfigError(self.doubts)


def data_folder(environment: Mapping[str, str]) -> Path:
    """Where databases and blobs lie by default: SHUANGCHA_DATA, or var beside this file."""
    return Path(environment.get(PREFIX + "DATA", "").strip() or _ROOT / "var").absolute()


def database_url(history: str, environment: Mapping[str, str]) -> str:
    """The database of a history: SHUANGCHA_PORTAL_DATABASE and so on, or a SQLite file in the data folder."""
    if history not in _HISTORIES:
        raise ValueError(f"no history named {history!r}")
    named = environment.get(f"{PREFIX}{history.upper()}_DATABASE", "").strip()
    return named or f"sqlite:///{data_folder(environment) / history}.db"


@dataclass(frozen=True, slots=True, kw_only=True)
class PortalConfig:
    """What the public door runs on: addresses, folders, limits, and public keys only."""

    portal_database: str
    mailbox_database: str
    blobs: Path
    staging: Path
    root_verify_key: str
    lowest_directory: int
    receipt_salt: bytes
    hosts: tuple[str, ...]
    proxies: int = 0
    onion_host: str = ""
    limiter_storage: str = "memory://"
    limits: bool = True
    receipt_pool: bool = True
    receipt_pool_size: int = 32
    lookups_at_once: int = 2
    lookups_waiting: int = 16
    file_limit: int = 200 * 1024 * 1024
    files_limit: int = 10
    staging_limit: int = 20 * 1024 * 1024 * 1024
    drafts_limit: int = 20_000
    leave_url: str = _LEAVE_URL
    clamd: str = ""

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] | None = None) -> Self:
        """Read SHUANGCHA_* settings. Raises ConfigError naming every doubt."""
        environment = os.environ if environment is None else environment
        read = Reader(environment)
        data = data_folder(environment)
        config = cls(
            portal_database=read.database("portal"),
            mailbox_database=read.database("mailbox"),
            blobs=Path(read.text("BLOBS", str(data / "blobs"))),
            staging=Path(read.text("STAGING", str(data / "staging"))),
            root_verify_key=read.text("ROOT_VERIFY_KEY"),
            lowest_directory=read.number("LOWEST_DIRECTORY", 1, least=1, most=10**9),
            receipt_salt=read.hex_bytes("RECEIPT_SALT", least=16),
            hosts=read.names("PORTAL_HOSTS", "localhost,127.0.0.1"),
            proxies=read.number("PROXIES", 0, least=0, most=3),
            onion_host=read.text("ONION_HOST", ""),
            limiter_storage=read.text("LIMITER_STORAGE", "memory://"),
            limits=read.switch("LIMITS", default=True),
            receipt_pool=read.switch("RECEIPT_POOL", default=True),
            receipt_pool_size=read.number("RECEIPT_POOL_SIZE", 32, least=1, most=1000),
            lookups_at_once=read.number("LOOKUPS_AT_ONCE", 2, least=1, most=64),
            lookups_waiting=read.number("LOOKUPS_WAITING", 16, least=0, most=1000),
            file_limit=read.number("FILE_LIMIT_MB", 200, least=1, most=2000) * 1024 * 1024,
            files_limit=read.number("FILES_LIMIT", 10, least=1, most=100),
            staging_limit=read.number("STAGING_LIMIT_MB", 20 * 1024, least=1, most=10**7) * 1024 * 1024,
            drafts_limit=read.number("DRAFTS_LIMIT", 20_000, least=1, most=10**7),
            leave_url=read.text("LEAVE_URL", _LEAVE_URL),
            clamd=read.text("CLAMD", ""),
        )
        _check_portal(config, read)
        read.finish()
        return config


def _check_portal(config: PortalConfig, read: Reader) -> None:
    if "*" in config.hosts:
        read.doubts.append(f"{PREFIX}PORTAL_HOSTS must name hosts, not *")
    if not config.leave_url.startswith("https://"):
        read.doubts.append(f"{PREFIX}LEAVE_URL must begin with https://")
    if config.portal_database == config.mailbox_database:
        read.doubts.append(f"{PREFIX}PORTAL_DATABASE and {PREFIX}MAILBOX_DATABASE must be two databases")
    if not config.limiter_storage.startswith(("memory://", "redis://", "rediss://", "redis+unix://")):
        read.doubts.append(f"{PREFIX}LIMITER_STORAGE must be memory:// or a Redis address")


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseworkConfig:
    """What the internal door runs on. `pepper` lies in a file outside the database and its backups.

    `password_memory_kib` and `password_passes` are not settings: only tests and the demo lower them.
    """

    casework_database: str
    mailbox_database: str
    blobs: Path
    hosts: tuple[str, ...]
    pepper: bytes = field(repr=False)
    commission: str = "纪检监察机关"
    address: str = "https://localhost"
    root_verify_key: str = ""
    ledger_origin: str = "acts.shuangcha"
    ledger_key: Path | None = None
    ledger_verify_key: str = ""
    idle_minutes: int = 15
    session_hours: int = 12
    failures_limit: int = 5
    lockout_minutes: int = 15
    enrolment_days: int = 7
    password_days: int = 180
    unused_days: int = 90
    children_at_once: int = 3
    password_memory_kib: int = 64 * 1024
    password_passes: int = 3

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] | None = None) -> Self:
        """Read SHUANGCHA_* settings. Raises ConfigError naming every doubt."""
        environment = os.environ if environment is None else environment
        read = Reader(environment)
        ledger_key = read.text("LEDGER_KEY_FILE", "")
        config = cls(
            casework_database=read.database("casework"),
            mailbox_database=read.database("mailbox"),
            blobs=Path(read.text("BLOBS", str(data_folder(environment) / "blobs"))),
            hosts=read.names("CASEWORK_HOSTS", "localhost,127.0.0.1"),
            pepper=read.secret_file("PEPPER_FILE", least=32),
            commission=read.text("COMMISSION", "纪检监察机关"),
            address=read.text("CASEWORK_ADDRESS", "https://localhost").rstrip("/"),
            root_verify_key=read.text("ROOT_VERIFY_KEY", ""),
            ledger_origin=read.text("LEDGER_ORIGIN", "acts.shuangcha"),
            ledger_key=Path(ledger_key) if ledger_key else None,
            ledger_verify_key=read.text("LEDGER_VERIFY_KEY", ""),
            idle_minutes=read.number("IDLE_MINUTES", 15, least=1, most=60),
            session_hours=read.number("SESSION_HOURS", 12, least=1, most=24),
            failures_limit=read.number("FAILURES_LIMIT", 5, least=3, most=20),
            lockout_minutes=read.number("LOCKOUT_MINUTES", 15, least=1, most=24 * 60),
            enrolment_days=read.number("ENROLMENT_DAYS", 7, least=1, most=30),
            password_days=read.number("PASSWORD_DAYS", 180, least=30, most=3650),
            unused_days=read.number("UNUSED_DAYS", 90, least=7, most=365),
            children_at_once=read.number("CHILDREN_AT_ONCE", 3, least=1, most=64),
        )
        _check_casework(config, read)
        read.finish()
        return config


def _check_casework(config: CaseworkConfig, read: Reader) -> None:
    if "*" in config.hosts:
        read.doubts.append(f"{PREFIX}CASEWORK_HOSTS must name hosts, not *")
    if config.casework_database == config.mailbox_database:
        read.doubts.append(f"{PREFIX}CASEWORK_DATABASE and {PREFIX}MAILBOX_DATABASE must be two databases")
    if not config.address.startswith("https://"):
        read.doubts.append(f"{PREFIX}CASEWORK_ADDRESS must begin with https://")
