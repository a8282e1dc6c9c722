"""The invented city of 青澜 as the portal knows it: a province, a city, two districts, keys made from fixed seeds."""

from datetime import UTC, date, datetime
from pathlib import Path

from config import PortalConfig
from mailbox.directory import (
    Contact,
    Custodian,
    Directory,
    OfficeEntry,
    Region,
    UnitEntry,
    publish,
    sign_directory,
)
from mailbox.engine import Store, open_engine
from mailbox.ids import OfficeId
from migrations.running import History, upgrade
from sealing import HybridIdentity
from sealing.signing import SigningKey

ROOT = SigningKey.from_seed(b"r" * 32)
SALT = b"salt of the tests"
NOON = datetime(2026, 11, 20, 4, 0, tzinfo=UTC)
OFFICES = ("province", "city", "dongyu", "nanqiao")
CUSTODIANS = tuple(HybridIdentity.from_seed(bytes([n]) * 32) for n in (1, 2, 3))


def identity(office: str) -> HybridIdentity:
    """The office's private key, which no portal ever has."""
    return HybridIdentity.from_seed(office.encode().ljust(32, b"-"))


def signing(office: str) -> SigningKey:
    """The office's signing key."""
    return SigningKey.from_seed(office.encode().ljust(32, b"+"))


def entry(
    office: str, name: str, level: str, region: str, parent: str, *, keyed: bool = True, vault: bool = True
) -> OfficeEntry:
    """One office of the directory."""
    return OfficeEntry(
        id=OfficeId(office),
        name=name,
        level=level,
        region_code=region,
        parent_id=parent,
        recipient=str(identity(office).recipient) if keyed else "",
        verify_key=str(signing(office).verify_key) if keyed else "",
        custodians=tuple(Custodian(f"k{n}", str(key.recipient)) for n, key in enumerate(CUSTODIANS))
        if vault
        else (),
        contact=Contact(
            phone="12388",
            phone_hours="工作日8:30–17:00",
            postal_address=f"{name}信访室",
            postcode="000018",
            visiting_address="东屿区镜湖路18号一楼",
            visiting_hours="工作日9:00–11:30、13:30–16:30",
        ),
    )


def directory(*, version: int = 1, province_keyed: bool = True) -> Directory:
    """The directory of the city."""
    return Directory(
        version=version,
        issued_on=date(2026, 11, 1),
        expires_on=date(2027, 6, 30),
        site_name="青澜市纪委监委",
        issuers=("中共青澜市纪律检查委员会", "青澜市监察委员会"),
        offices=(
            entry("province", "澜江省纪委监委", "province", "990000", "", keyed=province_keyed),
            entry("city", "青澜市纪委监委", "city", "990100", "province"),
            entry("dongyu", "东屿区纪委监委", "district", "990102", "city"),
            entry("nanqiao", "南桥区纪委监委", "district", "990103", "city", vault=False),
        ),
        regions=tuple(
            Region(code, name)
            for code, name in (
                ("990000", "澜江省"),
                ("990100", "青澜市"),
                ("990102", "东屿区"),
                ("990103", "南桥区"),
                ("990104", "柳溪区"),
                ("990121", "北泽县"),
                ("990122", "石亭县"),
            )
        ),
        units=(
            UnitEntry(
                "chengtou",
                "青澜城投",
                "state_enterprise",
                "city",
                "990100",
                "city",
                aliases=("青澜市城投集团",),
            ),
            UnitEntry("shijian", "南桥区市场监督管理局", "government", "district", "990103", "district"),
        ),
    )


def config(folder: Path, **changes: object) -> PortalConfig:
    """The settings of a portal whose everything lies in one folder."""
    settings: dict[str, object] = {
        "portal_database": f"sqlite:///{folder}/portal.db",
        "mailbox_database": f"sqlite:///{folder}/mailbox.db",
        "blobs": folder / "blobs",
        "staging": folder / "staging",
        "root_verify_key": str(ROOT.verify_key),
        "lowest_directory": 1,
        "receipt_salt": SALT,
        "hosts": ("localhost", "127.0.0.1"),
        "limits": False,
        "receipt_pool": False,
    }
    return PortalConfig(**(settings | changes))  # type: ignore[arg-type]  # a test's own settings


def found(settings: PortalConfig, city: Directory | None = None) -> None:
    """Make the databases and lay the directory into the mailbox, as the internal door would."""
    upgrade(History.PORTAL, settings.portal_database)
    upgrade(History.MAILBOX, settings.mailbox_database)
    lay_directory(settings, city or directory())


def lay_directory(settings: PortalConfig, city: Directory) -> None:
    """Publish one more version."""
    store = Store(open_engine(settings.mailbox_database.replace("//shuangcha_portal@", "//owner@")))
    with store.write() as db:
        publish(db, city.version, city.issued_on, sign_directory(city, ROOT))
    store.close()
