"""How people's records were joined, and the rows of files as they came

Revision ID: 0017
Revises: 0016
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None

BEFORE = [
    "event",
    "kind",
    "sort",
    "id",
    "gen_from",
    "gen_to",
    "mode",
    "role",
    "registration",
    "attended",
    "minutes",
]
BEFORE += ["first", "sessions", "group", "search"]
AFTER = [*BEFORE[:-1], "ways", "doubt", "search"]


def upgrade() -> None:
    # What is known already comes with the next rebuild, which writes all lines anew (`store.publishing.SHAPE`).
    with op.batch_alter_table("person", schema=None) as batch_op:
        batch_op.add_column(sa.Column("ways", sa.Integer(), server_default="0", nullable=False))
        batch_op.add_column(sa.Column("doubt", sa.Integer(), server_default="0", nullable=False))
        batch_op.drop_index("ix_person_table")
        batch_op.create_index("ix_person_table", AFTER, unique=False)
    op.add_column(
        "trace",
        sa.Column(
            "cells",
            sa.JSON().with_variant(postgresql.JSONB(astext_type=sa.Text()), "postgresql"),
            nullable=True,
        ),
    )


def downgrade() -> None:
    op.drop_column("trace", "cells")
    with op.batch_alter_table("person", schema=None) as batch_op:
        batch_op.drop_index("ix_person_table")
        batch_op.create_index("ix_person_table", BEFORE, unique=False)
        batch_op.drop_column("doubt")
        batch_op.drop_column("ways")
