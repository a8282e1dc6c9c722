"""Further reports that joined a case, and the walls a case lays over its reports."""

import sqlalchemy as sa
from alembic import op

from casework.guards import protect

revision = "0010_joined"
down_revision = "0009_reasons"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "case_reports",
        sa.Column("id", sa.String(26), nullable=False),
        sa.Column("case_id", sa.String(26), nullable=False),
        sa.Column("joined_by", sa.String(26), nullable=False),
        sa.Column("joined_on", sa.Date(), nullable=False),
        sa.Column("left_by", sa.String(26), nullable=True),
        sa.Column("left_on", sa.Date(), nullable=True),
        sa.Column("sealed_header", sa.LargeBinary(), nullable=False),
        sa.Column("sealed_payload", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_case_reports_case_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case_reports")),
    )
    op.create_index(op.f("ix_case_reports_case_id"), "case_reports", ["case_id"], unique=False)
    op.add_column("report_tags", sa.Column("own", sa.Boolean(), nullable=False, server_default=sa.true()))
    op.add_column(
        "report_tags", sa.Column("of_case", sa.Boolean(), nullable=False, server_default=sa.false())
    )
    protect(op.get_bind())


def downgrade() -> None:
    op.execute("DELETE FROM report_tags WHERE own = false")
    op.drop_column("report_tags", "of_case")
    op.drop_column("report_tags", "own")
    op.drop_table("case_reports")
    protect(op.get_bind())
