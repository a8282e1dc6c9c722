"""A mailbox and a portal database, once on SQLite and once on PostgreSQL, seen by owner and by the portal."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from mailbox.blobs import BlobStore
from mailbox.engine import Store, open_engine
from mailbox.grants import CASEWORK_IN_MAILBOX, PORTAL_IN_MAILBOX, PORTAL_IN_PORTAL
from migrations.running import History, upgrade

ROLES_SQL = Path(__file__).resolve().parents[2] / "deploy" / "postgresql" / "roles.sql"


@dataclass(frozen=True)
class Rooms:
    """The mailbox as its three users see it, and the portal's own database."""

    owner: Store
    portal: Store
    casework: Store
    portal_own: Store
    blobs: BlobStore
    kind: str


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)])
def rooms(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Rooms]:
    if request.param == "sqlite":
        mailbox = f"sqlite:///{tmp_path}/mailbox.db"
        own = f"sqlite:///{tmp_path}/portal.db"
        urls = {"owner": mailbox, "portal": mailbox, "casework": mailbox, "own": own, "own_owner": own}
    else:
        server = request.getfixturevalue("postgresql_server")
        names = ("shuangcha_portal", "shuangcha_mailbox", "shuangcha_casework")
        server.empty_databases(*names)
        for table in ("acts", "acts_checkpoints"):
            server.execute(f"CREATE TABLE {table} (id text)", database="shuangcha_casework")
        urls = {
            "owner": server.url("shuangcha_mailbox"),
            "portal": server.url("shuangcha_mailbox", "shuangcha_portal"),
            "casework": server.url("shuangcha_mailbox", "shuangcha_casework"),
            "own": server.url("shuangcha_portal", "shuangcha_portal"),
            "own_owner": server.url("shuangcha_portal"),
        }
    upgrade(History.MAILBOX, urls["owner"])
    upgrade(History.PORTAL, urls["own_owner"])
    if request.param == "postgresql":
        server.run_script(ROLES_SQL)
    found = Rooms(
        owner=Store(open_engine(urls["owner"])),
        portal=Store(open_engine(urls["portal"], cells=PORTAL_IN_MAILBOX)),
        casework=Store(open_engine(urls["casework"], cells=CASEWORK_IN_MAILBOX)),
        portal_own=Store(open_engine(urls["own"], cells=PORTAL_IN_PORTAL)),
        blobs=BlobStore(tmp_path / "blobs"),
        kind=request.param,
    )
    yield found
    for store in (found.owner, found.portal, found.casework, found.portal_own):
        store.close()
