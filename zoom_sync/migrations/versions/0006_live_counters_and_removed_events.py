"""Live counters, and events that are removed

Revision ID: 0006
Revises: 0005
"""

import sqlalchemy as sa
from alembic import op

revision = '0006'
down_revision = '0005'
branch_labels = None
depends_on = None

LIVE = sa.text("kind IN ('joined', 'left', 'sign_in')")


def upgrade() -> None:
    op.create_table('movement',
    sa.Column('event', sa.String(length=32), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('heard', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['event'], ['event.id'], name=op.f('fk_movement_event_event'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('event', name=op.f('pk_movement'))
    )
    with op.batch_alter_table('trace', schema=None) as batch_op:
        batch_op.create_index('ix_trace_live', ['event', 'instance', 'connection', 'kind', 'at'], unique=False, sqlite_where=LIVE, postgresql_where=LIVE)

    with op.batch_alter_table('event', schema=None) as batch_op:
        batch_op.add_column(sa.Column('removed', sa.DateTime(timezone=True), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table('event', schema=None) as batch_op:
        batch_op.drop_column('removed')

    with op.batch_alter_table('trace', schema=None) as batch_op:
        batch_op.drop_index('ix_trace_live')

    op.drop_table('movement')
