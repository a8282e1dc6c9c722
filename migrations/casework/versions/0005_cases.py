"""Cases: members and tags, findings, comparisons, discrepancies, strands with their records, ladder, disclosure."""

import sqlalchemy as sa
from alembic import op

from casework.guards import protect

revision = "0005_cases"
down_revision = "0004_reports"
branch_labels = None
depends_on = None

TABLES = (
    "cases",
    "case_comparisons",
    "case_disclosable_facts",
    "case_findings",
    "case_finding_amendments",
    "case_ladder_steps",
    "case_members",
    "case_strands",
    "case_tags",
    "case_discrepancies",
    "strand_decisions",
    "strand_hearings",
    "strand_opinions",
)


def upgrade() -> None:
    _cases()
    _case_comparisons()
    _case_disclosable_facts()
    _case_findings()
    _case_finding_amendments()
    _case_ladder_steps()
    _case_members()
    _case_strands()
    _case_tags()
    _case_discrepancies()
    _strand_decisions()
    _strand_hearings()
    _strand_opinions()
    protect(op.get_bind())


def downgrade() -> None:
    for table in reversed(TABLES):
        op.drop_table(table)
    protect(op.get_bind())


def _cases() -> None:
    op.create_table(
        "cases",
        sa.Column("id", sa.String(26), nullable=False),
        sa.Column("reference", sa.String(20), nullable=False),
        sa.Column("office_id", sa.String(26), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(40), nullable=False),
        sa.Column("edition", sa.Integer(), nullable=False),
        sa.Column("opened_on", sa.Date(), nullable=False),
        sa.Column("opened_by", sa.String(26), nullable=False),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column("closed_by", sa.String(26), nullable=True),
        sa.Column("conduct", sa.String(10), nullable=True),
        sa.Column("comparison_id", sa.String(26), nullable=True),
        sa.Column("sealed_header", sa.LargeBinary(), nullable=False),
        sa.Column("sealed_payload", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cases")),
        sa.UniqueConstraint("office_id", "year", "number", name=op.f("uq_cases_office_id_year_number")),
        sa.UniqueConstraint("reference", name=op.f("uq_cases_reference")),
    )
    op.create_index(op.f("ix_cases_office_id"), "cases", ["office_id"], unique=False)


def _case_comparisons() -> None:
    op.create_table(
        "case_comparisons",
        sa.Column("id", sa.String(26), nullable=False),
        sa.Column("case_id", sa.String(26), nullable=False),
        sa.Column("made_by", sa.String(26), nullable=False),
        sa.Column("made_on", sa.Date(), nullable=False),
        sa.Column("lines", sa.Integer(), nullable=False),
        sa.Column("differences", sa.Integer(), nullable=False),
        sa.Column("sealed_header", sa.LargeBinary(), nullable=False),
        sa.Column("sealed_payload", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_case_comparisons_case_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case_comparisons")),
    )
    op.create_index(op.f("ix_case_comparisons_case_id"), "case_comparisons", ["case_id"], unique=False)


def _case_disclosable_facts() -> None:
    op.create_table(
        "case_disclosable_facts",
        sa.Column("id", sa.String(26), nullable=False),
        sa.Column("case_id", sa.String(26), nullable=False),
        sa.Column("part", sa.String(20), nullable=False),
        sa.Column("marked_by", sa.String(26), nullable=False),
        sa.Column("marked_on", sa.Date(), nullable=False),
        sa.Column("withdrawn_on", sa.Date(), nullable=True),
        sa.Column("sealed_header", sa.LargeBinary(), nullable=False),
        sa.Column("sealed_payload", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_case_disclosable_facts_case_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case_disclosable_facts")),
    )
    op.create_index(
        op.f("ix_case_disclosable_facts_case_id"), "case_disclosable_facts", ["case_id"], unique=False
    )


def _case_findings() -> None:
    op.create_table(
        "case_findings",
        sa.Column("id", sa.String(26), nullable=False),
        sa.Column("case_id", sa.String(26), nullable=False),
        sa.Column("recorded_by", sa.String(26), nullable=False),
        sa.Column("recorded_on", sa.Date(), nullable=False),
        sa.Column("withdrawn_on", sa.Date(), nullable=True),
        sa.Column("sealed_header", sa.LargeBinary(), nullable=False),
        sa.Column("sealed_payload", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_case_findings_case_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case_findings")),
    )
    op.create_index(op.f("ix_case_findings_case_id"), "case_findings", ["case_id"], unique=False)


def _case_finding_amendments() -> None:
    op.create_table(
        "case_finding_amendments",
        sa.Column("id", sa.String(26), nullable=False),
        sa.Column("finding_id", sa.String(26), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("made_by", sa.String(26), nullable=False),
        sa.Column("made_on", sa.Date(), nullable=False),
        sa.Column("sealed_header", sa.LargeBinary(), nullable=False),
        sa.Column("sealed_payload", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["finding_id"], ["case_findings.id"], name=op.f("fk_case_finding_amendments_finding_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case_finding_amendments")),
        sa.UniqueConstraint("finding_id", "n", name=op.f("uq_case_finding_amendments_finding_id_n")),
    )
    op.create_index(
        op.f("ix_case_finding_amendments_finding_id"), "case_finding_amendments", ["finding_id"], unique=False
    )


def _case_ladder_steps() -> None:
    op.create_table(
        "case_ladder_steps",
        sa.Column("id", sa.String(26), nullable=False),
        sa.Column("case_id", sa.String(26), nullable=False),
        sa.Column("step", sa.String(20), nullable=False),
        sa.Column("state", sa.String(40), nullable=False),
        sa.Column("ordered_on", sa.Date(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("recorded_by", sa.String(26), nullable=False),
        sa.Column("confirmed_by", sa.String(26), nullable=True),
        sa.Column("settled_on", sa.Date(), nullable=True),
        sa.Column("sealed_header", sa.LargeBinary(), nullable=False),
        sa.Column("sealed_payload", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_case_ladder_steps_case_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case_ladder_steps")),
    )
    op.create_index(op.f("ix_case_ladder_steps_case_id"), "case_ladder_steps", ["case_id"], unique=False)


def _case_members() -> None:
    op.create_table(
        "case_members",
        sa.Column("case_id", sa.String(26), nullable=False),
        sa.Column("member_id", sa.String(26), nullable=False),
        sa.Column("duty", sa.String(40), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_case_members_case_id")),
        sa.PrimaryKeyConstraint("case_id", "member_id", name=op.f("pk_case_members")),
    )


def _case_strands() -> None:
    op.create_table(
        "case_strands",
        sa.Column("id", sa.String(26), nullable=False),
        sa.Column("case_id", sa.String(26), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("state", sa.String(40), nullable=False),
        sa.Column("opened_on", sa.Date(), nullable=False),
        sa.Column("opened_by", sa.String(26), nullable=False),
        sa.Column("subject_tag", sa.String(32), nullable=False),
        sa.Column("outcome", sa.String(40), nullable=False),
        sa.Column("decided_by", sa.String(26), nullable=True),
        sa.Column("decided_on", sa.Date(), nullable=True),
        sa.Column("in_force_on", sa.Date(), nullable=True),
        sa.Column("referred_to", sa.String(80), nullable=True),
        sa.Column("receipt_on", sa.Date(), nullable=True),
        sa.Column("sealed_header", sa.LargeBinary(), nullable=False),
        sa.Column("sealed_payload", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_case_strands_case_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case_strands")),
        sa.UniqueConstraint("case_id", "kind", name=op.f("uq_case_strands_case_id_kind")),
    )
    op.create_index(op.f("ix_case_strands_case_id"), "case_strands", ["case_id"], unique=False)
    op.create_index(op.f("ix_case_strands_subject_tag"), "case_strands", ["subject_tag"], unique=False)


def _case_tags() -> None:
    op.create_table(
        "case_tags",
        sa.Column("case_id", sa.String(26), nullable=False),
        sa.Column("tag", sa.String(32), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_case_tags_case_id")),
        sa.PrimaryKeyConstraint("case_id", "tag", name=op.f("pk_case_tags")),
    )
    op.create_index(op.f("ix_case_tags_tag"), "case_tags", ["tag"], unique=False)


def _case_discrepancies() -> None:
    op.create_table(
        "case_discrepancies",
        sa.Column("id", sa.String(26), nullable=False),
        sa.Column("case_id", sa.String(26), nullable=False),
        sa.Column("comparison_id", sa.String(26), nullable=False),
        sa.Column("line", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("state", sa.String(40), nullable=False),
        sa.Column("proposed_by", sa.String(26), nullable=False),
        sa.Column("proposed_on", sa.Date(), nullable=False),
        sa.Column("settled_by", sa.String(26), nullable=True),
        sa.Column("settled_on", sa.Date(), nullable=True),
        sa.Column("sealed_header", sa.LargeBinary(), nullable=False),
        sa.Column("sealed_payload", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_case_discrepancies_case_id")),
        sa.ForeignKeyConstraint(
            ["comparison_id"], ["case_comparisons.id"], name=op.f("fk_case_discrepancies_comparison_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case_discrepancies")),
        sa.UniqueConstraint("comparison_id", "line", name=op.f("uq_case_discrepancies_comparison_id_line")),
    )
    op.create_index(op.f("ix_case_discrepancies_case_id"), "case_discrepancies", ["case_id"], unique=False)


def _strand_decisions() -> None:
    op.create_table(
        "strand_decisions",
        sa.Column("id", sa.String(26), nullable=False),
        sa.Column("strand_id", sa.String(26), nullable=False),
        sa.Column("decided_by", sa.String(26), nullable=False),
        sa.Column("decided_on", sa.Date(), nullable=False),
        sa.Column("sealed_header", sa.LargeBinary(), nullable=False),
        sa.Column("sealed_payload", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["strand_id"], ["case_strands.id"], name=op.f("fk_strand_decisions_strand_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_strand_decisions")),
        sa.UniqueConstraint("strand_id", name=op.f("uq_strand_decisions_strand_id")),
    )


def _strand_hearings() -> None:
    op.create_table(
        "strand_hearings",
        sa.Column("id", sa.String(26), nullable=False),
        sa.Column("strand_id", sa.String(26), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("heard_on", sa.Date(), nullable=False),
        sa.Column("heard_by", sa.String(26), nullable=False),
        sa.Column("sealed_header", sa.LargeBinary(), nullable=False),
        sa.Column("sealed_payload", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["strand_id"], ["case_strands.id"], name=op.f("fk_strand_hearings_strand_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_strand_hearings")),
    )
    op.create_index(op.f("ix_strand_hearings_strand_id"), "strand_hearings", ["strand_id"], unique=False)


def _strand_opinions() -> None:
    op.create_table(
        "strand_opinions",
        sa.Column("id", sa.String(26), nullable=False),
        sa.Column("strand_id", sa.String(26), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("outcome", sa.String(40), nullable=False),
        sa.Column("given_by", sa.String(26), nullable=False),
        sa.Column("given_on", sa.Date(), nullable=False),
        sa.Column("sealed_header", sa.LargeBinary(), nullable=False),
        sa.Column("sealed_payload", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["strand_id"], ["case_strands.id"], name=op.f("fk_strand_opinions_strand_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_strand_opinions")),
    )
    op.create_index(op.f("ix_strand_opinions_strand_id"), "strand_opinions", ["strand_id"], unique=False)
