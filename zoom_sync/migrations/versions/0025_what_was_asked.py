"""Sums of polls and of the audience's questions

Revision ID: 0025
Revises: 0024
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None

JSON = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")


def upgrade() -> None:
    op.create_table(
        "asked",
        sa.Column("event", sa.String(length=32), nullable=False),
        sa.Column("instance", sa.String(length=128), nullable=False),
        sa.Column("body", JSON, nullable=False),
        sa.Column("read", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["event"], ["event.id"], name=op.f("fk_asked_event_event"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("event", "instance", name=op.f("pk_asked")),
    )


def downgrade() -> None:
    op.drop_table("asked")
