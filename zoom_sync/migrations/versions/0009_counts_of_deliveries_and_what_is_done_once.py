"""Deliveries counted as they are read, readings in order, ticks by age, and what is done once

Revision ID: 0009
Revises: 0008
"""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "delivery_count",
        sa.Column("hour", sa.DateTime(timezone=True), nullable=False),
        sa.Column("outcome", sa.String(length=200), nullable=False),
        sa.Column("count", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("hour", "outcome", name=op.f("pk_delivery_count")),
    )
    op.create_table(
        "once",
        sa.Column("nonce", sa.String(length=32), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("nonce", name=op.f("pk_once")),
    )
    with op.batch_alter_table("once", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_once_at"), ["at"], unique=False)
    with op.batch_alter_table("clock_tick", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_clock_tick_due"), ["due"], unique=False)
    with op.batch_alter_table("reading", schema=None) as batch_op:
        batch_op.add_column(sa.Column("number", sa.Integer(), server_default="0", nullable=False))


def downgrade() -> None:
    with op.batch_alter_table("reading", schema=None) as batch_op:
        batch_op.drop_column("number")
    with op.batch_alter_table("clock_tick", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_clock_tick_due"))
    with op.batch_alter_table("once", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_once_at"))

    op.drop_table("once")
    op.drop_table("delivery_count")
