"""Making the whole demonstration, in the order in which it would have happened."""

import os
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from sqlalchemy import Engine, event
from sqlalchemy.engine.interfaces import DBAPIConnection

from casework.checkpoints import read_key
from casework.database import CHINA
from casework.workplace import Workplace
from config import CaseworkConfig, PortalConfig
from demo import accounts, archiving, campaign, cases, deliveries, letters, notice, places, running, staff
from demo.bench import Bench
from deploy.settings import root_key_file
from portal.desk import Desk


@contextmanager
def hurried(*engines: Engine) -> Iterator[None]:
    """SQLite does not wait for the disk at every act while the demonstration is made; at the end it does, once.

    A machine that loses power meanwhile has no demonstration yet; the data folder is then thrown away.
    """
    lasting = [engine for engine in engines if engine.dialect.name == "sqlite"]

    def hurry(connection: DBAPIConnection, *_: object) -> None:
        connection.cursor().execute("PRAGMA synchronous = OFF")

    for engine in lasting:
        engine.dispose()
        event.listen(engine, "connect", hurry)
    try:
        yield
    finally:
        for engine in lasting:
            event.remove(engine, "connect", hurry)
            engine.dispose()
            with closing(engine.raw_connection()) as connection:
                connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")


def accounts_file(config: CaseworkConfig) -> Path:
    """Where the accounts are written down."""
    return config.blobs.parent / "demo-accounts.json"


def build(work: Workplace) -> None:
    """Offices and accounts first; then the campaign of 2014; then the last weeks up to today: reports, two cases, one
    notice, and the campaign that runs."""
    with hurried(work.store.engine, work.mailbox.engine):
        _build(work)


def _build(work: Workplace) -> None:
    today = work.clock().astimezone(CHINA).replace(hour=9, minute=0, second=0, microsecond=0)
    clock = staff.MovingClock(today - timedelta(days=40))
    town = staff.Town(replace(work, clock=clock), clock)
    places.add_offices(town)
    places.add_units(town)
    staff.add_accounts(town)
    held, story = campaign.run(town)
    deliveries.excuse(town, held)
    deliveries.hand_in(town, held)
    archiving.file_away(town, held)
    deliveries.end(town, held)
    clock.at(today - timedelta(days=40))
    register = read_key(work.config.ledger_key) if work.config.ledger_key else None
    staff.sign_directory(
        town,
        read_key(root_key_file(os.environ)),
        register.verify_key if register else read_key(root_key_file(os.environ)).verify_key,
    )
    accounts.keep_accounts(town, accounts_file(work.config))
    settings = PortalConfig.from_environment()
    portal = Desk.open(settings, clock)
    try:
        post = letters.Post(town, portal, settings)
        bench = Bench(town, story)
        days = cases.happenings(bench) | {5: lambda _: notice.publish(bench)}
        agenda = running.Agenda.of(town, held, today.date())
        letters.weeks(post, today, days, agenda.work_until)
    finally:
        portal.close()
