"""Opening a database, and the two ways to speak to it: a read and a write.

SQLite: WAL, synchronous FULL, secure_delete, foreign keys; every writing transaction begins with BEGIN
IMMEDIATE, because a read that later writes fails at once with SQLITE_BUSY_SNAPSHOT whatever the timeout.
PostgreSQL through psycopg: synchronous_commit on, reads in read-only transactions.
"""

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from typing import Any, Final

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import make_url
from sqlalchemy.orm import Session
from sqlalchemy.pool import ConnectionPoolEntry

from mailbox.grants import Cells, authorizer

BUSY_SECONDS: Final = 10
_PRAGMAS: Final = (
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = FULL",
    "PRAGMA secure_delete = ON",
    "PRAGMA foreign_keys = ON",
    "PRAGMA trusted_schema = OFF",
    "PRAGMA temp_store = MEMORY",
)


def open_engine(url: str, *, cells: Cells | None = None) -> Engine:
    """An engine for `sqlite:///path` or `postgresql+psycopg://…`.

    With `cells`, SQLite connections carry the authorizer of those cells; on PostgreSQL the role named in
    the URL carries the same cells as grants. Raises ValueError for another kind of database.
    """
    match make_url(url).get_backend_name():
        case "sqlite":
            return _open_sqlite(url, cells)
        case "postgresql":
            return _open_postgresql(url)
        case other:
            raise ValueError(f"database of kind {other!r} is not supported: use sqlite or postgresql+psycopg")


def _open_sqlite(url: str, cells: Cells | None) -> Engine:
    engine = create_engine(
        url,
        connect_args={"timeout": BUSY_SECONDS, "check_same_thread": False, "cached_statements": 256},
        pool_size=8,
        max_overflow=24,
        hide_parameters=True,
    )

    @event.listens_for(engine, "connect")
    def _prepare(connection: sqlite3.Connection, _entry: ConnectionPoolEntry) -> None:
        connection.isolation_level = None  # we say BEGIN ourselves
        for pragma in _PRAGMAS:
            connection.execute(pragma)
        if cells is not None:
            connection.set_authorizer(authorizer(cells))

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        writing = connection.get_execution_options().get("writing", True)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")

    return engine


def _open_postgresql(url: str) -> Engine:
    return create_engine(
        url,
        connect_args={"options": "-c synchronous_commit=on -c timezone=UTC -c lock_timeout=10s"},
        pool_size=8,
        max_overflow=24,
        pool_pre_ping=True,
        hide_parameters=True,
    )


class Transaction(Session):
    """A session that lives for one transaction and lets go of no row before its end: what was read is at hand."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.held: list[object] = []


@event.listens_for(Transaction, "loaded_as_persistent")
def _hold(session: Transaction, row: object) -> None:
    session.held.append(row)


class Store:
    """One database: `with store.read() as db`, `store.snapshot()`, `store.write()`, each one transaction."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self._reading = engine.execution_options(writing=False, **_readonly(engine))
        # SQLite takes one writer at a time; threads of one process queue here instead of sleeping in its busy loop.
        self._turn = threading.Lock() if engine.dialect.name == "sqlite" else None

    @contextmanager
    def read(self) -> Iterator[Session]:
        """A session that sees one snapshot and leaves nothing behind."""
        with Transaction(self._reading, expire_on_commit=False, autoflush=False) as db:
            yield db

    @contextmanager
    def snapshot(self) -> Iterator[Session]:
        """As `read`, and every statement sees the database at one and the same instant."""
        reading = self._reading
        if self.engine.dialect.name == "postgresql":
            reading = reading.execution_options(isolation_level="REPEATABLE READ")
        with Transaction(reading, expire_on_commit=False, autoflush=False) as db:
            yield db

    @contextmanager
    def write(self) -> Iterator[Session]:
        """A session that commits at the end and rolls back on any error; when it returns, the disk has it."""
        if self._turn is None:
            with Transaction(self.engine, expire_on_commit=False) as db, db.begin():
                yield db
            return
        with self._turn, Transaction(self.engine, expire_on_commit=False) as db, db.begin():
            yield db

    def forget_order(self) -> None:
        """Lay every row down anew in the order of its random key, and empty the journal.

        Pages are filled one after the other: until this is done they tell in which order rows came. SQLite only; what
        PostgreSQL needs stands in docs/operations.md.
        """
        path = self.engine.url.database
        if self._turn is None or not path:
            return
        with self._turn, closing(sqlite3.connect(path, timeout=BUSY_SECONDS, isolation_level=None)) as plain:
            for statement in (*_PRAGMAS, "VACUUM", "PRAGMA wal_checkpoint(TRUNCATE)"):
                plain.execute(statement).fetchall()

    def close(self) -> None:
        """Let go of every connection."""
        self.engine.dispose()


def _readonly(engine: Engine) -> dict[str, Any]:
    return {"postgresql_readonly": True} if engine.dialect.name == "postgresql" else {}
