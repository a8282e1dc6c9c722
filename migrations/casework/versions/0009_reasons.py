"""Reasons: why a campaign ended is sealed to its office; why rosters, portfolio and deliveries changed is a closed list.

What was written freely before lay in clear. No key is at hand while migrating, so it cannot be sealed: it is taken
away here, and the ledger keeps that it was given. A downgrade brings no words back.
"""

import sqlalchemy as sa
from alembic import op

from casework.guards import protect

revision = "0009_reasons"
down_revision = "0008_held"
branch_labels = None
depends_on = None

FREE = (
    ("roster_entries", "added_reason"),
    ("roster_entries", "removed_reason"),
    ("portfolio_entries", "ended_reason"),
    ("deliveries", "voided_reason"),
)


def upgrade() -> None:
    for table, column in FREE:
        op.execute(f"UPDATE {table} SET {column} = 'earlier' WHERE {column} <> ''")
    op.drop_column("campaigns", "closed_reason")
    op.add_column("campaigns", sa.Column("closed_by", sa.String(26), nullable=True))
    op.add_column("campaigns", sa.Column("closing_header", sa.LargeBinary(), nullable=True))
    op.add_column("campaigns", sa.Column("closing_payload", sa.LargeBinary(), nullable=True))
    protect(op.get_bind())


def downgrade() -> None:
    for column in ("closing_payload", "closing_header", "closed_by"):
        op.drop_column("campaigns", column)
    op.add_column("campaigns", sa.Column("closed_reason", sa.String(400), nullable=False, server_default=""))
    protect(op.get_bind())
