"""How the decision of a strand was served."""

import sqlalchemy as sa
from alembic import op

from casework.guards import protect

revision = "0012_servings"
down_revision = "0011_known_browsers"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "strand_servings",
        sa.Column("id", sa.String(26), nullable=False),
        sa.Column("strand_id", sa.String(26), nullable=False),
        sa.Column("manner", sa.String(40), nullable=False),
        sa.Column("served_on", sa.Date(), nullable=False),
        sa.Column("recorded_by", sa.String(26), nullable=False),
        sa.Column("recorded_on", sa.Date(), nullable=False),
        sa.Column("sealed_header", sa.LargeBinary(), nullable=False),
        sa.Column("sealed_payload", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["strand_id"], ["case_strands.id"], name=op.f("fk_strand_servings_strand_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_strand_servings")),
        sa.UniqueConstraint("strand_id", name=op.f("uq_strand_servings_strand_id")),
    )
    protect(op.get_bind())


def downgrade() -> None:
    op.drop_table("strand_servings")
    protect(op.get_bind())
