"""Links to one's own record, objections to it, and certificates that go with letters

Revision ID: 0022
Revises: 0021
"""

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None


def _event(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["event"], ["event.id"], name=op.f(f"fk_{table}_event_event"), ondelete="CASCADE"
    )


def upgrade() -> None:
    op.create_table(
        "person_link",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("event", sa.String(length=32), nullable=False),
        sa.Column("fact", sa.String(length=32), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by", sa.String(length=200), nullable=False),
        sa.Column("ended", sa.DateTime(timezone=True), nullable=True),
        _event("person_link"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_person_link")),
        sa.UniqueConstraint("digest", name=op.f("uq_person_link_digest")),
    )
    op.create_index(op.f("ix_person_link_event_fact"), "person_link", ["event", "fact"])
    op.create_table(
        "objection",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("event", sa.String(length=32), nullable=False),
        sa.Column("fact", sa.String(length=32), nullable=False),
        sa.Column("about", sa.String(length=16), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("outcome", sa.String(length=16), server_default="", nullable=False),
        sa.Column("answer", sa.Text(), server_default="", nullable=False),
        sa.Column("answered", sa.DateTime(timezone=True), nullable=True),
        sa.Column("answered_by", sa.String(length=200), server_default="", nullable=False),
        sa.Column("decision", sa.String(length=32), server_default="", nullable=False),
        _event("objection"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_objection")),
    )
    op.create_index(op.f("ix_objection_event_outcome_at"), "objection", ["event", "outcome", "at"])
    op.create_index(op.f("ix_objection_event_fact"), "objection", ["event", "fact"])
    op.add_column("letter", sa.Column("certificate", sa.String(length=8), server_default="", nullable=False))


def downgrade() -> None:
    op.drop_column("letter", "certificate")
    op.drop_table("objection")
    op.drop_table("person_link")
