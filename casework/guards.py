"""The triggers that keep the ledger's tables from being edited, on SQLite and on PostgreSQL.

UPDATE and DELETE triggers alone do not stop INSERT OR REPLACE: what comes in must also come in turn. Every migration
of casework puts them up anew, because altering a table in batch mode drops its triggers silently.
"""

from sqlalchemy import Connection, text

PROTECTED = ("acts", "acts_checkpoints")

SQLITE_GUARDS = """
CREATE TRIGGER {table}_no_update BEFORE UPDATE ON {table}
BEGIN SELECT RAISE(ABORT, 'the ledger is not edited'); END;
CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table}
BEGIN SELECT RAISE(ABORT, 'the ledger is not deleted'); END;
CREATE TRIGGER {table}_in_turn BEFORE INSERT ON {table}
WHEN EXISTS (SELECT 1 FROM {table} WHERE {key} >= NEW.{key})
BEGIN SELECT RAISE(ABORT, 'the ledger is appended in turn'); END;
"""

POSTGRESQL_GUARDS = """
CREATE FUNCTION {table}_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    IF EXISTS (SELECT 1 FROM {table} WHERE {key} >= NEW.{key}) THEN
      RAISE EXCEPTION 'the ledger is appended in turn';
    END IF;
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'the ledger is neither edited nor deleted';
END $$;
CREATE TRIGGER {table}_guard_rows BEFORE INSERT OR UPDATE OR DELETE ON {table}
  FOR EACH ROW EXECUTE FUNCTION {table}_guard();
CREATE TRIGGER {table}_guard_table BEFORE TRUNCATE ON {table}
  FOR EACH STATEMENT EXECUTE FUNCTION {table}_guard();
"""


def protect(connection: Connection) -> None:
    """Create the ledger's triggers anew. Every casework migration calls this last."""
    unprotect(connection)
    for table in PROTECTED:
        key = "seq" if table == "acts" else "size"
        if connection.dialect.name == "sqlite":
            for statement in SQLITE_GUARDS.format(table=table, key=key).split("END;\n"):
                if statement.strip():
                    connection.execute(text(statement + "END"))
        else:
            connection.execute(text(POSTGRESQL_GUARDS.format(table=table, key=key)))


def unprotect(connection: Connection) -> None:
    """Drop the ledger's triggers, for the migration that takes the tables away and for `protect`."""
    for table in PROTECTED:
        if connection.dialect.name == "sqlite":
            for name in ("no_update", "no_delete", "in_turn"):
                connection.execute(text(f"DROP TRIGGER IF EXISTS {table}_{name}"))
        else:
            connection.execute(text(f"DROP FUNCTION IF EXISTS {table}_guard() CASCADE"))
