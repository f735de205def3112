"""Seals of final records

Revision ID: 0019
Revises: 0018
"""

from datetime import UTC, datetime

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None

JSON = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")
EVENT = sa.table("event", sa.column("id", sa.String), sa.column("summary", JSON))
TASK = sa.table(
    "task",
    *(sa.column(name, sa.String) for name in ("name", "key", "state")),
    sa.column("args", JSON),
    *(sa.column(name, sa.DateTime(timezone=True)) for name in ("due", "changed")),
)


def upgrade() -> None:
    op.create_table(
        "seal",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("event", sa.String(length=32), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("root", sa.String(length=64), nullable=False),
        sa.Column("generation", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["event"], ["event.id"], name=op.f("fk_seal_event_event"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_seal")),
        sa.UniqueConstraint("event", "number", name=op.f("uq_seal_event_number")),
    )
    op.create_index(op.f("ix_seal_root"), "seal", ["root"], unique=False)
    op.create_table(
        "seal_part",
        sa.Column("seal", sa.String(length=32), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("event", sa.String(length=32), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["event"], ["event.id"], name=op.f("fk_seal_part_event_event"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("seal", "number", name=op.f("pk_seal_part")),
    )
    op.create_index(op.f("ix_seal_part_event"), "seal_part", ["event"], unique=False)
    seal_what_is_final(op.get_bind())


def seal_what_is_final(tx: sa.Connection) -> None:
    """Ask for the records that were final before there were seals: whoever makes one seals it."""
    waiting = sa.select(TASK.c.key).where(TASK.c.name == "rebuild", TASK.c.state == "waiting")
    found = tx.execute(sa.select(EVENT).where(EVENT.c.summary.is_not(None), EVENT.c.id.not_in(waiting)))
    now = datetime.now(UTC)
    rows = [
        {
            "name": "rebuild",
            "key": row.id,
            "state": "waiting",
            "args": {"event": row.id},
            "due": now,
            "changed": now,
        }
        for row in found
        if isinstance(row.summary, dict) and row.summary.get("status") == "final"
    ]
    if rows:
        tx.execute(TASK.insert(), rows)


def downgrade() -> None:
    op.drop_table("seal_part")
    op.drop_table("seal")
