"""What the portal's role may do in the mailbox: put in, look at replies, public documents and the directory."""

from datetime import date

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError

from mailbox.grants import PORTAL_IN_MAILBOX, May, roles_sql
from tests.mailbox.conftest import ROLES_SQL, Rooms

DAY = date(2026, 11, 20)
BLOB = {"id": "a", "size": 1, "sha256": b"s", "inline": b"x"}
ROWS = {
    "deposits": {
        "id": "a",
        "thread_id": "a",
        "office_id": "o",
        "kind": "report",
        "received_on": DAY,
        "header": b"h",
        "blob_id": "a",
    },
    "deposit_files": {
        "deposit_id": "a",
        "n": 1,
        "header": b"h",
        "blob_id": "a",
        "padded_size": 1,
        "payload_sha256": b"s",
    },
    "blobs": BLOB,
    "replies": {"id": "a", "thread_id": "a", "posted_on": DAY, "header": b"h", "payload": b"p"},
    "notices": {"id": "a", "kind": "notice", "office_id": "o", "published_on": DAY, "document": b"d"},
    "directory": {"version": 1, "issued_on": DAY, "document": b"d"},
}


def statement(table: str, may: May) -> str:
    first = next(iter(ROWS[table]))
    match may:
        case May.SELECT:
            return f"SELECT {first} FROM {table}"
        case May.INSERT:
            names = ROWS[table]
            return (
                f"INSERT INTO {table} ({', '.join(names)}) VALUES ({', '.join(':' + name for name in names)})"
            )
        case May.UPDATE:
            return f"UPDATE {table} SET {first} = {first}"
        case May.DELETE:
            return f"DELETE FROM {table}"


@pytest.mark.parametrize("table", sorted(ROWS))
def test_every_cell_of_the_table_holds_for_the_portal(rooms: Rooms, table: str) -> None:
    for may in May:
        values = ROWS[table] if may is May.INSERT else {}
        if may in PORTAL_IN_MAILBOX[table]:
            with rooms.portal.write() as db:
                db.execute(text(statement(table, may)), values)
        else:
            with pytest.raises(DatabaseError), rooms.portal.write() as db:
                db.execute(text(statement(table, may)), values)


@pytest.mark.parametrize(
    "attempt",
    [
        "SELECT count(*) FROM deposits",
        "INSERT INTO blobs (id, size, sha256) SELECT id, 1, header FROM deposits",
        "INSERT INTO blobs (id, size, sha256) VALUES ('b', 1, 'x') RETURNING inline",
        "CREATE TABLE mine (id text)",
        "DROP TABLE replies",
        "SELECT version_num FROM alembic_version",
        "WITH seen AS (SELECT * FROM deposits) SELECT * FROM seen",
    ],
)
def test_the_portal_finds_no_way_around(rooms: Rooms, attempt: str) -> None:
    with pytest.raises(DatabaseError), rooms.portal.write() as db:
        db.execute(text(attempt)).all()


@pytest.mark.parametrize("attempt", ["INSERT OR REPLACE", "REPLACE"])
def test_the_portal_cannot_replace_what_lies_there(rooms: Rooms, attempt: str) -> None:
    with rooms.portal.write() as db:
        db.execute(text(statement("blobs", May.INSERT)), BLOB)
    with pytest.raises(DatabaseError), rooms.portal.write() as db:
        db.execute(text(f"{attempt} INTO blobs (id, size, sha256, inline) VALUES ('a', 1, 's', 'other')"))
    with pytest.raises(DatabaseError), rooms.portal.write() as db:
        db.execute(
            text(
                "INSERT INTO blobs (id, size, sha256) VALUES ('a', 1, 's') ON CONFLICT (id) DO UPDATE SET size = 2"
            )
        )
    with rooms.owner.read() as db:
        assert db.execute(text("SELECT inline FROM blobs")).scalar_one() == b"x"


@pytest.mark.parametrize(
    "attempt",
    [
        "SELECT name FROM sqlite_master",
        "ATTACH DATABASE ':memory:' AS other",
        "PRAGMA secure_delete = OFF",
        "PRAGMA table_info(deposits)",
    ],
)
def test_the_portal_cannot_loosen_its_own_sqlite_connection(rooms: Rooms, attempt: str) -> None:
    with pytest.raises(DatabaseError), rooms.portal.write() as db:
        db.execute(text(attempt))


def test_the_portal_does_everything_with_its_own_tables(rooms: Rooms) -> None:
    with rooms.portal_own.write() as db:
        db.execute(text("INSERT INTO drafts (id, sealed, erase_at) VALUES ('a', 'x', 1)"))
        db.execute(text("UPDATE drafts SET erase_at = 2 WHERE id = 'a'"))
        assert db.execute(text("SELECT erase_at FROM drafts")).scalar_one() == 2
        db.execute(text("DELETE FROM drafts"))


def test_casework_cannot_write_deposits(rooms: Rooms) -> None:
    with pytest.raises(DatabaseError), rooms.casework.write() as db:
        db.execute(text(statement("deposits", May.INSERT)), ROWS["deposits"])


def test_the_committed_roles_are_those_of_the_table() -> None:
    assert ROLES_SQL.read_text() == roles_sql()
