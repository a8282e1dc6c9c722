"""Campaigns: dates, the roster, the portfolio table and absences, evidence, requests, deliverables."""

import sqlalchemy as sa
from alembic import op

from casework.guards import protect

revision = "0002_campaigns"
down_revision = "0001_offices"
branch_labels = None
depends_on = None

TABLES = (
    "campaigns",
    "roster_entries",
    "portfolio_entries",
    "leader_absences",
    "unit_checkmarks",
    "campaign_acknowledgements",
    "progress_checks",
    "late_filing_requests",
    "deliveries",
)


def upgrade() -> None:
    _campaigns()
    _roster_entries()
    _portfolio_entries()
    _leader_absences()
    _unit_checkmarks()
    _campaign_acknowledgements()
    _progress_checks()
    _late_filing_requests()
    _deliveries()
    protect(op.get_bind())


def downgrade() -> None:
    for table in reversed(TABLES):
        op.drop_table(table)
    protect(op.get_bind())


def _campaigns() -> None:
    op.create_table(
        "campaigns",
        sa.Column("id", sa.String(26), nullable=False),
        sa.Column("office_id", sa.String(26), nullable=False),
        sa.Column("title", sa.String(120), nullable=False),
        sa.Column("profile", sa.String(40), nullable=False),
        sa.Column("opens_on", sa.Date(), nullable=False),
        sa.Column("declare_by", sa.Date(), nullable=False),
        sa.Column("countersign_by", sa.Date(), nullable=False),
        sa.Column("deliver_by", sa.Date(), nullable=False),
        sa.Column("review_by", sa.Date(), nullable=False),
        sa.Column("inclusive", sa.Boolean(), nullable=False),
        sa.Column("counterpart", sa.String(40), nullable=False),
        sa.Column("created_on", sa.Date(), nullable=False),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column("closed_reason", sa.String(400), nullable=False),
        sa.ForeignKeyConstraint(["office_id"], ["offices.id"], name="fk_campaigns_office_id"),
        sa.PrimaryKeyConstraint("id", name="pk_campaigns"),
    )
    op.create_index(
        "uq_campaigns_running",
        "campaigns",
        ["office_id"],
        unique=True,
        sqlite_where=sa.text("closed_on IS NULL"),
        postgresql_where=sa.text("closed_on IS NULL"),
    )


def _roster_entries() -> None:
    op.create_table(
        "roster_entries",
        sa.Column("id", sa.String(26), nullable=False),
        sa.Column("campaign_id", sa.String(26), nullable=False),
        sa.Column("person_id", sa.String(26), nullable=False),
        sa.Column("unit_id", sa.String(26), nullable=False),
        sa.Column("name", sa.String(60), nullable=False),
        sa.Column("post", sa.String(120), nullable=False),
        sa.Column("rank", sa.String(40), nullable=False),
        sa.Column("managed_by", sa.String(40), nullable=False),
        sa.Column("standing", sa.JSON(), nullable=False),
        sa.Column("other_units", sa.JSON(), nullable=False),
        sa.Column("authority", sa.String(26), nullable=False),
        sa.Column("division", sa.String(26), nullable=False),
        sa.Column("in_post_from", sa.Date(), nullable=True),
        sa.Column("in_post_to", sa.Date(), nullable=True),
        sa.Column("obliged", sa.Boolean(), nullable=False),
        sa.Column("ground", sa.String(10), nullable=False),
        sa.Column("clause", sa.String(40), nullable=False),
        sa.Column("flags", sa.JSON(), nullable=False),
        sa.Column("added_on", sa.Date(), nullable=False),
        sa.Column("added_by", sa.String(26), nullable=True),
        sa.Column("added_reason", sa.String(400), nullable=False),
        sa.Column("removed_on", sa.Date(), nullable=True),
        sa.Column("removed_by", sa.String(26), nullable=True),
        sa.Column("removed_reason", sa.String(400), nullable=False),
        sa.ForeignKeyConstraint(["added_by"], ["members.id"], name="fk_roster_entries_added_by"),
        sa.ForeignKeyConstraint(["campaign_id"], ["campaigns.id"], name="fk_roster_entries_campaign_id"),
        sa.ForeignKeyConstraint(["person_id"], ["persons.id"], name="fk_roster_entries_person_id"),
        sa.ForeignKeyConstraint(["removed_by"], ["members.id"], name="fk_roster_entries_removed_by"),
        sa.ForeignKeyConstraint(["unit_id"], ["units.id"], name="fk_roster_entries_unit_id"),
        sa.PrimaryKeyConstraint("id", name="pk_roster_entries"),
    )
    op.create_index(
        "ix_roster_entries_campaign_id_unit_id", "roster_entries", ["campaign_id", "unit_id"], unique=False
    )
    op.create_index("ix_roster_entries_name", "roster_entries", ["name"], unique=False)
    op.create_index("ix_roster_entries_person_id", "roster_entries", ["person_id"], unique=False)
    op.create_index(
        "uq_roster_entries_in_force",
        "roster_entries",
        ["campaign_id", "person_id"],
        unique=True,
        sqlite_where=sa.text("removed_on IS NULL"),
        postgresql_where=sa.text("removed_on IS NULL"),
    )


