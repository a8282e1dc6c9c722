"""Notices: versions, approvals, tags, numbers, and what waits for the mailbox."""

import sqlalchemy as sa
from alembic import op

from casework.guards import protect

revision = "0006_notices"
down_revision = "0005_cases"
branch_labels = None
depends_on = None

TABLES = (
    "notices",
    "notice_tags",
    "notice_versions",
    "notice_approvals",
    "notice_counters",
    "notice_outbox",
)


def upgrade() -> None:
    _notices()
    _notice_tags()
    _sealed("notice_versions", _version_columns())
    _sealed("notice_approvals", _approval_columns())
    op.create_index("ix_notice_approvals_notice_id_n", "notice_approvals", ["notice_id", "n"])
    _notice_counters()
    _notice_outbox()
    protect(op.get_bind())


def downgrade() -> None:
    for table in reversed(TABLES):
        op.drop_table(table)
    protect(op.get_bind())


def _notices() -> None:
    op.create_table(
        "notices",
        sa.Column("id", sa.String(26), nullable=False),
        sa.Column("reference", sa.String(20), nullable=False),
        sa.Column("office_id", sa.String(26), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("state", sa.String(40), nullable=False),
        sa.Column("edition", sa.Integer(), nullable=False),
        sa.Column("current", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=True),
        sa.Column("sequence", sa.Integer(), nullable=True),
        sa.Column("number", sa.String(60), nullable=False),
        sa.Column("publish_on", sa.Date(), nullable=True),
        sa.Column("take_down_on", sa.Date(), nullable=True),
        sa.Column("corrected_on", sa.Date(), nullable=True),
        sa.Column("withdrawn_on", sa.Date(), nullable=True),
        sa.Column("reason_class", sa.String(40), nullable=True),
        sa.ForeignKeyConstraint(["office_id"], ["offices.id"], name=op.f("fk_notices_office_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notices")),
        sa.UniqueConstraint("office_id", "year", "sequence", name=op.f("uq_notices_office_id_year_sequence")),
        sa.UniqueConstraint("reference", name=op.f("uq_notices_reference")),
    )
    op.create_index(op.f("ix_notices_office_id"), "notices", ["office_id"])


def _notice_tags() -> None:
    op.create_table(
        "notice_tags",
        sa.Column("notice_id", sa.String(26), nullable=False),
        sa.Column("tag", sa.String(32), nullable=False),
        sa.ForeignKeyConstraint(["notice_id"], ["notices.id"], name=op.f("fk_notice_tags_notice_id")),
        sa.PrimaryKeyConstraint("notice_id", "tag", name=op.f("pk_notice_tags")),
    )
    op.create_index(op.f("ix_notice_tags_tag"), "notice_tags", ["tag"])


def _version_columns() -> list[sa.schema.SchemaItem]:
    return [
        sa.Column("drafted_by", sa.String(26), nullable=False),
        sa.Column("drafted_on", sa.Date(), nullable=False),
        sa.Column("submitted_on", sa.Date(), nullable=True),
        sa.UniqueConstraint("notice_id", "n", name=op.f("uq_notice_versions_notice_id_n")),
    ]


def _approval_columns() -> list[sa.schema.SchemaItem]:
    return [
        sa.Column("approved_by", sa.String(26), nullable=False),
        sa.Column("approved_on", sa.Date(), nullable=False),
        sa.Column("undone_on", sa.Date(), nullable=True),
    ]


def _sealed(table: str, own: list[sa.schema.SchemaItem]) -> None:
    op.create_table(
        table,
        sa.Column("id", sa.String(26), nullable=False),
        sa.Column("notice_id", sa.String(26), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("sealed_header", sa.LargeBinary(), nullable=False),
        sa.Column("sealed_payload", sa.LargeBinary(), nullable=False),
        *own,
        sa.ForeignKeyConstraint(["notice_id"], ["notices.id"], name=op.f(f"fk_{table}_notice_id")),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
    )


def _notice_counters() -> None:
    op.create_table(
        "notice_counters",
        sa.Column("office_id", sa.String(26), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["office_id"], ["offices.id"], name=op.f("fk_notice_counters_office_id")),
        sa.PrimaryKeyConstraint("office_id", "year", name=op.f("pk_notice_counters")),
    )


def _notice_outbox() -> None:
    op.create_table(
        "notice_outbox",
        sa.Column("id", sa.String(26), nullable=False),
        sa.Column("notice_id", sa.String(26), nullable=False),
        sa.Column("shape", sa.String(40), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("document", sa.LargeBinary(), nullable=False),
        sa.Column("delivered_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["notice_id"], ["notices.id"], name=op.f("fk_notice_outbox_notice_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notice_outbox")),
    )
    op.create_index(op.f("ix_notice_outbox_notice_id"), "notice_outbox", ["notice_id"])
    op.create_index("ix_notice_outbox_delivered_on_due_on", "notice_outbox", ["delivered_on", "due_on"])
