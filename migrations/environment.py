"""What the three env.py share: which database, and how a migration runs in it."""

import os

from alembic import context
from sqlalchemy import MetaData

from config import database_url
from mailbox.engine import open_engine


def run(metadata: MetaData, history: str) -> None:
    """Run the migrations of one history, in one transaction each, towards `metadata`."""
    if context.is_offline_mode():
        raise SystemExit("migrations run against a database; there is no offline mode")
    engine = open_engine(_url(history))
    try:
        with engine.connect() as connection:
            context.configure(
                connection=connection,
                target_metadata=metadata,
                render_as_batch=True,
                compare_type=True,
                transaction_per_migration=True,
            )
            with context.begin_transaction():
                context.run_migrations()
    finally:
        engine.dispose()


def _url(history: str) -> str:
    named = context.get_x_argument(as_dictionary=True).get("url")
    return str(named or context.config.attributes.get("url") or database_url(history, os.environ))
