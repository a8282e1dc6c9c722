"""What the views work with: the stores, the directory in force, the receipt pools and the clock, made once."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Self
from zoneinfo import ZoneInfo

from config import ConfigError, PortalConfig
from mailbox.blobs import BlobStore
from mailbox.engine import Store, open_engine
from mailbox.grants import PORTAL_IN_MAILBOX, PORTAL_IN_PORTAL
from portal.offices import Offices
from portal.pools import Lookups, ReceiptPool
from portal.sessions import MailboxSessions
from portal.storage import Drafts, Limits
from sealing.signing import VerifyKey

Clock = Callable[[], datetime]
CITY_TIME = ZoneInfo("Asia/Shanghai")


def system_clock() -> datetime:
    """Now, aware."""
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Desk:
    """Everything behind the public door."""

    config: PortalConfig
    clock: Clock
    store: Store
    mailbox: Store
    blobs: BlobStore
    drafts: Drafts
    sessions: MailboxSessions
    offices: Offices
    receipts: ReceiptPool
    lookups: Lookups

    @classmethod
    def open(cls, config: PortalConfig, clock: Clock = system_clock) -> Self:
        """Open the stores. Raises ConfigError for a root key that is none, OSError for folders."""
        try:
            root = VerifyKey.from_string(config.root_verify_key)
        except ValueError as error:
            raise ConfigError(["SHUANGCHA_ROOT_VERIFY_KEY is not a key scverify1…"]) from error
        config.staging.mkdir(mode=0o2770, parents=True, exist_ok=True)
        config.blobs.mkdir(mode=0o2770, parents=True, exist_ok=True)
        store = Store(open_engine(config.portal_database, cells=PORTAL_IN_PORTAL))
        mailbox = Store(open_engine(config.mailbox_database, cells=PORTAL_IN_MAILBOX))
        limits = Limits(config.drafts_limit, config.files_limit, config.staging_limit)
        return cls(
            config=config,
            clock=clock,
            store=store,
            mailbox=mailbox,
            blobs=BlobStore(config.blobs),
            drafts=Drafts(store, config.staging, limits),
            sessions=MailboxSessions(store),
            offices=Offices(
                mailbox, root, lowest_version=config.lowest_directory, today=lambda: city_day(clock())
            ),
            receipts=ReceiptPool(
                config.receipt_salt, size=config.receipt_pool_size, prepared=config.receipt_pool
            ),
            lookups=Lookups(
                config.receipt_salt, at_once=config.lookups_at_once, waiting=config.lookups_waiting
            ),
        )

    def now(self) -> float:
        """Seconds since 1970."""
        return self.clock().timestamp()

    def today(self) -> date:
        """The day in the city."""
        return city_day(self.clock())

    def close(self) -> None:
        """Let go of the databases."""
        self.store.close()
        self.mailbox.close()


def city_day(instant: datetime) -> date:
    """The day of an instant in the city."""
    return instant.astimezone(CITY_TIME).date()
