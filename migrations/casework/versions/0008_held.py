"""What the ledger says is current: an index of the entries that commit to something, and which version is in force."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.orm import Session

from casework import acts
from casework.database import system_clock
from casework.guards import protect

revision = "0008_held"
down_revision = "0007_calendar"
branch_labels = None
depends_on = None

COMMITS = sa.text("new_commitment IS NOT NULL")


def upgrade() -> None:
    op.create_index(
        "ix_acts_committed",
        "acts",
        ["kind", "record_id", "seq"],
        sqlite_where=COMMITS,
        postgresql_where=COMMITS,
    )
    protect(op.get_bind())
    _put_in_force()


def _put_in_force() -> None:
    """What is filed already is taken as it lies: from here on the ledger says which version of it is in force."""
    with Session(bind=op.get_bind()) as db:
        found = db.execute(
            sa.text(
                "SELECT d.id, v.id FROM declarations AS d"
                " JOIN declaration_versions AS v ON v.declaration_id = d.id AND v.n = d.version ORDER BY d.id"
            )
        )
        doings = [acts.Doing("put_in_force", "version_in_force", of, new=id.encode()) for of, id in found]  # noqa: A001
        acts.record_all(db, None, system_clock, doings)
        db.commit()


def downgrade() -> None:
    op.drop_index("ix_acts_committed", "acts")
    protect(op.get_bind())
