"""What the table of people is filtered and sorted by, in one index

Revision ID: 0005
Revises: 0004
"""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

INDEX = [
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
    "first",
    "sessions",
    "group",
    "search",
]
# What each line says already. The rest (parts of the agenda, organisation, other scripts) comes with the next
# rebuild, which writes all lines anew (`store.publishing.SHAPE`).
KNOWN = {
    "sqlite": """
        UPDATE person SET
            role = coalesce(json_extract(body, '$.role'), 'attendee'),
            registration = coalesce(json_extract(body, '$.registration_status'), 'none'),
            attended = coalesce(json_extract(body, '$.attended'), 0),
            minutes = coalesce(json_extract(body, '$.minutes'), 0),
            first = CAST(strftime('%s', json_extract(body, '$.first_seen')) AS INTEGER)
    """,
    "postgresql": """
        UPDATE person SET
            role = coalesce(body->>'role', 'attendee'),
            registration = coalesce(body->>'registration_status', 'none'),
            attended = coalesce((body->>'attended')::boolean, false),
            minutes = coalesce((body->>'minutes')::double precision, 0),
            first = floor(extract(epoch FROM (body->>'first_seen')::timestamptz))
    """,
}


def upgrade() -> None:
    with op.batch_alter_table("person", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("role", sa.String(length=16), server_default="attendee", nullable=False)
        )
        batch_op.add_column(
            sa.Column("registration", sa.String(length=16), server_default="none", nullable=False)
        )
        batch_op.add_column(sa.Column("attended", sa.Boolean(), server_default="0", nullable=False))
        batch_op.add_column(sa.Column("minutes", sa.Float(), server_default="0", nullable=False))
        batch_op.add_column(sa.Column("first", sa.BigInteger(), nullable=True))
        batch_op.add_column(sa.Column("sessions", sa.BigInteger(), server_default="0", nullable=False))
        batch_op.add_column(sa.Column("group", sa.String(length=100), server_default="", nullable=False))
        batch_op.drop_index(batch_op.f("ix_person_event_kind_sort_id"))
    op.execute(KNOWN[op.get_bind().dialect.name])
    # An index holds a third of a page at most; what was to be looked for is bounded since.
    op.execute("UPDATE person SET search = substr(search, 1, 500) WHERE length(search) > 500")
    with op.batch_alter_table("person", schema=None) as batch_op:
        batch_op.create_index("ix_person_table", INDEX, unique=False)


def downgrade() -> None:
    with op.batch_alter_table("person", schema=None) as batch_op:
        batch_op.drop_index("ix_person_table")
        batch_op.create_index(
            batch_op.f("ix_person_event_kind_sort_id"), ["event", "kind", "sort", "id"], unique=False
        )
        for column in ("group", "sessions", "first", "minutes", "attended", "registration", "role"):
            batch_op.drop_column(column)
