"""Failed sign-ins from browsers a member has used are counted apart from those of strangers."""

import sqlalchemy as sa
from alembic import op

from casework.guards import protect

revision = "0011_known_browsers"
down_revision = "0010_joined"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("members", sa.Column("known_failures", sa.Integer(), nullable=False, server_default="0"))
    op.add_column("members", sa.Column("known_locked_until", sa.DateTime(timezone=True), nullable=True))
    protect(op.get_bind())


def downgrade() -> None:
    op.drop_column("members", "known_locked_until")
    op.drop_column("members", "known_failures")
    protect(op.get_bind())
