"""Reports: the register and its counters, walls, dialogue, files, judgements, what goes out, leases."""

import sqlalchemy as sa
from alembic import op

from casework.guards import protect

revision = "0004_reports"
down_revision = "0003_declarations"
branch_labels = None
depends_on = None

TABLES = (
    "reports",
    "register_counters",
    "report_tags",
    "report_messages",
    "report_files",
    "report_originals",
    "report_links",
    "report_outbox",
    "report_leases",
    "deposits_set_aside",
)


def upgrade() -> None:
    _reports()
    _register_counters()
    _report_tags()
    _report_messages()
    _report_files()
    _report_originals()
    _report_links()
    _report_outbox()
    _report_leases()
    _deposits_set_aside()
    protect(op.get_bind())


def downgrade() -> None:
    for table in reversed(TABLES):
        op.drop_table(table)
    protect(op.get_bind())


def _reports() -> None:
    op.create_table(
        "reports",
        sa.Column("id", sa.String(26), nullable=False),
        sa.Column("office_id", sa.String(26), nullable=False),
        sa.Column("document_id", sa.String(64), nullable=False),
        sa.Column("thread_id", sa.String(64), nullable=False),
        sa.Column("channel", sa.String(40), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("reference", sa.String(16), nullable=False),
        sa.Column("named", sa.Boolean(), nullable=False),
        sa.Column("first_received_on", sa.Date(), nullable=False),
        sa.Column("received_on", sa.Date(), nullable=False),
        sa.Column(
            "stage",
            sa.String(40),
            nullable=False,
        ),
        sa.Column("accepted_on", sa.Date(), nullable=True),
        sa.Column("moved_on", sa.Date(), nullable=False),
        sa.Column("due_clock", sa.String(8), nullable=False),
        sa.Column("due_soon", sa.Date(), nullable=True),
        sa.Column("due_earliest", sa.Date(), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("handler_id", sa.String(26), nullable=True),
        sa.Column("unread", sa.Boolean(), nullable=False),
        sa.Column("urgent", sa.Boolean(), nullable=False),
        sa.Column("unopenable_on", sa.Date(), nullable=True),
        sa.Column("sent_to", sa.String(26), nullable=True),
        sa.Column("receipt_on", sa.Date(), nullable=True),
        sa.Column("case_ref", sa.String(40), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("summary_header", sa.LargeBinary(), nullable=False),
        sa.Column("summary_payload", sa.LargeBinary(), nullable=False),
        sa.Column("vault", sa.LargeBinary(), nullable=True),
        sa.Column("sealed_header", sa.LargeBinary(), nullable=False),
        sa.Column("sealed_payload", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["handler_id"], ["members.id"], name="fk_reports_handler_id"),
        sa.ForeignKeyConstraint(["office_id"], ["offices.id"], name="fk_reports_office_id"),
        sa.PrimaryKeyConstraint("id", name="pk_reports"),
        sa.UniqueConstraint("office_id", "document_id", name="uq_reports_office_id_document_id"),
        sa.UniqueConstraint(
            "office_id", "year", "channel", "number", name="uq_reports_office_id_year_channel_number"
        ),
        sa.UniqueConstraint("reference", name="uq_reports_reference"),
    )
    inbox = "stage due_on due_soon due_earliest named unread urgent handler_id moved_on channel id"
    op.create_index("ix_reports_inbox", "reports", ["office_id", *inbox.split()])
    op.create_index("ix_reports_thread_id", "reports", ["thread_id"], unique=False)


def _register_counters() -> None:
    op.create_table(
        "register_counters",
        sa.Column("office_id", sa.String(26), nullable=False),
        sa.Column("year", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("channel", sa.String(40), nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["office_id"], ["offices.id"], name="fk_register_counters_office_id"),
        sa.PrimaryKeyConstraint("office_id", "year", "channel", name="pk_register_counters"),
    )


def _report_tags() -> None:
    op.create_table(
        "report_tags",
        sa.Column("report_id", sa.String(26), nullable=False),
        sa.Column("tag", sa.String(32), nullable=False),
        sa.Column("subject", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["report_id"], ["reports.id"], name="fk_report_tags_report_id"),
        sa.PrimaryKeyConstraint("report_id", "tag", name="pk_report_tags"),
    )
    op.create_index("ix_report_tags_tag", "report_tags", ["tag"], unique=False)


def _report_messages() -> None:
    op.create_table(
        "report_messages",
        sa.Column("id", sa.String(26), nullable=False),
        sa.Column("report_id", sa.String(26), nullable=False),
        sa.Column("document_id", sa.String(64), nullable=False),
        sa.Column("from_reporter", sa.Boolean(), nullable=False),
        sa.Column("on_day", sa.Date(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("author_id", sa.String(26), nullable=True),
        sa.Column("collected", sa.Boolean(), nullable=False),
        sa.Column("set_aside_on", sa.Date(), nullable=True),
        sa.Column("sealed_header", sa.LargeBinary(), nullable=False),
        sa.Column("sealed_payload", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["author_id"], ["members.id"], name="fk_report_messages_author_id"),
        sa.ForeignKeyConstraint(["report_id"], ["reports.id"], name="fk_report_messages_report_id"),
        sa.PrimaryKeyConstraint("id", name="pk_report_messages"),
        sa.UniqueConstraint("report_id", "document_id", name="uq_report_messages_report_id_document_id"),
    )
    op.create_index("ix_report_messages_report_id", "report_messages", ["report_id"], unique=False)


def _report_files() -> None:
    op.create_table(
        "report_files",
        sa.Column("document_id", sa.String(64), nullable=False),
        sa.Column("report_id", sa.String(26), nullable=False),
        sa.Column("n", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("header", sa.LargeBinary(), nullable=False),
        sa.Column("blob_id", sa.String(32), nullable=False),
        sa.Column("padded_size", sa.BigInteger(), nullable=False),
        sa.Column("payload_sha256", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["report_id"], ["reports.id"], name="fk_report_files_report_id"),
        sa.PrimaryKeyConstraint("document_id", "report_id", "n", name="pk_report_files"),
    )
    op.create_index("ix_report_files_report_id", "report_files", ["report_id"], unique=False)


def _report_originals() -> None:
    op.create_table(
        "report_originals",
        sa.Column("id", sa.String(26), nullable=False),
        sa.Column("report_id", sa.String(26), nullable=False),
        sa.Column("document_id", sa.String(64), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("made_by", sa.String(26), nullable=False),
        sa.Column("made_on", sa.Date(), nullable=False),
        sa.Column("sealed_header", sa.LargeBinary(), nullable=False),
        sa.Column("sealed_payload", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["made_by"], ["members.id"], name="fk_report_originals_made_by"),
        sa.ForeignKeyConstraint(["report_id"], ["reports.id"], name="fk_report_originals_report_id"),
        sa.PrimaryKeyConstraint("id", name="pk_report_originals"),
    )
    op.create_index("ix_report_originals_report_id", "report_originals", ["report_id"], unique=False)


def _report_links() -> None:
    op.create_table(
        "report_links",
        sa.Column("id", sa.String(26), nullable=False),
        sa.Column("report_id", sa.String(26), nullable=False),
        sa.Column("tag", sa.String(32), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("judgement", sa.String(40), nullable=False),
        sa.Column("made_by", sa.String(26), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("undone_by", sa.String(26), nullable=True),
        sa.Column("undone_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("sealed_header", sa.LargeBinary(), nullable=False),
        sa.Column("sealed_payload", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["made_by"], ["members.id"], name="fk_report_links_made_by"),
        sa.ForeignKeyConstraint(["report_id"], ["reports.id"], name="fk_report_links_report_id"),
        sa.ForeignKeyConstraint(["undone_by"], ["members.id"], name="fk_report_links_undone_by"),
        sa.PrimaryKeyConstraint("id", name="pk_report_links"),
    )
    op.create_index("ix_report_links_report_id_tag", "report_links", ["report_id", "tag"], unique=False)
    op.create_index("ix_report_links_tag", "report_links", ["tag"], unique=False)


def _report_outbox() -> None:
    op.create_table(
        "report_outbox",
        sa.Column("id", sa.String(26), nullable=False),
        sa.Column("thread_id", sa.String(64), nullable=False),
        sa.Column("deposit_id", sa.String(64), nullable=False),
        sa.Column("office_id", sa.String(26), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("header", sa.LargeBinary(), nullable=False),
        sa.Column("payload", sa.LargeBinary(), nullable=False),
        sa.Column("file_headers", sa.LargeBinary(), nullable=False),
        sa.Column("delivered_on", sa.Date(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_report_outbox"),
    )
    op.create_index("ix_report_outbox_delivered_on", "report_outbox", ["delivered_on"], unique=False)


def _report_leases() -> None:
    op.create_table(
        "report_leases",
        sa.Column("office_id", sa.String(26), nullable=False),
        sa.Column("member_id", sa.String(26), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["office_id"], ["offices.id"], name="fk_report_leases_office_id"),
        sa.PrimaryKeyConstraint("office_id", name="pk_report_leases"),
    )


def _deposits_set_aside() -> None:
    op.create_table(
        "deposits_set_aside",
        sa.Column("deposit_id", sa.String(64), nullable=False),
        sa.Column("office_id", sa.String(64), nullable=False),
        sa.Column("why", sa.String(40), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("deposit_id", name="pk_deposits_set_aside"),
    )
    op.create_index("ix_deposits_set_aside_office_id", "deposits_set_aside", ["office_id"], unique=False)
