"""The mailbox: deposits, their files, blobs, replies, public documents, the directory."""

import sqlalchemy as sa
from alembic import op

from mailbox.grants import INSERT_ONLY_TRIGGERS
from mailbox.rows import insert_only_trigger

revision = "0001_mailbox"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "deposits",
        sa.Column("id", sa.String(64), nullable=False),
        sa.Column("thread_id", sa.String(64), nullable=False),
        sa.Column("office_id", sa.String(64), nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("received_on", sa.Date(), nullable=False),
        sa.Column("header", sa.LargeBinary(), nullable=False),
        sa.Column("blob_id", sa.String(32), nullable=False),
        sa.Column("vault", sa.LargeBinary(), nullable=True),
        sa.Column("registered_on", sa.Date(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_deposits"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_deposits_thread_id", "deposits", ["thread_id"])
    op.create_index("ix_deposits_office_id", "deposits", ["office_id"])
    op.create_index("ix_deposits_registered_on", "deposits", ["registered_on"])
    op.create_table(
        "deposit_files",
        sa.Column("deposit_id", sa.String(64), nullable=False),
        sa.Column("n", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("header", sa.LargeBinary(), nullable=False),
        sa.Column("blob_id", sa.String(32), nullable=False),
        sa.Column("padded_size", sa.BigInteger(), nullable=False),
        sa.Column("payload_sha256", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("deposit_id", "n", name="pk_deposit_files"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "blobs",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("sha256", sa.LargeBinary(), nullable=False),
        sa.Column("inline", sa.LargeBinary(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_blobs"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "replies",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("thread_id", sa.String(64), nullable=False),
        sa.Column("posted_on", sa.Date(), nullable=False),
        sa.Column("header", sa.LargeBinary(), nullable=False),
        sa.Column("payload", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_replies"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_replies_thread_id", "replies", ["thread_id"])
    op.create_table(
        "notices",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("office_id", sa.String(64), nullable=False),
        sa.Column("published_on", sa.Date(), nullable=False),
        sa.Column("document", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_notices"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_notices_kind_published_on", "notices", ["kind", "published_on"])
    op.create_table(
        "directory",
        sa.Column("version", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("issued_on", sa.Date(), nullable=False),
        sa.Column("document", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("version", name="pk_directory"),
        sqlite_with_rowid=False,
    )
    if op.get_bind().dialect.name == "sqlite":
        for trigger, table in INSERT_ONLY_TRIGGERS.items():
            op.execute(insert_only_trigger(trigger, table))


def downgrade() -> None:
    for table in ("directory", "notices", "replies", "blobs", "deposit_files", "deposits"):
        op.drop_table(table)
