"""Both doors as they start, on empty databases, for the guards."""

from pathlib import Path

from flask import Flask

import casework
import portal
from config import PortalConfig
from migrations.running import History, upgrade
from sealing.signing import SigningKey
from tests.casework.conftest import HOST, config_for


def internal_door(folder: Path) -> Flask:
    """The internal door; its databases are asked by no request that a guard sends."""
    return casework.create_app(config_for(folder, f"sqlite:///{folder}/a.db", f"sqlite:///{folder}/b.db"))


def public_door(folder: Path) -> Flask:
    """The public door, without a directory: closed, but with every route it has."""
    databases = {}
    for history in (History.PORTAL, History.MAILBOX):
        databases[history] = f"sqlite:///{folder}/{history}.db"
        upgrade(history, databases[history])
    return portal.create_app(
        PortalConfig(
            portal_database=databases[History.PORTAL],
            mailbox_database=databases[History.MAILBOX],
            blobs=folder / "blobs",
            staging=folder / "staging",
            root_verify_key=str(SigningKey.generate().verify_key),
            lowest_directory=1,
            receipt_salt=b"s" * 16,
            hosts=(HOST,),
            receipt_pool=False,
        )
    )
