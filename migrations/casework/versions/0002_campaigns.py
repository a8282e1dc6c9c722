"""Campaigns, the roster of the obliged, the portfolio table, absences of leaders."""

import sqlalchemy as sa
from alembic import op

from casework.acts import protect

revision = "0002_campaigns"
down_revision = "0001_offices"
branch_labels = None
depends_on = None

ID = sa.String(26)
WORD = sa.String(40)
TABLES = ("campaigns", "roster", "portfolio_entries", "leader_absences")


def upgrade() -> None:
    _campaigns()
    _portfolios()
    protect(op.get_bind())


def downgrade() -> None:
    for table in reversed(TABLES):
        op.drop_table(table)
    protect(op.get_bind())


def _campaigns() -> None:
    op.create_table(
        "campaigns",
        sa.Column("id", ID, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_campaigns"),
        sa.Column(
            "office_id", ID, sa.ForeignKey("offices.id", name="fk_campaigns_office_id"), nullable=False
        ),
        sa.Column("title", sa.String(120), nullable=False),
        sa.Column("profile", sa.String(40), nullable=False),
        *(
            sa.Column(day, sa.Date(), nullable=False)
            for day in ("opens_on", "declare_by", "countersign_by", "deliver_by", "review_by")
        ),
        sa.Column("inclusive", sa.Boolean(), nullable=False),
        sa.Column("counterpart", WORD, nullable=False),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.UniqueConstraint("title", name="uq_campaigns_title"),
    )
    op.create_table(
        "roster",
        sa.Column("id", ID, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_roster"),
        sa.Column(
            "campaign_id", ID, sa.ForeignKey("campaigns.id", name="fk_roster_campaign_id"), nullable=False
        ),
        sa.Column("person_id", ID, sa.ForeignKey("persons.id", name="fk_roster_person_id"), nullable=False),
        sa.Column("unit_id", ID, sa.ForeignKey("units.id", name="fk_roster_unit_id"), nullable=False),
        sa.Column("name", sa.String(60), nullable=False),
        sa.Column("post", sa.String(120), nullable=False),
        sa.Column("rank", WORD, nullable=False),
        sa.Column("managed_by", WORD, nullable=False),
        sa.Column("authority", WORD, nullable=False),
        sa.Column("standing", sa.JSON(), nullable=False),
        sa.Column("obliged", sa.Boolean(), nullable=False),
        sa.Column("ground", sa.String(10), nullable=False),
        sa.Column("clause", WORD, nullable=False),
        sa.UniqueConstraint("campaign_id", "person_id", name="uq_roster_campaign_id_person_id"),
    )
    op.create_index("ix_roster_campaign_id_unit_id", "roster", ["campaign_id", "unit_id"])
    op.create_index("ix_roster_person_id", "roster", ["person_id"])
    op.create_index("ix_roster_name", "roster", ["name"])


def _portfolios() -> None:
    op.create_table(
        "portfolio_entries",
        sa.Column("id", ID, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_portfolio_entries"),
        sa.Column(
            "leader_id",
            ID,
            sa.ForeignKey("persons.id", name="fk_portfolio_entries_leader_id"),
            nullable=False,
        ),
        sa.Column("post", WORD, nullable=False),
        sa.Column("title", sa.String(120), nullable=False),
        sa.Column("charge", WORD, nullable=False),
        sa.Column("target", sa.String(60), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("to_on", sa.Date(), nullable=True),
        sa.Column("document", sa.String(120), nullable=False),
        sa.Column("acting", sa.Boolean(), nullable=False),
    )
    op.create_index("ix_portfolio_entries_leader_id", "portfolio_entries", ["leader_id"])
    op.create_index("ix_portfolio_entries_target", "portfolio_entries", ["target"])
    op.create_table(
        "leader_absences",
        sa.Column("id", ID, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_leader_absences"),
        sa.Column(
            "leader_id", ID, sa.ForeignKey("persons.id", name="fk_leader_absences_leader_id"), nullable=False
        ),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("to_on", sa.Date(), nullable=False),
    )
    op.create_index("ix_leader_absences_leader_id", "leader_absences", ["leader_id"])
