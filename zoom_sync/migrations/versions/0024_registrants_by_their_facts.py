"""Registrants by the ids of their facts alone: an index each for their other names made storing a page slow

Revision ID: 0024
Revises: 0023
"""

from alembic import op

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None

# SQLite writes the table anew in the order in which its rows came, and so its index in none: let it fit in memory.
ROOM = "PRAGMA cache_size = -262144"


def upgrade() -> None:
    if op.get_bind().dialect.name == "sqlite":
        op.execute(ROOM)
    with op.batch_alter_table("registrant") as batch_op:
        batch_op.drop_index(batch_op.f("ix_registrant_event_ref"))
        batch_op.drop_index("uq_registrant_event_id")
        batch_op.drop_constraint("pk_registrant", type_="primary")
        batch_op.create_primary_key("pk_registrant", ["event", "id"])


def downgrade() -> None:
    with op.batch_alter_table("registrant") as batch_op:
        batch_op.drop_constraint("pk_registrant", type_="primary")
        batch_op.create_primary_key("pk_registrant", ["event", "webinar", "registrant_id"])
        batch_op.create_index("uq_registrant_event_id", ["event", "id"], unique=True)
        batch_op.create_index(batch_op.f("ix_registrant_event_ref"), ["event", "ref"], unique=False)
