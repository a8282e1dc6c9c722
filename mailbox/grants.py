"""Who may do what in the mailbox and in the portal's own database: one table of cells.

The same cells become PostgreSQL grants (`python -m mailbox.grants` prints deploy/postgresql/roles.sql)
and the SQLite authorizer that the portal's connections carry. PostgreSQL's roles are the true wall;
the authorizer holds inside one process only.
"""

import sqlite3
from collections.abc import Callable, Mapping
from enum import StrEnum


class May(StrEnum):
    """What a role may do with a table."""

    SELECT = "SELECT"
    INSERT = "INSERT"
    UPDATE = "UPDATE"
    DELETE = "DELETE"


Cells = Mapping[str, frozenset[May]]

_PUT = frozenset({May.INSERT})
_LOOK = frozenset({May.SELECT})
_ALL = frozenset(May)

PORTAL_IN_MAILBOX: Cells = {
    "deposits": _PUT,
    "deposit_files": _PUT,
    "blobs": _PUT,
    "replies": _LOOK,
    "notices": _LOOK,
    "directory": _LOOK,
}
PORTAL_IN_PORTAL: Cells = {
    "drafts": _ALL,
    "staged_files": _ALL,
    "mailbox_sessions": _ALL,
    "threads": _ALL,
}
CASEWORK_IN_MAILBOX: Cells = {
    "deposits": frozenset({May.SELECT, May.UPDATE, May.DELETE}),
    "deposit_files": frozenset({May.SELECT, May.UPDATE, May.DELETE}),
    "blobs": frozenset({May.SELECT, May.DELETE}),
    "replies": frozenset({May.SELECT, May.INSERT, May.DELETE}),
    "notices": _ALL,
    "directory": frozenset({May.SELECT, May.INSERT}),
}

# SQLite names a trigger's own reads after the trigger: the guard against INSERT OR REPLACE looks up one key.
INSERT_ONLY_TRIGGERS = {
    f"{table}_insert_only": table for table, may in PORTAL_IN_MAILBOX.items() if may == _PUT
}

_STATEMENTS = {
    sqlite3.SQLITE_INSERT: May.INSERT,
    sqlite3.SQLITE_UPDATE: May.UPDATE,
    sqlite3.SQLITE_DELETE: May.DELETE,
    sqlite3.SQLITE_READ: May.SELECT,
}
_HARMLESS = frozenset({sqlite3.SQLITE_SELECT, sqlite3.SQLITE_TRANSACTION, sqlite3.SQLITE_SAVEPOINT})
_FUNCTIONS = frozenset({"count", "sum", "length", "lower", "max", "min", "coalesce"})

Authorizer = Callable[[int, str | None, str | None, str | None, str | None], int]


def authorizer(cells: Cells) -> Authorizer:
    """The SQLite authorizer that grants exactly these cells; anything not named is denied."""

    def judge(
        action: int, first: str | None, second: str | None, _database: str | None, trigger: str | None
    ) -> int:
        if action in _HARMLESS:
            return sqlite3.SQLITE_OK
        if action == sqlite3.SQLITE_FUNCTION:
            return sqlite3.SQLITE_OK if second in _FUNCTIONS or trigger else sqlite3.SQLITE_DENY
        wanted = _STATEMENTS.get(action)
        if wanted is None or first is None:
            return sqlite3.SQLITE_DENY
        if wanted in cells.get(first, frozenset()):
            return sqlite3.SQLITE_OK
        if wanted is May.SELECT and trigger is not None and INSERT_ONLY_TRIGGERS.get(trigger) == first:
            return sqlite3.SQLITE_OK
        return sqlite3.SQLITE_DENY

    return judge


def grant_statements(role: str, cells: Cells) -> list[str]:
    """The GRANTs of one role in one database, in a stable order."""
    return [
        f"GRANT {', '.join(sorted(may))} ON TABLE {table} TO {role};" for table, may in sorted(cells.items())
    ]


CASEWORK_ROOM = (
    "",
    "\\connect shuangcha_casework",
    "REVOKE ALL ON DATABASE shuangcha_casework FROM PUBLIC;",
    "GRANT CONNECT ON DATABASE shuangcha_casework TO shuangcha_casework;",
    "GRANT USAGE ON SCHEMA public TO shuangcha_casework;",
    "GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO shuangcha_casework;",
    "-- The ledger's own triggers refuse UPDATE and DELETE of its rows; the role's right to try is taken too.",
    "REVOKE UPDATE, DELETE ON TABLE acts, acts_checkpoints FROM shuangcha_casework;",
    "",
)


def roles_sql() -> str:
    """The whole of deploy/postgresql/roles.sql: roles, who may connect where, and the cells."""
    lines = [
        "-- Written by `python -m mailbox.grants`; edit the table of cells in mailbox/grants.py instead.",
        "-- Run with psql as the owner of the three databases, after the migrations. Passwords and",
        "-- pg_hba.conf are the operator's; the roles own nothing and may create nothing.",
        "\\set ON_ERROR_STOP on",
    ]
    for role in ("shuangcha_portal", "shuangcha_casework"):
        lines.append(
            f"SELECT 'CREATE ROLE {role} LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOINHERIT'"
            f" WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '{role}') \\gexec"
        )
    rooms: list[tuple[str, list[tuple[str, Cells]]]] = [
        ("shuangcha_portal", [("shuangcha_portal", PORTAL_IN_PORTAL)]),
        (
            "shuangcha_mailbox",
            [("shuangcha_portal", PORTAL_IN_MAILBOX), ("shuangcha_casework", CASEWORK_IN_MAILBOX)],
        ),
    ]
    for database, roles in rooms:
        lines += ["", f"\\connect {database}", f"REVOKE ALL ON DATABASE {database} FROM PUBLIC;"]
        lines += [
            "REVOKE ALL ON SCHEMA public FROM PUBLIC;",
            "REVOKE ALL ON ALL TABLES IN SCHEMA public FROM PUBLIC;",
        ]
        for role, cells in roles:
            lines += [
                f"GRANT CONNECT ON DATABASE {database} TO {role};",
                f"GRANT USAGE ON SCHEMA public TO {role};",
                f"REVOKE ALL ON ALL TABLES IN SCHEMA public FROM {role};",
                *grant_statements(role, cells),
            ]
    return "\n".join([*lines, *CASEWORK_ROOM])


if __name__ == "__main__":
    print(roles_sql(), end="")  # noqa: T201 - this module's command prints the file it stands for
