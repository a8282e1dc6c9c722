"""Working days: the years an office loads, and whether a report's clock hangs on one not loaded yet."""

import sqlalchemy as sa
from alembic import op

from casework.guards import protect

revision = "0007_calendar"
down_revision = "0006_notices"
branch_labels = None
depends_on = None

WAITS = sa.text("confirmed_on IS NULL AND withdrawn_on IS NULL")


def upgrade() -> None:
    op.create_table(
        "working_day_tables",
        sa.Column("id", sa.String(26), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("edition", sa.Integer(), nullable=False),
        sa.Column("notice", sa.String(200), nullable=False),
        sa.Column("source", sa.String(500), nullable=False),
        sa.Column("off", sa.JSON(), nullable=False),
        sa.Column("worked", sa.JSON(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("loaded_by", sa.String(26), nullable=False),
        sa.Column("loaded_on", sa.Date(), nullable=False),
        sa.Column("confirmed_by", sa.String(26), nullable=True),
        sa.Column("confirmed_on", sa.Date(), nullable=True),
        sa.Column("withdrawn_by", sa.String(26), nullable=True),
        sa.Column("withdrawn_on", sa.Date(), nullable=True),
        sa.Column("withdrawn_reason", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_working_day_tables")),
        sa.UniqueConstraint("year", "edition", name=op.f("uq_working_day_tables_year_edition")),
    )
    op.create_index(
        "ix_working_day_tables_waiting",
        "working_day_tables",
        ["year"],
        unique=True,
        sqlite_where=WAITS,
        postgresql_where=WAITS,
    )
    op.add_column(
        "reports", sa.Column("due_provisional", sa.Boolean(), nullable=False, server_default=sa.false())
    )
    # The last year published when this was written is 2026; the next refresh of clocks takes back what is firm.
    op.execute(
        "UPDATE reports SET due_provisional = true WHERE due_earliest <> due_on OR due_on > '2026-12-31'"
    )
    _index_inbox("due_earliest due_provisional")
    protect(op.get_bind())


def downgrade() -> None:
    _index_inbox("due_earliest")
    op.drop_column("reports", "due_provisional")
    op.drop_index("ix_working_day_tables_waiting", "working_day_tables")
    op.drop_table("working_day_tables")
    protect(op.get_bind())


def _index_inbox(due: str) -> None:
    """Make the inbox's index anew, so that it still covers everything the inbox counts and sorts by."""
    op.drop_index("ix_reports_inbox", "reports")
    inbox = f"office_id stage due_on due_soon {due} named unread urgent handler_id moved_on channel id"
    op.create_index("ix_reports_inbox", "reports", inbox.split())
