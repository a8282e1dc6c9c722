"""The portal's own: drafts, staged files, mailbox sessions, threads."""

import sqlalchemy as sa
from alembic import op

revision = "0001_portal"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "drafts",
        sa.Column("id", sa.String(64), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("erase_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_drafts"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_drafts_erase_at", "drafts", ["erase_at"])
    op.create_table(
        "staged_files",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("draft_id", sa.String(64), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("erase_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_staged_files"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_staged_files_draft_id", "staged_files", ["draft_id"])
    op.create_index("ix_staged_files_erase_at", "staged_files", ["erase_at"])
    op.create_table(
        "mailbox_sessions",
        sa.Column("id", sa.String(64), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("erase_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_mailbox_sessions"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_mailbox_sessions_erase_at", "mailbox_sessions", ["erase_at"])
    op.create_table(
        "threads",
        sa.Column("id", sa.String(64), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("erase_on", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_threads"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_threads_erase_on", "threads", ["erase_on"])


def downgrade() -> None:
    for table in ("threads", "mailbox_sessions", "staged_files", "drafts"):
        op.drop_table(table)
