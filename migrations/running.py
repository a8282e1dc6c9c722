"""Bringing a database to a revision from Python: what `python -m casework migrate` and the tests call."""

from enum import StrEnum
from pathlib import Path

from alembic import command
from alembic.config import Config

_ROOT = Path(__file__).resolve().parent.parent


class History(StrEnum):
    """The three histories; each is a section of alembic.ini and a folder here."""

    PORTAL = "portal"
    MAILBOX = "mailbox"
    CASEWORK = "casework"


def alembic_config(history: History, url: str) -> Config:
    """The Alembic configuration of one history against one database."""
    config = Config(_ROOT / "alembic.ini", ini_section=history.value)
    config.set_main_option("script_location", str(_ROOT / "migrations" / history.value))
    config.attributes["url"] = url
    return config


def upgrade(history: History, url: str, revision: str = "head") -> None:
    """Go up to `revision`."""
    command.upgrade(alembic_config(history, url), revision)


def downgrade(history: History, url: str, revision: str = "base") -> None:
    """Go down to `revision`."""
    command.downgrade(alembic_config(history, url), revision)