def _portfolio_entries() -> None:
    op.create_table(
        "portfolio_entries",
        sa.Column("id", sa.String(26), nullable=False),
        sa.Column("leader_id", sa.String(26), nullable=False),
        sa.Column("post", sa.String(40), nullable=False),
        sa.Column("charge", sa.String(40), nullable=False),
        sa.Column("target", sa.String(60), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("to_on", sa.Date(), nullable=True),
        sa.Column("document", sa.String(120), nullable=False),
        sa.Column("acting", sa.Boolean(), nullable=False),
        sa.Column("added_on", sa.Date(), nullable=False),
        sa.Column("added_by", sa.String(26), nullable=True),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("ended_by", sa.String(26), nullable=True),
        sa.Column("ended_reason", sa.String(400), nullable=False),
        sa.ForeignKeyConstraint(["added_by"], ["members.id"], name="fk_portfolio_entries_added_by"),
        sa.ForeignKeyConstraint(["ended_by"], ["members.id"], name="fk_portfolio_entries_ended_by"),
        sa.ForeignKeyConstraint(["leader_id"], ["persons.id"], name="fk_portfolio_entries_leader_id"),
        sa.PrimaryKeyConstraint("id", name="pk_portfolio_entries"),
    )
    op.create_index(
        "ix_portfolio_entries_charge_target", "portfolio_entries", ["charge", "target"], unique=False
    )
    op.create_index("ix_portfolio_entries_leader_id", "portfolio_entries", ["leader_id"], unique=False)


def _leader_absences() -> None:
    op.create_table(
        "leader_absences",
        sa.Column("id", sa.String(26), nullable=False),
        sa.Column("leader_id", sa.String(26), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("to_on", sa.Date(), nullable=False),
        sa.Column("document", sa.String(120), nullable=False),
        sa.Column("added_on", sa.Date(), nullable=False),
        sa.Column("added_by", sa.String(26), nullable=True),
        sa.ForeignKeyConstraint(["added_by"], ["members.id"], name="fk_leader_absences_added_by"),
        sa.ForeignKeyConstraint(["leader_id"], ["persons.id"], name="fk_leader_absences_leader_id"),
        sa.PrimaryKeyConstraint("id", name="pk_leader_absences"),
    )
    op.create_index("ix_leader_absences_leader_id", "leader_absences", ["leader_id"], unique=False)


def _unit_checkmarks() -> None:
    op.create_table(
        "unit_checkmarks",
        sa.Column("id", sa.String(26), nullable=False),
        sa.Column("campaign_id", sa.String(26), nullable=False),
        sa.Column("unit_id", sa.String(26), nullable=False),
        sa.Column("mark", sa.String(40), nullable=False),
        sa.Column("evidence_on", sa.Date(), nullable=False),
        sa.Column("document", sa.String(120), nullable=False),
        sa.Column("added_on", sa.Date(), nullable=False),
        sa.Column("added_by", sa.String(26), nullable=False),
        sa.Column("replaced_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["added_by"], ["members.id"], name="fk_unit_checkmarks_added_by"),
        sa.ForeignKeyConstraint(["campaign_id"], ["campaigns.id"], name="fk_unit_checkmarks_campaign_id"),
        sa.ForeignKeyConstraint(["unit_id"], ["units.id"], name="fk_unit_checkmarks_unit_id"),
        sa.PrimaryKeyConstraint("id", name="pk_unit_checkmarks"),
    )
    op.create_index(
        "ix_unit_checkmarks_campaign_id_unit_id", "unit_checkmarks", ["campaign_id", "unit_id"], unique=False
    )


def _campaign_acknowledgements() -> None:
    op.create_table(
        "campaign_acknowledgements",
        sa.Column("id", sa.String(26), nullable=False),
        sa.Column("campaign_id", sa.String(26), nullable=False),
        sa.Column("unit_id", sa.String(26), nullable=False),
        sa.Column("person_id", sa.String(26), nullable=False),
        sa.Column("member_id", sa.String(26), nullable=False),
        sa.Column("signed_on", sa.Date(), nullable=False),
        sa.Column("signature", sa.LargeBinary(64), nullable=False),
        sa.ForeignKeyConstraint(
            ["campaign_id"], ["campaigns.id"], name="fk_campaign_acknowledgements_campaign_id"
        ),
        sa.ForeignKeyConstraint(["member_id"], ["members.id"], name="fk_campaign_acknowledgements_member_id"),
        sa.ForeignKeyConstraint(["person_id"], ["persons.id"], name="fk_campaign_acknowledgements_person_id"),
        sa.ForeignKeyConstraint(["unit_id"], ["units.id"], name="fk_campaign_acknowledgements_unit_id"),
        sa.PrimaryKeyConstraint("id", name="pk_campaign_acknowledgements"),
        sa.UniqueConstraint(
            "campaign_id",
            "unit_id",
            "person_id",
            name="uq_campaign_acknowledgements_campaign_id_unit_id_person_id",
        ),
    )


def _progress_checks() -> None:
    op.create_table(
        "progress_checks",
        sa.Column("id", sa.String(26), nullable=False),
        sa.Column("campaign_id", sa.String(26), nullable=False),
        sa.Column("unit_id", sa.String(26), nullable=False),
        sa.Column("duty", sa.String(40), nullable=False),
        sa.Column("checked_on", sa.Date(), nullable=False),
        sa.Column("document", sa.String(120), nullable=False),
        sa.Column("added_on", sa.Date(), nullable=False),
        sa.Column("added_by", sa.String(26), nullable=False),
        sa.ForeignKeyConstraint(["added_by"], ["members.id"], name="fk_progress_checks_added_by"),
        sa.ForeignKeyConstraint(["campaign_id"], ["campaigns.id"], name="fk_progress_checks_campaign_id"),
        sa.ForeignKeyConstraint(["unit_id"], ["units.id"], name="fk_progress_checks_unit_id"),
        sa.PrimaryKeyConstraint("id", name="pk_progress_checks"),
    )
    op.create_index(
        "ix_progress_checks_campaign_id_unit_id", "progress_checks", ["campaign_id", "unit_id"], unique=False
    )


def _late_filing_requests() -> None:
    op.create_table(
        "late_filing_requests",
        sa.Column("id", sa.String(26), nullable=False),
        sa.Column("campaign_id", sa.String(26), nullable=False),
        sa.Column("person_id", sa.String(26), nullable=False),
        sa.Column("unit_id", sa.String(26), nullable=False),
        sa.Column("number", sa.String(60), nullable=False),
        sa.Column("requested_on", sa.Date(), nullable=False),
        sa.Column("requested_by", sa.String(26), nullable=False),
        sa.Column("approver_id", sa.String(26), nullable=False),
        sa.Column("approved_on", sa.Date(), nullable=True),
        sa.Column("approved_by", sa.String(26), nullable=True),
        sa.Column("declined_on", sa.Date(), nullable=True),
        sa.Column("obstacle_ended_on", sa.Date(), nullable=True),
        sa.Column("passed_on", sa.Date(), nullable=True),
        sa.Column("listed_on", sa.Date(), nullable=True),
        sa.Column("sealed_header", sa.LargeBinary(), nullable=False),
        sa.Column("sealed_payload", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["approved_by"], ["members.id"], name="fk_late_filing_requests_approved_by"),
        sa.ForeignKeyConstraint(["approver_id"], ["offices.id"], name="fk_late_filing_requests_approver_id"),
        sa.ForeignKeyConstraint(
            ["campaign_id"], ["campaigns.id"], name="fk_late_filing_requests_campaign_id"
        ),
        sa.ForeignKeyConstraint(["person_id"], ["persons.id"], name="fk_late_filing_requests_person_id"),
        sa.ForeignKeyConstraint(
            ["requested_by"], ["members.id"], name="fk_late_filing_requests_requested_by"
        ),
        sa.ForeignKeyConstraint(["unit_id"], ["units.id"], name="fk_late_filing_requests_unit_id"),
        sa.PrimaryKeyConstraint("id", name="pk_late_filing_requests"),
    )
    op.create_index(
        "ix_late_filing_requests_approver_id", "late_filing_requests", ["approver_id"], unique=False
    )
    op.create_index(
        "ix_late_filing_requests_campaign_id_unit_id",
        "late_filing_requests",
        ["campaign_id", "unit_id"],
        unique=False,
    )
    op.create_index("ix_late_filing_requests_person_id", "late_filing_requests", ["person_id"], unique=False)


def _deliveries() -> None:
    op.create_table(
        "deliveries",
        sa.Column("id", sa.String(26), nullable=False),
        sa.Column("campaign_id", sa.String(26), nullable=False),
        sa.Column("organ_id", sa.String(26), nullable=False),
        sa.Column("item", sa.String(40), nullable=False),
        sa.Column("delivered_on", sa.Date(), nullable=False),
        sa.Column("nobody", sa.Boolean(), nullable=False),
        sa.Column("correction", sa.Boolean(), nullable=False),
        sa.Column("document", sa.String(120), nullable=False),
        sa.Column("added_on", sa.Date(), nullable=False),
        sa.Column("added_by", sa.String(26), nullable=False),
        sa.Column("voided_on", sa.Date(), nullable=True),
        sa.Column("voided_by", sa.String(26), nullable=True),
        sa.Column("voided_reason", sa.String(400), nullable=False),
        sa.ForeignKeyConstraint(["added_by"], ["members.id"], name="fk_deliveries_added_by"),
        sa.ForeignKeyConstraint(["campaign_id"], ["campaigns.id"], name="fk_deliveries_campaign_id"),
        sa.ForeignKeyConstraint(["organ_id"], ["organs.id"], name="fk_deliveries_organ_id"),
        sa.ForeignKeyConstraint(["voided_by"], ["members.id"], name="fk_deliveries_voided_by"),
        sa.PrimaryKeyConstraint("id", name="pk_deliveries"),
    )
    op.create_index(
        "ix_deliveries_campaign_id_organ_id", "deliveries", ["campaign_id", "organ_id"], unique=False
    )
