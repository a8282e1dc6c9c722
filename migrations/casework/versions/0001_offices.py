"""Offices, units, persons, members and their keys, sessions; the ledger of acts and its guards."""

import sqlalchemy as sa
from alembic import op

from casework.guards import protect, unprotect

revision = "0001_offices"
down_revision = None
branch_labels = None
depends_on = None

COUNT = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
TABLES = (
    "act_salts",
    "acts",
    "acts_checkpoints",
    "acts_head",
    "organs",
    "verify_keys",
    "offices",
    "units",
    "persons",
    "kin",
    "members",
    "member_roles",
    "enrolments",
    "foundings",
    "grants",
    "sessions",
)


def upgrade() -> None:
    _ledger()
    _organs()
    _persons()
    _members()
    _keys()
    op.execute(sa.text("INSERT INTO acts_head VALUES (1, 0, :frontier)").bindparams(frontier=bytes(8)))
    protect(op.get_bind())


def downgrade() -> None:
    unprotect(op.get_bind())
    for table in reversed(TABLES):
        op.drop_table(table)


def _ledger() -> None:
    op.create_table(
        "act_salts",
        sa.Column("seq", COUNT, autoincrement=False, nullable=False),
        sa.Column("salt", sa.LargeBinary(16), nullable=False),
        sa.PrimaryKeyConstraint("seq", name="pk_act_salts"),
    )
    op.create_table(
        "acts",
        sa.Column("seq", COUNT, autoincrement=False, nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("time", sa.String(8), nullable=True),
        sa.Column("member_id", sa.String(26), nullable=True),
        sa.Column("office_id", sa.String(26), nullable=True),
        sa.Column("act", sa.String(60), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("record_id", sa.String(80), nullable=False),
        sa.Column("clause", sa.String(200), nullable=True),
        sa.Column("old_commitment", sa.LargeBinary(32), nullable=True),
        sa.Column("new_commitment", sa.LargeBinary(32), nullable=True),
        sa.Column("leaf", sa.LargeBinary(32), nullable=False),
        sa.PrimaryKeyConstraint("seq", name="pk_acts"),
    )
    op.create_index("ix_acts_kind_record_id", "acts", ["kind", "record_id"])
    op.create_index("ix_acts_member_id", "acts", ["member_id"])
    op.create_table(
        "acts_checkpoints",
        sa.Column("size", COUNT, autoincrement=False, nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("size", name="pk_acts_checkpoints"),
    )
    op.create_table(
        "acts_head",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("size", COUNT, nullable=False),
        sa.Column("frontier", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_acts_head"),
    )


def _organs() -> None:
    op.create_table(
        "organs",
        sa.Column("id", sa.String(26), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("recipient", sa.Text(), nullable=True),
        sa.Column("verify_key", sa.String(120), nullable=True),
        sa.Column("founded_on", sa.Date(), nullable=True),
        sa.Column("secrets_header", sa.LargeBinary(), nullable=True),
        sa.Column("secrets_payload", sa.LargeBinary(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_organs"),
    )
    op.create_table(
        "verify_keys",
        sa.Column("verify_key", sa.String(120), nullable=False),
        sa.Column("owner_id", sa.String(26), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("verify_key", name="pk_verify_keys"),
    )
    op.create_index("ix_verify_keys_owner_id", "verify_keys", ["owner_id"])
    op.create_table(
        "offices",
        sa.Column("id", sa.String(26), nullable=False),
        sa.Column("name", sa.String(120), nullable=False),
        sa.Column("level", sa.String(40), nullable=False),
        sa.Column("region_code", sa.String(6), nullable=False),
        sa.Column("parent_id", sa.String(26), nullable=True),
        sa.Column("unit_id", sa.String(26), nullable=True),
        sa.Column("contact", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["id"], ["organs.id"], name="fk_offices_id"),
        sa.ForeignKeyConstraint(["parent_id"], ["offices.id"], name="fk_offices_parent_id"),
        sa.PrimaryKeyConstraint("id", name="pk_offices"),
        sa.UniqueConstraint("name", name="uq_offices_name"),
    )
    op.create_table(
        "units",
        sa.Column("id", sa.String(26), nullable=False),
        sa.Column("office_id", sa.String(26), nullable=False),
        sa.Column("name", sa.String(120), nullable=False),
        sa.Column("aliases", sa.JSON(), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("level", sa.String(40), nullable=False),
        sa.Column("belongs_to", sa.String(40), nullable=False),
        sa.Column("region_code", sa.String(6), nullable=False),
        sa.Column("parent_id", sa.String(26), nullable=True),
        sa.Column("directly_under", sa.Boolean(), nullable=False),
        sa.Column("vertical", sa.Boolean(), nullable=False),
        sa.Column("has_commission", sa.Boolean(), nullable=False),
        sa.Column("superior_system", sa.String(120), nullable=False),
        sa.ForeignKeyConstraint(["id"], ["organs.id"], name="fk_units_id"),
        sa.ForeignKeyConstraint(["office_id"], ["offices.id"], name="fk_units_office_id"),
        sa.ForeignKeyConstraint(["parent_id"], ["units.id"], name="fk_units_parent_id"),
        sa.PrimaryKeyConstraint("id", name="pk_units"),
        sa.UniqueConstraint("office_id", "name", name="uq_units_office_id_name"),
    )
    op.create_index("ix_units_office_id", "units", ["office_id"])


def _persons() -> None:
    op.create_table(
        "persons",
        sa.Column("id", sa.String(26), nullable=False),
        sa.Column("name", sa.String(60), nullable=False),
        sa.Column("unit_id", sa.String(26), nullable=True),
        sa.Column("office_id", sa.String(26), nullable=True),
        sa.Column("post", sa.String(120), nullable=False),
        sa.Column("rank", sa.String(40), nullable=False),
        sa.Column("managed_by", sa.String(40), nullable=False),
        sa.Column("standing", sa.JSON(), nullable=False),
        sa.Column("left_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["office_id"], ["offices.id"], name="fk_persons_office_id"),
        sa.ForeignKeyConstraint(["unit_id"], ["units.id"], name="fk_persons_unit_id"),
        sa.PrimaryKeyConstraint("id", name="pk_persons"),
    )
    op.create_index("ix_persons_name", "persons", ["name"])
    op.create_index("ix_persons_office_id", "persons", ["office_id"])
    op.create_index("ix_persons_unit_id", "persons", ["unit_id"])
    op.create_table(
        "kin",
        sa.Column("id", sa.String(26), nullable=False),
        sa.Column("office_id", sa.String(26), nullable=False),
        sa.Column("of_tag", sa.String(32), nullable=False),
        sa.Column("wall_tag", sa.String(32), nullable=False),
        sa.Column("sealed_header", sa.LargeBinary(), nullable=False),
        sa.Column("sealed_payload", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["office_id"], ["offices.id"], name="fk_kin_office_id"),
        sa.PrimaryKeyConstraint("id", name="pk_kin"),
        sa.UniqueConstraint("office_id", "of_tag", "wall_tag", name="uq_kin_office_id_of_tag_wall_tag"),
    )


def _members() -> None:
    op.create_table(
        "members",
        sa.Column("id", sa.String(26), nullable=False),
        sa.Column("user_name", sa.String(60), nullable=False),
        sa.Column("name", sa.String(60), nullable=False),
        sa.Column("office_id", sa.String(26), nullable=False),
        sa.Column("unit_id", sa.String(26), nullable=True),
        sa.Column("person_id", sa.String(26), nullable=True),
        sa.Column("language", sa.String(2), nullable=False),
        sa.Column("enrolled_on", sa.Date(), nullable=True),
        sa.Column("disabled_on", sa.Date(), nullable=True),
        sa.Column("last_seen_on", sa.Date(), nullable=True),
        sa.Column("password_set_on", sa.Date(), nullable=True),
        sa.Column("recipient", sa.Text(), nullable=True),
        sa.Column("verify_key", sa.String(120), nullable=True),
        sa.Column("vault_recipient", sa.Text(), nullable=True),
        sa.Column("password_salt", sa.LargeBinary(), nullable=True),
        sa.Column("keys_header", sa.LargeBinary(), nullable=True),
        sa.Column("keys_payload", sa.LargeBinary(), nullable=True),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("locked_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("last_code_step", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["office_id"], ["offices.id"], name="fk_members_office_id"),
        sa.ForeignKeyConstraint(["person_id"], ["persons.id"], name="fk_members_person_id"),
        sa.ForeignKeyConstraint(["unit_id"], ["units.id"], name="fk_members_unit_id"),
        sa.PrimaryKeyConstraint("id", name="pk_members"),
        sa.UniqueConstraint("user_name", name="uq_members_user_name"),
    )
    op.create_index("ix_members_office_id", "members", ["office_id"])
    op.create_index("ix_members_unit_id", "members", ["unit_id"])
    op.create_table(
        "member_roles",
        sa.Column("member_id", sa.String(26), nullable=False),
        sa.Column("role", sa.String(40), nullable=False),
        sa.ForeignKeyConstraint(["member_id"], ["members.id"], name="fk_member_roles_member_id"),
        sa.PrimaryKeyConstraint("member_id", "role", name="pk_member_roles"),
    )
    op.create_table(
        "enrolments",
        sa.Column("name", sa.String(64), nullable=False),
        sa.Column("member_id", sa.String(26), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["member_id"], ["members.id"], name="fk_enrolments_member_id"),
        sa.PrimaryKeyConstraint("name", name="pk_enrolments"),
    )
    op.create_index("ix_enrolments_member_id", "enrolments", ["member_id"])


def _keys() -> None:
    op.create_table(
        "foundings",
        sa.Column("organ_id", sa.String(26), nullable=False),
        sa.Column("started_by", sa.String(26), nullable=False),
        sa.Column("second_id", sa.String(26), nullable=False),
        sa.Column("started_on", sa.Date(), nullable=False),
        sa.Column("signature", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["organ_id"], ["organs.id"], name="fk_foundings_organ_id"),
        sa.ForeignKeyConstraint(["second_id"], ["members.id"], name="fk_foundings_second_id"),
        sa.ForeignKeyConstraint(["started_by"], ["members.id"], name="fk_foundings_started_by"),
        sa.PrimaryKeyConstraint("organ_id", name="pk_foundings"),
    )
    op.create_table(
        "grants",
        sa.Column("organ_id", sa.String(26), nullable=False),
        sa.Column("member_id", sa.String(26), nullable=False),
        sa.Column("granted_by", sa.String(26), nullable=False),
        sa.Column("granted_on", sa.Date(), nullable=False),
        sa.Column("sealed_header", sa.LargeBinary(), nullable=False),
        sa.Column("sealed_payload", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["granted_by"], ["members.id"], name="fk_grants_granted_by"),
        sa.ForeignKeyConstraint(["member_id"], ["members.id"], name="fk_grants_member_id"),
        sa.ForeignKeyConstraint(["organ_id"], ["organs.id"], name="fk_grants_organ_id"),
        sa.PrimaryKeyConstraint("organ_id", "member_id", name="pk_grants"),
    )
    op.create_index("ix_grants_member_id", "grants", ["member_id"])
    op.create_table(
        "sessions",
        sa.Column("name", sa.String(64), nullable=False),
        sa.Column("id", sa.String(26), nullable=False),
        sa.Column("member_id", sa.String(26), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("keys_header", sa.LargeBinary(), nullable=True),
        sa.Column("keys_payload", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(["member_id"], ["members.id"], name="fk_sessions_member_id"),
        sa.PrimaryKeyConstraint("name", name="pk_sessions"),
        sa.UniqueConstraint("id", name="uq_sessions_id"),
    )
    op.create_index("ix_sessions_member_id", "sessions", ["member_id"])
    op.create_index("ix_sessions_seen_at", "sessions", ["seen_at"])
