"""The directory the portal seals by: once a version was trusted, no older one comes back."""

import pytest
from sqlalchemy import delete

from config import PortalConfig
from mailbox.engine import Store, open_engine
from mailbox.rows import DirectoryRow
from portal import offices
from portal.desk import Desk
from portal.offices import Closed
from tests.portal import city


def test_taking_the_newest_directory_away_closes_the_portal_and_brings_back_no_older_one(
    settings: PortalConfig, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(offices, "LOOK_AGAIN", 0.0)
    city.lay_directory(settings, city.directory(version=2))
    assert desk.offices.in_force().directory.version == 2
    mailbox = Store(open_engine(settings.mailbox_database))
    with mailbox.write() as db:
        db.execute(delete(DirectoryRow).where(DirectoryRow.version == 2))
    mailbox.close()
    with pytest.raises(Closed):
        desk.offices.in_force()
    city.lay_directory(settings, city.directory(version=3))
    assert desk.offices.in_force().directory.version == 3
