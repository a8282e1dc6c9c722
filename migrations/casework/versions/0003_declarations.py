"""Declarations, their versions, signatures, publicity, objections, returns and hops."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.schema import SchemaItem

from casework.guards import protect

revision = "0003_declarations"
down_revision = "0002_campaigns"
branch_labels = None
depends_on = None

ID = sa.String(26)
WORD = sa.String(40)
INSTANT = sa.DateTime(timezone=True)
TABLES = (
    "declarations",
    "declaration_offices",
    "declaration_versions",
    "declaration_signatures",
    "declaration_postings",
    "declaration_objections",
    "declaration_returns",
    "declaration_reviews",
    "declaration_hops",
)


def upgrade() -> None:
    _declarations()
    _versions()
    _signatures()
    _publicity()
    _ways()
    protect(op.get_bind())


def downgrade() -> None:
    for table in reversed(TABLES):
        op.drop_table(table)
    protect(op.get_bind())


def _key(table: str) -> list[SchemaItem]:
    return [sa.Column("id", ID, nullable=False), sa.PrimaryKeyConstraint("id", name=f"pk_{table}")]


def _to(table: str, column: str, target: str) -> sa.Column[str]:
    name = f"fk_{table}_{column}"
    return sa.Column(column, ID, sa.ForeignKey(f"{target}.id", name=name), nullable=False)


def _sealed() -> list[SchemaItem]:
    return [
        sa.Column("sealed_header", sa.LargeBinary(), nullable=False),
        sa.Column("sealed_payload", sa.LargeBinary(), nullable=False),
    ]


def _declarations() -> None:
    table = "declarations"
    op.create_table(
        table,
        *_key(table),
        _to(table, "campaign_id", "campaigns"),
        _to(table, "person_id", "persons"),
        _to(table, "unit_id", "units"),
        _to(table, "office_id", "offices"),
        sa.Column("name", sa.String(60), nullable=False),
        sa.Column("post", sa.String(120), nullable=False),
        sa.Column("managed_by", WORD, nullable=False),
        sa.Column("state", WORD, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("route_row", WORD, nullable=False),
        sa.Column("route_clause", WORD, nullable=False),
        sa.Column("countersign_row", WORD, nullable=True),
        sa.Column("countersign_clause", WORD, nullable=False),
        sa.Column("expected_post", WORD, nullable=True),
        sa.Column("expected_id", ID, nullable=True),
        sa.Column("filed_by", ID, nullable=False),
        sa.Column("filed_on", sa.Date(), nullable=False),
        sa.UniqueConstraint("campaign_id", "person_id", name="uq_declarations_campaign_id_person_id"),
    )
    for columns in (
        ["person_id"],
        ["name"],
        ["unit_id", "state"],
        ["office_id", "state"],
        ["expected_id", "state"],
    ):
        op.create_index(f"ix_declarations_{'_'.join(columns)}", table, columns)
    table = "declaration_offices"
    op.create_table(
        table,
        _to(table, "declaration_id", "declarations"),
        _to(table, "office_id", "offices"),
        sa.Column("escrow", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("declaration_id", "office_id", name=f"pk_{table}"),
    )
    op.create_index(f"ix_{table}_office_id", table, ["office_id"])


def _versions() -> None:
    table = "declaration_versions"
    op.create_table(
        table,
        *_key(table),
        _to(table, "declaration_id", "declarations"),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("form_hash", sa.String(64), nullable=False),
        sa.Column("recipients", sa.JSON(), nullable=False),
        sa.Column("undertaking", WORD, nullable=False),
        sa.Column("nil", sa.Boolean(), nullable=False),
        sa.Column("content_tag", sa.String(32), nullable=False),
        sa.Column("counts", sa.JSON(), nullable=False),
        sa.Column("made_by", ID, nullable=False),
        sa.Column("made_on", sa.Date(), nullable=False),
        sa.Column("signed_at", INSTANT, nullable=True),
        sa.Column("countersigned_at", INSTANT, nullable=True),
        sa.Column("countersigner_id", ID, nullable=True),
        *_sealed(),
        sa.UniqueConstraint("declaration_id", "n", name="uq_declaration_versions_declaration_id_n"),
    )
    op.create_index("ix_declaration_versions_form_hash", table, ["form_hash"])


def _signatures() -> None:
    table = "declaration_signatures"
    op.create_table(
        table,
        *_key(table),
        _to(table, "version_id", "declaration_versions"),
        sa.Column("role", WORD, nullable=False),
        sa.Column("way", WORD, nullable=False),
        sa.Column("person_id", ID, nullable=False),
        sa.Column("form_hash", sa.String(64), nullable=False),
        sa.Column("signed_at", INSTANT, nullable=False),
        sa.Column("post", WORD, nullable=True),
        sa.Column("row", WORD, nullable=True),
        sa.Column("clause", WORD, nullable=False),
        sa.Column("document", sa.String(120), nullable=False),
        sa.Column("first_member", ID, nullable=False),
        sa.Column("first_key", sa.String(120), nullable=False),
        sa.Column("first_signature", sa.LargeBinary(), nullable=False),
        sa.Column("second_member", ID, nullable=True),
        sa.Column("second_key", sa.String(120), nullable=True),
        sa.Column("second_signature", sa.LargeBinary(), nullable=True),
        sa.Column("complete_at", INSTANT, nullable=True),
        sa.Column("scan_header", sa.LargeBinary(), nullable=True),
        sa.Column("scan_payload", sa.LargeBinary(), nullable=True),
        sa.UniqueConstraint("version_id", "role", name="uq_declaration_signatures_version_id_role"),
    )


def _publicity() -> None:
    table = "declaration_postings"
    op.create_table(
        table,
        *_key(table),
        _to(table, "declaration_id", "declarations"),
        _to(table, "version_id", "declaration_versions"),
        sa.Column("place", WORD, nullable=False),
        sa.Column("posted_at", INSTANT, nullable=False),
        sa.Column("posted_by", ID, nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
    )
    op.create_index(f"ix_{table}_declaration_id", table, ["declaration_id"])
    table = "declaration_objections"
    op.create_table(
        table,
        *_key(table),
        _to(table, "declaration_id", "declarations"),
        _to(table, "version_id", "declaration_versions"),
        sa.Column("anonymous", sa.Boolean(), nullable=False),
        sa.Column("raised_at", INSTANT, nullable=False),
        sa.Column("found_at", INSTANT, nullable=True),
        sa.Column("found_by", ID, nullable=True),
        sa.Column("upheld", sa.Boolean(), nullable=True),
        sa.Column("finding_header", sa.LargeBinary(), nullable=True),
        sa.Column("finding_payload", sa.LargeBinary(), nullable=True),
        *_sealed(),
    )
    op.create_index(f"ix_{table}_declaration_id", table, ["declaration_id"])


def _ways() -> None:
    table = "declaration_returns"
    op.create_table(
        table,
        *_key(table),
        _to(table, "declaration_id", "declarations"),
        _to(table, "version_id", "declaration_versions"),
        sa.Column("returned_at", INSTANT, nullable=False),
        sa.Column("returned_by", ID, nullable=False),
        *_sealed(),
    )
    op.create_index(f"ix_{table}_declaration_id", table, ["declaration_id"])
    table = "declaration_reviews"
    op.create_table(
        table,
        *_key(table),
        _to(table, "declaration_id", "declarations"),
        _to(table, "version_id", "declaration_versions"),
        sa.Column("reviewed_at", INSTANT, nullable=False),
        sa.Column("reviewed_by", ID, nullable=False),
        *(sa.Column(count, sa.Integer(), nullable=False) for count in ("inside", "outside", "uncertain")),
        *_sealed(),
    )
    op.create_index(f"ix_{table}_declaration_id", table, ["declaration_id"])
    table = "declaration_hops"
    op.create_table(
        table,
        *_key(table),
        _to(table, "declaration_id", "declarations"),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("body", WORD, nullable=False),
        sa.Column("of", WORD, nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.Column("by", ID, nullable=False),
        sa.UniqueConstraint("declaration_id", "n", name="uq_declaration_hops_declaration_id_n"),
    )
